"""The Word template of project start documents that comes with Koers."""

from __future__ import annotations

from commands.templates.sheet import Sheet
from domain.house_style import HouseStyle
from locales import Texts

# (key of the heading, field) of what is a text and nothing else
WHY = (("reason", "reason"), ("task", "task"), ("goal", "goal"))
WHAT = (("result", "result"), ("effect", "effect"))
SCOPE = (("in-scope", "in_scope"), ("out-of-scope", "out_of_scope"))


def startdocument(municipality: str, style: HouseStyle, texts: Texts) -> bytes:
    """The template, in the language of `texts`."""
    sheet = Sheet(style, texts.language)
    sheet.edges(
        municipality,
        texts("template-mark", municipality=municipality),
        f"{texts('document-sort-start')} {{{{ name }}}}",
        texts("template-page"),
        texts("template-of"),
    )
    sheet.title("{{ name }}", texts("document-sort-start"))
    _facts(sheet, texts)
    for key, fields in (("why", WHY), ("yields", WHAT)):
        _texts(sheet, texts, key, fields)
    _how(sheet, texts)
    _compass(sheet, texts)
    _vision(sheet, texts)
    _texts(sheet, texts, "scope", SCOPE)
    _people(sheet, texts)
    _money(sheet, texts)
    _planning(sheet, texts)
    _risks(sheet, texts)
    sheet.heading(texts("template-communication"))
    sheet.text("{{ communication or empty }}")
    sheet.heading(texts("template-links"))
    columns = [
        (texts("template-project"), "{{ one.name }}", 6.0),
        (texts("template-how-linked"), "{{ one.how }}", 10.0),
    ]
    sheet.rows(texts("template-links"), texts("template-links-about"), "links", columns)
    _approval(sheet, texts)
    return sheet.saved(texts("document-sort-start"))


def _facts(sheet: Sheet, texts: Texts) -> None:
    fields = ("principal", "contractor", "deputy", "department", "start", "end", "lane", "state")
    rows = [(texts(f"template-{field}"), f"{{{{ {field} or empty }}}}") for field in fields]
    rows.append((texts("template-edition"), "{{ edition }} ({{ changed }})"))
    heads = (texts("template-what"), texts("template-filled"))
    sheet.heading(texts("template-facts"))
    sheet.facts(texts("template-facts"), texts("template-facts-about"), heads, rows)


def _texts(sheet: Sheet, texts: Texts, key: str, fields: tuple[tuple[str, str], ...]) -> None:
    sheet.heading(texts(f"template-{key}"))
    for name, field in fields:
        sheet.heading(texts(f"template-{name}"), 2)
        sheet.text(f"{{{{ {field} or empty }}}}")


def _how(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-how"))
    sheet.heading(texts("template-approach"), 2)
    sheet.text("{{ approach or empty }}")
    sheet.heading(texts("template-role"), 2)
    sheet.text("{{ role or empty }}{% if role_about %}. {{ role_about }}{% endif %}")
    sheet.code("if role_why")
    sheet.text("{{ role_why }}")
    sheet.code("endif")
    sheet.code("if other_roles")
    sheet.text(texts("template-other-roles") + " {{ other_roles|join(', ') }}.")
    sheet.code("endif")


def _compass(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-compass"))
    sheet.heading("{{ compass_name }}", 2)
    sheet.each("compass")
    sheet.heading(texts("template-goals"), 2)
    sheet.each("goals")


def _vision(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-vision"))
    sheet.code("for one in passages")
    sheet.text("“{{ one.quote }}”", "Quote")
    sheet.text(
        texts("template-source") + " {{ one.document }}{% if one.section %}, {{ one.section }}{% endif %}", "Bron"
    )
    sheet.code("else")
    sheet.text("{{ empty }}")
    sheet.code("endfor")


def _people(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-outside"))
    sheet.rows(
        texts("template-outside"),
        texts("template-outside-about"),
        "partners",
        [
            (texts("template-who"), "{{ one.name }}", 5.0),
            (texts("template-form"), "{{ one.form }}", 4.0),
            (texts("template-reason-for"), "{{ one.why }}", 7.0),
        ],
    )
    sheet.heading(texts("template-team"))
    sheet.rows(
        texts("template-team"),
        texts("template-team-about"),
        "team",
        [
            (texts("template-name"), "{{ one.name }}", 6.0),
            (texts("template-part"), "{{ one.part }}", 7.0),
            (texts("template-hours"), "{{ one.hours }}", 3.0),
        ],
        total=(texts("template-total"), "", "{{ hours }}"),
    )


def _money(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-money"))
    fields = ("investment", "yearly_costs", "yearly_savings", "payback")
    rows = [(texts(f"template-{field.replace('_', '-')}"), f"{{{{ money.{field} or empty }}}}") for field in fields]
    heads = (texts("template-what"), texts("template-amount"))
    sheet.facts(texts("template-money"), texts("template-money-about"), heads, rows)
    sheet.text("{{ money.explanation }}")


def _planning(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-planning"))
    columns = [(texts("template-milestone"), "{{ one.name }}", 11.0), (texts("template-day"), "{{ one.day }}", 5.0)]
    sheet.rows(texts("template-planning"), texts("template-planning-about"), "milestones", columns)


def _risks(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-risks"))
    sheet.rows(
        texts("template-risks"),
        texts("template-risks-about"),
        "risks",
        [
            (texts("template-risk"), "{{ one.what }}", 5.5),
            (texts("template-chance"), "{{ one.chance }}", 2.5),
            (texts("template-effect-of"), "{{ one.effect }}", 2.5),
            (texts("template-measure"), "{{ one.measure }}", 5.5),
        ],
    )


def _approval(sheet: Sheet, texts: Texts) -> None:
    sheet.heading(texts("template-approval"))
    sheet.code("if approval.by")
    sheet.text(texts("template-approved") + " {{ approval.on }}, {{ approval.by }} {{ approval.stood_in }}", leads=True)
    sheet.code("else")
    sheet.text(texts("template-not-approved"), leads=True)
    sheet.code("endif")
    heads = [texts(f"template-{key}") for key in ("signs-as", "name", "date", "signature")]
    rows = [
        (texts("template-principal"), "{{ approval.principal or principal }}", "{{ approval.on }}", ""),
        (texts("template-contractor"), "{{ approval.contractor or contractor }}", "", ""),
    ]
    sheet.signatures(texts("template-approval"), texts("template-approval-about"), heads, rows)
