"""The routes of projects: writing a start document, approving it, following it, reporting, the portfolio, closing."""

from __future__ import annotations

from bot.routes.route import EMPLOYEES, Handler, Route
from cards.actions import Action
from cards.projects import actions as act
from cards.projects import report_actions as reported
from dialogs.projects import approving, closing, documents, following, portfolio, reporting, writing


def _of(name: str, handler: Handler, *buttons: type[Action], intents: tuple[str, ...] = ()) -> Route:
    """Every employee may come here; who may do what with a project is the domain's to say, at every press."""
    named = tuple(f"projects_{intent}" for intent in intents)
    return Route(f"projects.{name}", "projects", handler, buttons, EMPLOYEES, intents=named)


PROJECTS: tuple[Route, ...] = (
    _of("new", writing.pressed_new, act.NewProject, intents=("start",)),
    _of("step", writing.open_step, act.OpenStep, intents=("continue",)),
    _of("keep", writing.keep, act.KeepStep),
    _of("remove", writing.remove_row, act.RemoveRow),
    _of("suggest", writing.suggest_role, act.SuggestRole),
    _of("take_role", writing.take_role, act.TakeRole),
    _of("passages", writing.propose, act.ProposePassages),
    _of("take_passages", writing.take_passages, act.TakePassages),
    _of("summary", writing.show_summary, act.ShowSummary),
    _of("edit", writing.edit, act.EditProject),
    _of("ask", approving.ask, act.AskForApproval),
    _of("withdraw", approving.withdraw, act.WithdrawProject),
    _of("read", approving.read, act.ReadProject),
    _of("waiting", approving.waiting, act.ShowWaiting, intents=("approve",)),
    _of("approve", approving.approve, act.ApproveProject),
    _of("send_back", approving.send_back, act.SendProjectBack),
    _of("stand_in", approving.stand_in, act.ShowStandIn),
    _of("choose_stand_in", approving.choose_stand_in, act.ChooseStandIn),
    _of("end_stand_in", approving.end_stand_in, act.EndStandIn),
    _of("show", following.show, act.ShowProject, intents=("status",)),
    _of("history", following.history, act.ShowHistory),
    _of("mine", following.mine, act.ShowMyProjects, intents=("my_projects",)),
    _of("answer_file", documents.answer, act.AnswerFile),
    _of("status", closing.set_status, act.SetProjectStatus),
    _of("close", closing.open_form, act.CloseProject, intents=("close",)),
    _of("store_closing", closing.store, act.StoreClosing),
    _of("reports", reporting.show, reported.ShowReports, intents=("report",)),
    _of("begin_series", reporting.begin_series, reported.BeginSeries),
    _of("end_series", reporting.end_series, reported.EndSeries),
    _of("write_report", reporting.write, reported.WriteReport),
    _of("edit_report", reporting.edit, reported.EditReport),
    _of("keep_report", reporting.keep, reported.KeepReport),
    _of("publish_report", reporting.publish, reported.PublishReport),
    _of("drop_report", reporting.drop, reported.DropReport),
    _of("read_report", reporting.read, reported.ReadReport),
    _of("portfolio", portfolio.show, reported.ShowPortfolio, intents=("portfolio",)),
    _of("filter", portfolio.filter_, reported.FilterPortfolio),
    _of("choose_filter", portfolio.choose, reported.ChooseFilter),
    _of("charts", portfolio.charts, reported.ShowCharts),
    _of("file", portfolio.file, reported.PortfolioFile),
)
