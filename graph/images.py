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
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import quote

from PIL import Image, ImageOps

from graph.client import IN_BACKGROUND, GraphClient, Json, Patience
from graph.problems import GraphProblem, NotFound

LARGEST_FILE = 10 * 1024 * 1024  # bytes that are downloaded
LARGEST_ON_A_CARD = 15 * 1024  # bytes; 20 KB as a data URI
MOST_PIXELS = 25_000_000  # what may be decoded: some 100 MB of memory, one at a time
MOST_LISTED = 100  # pictures
PAGE = 200  # entries of a folder at once
ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")  # no other decoder is tried, whatever the file says it is
SIDES = (640, 480, 400, 320, 240, 160)  # pixels of the longest side, the best first
QUALITIES = (80, 65, 50, 35)
FIELDS = "id,name,size,file,lastModifiedDateTime"
WHITE = (255, 255, 255)


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
        async with self._one:
            return await asyncio.to_thread(made_small, content, limit)


def made_small(content: bytes, limit: int = LARGEST_ON_A_CARD) -> Picture:
    """The picture in these bytes, anew and in at most `limit` bytes (a few thousand at least): as sharp as fits, and
    with its transparency where that fits too. Of what moves, the first image. Raises NotAPicture.
    """
    picture = _decoded(content)
    for attempt in _attempts(picture):
        if len(attempt.content) <= limit:
            return attempt
    raise NotAPicture(f"no version of it fits in {limit} bytes")


def _decoded(content: bytes) -> Image.Image:
    """Upright, at most as large as it will be used, and in RGB or RGBA."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise NotAPicture(f"{width} by {height} pixels is more than {MOST_PIXELS}")
            opened.draft("RGB", (SIDES[0], SIDES[0]))  # lets a JPEG be decoded small at once
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            picture.thumbnail((SIDES[0], SIDES[0]))
            return _bare(picture)
    except NotAPicture:
        raise
    except Exception as error:  # decoders of hostile bytes fail in as many ways as there are formats
        raise NotAPicture(f"it cannot be read as a picture: {type(error).__name__}") from error


def _bare(picture: Image.Image) -> Image.Image:
    """The same pixels without the remarks, profiles and places that Pillow carries along and would write again."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _attempts(picture: Image.Image) -> Iterator[Picture]:
    """Ever smaller versions. A drawing is smaller, and sharper, as PNG; a photo as JPEG."""
    for side in SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        yield _written(smaller.quantize(256, Image.Quantize.FASTOCTREE), "PNG")
        flat = _without_transparency(smaller)
        for quality in QUALITIES:
            yield _written(flat, "JPEG", quality=quality, progressive=True)


def _without_transparency(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    flat = Image.new("RGB", picture.size, WHITE)
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _written(picture: Image.Image, format: str, **options: int | bool) -> Picture:
    out = BytesIO()
    picture.save(out, format, optimize=True, **options)
    return Picture(f"image/{format.lower()}", out.getvalue(), *picture.size)


def _may_be_picture(item: Json) -> bool:
    size = item.get("size")
    ending = PurePosixPath(str(item.get("name") or "")).suffix.lower()
    return "file" in item and ending in ENDINGS and isinstance(size, int) and 0 < size <= LARGEST_FILE


def _file(item: Json) -> ImageFile:
    id = item.get("id")
    if not isinstance(id, str) or not id:
        raise GraphProblem(200, "unreadable", "a file without an id")
    return ImageFile(id, str(item["name"]), int(item["size"]), str(item.get("lastModifiedDateTime") or ""))
