"""The Word template of progress reports that comes with Koers."""

from __future__ import annotations

from commands.templates.sheet import Sheet
from domain.house_style import HouseStyle
from locales import Texts


def voortgang(municipality: str, style: HouseStyle, texts: Texts) -> bytes:
    """The template, in the language of `texts`."""
    sheet = Sheet(style, texts.language)
    sheet.edges(
        municipality,
        texts("template-mark", municipality=municipality),
        f"{texts('document-sort-report')} {{{{ name }}}}, {{{{ due }}}}",
        texts("template-page"),
        texts("template-of"),
    )
    sheet.title("{{ name }}", texts("document-sort-report") + " {{ due }}")
    fields = ("series", "published", "principal", "contractor")
    rows = [(texts(f"template-{field}"), f"{{{{ {field} or empty }}}}") for field in fields]
    rows.append((texts("template-edition"), "{{ edition }}{% if correction %} ({{ correction }}){% endif %}"))
    sheet.heading(texts("template-facts"))
    heads = (texts("template-what"), texts("template-filled"))
    sheet.facts(texts("template-facts"), texts("template-facts-about"), heads, rows)
    sheet.heading(texts("template-summary"))
    sheet.text("{{ summary or empty }}")
    _tables(sheet, texts)
    sheet.heading(texts("template-decisions"))
    sheet.text("{{ decisions or empty }}")
    return sheet.saved(texts("document-sort-report"))


def _tables(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-signals"))
    sheet.rows(
        texts("template-signals"),
        texts("template-signals-about"),
        "signals",
        [
            (texts("template-subject"), "{{ one.subject }}", 3.5),
            (texts("template-light"), "{{ one.light or empty }}", 4.5),
            (texts("template-words"), "{{ one.words }}", 8.0),
        ],
    )
    sheet.heading(texts("template-planning"))
    sheet.rows(
        texts("template-planning"),
        texts("template-progress-about"),
        "milestones",
        [
            (texts("template-milestone"), "{{ one.name }}", 6.0),
            (texts("template-planned"), "{{ one.planned }}", 3.5),
            (texts("template-now"), "{{ one.day }}", 3.5),
            (texts("template-state-of"), "{{ one.state }}", 3.0),
        ],
    )
