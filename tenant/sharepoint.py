"""The tenant's SharePoint: its sites, with the libraries and lists that each of them has."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from tenant.entries import Entries, LibraryEntries
from tenant.files import Files
from tenant.items import FileError, Item
from tenant.list_items import ListItems
from tenant.lists import Lists, SharedList
from tenant.state import State, TenantError

USUAL_LIBRARY = "Documenten"  # what every new site of SharePoint has
LIBRARY_COLUMNS = ("Title",)
VISION_COLUMNS = ("Title", "KoersId", "KoersOrganisation")


@dataclass(frozen=True)
class Site:
    """A site with its libraries, the usual one first."""

    path: str  # such as /sites/koers
    name: str
    ids: tuple[str, str]  # of its collection and of itself
    libraries: tuple[Files, ...]


class SharePoint:
    """All sites: the one of the vision, and the one that the municipality gives the bot to work in, if it does."""

    def __init__(self, state: State, tenant_id: str, vision: Files, path: str, own: str, library: str) -> None:
        """`path` is that of the vision's site, `own` that of the other (empty: none) with the library `library`.

        Raises TenantError when two libraries have one name, which would give two files one address.
        """
        self._tenant_id, space = tenant_id, UUID(tenant_id)
        self.lists = Lists(state, tenant_id)
        first = (str(uuid5(space, "site collection")), str(uuid5(space, "site")))
        sites = [Site(path, vision.name, first, (vision,))]
        self.lists.know_library(vision.list_id, vision.drive_id, VISION_COLUMNS)
        if own:
            names = dict.fromkeys((USUAL_LIBRARY, library))
            shelves = tuple(Files(state, tenant_id, name, f"{own}/{name}") for name in names)
            ids = (str(uuid5(space, f"{own} collection")), str(uuid5(space, own)))
            sites.append(Site(own, own.rpartition("/")[2].capitalize(), ids, shelves))
            for files in shelves:
                self.lists.know_library(files.list_id, files.drive_id, LIBRARY_COLUMNS)
        self.sites = tuple(sites)
        names = [files.name.lower() for files in self.libraries]
        if len(set(names)) != len(names) or own.lower() == path.lower():
            raise TenantError(f"two sites or two libraries are called {own} or {library}")

    @property
    def libraries(self) -> tuple[Files, ...]:
        """The libraries of all sites."""
        return tuple(files for site in self.sites for files in site.libraries)

    def drive(self, identity: str) -> Files:
        """The library that is this drive. Raises FileError 404."""
        for files in self.libraries:
            if files.drive_id == identity:
                return files
        raise FileError(404, "itemNotFound", "The resource could not be found.")

    def holding(self, item: Item) -> Files:
        """The library that an item is in."""
        return self.drive(item.drive)

    def site_of(self, files: Files) -> Site:
        """The site that a library belongs to."""
        return next(site for site in self.sites if files in site.libraries)

    def item(self, identity: str) -> tuple[Files, Item]:
        """The item with this id, and its library. Raises FileError 404."""
        for files in self.libraries:
            try:
                return files, files.item(identity)
            except FileError:
                continue
        raise FileError(404, "itemNotFound", "Item not found")

    def library(self, name: str) -> Files | None:
        """The library with this name."""
        return next((files for files in self.libraries if files.name == name), None)

    def site(self, path: str) -> Site | None:
        """The site with this path."""
        return next((site for site in self.sites if site.path.lower() == path.lower()), None)

    def lists_of(self, site: Site) -> list[SharedList]:
        """The lists behind the libraries of a site, and the site's own."""
        return [self._behind(site, files) for files in site.libraries] + self.lists.of(site.path)

    def list_named(self, site: Site, key: str) -> SharedList | None:
        """The list of a site with this id, name or title."""
        for files in site.libraries:
            if key.lower() in (files.list_id, files.name.lower()):
                return self._behind(site, files)
        return self.lists.find(site.path, key)

    def entries(self, shown: SharedList) -> Entries:
        """What is in a list."""
        for files in self.libraries:
            if files.list_id == shown.id:
                return LibraryEntries(files, self.lists, self._tenant_id)
        return ListItems(self.lists, shown)

    def entries_of(self, files: Files) -> LibraryEntries:
        """What is in the list behind a library."""
        return LibraryEntries(files, self.lists, self._tenant_id)

    def _behind(self, site: Site, files: Files) -> SharedList:
        root = files.root
        moments = (root.created, root.modified, root.author, root.editor)
        return SharedList(files.list_id, site.path, files.name, files.name, "", *moments, root.etag, library=True)
