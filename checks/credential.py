"""Whether Koers can sign in at Microsoft with the credential that is configured, and for how long yet."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from certificate import read_certificate
from checks import Complaint
from errors import SettingsError
from identity import SignInProblem, TokenSource, sign_in
from settings import GUID, Settings

SCOPE = "https://api.botframework.com/.default"  # what no bot does without
HINTS = {  # Entra's codes that have one cause, and what to do about it
    "AADSTS7000215": "KOERS_APP_SECRET is not a secret of this app: take the value, not the id",
    "AADSTS7000222": "the secret is over its date: make another one",
    "AADSTS700016": "there is no app KOERS_APP_ID in the tenant KOERS_TENANT_ID",
    "AADSTS90002": "there is no tenant KOERS_TENANT_ID",
    "AADSTS700027": "the certificate is not one of this app: upload it to the app registration",
}


def complaints(settings: Settings, *, source: TokenSource | None = None) -> list[Complaint]:
    """What is wrong with the credential. Signs in once; `source` stands in for Microsoft."""
    found: list[Complaint] = []
    if not GUID.fullmatch(settings.tenant_id.lower()):
        found.append(Complaint("KOERS_TENANT_ID", "must be the tenant's id and not its name, or nobody gets an answer"))
    path = settings.credential.certificate
    try:
        if path is not None:
            ends = read_certificate(path, settings.credential.certificate_password)
            if ends.ends_shortly(datetime.now(UTC)):
                found.append(Complaint(str(path), f"ends on {ends.ends:%Y-%m-%d}: put another one in its place"))
        wrong = asyncio.run(_trial(source or sign_in(settings)))
    except SettingsError as error:
        return [*found, Complaint("environment", str(error))]
    return [*found, Complaint("sign-in", wrong)] if wrong else found


async def _trial(source: TokenSource) -> str:
    """What is wrong with signing in; empty when there is a token."""
    try:
        await source.fetch(SCOPE, None)
    except SignInProblem as problem:
        hint = next((hint for code, hint in HINTS.items() if f"{code}:" in problem.detail), "")
        return hint or f"no token from Microsoft: {problem}"
    return ""
