"""Fills in a template, in this process: docxtpl, in a sandbox of Jinja in which a value is never code and never XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast
from xml.etree import ElementTree

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateAssertionError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from domain.word.problems import TemplateProblem
from domain.word.values import About, Values, harmless, plain

LARGEST_TEMPLATE = 5 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 40 * 1024 * 1024  # bytes
LONGEST_PROPERTY = 255  # characters, as Word has it
FILTERS = ("upper", "lower", "capitalize", "title", "length", "count", "join", "first", "last", "default", "d")
# Written as numbers, these mean nothing to whatever reads the XML before it is a document: Jinja, docxtpl, XML.
NUMBERED = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'{}%#"}
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # of every file in the package: the same values give the same bytes
PLACE = re.compile(r"'([\w ]{1,60})' is undefined|has no attribute '([\w ]{1,60})'")


def fill(template: bytes, values: Values, about: About) -> bytes:
    """The document. Raises TemplateProblem that says what is wrong with the template."""
    document = _opened(template)
    context = plain(values)
    try:
        document.render(cast("dict[str, Any]", context), _sandbox())
    except UndefinedError as error:
        named = PLACE.search(str(error))
        raise TemplateProblem(
            f"it asks for {named[1] or named[2] if named else 'something'!r}, which there is not"
        ) from error
    except SecurityError as error:
        raise TemplateProblem("it does something that a template may not do") from error
    except TemplateAssertionError as error:
        raise TemplateProblem(f"it uses something that is not allowed here: {error.message}") from error
    except TemplateSyntaxError as error:
        raise TemplateProblem(f"a code between braces is not right: {error.message}") from error
    except (TemplateError, SyntaxError) as error:
        raise TemplateProblem(f"it cannot be filled in: {type(error).__name__}") from error
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise TemplateProblem(f"it reckons with what cannot be reckoned with: {type(error).__name__}") from error
    _describe(document, about)
    return _saved(document)


def _opened(template: bytes) -> _Strict:
    if len(template) > LARGEST_TEMPLATE:
        raise TemplateProblem(f"it is larger than {LARGEST_TEMPLATE // 1024 // 1024} MB")
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise TemplateProblem("it is far larger inside than outside")
        document = _Strict(BytesIO(template))
        document.init_docx()
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise TemplateProblem("it is not a Word document (.docx)") from error
    return document


class _Strict(DocxTemplate):
    """docxtpl mends XML that is not right by leaving out what it does not understand; here it is a problem instead."""

    def render_xml_part(
        self, src_xml: str, part: object, context: Mapping[str, object], jinja_env: Environment | None = None
    ) -> str:
        """The part, filled in, which has to be XML."""
        made = super().render_xml_part(src_xml, part, context, jinja_env)
        ElementTree.fromstring(made)
        return made


def _sandbox() -> SandboxedEnvironment:
    sandbox = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_written)
    known = cast("dict[str, Any]", sandbox.filters)  # pyright: ignore[reportUnknownMemberType]
    sandbox.globals = {}
    sandbox.filters = {name: known[name] for name in FILTERS}
    return sandbox


def _written(value: object) -> Markup:
    """What a template writes where it names a value. Raises TypeError for what is no text."""
    if isinstance(value, StrictUndefined):
        str(value)  # raises, and says which
    if isinstance(value, Markup) or not isinstance(value, str | int):
        raise TypeError(f"{type(value).__name__} cannot be written")
    return Markup(str(value).translate(NUMBERED))


def _describe(document: _Strict, about: About) -> None:
    properties = document.docx.core_properties
    properties.title = _property(about.title)
    properties.author = properties.last_modified_by = _property(about.author)
    properties.subject = _property(about.subject)
    properties.keywords = _property("; ".join(about.keywords))
    properties.language = about.language
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = MADE


def _property(text: str) -> str:
    return harmless(text).replace("\n", " ")[:LONGEST_PROPERTY]


def _saved(document: _Strict) -> bytes:
    """The package. Its files carry one date, so that a document that was made again is known to be the same."""
    raw, made = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            info = zipfile.ZipInfo(part.filename, date_time=MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, before.read(part.filename))
    return made.getvalue()
