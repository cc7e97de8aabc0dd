"""Teams' own card to sign in with: it tries without asking first, and shows a button when that does not do."""

from __future__ import annotations

from botbuilder.schema import Attachment

from domain.signing_in import Invitation
from locales import Texts

OAUTH = "application/vnd.microsoft.card.oauth"


def attachment(invitation: Invitation, text: str, texts: Texts) -> Attachment:
    """The card. Teams refuses it when something that is not there is written as null, so that is left out."""
    content: dict[str, object] = {
        "text": text,
        "connectionName": invitation.connection,
        "buttons": [{"type": "signin", "title": texts("account-button-sign-in"), "value": invitation.link}],
    }
    if invitation.exchange:
        content["tokenExchangeResource"] = {
            "id": invitation.exchange,
            "uri": invitation.resource,
            **({"providerId": invitation.provider} if invitation.provider else {}),
        }
    if invitation.post:
        content["tokenPostResource"] = {"sasUrl": invitation.post}
    return Attachment(content_type=OAUTH, content=content)
