"""Pictures of lines, dots and words, written as SVG (light and dark) or as PNG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from errors import KoersError

Role = Literal["paper", "ink", "soft", "grid", "now", "before", "floor"]
Anchor = Literal["start", "middle", "end"]
LIGHT: dict[Role, str] = {
    "paper": "#ffffff",
    "ink": "#1f2328",
    "soft": "#59636e",
    "grid": "#d1d9e0",
    "now": "#0b5cad",
    "before": "#9a5b00",
    "floor": "#b3261e",
}
DARK: dict[Role, str] = {
    "paper": "#0d1117",
    "ink": "#e6edf3",
    "soft": "#9da7b1",
    "grid": "#3d444d",
    "now": "#6cb6ff",
    "before": "#e0a458",
    "floor": "#ff8a80",
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
SCALE = 2  # pixels of a PNG for each unit


@dataclass(frozen=True)
class Line:
    """A line; `title` is told when it is pointed at."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role
    width: float = 1
    title: str = ""


@dataclass(frozen=True)
class Dot:
    """A dot, filled or hollow."""

    x: float
    y: float
    radius: float
    role: Role
    hollow: bool = False
    title: str = ""


@dataclass(frozen=True)
class Label:
    """Words, with the middle of their height at `y`."""

    x: float
    y: float
    text: str
    role: Role = "ink"
    anchor: Anchor = "start"
    size: float = 12
    bold: bool = False


Shape = Line | Dot | Label


@dataclass(frozen=True)
class Picture:
    """Shapes on a sheet, with words for who does not see it."""

    width: float
    height: float
    title: str
    description: str
    shapes: Sequence[Shape]


def as_svg(picture: Picture) -> str:
    """The picture as SVG that follows the reader's choice of light or dark."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {picture.width:g} {picture.height:g}",
            "width": f"{picture.width:g}",
            "height": f"{picture.height:g}",
            "role": "img",
            "aria-labelledby": "title description",
            "font-family": FONT,
        },
    )
    SubElement(root, "title", {"id": "title"}).text = picture.title
    SubElement(root, "desc", {"id": "description"}).text = picture.description
    SubElement(root, "style").text = f"{_style(LIGHT)}\n@media (prefers-color-scheme: dark) {{\n{_style(DARK)}\n}}"
    SubElement(root, "rect", {"width": "100%", "height": "100%", "class": "fill-paper"})
    for shape in picture.shapes:
        _add(root, shape)
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _style(colours: dict[Role, str]) -> str:
    return "\n".join(
        f".fill-{role} {{ fill: {colour} }} .line-{role} {{ stroke: {colour} }}" for role, colour in colours.items()
    )


def _add(root: Element, shape: Shape) -> None:
    match shape:
        case Line():
            ends = {name: f"{getattr(shape, name):g}" for name in ("x1", "y1", "x2", "y2")}
            made = SubElement(root, "line", {**ends, "class": f"line-{shape.role}", "stroke-width": f"{shape.width:g}"})
            _tell(made, shape.title)
        case Dot():
            place = {"cx": f"{shape.x:g}", "cy": f"{shape.y:g}", "r": f"{shape.radius:g}"}
            look = f"fill-paper line-{shape.role}" if shape.hollow else f"fill-{shape.role} line-{shape.role}"
            _tell(SubElement(root, "circle", {**place, "class": look, "stroke-width": "2"}), shape.title)
        case Label():
            words = {"x": f"{shape.x:g}", "y": f"{shape.y:g}", "dy": ".35em", "class": f"fill-{shape.role}"}
            words |= {"text-anchor": shape.anchor, "font-size": f"{shape.size:g}"}
            words |= {"font-weight": "600"} if shape.bold else {}
            SubElement(root, "text", words).text = shape.text


def _tell(element: Element, title: str) -> None:
    if title:
        SubElement(element, "title").text = title


def write_png(picture: Picture, path: Path) -> None:
    """The picture as PNG, in light colours. Raises KoersError when Pillow is not there or the file cannot be written.

    Pillow is not among the libraries that the bot itself needs.
    """
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError as error:
        raise KoersError("a chart as .png needs Pillow: uv sync --group dev; a chart as .svg needs nothing") from error
    image = Image.new("RGB", (round(picture.width * SCALE), round(picture.height * SCALE)), LIGHT["paper"])
    draw = ImageDraw.Draw(image)
    for shape in picture.shapes:
        colour = LIGHT[shape.role]
        match shape:
            case Line():
                ends = [shape.x1 * SCALE, shape.y1 * SCALE, shape.x2 * SCALE, shape.y2 * SCALE]
                draw.line(ends, fill=colour, width=round(shape.width * SCALE))
            case Dot():
                x, y, radius = shape.x * SCALE, shape.y * SCALE, (shape.radius + 1) * SCALE
                inside = LIGHT["paper"] if shape.hollow else colour
                draw.ellipse([x - radius, y - radius, x + radius, y + radius], inside, colour, 2 * SCALE)
            case Label():
                font = ImageFont.load_default(shape.size * SCALE)
                anchor = {"start": "lm", "middle": "mm", "end": "rm"}[shape.anchor]
                stroke = 0.5 if shape.bold else 0
                place = (shape.x * SCALE, shape.y * SCALE)
                draw.text(place, shape.text, colour, font, anchor, stroke_width=stroke)
    try:
        image.save(path, format="PNG")
    except OSError as error:
        raise KoersError(f"cannot write {path}: {error.strerror}") from error
