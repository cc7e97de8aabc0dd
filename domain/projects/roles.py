"""Which of the four roles of a government fits a project, by three plain questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.projects.content import NsobRole

# Of each question what it can be answered with; the first of each points to the left or to the top of the quadrant.
QUESTIONS: Mapping[str, tuple[str, str]] = {
    "who": ("us", "them"),
    "began": ("us", "them"),
    "about": ("goal", "conditions"),
}
# Left and right: who makes it, the municipality or society. Above and below: a goal, or the conditions for it.
QUADRANTS: Mapping[tuple[str, str], NsobRole] = {
    ("us", "goal"): "performing",
    ("us", "conditions"): "lawful",
    ("them", "goal"): "networking",
    ("them", "conditions"): "responsive",
}


@dataclass(frozen=True)
class Answers:
    """What was answered. `who` makes the result, who `began`, and what it is `about`."""

    who: str
    began: str
    about: str

    def of(self, question: str) -> str:
        """The answer to a question of QUESTIONS."""
        return {"who": self.who, "began": self.began, "about": self.about}[question]

    @property
    def complete(self) -> bool:
        """Whether each question has one of its answers."""
        return all(self.of(name) in values for name, values in QUESTIONS.items())


def suggested(answers: Answers) -> tuple[NsobRole, NsobRole | None]:
    """The role that fits, and a second one where who makes it and who began it are not the same.

    Raises KeyError for answers that are not complete. Source: the quadrant of the Netherlands School of Public
    Administration, in which the left is the municipality's own work and the right is that of society.
    """
    role = QUADRANTS[(answers.who, answers.about)]
    other = QUADRANTS[(answers.began, answers.about)]
    return role, other if other != role else None
