"""Dutch and English are complete and every text is used."""

from __future__ import annotations

import pytest

from checks import languages
from locales import texts_for


def test_the_languages_are_complete() -> None:
    assert [str(complaint) for complaint in languages.complaints()] == []


def test_an_unknown_text_is_a_mistake_of_ours_and_not_an_empty_line() -> None:
    with pytest.raises(KeyError, match="no text"):
        texts_for("nl")("there-is-no-such-text")


def test_a_forgotten_variable_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="welcome-title"):
        texts_for("nl")("welcome-title")
