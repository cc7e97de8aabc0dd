"""The cards about what was not answered: why a thumb went down, which questions, and the answer that is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards.core import (
    ActionSet,
    Choice,
    ChoiceSetInput,
    Container,
    RichTextBlock,
    TextBlock,
    TextInput,
    TextRun,
)

from cards.actions import (
    AddAnswer,
    ApproveAnswer,
    DismissQuestions,
    Draft,
    EditAnswer,
    FollowAnswer,
    GiveReason,
    PreviewAnswer,
    ProposeAnswer,
    ReturnAnswer,
    ReviewAnswer,
    ReviseAnswer,
    ShowProposals,
    ShowUnanswered,
    StoreAnswer,
    WithdrawAnswer,
)
from cards.card import Card, CardBuilder, heading
from domain.learning import PERIODS, REASONS, Content, Group
from domain.learning.answers import LONGEST_REMARK
from domain.learning.checking import LONGEST_ADDRESS, LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_SOURCE, MOST_OTHERS
from locales import Texts
from store.proposals import Proposal

ON_A_PAGE = 5
OTHER_SOURCE = "other"  # the choice for a source that is not in the library


@dataclass(frozen=True)
class Page:
    """A page of the overview. `answered`: ids of questions that a proposed answer is about."""

    groups: tuple[Group, ...]  # of the whole period
    number: int
    days_back: int
    answered: frozenset[str]
    proposals: int


@dataclass(frozen=True)
class Form:
    """What is on the form for an answer. `sources`: id and title of the documents to choose from."""

    proposal: str
    questions: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    question: str = ""
    others: str = ""
    answer: str = ""
    document: str = ""
    source: str = ""
    url: str = ""
    problem: str = ""


def why(texts: Texts, message: str) -> Card:
    """Asks why a thumb went down; one press is enough."""
    card = CardBuilder(texts("learning-why-title"))
    buttons = [card.button(texts(f"learning-reason-{reason}"), GiveReason(message, reason)) for reason in REASONS]
    card.paragraph(texts("learning-why-how"), subtle=True)
    card.buttons += buttons
    return card.build()


def thanks(texts: Texts) -> Card:
    """Takes the place of the question why."""
    return CardBuilder(texts("learning-thanks-title")).paragraph(texts("learning-thanks")).build()


def overview(texts: Texts, page: Page) -> Card:
    """A page of groups of like questions, the largest first."""
    card = CardBuilder(texts("learning-overview-title"))
    first = page.number * ON_A_PAGE
    shown = page.groups[first : first + ON_A_PAGE]
    period = texts(f"learning-period-{page.days_back}")
    pages = max(1, -(-len(page.groups) // ON_A_PAGE))
    place = texts("learning-page", period=period, page=page.number + 1, pages=pages) if pages > 1 else period
    card.paragraph(place, subtle=True)
    if not shown:
        card.paragraph(texts("learning-overview-none"))
    for group in shown:
        card.add(_group(card, texts, group, page))
    if first:
        card.execute(texts("learning-previous"), ShowUnanswered(page.days_back, page.number - 1))
    if first + ON_A_PAGE < len(page.groups):
        card.execute(texts("learning-next"), ShowUnanswered(page.days_back, page.number + 1))
    for days in PERIODS:
        if days != page.days_back:
            card.execute(texts(f"learning-period-{days}"), ShowUnanswered(days))
    if page.proposals:
        card.execute(texts("learning-proposals", count=page.proposals), ShowProposals())
    return card.build(speak=texts("learning-overview-speak", count=len(page.groups)))


def _group(card: CardBuilder, texts: Texts, group: Group, page: Page) -> Container:
    box = Container(separator=True, spacing="Medium", items=[_literal(group.text, strong=True)])
    items = box.items or []
    if group.count > 1:  # a question of one person shows no more than its text
        asked = texts("learning-asked", count=group.count, week=group.week.isocalendar().week)
        languages = ", ".join(texts(f"learning-language-{name}") for name in group.languages)
        items.append(_small(f"{asked} · {languages}"))
    if group.reasons:
        reasons = [texts("learning-reason-count", reason=texts(f"learning-reason-{name}"), count=count)
                   for name, count in group.reasons]  # fmt: skip
        items.append(_small(texts("learning-thumbs", reasons=", ".join(reasons))))
    if page.answered & set(group.questions):
        items.append(_small(texts("learning-being-answered")))
    else:
        add = card.button(texts("learning-add"), AddAnswer(group.questions, group.text))
        gone = DismissQuestions(group.questions, page.days_back, page.number)
        items.append(ActionSet(actions=[add, card.button(texts("learning-dismiss"), gone)]))
    box.items = items
    return box


def form(texts: Texts, filled: Form) -> Card:
    """Where an owner types the answer and its source."""
    card = CardBuilder(texts("learning-form-title"))
    if filled.problem:
        card.paragraph(filled.problem, strong=True)
    card.paragraph(texts("learning-form-how"), subtle=True)
    card.add(
        _field(texts, "question", filled.question, LONGEST_QUESTION, required=True, lines=True),
        _field(texts, "others", filled.others, MOST_OTHERS * (LONGEST_QUESTION + 1), lines=True),
        _field(texts, "answer", filled.answer, LONGEST_ANSWER, required=True, lines=True),
    )
    if filled.sources:
        choices = [Choice(title=texts("learning-field-other-source"), value=OTHER_SOURCE)]
        choices += [Choice(title=title, value=id) for id, title in filled.sources]
        chosen = filled.document or OTHER_SOURCE  # no document is the source unless somebody says so
        label = texts("learning-field-document")
        card.add(ChoiceSetInput(id="document", label=label, value=chosen, choices=choices, style="compact", wrap=True))
    card.add(
        _field(texts, "source", filled.source, LONGEST_SOURCE),
        _field(texts, "url", filled.url, LONGEST_ADDRESS),
    )
    card.execute(texts("learning-preview"), PreviewAnswer(filled.proposal, filled.questions), primary=True)
    return card.build()


def preview(texts: Texts, proposal: str, questions: tuple[str, ...], content: Content) -> Card:
    """The answer as it will be stored, before a colleague sees it."""
    card = CardBuilder(texts("learning-preview-title")).paragraph(texts("learning-preview-how"), subtle=True)
    _show(card, texts, content)
    filled = (content.question, content.others, content.answer, content.source, content.url)
    draft = Draft(proposal, questions, *filled)
    card.execute(texts("learning-propose"), ProposeAnswer(draft), primary=True)
    card.execute(texts("learning-edit"), EditAnswer(draft))
    return card.build()


def review(texts: Texts, proposal: Proposal, *, own: bool) -> Card:
    """A proposed answer: to approve or send back, or for its author to change or take back."""
    card = CardBuilder(texts("learning-review-title"))
    judged = own or proposal.state == "approved"
    card.paragraph(texts(_state(proposal) if judged else "learning-review-how"), subtle=True)
    if proposal.remark:
        card.add(TextBlock(text=texts("learning-remark-of-colleague"), wrap=True), _literal(proposal.remark))
    content = Content(proposal.question, proposal.others, proposal.answer, proposal.source, proposal.url)
    _show(card, texts, content)
    if proposal.state == "approved":
        if proposal.trouble:
            card.execute(texts("learning-store"), StoreAnswer(proposal.id), primary=True)
        else:
            card.execute(texts("learning-follow"), FollowAnswer(proposal.id), primary=True)
    elif own:
        if proposal.state == "returned":
            card.execute(texts("learning-edit"), ReviseAnswer(proposal.id), primary=True)
        card.execute(texts("learning-withdraw"), WithdrawAnswer(proposal.id))
    else:
        card.add(_field(texts, "remark", "", LONGEST_REMARK, lines=True))
        card.execute(texts("learning-approve"), ApproveAnswer(proposal.id, proposal.version), primary=True)
        card.execute(texts("learning-return"), ReturnAnswer(proposal.id, proposal.version))
    return card.build(speak=texts("learning-review-speak"))


def proposals(texts: Texts, others: Sequence[Proposal], own: Sequence[Proposal]) -> Card:
    """The answers that wait for this person, and the ones this person made."""
    card = CardBuilder(texts("learning-proposals-title"))
    for title, some in (("learning-proposals-others", others), ("learning-proposals-own", own)):
        if some:
            card.add(heading(texts(title)))
        for proposal in some[:ON_A_PAGE]:
            look = card.button(texts("learning-look"), ReviewAnswer(proposal.id))
            state = _small(texts(_state(proposal)))
            items = [_literal(proposal.question, strong=True), state, ActionSet(actions=[look])]
            card.add(Container(separator=True, items=list(items)))
        if len(some) > ON_A_PAGE:
            card.paragraph(texts("learning-proposals-more", count=len(some) - ON_A_PAGE), subtle=True)
    if not others and not own:
        card.paragraph(texts("learning-proposals-none"))
    return card.build()


def outcome(texts: Texts, key: str) -> Card:
    """What became of it."""
    return CardBuilder(texts(f"{key}-title")).paragraph(texts(key)).build()


def on_its_way(texts: Texts, proposal: str, progress: str) -> Card:
    """An approved answer on its way to the library: how far it is, and what can be done about it."""
    card = CardBuilder(texts(f"learning-{progress}-title")).paragraph(texts(f"learning-{progress}"))
    if progress in ("storing", "forbidden", "unavailable"):
        card.execute(texts("learning-follow"), FollowAnswer(proposal))
    if progress in ("forbidden", "unavailable", "failed"):
        card.execute(texts("learning-store"), StoreAnswer(proposal))
    return card.build()


def _state(proposal: Proposal) -> str:
    """The key of the words for how far it is."""
    return f"learning-state-{proposal.trouble or proposal.state}"


def _show(card: CardBuilder, texts: Texts, content: Content) -> None:
    card.add(_literal(content.question, strong=True))
    card.add(*(_literal(line.replace("- ", "• ", 1) if line.startswith("- ") else line)
               for line in content.answer.split("\n") if line))  # fmt: skip
    card.paragraph(texts("learning-source"), subtle=True).add(_literal(content.source))
    if content.others:
        card.paragraph(texts("learning-also"), subtle=True)
        card.add(*(_literal(f"• {question}", small=True) for question in content.others))
    if content.url:
        card.open_url(texts("learning-open-source"), content.url)


def _field(
    texts: Texts, name: str, value: str, longest: int, *, required: bool = False, lines: bool = False
) -> TextInput:
    return TextInput(
        id=name,
        label=texts(f"learning-field-{name}"),
        value=value or None,
        max_length=longest,
        is_multiline=True if lines else None,
        is_required=True if required else None,
        error_message=texts(f"learning-field-{name}-missing") if required else None,
    )


def _literal(text: str, *, strong: bool = False, small: bool = False) -> RichTextBlock:
    """What somebody typed, as it stands: rich text makes no link or mark-up of it."""
    size, weight = "Small" if small else None, "Bolder" if strong else None
    return RichTextBlock(inlines=[TextRun(text=text, weight=weight, size=size)], spacing="Small")


def _small(text: str) -> TextBlock:
    return TextBlock(text=text, wrap=True, is_subtle=True, size="Small", spacing="Small")
