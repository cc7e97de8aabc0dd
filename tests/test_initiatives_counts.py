"""Charts, pages and the workbook say the same: each equals the list that it is made of."""

from __future__ import annotations

import io
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from domain.initiatives.desk import blank, searched
from domain.initiatives.model import LONGEST_WHAT, PAGE, Initiative, Wanted
from errors import Unavailable
from store import initiative_people, initiatives
from store.database import Database
from store.initiative_people import Taking
from tests.initiatives import BENCH, JAN, KEES, MARIJKE, OSS, PIET, RIA, Stage, on_stage

HEADINGS = [*(term.id for term in OSS.initiatives.headings), "van-vroeger"]  # one that the municipality has no more
STATUSES = [status.id for status in OSS.initiatives.statuses]
PEOPLE = [RIA, JAN, PIET, KEES, ""]


async def filled(stage: Stage, source: random.Random, count: int) -> None:
    async with stage.database.write() as session:
        for number in range(count):
            stage.later(timedelta(seconds=source.choice([0, 0, 1, 60])))  # some at the same moment
            title = f"{source.choice(['Bankje', 'Fiets', 'Café'])} {number}"
            base = blank(stage.made.desk, f"{number:032}", source.choice(STATUSES), author=source.choice(PEOPLE))
            kept = replace(base, title=title, what=BENCH.what, heading=source.choice(HEADINGS))
            kept = replace(kept, hidden=source.random() < 0.3, campaign=source.choice(["", "", "vraag"]))
            await initiatives.add(session, replace(kept, words=searched(title, BENCH.what)))
            for part in ("joins", "supports"):
                for person in source.sample(PEOPLE[:-1], source.randint(0, 2)):
                    taking = Taking(kept.id, part, person, source.random() < 0.5, stage.moment)
                    await initiative_people.take_part(session, taking)


async def all_pages(stage: Stage, person: str, wanted: Wanted) -> list[Initiative]:
    first = await stage.made.look(person, wanted)
    pages = [first, *[await stage.made.look(person, wanted, page) for page in range(1, first.pages)]]
    assert all(page.total == first.total and len(page.initiatives) <= PAGE for page in pages)
    return [each for page in pages for each in page.initiatives]


@pytest.mark.parametrize("seed", range(3))
async def test_counts_pages_and_workbook_equal_the_list_whatever_is_wanted(database: Database, seed: int) -> None:
    source = random.Random(seed)
    stage = await on_stage(database)
    await filled(stage, source, source.choice([0, 1, 40]))
    for _ in range(12):
        wanted = Wanted(
            heading=source.choice(["", "", *HEADINGS]),
            status=source.choice(["", "", *STATUSES]),
            campaign=source.choice(["", "", "vraag"]),
            words=source.choice(["", "", "fiets", "cafe bankje", "luifel"]),
            mine=source.random() < 0.3,
        )
        person = source.choice([JAN, MARIJKE])
        listed = await all_pages(stage, person, wanted)
        counts = await stage.made.counts(person, wanted)
        assert dict(counts.by) == Counter((each.heading, each.status) for each in listed)
        assert counts.total == len(listed) == len({each.id for each in listed})
        assert sum(map(counts.of_heading, HEADINGS)) == sum(map(counts.of_status, STATUSES)) == counts.total
        assert listed == list(await stage.made.everything(person, wanted))
        assert [each.changed for each in listed] == sorted((each.changed for each in listed), reverse=True)
        book = load_workbook(io.BytesIO(await stage.made.workbook(MARIJKE, "nl", replace(wanted, mine=False))))
        rows = [*book["Initiatieven"].iter_rows(min_row=2, values_only=True)]
        everything = await all_pages(stage, MARIJKE, replace(wanted, mine=False))
        assert [row[0] for row in rows] == [each.title for each in everything]
        assert [(row[9], row[10]) for row in rows] == [(each.joiners, each.supporters) for each in everything]
        table = [*book["Aantallen"].iter_rows(values_only=True)]
        assert table[-1][-1] == len(everything)
        body = [[int(str(value)) for value in row[1:]] for row in table[1:]]
        assert [sum(column) for column in zip(*body[:-1], strict=True)] == body[-1]


async def test_the_workbook_names_nobody_who_hides_holds_no_formula_and_shortens_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    stage = await on_stage(database)
    await stage.begun(hidden=True, title="=HYPERLINK(1)", needs="+1")
    await stage.begun(MARIJKE, hidden=True, title="Van mezelf")
    asked = await stage.made.ask(MARIJKE, "Wat kan beter?", "", stage.made.desk.today, key="k")
    await stage.begun(JAN, title="Met naam", what="w" * LONGEST_WHAT, campaign=asked.id)
    stage.later(timedelta(days=400))  # the answer stays longer than the question is listed
    book = load_workbook(io.BytesIO(await stage.made.workbook(MARIJKE, "en")))
    rows = {str(row[0]): row for row in book["Initiatives"].iter_rows(min_row=2, values_only=True)}
    assert {title: row[5] for title, row in rows.items()} == {
        "'=HYPERLINK(1)": "Name not shown",
        "Van mezelf": "Name not shown",
        "Met naam": "Jan de Vries",
    }
    assert rows["'=HYPERLINK(1)"][7] == "'+1"
    assert (rows["Met naam"][1], rows["Met naam"][8]) == ("w" * LONGEST_WHAT, "Wat kan beter?")
    with pytest.raises(Unavailable, match="initiatives-file-nowhere"):
        await stage.made.file(MARIJKE, "nl")
    await database.close()
