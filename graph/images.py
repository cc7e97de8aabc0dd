"""Pictures from the municipality's own library, made small enough to go along on a card.

How an Adaptive Card in Teams can show a picture, and why Koers sends it along:

- By an https address. Teams fetches it without signing in, so whatever is shown would be open to whoever has the
  address, for as long as the message is there. An address in SharePoint asks people to sign in and shows nothing.
- As a data URI in the card. Nothing is public and nothing can disappear afterwards. Teams takes PNG, JPEG and GIF that
  stand still. Microsoft advises to keep a message below 80 KB and says that pictures do not count for that; what people
  report is that cards above some 28 KB fail. So the picture gets what is left beside 8 KB of words.

A picture is never sent on as it came: it is decoded, turned upright, made smaller and written anew. That leaves out
what cameras put in it (place, maker, thumbnails) and whatever else is in a file that only begins like a picture.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from graph.client import IN_BACKGROUND, GraphClient, Json, Patience
from graph.problems import GraphProblem, NotFound

LARGEST_FILE = 10 * 1024 * 1024  # bytes that are downloaded
LARGEST_ON_A_CARD = 15 * 1024  # bytes; 20 KB as a data URI
MOST_LISTED = 100  # pictures
PAGE = 200  # entries of a folder at once
ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
FIELDS = "id,name,size,file,lastModifiedDateTime"


class NotAPicture(Exception):
    """A file is no PNG, JPEG, GIF or WebP that Koers can read, or has more pixels than it reads."""


@dataclass(frozen=True)
class ImageFile:
    """A file in the folder of pictures. Its name says that it is a picture, its content has still to show it."""

    id: str
    name: str
    size: int  # bytes
    modified: str  # ISO 8601


@dataclass(frozen=True)
class Picture:
    """A picture as it goes on a card."""

    kind: str  # image/jpeg or image/png
    content: bytes
    width: int  # pixels
    height: int

    @property
    def data_uri(self) -> str:
        """The address that holds the picture itself, for `url` of an Image."""
        return f"data:{self.kind};base64,{base64.b64encode(self.content).decode()}"


class Images:
    """The pictures in one library. Every method raises Unavailable when Graph does not answer, else GraphProblem.

    Needs what reading the library needs: Sites.Selected with the role `read` on its site.
    """

    def __init__(self, client: GraphClient, patience: Patience = IN_BACKGROUND) -> None:
        self._client = client
        self._drives = client.builders.drives
        self._patience = patience
        self._one = asyncio.Semaphore(1)  # decoding takes memory

    async def listed(self, drive: str, folder: str) -> tuple[ImageFile, ...]:
        """The pictures in a folder of the library, by name, at most 100; what is too large to use is left out. `folder`
        is a path below the library's root. None for a folder that is not there.
        """
        builder = self._drives.by_drive_id(drive).items.by_drive_item_id("root").children
        # The SDK has no address by path.
        url = f"{self._client.url}/drives/{quote(drive)}/root:/{quote(folder.strip('/'))}:/children"
        request = self._client.follow(builder, f"{url}?$select={FIELDS}&$top={PAGE}")
        found: list[ImageFile] = []
        try:
            async for item in self._client.items(builder, request, self._patience):
                if _may_be_picture(item):
                    found.append(_file(item))
        except NotFound:
            return ()
        return tuple(sorted(found, key=lambda file: file.name.casefold())[:MOST_LISTED])

    async def picture(self, drive: str, file: str, limit: int = LARGEST_ON_A_CARD) -> Picture:
        """The file with this id as a picture of at most `limit` bytes. Raises NotFound, TooLarge above 10 MB and
        NotAPicture.
        """
        request = self._drives.by_drive_id(drive).items.by_drive_item_id(file).content.to_get_request_information()
        content = await self._client.content(request, LARGEST_FILE, self._patience)
        from graph.made_small import made_small  # Pillow is for who chooses a picture, and not for every start

        async with self._one:
            return await asyncio.to_thread(made_small, content, limit)


def _may_be_picture(item: Json) -> bool:
    size = item.get("size")
    ending = PurePosixPath(str(item.get("name") or "")).suffix.lower()
    return "file" in item and ending in ENDINGS and isinstance(size, int) and 0 < size <= LARGEST_FILE


def _file(item: Json) -> ImageFile:
    id = item.get("id")
    if not isinstance(id, str) or not id:
        raise GraphProblem(200, "unreadable", "a file without an id")
    return ImageFile(id, str(item["name"]), int(item["size"]), str(item.get("lastModifiedDateTime") or ""))
