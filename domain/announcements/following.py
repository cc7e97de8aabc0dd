"""Passes on what is to be shown to an author, to whoever shows it; before there is somebody, authors ask for it."""

from __future__ import annotations

from domain.announcements.model import Following


class Follow:
    """Implements domain.announcements.model.Following. bot/ fills in `by` before it starts."""

    def __init__(self) -> None:
        self.by: Following | None = None

    async def show(self, id: str) -> None:
        """Puts the newest numbers on the author's card."""
        if self.by is not None:
            await self.by.show(id)
