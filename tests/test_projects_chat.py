"""Projects as people meet them: writing, approving, following, reporting, choosing and closing, in conversations."""

from __future__ import annotations

import io
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from openpyxl import load_workbook

from domain.organisation import load_organisation
from domain.sharepoint import SharePoint
from store.project_files import Kept, save
from tests.chat import Chat, Shown, chatting


@pytest.fixture
async def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Chat]:
    """Oss without a site in SharePoint: what is filed there has tests of its own, and takes a program for PDFs."""
    nowhere = replace(load_organisation("oss"), sharepoint=SharePoint())
    monkeypatch.setattr("tests.chat.load_organisation", lambda _: nowhere)
    async with chatting(tmp_path) as chat:
        yield chat


TODAY = datetime.now(UTC).date()
START, END, MILESTONE = (str(TODAY + timedelta(days=days)) for days in (10, 200, 60))


def inputs(shown: Shown) -> dict[str, Any]:
    """What is filled in on a card, by the id of the field."""
    return dict(_inputs(shown.card))


def _inputs(value: object) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        if str(value.get("type")).startswith("Input."):
            found.append((value["id"], value.get("value")))
        for key, item in value.items():
            found += _inputs(item) if key != "fallback" else []
    elif isinstance(value, list):
        for item in value:
            found += _inputs(item)
    return found


def titles(shown: Shown) -> list[str]:
    return [button.title for button in shown.buttons]


def id_of(chat: Chat, role: str) -> str:
    return str(chat.as_(role).person["id"])


async def written(chat: Chat, name: str = "Groene daken") -> Shown:
    """The summary of a start document of which nothing lacks: the employee writes it for the manager."""
    shown = await chat.say("start een project")
    people = {"principal": id_of(chat, "manager"), "contractor": id_of(chat, "employee")}
    shown = await shown.press("Bewaren en verder", name=name, department="Wonen", **people)
    shown = await shown.press("Bewaren en verder", reason="Het wordt warm", task="Een koele wijk", goal="Groene daken")
    shown = await shown.press("Bewaren en verder", result="Honderd daken", effect="Minder water op straat")
    shown = await shown.press("Bewaren en verder", approach="Straat voor straat", role="networking")
    shown = await shown.press("Naar gekozen stap", goals="13,11", compass="samen", chosen="planning")
    row = {"row_name": "Eerste dak", "row_day": MILESTONE}
    shown = await shown.press("Naar gekozen stap", chosen="lane", start=START, end=END, **row)
    return await shown.press("Bewaren en naar overzicht", lane="slow")


async def approved(chat: Chat, name: str = "Groene daken") -> None:
    """A project that runs."""
    await chat.as_("manager").open()
    await (await written(chat, name)).press("Goedkeuring vragen")
    await chat.working.settled()
    asked = (await chat.as_("manager").open())[-1]
    await (await asked.press("Lezen en goedkeuren")).press("Goedkeuren")
    await chat.working.settled()


async def changed_in_word(chat: Chat) -> Shown:
    """The card of the project after its author chose what becomes of a Word file that somebody changed."""
    [seen] = [each for each in await chat.services.projects.mine(id_of(chat, "employee")) if each.project.approved]
    id = seen.project.id
    async with chat.services.projects.records.database.write() as session:
        await save(session, Kept("project", id, id, url="https://oss.example/x", trouble="asked", mark="m"))
    asked = await chat.say("status van project groene daken")
    assert "Iemand heeft het Word-bestand zelf veranderd" in asked.words
    left = await asked.press("Laat het bestand zo")
    assert "Koers laat het bestand zoals het is" in left.words
    return await left.press("Naar het project")


@pytest.mark.route(
    "projects.new",
    "projects.keep",
    "projects.step",
    "projects.remove",
    "projects.suggest",
    "projects.take_role",
    "projects.passages",
    "projects.take_passages",
    "projects.summary",
)
async def test_a_start_document_is_written_in_steps_that_are_each_kept(chat: Chat) -> None:
    shown = await chat.say("start een project over groene daken")
    assert shown.words.startswith("Stap 1 van 15: Opdracht")
    assert inputs(shown)["name"] == "Groene daken"
    assert "Je hebt nog geen projecten" in (await chat.say("mijn projecten")).words  # a sentence keeps nothing

    begun = await shown.press("Bewaren", name="Groene daken", principal=id_of(chat, "manager"))
    assert "Bewaard." in begun.words
    assert "Nog nodig in deze stap: Opdrachtnemer." in begun.words
    assert inputs(begun)["principal"] == id_of(chat, "manager")
    again = await (await chat.say("start een project")).press("Bewaren en verder", name="Iets anders")
    assert "2. Waarom – nog 3" in str((await again.press("Naar gekozen stap", chosen="assignment")).card)

    # an old card of the same project does not write over what is newer
    old = await chat.say("verder met project groene daken")
    newer = await chat.say("verder met project groene daken")
    await newer.press("Bewaren", name="Groene daken in de wijk")
    assert "iets nieuwers" in (await old.press("Bewaren", name="Rode daken")).notice
    on = await chat.say("verder met project groene daken")
    assert inputs(on)["name"] == "Groene daken in de wijk"

    # rows: added, also without pressing "add"; changed, removed; what cannot be read stays on the card
    team = await on.press("Naar gekozen stap", chosen="team")
    team = await team.press("Toevoegen", row_name="Student", row_part="Helpen", row_hours="80")
    assert "Team (1)" in team.words
    assert "Helpen, 80 uur" in team.words
    team = await team.press("Toevoegen", row_person=id_of(chat, "owner"), row_hours="veel")
    assert "Vul de uren in als een heel getal" in team.words
    assert "Team (1)" in team.words
    assert inputs(team)["row_person"] == id_of(chat, "owner")  # who was chosen is not lost with it
    assert "Vul eerst in wie" in (await team.press("Toevoegen", row_person="", row_hours="")).words
    team = await chat.say("verder met project groene daken")
    team = await team.press("Naar gekozen stap", chosen="team")
    team = await team.press("Toevoegen", row_person=id_of(chat, "owner"), row_hours="40")
    assert chat.as_("owner").person["name"] in team.words
    changing = await team.press("Wijzig 1")
    assert inputs(changing)["row_hours"] == "80"
    team = await changing.press("Wijziging bewaren", row_name="Student", row_hours="60")
    assert "60 uur" in team.words
    assert "Team (1)" in (await team.press("Verwijder 2")).words
    risks = await (await chat.say("verder met project groene")).press("Naar gekozen stap", chosen="risks")
    left = await risks.press(
        "Bewaren en verder", row_what="Geen dakdekker", row_chance="high", row_measure="Vroeg vragen"
    )
    assert left.words.startswith("Stap 13 van 15: Communicatie")
    risks = await left.press("Terug")
    assert "Geen dakdekker" in risks.words
    assert "Kans groot, gevolg klein. Vroeg vragen" in risks.words

    # money, with what is no amount said at the field, and the payback time worked out
    money = await risks.press("Naar gekozen stap", chosen="money")
    money = await money.press("Bewaren", investment="veel", yearly_costs="1.000", yearly_savings="6000")
    assert "‘veel’ is geen bedrag" in money.words
    assert inputs(money)["investment"] == "veel"
    money = await money.press("Bewaren", investment="12.500", yearly_costs="1.000", yearly_savings="6000")
    assert "Terugverdientijd: 2 jaar en 6 maanden." in money.words
    assert inputs(money)["investment"] == "12.500"

    # help to choose the role
    how = await money.press("Naar gekozen stap", chosen="how")
    asked = await how.press("Help mij kiezen", approach="Straat voor straat")
    assert "Beantwoord eerst alle drie" in (await asked.press("Laat het voorstel zien", who="them")).words
    suggested = await asked.press("Laat het voorstel zien", who="them", began="us", about="goal")
    assert "Netwerkende overheid" in suggested.words
    assert "Past ook: Presterende overheid" in suggested.words
    how = await suggested.press("Neem dit voorstel over")
    assert (inputs(how)["role"], inputs(how)["approach"]) == ("networking", "Straat voor straat")

    # passages of the vision, with their quotes, of which the author chooses
    why = await how.press("Naar gekozen stap", chosen="why")
    goal = "Samenwerken met inwoners en partners vanuit de bedoeling"
    vision = await why.press("Naar gekozen stap", goal=goal, chosen="vision")
    proposed = await vision.press("Zoek stukken van de visie")
    assert "Neem stuk 1 op" in str(proposed.card)
    assert "“" in str(proposed.card)
    taken = await proposed.press("Opnemen wat ik heb aangevinkt", take_0="true")
    assert "Er is 1 stuk opgenomen." in taken.words
    assert "1 stuk van de visie" in taken.words
    assert "Nog geen stukken gekozen" in (await taken.press("Verwijder 1")).words

    summary = await (await chat.say("verder met project groene")).press("Overzicht")
    assert "1. Opdracht – nog 1\n• Opdrachtnemer: nog leeg" in summary.words
    assert "Goedkeuring vragen" not in titles(summary)
    assert (await summary.press("Naar stap 1")).words.startswith("Stap 1 van 15")

    await chat.say("speak English")
    english = await chat.say("continue with project groene")
    assert english.words.startswith("Step 1 of 15: Assignment")
    assert "Still needed in this step" in english.words


@pytest.mark.route(
    "projects.ask",
    "projects.read",
    "projects.waiting",
    "projects.approve",
    "projects.send_back",
    "projects.withdraw",
    "projects.edit",
    "projects.stand_in",
    "projects.choose_stand_in",
    "projects.end_stand_in",
    "projects.show",
    "projects.history",
    "projects.mine",
)
async def test_the_opdrachtgever_approves_what_he_read_and_the_author_hears_of_it(chat: Chat) -> None:
    manager = chat.as_("manager")
    await manager.open()
    summary = await written(chat)
    assert "Alles is er." in summary.words
    waits = await summary.press("Goedkeuring vragen")
    assert "Gevraagd aan" in waits.words
    assert "wacht op goedkeuring" in waits.words.lower()
    assert "Er wacht niets op je" in (await chat.say("wat moet ik nog goedkeuren")).words  # not the author himself
    await chat.working.settled()

    asked = (await manager.open())[-1]
    assert asked.words.startswith("Wil je dit project goedkeuren?\nGroene daken")
    read = await asked.press("Lezen en goedkeuren")
    for words in ("Het wordt warm", "Honderd daken", "Netwerkende overheid", "• 11. Duurzame steden", "Eerste dak"):
        assert words in read.words
    wordless = (await read.press("Terugsturen")).words
    assert "Schrijf erbij wat er anders moet" in wordless[wordless.index("Eerste dak") :]  # beside its field
    back = await (await manager.say("wat moet ik nog goedkeuren")).press("Bekijk 1")
    assert "Je hebt ‘Groene daken’ teruggestuurd" in (await back.press("Terugsturen", remark="Wat kost het?")).words
    await chat.working.settled()

    told = (await chat.open())[-1]
    assert "Je document is teruggestuurd" in told.words
    assert "Wat kost het?" in told.words
    on = await told.press("Verder schrijven")
    assert "Wat kost het?" in on.words
    await on.press("Goedkeuring vragen")
    await chat.working.settled()
    newest = (await manager.open())[-1]
    read = await newest.press("Lezen en goedkeuren")
    done = await read.press("Goedkeuren")
    assert "Je hebt versie 1 van ‘Groene daken’ goedgekeurd" in done.words
    await chat.working.settled()
    assert "Je project is goedgekeurd" in (await chat.open())[-1].words
    gone = await (await manager.say("wat moet ik nog goedkeuren")).press("Vervanger kiezen")

    # a deputy for the time that he is away
    assert "Kies een collega en een dag" in (await gone.press("Opslaan", deputy="", until="")).words
    away = await gone.press("Opslaan", deputy=id_of(chat, "owner"), until=END)
    assert "mag voor jou goedkeuren" in away.words
    await chat.as_("owner").open()
    running = await (await chat.say("mijn projecten")).press("Open 1")
    assert "Dit project loopt." in running.words
    assert "Ja, intrekken" not in titles(running)
    edition = await running.press("Nieuwe versie schrijven")
    assert "Alles is er." in edition.words
    await (await edition.press("Goedkeuring vragen")).press("Hele geschiedenis")
    await chat.working.settled()
    instead = await (await chat.as_("owner").open())[-1].press("Lezen en goedkeuren")
    assert "Versie 2, wacht op goedkeuring" in instead.words
    assert "goedgekeurd" in (await instead.press("Goedkeuren")).words
    await chat.working.settled()
    assert "je keurt weer zelf goed" in (await away.press("Ik doe het weer zelf")).words
    shown = await chat.say("status van project groene daken")
    assert "namens" in str(shown.card)
    history = await shown.press("Hele geschiedenis")
    assert "stuurde versie 1 terug: Wat kost het?" in history.words
    assert "keurde versie 2 goed" in history.words
    assert (await history.press("Naar het project")).words.startswith("Groene daken")

    other = await (await chat.say("start een project")).press("Overzicht", name="Vergissing")
    assert "is ingetrokken" in (await other.press("Ja, intrekken")).words
    assert "Vergissing" not in (await chat.say("mijn projecten")).words


@pytest.mark.route(
    "projects.reports",
    "projects.begin_series",
    "projects.end_series",
    "projects.write_report",
    "projects.edit_report",
    "projects.keep_report",
    "projects.publish_report",
    "projects.drop_report",
    "projects.read_report",
    "projects.portfolio",
    "projects.filter",
    "projects.choose_filter",
    "projects.charts",
    "projects.file",
    "projects.status",
    "projects.answer_file",
    "projects.close",
    "projects.store_closing",
)
async def test_a_project_is_reported_on_found_in_the_portfolio_and_closed(chat: Chat) -> None:
    await approved(chat)
    reports = await chat.say("ik wil de voortgang rapporteren van mijn project")
    assert "Er wordt nog niet gerapporteerd" in reports.words
    assert "Vul een naam in" in (await reports.press("Begin met rapporteren", rhythm="monthly")).words
    reports = await reports.press("Begin met rapporteren", name="Bestuur", rhythm="monthly", first=str(TODAY))
    assert "Elke maand. De volgende is voor" in reports.words
    form = await reports.press("Rapporteer (reeks 1)")
    assert "Eerste dak" in form.words
    lights = {f"light_{subject}": "green" for subject in ("time", "money", "quality", "scope", "risks")}
    lacks = await form.press("Bewaren en bekijken", **(lights | {"light_risks": "red"}), summary="Het loopt")
    assert "Leg uit waarom dit oranje of rood is." in lacks.words
    assert inputs(lacks)["summary"] == "Het loopt"
    seen = await lacks.press(
        "Bewaren en bekijken",
        **(lights | {"light_risks": "red"}),
        words_risks="De dakdekker is failliet",
        summary="Het loopt",
        decisions="Mag er een tweede?",
        day_0=MILESTONE,
        reached_0="true",
    )
    assert "Zo wordt de rapportage gelezen" in seen.words
    assert "Eerste dak: gehaald op" in str(seen.card)
    assert "Rood: gaat niet goed" in str(seen.card)
    published = await seen.press("Publiceren")
    assert "Gepubliceerd." in published.words
    await chat.working.settled()
    heard = (await chat.as_("manager").open())[-1]
    assert "Er is een nieuwe rapportage" in heard.words
    assert "Mag er een tweede?" in str(heard.card)
    assert "De dakdekker is failliet" in str((await heard.press("Lees de rapportage")).card)

    correcting = await published.press("Verbeteren")
    assert "Je verbetert een rapportage" in correcting.words
    dropped = await (await correcting.press("Bewaren", summary="Anders")).press("Ja, weggooien")
    assert "weggegooid" in dropped.words
    correcting = await (await dropped.press("Lees 1")).press("Verbeteren")
    again = await (await correcting.press("Bewaren en bekijken", summary="Het loopt goed")).press(
        "Verbetering publiceren"
    )
    assert "Verbeterd (versie 2)" in again.words
    earlier = await again.press("Vorige versie lezen")
    assert "Dit is de oude versie 1" in earlier.words
    assert "Het loopt goed" not in str(earlier.card)

    # anybody finds a project that runs; of who wrote nothing no draft is shown
    await (await chat.say("start een project")).press("Bewaren", name="Geheim plan")
    owner = chat.as_("owner")
    portfolio = await owner.say("projectportfolio")
    assert portfolio.words.startswith("Projecten (1)")
    assert "Geheim plan" not in portfolio.words
    assert "Loopt" in portfolio.words
    assert "Rood" in portfolio.words
    choose = await portfolio.press("Kiezen en zoeken")
    none = await choose.press("Laat zien", status="closed", principal="any", department="any", role="any", goal="any")
    assert "Gekozen: Afgesloten." in none.words
    assert "geen project dat hierbij past" in none.words
    found = await (await none.press("Kiezen en zoeken")).press("Laat zien", status="any", goal="13", words="daken")
    assert found.words.startswith("Projecten (1)")
    assert "13. Klimaatactie" in found.words
    charts = await found.press("Grafieken")
    assert "Netwerkende overheid" in str(charts.card)
    assert "Chart.HorizontalBar" in str(charts.card)
    file = await (await charts.press("Naar de lijst")).press("Als Excel-bestand")
    url = next(button.action["url"] for button in file.buttons if button.title == "Open het bestand")
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        sheet = load_workbook(io.BytesIO(await answer.read())).active
    assert sheet is not None
    assert "Groene daken" in [cell.value for row in sheet.iter_rows() for cell in row]
    late = await owner.say("welke projecten hebben een rapportage die te laat is")
    assert "Gekozen: rapportage is te laat." in late.words

    about = await owner.say("zoek projecten over daken")
    assert "Gekozen: ‘daken’." in about.words
    shown = await (await owner.say("alle projecten van de afdeling Wonen")).press("Open 1")
    assert "Jij leest mee." in shown.words
    assert "Afsluiten" not in titles(shown)
    mine = await changed_in_word(chat)
    resting = await mine.press("Project stilzetten")
    assert "De status is nu: Gepauzeerd." in resting.words
    running = await resting.press("Project weer laten lopen")
    ended = await (await running.press("Rapportages")).press("Ja, stoppen")
    assert "Deze reeks is gestopt." in ended.words
    form = await chat.say("sluit project groene daken af")
    assert "Dit was het resultaat dat je wilde" in form.words
    assert "Honderd daken" in form.words
    lacks = await form.press("Project afsluiten", result="80 daken")
    assert "Kies een categorie van de Selectielijst" in lacks.words
    assert inputs(lacks)["result"] == "80 daken"
    filled = {"result": "80 daken", "next_time": "Eerder beginnen", "archived": "Zaak 12", "category": "uitgevoerd"}
    closed = await lacks.press("Project afsluiten", **filled)
    assert "Het project is afgesloten." in closed.words
    assert "Eerder beginnen" in str(closed.card)
    assert "Rapporteren" not in str(titles(closed))
    assert "Nieuwe versie schrijven" not in titles(closed)


async def test_projects_are_for_employees_in_their_own_chat(chat: Chat) -> None:
    assert "in onze eigen chat" in (await chat.inside("group").say("mijn projecten")).words
    refused = await chat.as_("guest").say("start een project")
    assert "Stap 1" not in refused.words
    which = await chat.say("status van project Zwembad")
    assert which.words.startswith("Ik ken geen project")
    assert "Nieuw project" in titles(await which.press("Mijn projecten"))
    await chat.say("speak English")
    english = await chat.say("show all projects")
    assert english.words.startswith("Projects (0)")
