"""Announcements as people meet them: writing, approving, following and reading, through the whole product."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import text, update

from bot.announcing import Faces
from cards.announcements import message
from cards.announcements.preview import Preview, preview
from cards.announcements.samples import LIFT, PLAIN, ZONE
from domain.announcements.approving import Approving
from domain.announcements.checking import Typed
from domain.announcements.composing import MOST_DRAFTS
from domain.announcements.looking import Looking
from domain.organisation import load_organisation
from errors import WordedError
from locales import texts_for
from store.announcement_drafts import AnnouncementDraftRow
from store.database import Database
from store.tokens import TokenRow
from tenant import connector
from tests.chat import Chat, Shown

UNTIL = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
FILLED = {
    "title": "De lift is morgen kapot",
    "text": "Neem de **trap**.\n\n- Kun je dat niet? Bel de receptie.",
    "importance": "normal",
    "when": "now",
    "until": UNTIL,
    "acknowledge": "true",
}
TO_TWO = "Versturen naar 2 collega's"
READERS = ("owner", "co_owner")  # who is in the group that it is for


async def written(chat: Chat, **changed: str) -> Shown:
    """The preview of what the communication adviser fills in."""
    form = await chat.as_("communication").say("nieuw bericht")
    return await form.press("Bekijken", **(filled(chat) | changed))


def filled(chat: Chat) -> dict[str, str]:
    """The form of a message to the two owners of the vision."""
    group = chat.tenant.directory.group_named("Eigenaar van de visie")
    assert group is not None
    return {**FILLED, "audience": f"group:{group.id}"}


async def sent(chat: Chat, **changed: str) -> Shown:
    """A message to two colleagues that has arrived: the card by which its author follows it."""
    for reader in READERS:
        await chat.as_(reader).open()
    followed = await (await written(chat, **changed)).press(TO_TWO)
    await chat.working.settled()
    return await seen(chat, "communication", followed)


async def asked(chat: Chat, **changed: str) -> Shown:
    """A message to everyone, for which its author asked approval."""
    for role in ("approver", "owner"):
        await chat.as_(role).open()
    return await (await written(chat, audience="everyone", **changed)).press("Ter goedkeuring sturen")


async def reviewed(chat: Chat) -> Shown:
    """The message that waits, as the second person sees it."""
    listed = await chat.as_("approver").say("berichten goedkeuren")
    return await listed.press("Bekijken")


async def seen(chat: Chat, role: str, shown: Shown) -> Shown:
    """A message as it is now."""
    return next(one for one in await chat.as_(role).open() if one.id == shown.id)


async def arrived(chat: Chat, role: str, title: str = FILLED["title"]) -> list[Shown]:
    """The copies of a message that somebody has."""
    return [one for one in await chat.as_(role).open() if title in one.words and one.words.startswith("Bericht van")]


async def row_of(chat: Chat, **values: Any) -> None:
    """Changes what is stored of every draft, as if something had happened meanwhile."""
    database = Database(f"sqlite:///{chat.memory / 'koers.db'}")
    try:
        async with database.write() as session:
            await session.execute(update(AnnouncementDraftRow).values(**values))
    finally:
        await database.close()


def inputs(shown: Shown) -> dict[str, Any]:
    """What is filled in on a form, by the id of the field."""
    body = (shown.card or {})["body"]
    return {item["id"]: item.get("value") for item in body if item["type"].startswith("Input.")}


def above(shown: Shown, field: str) -> str:
    """What stands right above a field of a form."""
    body = (shown.card or {})["body"]
    at = next(number for number, item in enumerate(body) if item.get("id") == field)
    return str(body[at - 1].get("text", ""))


# writing


@pytest.mark.route("announcements.preview", "announcements.edit", "announcements.new")
async def test_a_message_is_shown_as_colleagues_will_see_it_with_how_many_they_are(chat: Chat) -> None:
    shown = await written(chat)
    assert "Dit bericht gaat naar 2 collega's." in shown.words
    assert "Bericht van Oss\nDe lift is morgen kapot" in shown.words
    again = await shown.press("Verder schrijven")
    assert {name: inputs(again)[name] for name in filled(chat) if name != "when"} == {
        name: value for name, value in filled(chat).items() if name != "when"
    }
    another = await (await chat.as_("communication").say("mijn berichten")).press("Nieuw bericht")
    assert inputs(another)["title"] is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_preview_has_the_very_pieces_of_the_message_that_colleagues_get(language: Any) -> None:
    texts = texts_for(language)
    for announcement in (LIFT, PLAIN):
        card = preview(texts, Preview("a", 1, "send", announcement, 9, 50, False, "Oss", ZONE)).content
        shown = [item["items"] for item in card["body"] if item["type"] == "Container"]  # type: ignore[index, union-attr]
        got = [
            message.for_colleague(texts_for(each), announcement, "Oss", ZONE).content["body"] for each in ("nl", "en")
        ]
        assert _bare(shown) == _bare(got[: len(shown)])
        assert len(shown) == (2 if announcement.en else 1)


def _bare(value: object) -> object:
    """Without the numbers of the buttons, which differ from card to card, and what they are called on the wire."""
    written = json.loads(json.dumps(value))
    for found in _dicts(written):
        found.pop("data", None)
        found.pop("verb", None)
    return written


def _dicts(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for item in inner for each in _dicts(item)] + ([value] if isinstance(value, dict) else [])


async def test_every_mistake_is_said_at_its_field_and_what_was_typed_stays(chat: Chat) -> None:
    wrong = await written(
        chat, title=" ", text="Zie [hier](javascript:alert(1))", audience="", until="gisteren", title_en="The lift",
        link_label="Naar intranet", link_url="http://intranet",
    )  # fmt: skip
    assert "6 dingen kloppen nog niet" in wrong.words
    assert above(wrong, "title") == "Let op: Typ een titel."
    assert "javascript:alert" in above(wrong, "text")
    assert "allebei" in above(wrong, "text_en")
    assert "https://" in above(wrong, "link_url")
    assert "voor wie" in above(wrong, "audience")
    assert "dag" in above(wrong, "until")
    assert inputs(wrong)["link_url"] == "http://intranet"
    assert inputs(wrong)["text"] == "Zie [hier](javascript:alert(1))"
    right = await wrong.press("Bekijken", **filled(chat))
    assert "Klopt het zo?" in right.words


async def test_nonsense_in_the_fields_is_taken_for_nothing(chat: Chat) -> None:
    form = await chat.as_("communication").say("nieuw bericht")
    hostile: dict[str, Any] = {
        "title": ["x"], "text": {"a": 1}, "audience": 7, "when": None, "day": True, "until": "\0", "importance": "x",
        "draft": "another", "author": "another", "state": "approved",
    }  # fmt: skip
    wrong = await form.press("Bekijken", **hostile)
    assert "kloppen nog niet" in wrong.words
    assert inputs(wrong)["title"] is None


async def test_what_somebody_types_becomes_no_mark_up_that_it_may_not_be(chat: Chat) -> None:
    shown = await written(
        chat,
        title="<b>[Win](https://kwaad.example)</b>",
        text="![plaatje](https://kwaad.example/a.png) <script>x</script> `code` [goed](https://oss.example)\u202e",
    )
    runs = [item for item in _dicts(shown.card) if item.get("type") == "TextRun"]
    assert "<b>[Win](https://kwaad.example)</b>" in [run["text"] for run in runs]
    assert any("<script>x</script>" in run["text"] for run in runs)
    assert [run["text"] for run in runs if run.get("selectAction")] == ["plaatje", "goed"]
    assert not [item for item in _dicts(shown.card) if item.get("type") == "Image"]
    assert "\u202e" not in json.dumps(shown.card, ensure_ascii=False)
    texts = [item["text"] for item in _dicts(shown.card) if item.get("type") == "TextBlock"]
    assert not any("kwaad" in each for each in texts)  # markdown works in a text block


@pytest.mark.route("announcements.keep", "announcements.mine", "announcements.discard")
async def test_a_draft_is_kept_whatever_is_wrong_with_it_and_can_be_thrown_away(chat: Chat) -> None:
    writer = chat.as_("communication")
    kept = await (await writer.say("nieuw bericht")).press("Bewaren voor later", title="Alleen een titel", until="")
    assert "Bewaard" in kept.words
    listed = await writer.say("mijn concepten")
    assert "Alleen een titel\nConcept" in listed.words
    form = await listed.press("Verder schrijven")
    assert inputs(form)["title"] == "Alleen een titel"
    assert "Typ een tekst" in above(form, "text")
    shown = await form.press("Bekijken", **filled(chat))
    gone = await shown.press("Ja, gooi weg")
    assert "Weggegooid" in gone.words
    assert "nog geen berichten" in (await writer.say("mijn berichten")).words
    assert "is er niet meer" in (await form.press("Bewaren voor later", **FILLED)).notice


async def test_an_old_form_does_not_put_old_words_over_new_ones(chat: Chat) -> None:
    writer = chat.as_("communication")
    form = await writer.say("nieuw bericht")
    stale = form.button("Bewaren voor later").action["data"]
    shown = await form.press("Bekijken", **filled(chat))
    old = await chat.as_("communication").invoke(
        "adaptiveCard/action",
        {"action": {"type": "Action.Execute", "verb": "announcements.keep", "data": stale | {"title": "Oud"}}},
        on=form,
    )
    assert "Dit formulier is oud" in old["body"]["value"]
    assert inputs(await shown.press("Verder schrijven"))["title"] == FILLED["title"]


async def test_nobody_keeps_drafts_without_end(chat: Chat) -> None:
    writer = chat.as_("communication")
    composing = chat.services.announcements.composing
    for number in range(MOST_DRAFTS):
        await composing.keep(writer.person["id"], f"draft-{number}", 0, Typed(title=str(number)))
    form = await writer.say("nieuw bericht")
    assert f"al {MOST_DRAFTS} concepten" in (await form.press("Bewaren voor later", **FILLED)).notice


@pytest.mark.route("announcements.try", "announcements.tried")
async def test_a_test_goes_to_its_author_alone_and_counts_nothing(chat: Chat) -> None:
    await chat.as_("owner").open()
    shown = await written(chat)
    tried = await shown.press("Proef naar mijzelf")
    assert tried.words.startswith("Bericht van Oss\nDe lift is morgen kapot")
    assert "Dit is een proef" in (await tried.press("Ik heb het gelezen")).notice
    await chat.working.settled()
    assert await arrived(chat, "owner") == []


async def test_what_was_said_is_filled_in(chat: Chat) -> None:
    form = await chat.as_("communication").say("Draft an announcement about the new coffee machines")
    assert inputs(form)["title"] == "The new coffee machines"


async def test_who_begins_a_draft_may_throw_it_away_on_the_form(chat: Chat) -> None:
    form = await chat.as_("communication").say("nieuw bericht")
    assert "Ja, gooi weg" not in [button.title for button in form.buttons]  # there is nothing yet
    wrong = await form.press("Bekijken", **(filled(chat) | {"title": ""}))
    assert "Dit concept is weg" in (await wrong.press("Ja, gooi weg")).words
    assert "nog geen berichten" in (await chat.as_("communication").say("mijn berichten")).words


async def test_an_address_with_brackets_is_named_whole(chat: Chat) -> None:
    wrong = await written(chat, text="Zie [hier](https://oss.example/a_(b))")
    assert "‘https://oss.example/a_(b)’" in above(wrong, "text")
    open_ended = await written(chat, text="Zie [hier](https://oss.example/(a")
    assert "‘https://oss.example/(a’" in above(open_ended, "text")


def pictures(shown: Shown) -> list[tuple[str, str]]:
    """How each picture begins, and what is said to be on it."""
    images = [item for item in _dicts(shown.card) if item.get("type") == "Image"]
    return [(item["url"][:16], item["altText"]) for item in images]


async def test_a_picture_of_the_library_goes_along_with_what_is_on_it(chat: Chat) -> None:
    files, content = chat.tenant.files, io.BytesIO()
    Image.new("RGB", (900, 300), (20, 90, 80)).save(content, "PNG")
    lift, _ = files.write(files.folder_at("Beelden"), "lift.png", content.getvalue(), "owner")
    files.write(files.folder_at("Beelden"), "virus.png", b"<script>", "owner")
    form = await chat.as_("communication").say("nieuw bericht")
    field = next(item for item in _dicts(form.card) if item.get("id") == "picture")
    choices = {choice["title"]: choice["value"] for choice in field["choices"]}
    assert list(choices) == ["Geen afbeelding", "lift.png", "virus.png"]
    fields = {**filled(chat), "picture": choices["lift.png"]}
    silent = await form.press("Bekijken", **fields)
    assert above(silent, "described") == "Let op: Typ wat er op de afbeelding te zien is."
    shown = await silent.press("Bekijken", **fields, described="De lift, dicht")
    assert pictures(shown) == [("data:image/png;b", "De lift, dicht")]
    files.delete(lift)  # what was seen is what goes
    for reader in READERS:
        await chat.as_(reader).open()
    chat.as_("communication")
    followed = await shown.press(TO_TWO)
    await chat.working.settled()
    [copy] = await arrived(chat, "owner")
    assert pictures(copy) == [("data:image/png;b", "De lift, dicht")]
    again = await (await seen(chat, "communication", followed)).press("Bericht aanpassen")
    field = next(item for item in _dicts(again.card) if item.get("id") == "picture")
    assert "De afbeelding die er al bij staat" in [choice["title"] for choice in field["choices"]]
    broken = await written(chat, picture=choices["virus.png"], described="Niets")
    assert "Kies een andere" in above(broken, "picture")


# sending


async def test_the_button_to_a_page_is_in_the_language_of_who_reads(chat: Chat) -> None:
    link = {"link_label": "Naar intranet", "link_label_en": "To the intranet", "link_url": "https://oss.example/lift"}
    shown = await written(chat, title_en="The lift is broken", text_en="Take the stairs.", **link)
    links = [button.title for button in shown.buttons if button.action["type"] == "Action.OpenUrl"]
    assert links == ["Naar intranet", "To the intranet"]
    long = await written(chat, **{**link, "link_label_en": "x" * 37})
    assert "36 tekens" in above(long, "link_label_en")
    bare = await written(chat, link_url=link["link_url"])
    assert "Eén ding klopt nog niet" in bare.words
    assert "36 tekens" in above(bare, "link_label")


@pytest.mark.route("announcements.send", "announcements.acknowledge", "announcements.refresh")
async def test_a_message_to_few_goes_at_once_and_is_followed_on_one_card(chat: Chat) -> None:
    followed = await sent(chat)
    assert followed.words.startswith("Klaar met versturen")
    chart = next(item for item in followed.card["body"] if item["type"] == "Chart.HorizontalBar")  # type: ignore[index]
    assert chart["data"] == [{"x": "Bezorgd", "y": 2, "color": "good"}]
    assert "2 van 2" in json.dumps(chart["fallback"])
    [copy] = await arrived(chat, "owner")
    thanked = await copy.press("Ik heb het gelezen")
    assert thanked.words.startswith("Bericht van Oss\nDe lift is morgen kapot")
    assert thanked.words.endswith("Dank je, dat is doorgegeven. Je naam wordt niet getoond.")
    assert "Ik heb het gelezen" not in [button.title for button in thanked.buttons]
    assert (await seen(chat, "owner", copy)).words == thanked.words
    assert "Dank je" in (await copy.press("Ik heb het gelezen")).words  # as a card that was open elsewhere
    read = await (await chat.as_("owner").say("berichten")).press("Lezen")
    assert read.words == thanked.words
    mine = await (await chat.as_("communication").say("mijn berichten")).press("Openen")
    assert "Bevestigd: 1 van 2." in mine.words
    assert chat.as_("owner").person["name"] not in mine.words


async def test_who_is_quicker_than_the_answer_of_teams_is_thanked_all_the_same(chat: Chat) -> None:
    await sent(chat)
    [copy] = await arrived(chat, "owner")
    database = Database(f"sqlite:///{chat.memory / 'koers.db'}")
    async with database.write() as session:
        await session.execute(text("update deliveries set state = 'sending'"))
    await database.close()
    assert "Dank je" in (await copy.press("Ik heb het gelezen")).notice


async def test_pressing_twice_sends_once(chat: Chat) -> None:
    for role in READERS:
        await chat.as_(role).open()
    shown = await written(chat)
    data = shown.button(TO_TWO).action
    value = {"action": {"type": "Action.Execute", "title": TO_TWO, "verb": data["verb"], "data": data["data"]}}
    await shown.press(TO_TWO)
    again = await chat.as_("communication").invoke("adaptiveCard/action", value, on=shown)
    assert again["status"] == 200
    await chat.working.settled()
    assert len(await arrived(chat, "owner")) == 1


async def test_each_reads_it_in_the_language_of_ones_own(chat: Chat) -> None:
    reader = chat.as_("owner")
    await (await reader.say("hoi")).chat.say("speak English")
    await sent(chat, title_en="The lift is out of order", text_en="Take the **stairs**.")
    assert any("The lift is out of order" in one.words for one in await reader.open())
    assert await arrived(chat, "owner") == []


async def test_a_threshold_cannot_be_passed_by_pressing_the_button_of_another_card(chat: Chat) -> None:
    """The audience becomes everyone after the preview to few was made."""
    shown = await written(chat)
    content = {**FILLED, "audience": ["everyone"], "later": False, "acknowledge": True}
    await row_of(chat, content={key: value for key, value in content.items() if key != "when"})
    refused = await shown.press(TO_TWO)
    assert "meer dan 50 mensen" in refused.notice or "collega's" not in refused.words
    await chat.working.settled()
    assert await arrived(chat, "owner") == []


@pytest.mark.route("announcements.stop", "announcements.repeat", "announcements.follow")
async def test_what_is_scheduled_goes_at_its_moment_and_can_be_stopped_before(chat: Chat) -> None:
    day = (datetime.now(ZONE).date() + timedelta(days=2)).isoformat()
    shown = await written(chat, when="later", day=day, hour="09:30")
    assert "09:30" in json.dumps(shown.card)
    followed = await shown.press("Inplannen voor 2 collega's")
    assert followed.words.startswith("Ingepland")
    assert "om 09:30 uur" in followed.words
    opened = await (await chat.as_("communication").say("geplande berichten")).press("Openen")
    stopped = await opened.press("Ja, stop")
    assert stopped.words.startswith("Gestopt")
    await chat.working.settled()
    assert await arrived(chat, "owner") == []
    form = await stopped.press("Opnieuw gebruiken")
    assert inputs(form)["title"] == FILLED["title"]
    assert inputs(form)["day"] is None


async def test_who_does_not_have_koers_gets_it_installed_and_then_the_message(chat: Chat) -> None:
    before = connector.installed_people(chat.tenant)
    everybody = [user for user in chat.tenant.directory.users.values() if not user.guest]
    people = {
        user.id
        for user in everybody
        if user.properties["department"] == "Communicatie" and user.properties["accountEnabled"]
    }
    assert people - before
    await (await written(chat, audience="department:Communicatie")).press("Versturen naar 5 collega's")
    await chat.working.settled()
    assert people <= connector.installed_people(chat.tenant)
    database = Database(f"sqlite:///{chat.memory / 'koers.db'}")
    async with database.read() as session:
        found = await session.execute(text("select person, state from deliveries"))
        assert {row.person: row.state for row in found} == dict.fromkeys(people, "delivered")
    await database.close()


# approving


@pytest.mark.route("announcements.ask", "announcements.waiting", "announcements.review", "announcements.approve")
async def test_a_message_to_many_goes_when_a_second_person_has_approved_it(chat: Chat) -> None:
    waiting = await asked(chat)
    assert waiting.words.startswith("Wacht op goedkeuring")
    told = (await chat.as_("approver").open())[-1]
    assert "Er wacht een bericht op goedkeuring: **De lift is morgen kapot**" in told.text
    review = await reviewed(chat)
    assert chat.as_("communication").person["name"] in review.words
    assert "Bericht van Oss\nDe lift is morgen kapot" in review.words
    approved = await review.press("Goedkeuren voor 58 collega's")
    assert "Goedgekeurd" in approved.words
    await chat.working.settled()
    followed = await seen(chat, "communication", waiting)
    assert followed.words.startswith("Klaar met versturen")
    assert len(await arrived(chat, "owner")) == 1


async def test_what_waits_says_when_it_goes_and_a_correction_goes_at_once(chat: Chat) -> None:
    day = datetime.now(ZONE).date() + timedelta(days=2)
    later = await asked(chat, when="later", day=day.isoformat(), hour="09:30")
    assert "Na goedkeuring gaat het weg op" in later.words
    assert "om 09:30 uur" in later.words
    await later.press("Terugnemen")
    now_then = await asked(chat)
    assert "Na goedkeuring" not in now_then.words
    await (await reviewed(chat)).press("Goedkeuren voor 58 collega's")
    await chat.working.settled()
    followed = await seen(chat, "communication", now_then)
    preview = await (await followed.press("Bericht aanpassen")).press("Bekijken", **filled(chat))
    past = {**FILLED, "audience": ["everyone"], "later": True, "day": "2026-03-02", "hour": "09:30"}
    await row_of(chat, content={key: value for key, value in past.items() if key != "when"})
    waits = await preview.press("Ter goedkeuring sturen")
    assert waits.words.startswith("Wacht op goedkeuring")
    assert "Daarna verandert het bericht bij" in waits.words
    assert "Na goedkeuring" not in waits.words


async def test_nobody_approves_what_is_his_own(chat: Chat) -> None:
    await asked(chat)
    listed = await chat.as_("communication").say("berichten goedkeuren")
    assert "Er wacht niets" in listed.words
    approving = chat.services.announcements.approving
    author = chat.as_("communication").person["id"]
    [draft] = await approving.waiting(chat.as_("approver").person["id"])
    for act in (
        approving.review(author, draft.id),
        approving.approve(author, draft.id, draft.version, 58),
        approving.send_back(author, draft.id, draft.version, "nee"),
    ):
        with pytest.raises(WordedError, match="announcement-own"):
            await act
    await chat.working.settled()
    assert await arrived(chat, "owner") == []


@pytest.mark.route("announcements.return", "announcements.withdraw")
async def test_what_is_sent_back_comes_to_its_author_with_the_remark_and_can_be_asked_anew(chat: Chat) -> None:
    waiting = await asked(chat)
    review = await reviewed(chat)
    assert "Schrijf erbij" in (await review.press("Terugsturen", remark="  ")).notice
    back = await review.press("Terugsturen", remark="Welke lift?")
    assert "Teruggestuurd" in back.words
    returned = await seen(chat, "communication", waiting)
    assert "Welke lift?" in returned.words
    shown = await (await returned.press("Verder schrijven")).press(
        "Bekijken", **(filled(chat) | {"audience": "everyone", "title": "De grote lift is kapot"})
    )
    waits = await shown.press("Ter goedkeuring sturen")
    taken = await waits.press("Terugnemen")
    assert taken.words.startswith("Concept")
    assert "Er wacht niets" in (await chat.as_("approver").say("berichten goedkeuren")).words


async def test_a_change_after_asking_needs_approval_anew(chat: Chat) -> None:
    waiting = await asked(chat)
    review = await reviewed(chat)
    draft = await (await waiting.press("Terugnemen")).press("Verder schrijven")
    shown = await draft.press("Bekijken", **(filled(chat) | {"audience": "everyone", "text": "Iets heel anders."}))
    refused = await review.press("Goedkeuren voor 58 collega's")
    assert "iets veranderd" in refused.notice
    await shown.press("Ter goedkeuring sturen")
    assert "iets veranderd" in (await review.press("Goedkeuren voor 58 collega's")).notice
    await chat.working.settled()
    assert await arrived(chat, "owner") == []
    assert "Iets heel anders." in (await reviewed(chat)).words


async def test_an_audience_that_grew_past_the_margin_is_shown_anew(chat: Chat) -> None:
    await asked(chat)
    review = await reviewed(chat)
    approving: Approving = chat.services.announcements.approving
    [draft] = await approving.waiting(chat.as_("approver").person["id"])
    approver = chat.as_("approver").person["id"]
    with pytest.raises(WordedError, match="announcement-grown"):
        await approving.approve(approver, draft.id, draft.version, 52)  # 52 were seen, 58 there are
    await approving.approve(approver, draft.id, draft.version, 53)  # five more may always come
    await chat.working.settled()
    assert len(await arrived(chat, "owner")) == 1
    assert "iets veranderd" in (await review.press("Goedkeuren voor 58 collega's")).notice


async def test_a_moment_that_passes_while_it_waits_is_not_made_up_for(chat: Chat) -> None:
    day = (datetime.now(ZONE).date() + timedelta(days=2)).isoformat()
    await asked(chat, when="later", day=day, hour="09:30")
    review = await reviewed(chat)
    announcements = chat.services.announcements
    later = datetime.now(UTC) + timedelta(days=3)
    approving = _at(announcements.approving, later)
    [draft] = await approving.waiting(chat.as_("approver").person["id"])
    with pytest.raises(WordedError, match="announcement-no-longer-right"):
        await approving.approve(chat.as_("approver").person["id"], draft.id, draft.version, 58)
    assert "Goedkeuren voor 58 collega's" in [button.title for button in review.buttons]


def _at(approving: Approving, moment: datetime) -> Approving:
    """The same at another moment."""
    was = approving._looking
    looking = Looking(was.database, was.organisation, was._audiences, was._sending, lambda: moment)
    return Approving(looking, approving._roles, approving._telling)


# who may


async def test_who_has_no_role_for_it_hears_whom_to_ask(chat: Chat) -> None:
    for sentence in ("nieuw bericht", "mijn concepten", "berichten goedkeuren"):
        answer = await chat.say(sentence)
        assert "@oss.example" in answer.words, sentence
        assert not answer.card or not inputs(answer)


async def test_who_may_address_nobody_gets_no_form(chat: Chat) -> None:
    answer = await chat.as_("manager").say("nieuw bericht")
    assert "geen berichten versturen" in answer.words


async def test_a_role_that_is_taken_away_is_missed_at_the_next_press(chat: Chat) -> None:
    shown = await written(chat)
    author = chat.as_("communication").person["id"]
    with chat.tenant.state.transaction() as connection:
        connection.execute("DELETE FROM members WHERE member = ?", (author,))
    for remembered in ("_members", "_memberships"):
        chat.tenant.directory.__dict__.pop(remembered, None)
    refused = await shown.press(TO_TWO)
    assert "@oss.example" in refused.notice
    await chat.working.settled()
    assert await arrived(chat, "owner") == []


async def test_nobody_gets_at_the_message_of_another(chat: Chat) -> None:
    followed = await sent(chat)
    announcements = chat.services.announcements
    author, other = chat.as_("communication").person["id"], chat.as_("approver").person["id"]
    [one] = await announcements.sending.of_author(author)
    id = one.announcement.id
    for act in (announcements.composing.begun(other, id), announcements.composing.correct(other, id),
                announcements.composing.look(other, id), announcements.composing.again(other, id)):  # fmt: skip
        with pytest.raises(WordedError, match="announcement-not-yours"):
            await act
    assert followed.buttons


async def test_messages_are_shown_in_ones_own_chat_only(chat: Chat) -> None:
    for sentence in ("nieuw bericht", "berichten"):
        answer = await chat.as_("communication").inside("group").say(sentence)
        assert "alleen in ons eigen gesprek" in answer.words


# afterwards


@pytest.mark.route("announcements.correct")
async def test_a_correction_takes_the_place_of_what_was_sent(chat: Chat) -> None:
    followed = await sent(chat)
    form = await followed.press("Bericht aanpassen")
    assert "audience" not in inputs(form)
    shown = await form.press("Bekijken", title="De lift is overmorgen kapot", text=FILLED["text"], until=UNTIL)
    assert "Dit verandert het bericht bij 2 collega's." in shown.words
    await shown.press("Aanpassen bij 2 collega's")
    await chat.working.settled()
    assert await arrived(chat, "owner") == []
    [copy] = await arrived(chat, "owner", "De lift is overmorgen kapot")
    assert "aangepast nadat het was verstuurd" in copy.words
    mine = await (await chat.as_("communication").say("mijn berichten")).press("Openen")
    assert "Aangepast bij 2." in mine.words


@pytest.mark.route("announcements.recall")
async def test_a_recall_asks_whether_one_is_sure_and_takes_it_away(chat: Chat) -> None:
    followed = await sent(chat)
    assert "Het bericht verdwijnt bij 2 collega's. Dit kun je niet ongedaan maken." in followed.words
    await followed.press("Ja, haal terug")
    await chat.working.settled()
    assert await arrived(chat, "owner") == []
    assert (await seen(chat, "communication", followed)).words.startswith("Teruggehaald")


@pytest.mark.route("announcements.remind")
async def test_who_did_not_acknowledge_is_reminded_once(chat: Chat) -> None:
    followed = await sent(chat)
    [copy] = await arrived(chat, "owner")
    await copy.press("Ik heb het gelezen")
    await (await seen(chat, "communication", followed)).press("Ja, stuur een herinnering")
    await chat.working.settled()
    reminded = [one for one in await chat.as_("co_owner").open() if "Heb je dit bericht gelezen?" in one.words]
    assert len(reminded) == 1
    assert not [one for one in await chat.as_("owner").open() if "Heb je dit bericht gelezen?" in one.words]
    followed = await seen(chat, "communication", followed)
    assert "Ja, stuur een herinnering" not in [button.title for button in followed.buttons]


async def test_after_a_reminder_the_card_tells_of_that_and_not_of_the_correction_before(chat: Chat) -> None:
    form = await (await sent(chat)).press("Bericht aanpassen")
    shown = await form.press("Bekijken", title="De lift is overmorgen kapot", text=FILLED["text"], until=UNTIL)
    await shown.press("Aanpassen bij 2 collega's")
    await chat.working.settled()
    await (await opened(chat)).press("Ja, stuur een herinnering")
    await chat.working.settled()
    words = (await opened(chat)).words
    assert "Herinnerd: 2." in words
    assert "Aangepast" not in words


async def test_what_is_planned_has_no_numbers_in_the_list(chat: Chat) -> None:
    day = (datetime.now(ZONE).date() + timedelta(days=2)).isoformat()
    await (await written(chat, when="later", day=day, hour="09:30")).press("Inplannen voor 2 collega's")
    listed = await chat.as_("communication").say("mijn berichten")
    assert "Ingepland" in listed.words
    assert "bezorgd" not in listed.words


@pytest.mark.route("announcements.report")
async def test_the_report_is_a_file_for_its_author(chat: Chat) -> None:
    followed = await sent(chat)
    report = await followed.press("Rapport")
    url = report.button("Rapport openen").action["url"]
    async with chat.http.get(url) as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
        book = load_workbook(io.BytesIO(await response.read()))
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 2 in values
    async with chat.http.get(url[:-1]) as response:
        assert response.status == 404
    database = Database(f"sqlite:///{chat.memory / 'koers.db'}")
    async with database.write() as session:
        await session.execute(update(TokenRow).values(expires=datetime.now(UTC)))
    await database.close()
    async with chat.http.get(url) as response:
        assert response.status == 404


async def stored(chat: Chat, statement: str) -> None:
    """Changes what is stored, as if sending had got so far."""
    database = Database(f"sqlite:///{chat.memory / 'koers.db'}")
    try:
        async with database.write() as session:
            await session.execute(text(statement))
    finally:
        await database.close()


async def opened(chat: Chat) -> Shown:
    """The card of the message, asked for anew."""
    return await (await chat.as_("communication").say("mijn berichten")).press("Openen")


@pytest.mark.route("announcements.pause", "announcements.resume")
async def test_sending_is_paused_and_goes_on(chat: Chat) -> None:
    await sent(chat)
    await stored(chat, "update announcements set state = 'sending'")
    paused = await (await opened(chat)).press("Pauzeren")
    assert paused.words.startswith("Gepauzeerd")
    again = await paused.press("Doorgaan")
    assert again.words.startswith(("Wordt verstuurd", "Klaar met versturen"))  # it may be quick
    await chat.working.settled()
    assert (await opened(chat)).words.startswith("Klaar met versturen")
    assert len(await arrived(chat, "owner")) == 1


async def test_new_words_for_many_who_still_wait_are_approved_by_a_second_person(chat: Chat) -> None:
    await sent(chat)
    await stored(chat, "update announcements set state = 'paused'")
    await stored(
        chat,
        "with recursive n(i) as (select 100 union all select i + 1 from n where i < 160)"
        " insert into deliveries select announcement, i, 'somebody ' || i, language, 'waiting', '', conversation, '',"
        " version, altering, reminder from deliveries, n where number = 0",
    )
    form = await (await opened(chat)).press("Bericht aanpassen")
    shown = await form.press("Bekijken", title="De lift is overmorgen kapot", text=FILLED["text"], until=UNTIL)
    assert "Ter goedkeuring sturen" in [button.title for button in shown.buttons]


async def test_who_may_no_longer_address_them_reaches_nobody_with_an_old_card(chat: Chat) -> None:
    await sent(chat)
    await stored(chat, "update announcements set state = 'paused'")
    card, directory = await opened(chat), chat.tenant.directory
    groups = [directory.group_named(name) for name in ("Communicatie", "Facilitair")]
    assert None not in groups
    one, other = (group.id for group in groups if group is not None)
    directory.take_out(one, card.chat.person["id"])
    directory.put_in(other, card.chat.person["id"])
    refused = await card.press("Doorgaan")
    assert "Je mag niet meer schrijven aan iedereen voor wie dit bericht is." in refused.words + refused.notice
    assert (await card.press("Ja, stop")).words.startswith("Gestopt")


@pytest.mark.route("announcements.ask_release")
async def test_what_is_held_because_more_people_came_is_approved_anew(chat: Chat) -> None:
    await sent(chat)
    await stored(chat, "update announcements set state = 'held', at_most = 1")
    held = await opened(chat)
    assert "Er zijn nu 2 mensen voor dit bericht. Het was voor ten hoogste 1." in held.words
    asked_again = await held.press("Opnieuw laten goedkeuren")
    assert "Een collega kijkt er opnieuw naar." in asked_again.words
    review = await reviewed(chat)
    assert "er zijn nu meer mensen voor" in review.words
    assert "Goedgekeurd" in (await review.press("Goedkeuren voor 2 collega's")).words
    assert not (await opened(chat)).words.startswith("Wacht")


@pytest.mark.route("announcements.resend")
async def test_those_of_whom_nobody_knows_get_it_again_only_when_the_author_says_so(chat: Chat) -> None:
    await sent(chat)
    reader = chat.as_("owner").person["id"]
    await stored(chat, f"update deliveries set state = 'unknown', reason = '' where person = '{reader}'")
    followed = await opened(chat)
    assert "Misschien is het bezorgd." in followed.words
    await followed.press("Ja, stuur opnieuw")
    await chat.working.settled()
    assert len(await arrived(chat, "owner")) == 2
    assert len(await arrived(chat, "co_owner")) == 1


# reading


@pytest.mark.route("announcements.inbox", "announcements.read")
async def test_what_is_valid_can_be_read_again(chat: Chat) -> None:
    reader = chat.as_("owner")
    assert "geen berichten" in (await reader.say("berichten")).words
    await sent(chat)
    listed = await reader.say("berichten")
    assert FILLED["title"] in listed.words
    again = await listed.press("Lezen")
    assert again.words.startswith("Bericht van Oss\nDe lift is morgen kapot")
    assert "Dank je" in (await again.press("Ik heb het gelezen")).words
    assert FILLED["title"] not in (await chat.as_("employee").say("berichten")).words


@pytest.mark.route("announcements.quiet", "announcements.not_quiet", "announcements.quiet_hours")
async def test_quiet_hours_are_said_seen_and_set(chat: Chat) -> None:
    shown = await chat.say("stille uren van 19:00 tot 7:30")
    assert "Je hebt nu geen stille uren." in shown.words
    assert {name: inputs(shown)[name] for name in ("start", "end")} == {"start": "19:00", "end": "07:30"}
    wrong = await shown.press("Zo instellen", start="19:00", end="19:00")
    assert "twee verschillende uren" in wrong.words
    chosen = await wrong.press("Zo instellen", start="19:00", end="07:30", weekend="true")
    assert "van 19:00 tot 07:30 uur, en het hele weekend" in chosen.words
    assert "geen stille uren" in (await chosen.press("Geen stille uren meer")).words
    english = await chat.say("quiet hours from 7pm to 8am")
    assert inputs(english)["start"] == "19:00"


async def test_who_has_quiet_hours_gets_a_normal_message_later_and_an_important_one_now(chat: Chat) -> None:
    reader = chat.as_("owner")
    await reader.open()
    now = datetime.now(ZONE)
    quiet = await reader.say("stille uren")
    start, end = ((now + timedelta(hours=hours)).strftime("%H:%M") for hours in (-1, 2))
    await quiet.press("Zo instellen", start=start, end=end)
    await chat.as_("co_owner").open()
    await (await written(chat)).press(TO_TWO)
    important = "Belangrijk: de lift"
    await (await written(chat, title=important, importance="high")).press(TO_TWO)

    async def got() -> list[str]:
        return [one.words.splitlines()[1] for one in await reader.open() if "ericht van Oss" in one.words]

    await chat.working.settled()
    assert await got() == [important]


def test_a_message_on_the_wire_carries_nothing_but_a_token() -> None:
    card = Faces(load_organisation("oss")).for_colleague(LIFT, "nl", "secret").card
    buttons = [each for each in _dicts(card) if each.get("type") in ("Action.Execute", "Action.Submit")]
    assert [each["data"] for each in buttons] == [{"token": "secret"}] * 2
