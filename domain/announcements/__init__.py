"""Announcements: composed by one person, approved by a second, sent to many exactly once."""
