"""Finding initiatives: lists with filters, one's own, by name, in figures and as a file."""

from __future__ import annotations

import re

from cards.card import Card
from cards.initiatives import chart as figures
from cards.initiatives import compact, lists
from cards.initiatives.lists import EVERY, Listed
from dialogs.extension import Choice, Found
from dialogs.extension import Wanted as Asked
from dialogs.fields import field
from dialogs.initiatives import showing
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.initiatives.configured import InitiativeRules, Term
from domain.initiatives.model import PAGE, Initiative, Page, Wanted

LONGEST_WORDS = 100  # characters to search for
LONGEST_CHOICE = 100  # characters of a title in a list of choices


async def browse(turn: Turn, services: Services) -> Reply:
    """A page of what was asked for by a button; what is filled in on the card goes before what the button says."""
    payload, rules = turn.payload, services.initiatives.rules
    heading, status = _choice(turn, "heading"), _choice(turn, "status")
    said = field(turn, "words") if "words" in turn.fields else str(payload.get("words", ""))
    wanted = Wanted(
        heading=heading if rules.heading(heading) else "",
        status=status if rules.status(status) else "",
        campaign=str(payload.get("campaign", "")),
        words=said.strip()[:LONGEST_WORDS],
    )
    page = await services.initiatives.look(showing.reader(turn), wanted, _number(turn, "page"))
    return Reply(card=await _listed(turn, services, page, wanted), replaces_card=payload.get("here") is True)


async def about(turn: Turn, services: Services, topic: str) -> Reply:
    """What a sentence asks for: those with these words, the one of that name, or what comes nearest."""
    wanted = _asked_for(services.initiatives.rules, topic.strip(), turn.text)
    page = await services.initiatives.look(showing.reader(turn), wanted)
    if wanted.words and page.total == 0:
        return await _nearest(turn, services, topic, "initiative-found-alike")
    named = [one for one in page.initiatives if one.title.casefold() == topic.strip().casefold()]
    if len(named) == 1:
        return Reply(card=await showing.card(turn, services, named[0].id))
    return Reply(card=await _listed(turn, services, page, wanted))


async def named(turn: Turn, services: Services, title: str, *, own: bool = False) -> Reply:
    """The one that a sentence names, with what can be done about it; or the choice of which is meant.

    `own`: one of the reader's own is meant, if they have any by that name.
    """
    wanted = Wanted(words=title.strip()[:LONGEST_WORDS], mine=own)
    page = await services.initiatives.look(turn.person.id, wanted)
    if page.total == 1:
        return Reply(card=await showing.card(turn, services, page.initiatives[0].id))
    if page.total:
        note = turn.texts("initiative-found-several")
        return Reply(card=await _listed(turn, services, page, Wanted(words=wanted.words), note=note))
    return await _nearest(turn, services, title, "initiative-found-alike")


async def mine(turn: Turn, services: Services) -> Reply:
    """One's own by a button."""
    card = await mine_card(turn, services, page=_number(turn, "page"))
    return Reply(card=card, replaces_card=turn.payload.get("here") is True)


async def mine_card(turn: Turn, services: Services, *, page: int = 0, note: str = "") -> Card:
    """What somebody writes, began, joined and supports."""
    initiatives = services.initiatives
    found = await initiatives.look(turn.person.id, Wanted(mine=True), page)
    drafts = await initiatives.drafts(turn.person.id)
    return lists.mine(turn.texts, initiatives.rules, drafts, found, note=note)


async def chart(turn: Turn, services: Services) -> Reply:
    """How many there are."""
    counts = await services.initiatives.counts(showing.reader(turn))
    may = turn.place.kind == "personal" and await services.initiatives.may(turn.person.id, "export")
    return Reply(card=figures.chart(turn.texts, services.initiatives.rules, counts, may_export=may))


async def export(turn: Turn, services: Services) -> Reply:
    """A link to the file, for who may and for a while."""
    url = await services.initiatives.file(turn.person.id, turn.language)
    return Reply(card=figures.file(turn.texts, url))


async def suggest(turn: Turn, services: Services, text: str) -> list[Choice]:
    """What is like what somebody types in the form, and what has that in it: a word may be half typed."""
    said = text.strip()
    if not said:
        return []
    alike = await services.initiatives.similar(turn.person.id, said)
    # A word that is typed halfway is like nothing yet, but stands in the title that somebody is looking for.
    holding = await services.initiatives.look(turn.person.id, Wanted(words=said[:LONGEST_WORDS]))
    found = {each.id: each for each in (*(like.initiative for like in alike), *holding.initiatives)}
    return [Choice(each.id, each.title[:LONGEST_CHOICE]) for each in found.values()]


async def search(turn: Turn, services: Services, wanted: Asked) -> list[Found]:
    """What a search in Teams finds, as everybody may see it."""
    rules = services.initiatives.rules
    found: list[Initiative] = []
    first, rest = divmod(wanted.skip, PAGE)
    pages = range(first, first + -(-(rest + wanted.top) // PAGE))
    for number in pages:
        page = await services.initiatives.look(showing.ANYBODY, Wanted(words=wanted.text.strip()), number)
        if page.number != number:
            break
        found += page.initiatives
    if not found and wanted.text.strip() and not wanted.skip:
        alike = await services.initiatives.similar(showing.ANYBODY, wanted.text)
        found, rest = [each.initiative for each in alike], 0
    return [
        Found(one.title, compact.numbers(turn.texts, rules, one), compact.compact(turn.texts, rules, one, turn.bot))
        for one in found[rest : rest + wanted.top]
    ]


def _asked_for(rules: InitiativeRules, topic: str, sentence: str) -> Wanted:
    """Those under a heading or with a status that a sentence calls by its name; else those with these words."""

    def called(term: Term) -> bool:
        names = (term.nl.casefold(), term.en.casefold())
        return topic.casefold() in names

    def said(term: Term) -> bool:
        return any(re.search(rf"(?i)\b{re.escape(name)}\b", sentence) for name in (term.nl, term.en))

    heading = next((term.id for term in rules.headings if called(term)), "")
    status = next((term.id for term in rules.statuses if (called(term) if topic else said(term))), "")
    return Wanted(heading=heading, status=status, words="" if heading or status else topic[:LONGEST_WORDS])


async def _nearest(turn: Turn, services: Services, title: str, key: str) -> Reply:
    """What is like it; where nothing is, all there is."""
    alike = await services.initiatives.similar(showing.reader(turn), title) if title.strip() else ()
    if alike:
        page = Page(tuple(each.initiative for each in alike), 0, len(alike))
        return Reply(card=await _listed(turn, services, page, Wanted(), note=turn.texts(key)))
    page = await services.initiatives.look(showing.reader(turn))
    note = turn.texts("initiative-found-none") if title.strip() and page.total else ""
    return Reply(card=await _listed(turn, services, page, Wanted(), note=note))


async def _listed(turn: Turn, services: Services, page: Page, wanted: Wanted, *, note: str = "") -> Card:
    initiatives, own_chat = services.initiatives, turn.place.kind == "personal"
    campaign = await showing.campaign_of(services, wanted.campaign)
    listed = Listed(
        page,
        wanted,
        initiatives.rules,
        campaign.question if campaign is not None else "",
        own_chat,
        may_export=own_chat and await initiatives.may(turn.person.id, "export"),
        may_digest=turn.place.kind == "channel" and await initiatives.may(turn.person.id, "digest"),
        note=note,
    )
    return lists.browse(turn.texts, listed)


def _choice(turn: Turn, name: str) -> str:
    """What was chosen on the card, else what the button says."""
    chosen = field(turn, name) if name in turn.fields else str(turn.payload.get(name, ""))
    return "" if chosen == EVERY else chosen


def _number(turn: Turn, name: str) -> int:
    value = turn.payload.get(name)
    return value if isinstance(value, int) else 0
