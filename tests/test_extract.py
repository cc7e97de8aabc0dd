"""Reading files: the formats Koers knows, and files that are damaged, closed or made to do harm."""

from __future__ import annotations

import asyncio
import codecs
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from knowledge.document import Heading
from knowledge.extract import Extracted, Problem, extract, supported, worker
from knowledge.extract import process as apart
from knowledge.extract.archive import judge
from knowledge.extract.pdf import read_pdf
from knowledge.extract.plain import read_markdown, read_text
from knowledge.extract.word import read_word


def saved(document: Any) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def with_parts(data: bytes, **changed: bytes) -> bytes:
    """A .docx in which some parts are replaced or added (word__document_xml is word/document.xml)."""
    names = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in changed.items()}
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, names.pop(part.filename, None) or old.read(part))
        for name, content in names.items():
            new.writestr(name, content)
    return target.getvalue()


def plain_docx(text: str = "De bedoeling staat voorop.") -> bytes:
    document = new_docx()
    document.add_paragraph(text)
    return saved(document)


def pdf_with(*pages: tuple[str, ...], password: str | None = None, owner: str | None = None) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for lines in pages:
        for place, line in enumerate(lines):
            canvas.drawString(72, 770 - 16 * place, line)
        canvas.showPage()
    canvas.save()
    if password is None and owner is None:
        return target.getvalue()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(target.getvalue())))
    writer.encrypt(user_password=password or "", owner_password=owner or password, algorithm="AES-256")
    closed = BytesIO()
    writer.write(closed)
    return closed.getvalue()


def scan() -> bytes:
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (40, 40), "grey").save(picture, "PNG")
    picture.seek(0)
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def text_of(found: Extracted | Problem) -> str:
    assert isinstance(found, Extracted), found
    return found.text


def heading_words(found: Extracted | Problem) -> list[tuple[int, str]]:
    assert isinstance(found, Extracted), found
    return [(heading.level, found.text[heading.start : heading.end]) for heading in found.headings]


# --- plain text and markdown


@pytest.mark.parametrize(
    ("encoded", "how"),
    [
        ("Coöperatie en visie".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Coöperatie en visie".encode(), "utf-8 with a mark"),
        ("Coöperatie en visie".encode("cp1252"), "cp1252"),
        ("Coöperatie en visie".encode("utf-16"), "utf-16 with a mark"),
        (codecs.BOM_UTF16_BE + "Coöperatie en visie".encode("utf-16-be"), "utf-16 big end first"),
        ("Coöperatie en visie".encode("utf-16-le"), "utf-16 without a mark"),
        ("Coöperatie en visie".encode("utf-16-be"), "utf-16 big end first without a mark"),
        ("Coöperatie en visie".encode("utf-32"), "utf-32 with a mark"),
    ],
)
def test_text_is_read_in_its_own_encoding(encoded: bytes, how: str) -> None:
    assert text_of(read_text(encoded)) == "Coöperatie en visie", how


def test_line_ends_become_one_kind_and_zero_bytes_go() -> None:
    text = "een lange regel met genoeg letters\r\ntwee\rdrie\0"
    assert text_of(read_text(text.encode())) == "een lange regel met genoeg letters\ntwee\ndrie"


def test_bytes_that_are_no_text_are_damaged() -> None:
    assert read_text(bytes(range(32)) * 40) == Problem("damaged")


def test_white_space_alone_is_empty() -> None:
    assert read_text(b" \n\t\r\n ") == Problem("empty")


def test_markdown_keeps_its_text_and_loses_its_front_matter() -> None:
    found = read_markdown(
        b"---\ntitle: 'Missie, in gewone woorden'\nrestates: Missie, visie: de strategie\n---\n"
        b"# Missie\n\n- *Wij* zijn er.\n"
    )
    assert isinstance(found, Extracted)
    assert found.text == "# Missie\n\n- *Wij* zijn er.\n"
    assert (found.title, found.restates) == ("Missie, in gewone woorden", "Missie, visie: de strategie")


def test_markdown_headings_point_at_their_words() -> None:
    found = read_markdown(b"# Een #\ntekst\n## Twee punt 1\n#geen\n```\n# ook geen\n```\n   ### Drie\n")
    assert heading_words(found) == [(1, "Een"), (2, "Twee punt 1"), (3, "Drie")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# Een", ["Een"]),
        ("###### Zes", ["Zes"]),
        ("####### Zeven", []),
        ("    # code", []),
        ("#", []),
        ("# #", []),
        ("## C#", ["C#"]),
        ("## C ##  ", ["C"]),
        ("#\tTab", ["Tab"]),
        ("#geen", []),
    ],
)
def test_what_is_a_heading_in_markdown(line: str, words: list[str]) -> None:
    assert [word for _, word in heading_words(read_markdown(f"x\n{line}\ny".encode()))] == words


@pytest.mark.parametrize(
    "line", ["# a" + " " * 2_000_000 + "b", "---\n" + " " * 2_000_000, "---\nk:" + " " * 2_000_000]
)
def test_a_line_made_to_keep_a_reader_busy_does_not(line: str) -> None:
    assert text_of(read_markdown(line.encode() + b"x")) == line + "x"


def test_a_front_matter_without_end_is_text() -> None:
    text = "---\n" + "a: b\n" * 500 + "---\neinde"
    assert text_of(read_markdown(text.encode())) == text


def test_a_rule_of_dashes_is_no_front_matter() -> None:
    assert text_of(read_markdown(b"Eerst tekst\n---\ndan meer\n---\n")) == "Eerst tekst\n---\ndan meer\n---\n"
    assert text_of(read_markdown(b"---\nnooit gesloten\n")) == "---\nnooit gesloten\n"


@given(st.binary(max_size=3000))
def test_any_bytes_as_text_give_text_that_can_be_stored_or_a_reason(data: bytes) -> None:
    for found in (read_text(data), read_markdown(data)):
        if isinstance(found, Extracted):
            assert "\0" not in found.text
            assert found.text.encode()
            assert found.text.strip()
            assert all(0 <= h.start < h.end <= len(found.text) for h in found.headings)


# --- .docx


def test_a_docx_gives_paragraphs_headings_lists_and_tables_in_order() -> None:
    document = new_docx()
    document.add_heading("Visie", 0)
    document.add_heading("Onze principes", 1)
    document.add_paragraph("Er zijn er drie.")
    document.add_paragraph("van buiten naar binnen", style="List Bullet")
    document.add_paragraph("samen", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate((("Plek", "Waarvoor"), ("Stilte", "lezen"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    document.add_heading("Tot slot", 2)
    document.add_paragraph("Klaar.")
    found = read_word(saved(document))
    assert text_of(found) == (
        "Visie\n\nOnze principes\n\nEr zijn er drie.\n\n• van buiten naar binnen\n• samen\n\n"
        "Plek | Waarvoor\nStilte | lezen\n\nTot slot\n\nKlaar."
    )
    assert heading_words(found) == [(1, "Visie"), (1, "Onze principes"), (2, "Tot slot")]


def test_a_dutch_heading_style_and_an_inherited_one_are_headings() -> None:
    document = new_docx()
    dutch: Any = document.styles.add_style("Kop 2", WD_STYLE_TYPE.PARAGRAPH)
    own: Any = document.styles.add_style("Paragraaftitel Oss", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("Hoofdstuk", style=dutch)
    document.add_paragraph("Paragraaf", style=own)
    assert heading_words(read_word(saved(document))) == [(2, "Hoofdstuk"), (3, "Paragraaf")]


@pytest.mark.parametrize(("level", "headings"), [("0", [(1, "Begin")]), ("²", []), ("9", []), ("x", [])])
def test_a_level_that_is_no_number_makes_no_heading(level: str, headings: list[tuple[int, str]]) -> None:
    document = new_docx()
    body = document.element.body
    outline = f"<w:pPr><w:outlineLvl w:val='{level}'/></w:pPr>"
    body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{outline}<w:r><w:t>Begin</w:t></w:r></w:p>"))
    found = read_word(saved(document))
    assert text_of(found) == "Begin"
    assert heading_words(found) == headings


def test_headers_and_footers_of_a_docx_are_left_out() -> None:
    document = new_docx()
    document.sections[0].header.paragraphs[0].text = "Gemeente Oss"
    document.sections[0].footer.paragraphs[0].text = "bladzijde 1"
    document.add_paragraph("Alleen dit.")
    assert text_of(read_word(saved(document))) == "Alleen dit."


def test_content_controls_links_insertions_and_boxes_are_read_and_deletions_are_not() -> None:
    document = new_docx()
    body = document.element.body
    names = nsdecls("w")
    for xml in (
        f"<w:sdt {names}><w:sdtContent><w:p><w:r><w:t>In een besturing.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        f"<w:p {names}><w:ins><w:r><w:t>Erbij</w:t></w:r></w:ins><w:del><w:r><w:delText>Eraf</w:delText></w:r></w:del>"
        f"<w:hyperlink><w:r><w:t xml:space='preserve'> en door</w:t></w:r></w:hyperlink></w:p>",
        f"<w:p {names}><w:r><w:t>Buiten</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>Binnen</w:t></w:r></w:p>"
        f"</w:txbxContent></w:pict></w:r></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(xml))
    assert text_of(read_word(saved(document))) == "In een besturing.\n\nErbij en door\n\nBuiten\n\nBinnen"


def test_a_docx_without_text_is_empty() -> None:
    assert asyncio.run(extract("leeg.docx", saved(new_docx()))) == Problem("empty")


def test_a_zip_bomb_is_hostile_by_its_table_of_contents() -> None:
    bomb = with_parts(plain_docx(), word__media__zeros_xml=b"\0" * 30_000_000)
    assert len(bomb) < 200_000
    assert judge(bomb) == Problem("hostile")


def test_a_zip_that_lies_about_its_sizes_is_not_unpacked() -> None:
    honest = with_parts(plain_docx(), word__media__zeros_xml=b"\0" * 30_000_000)
    lying = honest.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 1000))
    assert lying != honest
    assert judge(lying) == Problem("damaged")


def test_parts_that_share_one_piece_of_the_file_add_up() -> None:
    """A quine-like bomb: many entries that all unfold the same compressed bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", zlib.compress(b"x" * 100) * 20_000)
        kernel = archive.infolist()[0]
        for number in range(400):
            twin = zipfile.ZipInfo(f"word/part{number}.bin")
            for field in ("header_offset", "compress_type", "CRC", "compress_size", "file_size"):
                setattr(twin, field, getattr(kernel, field))
            archive.filelist.append(twin)
    found = judge(target.getvalue())
    assert found is not None
    assert found.kind in ("hostile", "too_large", "damaged")


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE w SYSTEM "http://127.0.0.1/evil.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_a_docx_are_hostile(declaration: bytes, encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>{declaration.decode()}'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    ).encode(encoding)
    data = with_parts(plain_docx(), word__document_xml=xml)
    assert asyncio.run(extract("brief.docx", data)) == Problem("hostile")


def test_the_parser_itself_reads_no_local_file(tmp_path: Path) -> None:
    """Were the check of the archive ever passed by, the file next to the bot would still stay unread."""
    secret = tmp_path / "secret.txt"
    secret.write_text("het wachtwoord is hond", encoding="utf-8")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    ).encode()
    opened = new_docx(BytesIO(with_parts(plain_docx(), word__document_xml=xml)))
    assert "hond" not in "".join(p.text for p in opened.paragraphs)


def test_a_zip_inside_a_docx_is_left_alone() -> None:
    inner = with_parts(plain_docx(), more_xml=b"\0" * 30_000_000)
    data = with_parts(plain_docx("Buitenste."), **{"word__embeddings__inner.zip": inner})
    assert text_of(asyncio.run(extract("brief.docx", data))) == "Buitenste."


def test_a_part_that_climbs_out_of_the_archive_is_hostile() -> None:
    assert judge(with_parts(plain_docx(), **{"..__..__etc__cron": b"x"})) == Problem("hostile")


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_docx_is_damaged(kept: float) -> None:
    data = plain_docx()
    assert asyncio.run(extract("kapot.docx", data[: int(len(data) * kept)])) == Problem("damaged")


def test_a_zip_that_is_no_docx_is_not_read() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("lezen.txt", "hallo")
    assert judge(target.getvalue()) == Problem("damaged")
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert judge(target.getvalue()) == Problem("unsupported")


# --- .pdf


def test_a_pdf_gives_its_text_without_what_every_page_repeats() -> None:
    pages = [("Gemeente Oss - visie", f"Zin {name} loopt door", f"Bladzijde {n}") for n, name in enumerate("abcde")]
    text = text_of(read_pdf(pdf_with(*pages)))
    assert text.split("\n") == [f"Zin {name} loopt door" for name in "abcde"]


def test_a_short_pdf_keeps_every_line() -> None:
    assert text_of(read_pdf(pdf_with(("Kop", "Een zin."), ("Kop", "Nog een.")))).split("\n") == [
        "Kop",
        "Een zin.",
        "Kop",
        "Nog een.",
    ]


def test_a_pdf_behind_a_password_is_encrypted() -> None:
    data = pdf_with(("Geheim",), password="hond")
    assert asyncio.run(extract("geheim.pdf", data)) == Problem("encrypted")


def test_a_pdf_that_may_only_not_be_changed_is_read() -> None:
    assert "Openbaar" in text_of(read_pdf(pdf_with(("Openbaar stuk",), owner="hond")))


def test_a_pdf_of_pictures_is_scanned_and_one_of_nothing_empty() -> None:
    assert asyncio.run(extract("scan.pdf", scan())) == Problem("scanned")
    assert asyncio.run(extract("leeg.pdf", pdf_with((), ()))) == Problem("empty")


@pytest.mark.parametrize("kept", [0.05, 0.3])
def test_a_truncated_pdf_is_damaged(kept: float) -> None:
    data = pdf_with(*[(f"regel {n}",) for n in range(20)])
    assert asyncio.run(extract("kapot.pdf", data[: int(len(data) * kept)])) == Problem("damaged")


def raw_pdf(*objects: bytes) -> bytes:
    """A .pdf from its objects, the first the catalog."""
    out, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def test_pages_that_contain_each_other_end() -> None:
    loop = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    )
    found = asyncio.run(extract("kring.pdf", loop))
    assert isinstance(found, Problem)
    assert found.kind in ("damaged", "too_large", "empty")


def test_a_stream_that_unfolds_again_and_again_is_too_large() -> None:
    content = zlib.compress(zlib.compress(zlib.compress(b"0 0 m\n" * 40_000_000, 9), 9), 9)
    bomb = raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << >> >>",
        stream(content, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"),
    )
    assert len(bomb) < 10_000
    assert asyncio.run(extract("bom.pdf", bomb)) == Problem("too_large")


# --- any format


async def test_a_file_is_read_as_what_it_is_whatever_it_is_called() -> None:
    assert text_of(await extract("eigenlijk-word.txt", plain_docx("Toch Word."))) == "Toch Word."
    assert await extract("eigenlijk-tekst.docx", b"gewone tekst") == Problem("damaged")
    assert await extract("eigenlijk-plaatje.pdf", b"\x89PNG\r\n\x1a\n" + bytes(100)) == Problem("damaged")
    assert await extract("eigenlijk-plaatje.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)) == Problem("damaged")


async def test_other_formats_are_unsupported_and_nothing_is_empty() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert await extract("rekenblad.xlsx", plain_docx()) == Problem("unsupported")
    assert await extract("geen-extensie", b"tekst") == Problem("unsupported")
    assert await extract("oud.docx", ole) == Problem("unsupported")
    assert await extract("dicht.docx", ole + "EncryptedPackage".encode("utf-16-le")) == Problem("encrypted")
    assert await extract("niets.pdf", b"") == Problem("empty")
    assert supported("Visie.DOCX")
    assert not supported("foto.jpg")


async def test_the_process_may_use_little_memory_and_time_and_write_nothing(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from knowledge.extract.worker import limit; limit()\n"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + w))[1] for w in ('AS', 'CPU', 'FSIZE')], flush=True)\n"
        "try: bytearray(2 << 30)\nexcept MemoryError: print('no memory', flush=True)\n"
        "try: open(sys.argv[1], 'w').write('x' * 99999)\nexcept OSError: print('no files', flush=True)\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(tmp_path / "f"), cwd=apart.ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert said.decode().splitlines() == [
        str([worker.MEMORY, worker.PROCESSOR_SECONDS, 0]),
        "no memory",
        "no files",
    ]


async def test_a_process_that_takes_too_long_is_ended() -> None:
    assert await apart.read_apart("pdf", pdf_with(("tekst",)), seconds=0.0) == Problem("too_large")


async def test_the_bot_itself_loads_none_of_the_libraries_that_read_files() -> None:
    program = (
        "import sys, knowledge.extract, domain.library\n"
        "print([name for name in ('docx', 'pypdf', 'lxml', 'azure.identity') if name in sys.modules])"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, cwd=apart.ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert (await process.communicate())[0].split() == [b"[]"]


async def test_the_process_gets_no_secret_of_the_bot(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    start = asyncio.create_subprocess_exec

    async def watched(*command: Any, **options: Any) -> Any:
        seen.append(options["env"])
        return await start(*command, **options)

    monkeypatch.setenv("KOERS_APP_SECRET", "geheim")
    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)
    assert text_of(await extract("brief.docx", plain_docx("Goed."))) == "Goed."
    assert len(seen) == 1
    assert not [name for name in seen[0] if name.startswith("KOERS")]


def broken(make: Callable[[], bytes]) -> st.SearchStrategy[bytes]:
    """A good file with some of its bytes replaced."""
    good = make()
    changes = st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), min_size=1, max_size=30)

    def apply(edits: list[tuple[int, int]]) -> bytes:
        data = bytearray(good)
        for place, value in edits:
            data[place] = value
        return bytes(data)

    return changes.map(apply)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken(plain_docx) | st.binary(max_size=500).map(lambda rest: b"PK\x03\x04" + rest))
def test_a_broken_docx_gives_text_or_a_reason(data: bytes) -> None:
    assert isinstance(worker.read(read_word, data), Extracted | Problem)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken(lambda: pdf_with(("Een", "twee"))) | st.binary(max_size=500).map(lambda rest: b"%PDF-1.7" + rest))
def test_a_broken_pdf_gives_text_or_a_reason(data: bytes) -> None:
    assert isinstance(worker.read(read_pdf, data), Extracted | Problem)


def test_headings_are_offsets_in_the_text() -> None:
    assert read_markdown(b"## A b\n") == Extracted("## A b\n", (Heading(2, 3, 6),))
