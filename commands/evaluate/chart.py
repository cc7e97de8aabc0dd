"""A chart of the figures per type of question with their intervals, of one run or of two beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from commands import write
from commands.evaluate.drawing import Dot, Label, Line, Picture, Role, Shape, as_svg, write_png
from commands.evaluate.runs import Run
from errors import KoersError
from knowledge.floors import Floors
from knowledge.intervals import Estimate
from knowledge.records import ANSWERABLE, TITLES, UNANSWERABLE, Group, groups

MARGIN, NAMES, COLUMN, AXIS = 24.0, 150.0, 156.0, 104.0  # of each column the axis; the rest is for the number
ROW, HEAD, BREAK = 28.0, 46.0, 8.0
WIDTH = 2 * MARGIN + NAMES + len(ANSWERABLE) * COLUMN
APART = 5.0  # between a dot and that of the earlier run, up and down


def complain_of(path: Path) -> None:
    """Raises KoersError when a chart cannot be drawn in such a file: better before the work than after it."""
    if path.suffix.lower() not in (".svg", ".png"):
        raise KoersError(f"a chart is a .svg or a .png, not {path.name}")
    if path.suffix.lower() == ".png" and find_spec("PIL") is None:
        raise KoersError("a chart as .png needs Pillow: uv sync --group dev; a chart as .svg needs nothing")


def draw(path: Path, run: Run, earlier: Run | None, floors: Floors) -> None:
    """Draws the chart. Raises KoersError when it cannot be written."""
    made = picture(run, earlier, floors)
    if path.suffix.lower() == ".png":
        write_png(made, path)
    else:
        write(path, [as_svg(made).rstrip("\n")])


def picture(run: Run, earlier: Run | None, floors: Floors, of: str = "Koers") -> Picture:
    """The chart: questions with an answer above, those without below. `of` begins its title."""
    title = f"{of}: {len(run.records)} questions, {run.made[:10]}"
    shapes: list[Shape] = [Label(MARGIN, 30, title, size=17, bold=True), *_legend(earlier, floors)]
    top = 84.0
    told: list[str] = []
    for heading, figures, kinds in (
        ("with an answer", ANSWERABLE, ("types", "languages", "all")),
        ("without an answer", UNANSWERABLE, ("subtypes", "languages", "all")),
    ):
        rows = [group for group in groups(run.records) if group.kind in kinds and group.values(figures[0])]
        if rows:
            known = [figure for figure in figures if any(group.values(figure) for group in rows)]
            panel = _Panel(top, known, rows, earlier, floors)
            shapes += panel.shapes(heading)
            told += panel.told()
            top = panel.bottom + 18
    return Picture(WIDTH, top, title, "; ".join(told) + ".", shapes)


def _legend(earlier: Run | None, floors: Floors) -> list[Shape]:
    x, y = MARGIN + 7, 58.0
    shapes: list[Shape] = []
    items: list[tuple[Role, str]] = [("now", "this run, with its 95% interval")]
    if earlier:
        items.append(("before", f"the run of {earlier.made[:16].replace('T', ' ')}"))
    if any(one.kind == "all" for one in floors.floors):
        items.append(("floor", "floor over all questions"))
    for role, words in items:
        if role == "floor":
            shapes.append(Line(x, y - 8, x, y + 8, role, 1.5))
        else:
            shapes += [Line(x - 7, y, x + 7, y, role, 2), Dot(x, y, 4, role, role == "before")]
        shapes.append(Label(x + 14, y, words, "soft"))
        x += 36 + 7.5 * len(words)
    return shapes


class _Panel:
    """Rows of groups with a column for each figure."""

    def __init__(
        self, top: float, figures: Sequence[str], rows: Sequence[Group], earlier: Run | None, floors: Floors
    ) -> None:
        self._top = top
        self._figures = figures
        self._rows = rows
        self._floors = floors
        self._before = {(one.kind, one.name): one for one in groups(earlier.records)} if earlier else {}
        self._ys = [top + HEAD + ROW * (at + 0.5) + BREAK * _breaks(rows[: at + 1]) for at in range(len(rows))]
        self.bottom = self._ys[-1] + ROW / 2

    def shapes(self, heading: str) -> list[Shape]:
        """Everything of the panel, what lies behind first."""
        found: list[Shape] = [Label(MARGIN, self._top + 14, heading, bold=True)]
        for number in range(len(self._figures)):
            found += self._axis(number)
        for y, group in zip(self._ys, self._rows, strict=True):
            count = len(group.values(self._figures[0]))
            found.append(Label(MARGIN, y, group.name.replace("_", " "), bold=group.kind == "all"))
            found.append(Label(MARGIN + NAMES - 22, y, str(count), "soft", "end"))
            for number, figure in enumerate(self._figures):
                found += self._cell(number, y, group, figure)
        return found

    def _axis(self, number: int) -> list[Shape]:
        x, figure = self._x(number), self._figures[number]
        found: list[Shape] = [Label(x, self._top + 14, TITLES[figure], bold=True)]
        for share, words in ((0.0, "0"), (0.5, ".5"), (1.0, "1")):
            at = x + share * AXIS
            found.append(Line(at, self._top + HEAD, at, self.bottom, "grid"))
            found.append(Label(at, self._top + 34, words, "soft", "middle", 10))
        least = self._floors.over_all(figure)
        if least is not None:
            at = x + least * AXIS
            found.append(Line(at, self._top + HEAD, at, self.bottom, "floor", 1.5, f"floor {least:g}"))
        return found

    def _cell(self, number: int, y: float, group: Group, figure: str) -> list[Shape]:
        now = group.estimate(figure)
        before = self._before.get((group.kind, group.name))
        then = before.estimate(figure) if before else None
        found: list[Shape] = []
        x = self._x(number)
        if then is not None:
            found += _mark(x, y + APART, then, "before", f"{group.name}, {TITLES[figure]}, before: {_told(then)}")
        if now is not None:
            up = APART if then is not None else 0
            found += _mark(x, y - up, now, "now", f"{group.name}, {TITLES[figure]}: {_told(now)}")
            found.append(Label(x + AXIS + 10, y, f"{now.value:.2f}", "ink", size=11))
        return found

    def _x(self, number: int) -> float:
        return MARGIN + NAMES + number * COLUMN

    def told(self) -> list[str]:
        """What the panel shows, in words."""
        return [
            f"{group.name}: "
            + ", ".join(
                f"{TITLES[figure]} {_told(found)}" for figure in self._figures if (found := group.estimate(figure))
            )
            for group in self._rows
        ]


def _breaks(rows: Sequence[Group]) -> int:
    """How many times the rows go on to another kind of group."""
    return sum(one.kind != next_one.kind for one, next_one in pairwise(rows))


def _mark(x: float, y: float, found: Estimate, role: Role, title: str) -> list[Shape]:
    whisker = Line(x + found.low * AXIS, y, x + found.high * AXIS, y, role, 2, title)
    return [whisker, Dot(x + found.value * AXIS, y, 4, role, role == "before", title)]


def _told(found: Estimate) -> str:
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"
