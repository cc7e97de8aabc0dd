"""In whose calendar the meetings of one's bookings are, and the button to have it otherwise."""

from __future__ import annotations

from microsoft_teams.cards.core import ActionSet, Container, TextBlock

from cards.card import CardBuilder
from cards.workspaces.actions import LeaveOwnCalendar, UseOwnCalendar
from locales import Texts


def section(card: CardBuilder, texts: Texts, *, own: bool) -> Container:
    """How it is, in a line. `own`: new ones are in one's own."""
    action = LeaveOwnCalendar() if own else UseOwnCalendar(here=True)
    name = "on" if own else "off"
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            TextBlock(text=texts(f"own-calendar-{name}"), wrap=True, is_subtle=True),
            ActionSet(actions=[card.button(texts(f"own-calendar-button-{name}"), action)]),
        ],
    )
