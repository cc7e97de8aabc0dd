"""The window in which somebody signs in: who, to what, with which permissions; the code goes back to the chat."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from aiohttp import web

from tenant.directory import User
from tenant.sign_ins import CONNECTIONS, Begun

if TYPE_CHECKING:
    from tenant.server import Tenant

PATH = "/api/oauth/signin"
THEMES = ("light", "dark", "contrast")
CANCELLED = "CancelledByUser"  # what Teams sends to the bot in the place of a code
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with less, the form would come from the origin "null"
    "Cache-Control": "no-store",
}
WORDS = {
    "nl": {
        "title": "Aanmelden bij {bot}",
        "who": "Account",
        "wants": "{bot} wil met jouw toestemming:",
        "again": "Je gaf {bot} eerder al toestemming voor:",
        "User.Read": "zien wie je bent: je naam en je foto",
        "Calendars.ReadWrite": "je eigen agenda lezen en veranderen, ook waar je werkt",
        "more": "Meer mag {bot} niet. Je kunt je in de chat altijd weer afmelden.",
        "allow": "Toestaan en aanmelden",
        "go_on": "Aanmelden",
        "refuse": "Niet doen",
        "guest": "{name} komt van een andere organisatie en kan zich hier niet aanmelden. Kies een ander account.",
        "done": "Je bent aangemeld",
        "done_text": "Dit venster sluit vanzelf. Je kunt verder in de chat.",
        "refused": "Je bent niet aangemeld",
        "refused_text": "{bot} mag niets nieuws. Dit venster sluit vanzelf.",
        "code": "Code voor de chat: {code}",
        "gone": "Deze link werkt niet meer",
        "gone_text": "Iemand gebruikte hem al, of hij is te oud. Typ ‘aanmelden’ in de chat voor een nieuwe.",
    },
    "en": {
        "title": "Sign in to {bot}",
        "who": "Account",
        "wants": "{bot} would like your permission to:",
        "again": "You gave {bot} permission before to:",
        "User.Read": "see who you are: your name and your photo",
        "Calendars.ReadWrite": "read and change your own calendar, and where you work",
        "more": "{bot} may do nothing else. You can always sign out again in the chat.",
        "allow": "Allow and sign in",
        "go_on": "Sign in",
        "refuse": "Do not allow",
        "guest": "{name} comes from another organisation and cannot sign in here. Choose another account.",
        "done": "You are signed in",
        "done_text": "This window closes by itself. You can go on in the chat.",
        "refused": "You are not signed in",
        "refused_text": "{bot} may do nothing new. This window closes by itself.",
        "code": "Code for the chat: {code}",
        "gone": "This link no longer works",
        "gone_text": "Somebody used it already, or it is too old. Type ‘sign in’ in the chat for a new one.",
    },
}


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """The page behind the link on the card, and what its two buttons do."""

    async def show(request: web.Request) -> web.Response:
        page = _Page(tenant, request.query.get("lang", "nl"), request.query.get("theme", ""))
        begun = tenant.sign_ins.find(request.query.get("signin", ""))
        if begun is None:
            return page.plain("gone", "gone_text", status=404)
        return page.form(begun, tenant.directory.users.get(request.query.get("login_hint", "")))

    async def decide(request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        page = _Page(tenant, form.get("lang", "nl"), form.get("theme", ""))
        begun = tenant.sign_ins.find(form.get("signin", ""))
        if begun is None:
            return page.plain("gone", "gone_text", status=404)
        if form.get("decision") != "allow":
            return page.plain("refused", "refused_text", state=CANCELLED)
        person = tenant.directory.users.get(form.get("person", ""))
        if person is None or person.guest:
            return page.form(begun, person)
        return page.plain("done", "done_text", state=tenant.sign_ins.consent(begun, person))

    app.router.add_get(PATH, show)
    app.router.add_post(PATH, decide)


class _Page:
    """The page in one language and theme; an empty theme is that of the computer."""

    def __init__(self, tenant: Tenant, language: str, theme: str) -> None:
        self._tenant = tenant
        self._language = language if language in WORDS else "nl"
        self._theme = theme if theme in THEMES else ""
        self._bot = tenant.bot.name if tenant.bot else "Koers"

    def form(self, begun: Begun, person: User | None) -> web.Response:
        """Who signs in to what, with which permissions."""
        chosen = person or self._tenant.directory.faces()[0]
        known = self._tenant.sign_ins.has_consented(chosen.id, begun.connection)
        options = "".join(
            f'<option value="{escape(face.id)}"{" selected" if face.id == chosen.id else ""}>'
            f"{escape(face.name)} ({escape(str(face.properties['userPrincipalName']))})</option>"
            for face in self._tenant.directory.faces()
        )
        scopes = "".join(f"<li>{self._text(scope)}</li>" for scope in CONNECTIONS[begun.connection])
        warning = ""
        if chosen.guest:
            warning = f'<p class="banner banner-error" role="alert">{self._text("guest", name=chosen.name)}</p>'
        return self._page(
            "title",
            f'<form method="post" action="{PATH}">{self._hidden("signin", begun.id)}'
            f"{self._hidden('lang', self._language)}{self._hidden('theme', self._theme)}{warning}"
            f'<label for="person">{self._text("who")}</label>'
            f'<select class="field" id="person" name="person">{options}</select>'
            f"<p>{self._text('again' if known else 'wants')}</p><ul>{scopes}</ul>"
            f'<p class="quiet">{self._text("more")}</p><div class="dialog-buttons">'
            f'<button class="button" name="decision" value="refuse">{self._text("refuse")}</button>'
            f'<button class="button button-primary" name="decision" value="allow">'
            f"{self._text('go_on' if known else 'allow')}</button></div></form>",
        )

    def plain(self, title: str, text: str, *, state: str = "", status: int = 200) -> web.Response:
        """A page without anything to do. `state` goes to the chat that opened the window."""
        shown = "" if state in ("", CANCELLED) else f'<p class="quiet">{self._text("code", code=state)}</p>'
        return self._page(title, f'<p role="status">{self._text(text)}</p>{shown}', state=state, status=status)

    def _page(self, title: str, inside: str, *, state: str = "", status: int = 200) -> web.Response:
        heading, theme = self._text(title), f' data-theme="{self._theme}"' if self._theme else ""
        place = escape(f"Gemeente {self._tenant.municipality.name}")
        html = (
            f'<!doctype html><html lang="{self._language}"{theme}><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{heading}</title>"
            '<link rel="icon" href="/page/bot.svg" type="image/svg+xml"><link rel="stylesheet" href="/page/themes.css">'
            '<link rel="stylesheet" href="/page/page.css"><link rel="stylesheet" href="/page/sign-in.css">'
            '<script type="module" src="/page/sign-in-window.js"></script></head>'
            f'<body class="sign-in-body"><main class="sign-in" data-state="{escape(state)}">'
            f'<p class="sign-in-place"><img src="/page/bot.svg" alt="" width="32" height="32">{place}</p>'
            f"<h1>{heading}</h1>{inside}</main></body></html>"
        )
        return web.Response(text=html, content_type="text/html", status=status, headers=HEADERS)

    def _hidden(self, name: str, value: str) -> str:
        return f'<input type="hidden" name="{name}" value="{escape(value)}">'

    def _text(self, key: str, **values: str) -> str:
        return escape(WORDS[self._language][key].format(bot=self._bot, **values))
