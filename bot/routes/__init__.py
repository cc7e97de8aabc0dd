"""Every sentence and button of Koers in one table: what answers it, what it belongs to and who may use it."""

from __future__ import annotations

from bot.routes.announcements import ANNOUNCEMENTS
from bot.routes.initiatives import INITIATIVE_SEARCHES, INITIATIVES
from bot.routes.projects import PROJECTS
from bot.routes.route import EMPLOYEES, EVERYBODY, Route, SearchCommand, Searching, TypeAhead
from bot.routes.table import Table
from bot.routes.vision import VISION
from bot.routes.workdays import WORKDAYS
from bot.routes.workspaces import DAY_OF_USE, DELEGATING, TEAM_DAYS, WORKSPACES
from cards.actions import ChooseLanguage, Open, SignIn, SignInLater, SignOut
from dialogs import account, free_text, language, welcome

__all__ = [
    "EMPLOYEES",
    "EVERYBODY",
    "ROUTES",
    "SEARCHES",
    "Route",
    "SearchCommand",
    "Searching",
    "Table",
    "TypeAhead",
]

ROUTES: tuple[Route, ...] = (
    *ANNOUNCEMENTS,
    *INITIATIVES,
    *WORKDAYS,
    *WORKSPACES,
    *DAY_OF_USE,
    *DELEGATING,
    *TEAM_DAYS,
    *PROJECTS,
    # A sentence finds its capability in dialogs/understanding, by the phrases that each capability brings.
    Route("sentence", "", free_text.answer, needs=EMPLOYEES, harmless=True),
    Route("welcome", "help", welcome.welcome, needs=EVERYBODY),
    *VISION,
    Route("account.sign_in", "account", account.sign_in, (SignIn,), EVERYBODY),
    Route("account.later", "account", account.later, (SignInLater,), EVERYBODY),
    Route("account.sign_out", "account", account.sign_out, (SignOut,), EVERYBODY),
    Route("signed_in", "account", account.signed_in, needs=EVERYBODY),
    Route("open", "", free_text.chosen, (Open,), EMPLOYEES, harmless=True),
    Route("language.choose", "help", language.choose, (ChooseLanguage,), EVERYBODY),
)

# What is looked up while somebody types: in a field of a card, and in the message extension.
SEARCHES: tuple[Searching, ...] = (*INITIATIVE_SEARCHES,)
