"""Every text that a person sees, in Fluent files per language (nl.ftl, en.ftl)."""

from locales.texts import Language, Texts, texts_for

__all__ = ["Language", "Texts", "texts_for"]
