"""Announcements as people meet them: writing, approving, following and reading, through the whole product."""

from __future__ import annotations

import pytest

from tests.chat import Chat

FILLED = {
    "title": "De lift is morgen kapot",
    "text": "Neem de **trap**.\n\n- Kun je dat niet? Bel de receptie.",
    "audience": "department:Communicatie",
    "importance": "normal",
    "when": "now",
    "until": "2027-01-31",
    "acknowledge": "true",
}


@pytest.mark.route("announcements.preview", "announcements.edit")
async def test_a_message_is_shown_as_colleagues_will_see_it_with_how_many_they_are(chat: Chat) -> None:
    form = await chat.as_("communication").say("nieuw bericht")
    shown = await form.press("Bekijken", **FILLED)
    assert "Dit bericht gaat naar 5 collega's." in shown.words
    assert "Bericht van Oss\nDe lift is morgen kapot" in shown.words
    again = await shown.press("Verder schrijven")
    assert "Nieuw bericht" in again.words
