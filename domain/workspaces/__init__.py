"""Workspaces: desks, areas, rooms and call booths, booked here at once and kept in Exchange."""
