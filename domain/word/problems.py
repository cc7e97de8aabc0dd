"""What can be wrong with a template, in the words of whoever made it."""

from __future__ import annotations


class TemplateProblem(Exception):
    """A template cannot be filled in. The message is for the command line and the log; it repeats no value."""
