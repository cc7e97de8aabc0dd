"""Every card once, with sample data: what the card check, the golden tests and the screenshots go through."""

from __future__ import annotations

from cards import choice, help, upcoming, vision, welcome
from cards.card import Card
from knowledge.answer import Citation
from locales import Texts

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
EXAMPLES = {
    "nl": ("Wat is onze missie?", "Wat is de Werk Hub?", "Wat is werken vanuit de bedoeling?"),
    "en": ("What is our mission?", "What is the Werk Hub?", "What is working from the intention?"),
}
COMING = ("workspaces", "workdays", "projects", "initiatives", "check_ins", "announcements")


def samples(texts: Texts) -> dict[str, Card]:
    """The cards by name, in the language of `texts`."""
    examples = EXAMPLES[texts.language]
    cards = {
        "welcome-personal": welcome.welcome(texts, "Oss", "Ria", examples, personal=True),
        "welcome-group": welcome.welcome(texts, "Oss", "Ria", examples, personal=False),
        "help": help.overview(texts, ("vision",), COMING, examples),
        "choice": choice.which(texts, (("workdays", "morgen"), ("workspaces", "morgen"))),
        "vision-passage": vision.passage(texts, CITATION),
    }
    for name in COMING:
        cards[f"upcoming-{name}"] = upcoming.not_yet(texts, name, "Facilitaire Zaken", "facilitair@oss.example")
    return cards
