"""How days that stand side by side belong together: a list, a range, a choice, or a move from one to the other."""

from __future__ import annotations

import re

UNTIL = r"(?:tot en met|tot aan|t m|t/m|tm|tot|through|thru|until|till|til|to|up to|en met|-)"
_RANGE = re.compile(
    rf"^ ?(?:ochtend |middag |avond |morning |afternoon )?,? ?{UNTIL}(?: op| en met| and including)? ?(?:de |the )?$"
)
AND = re.compile(
    r"^ ?(?:ochtend|middag|avond|morning|afternoon)? ?(?:,|en|and|&|\+|, en|, and|en ook"
    r"|and also|plus|en op|and on)? ?(?:de |the )?$"
)
_OR = re.compile(r"^ ?(?:,? ?of|,? ?or)(?: op| on| anders| else)? ?$")
_TO = re.compile(r"^ ?(?:ochtend |middag |morning |afternoon )?(?:naar|to|op|wordt|moet)(?: de| the)? ?$")


def link(between: str) -> str | None:
    """What the words between two days make of them: "range", "or", "list" or "move"; None where they stand apart."""
    if _RANGE.match(between):
        return "range"
    if _OR.match(between):
        return "or"
    if AND.match(between):
        return "list"
    return "move" if _TO.match(between) else None
