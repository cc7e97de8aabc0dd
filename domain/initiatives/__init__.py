"""Initiatives: what employees just do, from an idea on a card to what came of it."""
