"""A picture of whatever size and kind, decoded and written anew so small that it goes along on a card."""
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

from graph.images import LARGEST_ON_A_CARD, NotAPicture, Picture

MOST_PIXELS = 25_000_000  # what may be decoded: some 100 MB of memory, one at a time
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")  # no other decoder is tried, whatever the file says it is
SIDES = (640, 480, 400, 320, 240, 160)  # pixels of the longest side, the best first
QUALITIES = (80, 65, 50, 35)
WHITE = (255, 255, 255)


def made_small(content: bytes, limit: int = LARGEST_ON_A_CARD) -> Picture:
    """The picture in these bytes, anew and in at most `limit` bytes (a few thousand at least): as sharp as fits, and
    with its transparency where that fits too. Of what moves, the first image. Raises NotAPicture.
    """
    picture = _decoded(content)
    for attempt in _attempts(picture):
        if len(attempt.content) <= limit:
            return attempt
    raise NotAPicture(f"no version of it fits in {limit} bytes")


def _decoded(content: bytes) -> Image.Image:
    """Upright, at most as large as it will be used, and in RGB or RGBA."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                raise NotAPicture(f"{width} by {height} pixels is more than {MOST_PIXELS}")
            opened.draft("RGB", (SIDES[0], SIDES[0]))  # lets a JPEG be decoded small at once
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
            picture.thumbnail((SIDES[0], SIDES[0]))
            return _bare(picture)
    except NotAPicture:
        raise
    except Exception as error:  # decoders of hostile bytes fail in as many ways as there are formats
        raise NotAPicture(f"it cannot be read as a picture: {type(error).__name__}") from error


def _bare(picture: Image.Image) -> Image.Image:
    """The same pixels without the remarks, profiles and places that Pillow carries along and would write again."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _attempts(picture: Image.Image) -> Iterator[Picture]:
    """Ever smaller versions. A drawing is smaller, and sharper, as PNG; a photo as JPEG."""
    for side in SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side))
        yield _written(smaller.quantize(256, Image.Quantize.FASTOCTREE), "PNG")
        flat = _without_transparency(smaller)
        for quality in QUALITIES:
            yield _written(flat, "JPEG", quality=quality, progressive=True)


def _without_transparency(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    flat = Image.new("RGB", picture.size, WHITE)
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat


def _written(picture: Image.Image, format: str, **options: int | bool) -> Picture:
    out = BytesIO()
    picture.save(out, format, optimize=True, **options)
    return Picture(f"image/{format.lower()}", out.getvalue(), *picture.size)
