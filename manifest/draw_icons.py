"""Draws the two icons of the app: a compass needle on a calm ground. Run it after a change of the drawing."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent
SCALE = 8  # drawn larger and scaled down, for smooth edges
GROUND = (31, 92, 87, 255)
LIGHT = (255, 255, 255, 255)
WARM = (255, 190, 92, 255)


def needle(size: int, margin: float) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """The two halves of a needle that points to the upper right, in pixels of a square of `size`."""
    low, high, middle, waist = size * margin, size * (1 - margin), size / 2, size * 0.09
    return (
        [(high, low), (middle + waist, middle + waist), (middle - waist, middle - waist)],
        [(low, high), (middle + waist, middle + waist), (middle - waist, middle - waist)],
    )


def color() -> Image.Image:
    """192 x 192, full colour."""
    size = 192 * SCALE
    image = Image.new("RGBA", (size, size), GROUND)
    draw = ImageDraw.Draw(image)
    ring = size * 0.17
    draw.ellipse((ring, ring, size - ring, size - ring), outline=LIGHT, width=size // 24)
    ahead, behind = needle(size, 0.28)
    draw.polygon(ahead, fill=WARM)
    draw.polygon(behind, fill=LIGHT)
    return image.resize((192, 192), Image.Resampling.LANCZOS)


def outline() -> Image.Image:
    """32 x 32, white on transparent, as Teams asks."""
    size = 32 * SCALE
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((SCALE, SCALE, size - SCALE, size - SCALE), outline=255, width=SCALE * 2)
    ahead, behind = needle(size, 0.26)
    draw.polygon(ahead, fill=255)
    draw.line([*behind, behind[0]], fill=255, width=SCALE)
    image = Image.new("RGBA", (32, 32), (255, 255, 255, 0))
    image.putalpha(mask.resize((32, 32), Image.Resampling.LANCZOS))
    return image


if __name__ == "__main__":
    color().save(FOLDER / "color.png", optimize=True)
    outline().save(FOLDER / "outline.png", optimize=True)
