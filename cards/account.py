"""The cards about signing in: what it is for, that it is done, and that it is undone."""

from __future__ import annotations

from cards.actions import SignIn, SignInLater, SignOut
from cards.card import Card, CardBuilder
from locales import Texts


def ask(texts: Texts, purpose: str, action: SignIn) -> Card:
    """Explains signing in before anything happens. `purpose`: the key of the text that says what it is needed for."""
    card = CardBuilder(texts("account-ask-title"))
    card.paragraph(texts(purpose))
    card.paragraph(texts("account-ask-what"))
    card.paragraph(texts("account-ask-undo"), subtle=True)
    card.execute(texts("account-button-sign-in"), action, primary=True)
    card.execute(texts("account-button-later"), SignInLater())
    return card.build()


def later(texts: Texts) -> Card:
    """The person does not sign in now."""
    return CardBuilder(texts("account-later-title")).paragraph(texts("account-later")).build()


def signed_in(texts: Texts, name: str) -> Card:
    """Who the person is signed in as, with the way back."""
    title = texts("account-signed-in-title", name=name) if name else texts("account-signed-in-title-nameless")
    card = CardBuilder(title)
    card.paragraph(texts("account-signed-in"))
    card.execute(texts("account-button-sign-out"), SignOut())
    return card.build()


def signed_out(texts: Texts) -> Card:
    """The person is signed out."""
    card = CardBuilder(texts("account-signed-out-title"))
    card.paragraph(texts("account-signed-out"))
    card.execute(texts("account-button-again"), SignIn())
    return card.build()


def problem(texts: Texts, key: str) -> Card:
    """Signing in came to nothing: why, and a button to try again."""
    card = CardBuilder(texts("account-problem-title"))
    card.paragraph(texts(key))
    card.execute(texts("account-button-retry"), SignIn())
    return card.build()
