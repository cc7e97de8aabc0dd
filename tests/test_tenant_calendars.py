"""The local tenant's calendars answer as Exchange does through Microsoft Graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.graph_caller import Caller
from tests.tenant_calendar import (
    DAY,
    address,
    as_person,
    booked,
    booking,
    calendars,
    copies,
    meeting,
    place,
    said,
    settled,
)

AMSTERDAM = 'outlook.timezone="Europe/Amsterdam"'


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


async def test_a_meeting_is_in_the_calendar_of_everybody_who_is_invited(graph: Caller):
    person, desk = address(graph.tenant), place(graph.tenant, "S-01").address
    made = await booked(graph, meeting(person, f"*{desk}"))
    assert made.body["isOrganizer"] is True
    assert said(made) == {person: "none", desk: "accepted"}
    (theirs,), (desks,) = copies(graph.tenant, person), copies(graph.tenant, desk)
    assert len({theirs.id, desks.id, made.body["id"]}) == 3
    assert theirs.uid == desks.uid == made.body["iCalUId"]
    assert (theirs.response, theirs.draft.show_as, desks.response) == ("notResponded", "tentative", "accepted")


async def test_the_same_transaction_makes_one_event_and_another_with_its_id_is_refused(graph: Caller):
    path = f"{booking(graph.tenant)}/events"
    body = meeting(f"*{place(graph.tenant, 'S-01').address}", transactionId="one")
    first, again = await graph("POST", path, body), await graph("POST", path, body)
    assert (first.status, again.status) == (201, 201)
    assert first.body["id"] == again.body["id"]
    other = await graph("POST", path, {**body, "subject": "Iets anders"})
    assert (other.status, other.error) == (409, "ErrorDuplicateTransactionId")
    assert len((await graph("GET", path)).body["value"]) == 1


async def test_the_application_may_be_in_the_booking_mailbox_alone(graph: Caller):
    person, room = address(graph.tenant), place(graph.tenant, "Maaskamer").address
    made = await booked(graph, meeting(person))
    for mailbox in (person, room, "nobody@oss.example", graph.tenant.directory.with_role("guest").id):
        for method, path, body in (
            ("GET", "events", None),
            ("POST", "events", meeting()),
            ("GET", f"calendarView?startDateTime={DAY}T00:00:00Z&endDateTime={DAY}T23:00:00Z", None),
            ("GET", f"calendarView/delta?startDateTime={DAY}T00:00:00Z&endDateTime={DAY}T23:00:00Z", None),
            ("DELETE", f"events/{made.body['id']}", None),
            ("POST", f"events/{made.body['id']}/decline", {}),
            ("GET", "settings/workHoursAndLocations", None),
        ):
            answer = await graph(method, f"/users/{mailbox}/{path}", body)
            assert (answer.status, answer.error) == (403, "ErrorAccessDenied"), (mailbox, path)
    schedule = {"schedules": [room], "startTime": meeting()["start"], "endTime": meeting()["end"]}
    assert (await graph("POST", f"/users/{room}/calendar/getSchedule", schedule)).status == 403
    assert (await graph("POST", f"{booking(graph.tenant)}/calendar/getSchedule", schedule)).status == 200


async def test_a_person_has_their_own_calendar_with_the_permission_for_it_and_no_other(graph: Caller):
    person, other = as_person(graph.tenant), address(graph.tenant, "manager")
    await booked(graph, meeting(address(graph.tenant)))
    assert len((await graph("GET", "/me/events", **person)).body["value"]) == 1
    assert (await graph("GET", f"/users/{address(graph.tenant)}/events", **person)).status == 200
    refused = await graph("GET", f"/users/{other}/events", **person)
    assert (refused.status, refused.error) == (403, "Authorization_RequestDenied")
    without = as_person(graph.tenant, scopes="User.Read")
    assert (await graph("GET", "/me/events", **without)).status == 403


async def test_who_declines_loses_the_meeting_and_the_organiser_sees_it(graph: Caller):
    person, other = address(graph.tenant), address(graph.tenant, "manager")
    made = await booked(graph, meeting(person, other))
    signed = as_person(graph.tenant)
    (theirs,) = (await graph("GET", "/me/events", **signed)).body["value"]
    declined = await graph("POST", f"/me/events/{theirs['id']}/decline", {"comment": "Ziek"}, **signed)
    assert declined.status == 202
    assert copies(graph.tenant, person) == []
    assert len(copies(graph.tenant, other)) == 1
    assert said(await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}"))[person] == "declined"


@pytest.mark.parametrize(
    ("answer", "response", "shown"),
    [("accept", "accepted", "busy"), ("tentativelyAccept", "tentativelyAccepted", "tentative")],
)
async def test_who_accepts_keeps_it_and_the_organiser_sees_it(graph: Caller, answer: str, response: str, shown: str):
    person, signed = address(graph.tenant), as_person(graph.tenant)
    made = await booked(graph, meeting(person))
    (theirs,) = (await graph("GET", "/me/events", **signed)).body["value"]
    await graph("POST", f"/me/events/{theirs['id']}/{answer}", {"SendResponse": True}, **signed)
    (theirs,) = (await graph("GET", "/me/events", **signed)).body["value"]
    assert (theirs["responseStatus"]["response"], theirs["showAs"]) == (response, shown)
    organiser = await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}")
    assert said(organiser)[person] == response
    assert organiser.body["attendees"][0]["status"]["time"] > "2026"


async def test_an_answer_that_is_not_sent_is_not_heard(graph: Caller):
    person, signed = address(graph.tenant), as_person(graph.tenant)
    made = await booked(graph, meeting(person))
    (theirs,) = (await graph("GET", "/me/events", **signed)).body["value"]
    await graph("POST", f"/me/events/{theirs['id']}/decline", {"sendResponse": False}, **signed)
    assert copies(graph.tenant, person) == []
    assert said(await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}"))[person] == "none"


@pytest.mark.parametrize("method", ["cancel", "delete"])
async def test_what_the_organiser_calls_off_people_see_as_cancelled_and_places_let_go_of(graph: Caller, method: str):
    person, desk = address(graph.tenant), place(graph.tenant, "S-01").address
    made = await booked(graph, meeting(person, f"*{desk}"))
    path = f"{booking(graph.tenant)}/events/{made.body['id']}"
    if method == "cancel":
        assert (await graph("POST", f"{path}/cancel", {"comment": "Niet nodig"})).status == 202
    else:
        assert (await graph("DELETE", path)).status == 204
    assert (await graph("GET", path)).error == "ErrorItemNotFound"
    (theirs,) = copies(graph.tenant, person)
    assert (theirs.cancelled, theirs.draft.subject, theirs.draft.show_as) == (True, "Canceled: Werkplek", "free")
    assert copies(graph.tenant, desk) == []


async def test_only_the_organiser_calls_off_and_only_others_answer(graph: Caller):
    person, signed = address(graph.tenant), as_person(graph.tenant)
    made = await booked(graph, meeting(person))
    (theirs,) = (await graph("GET", "/me/events", **signed)).body["value"]
    refused = await graph("POST", f"/me/events/{theirs['id']}/cancel", {}, **signed)
    assert (refused.status, refused.error) == (400, "ErrorInvalidRequest")
    own = await graph("POST", f"{booking(graph.tenant)}/events/{made.body['id']}/accept", {})
    assert (own.status, own.error) == (400, "ErrorInvalidRequest")
    await graph("DELETE", f"{booking(graph.tenant)}/events/{made.body['id']}")
    late = await graph("POST", f"/me/events/{theirs['id']}/accept", {}, **signed)
    assert (late.status, late.error) == (400, "ErrorInvalidRequest")


async def test_who_deletes_an_invitation_takes_only_the_own_copy_away(graph: Caller):
    person, signed = address(graph.tenant), as_person(graph.tenant)
    made = await booked(graph, meeting(person))
    (theirs,) = (await graph("GET", "/me/events", **signed)).body["value"]
    assert (await graph("DELETE", f"/me/events/{theirs['id']}", **signed)).status == 204
    assert copies(graph.tenant, person) == []
    assert said(await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}"))[person] == "none"


async def test_a_meeting_that_moves_is_to_be_answered_anew(graph: Caller):
    person, desk = address(graph.tenant), place(graph.tenant, "S-01").address
    made = await booked(graph, meeting(person, f"*{desk}"))
    path = f"{booking(graph.tenant)}/events/{made.body['id']}"
    graph.tenant.calendars.delay = 3600
    later = {"start": meeting()["end"], "end": {"dateTime": f"{DAY}T11:00:00", "timeZone": "UTC"}}
    moved = await graph("PATCH", path, later)
    assert moved.body["start"]["dateTime"] == f"{DAY}T09:00:00.0000000"
    assert said(moved) == {person: "none", desk: "none"}
    assert [each.draft.start for each in copies(graph.tenant, desk)] == [f"{DAY}T09:00:00"]


async def test_a_change_of_the_words_keeps_the_answers(graph: Caller):
    desk = place(graph.tenant, "S-01").address
    made = await booked(graph, meeting(f"*{desk}"))
    changed = await graph("PATCH", f"{booking(graph.tenant)}/events/{made.body['id']}", {"subject": "Bureau"})
    assert (changed.body["subject"], said(changed)) == ("Bureau", {desk: "accepted"})
    (theirs,) = copies(graph.tenant, desk)
    assert (theirs.draft.subject, theirs.response, theirs.draft.show_as) == ("Bureau", "accepted", "busy")


async def test_a_meeting_that_goes_to_another_place_lets_go_of_the_first(graph: Caller):
    person, first, second = address(graph.tenant), *(place(graph.tenant, f"S-0{n}").address for n in (1, 2))
    made = await booked(graph, meeting(person, f"*{first}"))
    path = f"{booking(graph.tenant)}/events/{made.body['id']}"
    await graph("PATCH", path, {"attendees": meeting(person, f"*{second}")["attendees"]})
    await settled(graph.tenant)
    assert said(await graph("GET", path)) == {person: "none", second: "accepted"}
    assert copies(graph.tenant, first) == []


async def test_times_come_in_the_zone_that_is_preferred(graph: Caller):
    body = meeting(start="2027-03-28T09:00:00", end="2027-03-28T10:00:00")  # the day that the clock goes forward
    for each in ("start", "end"):
        body[each]["timeZone"] = "W. Europe Standard Time"
    made = await graph("POST", f"{booking(graph.tenant)}/events", body)
    assert made.body["start"] == {"dateTime": "2027-03-28T07:00:00.0000000", "timeZone": "UTC"}
    assert made.body["originalStartTimeZone"] == "W. Europe Standard Time"
    path = f"{booking(graph.tenant)}/events/{made.body['id']}"
    local = await graph("GET", path, Prefer=AMSTERDAM)
    assert local.body["start"] == {"dateTime": "2027-03-28T09:00:00.0000000", "timeZone": "Europe/Amsterdam"}
    assert local.headers["Preference-Applied"] == AMSTERDAM
    wrong = await graph("GET", path, Prefer='outlook.timezone="Mars/Olympus"')
    assert (wrong.status, wrong.error) == (400, "TimeZoneNotSupportedException")


async def test_an_event_has_an_immutable_id_for_who_prefers_that_and_is_found_by_both(graph: Caller):
    made = await graph("POST", f"{booking(graph.tenant)}/events", meeting())
    same = await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}", Prefer='IdType="ImmutableId"')
    assert same.body["id"] != made.body["id"]
    assert same.body["iCalUId"] == made.body["iCalUId"]
    assert (await graph("GET", f"{booking(graph.tenant)}/events/{same.body['id']}")).body["id"] == made.body["id"]


async def test_a_view_has_what_is_in_it_even_in_part_in_pages_by_start(graph: Caller):
    path = booking(graph.tenant)
    for hour in range(6, 18):
        body = meeting(start=f"{DAY}T{hour:02}:00:00", end=f"{DAY}T{hour + 1:02}:00:00", subject=str(hour))
        await graph("POST", f"{path}/events", body)
    view = f"{path}/calendarView?startDateTime={DAY}T09:30:00%2B01:00&endDateTime={DAY}T16:00:00"
    answer, found = await graph("GET", f"{view}&$top=3"), list[str]()
    while True:
        found += [each["subject"] for each in answer.body["value"]]
        if "@odata.nextLink" not in answer.body:
            break
        answer = await graph("GET", answer.body["@odata.nextLink"])
    assert found == [str(hour) for hour in range(8, 16)]
    assert [each["subject"] for each in (await graph("GET", f"{view}&$skip=6")).body["value"]] == ["14", "15"]
    chosen = await graph("GET", f"{view}&$select=subject&$filter=subject eq '9'")
    assert [{n: v for n, v in each.items() if n[0] != "@"} for each in chosen.body["value"]] == [{"subject": "9"}]
    assert len((await graph("GET", f"{path}/events?$top=1000")).body["value"]) == 12


async def test_a_change_of_what_was_changed_meanwhile_is_refused(graph: Caller):
    made = await graph("POST", f"{booking(graph.tenant)}/events", meeting())
    path, tag = f"{booking(graph.tenant)}/events/{made.body['id']}", made.body["@odata.etag"]
    assert (await graph("PATCH", path, {"subject": "Eerst"}, If_Match=tag)).status == 200
    late = await graph("PATCH", path, {"subject": "Te laat"}, If_Match=tag)
    assert (late.status, late.error) == (412, "ErrorIrresolvableConflict")
    assert (await graph("DELETE", path, If_Match=tag)).status == 412


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"subject": "Zonder tijd"},
        {**meeting(), "start": {"dateTime": "morgen", "timeZone": "UTC"}},
        {**meeting(), "start": {"dateTime": "2027-01-12", "timeZone": "UTC"}},
        {**meeting(), "start": "2027-01-12T08:00:00"},
        {**meeting(), "end": {"dateTime": "2027-01-11T08:00:00", "timeZone": "UTC"}},
        {**meeting(), "start": {"dateTime": "2027-01-12T08:00:00", "timeZone": "../../etc/passwd"}},
        {**meeting(), "end": {"dateTime": "9999-12-31T23:59:59", "timeZone": "America/New_York"}},
        meeting(start="9999-12-31T22:00:00", end="9999-12-31T23:30:00"),
        meeting(start="0001-01-01T00:00:00", end="0001-01-01T01:00:00"),
        {**meeting(), "attendees": [{"emailAddress": {"address": "geen adres"}}]},
        {**meeting(), "attendees": ["iemand"]},
        {**meeting(), "attendees": [{"emailAddress": {"address": "a@b.example"}, "type": "boss"}]},
        {**meeting(), "shoeSize": 43},
        {**meeting(), "showAs": "elsewhere"},
        {**meeting(), "body": {"content": "x", "contentType": "pdf"}},
        {**meeting(), "isAllDay": True},
        {**meeting(), "recurrence": {"pattern": {}}},
    ],
)
async def test_what_is_no_event_is_refused(graph: Caller, body: Any):
    graph.judged = False  # the description does not say what a refusal of rubbish looks like
    answer = await graph("POST", f"{booking(graph.tenant)}/events", body)
    assert answer.status == 400
    assert copies(graph.tenant, graph.tenant.calendars.mailboxes.booking) == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        f"?startDateTime={DAY}T00:00:00Z",
        f"?startDateTime={DAY}T09:00:00Z&endDateTime={DAY}T08:00:00Z",
        "?startDateTime=x&endDateTime=y",
    ],
)
async def test_a_view_without_its_two_moments_is_refused(graph: Caller, query: str):
    answer = await graph("GET", f"{booking(graph.tenant)}/calendarView{query}")
    assert (answer.status, answer.error) == (400, "ErrorInvalidParameter")


async def test_the_calendar_is_still_there_after_a_restart(tmp_path: Path):
    async with calendars(tmp_path) as graph:
        graph.tenant.calendars.delay = 0.01
        made = await graph(
            "POST", f"{booking(graph.tenant)}/events", meeting(f"*{place(graph.tenant, 'S-01').address}")
        )
    async with calendars(tmp_path) as graph:
        await settled(graph.tenant)  # what was asked before is answered after
        again = await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}")
        assert list(said(again).values()) == ["accepted"]


async def test_the_booking_mailbox_is_an_account_that_nobody_can_sign_in_to(graph: Caller):
    account = await graph("GET", f"{booking(graph.tenant)}?$select=displayName,accountEnabled,mail,userType")
    assert account.body["accountEnabled"] is False
    assert (await graph("GET", f"{booking(graph.tenant)}/manager")).status == 404
    assert account.body["mail"] not in {user.properties["mail"] for user in graph.tenant.directory.users.values()}


async def test_faults_meet_calendars_as_they_meet_the_rest(graph: Caller):
    fault = {"target": "graph", "kind": "429", "seconds": 2, "path": "/v1.0/users/werkplekken"}
    await graph.http.post(f"{graph.tenant.base_url}/admin/faults", json=fault)
    answer = await graph("GET", f"{booking(graph.tenant)}/events")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "2")
    assert (await graph("GET", f"{booking(graph.tenant)}/events")).status == 200
