"""Closing a project, and letting one rest or run again."""

from __future__ import annotations

from cards.projects.closing import Ending, closing, mistake, room_for
from dialogs.projects import following, typed
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.projects.model import Closing, Seen
from errors import WordedError

BLANK = Closing("", "", "", "", "", "")


async def open_form(turn: Turn, services: Services) -> Reply:
    """The form by its button."""
    seen = await services.projects.find(turn.person.id, str(turn.payload["project"]))
    reply = await form(turn, services, seen)
    return Reply(card=reply.card, replaces_card=True)


async def form(turn: Turn, services: Services, seen: Seen) -> Reply:
    """The form; the card of the project, with why, where it cannot be closed by this person."""
    if "close" not in seen.may:
        said = turn.texts("project-cannot-close")
        return Reply(card=await following.card(turn, services, seen, said))
    return Reply(card=closing(turn.texts, Ending(seen, services.projects.rules, BLANK)))


async def store(turn: Turn, services: Services) -> Reply:
    """Closes a project; the form again, with what was filled in, where something lacks."""
    id, filled = str(turn.payload["project"]), typed.closing(turn)
    seen = await services.projects.find(turn.person.id, id)
    wrong = services.projects.closing.wrong(filled)
    if wrong and "close" in seen.may:
        said = turn.texts("project-closing-wrong")
        ending = Ending(seen, services.projects.rules, filled, wrong, said)
        if not room_for(filled):  # what was typed stays on the card where it was typed
            return Reply(text="\n\n".join([said, *(mistake(turn.texts, each) for each in wrong)]))
        return Reply(card=closing(turn.texts, ending), replaces_card=True)
    seen = await services.projects.closing.close(turn.person.id, id, _row(turn), filled, key=turn.key)
    card = await following.card(turn, services, seen, turn.texts("project-closed-now"))
    return Reply(card=card, replaces_card=True)


async def set_status(turn: Turn, services: Services) -> Reply:
    """Lets a project rest, or run again."""
    id, status = str(turn.payload["project"]), turn.payload["status"]
    if status not in ("running", "paused"):
        raise WordedError("project-not-now")
    wanted = "running" if status == "running" else "paused"
    seen = await services.projects.closing.set_status(turn.person.id, id, _row(turn), wanted, key=turn.key)
    said = turn.texts("project-status-set", status=turn.texts(f"project-status-{seen.project.status}"))
    return Reply(card=await following.card(turn, services, seen, said), replaces_card=True)


def _row(turn: Turn) -> int:
    row = turn.payload["row"]
    return row if isinstance(row, int) else 0
