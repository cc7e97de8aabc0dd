"""The pictures of the municipality's library that a message can have."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.organisation import Organisation
from errors import Unavailable
from graph.images import NotAPicture
from graph.problems import GraphProblem

log = logging.getLogger(__name__)


class File(Protocol):
    """A file in the folder of pictures."""

    @property
    def id(self) -> str:
        """Its id in the library."""
        ...

    @property
    def name(self) -> str:
        """Its name there."""
        ...


class Small(Protocol):
    """A picture that fits on a card."""

    @property
    def data_uri(self) -> str:
        """The picture itself as an address."""
        ...


class Library(Protocol):
    """The municipality's document library, as far as finding it goes."""

    async def find_drive(self, site: str, name: str) -> str:
        """The id of a library."""
        ...


class Album(Protocol):
    """The pictures in a library, as far as messages need them."""

    async def listed(self, drive: str, folder: str) -> Sequence[File]:
        """The pictures in a folder."""
        ...

    async def picture(self, drive: str, file: str) -> Small:
        """One of them, small enough for a card."""
        ...


class Pictures:
    """The pictures of one municipality; none where it names no folder."""

    def __init__(self, organisation: Organisation, library: Library, album: Album) -> None:
        self._organisation = organisation
        self._library = library
        self._album = album

    async def listed(self) -> Mapping[str, str]:
        """The name of each by its id. None where the library does not answer: a message can do without."""
        folder = self._organisation.announcements.pictures_folder
        if not folder:
            return {}
        try:
            return {file.id: file.name for file in await self._album.listed(await self._drive(), folder)}
        except (GraphProblem, Unavailable) as problem:
            log.warning("the pictures for messages are not there: %s", problem)
            return {}

    async def url(self, id: str) -> str:
        """A picture as an address that holds it; "" where there is none of that id in the folder, or it is none."""
        if id not in await self.listed():
            return ""
        try:
            return (await self._album.picture(await self._drive(), id)).data_uri
        except (GraphProblem, NotAPicture, Unavailable) as problem:
            log.warning("a picture for a message is not there: %s", problem)
            return ""

    async def _drive(self) -> str:
        place = self._organisation.library
        return await self._library.find_drive(place.site, place.drive)
