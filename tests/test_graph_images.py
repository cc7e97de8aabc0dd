"""Pictures of the library on a card: found, checked by what they are, and never larger than a card can hold."""

from __future__ import annotations

import base64
import random
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from graph.client import GraphClient
from graph.images import LARGEST_ON_A_CARD, Images, NotAPicture
from graph.made_small import made_small
from graph.problems import NotFound, TooLarge
from settings import Settings
from tests.graph_caller import Caller, calling, drive
from tests.graph_wire import Reply, Wire, graph_wire

GPS = 0x8825


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """What compresses worst."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), random.Random(7).randbytes(width * height * bands))


def drawing(mode: str = "RGB", size: tuple[int, int] = (1200, 600)) -> Image.Image:
    picture = Image.new(mode, size, (250, 250, 250, 0)[: len(mode)])
    picture.paste((20, 90, 80, 255)[: len(mode)], (0, 0, size[0] // 2, size[1]))
    return picture


def written(picture: Image.Image, format: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def read(data_uri: str) -> Image.Image:
    kind, _, content = data_uri.partition(";base64,")
    picture = Image.open(BytesIO(base64.b64decode(content)))
    assert kind == f"data:{picture.get_format_mimetype()}"
    picture.load()
    return picture


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_kind_of_picture_fits_on_a_card_and_is_what_it_says(format: str) -> None:
    picture = made_small(written(drawing(), format))
    shown = read(picture.data_uri)
    assert shown.format in ("PNG", "JPEG")
    assert shown.size == (picture.width, picture.height) == (640, 320)
    assert len(picture.data_uri) <= LARGEST_ON_A_CARD * 4 / 3 + 40
    red, green, blue = shown.convert("RGB").getpixel((40, 40))  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
    assert abs(red - 20) < 12
    assert abs(green - 90) < 12
    assert abs(blue - 80) < 12


@pytest.mark.parametrize("size", [(2000, 2000), (4000, 90), (3, 4000), (1, 1)])
def test_even_the_worst_picture_fits(size: tuple[int, int]) -> None:
    picture = made_small(written(noise(*size), "PNG"))
    assert len(picture.content) <= LARGEST_ON_A_CARD
    assert max(picture.width, picture.height) <= 640


def test_a_larger_limit_gives_a_sharper_picture() -> None:
    content = written(noise(1000, 800), "JPEG")
    small, large = made_small(content), made_small(content, 200 * 1024)
    assert (large.width, large.height) == (640, 512)
    assert small.width < large.width


def test_a_limit_that_nothing_fits_in_is_said() -> None:
    with pytest.raises(NotAPicture):
        made_small(written(noise(500, 500), "PNG"), 50)


def test_transparency_is_kept_where_it_fits() -> None:
    shown = read(made_small(written(drawing("RGBA"), "PNG")).data_uri).convert("RGBA")
    assert shown.getpixel((600, 10))[3] == 0  # pyright: ignore[reportIndexIssue, reportOptionalSubscript, reportUnknownMemberType]
    assert shown.getpixel((10, 10))[3] > 250  # pyright: ignore[reportIndexIssue, reportOptionalSubscript, reportUnknownMemberType]


def test_what_a_camera_says_about_a_picture_is_left_out_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # on its side
    exif[0x010F] = "Camera van Sanne"
    exif.get_ifd(GPS)[1] = "N"
    content = written(noise(400, 200), "JPEG", exif=exif, comment=b"geheim")
    assert b"Sanne" in content
    picture = made_small(content)
    assert picture.width < picture.height
    assert b"Sanne" not in picture.content
    assert b"geheim" not in picture.content
    assert not dict(read(picture.data_uri).getexif())


def test_a_picture_with_something_behind_it_comes_out_without_that() -> None:
    picture = made_small(written(drawing(), "PNG") + b"<script>alert(1)</script>")
    assert b"script" not in picture.content


def bomb() -> bytes:
    """A small file of very many pixels."""
    return written(Image.new("1", (20_000, 20_000)), "PNG")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen plaatje",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7 ...",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        written(drawing(), "PNG")[:300],
        written(drawing(), "TIFF"),
        written(drawing(), "BMP"),
        bomb(),
    ],
)
def test_what_is_no_picture_by_its_content_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        made_small(content)


def test_damaged_pictures_are_refused_or_shown_but_never_break() -> None:
    chance = random.Random(5)
    for format in ("PNG", "JPEG", "GIF", "WEBP"):
        whole = written(drawing(size=(64, 48)), format)
        for _ in range(60):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 6)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                assert made_small(bytes(damaged)).content
            except NotAPicture:
                continue


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path / "tenant") as caller:
        yield caller


@pytest.fixture
async def images(tenant: Caller, tmp_path: Path) -> AsyncIterator[Images]:
    settings = Settings.for_local_tenant(
        "oss", tenant.tenant.base_url, tenant_id=tenant.tenant.tenant_id, data=tmp_path, port=0
    )
    client = GraphClient(settings)
    yield Images(client)
    await client.close()


async def put(tenant: Caller, path: str, content: bytes) -> str:
    return (await tenant("PUT", f"{drive(tenant)}/root:/{path}:/content", content)).body["id"]


async def test_the_pictures_of_a_folder_are_listed_by_name_and_shown(tenant: Caller, images: Images) -> None:
    id = await put(tenant, "Beeld/Werk%20%26%20fiets%20%231.jpg", written(drawing(), "JPEG"))
    await put(tenant, "Beeld/aap.PNG", written(drawing(), "PNG"))
    await put(tenant, "Beeld/verslag.docx", b"PK")
    await put(tenant, "Beeld/map.png/binnen.png", written(drawing(), "PNG"))
    await put(tenant, "elders.png", written(drawing(), "PNG"))
    found = await images.listed(tenant.tenant.files.drive_id, "/Beeld/")
    assert [file.name for file in found] == ["aap.PNG", "Werk & fiets #1.jpg"]
    assert found[1].id == id
    assert found[1].size > 0
    picture = await images.picture(tenant.tenant.files.drive_id, id)
    assert (picture.width, picture.height) == (640, 320)


async def test_a_name_of_a_picture_does_not_make_it_one(tenant: Caller, images: Images) -> None:
    id = await put(tenant, "Beeld/nep.png", b"<html><script>alert(1)</script></html>")
    with pytest.raises(NotAPicture):
        await images.picture(tenant.tenant.files.drive_id, id)


async def test_a_folder_or_file_that_is_not_there_is_no_fault(tenant: Caller, images: Images) -> None:
    assert await images.listed(tenant.tenant.files.drive_id, "Bestaat niet") == ()
    with pytest.raises(NotFound):
        await images.picture(tenant.tenant.files.drive_id, "x")


async def test_no_more_is_downloaded_or_listed_than_can_be_used(tmp_path: Path) -> None:
    async with graph_wire() as wire:
        client = GraphClient(wire.settings(tmp_path))
        images = Images(client)
        many = [{"id": f"i{n}", "name": f"{n:03}.png", "size": 5, "file": {}} for n in range(150)]
        odd = [{"id": "z", "name": "a.png", "size": 11 * 1024 * 1024, "file": {}}, {"id": "y", "name": None}]
        wire.on("/drives/d/root:/B:/children", {"value": [*odd, *many]})
        assert [file.id for file in await images.listed("d", "B")] == [f"i{n}" for n in range(100)]
        _serve(wire, b"x" * (10 * 1024 * 1024 + 1))
        with pytest.raises(TooLarge):
            await images.picture("d", "i1")
        await client.close()


def _serve(wire: Wire, content: bytes) -> None:
    wire.on("/drives/d/items/i1/content", Reply(None, 302, {"Location": f"{wire.url}/file"}))
    wire.on("//file", Reply(content))
