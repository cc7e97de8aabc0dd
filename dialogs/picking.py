"""What came back from a field with choices: a stranger's input, of which each value is to be found again."""

from __future__ import annotations

from dialogs.fields import field
from dialogs.turn import Turn
from errors import WordedError

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
