"""Workdays: one tick a day of where somebody works, and the allowance that goes with it."""
