"""A Word document out of a municipality's own template and plain values: `await written(template, values, about)`.

The template comes from people and so do the values: it is filled in by a process of its own, with limits on its memory
and time, in a sandbox in which a value is text and nothing else.
"""

from __future__ import annotations

from domain.word.apart import written
from domain.word.problems import TemplateProblem
from domain.word.values import About, Value, Values

__all__ = ["About", "TemplateProblem", "Value", "Values", "written"]
