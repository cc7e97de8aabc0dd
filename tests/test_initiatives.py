"""Initiatives as people meet them: an idea on a card, what is like it, who takes part, and what comes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.initiatives import chart, lists
from cards.initiatives.samples import HIDDEN, RULES, WALKING
from domain.initiatives.configured import HEADINGS, STATUSES
from domain.initiatives.looking import counted
from domain.initiatives.model import Page, Typed, Wanted
from locales import texts_for
from tests.chat import Chat, Shown

WALK = {
    "title": "Wandelend vergaderen",
    "what": "Elke dinsdag overleggen we wandelend, met hooguit vier mensen.",
    "heading": "medewerkers-managers",
    "start": "na de zomer",
    "needs": "Een route van een half uur.",
}
SWAP = {"title": "Ruilkast bij de koffie", "what": "Een kast met boeken om te ruilen.", "heading": "huisvesting"}


def person(chat: Chat, role: str) -> str:
    return str(chat.as_(role).person["id"])


def name(chat: Chat, role: str) -> str:
    return str(chat.as_(role).person["name"])


def inputs(shown: Shown) -> dict[str, Any]:
    """What is filled in on a form, by the id of the field."""
    return inputs_of(shown.card or {})


def inputs_of(card: dict[str, Any]) -> dict[str, Any]:
    return {item["id"]: item.get("value") for item in card["body"] if item["type"].startswith("Input.")}


def titles(shown: Shown) -> list[str]:
    return [button.title for button in shown.buttons]


async def there(chat: Chat, role: str = "manager", **typed: Any) -> str:
    """An initiative that somebody submitted already."""
    initiatives = chat.services.initiatives
    draft = await initiatives.begin(person(chat, role), Typed(**typed))
    return (await initiatives.submit(person(chat, role), draft.id, over=draft.version)).id


async def last(chat: Chat, role: str) -> Shown:
    """The last thing that somebody heard, when nothing is left to do."""
    await chat.working.settled()
    return (await chat.as_(role).open())[-1]


async def total(chat: Chat, **wanted: Any) -> int:
    return (await chat.services.initiatives.look("", Wanted(**wanted))).total


@pytest.mark.route(
    "initiatives.look", "initiatives.keep", "initiatives.draft", "initiatives.submit", "initiatives.discard"
)
async def test_an_idea_in_a_sentence_becomes_an_initiative_of_which_nothing_is_lost_on_the_way(chat: Chat) -> None:
    await chat.as_("manager").open()
    form = await chat.say("ik heb een idee: wandelend vergaderen")
    assert inputs(form)["title"] == "Wandelend vergaderen"
    wrong = await form.press("Verder", title="Wandelend vergaderen", what="", heading="")
    assert "2 dingen kloppen nog niet" in wrong.words
    assert await total(chat) == 0
    kept = await wrong.press("Bewaren", **WALK, colleagues=person(chat, "manager"))
    assert "Bewaard" in kept.words
    assert {key: inputs(kept)[key] for key in WALK} == WALK
    assert "nieuwers" in (await wrong.press("Bewaren", **(WALK | {"title": "Oud"}))).notice  # the card of before
    listed = await chat.say("mijn initiatieven")
    assert "Nog niet ingediend\nWandelend vergaderen" in listed.words
    form = await listed.press("Verder schrijven")
    summary = await form.press("Verder", **WALK, day="2027-03-01", colleagues=person(chat, "manager"))
    assert "1 maart 2027, na de zomer" in summary.words
    assert name(chat, "manager") in summary.words
    submitted = await summary.press("Indienen")
    assert "Je idee is ingediend" in submitted.words
    assert (await summary.press("Indienen")).words == submitted.words
    assert await total(chat) == 1
    heard = await last(chat, "manager")
    assert "Wandelend vergaderen" in heard.words
    assert "Je doet niet meer mee" in (await heard.press("Ik doe niet mee")).words
    thrown = await (await chat.say("ik heb een idee")).press("Ja, weggooien")
    assert "Weggegooid" in thrown.words
    assert "Nog niet ingediend" not in (await chat.say("mijn initiatieven")).words


@pytest.mark.route("initiatives.instead", "initiatives.show", "initiatives.support", "initiatives.join")
@pytest.mark.route("initiatives.hide", "initiatives.comment", "initiatives.unsay")
async def test_who_has_the_same_idea_joins_it_supports_it_and_says_something_of_it(chat: Chat) -> None:
    await chat.as_("manager").open()
    id = await there(chat, "manager", **WALK, hidden=True)
    form = await chat.say("ik heb een idee om wandelend te vergaderen")
    similar = await form.press("Verder", **(WALK | {"title": "Wandelend overleggen"}))
    assert "Dit lijkt erop\n" in similar.words
    assert "Wandelend vergaderen" in similar.words
    assert name(chat, "manager") not in similar.words
    joined = await similar.press("Hiermee meedoen")
    assert "Je doet mee. Je eigen kladversie is weg." in joined.words
    assert await total(chat) == 1
    assert "van een collega" in joined.words
    assert name(chat, "employee") in joined.words
    away = await joined.press("Mijn naam weglaten")
    assert "Je naam staat er niet meer bij." in away.words
    assert name(chat, "employee") in away.words  # oneself sees it
    as_others = await chat.as_("owner").say("toon het initiatief ‘Wandelend vergaderen’")
    assert name(chat, "employee") not in as_others.words
    assert name(chat, "manager") not in as_others.words
    supported = await as_others.press("Steunen")
    assert "1 steunt het" in supported.words
    assert "1 steunt het" in (await as_others.press("Steunen")).words  # pressed twice on what was there before
    assert "steunt het" not in (await supported.press("Niet meer steunen")).words.replace("Je steunt dit", "")
    assert "Schrijf eerst" in (await as_others.press("Plaatsen", comment=" ")).notice
    said = await as_others.press("Plaatsen", comment="Mag ook [hier](https://kwaad.example)?\n**Graag.**")
    assert "[hier](https://kwaad.example)" in said.words
    assert "Mag ook" in (await last(chat, "manager")).words
    one = await chat.services.initiatives.find(person(chat, "owner"), id)
    await chat.services.initiatives.remove_comment(person(chat, "employee"), id, one.comments[0].id)  # not theirs
    whole = await chat.as_("owner").say("toon het initiatief ‘Wandelend vergaderen’")
    assert "Eén reactie" in whole.words
    mine = await chat.as_("employee").say("ik doe mee met het initiatief wandelend vergaderen")
    left = await mine.press("Niet meer meedoen")
    assert "Je doet niet meer mee" in left.words
    shown = await left.press("Ja, ik doe mee", hidden="true")
    assert name(chat, "employee") not in (await chat.as_("owner").say("toon het initiatief wandelend vergaderen")).words
    assert "Je doet mee" in shown.words


@pytest.mark.route("initiatives.browse", "initiatives.mine", "initiatives.chart", "initiatives.export")
async def test_initiatives_are_found_by_words_filters_and_pages_and_counted(chat: Chat) -> None:
    assert "Er zijn nog geen initiatieven" in (await chat.say("initiatieven")).words
    for number in range(9):
        await there(chat, "manager", **(WALK | {"title": f"Wandelen {number}"}))
    await there(chat, "employee", **SWAP)
    first = await chat.say("initiatieven")
    assert "Bladzijde 1 van 2, 10 in totaal" in first.words
    second = await first.press("Volgende")
    assert "Bladzijde 2 van 2" in second.words
    assert "Volgende" not in titles(second)
    found = await second.press("Zoeken", words="RUILKAST", heading="-", status="-")
    assert ("Ruilkast bij de koffie" in found.words, "Wandelen" in found.words) == (True, False)
    none = await found.press("Zoeken", words="ruilkast", heading="digitaal", status="nieuw")
    assert "Niets gevonden" in none.words
    assert "10 in totaal" in (await none.press("Zoeken", words="", heading="geen", status="[x](y)")).words
    assert "Ruilkast bij de koffie" in (await chat.say("zijn er al initiatieven over een ruilkast?")).words
    own = await chat.say("steun de ruilkast")
    assert "Mijn naam weglaten" in titles(own)
    assert "Welk initiatief bedoel je?" in (await chat.say("ik wil meedoen met wandelen")).words
    assert "Van jou" in (await chat.say("mijn initiatieven")).words
    figures = await chat.say("grafiek van de initiatieven")
    assert "Er zijn 10 initiatieven." in figures.words
    assert "Naar Excel" not in titles(figures)
    assert "Dit kan alleen" in (await chat.say("exporteer de initiatieven")).words
    listed = await (await chat.as_("communication").say("initiatieven")).press("Cijfers")
    file = await listed.press("Naar Excel")
    assert next(button for button in file.buttons if button.action["type"] == "Action.OpenUrl")
    english = await chat.as_("owner").say("which initiatives are there about walking?")
    assert {"Search", "View"} <= set(titles(english))


@pytest.mark.route("initiatives.edit", "initiatives.status", "initiatives.tell")
async def test_the_author_changes_it_and_tells_how_it_goes_and_communication_tells_everybody(chat: Chat) -> None:
    for role in ("owner", "manager"):
        await chat.as_(role).open()
    id = await there(chat, "employee", **WALK)
    await chat.services.initiatives.support(person(chat, "owner"), id)
    story = await chat.say("wijzig mijn initiatief wandelend vergaderen")
    form = await story.press("Aanpassen")
    assert inputs(form)["title"] == "Wandelend vergaderen"
    summary = await form.press("Verder", **(WALK | {"needs": "Niets."}), hidden="true")
    saved = await summary.press("Opslaan")
    assert ("Opgeslagen." in saved.words, "Niets." in saved.words) == (True, True)
    assert "van jou, zonder je naam" in saved.words
    assert "Schrijf erbij waarom" in (await saved.press("Wijzigen", status="gestart", reason="")).notice
    changed = await saved.press("Wijzigen", status="gestart", reason="We lopen sinds dinsdag.")
    assert "Initiatief: Gestart" in changed.words
    heard = await last(chat, "owner")
    assert "We lopen sinds dinsdag." in heard.words
    assert name(chat, "employee") not in heard.words
    assert "Aanpassen" not in titles(await heard.press("Bekijk het initiatief"))
    told = await (await chat.as_("communication").say("toon het initiatief wandelend vergaderen")).press("Vertel het")
    assert inputs(told)["title"] == "Initiatief: Wandelend vergaderen"
    assert inputs(told)["text"] == WALK["what"]
    assert "Vertel het" not in titles(changed)
    assert (await chat.as_("guest").say("I have an idea")).card is None
    assert await chat.services.initiatives.drafts(person(chat, "guest")) == ()


@pytest.mark.route("initiatives.new", "initiatives.campaigns", "initiatives.campaign", "initiatives.ask")
@pytest.mark.route("initiatives.end", "initiatives.call", "initiatives.digest", "initiatives.digest_here")
async def test_a_question_to_everybody_is_answered_with_ideas_and_a_channel_hears_of_it(chat: Chat) -> None:
    assert "Vraag het aan" in (await chat.say("start een campagne over vergroening tot 1 maart")).words
    form = await chat.as_("communication").say("start een campagne over vergroening tot 1 maart")
    assert inputs(form)["question"] == "Vergroening"
    assert str(inputs(form)["until"]).endswith("-03-01")
    wrong = await form.press("Vraag stellen", question=" ", explanation="Denk mee.", until=inputs(form)["until"])
    assert "Schrijf de vraag op" in wrong.words
    assert inputs(wrong)["explanation"] == "Denk mee."
    question = {"question": "Hoe wordt het groener?", "explanation": "Denk mee.", "until": inputs(form)["until"]}
    asked = await wrong.press("Vraag stellen", **question)
    assert "De vraag staat open." in asked.words
    assert len(await chat.services.initiatives.campaigns()) == 1
    assert inputs(await asked.press("Vertel het"))["title"] == "Hoe wordt het groener?"
    answering = await (await chat.as_("employee").say("welke campagnes lopen er")).press("Ik heb een idee")
    assert "Hoe wordt het groener?" in answering.words
    await (await answering.press("Verder", **SWAP)).press("Indienen")
    again = await chat.as_("communication").say("welke campagnes lopen er")
    assert "1 antwoord" in again.words
    assert "Ruilkast bij de koffie" in (await again.press("Antwoorden bekijken")).words
    assert "De vraag is gesloten." in (await again.press("Ja, sluiten")).words
    late = await answering.press("Verder", **SWAP)
    assert "er niet meer" in late.notice
    channel = chat.as_("communication").inside("channel")
    public = await channel.say("initiatieven")
    assert "Ruilkast bij de koffie" in public.words
    dialog = await public.open("Ik heb een idee")
    assert "Verder" in [button.title for button in dialog.buttons]
    story = await public.press("Bekijken")
    assert "Je steunt dit initiatief." in (await story.press("Steunen")).notice
    assert "Aanpassen" not in titles(story)
    assert "eigen chat" in (await channel.say("ik heb een idee")).words
    chosen = await (await public.press("Weekoverzicht")).press("In dit kanaal plaatsen")
    assert "voortaan in dit kanaal" in chosen.words
    assert "komt niet meer" in (await chosen.press("Nergens meer plaatsen")).words


@pytest.mark.route("initiatives.from_message")
async def test_an_initiative_is_found_and_begun_from_anywhere_in_teams_and_becomes_a_project(chat: Chat) -> None:
    id = await there(chat, "manager", **WALK, hidden=True)
    await there(chat, "owner", **SWAP)
    form = await chat.say("maak hier een initiatief van: we gaan wandelend overleggen")
    assert inputs(form)["what"] == "we gaan wandelend overleggen"
    assert await chat.type_ahead("initiatives", "wandelend", on=form) == [("Wandelend vergaderen", id)]
    assert await chat.type_ahead("initiatives", "Wandele", on=form) == [("Wandelend vergaderen", id)]  # typed halfway
    assert await chat.type_ahead("initiatives", " ", on=form) == []
    already = await form.press("Verder", title="Wandelen", similar=id)
    assert already.words.startswith("Dit is er al\nWandelend vergaderen")
    assert inputs(await already.press("Verder schrijven"))["title"] == "Wandelen"
    [found] = await chat.find("findInitiative", "wandelend")
    assert found.title == "Wandelend vergaderen"
    assert name(chat, "manager") not in json.dumps(found.card)
    assert len(await chat.find("findInitiative")) == 2
    assert name(chat, "owner") in json.dumps((await chat.find("findInitiative", "ruilkast"))[0].card)
    group = chat.inside("group")
    dialog = await group.act_on(await group.write("Zullen we buiten lunchen?\nDat is gezond."), "makeInitiative")
    assert inputs_of(dialog.card)["title"] == "Zullen we buiten lunchen?"
    wrong = await dialog.submit("Verder", **(WALK | {"heading": "x" * 500, "title": "Lunchen", "what": "Buiten eten."}))
    assert "klopt" in wrong.words
    summary = await wrong.submit("Verder", **(WALK | {"title": "Lunchen", "what": "Buiten eten."}))
    closed = await summary.submit("Indienen")
    assert closed.closed
    assert "Je idee is ingediend" in (await last(chat, "employee")).words
    story = await chat.say("maak van mijn initiatief lunchen een project")
    assert "Lunchen" in json.dumps((await story.press("Maak er een project van")).card)
    assert "Lunchen" in json.dumps((await story.press("Maak er een project van")).card)
    assert (await chat.say("mijn projecten")).words.count("Lunchen") == 1


ANY = st.lists(
    st.tuples(st.sampled_from([*(term.id for term in HEADINGS), "oud"]), st.sampled_from([s.id for s in STATUSES]))
)


@settings(deadline=None, max_examples=40)
@given(ANY)
def test_the_charts_and_the_words_beside_them_equal_the_list_that_they_are_made_of(
    pairs: list[tuple[str, str]],
) -> None:
    those = [replace(WALKING, heading=heading, status=status) for heading, status in pairs]
    texts = texts_for("nl")
    body: Any = chart.chart(texts, RULES, counted(those)).content["body"]
    charts = [item for item in body if item["type"] == "Chart.HorizontalBar"]
    for drawn, ids, terms in zip(
        charts, ([h for h, _ in pairs], [s for _, s in pairs]), (RULES.headings, RULES.statuses), strict=False
    ):
        names = {term.id: term.nl for term in terms}
        there = {bar["x"]: bar["y"] for bar in drawn["data"]}
        assert there == {names.get(id, id): ids.count(id) for id in ids}
        facts = {fact["title"]: int(fact["value"]) for fact in drawn["fallback"]["items"][-1]["facts"]}
        assert facts == there
    assert len(charts) == (2 if pairs else 0)
    told = chart.table(texts, RULES, counted(those)).facts or []
    numbers = [int(part.rpartition(" ")[2]) for fact in told for part in str(fact.value).split(", ")]
    assert sum(numbers) == len(pairs)


def test_nothing_that_somebody_typed_or_hid_gets_onto_a_card_otherwise_than_as_it_stands() -> None:
    hostile = replace(HIDDEN, title="[klik](https://kwaad.example) **nu**", author="geheim")
    card = lists.browse(texts_for("nl"), lists.Listed(Page((hostile,), 0, 1), Wanted(words="**vet**"), RULES))
    blocks = json.dumps(card.content["body"])
    assert '"TextRun", "text": "[klik](https://kwaad.example) **nu**"' in blocks
    assert "geheim" not in json.dumps(card.content) + json.dumps([vars(action) for action in card.actions])
