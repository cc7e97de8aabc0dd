"""The routes of initiatives: writing one, taking part, finding them, campaigns, and what is looked up while typing."""

from __future__ import annotations

from bot.routes.route import EMPLOYEES, Route, SearchCommand, Searching, TypeAhead
from cards.initiatives import actions as ideas
from dialogs.initiatives import browsing, campaigning, showing, writing

# Whose an initiative is is known here, and what needs a role is asked by domain/initiatives at every press.
INITIATIVES: tuple[Route, ...] = (
    Route(
        "initiatives.new",
        "initiatives",
        writing.pressed_new,
        (ideas.NewInitiative,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_submit", "initiatives_from_message"),
    ),
    Route(
        "initiatives.from_message",
        "initiatives",
        writing.from_message,
        needs=EMPLOYEES,
        harmless=True,
        commands=("makeInitiative",),
    ),
    Route("initiatives.look", "initiatives", writing.look, (ideas.LookInitiative,), EMPLOYEES, harmless=True),
    Route("initiatives.keep", "initiatives", writing.keep, (ideas.KeepInitiative,), EMPLOYEES, harmless=True),
    Route("initiatives.draft", "initiatives", writing.open_draft, (ideas.OpenDraft,), EMPLOYEES, harmless=True),
    Route("initiatives.discard", "initiatives", writing.discard, (ideas.DiscardDraft,), EMPLOYEES, harmless=True),
    Route("initiatives.submit", "initiatives", writing.submit, (ideas.SubmitInitiative,), EMPLOYEES, harmless=True),
    Route("initiatives.instead", "initiatives", writing.instead, (ideas.JoinInstead,), EMPLOYEES, harmless=True),
    Route(
        "initiatives.edit",
        "initiatives",
        writing.edit,
        (ideas.EditInitiative,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_edit",),
    ),
    Route(
        "initiatives.show",
        "initiatives",
        showing.show,
        (ideas.ShowInitiative,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_to_project",),
    ),
    Route(
        "initiatives.support",
        "initiatives",
        showing.support,
        (ideas.SupportInitiative,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_support",),
    ),
    Route(
        "initiatives.join",
        "initiatives",
        showing.join,
        (ideas.JoinInitiative,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_join",),
    ),
    Route("initiatives.hide", "initiatives", showing.hide, (ideas.HideName,), EMPLOYEES, harmless=True),
    Route("initiatives.comment", "initiatives", showing.comment, (ideas.CommentInitiative,), EMPLOYEES, harmless=True),
    Route("initiatives.unsay", "initiatives", showing.unsay, (ideas.RemoveComment,), EMPLOYEES, harmless=True),
    Route("initiatives.status", "initiatives", showing.change_status, (ideas.ChangeStatus,), EMPLOYEES, harmless=True),
    Route("initiatives.tell", "initiatives", showing.tell, (ideas.TellInitiative,), EMPLOYEES),
    Route(
        "initiatives.browse",
        "initiatives",
        browsing.browse,
        (ideas.BrowseInitiatives,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_browse",),
    ),
    Route(
        "initiatives.mine",
        "initiatives",
        browsing.mine,
        (ideas.MyInitiatives,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_mine",),
    ),
    Route("initiatives.chart", "initiatives", browsing.chart, (ideas.ChartInitiatives,), EMPLOYEES, harmless=True),
    Route(
        "initiatives.export",
        "initiatives",
        browsing.export,
        (ideas.ExportInitiatives,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_export",),
    ),
    Route(
        "initiatives.campaigns",
        "initiatives",
        campaigning.show,
        (ideas.ShowCampaigns,),
        EMPLOYEES,
        harmless=True,
        intents=("initiatives_campaign",),
    ),
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
