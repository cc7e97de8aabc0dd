"""The card of one initiative: what it is, who takes part, how it goes, and what the reader can do about it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from microsoft_teams.cards.core import Action as CardAction
from microsoft_teams.cards.core import (
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    ShowCardAction,
    TextInput,
    ToggleInput,
)

from cards.card import Card, CardBuilder, heading
from cards.initiatives import words
from cards.initiatives.actions import (
    BrowseInitiatives,
    ChangeStatus,
    CommentInitiative,
    EditInitiative,
    HideName,
    JoinInitiative,
    RemoveComment,
    ShowInitiative,
    SupportInitiative,
    TellInitiative,
)
from cards.projects.actions import NewProject, ShowProject
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.model import LONGEST_COMMENT, LONGEST_REASON, Change, Comment, Initiative
from domain.initiatives.model import Story as Told
from locales import Texts

MOST_READ = 500  # characters that are shown before somebody asks for all of it
MOST_SAID = 3  # comments, and changes, that are shown before somebody asks for all of them
MOST_EVER = 12
ROOM = 56 * 1024  # bytes as UTF-16, which is how Teams counts a message; it takes 80 KB, tokens and all


@dataclass(frozen=True)
class Story:
    """An initiative as its reader sees it.

    `reader`: their Entra id; "" in a group or channel, where everybody reads the same. `whole`: all of it, as asked.
    `may_tell`: announcements. `campaign`: the question that it answers. `before`: how many of the newest comments are
    left out, when all of it is read.
    """

    told: Told
    rules: InitiativeRules
    zone: ZoneInfo
    reader: str = ""
    said: str = ""
    campaign: str = ""
    whole: bool = False
    may_tell: bool = False
    before: int = 0


def story(texts: Texts, shown: Story) -> Card:
    """One initiative, with the buttons of this reader; with fewer comments and changes where they are very long."""
    most = MOST_EVER if shown.whole else MOST_SAID
    card = _story(texts, shown, most)
    while most > 1 and len(json.dumps(card.content, ensure_ascii=False).encode("utf-16-le")) > ROOM:
        most -= 1
        card = _story(texts, shown, most)
    return card


def _story(texts: Texts, shown: Story, most: int) -> Card:
    one = shown.told.initiative
    status = words.status_name(texts, shown.rules, one.status)
    card = CardBuilder(texts("initiative-title", status=status))
    if shown.said:
        card.paragraph(shown.said, strong=True)
    card.add(words.literal(one.title, strong=True, large=True), words.literal(_about(texts, shown), subtle=True))
    card.add(*words.lines(one.what if shown.whole else words.shortened(one.what, MOST_READ)))
    card.add(*_facts(texts, shown))
    card.add(ActionSet(actions=_taking_part(card, texts, shown)))
    _history(card, texts, shown, most)
    _comments(card, texts, shown, most)
    if not shown.whole and _more(shown.told):
        card.add(ActionSet(actions=[card.button(texts("initiative-whole"), ShowInitiative(one.id, True, True))]))
    _buttons(card, texts, shown)
    return card.build(speak=f"{one.title}: {status}")


def _more(told: Told) -> bool:
    return len(told.initiative.what) > MOST_READ or max(len(told.comments), len(told.history) - 1) > MOST_SAID


def _about(texts: Texts, shown: Story) -> str:
    one = shown.told.initiative
    parts = [
        words.author(texts, one),
        words.heading_name(texts, shown.rules, one.heading),
        words.short_day(texts, one.created, shown.zone),
        texts("initiative-supporters", count=one.supporters) if one.supporters else "",
    ]
    return " · ".join(part for part in parts if part)


def _facts(texts: Texts, shown: Story) -> list[CardElement]:
    one = shown.told.initiative
    unnamed = shown.reader if shown.told.unnamed else ""
    own = texts("initiative-people-you-hidden")
    names = [own if unnamed and known.person == unnamed else known.name for known in shown.told.joiners]
    found = [
        ("campaign", shown.campaign),
        ("serves", words.served(texts, shown.rules, one.serves)),
        ("people", words.people(texts, names, shown.told.others)),
        ("start", words.start(texts, one.start)),
        ("needs", one.needs if shown.whole else words.shortened(one.needs, MOST_READ)),
    ]
    return [words.labelled(texts(f"initiative-fact-{name}"), value) for name, value in found if value]


def _taking_part(card: CardBuilder, texts: Texts, shown: Story) -> list[CardAction]:
    """Where everybody reads the same, nobody can see what they did already: pressing says so."""
    one = shown.told.initiative
    if one.mine:
        name = "show-name" if one.hidden else "hide-name"
        return [card.button(texts(f"initiative-{name}"), HideName(one.id, not one.hidden))]
    if one.supported:
        support = card.button(texts("initiative-support-end"), SupportInitiative(one.id, yes=False))
    else:
        support = card.button(texts("initiative-support"), SupportInitiative(one.id), primary=True)
    if not one.joined:
        return [support, _joining(card, texts, one)]
    unnamed = shown.told.unnamed
    hide = card.button(texts(f"initiative-{'show' if unnamed else 'hide'}-name"), HideName(one.id, not unnamed))
    return [support, card.button(texts("initiative-join-end"), JoinInitiative(one.id, yes=False)), hide]


def _joining(card: CardBuilder, texts: Texts, one: Initiative) -> ShowCardAction:
    hidden = ToggleInput(id="hidden", title=texts("initiative-join-hidden"), value="false", wrap=True)
    yes = card.button(texts("initiative-join-yes"), JoinInitiative(one.id), primary=True)
    return ShowCardAction(title=texts("initiative-join"), card=AdaptiveCard(body=[hidden], actions=[yes]))


def _history(card: CardBuilder, texts: Texts, shown: Story, most: int) -> None:
    """How it came to its status; that it was new once needs no words."""
    told = [change for change in shown.told.history if change.reason or change.elsewhere][-most:]
    if not told:
        return
    card.add(heading(texts("initiative-history")))
    for change in told:
        card.add(words.labelled(_moment(texts, shown, change), _why(texts, change)))


def _why(texts: Texts, change: Change) -> str:
    """Of a field that somebody changed in SharePoint, what it was: the author may want it back."""
    if change.field == "status":
        return change.reason or texts("initiative-elsewhere")
    before = words.shortened(" ".join(change.before.split()), 200)
    return texts("initiative-was", before=before) if before else texts("initiative-elsewhere")


def _moment(texts: Texts, shown: Story, change: Change) -> str:
    if change.field != "status":
        name, day = texts(f"initiative-edited-{change.field}"), words.short_day(texts, change.at, shown.zone)
        return texts("initiative-change", status=name, day=day)
    status = words.status_name(texts, shown.rules, change.status)
    return texts("initiative-change", status=status, day=words.short_day(texts, change.at, shown.zone))


def _comments(card: CardBuilder, texts: Texts, shown: Story, most: int) -> None:
    """The newest ones; when all of it is read, from there back to the first."""
    every = shown.told.comments
    last = max(0, len(every) - shown.before)
    said = every[max(0, last - most) : last]
    if every:
        card.add(heading(texts("initiative-comments", count=len(every))))
    card.add(*(_comment(card, texts, shown, comment) for comment in said))
    if shown.whole and (turning := _turning(card, texts, shown, last - len(said))):
        card.add(ActionSet(actions=turning))


def _turning(card: CardBuilder, texts: Texts, shown: Story, earlier: int) -> list[CardAction]:
    id, found = shown.told.initiative.id, list[CardAction]()
    if earlier:
        before = len(shown.told.comments) - earlier
        found.append(card.button(texts("initiative-comments-earlier"), ShowInitiative(id, True, True, before)))
    if shown.before:
        found.append(card.button(texts("initiative-comments-newest"), ShowInitiative(id, True, True)))
    return found


def _comment(card: CardBuilder, texts: Texts, shown: Story, comment: Comment) -> Container:
    name = comment.by.name if comment.by is not None else ""
    if comment.mine:
        name = texts("initiative-you")
    elif not name:
        name = texts("initiative-the-author" if comment.author else "initiative-a-colleague")
    by = texts("initiative-said", name=name, day=words.short_day(texts, comment.at, shown.zone))
    items: list[CardElement] = [words.literal(by, subtle=True), *words.lines(comment.text)]
    if comment.mine and shown.whole:
        remove = RemoveComment(shown.told.initiative.id, comment.id)
        items.append(ActionSet(actions=[card.button(texts("initiative-comment-remove"), remove)]))
    return Container(items=items, spacing="Small")


def _buttons(card: CardBuilder, texts: Texts, shown: Story) -> None:
    """At most six: those of who may, before the way to the others."""
    told, one = shown.told, shown.told.initiative
    _commenting(card, texts, one)
    if told.may_change:
        card.execute(texts("initiative-edit"), EditInitiative(one.id))
    if told.may_tell_status:
        _changing_status(card, texts, shown)
    if one.project:
        card.execute(texts("initiative-project"), ShowProject(one.project))
    elif shown.reader and (one.mine or one.joined or told.may_tell_status):
        card.execute(texts("initiative-to-project"), NewProject(one.id))
    if shown.may_tell:
        card.execute(texts("initiative-tell"), TellInitiative(one.id))
    card.execute(texts("initiative-all"), BrowseInitiatives())


def _commenting(card: CardBuilder, texts: Texts, one: Initiative) -> None:
    field = TextInput(
        id="comment", label=texts("initiative-field-comment"), is_multiline=True, max_length=LONGEST_COMMENT
    )
    say = card.button(texts("initiative-comment-yes"), CommentInitiative(one.id))
    inner = AdaptiveCard(body=[field], actions=[say])
    card.buttons.append(ShowCardAction(title=texts("initiative-comment"), card=inner))


def _changing_status(card: CardBuilder, texts: Texts, shown: Story) -> None:
    """What becomes a project does so by its own button."""
    one = shown.told.initiative
    others = [each for each in shown.rules.statuses if each.kind != "project" and each.id != one.status]
    if not others:
        return
    status = ChoiceSetInput(
        id="status",
        label=texts("initiative-field-status"),
        value=others[0].id,
        choices=[Choice(title=each.name(texts.language), value=each.id) for each in others],
        style="compact",
        wrap=True,
    )
    reason = TextInput(
        id="reason", label=texts("initiative-field-reason"), is_multiline=True, max_length=LONGEST_REASON
    )
    change = card.button(texts("initiative-status-yes"), ChangeStatus(one.id))
    inner = AdaptiveCard(body=[status, reason], actions=[change])
    card.buttons.append(ShowCardAction(title=texts("initiative-status"), card=inner))
