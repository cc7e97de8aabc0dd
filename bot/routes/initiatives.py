"""The routes of initiatives: writing one, taking part, finding them, campaigns, and what is looked up while typing."""

from __future__ import annotations

from functools import partial

from bot.routes.route import EMPLOYEES, Route, SearchCommand, Searching, TypeAhead, for_colleagues
from cards.initiatives import actions as ideas
from dialogs.initiatives import browsing, campaigning, showing, writing

_of = partial(for_colleagues, "initiatives")

# Whose an initiative is is known here, and what needs a role is asked by domain/initiatives at every press.
INITIATIVES: tuple[Route, ...] = (
    _of(
        "initiatives.new",
        writing.pressed_new,
        ideas.NewInitiative,
        intents=("initiatives_submit", "initiatives_from_message"),
    ),
    _of("initiatives.from_message", writing.from_message, commands=("makeInitiative",)),
    _of("initiatives.look", writing.look, ideas.LookInitiative),
    _of("initiatives.keep", writing.keep, ideas.KeepInitiative),
    _of("initiatives.draft", writing.open_draft, ideas.OpenDraft),
    _of("initiatives.discard", writing.discard, ideas.DiscardDraft),
    _of("initiatives.submit", writing.submit, ideas.SubmitInitiative),
    _of("initiatives.instead", writing.instead, ideas.JoinInstead),
    _of("initiatives.edit", writing.edit, ideas.EditInitiative, intents=("initiatives_edit",)),
    _of("initiatives.show", showing.show, ideas.ShowInitiative, intents=("initiatives_to_project",)),
    _of("initiatives.support", showing.support, ideas.SupportInitiative, intents=("initiatives_support",)),
    _of("initiatives.join", showing.join, ideas.JoinInitiative, intents=("initiatives_join",)),
    _of("initiatives.hide", showing.hide, ideas.HideName),
    _of("initiatives.comment", showing.comment, ideas.CommentInitiative),
    _of("initiatives.unsay", showing.unsay, ideas.RemoveComment),
    _of("initiatives.status", showing.change_status, ideas.ChangeStatus),
    Route("initiatives.tell", "initiatives", showing.tell, (ideas.TellInitiative,), EMPLOYEES),
    _of("initiatives.browse", browsing.browse, ideas.BrowseInitiatives, intents=("initiatives_browse",)),
    _of("initiatives.mine", browsing.mine, ideas.MyInitiatives, intents=("initiatives_mine",)),
    _of("initiatives.chart", browsing.chart, ideas.ChartInitiatives),
    _of("initiatives.export", browsing.export, ideas.ExportInitiatives, intents=("initiatives_export",)),
    _of("initiatives.campaigns", campaigning.show, ideas.ShowCampaigns, intents=("initiatives_campaign",)),
    Route("initiatives.campaign", "initiatives", campaigning.pressed_new, (ideas.NewCampaign,), EMPLOYEES),
    Route("initiatives.ask", "initiatives", campaigning.start, (ideas.StartCampaign,), EMPLOYEES),
    Route("initiatives.end", "initiatives", campaigning.end, (ideas.EndCampaign,), EMPLOYEES),
    Route("initiatives.call", "initiatives", campaigning.tell, (ideas.TellCampaign,), EMPLOYEES),
    Route("initiatives.digest", "initiatives", campaigning.digest, (ideas.ShowDigest,), EMPLOYEES),
    Route("initiatives.digest_here", "initiatives", campaigning.choose_digest, (ideas.ChooseDigest,), EMPLOYEES),
)

INITIATIVE_SEARCHES: tuple[Searching, ...] = (
    TypeAhead("initiatives", "initiatives", browsing.suggest, EMPLOYEES, harmless=True),
    SearchCommand("findInitiative", "initiatives", browsing.search, EMPLOYEES, harmless=True),
)
