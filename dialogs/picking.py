"""What came back from a field with choices: a stranger's input, of which each value is to be found again."""

from __future__ import annotations

from dialogs.fields import field
from dialogs.services import Services
from dialogs.turn import Turn
from errors import WordedError
from graph.people import Person

LONGEST_VALUE = 100  # characters; an id of Entra has 36


def values(turn: Turn, name: str, *, most: int) -> tuple[str, ...]:
    """The values of a field, each once, in the order in which they came. Raises WordedError for more than `most`.

    Nothing says that these were among the choices: look each of them up.
    """
    given = (value.strip() for value in field(turn, name).split(","))
    found = tuple(dict.fromkeys(value for value in given if 0 < len(value) <= LONGEST_VALUE))
    if len(found) > most:
        raise WordedError("picking-too-many", limit=most)
    return found


async def colleagues(turn: Turn, services: Services, name: str, *, most: int) -> tuple[Person, ...]:
    """The people that were picked, as Entra knows them now; nobody where the field is empty.

    Raises WordedError for more than `most` and where one of them does not work here, Unavailable where Entra is away.
    """
    ids = values(turn, name, most=most)
    found = await services.colleagues.find(ids)
    if len(found) < len({id.lower() for id in ids}):
        raise WordedError("picking-nobody")
    return found
