"""The cards about announcements with sample data; see cards.samples."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cards.announcements import lists, message
from cards.announcements.form import Form, form
from cards.announcements.preview import Preview, preview, review
from cards.announcements.progress import Progress, progress
from cards.announcements.report import report
from cards.card import Card
from domain.announcements.checking import Typed, Wrong
from domain.announcements.model import Announcement, Audience, Link, Numbers, Part, Picture, Sent, State, Words
from locales import Texts
from store.announcement_drafts import AnnouncementDraft
from store.quiet_hours import QuietHours

ZONE = ZoneInfo("Europe/Amsterdam")
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgCAIAAAAt/+nTAAAAN0lEQVR42u3PQQkAAAgEsEvn25jGNINP"
    "YbACS/W8FgEBAQEBAQEBAQEBAQEBAQEBAQEBAQGBqwUObfCIkF3dGQAAAABJRU5ErkJggg=="
)
TEXT = (
    "De lift in het gemeentehuis is **morgen kapot** en wordt gemaakt.\n\n- Neem de trap.\n- Kun je dat niet? "
    "Bel de receptie.\n\nLees meer op [intranet](https://intranet.oss.example/lift)."
)
ENGLISH = (
    "The lift in the town hall is **out of order** tomorrow and is being mended.\n\n- Take the stairs.\n- Can you not? "
    "Call reception."
)
PARTS = {
    "group:1": Part("group", "1", "Teammanagers"),
    "department:Wonen": Part("department", "Wonen", "Wonen"),
    "location:gemeentehuis": Part("location", "gemeentehuis", "gemeentehuis Oss"),
}
LIFT = Announcement(
    id="a",
    organisation="oss",
    author="author",
    nl=Words("De lift is morgen kapot", TEXT),
    en=Words("The lift is out of order tomorrow", ENGLISH),
    picture=Picture(PIXEL, "De lift met een bordje ‘buiten gebruik’", "The lift with a sign ‘out of order’"),
    link=Link("Naar intranet", "https://intranet.oss.example/lift", "To the intranet"),
    importance="high",
    audience=Audience(everyone=True),
    valid_until=datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC),
    acknowledge=True,
    at_most=1003,
    state="sending",
)
PLAIN = replace(LIFT, en=None, picture=None, link=None, importance="normal", acknowledge=False,
                audience=Audience(parts=(*PARTS.values(),)), at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # fmt: skip
NUMBERS = Numbers(
    total=912, delivered=617, failed=(("blocked", 3), ("refused", 1)), not_installed=4, unknown=2, skipped=7,
    waiting=285, seconds_left=340,
)  # fmt: skip
DONE = replace(NUMBERS, delivered=902, waiting=0, acknowledged=412, seconds_left=None)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    return {
        **_of_form(texts),
        **_of_preview(texts),
        **_of_progress(texts),
        **_of_lists(texts),
        "announcement-message": message.for_colleague(texts, LIFT, "Oss", ZONE),
        "announcement-message-plain": message.for_colleague(texts, replace(PLAIN, version=2), "Oss", ZONE),
        "announcement-message-acknowledged": message.acknowledged(texts, LIFT, "Oss", ZONE),
        "announcement-reminder": message.reminder(texts, LIFT, "Oss", ZONE),
        "announcement-report": report(texts, "https://koers.oss.example/download/x"),
    }


def _of_form(texts: Texts) -> dict[str, Card]:
    typed = Typed(
        title=LIFT.nl.title,
        text=LIFT.nl.text,
        link_label="Naar intranet",
        link_url="http://intranet",
        audience=("department:Wonen",),
        later=True,
        day="2026-10-25",
        hour="02:30",
        until="2026-12-31",
    )
    wrong = (
        Wrong("title_en", "announcement-wrong-half-english"),
        Wrong("link_url", "announcement-wrong-link-url", {"limit": 500}),
        Wrong("season", "announcement-wrong-hour-twice", {"hour": "02:30"}),
    )
    pictures = {"p": "lift.jpg"}
    blank = Form("a", 0, Typed(until="2026-12-31"), (), True, PARTS, {}, "Oss")
    return {
        "announcement-form": form(texts, blank),
        "announcement-form-wrong": form(texts, replace(blank, version=2, typed=typed, wrong=wrong, pictures=pictures)),
        "announcement-form-correct": form(texts, replace(blank, version=1, typed=typed, correcting=True)),
    }


def _of_preview(texts: Texts) -> dict[str, Card]:
    shown = Preview("a", 1, "send", LIFT, 912, 50, True, "Oss", ZONE, "Ria Jansen")
    few = replace(shown, announcement=PLAIN, people=12, needs_approval=False)
    return {
        "announcement-preview": preview(texts, shown),
        "announcement-preview-few": preview(texts, few),
        "announcement-preview-correct": preview(texts, replace(few, purpose="correct")),
        "announcement-review": review(texts, shown),
        "announcement-review-release": review(texts, replace(shown, purpose="release")),
    }


def _of_progress(texts: Texts) -> dict[str, Card]:
    draft = AnnouncementDraft("a", "oss", "author", "a", asdict(Typed()), people=912)
    begun = replace(draft, state="begun")

    def at(state: State, numbers: Numbers, announcement: Announcement = LIFT, *, reminded: bool = False) -> Card:
        sent = Sent(replace(announcement, state=state), numbers, reminded)
        return progress(texts, Progress(begun, LIFT.nl.title, sent, ZONE))

    recalled = replace(DONE, altering="recalling", altered=890, not_altered=5)
    returned = replace(draft, state="returned", remark="Welke lift bedoel je?")
    return {
        "announcement-draft": progress(texts, Progress(draft, LIFT.nl.title, None, ZONE)),
        "announcement-waiting": progress(texts, Progress(replace(draft, state="waiting"), LIFT.nl.title, None, ZONE)),
        "announcement-returned": progress(texts, Progress(returned, LIFT.nl.title, None, ZONE)),
        "announcement-scheduled": at("scheduled", Numbers(), PLAIN),
        "announcement-held": at("held", replace(NUMBERS, total=1100)),
        "announcement-sending": at("sending", NUMBERS),
        "announcement-paused": at("paused", replace(NUMBERS, seconds_left=None)),
        "announcement-stopped": at("stopped", replace(NUMBERS, seconds_left=None)),
        "announcement-done": at("done", DONE),
        "announcement-corrected": at("done", recalled, replace(LIFT, version=2), reminded=True),
        "announcement-recalled": at("recalled", recalled),
    }


def _of_lists(texts: Texts) -> dict[str, Card]:
    draft = AnnouncementDraft("a", "oss", "author", "a", {}, people=912)
    drafts = (lists.Titled(draft, LIFT.nl.title), lists.Titled(replace(draft, state="waiting"), "Nieuwe koffie"))
    sent = (Sent(replace(LIFT, state="sending"), NUMBERS), Sent(replace(PLAIN, state="done"), DONE))
    return {
        "announcement-inbox": lists.inbox(texts, (LIFT, PLAIN), ZONE),
        "announcement-inbox-none": lists.inbox(texts, (), ZONE),
        "announcement-mine": lists.mine(texts, drafts, sent),
        "announcement-mine-none": lists.mine(texts, (), ()),
        "announcement-approvals": lists.waiting(texts, (drafts[1],)),
        "announcement-approvals-none": lists.waiting(texts, ()),
        "announcement-quiet": lists.quiet(texts, QuietHours(18 * 60, 8 * 60, weekend=True)),
        "announcement-quiet-none": lists.quiet(texts, None, said=texts("announcement-quiet-wrong")),
        "announcement-discarded": lists.outcome(texts, "announcement-discarded"),
        "announcement-approved": lists.outcome(texts, "announcement-approved"),
        "announcement-sent-back": lists.outcome(texts, "announcement-sent-back"),
    }
