"""Every card once, with sample data: what the card check, the golden tests and the screenshots go through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cards import account, choice, help, learning, upcoming, vision, welcome
from cards.actions import SignIn
from cards.announcements import samples as announcements
from cards.card import Card
from cards.initiatives import notice_samples as told
from cards.initiatives import samples as initiatives
from cards.projects import samples as projects
from cards.workdays import samples as workdays
from cards.workspaces import day_samples as day_of_use
from cards.workspaces import samples as workspaces
from cards.workspaces import together_samples as together
from domain.learning import Content, Group
from domain.sources import Opened
from knowledge.answer import Citation, Surroundings
from locales import Texts
from store.proposals import Proposal

CITATION = Citation(
    number=1,
    document="sample",
    title="Voorbeeld van een document",
    section="Hoofdstuk > Paragraaf",
    quote="Een zin die is aangehaald.",
    url="https://visie.example/document",
    passage="Een zin ervoor. Een zin die is aangehaald. Een zin erna.\n• een punt\n• nog een punt",
    note="Overgenomen van een andere gemeente.",
)
AROUND = Surroundings(
    "… Wat in het stuk ervoor staat.\n\nVorige paragraaf\n- een punt\n- nog een punt",
    CITATION.passage,
    "Volgende paragraaf\n\nWat in het stuk erna staat, met een zin die wat langer is dan de andere. …",
)
EXAMPLES = {
    "nl": ("Wat is onze missie?", "Wat is de Werk Hub?", "Wat is werken vanuit de bedoeling?"),
    "en": ("What is our mission?", "What is the Werk Hub?", "What is working from the intention?"),
}
COMING = ("check_ins",)


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    examples = EXAMPLES[texts.language]
    cards = {
        "welcome-personal": welcome.welcome(texts, "Oss", "Ria", examples, personal=True),
        "welcome-group": welcome.welcome(texts, "Oss", "Ria", examples, personal=False),
        "help": help.overview(
            texts, ("vision", "workspaces", "workdays", "projects", "initiatives", "announcements"), COMING, examples
        ),
        "choice": choice.which(texts, (("workdays", "morgen"), ("workspaces", "morgen"))),
        "vision-passage": vision.passage(texts, CITATION),
        "vision-source": vision.source(texts, Opened(1, (1, 2, 3), replace(CITATION, number=2), AROUND)),
        "vision-source-alone": vision.source(texts, Opened(1, (1,), CITATION, Surroundings("", CITATION.passage, ""))),
    }
    cards |= _of_learning(texts) | _of_account(texts) | announcements.samples(texts) | workdays.samples(texts)
    cards |= workspaces.samples(texts) | day_of_use.samples(texts) | together.samples(texts)
    cards |= initiatives.samples(texts) | told.samples(texts) | projects.samples(texts)
    for name in COMING:
        cards[f"upcoming-{name}"] = upcoming.not_yet(texts, name, "Facilitaire Zaken", "facilitair@oss.example")
    return cards


def _of_account(texts: Texts) -> dict[str, Card]:
    return {
        "account-ask": account.ask(texts, "account-ask-general", SignIn()),
        "account-later": account.later(texts),
        "account-signed-in": account.signed_in(texts, "Ria Jansen"),
        "account-signed-out": account.signed_out(texts),
        "account-problem": account.problem(texts, "account-problem-stranger"),
    }


def _of_learning(texts: Texts) -> dict[str, Card]:
    asked = "Wat kost een parkeervergunning voor medewerkers?"
    other = "Hoe duur is parkeren voor personeel?"
    answer = "Een vergunning kost 12 euro per maand.\n\n- Vraag die aan bij Facilitaire Zaken.\n- Betalen gaat vanzelf."
    content = Content(asked, (other,), answer, "Regeling parkeren", "https://visie.example/parkeren")
    reasons = (("incomplete", 2), ("source", 1))
    groups = (
        Group(("a", "b", "c"), asked, (other,), ("nl", "en"), date(2026, 3, 2), reasons),
        Group(("d", "e"), "Wie is de burgemeester?", (), ("nl",), date(2026, 3, 2), ()),
        *(Group((str(n),), f"Vraag van één collega, nummer {n}?", (), ("nl",), date(2026, 3, 2), ()) for n in range(4)),
    )  # fmt: skip
    page = learning.Page(groups, 0, 30, frozenset({"d"}), 1)
    sources = (("sample", CITATION.title),)
    form = learning.Form("p", ("a",), sources, asked, other)
    wrong = replace(form, source="Regeling", url="parkeren", problem=texts("learning-wrong-address"))
    waiting = Proposal("p", "oss", asked, (other,), answer, content.source, content.url, ("a",), "author")
    returned = replace(waiting, state="returned", remark="Volgens de regeling is het 15 euro.")
    return {
        "learning-why": learning.why(texts, "message"),
        "learning-thanks": learning.thanks(texts),
        "learning-overview": learning.overview(texts, page),
        "learning-overview-last": learning.overview(texts, replace(page, number=1, proposals=0)),
        "learning-overview-none": learning.overview(texts, learning.Page((), 0, 7, frozenset(), 0)),
        "learning-form": learning.form(texts, form),
        "learning-form-problem": learning.form(texts, wrong),
        "learning-preview": learning.preview(texts, "p", ("a",), content),
        "learning-review": learning.review(texts, waiting, own=False),
        "learning-review-returned": learning.review(texts, returned, own=True),
        "learning-proposals": learning.proposals(texts, (waiting,), (returned,)),
        "learning-proposals-none": learning.proposals(texts, (), ()),
        "learning-storing": learning.on_its_way(texts, "p", "storing"),
        "learning-stored": learning.on_its_way(texts, "p", "stored"),
        "learning-forbidden": learning.on_its_way(texts, "p", "forbidden"),
        "learning-failed": learning.on_its_way(texts, "p", "failed"),
        "learning-review-failed": learning.review(
            texts, replace(waiting, state="approved", trouble="failed"), own=False
        ),
    }
