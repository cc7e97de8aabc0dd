"""Measures the mirror: very many changes of list items from two sides, with trouble on the way."""
