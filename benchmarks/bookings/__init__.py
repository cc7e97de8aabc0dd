"""Measures booking: attempts from all sides at once, many on one slot, and what is free among very many."""
