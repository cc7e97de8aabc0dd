"""How people write days in Dutch and English: one pattern for each way, the surest first."""

from __future__ import annotations

import re

from dialogs.understanding.feasts import BESIDE, BETWEEN, FEAST
from dialogs.understanding.numbers import CLEAR_DAY, CLEAR_MONTH, MONTH, NO_VERB, NUMBER, ORDINALS, UNCLEAR_DAY

_ND = r"(?:st|nd|rd|th|e|ste|de)"
_DAYNAME = rf"(?:{CLEAR_DAY}|{UNCLEAR_DAY})"
_NAMED = rf"(?:{CLEAR_DAY}|{NO_VERB}do|zo|sat|sun)"  # beside a week; "vrij" would be free
_SAID = rf"(?:\b(?P<said>{_DAYNAME}) ,? ?)?"
_NEXT_WEEK = r"(?:(?:volgende|komende|aankomende) week|next week|the week after|week daarop)"
_SOON = r"(?:komende|aankomende|aanstaande|eerstvolgende|a s|eerste|this coming|coming|upcoming)"
PAST = r"(?:afgelopen|vorige|voorbije|last|past|previous)"
_BEFORE_SHORT = (
    r"(?:^|\b(?:op|of|en|on|and|or|van|tot|elke|iedere|deze|each|this|next|from|till|until|naar|every|vanaf|met|komende"
    r"|volgende|tm|t|m|alleen|only|altijd|ipv|\d+) |[,-] )"
)
_AFTER_SHORT = r"(?=$| (?:en|,|tot|t|tm|-|and|\d+|ochtend|middag|avond|thuis|kantoor|home|of|or|ma|di|wo|do|vr) ?)"
_FIGURES = r"(?P<day>\d{{1,2}}){mark}(?P<month>\d{{1,2}})\b(?![:.]\d)"
# What a number with such an ending counts, where it is no day.
_NO_NUMBERED = (
    r"(?! (?:verdieping|floor|etage|keer|time|bron|kerstdag|paasdag|pinksterdag|scherm|screen|plek|desk|collega"
    r"|werkplek|monitor|bureau|kwartaal|quarter)\b)"
)
_YEAR = r"(?: ,?(?P<year>20\d\d)\b)?"
# Each with the name of the method of dates.Days that reads it.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b"),
        ("figures", rf"{_SAID}\b(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)"
         r"(?P<year>\d{4}|\d{2})\b"),
        ("between_years", BETWEEN),
        ("beside_feast", BESIDE),
        ("nth_weekday", rf"\b(?P<nth>eerste|first|tweede|second|derde|third|vierde|fourth|laatste|last)"
         rf" (?P<wd>{CLEAR_DAY}) (?:van|of|in)(?: de| the| het)? (?P<unit>{MONTH}|nieuwe jaar|new year"
         rf"|volgend jaar|next year|volgende maand|next month|maand|month)\b"),
        ("week_of", rf"\bweek (?:van|of|vanaf|from|starting|beginning)(?: (?:on|op))?(?: (?:maandag|monday))?"
         rf" (?:de |the )?(?P<day>\d{{1,2}}){_ND}? (?:of )?(?P<month>{MONTH})\b{_YEAR}"),
        ("week_of", rf"\bweek (?:van|of|from|starting)(?: (?:maandag|monday))? (?P<month>{MONTH})"
         rf" (?P<day>\d{{1,2}}){_ND}?\b{_YEAR}"),
        ("day_month",
         rf"{_SAID}(?:\b(?:de|the) )?\b(?P<day>\d{{1,2}}|{'|'.join(ORDINALS)}){_ND}? (?:of "
    rf"|van )?"
         rf"(?P<month>{MONTH})\b{_YEAR}"),
        ("month_day", rf"{_SAID}\b(?P<month>{MONTH}) (?:the |: )?(?P<day>\d{{1,2}}){_ND}?\b(?!:){_YEAR}"),
        ("day_of_relative_month",
         rf"\b(?:(?:de|the) )?(?P<day>\d{{1,2}}){_ND}? (?:of |van |in )?(?:de )?(?P<which>deze"
    rf"|volgende|this|next) (?:maand|month)\b"),
        ("day_of_month", rf"{_SAID}\b(?:de|the) (?P<day>\d{{1,2}}){_ND}\b{_NO_NUMBERED}"),
        ("day_of_month", rf"\b(?P<said>{_DAYNAME}) (?P<day>\d{{1,2}}){_ND}\b{_NO_NUMBERED}"),
        ("day_of_month", r"(?P<said>)(?:(?<=\bop )|(?<=\bvoor )|(?<=\bnaar )|(?<=\bvanaf )|(?<=\btot )|(?<=\bon ))"
         rf"(?P<day>\d{{1,2}}){_ND}\b{_NO_NUMBERED}"),
        ("short_figures", rf"{_SAID}\b{_FIGURES.format(mark='/')}"),
        ("agreeing_figures", rf"\b(?P<said>{_DAYNAME}) {_FIGURES.format(mark='-')}"),
        ("short_figures", r"(?P<said>)(?:(?<=\bop )|(?<=\bon )|(?<=\bvoor )|(?<=\bnaar )|(?<=\bfor )|^)"
         + _FIGURES.format(mark="-")),
        ("short_figures", r"(?P<said>)\b(?P<day>1[3-9]|2\d|3[01])-(?P<month>\d{1,2})\b(?![:.])"),
        ("weekday_later",
         rf"\b(?P<wd>{_NAMED}) (?:over (?P<n>{NUMBER}) we(?:ek|ken)|week)\b(?! van)"),
        ("tomorrow_later", rf"\b(?:morgen|tomorrow) over (?P<n>{NUMBER}) (?:week|weken)\b"),
        ("weekday_in_week",
         rf"\b(?:over|in) (?P<n>{NUMBER}) (?:weken|week|weeks|weeks time)(?: op| on)? (?P<wd>{_NAMED})\b"),
        ("weekday_later",
         rf"\b(?P<n>{NUMBER}) weeks? (?:from|on) (?P<wd>{_NAMED})\b"),
        ("today_later",
         rf"\b(?:(?:vandaag|today) over (?P<n>{NUMBER}) (?P<unit>week|weken|maand|maanden))\b"),
        ("weekday_next_week",
         rf"\b{_NEXT_WEEK}(?: op| on)? ,? ?(?P<wd>{_DAYNAME})\b(?!s)"),
        ("weekday_next_week", rf"\b(?P<wd>{_NAMED}) (?:in |of |van )?{_NEXT_WEEK}\b"),
        ("weekday_this_week", rf"\b(?:(?:deze|this) week(?: op| on)? (?P<wd>{_NAMED}))\b"),
        ("weekday_this_week", rf"\b(?P<wd>{_NAMED}) (?:deze|this) week\b"),
        ("weekday_past", rf"\b{PAST} (?P<wd>{_NAMED})\b"),
        ("weekday_past", rf"\b(?P<wd>{_NAMED}) (?:{PAST} week|j l|jl)\b"),
        ("weekday_soon", rf"\b{_SOON} (?P<wd>{_DAYNAME})\b"),
        ("weekday_soon", rf"\b(?P<wd>{_NAMED}) (?:aanstaande|aankomend|a s)\b"),
        ("weekday_this", rf"\b(?:deze|this) (?P<wd>{_NAMED})\b"),
        ("weekday_next", rf"\b(?:volgende|next) (?P<wd>{_DAYNAME})\b"),
        ("feast", rf"\b{FEAST}(?![\w'])"),
        ("end_of",
         rf"\b(?:het |the )?(?:einde?|eind|end) (?:van |of )?(?:de |the |het |deze |dit |this )?"
         rf"(?P<unit>(?:volgende |next )?(?:week|maand|month|jaar|year)|{MONTH})\b"),
        ("start_of",
         rf"\b(?:het |the )?(?:begin|start|beginning) (?:van |of )?(?:de |the )?"
         rf"(?P<unit>(?:volgende |next )(?:week|maand|month)|{CLEAR_MONTH})\b"),
        ("overmorgen", r"\b(?:overmorgen|overmorge|(?:the )?day after tomorrow)\b"),
        ("yesterday", r"\b(?:eergisteren|gisteren|the day before yesterday|yesterday)\b"),
        ("today", r"\b(?:vandaag|vndg|vdg|today|tonight|heden)\b|\bthis(?= (?:morning|afternoon|evening))"
    r"|\bnow(?= (?:for|please|pls)\b)|\bnu(?= (?:voor|graag|vrij|nog vrij|meteen|direct|aub|svp)\b)"
    r"|(?<=is er )nu\b|(?<=zijn er )nu\b|(?<=heb je )nu\b|(?<=is there )now\b|(?<=are there )now\b"
    r"|(?<=free )now|(?<=available )now|(?<=vrij )nu"
    r"|\b(?:straks|zo meteen|zometeen|nu meteen|nu direct|later today|right now)(?= (?:om|at"
    r"|vanaf|rond)\b)"),
        ("tomorrow",
         r"(?<!goede )(?<!\bdag )\b(?:morgen|mrgn|morge|tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow|2mor+ow?)\b"),
        ("in_days", rf"\b(?:over|in) (?P<n>{NUMBER}) (?P<unit>dag|dagen|days?|week|weken|weeks|maand|maanden"
    rf"|months?)\b"),
        ("in_days", rf"\b(?P<n>{NUMBER}) (?P<unit>days?|weeks?|months?) from now\b"),
        ("weeks_ahead", rf"\b(?:de )?(?:komende|aankomende|the next|the coming|next|volgende) (?P<n>{NUMBER}) (?:weken"
    rf"|weeks)\b"),
        ("week_number", r"\bweek (?P<n>\d{1,2})\b"),
        ("week",
         rf"\b(?:deze week|this week|volgende week|komende week|aankomende week|next week|the coming week"
         rf"|(?:de )?rest van de week|(?:the )?rest of the week|(?:de )?hele week|the whole week"
    rf"|all week|{PAST} week)\b"),
        ("weekend", r"\b(?:(?P<next>volgend|next) |komend |dit |this |het |the )?weekend\b"),
        ("relative_month",
         rf"\b(?P<which>deze|volgende|komende|this|next|{PAST}) (?:maand|month)\b"),
        ("weekday",
         rf"\b(?P<wd>{CLEAR_DAY})\b(?! (?:week))"),
        ("weekday", r"\b(?:op|en|of|van|tot|m|naar|vanaf|elke|iedere|deze|komende|volgende|aankomende)"
         r" (?P<wd>vrij)\b"),
        ("weekday", r"(?:^|, )(?P<wd>vrij)\b(?= (?:ochtend|middag|avond|thuis|kantoor|\d))"),
        ("weekday", rf"{_BEFORE_SHORT}\b(?P<wd>(?!zo (?:een|n|snel|min|kort)\b|vrij\b){UNCLEAR_DAY})\b"
            r"(?! (?:it|you|i|we|they|not|is|dat|als|maar)\b)"),
        ("weekday", rf"\b(?P<wd>ma|di|wo|do|vr|za|mon|wed)\b{_AFTER_SHORT}"),
        ("named_month", rf"\b(?P<month>{CLEAR_MONTH})\b(?: (?P<year>20\d\d)\b)?"),
        ("named_month", r"\b(?:in|van|of|over|for|hele|maand|vanaf) (?P<month>mei|may|march)\b"
         r"(?: (?P<year>20\d\d)\b)?"),
        ("named_month", r"\b(?:in|hele|maand|eind|begin|heel) (?P<month>jan|mar)\b(?: (?P<year>20\d\d)\b)?"),
        ("dutch_thursday", r"\b(?P<wd>do)\b(?! (?:it|you|i|we|they|not|the|is)\b)"),
        ("now", r"\b(?:right now|now|nu meteen|nu direct|nu)(?= ?\??$)"),
    )
)  # fmt: skip
