"""Pure functions from data to Adaptive Cards."""
