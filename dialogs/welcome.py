"""The first words of Koers to somebody who has it in a chat for the first time."""

from __future__ import annotations

from cards import welcome as card
from dialogs.services import Services
from dialogs.turn import Reply, Turn


async def welcome(turn: Turn, services: Services) -> Reply:
    """Greets, says what Koers does, and gives a few questions to begin with."""
    return Reply(
        card=card.welcome(
            turn.texts,
            turn.organisation.name,
            turn.person.first_name,
            examples(turn),
            turn.place.kind == "personal",
            workdays=services.workdays.on,
            books=services.workspaces.on,
            ideas=services.initiatives.rules.on,
        )
    )


def examples(turn: Turn) -> tuple[str, ...]:
    """The municipality's example questions, in the language of the turn."""
    return turn.organisation.example_questions(turn.language)
