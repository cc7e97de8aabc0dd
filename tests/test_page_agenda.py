"""The calendars in a browser: for everybody, by keyboard, and as another program that Koers has to keep up with."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tenant import server
from tenant.meetings import Attendee, Draft, Event
from tests.browser import accessibility_problems, chromium, installed_packages, screenshot  # noqa: F401
from tests.graph_caller import DOCUMENTS, OSS, write_documents
from tests.tenant_calendar import address, place, settled

T = TypeVar("T")
DAY = "2027-01-12"  # a Tuesday
SIZES = {"phone": (375, 740), "desktop": (1280, 900)}
HOSTILE = '<img src=x onerror="document.title=1">'


@dataclass
class Office:
    """A tenant in a thread of its own, and what another program does there."""

    tenant: server.Tenant
    loop: asyncio.AbstractEventLoop

    def do(self, work: Callable[[], T]) -> T:
        """Runs something where the tenant runs."""

        async def run() -> T:
            return work()

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(30)

    @property
    def booking(self) -> str:
        return self.tenant.calendars.mailboxes.booking

    @property
    def person(self) -> str:
        return address(self.tenant)

    def resource(self, name: str) -> str:
        return place(self.tenant, name).address

    def book(self, *guests: str, start: str = "09:00", end: str = "10:30", subject: str = "Werkplek") -> Event:
        """A meeting of the booking mailbox, once its places have answered. Times are in UTC."""
        draft = Draft(subject, f"{DAY}T{start}:00", f"{DAY}T{end}:00", place="S-01", content="Tot morgen")
        made = self.do(
            lambda: self.tenant.calendars.create(self.booking, draft, [self._guest(each) for each in guests])
        )
        asyncio.run_coroutine_threadsafe(settled(self.tenant), self.loop).result(30)
        return made

    def _guest(self, address: str) -> Attendee:
        kind = "resource" if self.tenant.places.resource(address) else "required"
        return Attendee(address, address, kind)

    def answers(self, event: Event) -> dict[str, str]:
        """What the guests of a meeting said."""
        found = self.do(lambda: self.tenant.calendars.event(self.booking, event.id))
        return {each.address: each.response for each in found.attendees} if found else {}

    def all(self, mailbox: str) -> list[Event]:
        return self.do(lambda: self.tenant.calendars.all(mailbox))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("agenda")
    documents = write_documents(folder / "documents", DOCUMENTS)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def make() -> server.Tenant:
        tenant = server.create(folder / "state.db", OSS, 60, documents)
        tenant.register_bot("11111111-2222-3333-4444-555555555555", "http://127.0.0.1:1/api/messages")
        tenant.calendars.delay = 0.0
        await tenant.start()
        return tenant

    tenant = asyncio.run_coroutine_threadsafe(make(), loop).result(30)
    yield Office(tenant, loop)
    asyncio.run_coroutine_threadsafe(tenant.stop(), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(30)
    loop.close()


@pytest.fixture
def office(running: Office) -> Office:
    """With nothing in any calendar."""

    def empty() -> None:
        with running.tenant.state.transaction() as db:
            db.execute("UPDATE calendar_events SET deleted = 1")
            db.execute("DELETE FROM calendar_requests")

    running.do(empty)
    return running


Look = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, office: Office) -> Iterator[Look]:
    """Opens a calendar; nothing may go wrong in the console."""
    problems: list[str] = []
    context = browser.new_context(locale="nl-NL", timezone_id="America/New_York")  # where people are does not matter
    context.set_default_timeout(10_000)

    def opened(mailbox: str, size: str = "desktop", view: str = "week", path: str = "/agenda", **query: str) -> Page:
        page = context.new_page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type in ("error", "warning") else None)
        asked = urlencode({"mailbox": mailbox, "day": DAY, "view": view, **query})
        page.goto(f"{office.tenant.base_url}{path}?{asked}")
        return page

    yield opened
    context.close()
    assert [each for each in problems if "400" not in each] == []


def events(page: Page) -> list[str]:
    expect(page.locator(".agenda-day").first).to_be_visible()
    return page.locator(".agenda-event").all_text_contents()


def event(page: Page, subject: str = "Werkplek"):
    return page.get_by_role("button", name=subject)


# First, because its packages are fetched with asyncio, which the browser's own loop would be in the way of.
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing(office: Office, look: Look, page_packages: Path, theme: str, size: str) -> None:
    office.book(office.person, office.resource("S-01"))
    office.book(office.person, start="09:30", end="11:00", subject="Overleg dat een erg lange naam heeft gekregen")
    gone = office.book(office.person, start="13:00", end="14:00", subject="Lunch")
    office.do(lambda: office.tenant.calendars.cancel(gone))
    for view in ("week", "day"):
        page = look(office.person, size, view, theme=theme)
        expect(page.locator(".agenda-event")).to_have_count(3)
        screenshot(page, f"agenda-{theme}-{size}-{view}")
        assert accessibility_problems(page, page_packages) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        event(page).click()
        screenshot(page, f"agenda-{theme}-{size}-{view}-event")
        assert accessibility_problems(page, page_packages, "dialog") == []
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Nieuwe afspraak").click()
        screenshot(page, f"agenda-{theme}-{size}-{view}-new")
        assert accessibility_problems(page, page_packages, "dialog") == []
        page.close()


def test_a_week_has_what_is_in_it_at_the_time_of_the_organisation(office: Office, look: Look) -> None:
    office.book(office.person)
    assert events(look(office.person)) == ["10:00–11:30 Werkplek S-01 (nog niet beantwoord)"]
    assert events(look(office.booking)) == ["10:00–11:30 Werkplek S-01 (eigen afspraak)"]
    assert events(look(office.person, lang="en")) == ["10:00–11:30 Werkplek S-01 (not answered yet)"]


def test_an_appointment_is_added_with_the_keyboard_alone(office: Office, look: Look) -> None:
    page = look(office.person)
    expect(page.locator(".agenda-day")).to_have_count(7)
    page.get_by_role("button", name="Nieuwe afspraak").press("Enter")
    expect(page.get_by_label("Onderwerp")).to_be_focused()
    page.keyboard.type("Teamoverleg")
    page.get_by_label("Plek").select_option(label="Maaskamer")
    page.get_by_label("Van", exact=True).press("Enter")
    expect(event(page, "09:00–10:00 Teamoverleg Maaskamer (eigen afspraak)")).to_be_visible()
    (made,) = office.all(office.person)
    assert (made.draft.start, made.draft.place) == (f"{DAY}T08:00:00", "Maaskamer")
    event(page, "Teamoverleg").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Maaskamer: geaccepteerd")


def test_who_declines_loses_it_and_the_organiser_sees_it(office: Office, look: Look) -> None:
    made = office.book(office.person, office.resource("S-01"))
    page = look(office.person)
    event(page).click()
    page.get_by_role("button", name="Weigeren").click()
    expect(page.locator(".agenda-event")).to_have_count(0)
    assert office.answers(made) == {office.person: "declined", office.resource("S-01"): "accepted"}
    organiser = look(office.booking)
    event(organiser).click()
    expect(organiser.get_by_role("dialog")).to_contain_text(": geweigerd")


def test_who_deletes_an_invitation_declines_it_as_in_outlook(office: Office, look: Look) -> None:
    made = office.book(office.person)
    page = look(office.person)
    event(page).click()
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator(".agenda-event")).to_have_count(0)
    assert office.answers(made) == {office.person: "declined"}


def test_who_accepts_keeps_it(office: Office, look: Look) -> None:
    made = office.book(office.person)
    page = look(office.person)
    event(page).click()
    page.get_by_role("button", name="Accepteren").click()
    expect(event(page, "geaccepteerd")).to_be_visible()
    assert office.answers(made) == {office.person: "accepted"}


@pytest.mark.parametrize("button", ["Weigeren", "Verwijderen"])
def test_who_manages_a_room_can_take_a_booking_out_of_it(office: Office, look: Look, button: str) -> None:
    room = office.resource("Maaskamer")
    made = office.book(room)
    page = look(room, view="day")
    event(page, "geaccepteerd").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Niets gepland")).to_be_visible()
    assert office.answers(made) == {room: "declined"}


def test_what_another_program_does_appears_by_itself(office: Office, look: Look) -> None:
    page = look(office.person)
    expect(page.locator(".agenda-day")).to_have_count(7)
    made = office.book(office.person)
    expect(event(page)).to_be_visible()
    office.do(lambda: office.tenant.calendars.cancel(made))
    expect(event(page, "afgezegd")).to_be_visible()


def test_the_organiser_calls_off(office: Office, look: Look) -> None:
    office.book(office.person, office.resource("S-01"))
    page = look(office.booking)
    event(page).click()
    page.get_by_role("button", name="Afzeggen").click()
    expect(page.locator(".agenda-event")).to_have_count(0)
    assert [each.cancelled for each in office.all(office.person)] == [True]
    assert office.all(office.resource("S-01")) == []


def test_a_place_can_be_taken_straight_in_its_own_calendar(office: Office, look: Look) -> None:
    page = look(office.resource("Maaskamer"), view="day")
    page.get_by_role("button", name="Nieuwe afspraak").click()
    expect(page.get_by_label("Plek")).to_have_count(0)
    page.get_by_label("Onderwerp").fill("Onderhoud")
    page.get_by_role("button", name="Opslaan").click()
    expect(event(page, "Onderhoud")).to_be_visible()
    late = office.book(office.resource("Maaskamer"), start="08:30", end="09:30")
    assert office.answers(late) == {office.resource("Maaskamer"): "declined"}


def test_what_is_filled_in_wrong_is_said_and_kept(office: Office, look: Look) -> None:
    page = look(office.person)
    page.get_by_role("button", name="Nieuwe afspraak").click()
    page.get_by_label("Onderwerp").fill("Achterstevoren")
    page.get_by_label("Tot").fill("08:00")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert").filter(has_text="Het einde is na het begin.")).to_be_visible()
    expect(page.get_by_label("Onderwerp")).to_have_value("Achterstevoren")
    assert office.all(office.person) == []


def test_arrow_keys_go_through_the_appointments_and_one_is_a_stop(office: Office, look: Look) -> None:
    for hour in ("09", "11", "13"):
        office.book(office.person, start=f"{hour}:00", end=f"{hour}:30", subject=f"Om {hour}")
    page = look(office.person)
    expect(page.locator('.agenda-event[tabindex="0"]')).to_have_count(1)
    page.locator('.agenda-event[tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    expect(event(page, "Om 11")).to_be_focused()
    page.keyboard.press("End")
    expect(event(page, "Om 13")).to_be_focused()


def test_what_is_at_the_same_time_stands_side_by_side(office: Office, look: Look) -> None:
    office.book(office.person, subject="Een")
    office.book(office.person, subject="Twee", start="09:30", end="11:00")
    page = look(office.person, view="day")
    expect(page.locator(".agenda-event")).to_have_count(2)
    one, other = event(page, "Een").bounding_box(), event(page, "Twee").bounding_box()
    assert one is not None
    assert other is not None
    assert one["x"] + one["width"] <= other["x"]


def test_what_is_at_the_same_time_in_a_busy_place_is_a_list(office: Office, look: Look, page_packages: Path) -> None:
    for number in range(12):
        office.book(office.person, subject=f"Plek {number}")
    for view in ("week", "day"):
        page = look(office.person, view=view)
        expect(page.locator(".agenda-event")).to_have_count(12)
        boxes = [each.bounding_box() for each in page.locator(".agenda-event").all()]
        assert all(box is not None and box["width"] > 100 for box in boxes), "each can be read"
        screenshot(page, f"agenda-busy-{view}")
        assert accessibility_problems(page, page_packages) == []


def test_a_press_on_an_hour_begins_an_appointment_then(office: Office, look: Look) -> None:
    page = look(office.person, view="day")
    expect(page.get_by_text("Niets gepland")).to_be_visible()
    page.locator(".agenda-hours").click(position={"x": 200, "y": 44 * 6 + 10})  # the first hour is that of seven
    expect(page.get_by_label("Van", exact=True)).to_have_value("13:00")
    expect(page.get_by_label("Tot", exact=True)).to_have_value("14:00")


def test_days_and_weeks_are_gone_through_and_the_address_keeps_up(office: Office, look: Look) -> None:
    page = look(office.person)
    expect(page.get_by_role("heading", level=2)).to_have_text("11 januari 2027 – 17 januari 2027")
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("18 januari 2027 – 24 januari 2027")
    page.get_by_role("button", name="Dag", exact=True).click()
    expect(page.get_by_role("heading", level=2)).to_have_text("dinsdag 19 januari 2027")
    page.get_by_label("Ga naar dag").fill("2027-03-28")
    expect(page.get_by_role("heading", level=2)).to_have_text("zondag 28 maart 2027")
    page.get_by_label("Agenda van").select_option(label="Maaskamer (ruimte)")
    expect(page.get_by_text("Niets gepland")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Agenda van")).to_have_value(office.resource("Maaskamer"))
    expect(page.get_by_role("heading", level=2)).to_have_text("zondag 28 maart 2027")


def test_a_subject_is_words_and_nothing_else(office: Office, look: Look) -> None:
    office.book(office.person, subject=HOSTILE)
    page = look(office.person)
    expect(page.locator(".agenda-event-subject")).to_have_text(HOSTILE)
    assert page.title() == "Agenda"


def test_the_calendar_is_beside_the_chat_too(office: Office, look: Look, page_packages: Path) -> None:
    page = look("", path="/", lang="nl", pane="open")
    page.get_by_role("tab", name="Agenda's").click()
    expect(page.get_by_label("Agenda van")).to_have_value(office.person)
    page.get_by_label("Ga naar dag").fill(DAY)
    office.book(office.person)
    expect(event(page)).to_be_visible()
    screenshot(page, "agenda-beside-the-chat")
    assert accessibility_problems(page, page_packages) == []
    page.get_by_role("button", name="Week", exact=True).click()
    expect(page.locator(".agenda-day")).to_have_count(7)
    screenshot(page, "agenda-beside-the-chat-week")
    assert accessibility_problems(page, page_packages) == []
    page.get_by_role("tab", name="Mensen").click()
    page.get_by_role("tab", name="Agenda's").click()
    expect(event(page)).to_be_visible()
    assert f"day={DAY}" in (page.get_by_role("link", name="Groot bekijken").get_attribute("href") or "")


def test_what_happens_before_the_page_listens_is_not_missed(office: Office, look: Look) -> None:
    waiting = threading.Event()

    def slowly(_: object) -> None:
        if not waiting.is_set():  # the calendar has been fetched, and nobody listens yet
            waiting.set()
            office.book(office.person)

    page = look(office.person)
    expect(page.locator(".agenda-day")).to_have_count(7)
    page.route("**/chat/session*", lambda route: (slowly(route), route.continue_()))
    page.reload()
    expect(event(page)).to_be_visible()
    assert waiting.is_set()
