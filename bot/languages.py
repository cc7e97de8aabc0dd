"""In which language somebody is spoken to, known without asking the store: also when the store is what fails."""

from __future__ import annotations

from collections import OrderedDict

from bot.incoming import language_from
from bot.wire import Arrival
from locales import Language

MOST = 20_000  # people


class Languages:
    """The latest known choices of people; who chose nothing is answered in the language of their Teams."""

    def __init__(self) -> None:
        self._chosen: OrderedDict[str, Language | None] = OrderedDict()

    def learn(self, person: str, chosen: str | None) -> None:
        """What the store says that this person chose; "": nothing, and nothing has to be found out any more."""
        self._chosen.pop(person, None)
        if chosen is not None:
            self._chosen[person] = "nl" if chosen == "nl" else "en" if chosen == "en" else None
            if len(self._chosen) > MOST:
                self._chosen.popitem(last=False)

    def knows(self, arrival: Arrival) -> bool:
        """Whether anything is known of the language of whoever sent this."""
        return arrival.person in self._chosen

    def of(self, arrival: Arrival) -> Language:
        """The language for whoever sent this."""
        return self._chosen.get(arrival.person) or language_from(arrival.locale)
