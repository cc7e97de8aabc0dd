"""Documents of projects in SharePoint: there once whatever restarts, and never over what somebody made of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from domain.projects.model import Closing
from domain.projects.promises import file
from errors import Unavailable, WordedError
from store import project_files
from store.database import Database
from store.work import Attempt, TryAgain
from tenant.faults import Fault
from tests.durable import at_work
from tests.filing import Desk, Killed, alive, dying, filing_desk

NAME = "Projectstartdocument Groene daken in de wijk"
FOLDER = "Groene daken in de wijk"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    async with filing_desk(tmp_path, database) as made:
        yield made
    await database.close()


def words(desk: Desk) -> str:
    document = Document(BytesIO(desk.files.content(desk.one())))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


async def test_a_promised_document_is_in_the_folder_of_its_project_with_a_pdf_and_columns(desk: Desk) -> None:
    its = desk.has()
    async with at_work(desk.database, desk.filing().kinds()) as working:
        async with desk.database.write() as session:
            await file(session, its.id, 2, 7, "approved")
        await working.settled()
        assert set((await working.states()).values()) == {"SUCCESS"}
    assert desk.tree() == {FOLDER: [f"{NAME}.docx", f"{NAME}.pdf"]}
    assert "Honderd daken groen voor de zomer." in words(desk)
    fields = desk.one().fields
    assert (fields["KoersSoort"], fields["KoersVersie"]) == ("Projectstartdocument", "2")
    filed = await desk.filing().filed("project", its.id)
    assert filed is not None
    assert (filed.edition, filed.trouble) == (2, "")
    assert filed.url.endswith(".docx")
    assert filed.pdf_url.endswith(".pdf")
    assert desk.files.content(desk.one(".pdf")).startswith(b"%PDF-1.7 of ")


async def test_editing_again_makes_a_new_version_of_the_same_file_and_never_a_copy(desk: Desk) -> None:
    desk.has()
    await desk.file()
    before = desk.one().id
    await desk.file(key="once more")  # nothing is different
    assert (desk.versions(), desk.versions(".pdf")) == (1, 1)
    desk.has(goal="Tweehonderd daken.", number=3)
    await desk.file(edition=3)
    assert desk.one().id == before
    assert (desk.versions(), desk.versions(".pdf")) == (2, 2)
    assert "Tweehonderd daken." in words(desk)
    await desk.file(edition=2, key="late")  # of an edition that is over
    assert desk.versions() == 2


async def test_killed_after_any_request_it_ends_in_one_folder_one_file_and_one_pdf(desk: Desk) -> None:
    kills = 0
    for number in range(1, 40):
        id = f"project{number}"
        desk.has(id=id)
        count = dying(desk.client, number)
        try:
            await desk.file(id)
        except Killed:
            kills += 1
        alive(desk.client)
        if count() < number:
            break
        await desk.file(id, number=2)
    assert kills > 8
    assert len(desk.tree()) == kills + 1
    for inside in desk.tree().values():
        assert inside == [f"{NAME}.docx", f"{NAME}.pdf"]
    known = [item for item in desk.files.everything() if item.name.endswith((".docx", ".pdf"))]
    assert {len(desk.files.versions(item)) for item in known} == {1}


async def test_killed_after_any_request_of_a_new_version_there_is_one_new_version(desk: Desk) -> None:
    desk.has()
    await desk.file()
    for number in range(1, 40):
        desk.has(goal=f"Doel {number}", number=number + 2)
        count = dying(desk.client, number)
        with suppress(Killed):
            await desk.file(edition=number + 2)
        alive(desk.client)
        await desk.file(edition=number + 2, number=2)
        assert (desk.versions(), desk.versions(".pdf")) == (number + 1, number + 1)
        assert f"Doel {number}" in words(desk)
        if count() < number:
            return
    raise AssertionError("it never came to an end")


async def test_two_projects_of_one_name_have_folders_of_their_own(desk: Desk) -> None:
    for id in ("eerste-project", "tweede-project"):
        desk.has(id=id)
        await desk.file(id)
    assert set(desk.tree()) == {FOLDER, f"{FOLDER} (tweede-p)"}


async def test_a_folder_that_another_process_took_for_its_project_just_now_is_not_shared(desk: Desk) -> None:
    async with desk.database.write() as session:
        assert await project_files.keep_folder(session, "eerste", "drive", "map")
        assert not await project_files.keep_folder(session, "tweede", "drive", "map")
        assert await project_files.folder(session, "tweede") is None
        assert await project_files.folder(session, "eerste") == ("drive", "map")


async def test_a_folder_of_somebody_else_is_left_alone(desk: Desk) -> None:
    desk.files.make_folder(desk.files.root, FOLDER, desk.editor)
    desk.has()
    await desk.file()
    assert desk.tree() == {FOLDER: [], f"{FOLDER} (voorbeel)": [f"{NAME}.docx", f"{NAME}.pdf"]}


async def test_a_folder_that_people_renamed_stays_the_folder_of_the_project(desk: Desk) -> None:
    desk.has()
    await desk.file()
    folder = desk.files.children(desk.files.root)[0]
    desk.files.change(folder, desk.editor, name="Daken (lopend)")
    desk.has(goal="Meer.", number=3)
    await desk.file(edition=3)
    assert desk.tree() == {"Daken (lopend)": [f"{NAME}.docx", f"{NAME}.pdf"]}
    assert desk.author.asked == []


async def test_what_somebody_wrote_in_word_is_kept_until_the_author_says_otherwise(desk: Desk) -> None:
    desk.has()
    await desk.file()
    desk.files.rewrite(desk.one(), b"in Word", desk.editor)
    desk.has(goal="Meer.", number=3)
    desk.author.away = 1
    with pytest.raises(TryAgain):
        await desk.file(edition=3)
    for _ in range(2):  # killed after it was asked: it is asked once
        await desk.file(edition=3, number=2)
    assert desk.files.content(desk.one()) == b"in Word"
    (asked,) = desk.author.asked
    name = desk.graph.tenant.directory.users[desk.editor].name
    assert (asked.what, asked.by, asked.name) == ("edited", name, f"{NAME}.docx")
    filed = await desk.filing().filed("project", "voorbeeld")
    assert filed is not None
    assert (filed.trouble, filed.mark) == ("asked", asked.mark)


async def test_over_it_makes_a_new_version_and_the_one_from_word_stays_in_the_versions(desk: Desk) -> None:
    await test_what_somebody_wrote_in_word_is_kept_until_the_author_says_otherwise(desk)
    mark, filing = desk.author.asked[0].mark, desk.filing()
    with pytest.raises(WordedError, match="project-file-not-yours"):
        await filing.answer("een ander", "project", "voorbeeld", mark, "over")
    async with at_work(desk.database, filing.kinds()) as working:
        for _ in range(2):
            await filing.answer("2", "project", "voorbeeld", mark, "over", key="pressed")
        await working.settled()
    item = desk.one()
    assert [len(desk.files.content(item, number)) > 1000 for number in (1, 2, 3)] == [True, False, True]
    assert "Meer." in words(desk)
    with pytest.raises(WordedError, match="project-file-changed"):
        await filing.answer("2", "project", "voorbeeld", mark, "over", key="again")


async def test_an_answer_counts_for_the_file_as_it_was_when_it_was_asked(desk: Desk) -> None:
    await test_what_somebody_wrote_in_word_is_kept_until_the_author_says_otherwise(desk)
    filing = desk.filing()
    desk.files.rewrite(desk.one(), b"and once more", desk.editor)
    async with at_work(desk.database, filing.kinds()) as working:
        await filing.answer("2", "project", "voorbeeld", desk.author.asked[0].mark, "over", key="pressed")
        await working.settled()
    assert desk.files.content(desk.one()) == b"and once more"
    assert len(desk.author.asked) == 2


async def test_left_as_it_is_it_stays_and_the_next_version_asks_again(desk: Desk) -> None:
    await test_what_somebody_wrote_in_word_is_kept_until_the_author_says_otherwise(desk)
    await desk.filing().answer("2", "project", "voorbeeld", desk.author.asked[0].mark, "leave", key="pressed")
    desk.has(goal="Nog meer.", number=4)
    await desk.file(edition=4, key="later")
    assert desk.files.content(desk.one()) == b"in Word"
    assert [about.what for about in desk.author.asked] == ["edited", "edited"]


@pytest.mark.parametrize("what", ["renamed", "moved", "deleted"])
async def test_a_file_that_was_renamed_moved_or_deleted_is_asked_about_too(desk: Desk, what: str) -> None:
    desk.has()
    await desk.file()
    item = desk.one()
    if what == "renamed":
        desk.files.change(item, desk.editor, name="Projectstartdocument definitief.docx")
    elif what == "moved":
        elsewhere = desk.files.make_folder(desk.files.root, "Archief", desk.editor)
        desk.files.change(item, desk.editor, parent=elsewhere)
    else:
        desk.files.delete(item)
    desk.has(goal="Meer.", number=3)
    await desk.file(edition=3)
    assert [about.what for about in desk.author.asked] == [what]
    filing = desk.filing()
    async with at_work(desk.database, filing.kinds()) as working:
        await filing.answer("2", "project", "voorbeeld", desk.author.asked[0].mark, "over", key="pressed")
        await working.settled()
    assert "Meer." in words(desk)
    assert desk.versions() == (1 if what == "deleted" else 2)


async def test_a_file_that_is_deleted_each_time_is_asked_about_each_time_and_comes_back_each_time(desk: Desk) -> None:
    desk.has()
    await desk.file()
    filing = desk.filing()
    async with at_work(desk.database, filing.kinds()) as working:
        for number in (3, 4):
            desk.files.delete(desk.one())
            desk.has(goal=f"Doel {number}", number=number)
            await desk.file(edition=number, key=str(number))
            await filing.answer("2", "project", "voorbeeld", desk.author.asked[-1].mark, "over", key=str(number))
            await working.settled()
            assert f"Doel {number}" in words(desk)
    assert len(desk.author.asked) == 2


async def test_a_file_that_somebody_has_open_is_tried_again_and_the_card_says_so(desk: Desk) -> None:
    desk.has()
    await desk.file()
    desk.files.check_out(desk.one(), desk.editor)
    desk.has(goal="Meer.", number=3)
    with pytest.raises(TryAgain) as again:
        await desk.file(edition=3)
    assert again.value.after == 300
    filed = await desk.filing().filed("project", "voorbeeld")
    assert filed is not None
    assert filed.trouble == "locked"
    desk.files.check_in(desk.one(), desk.editor)
    await desk.file(edition=3, number=2)
    assert (desk.versions(), "Meer." in words(desk)) == (2, True)


async def test_where_no_pdf_can_be_made_the_word_file_is_there_and_that_is_said(desk: Desk) -> None:
    desk.graph.tenant.conversion.program = None
    desk.has()
    await desk.file()
    filed = await desk.filing().filed("project", "voorbeeld")
    assert filed is not None
    assert (filed.edition, filed.trouble, filed.pdf_url) == (2, "no-pdf", "")
    assert desk.tree() == {FOLDER: [f"{NAME}.docx"]}


async def test_notes_that_somebody_made_in_the_pdf_stay_and_the_new_one_comes_beside_it(desk: Desk) -> None:
    desk.has()
    await desk.file()
    desk.files.rewrite(desk.one(".pdf"), b"%PDF with notes", desk.editor)
    desk.has(goal="Meer.", number=3)
    await desk.file(edition=3)
    assert desk.tree() == {FOLDER: [f"{NAME} (2).pdf", f"{NAME}.docx", f"{NAME}.pdf"]}
    assert desk.author.asked == []


async def test_throttled_and_dropped_it_is_still_there_once(desk: Desk) -> None:
    desk.has()
    faults = desk.graph.tenant.faults
    for kind in ("429", "drop", "503"):
        faults.add(Fault("graph", kind, count=6, share=0.3, after=kind == "drop", seconds=0))
    for number in range(1, 12):
        try:
            await desk.file(number=number)
        except (TryAgain, Unavailable):
            continue
        break
    faults.clear()
    await desk.file(number=12)
    assert desk.tree() == {FOLDER: [f"{NAME}.docx", f"{NAME}.pdf"]}
    assert (desk.versions(), desk.versions(".pdf")) == (1, 1)


async def test_a_report_is_filed_beside_it_and_a_correction_is_a_new_version(desk: Desk) -> None:
    desk.has()
    desk.reports()
    await desk.file()
    await desk.file_report()
    its = desk.reports()
    desk.book.reports[its.id] = replace(its, edition=3, told=replace(its.told, summary="Toch niet."))
    await desk.file_report(3)
    name = "Voortgangsrapportage Bestuur 2027-03-01"
    assert desk.tree() == {FOLDER: [f"{NAME}.docx", f"{NAME}.pdf", f"{name}.docx", f"{name}.pdf"]}
    assert len(desk.files.versions(desk.one(sort="Voortgang"))) == 2


async def test_closing_fills_in_how_long_the_file_is_kept_and_makes_no_new_version(desk: Desk) -> None:
    its = desk.has()
    await desk.file()
    category = desk.filing()
    closing = Closing("Klaar", "", "", "", "", "1.1", 10, date(2037, 1, 1))
    desk.book.projects[its.id] = replace(its, status="closed", closing=closing)
    await category.file({"project": its.id, "edition": 2, "version": 7}, Attempt("closed"))
    fields = desk.one().fields
    assert (fields["KoersBewaartermijn"], fields["KoersVernietigen"]) == ("10 jaar", "2037-01-01")
    assert desk.versions() == 1


async def test_closing_fills_that_in_of_what_somebody_wrote_in_word_too_and_leaves_the_words(desk: Desk) -> None:
    its = desk.has()
    await desk.file()
    desk.files.rewrite(desk.one(), b"in Word", desk.editor)
    closing = Closing("Klaar", "", "", "", "", "1.1", 10, date(2037, 1, 1))
    desk.book.projects[its.id] = replace(its, status="closed", closing=closing)
    for number in (1, 2):
        await desk.file(key="closed", number=number)
    assert desk.one().fields["KoersBewaartermijn"] == "10 jaar"
    assert desk.files.content(desk.one()) == b"in Word"
    assert desk.author.asked == []


async def test_closing_labels_the_reports_as_they_were_published(desk: Desk) -> None:
    its = desk.has()
    desk.reports()
    await desk.file_report()
    before = desk.files.content(desk.one(sort="Voortgang"))
    document = replace(its.edition.document, name="Anders genoemd")
    edition = replace(its.edition, document=document)
    closing = Closing("Klaar", "", "", "", "", "1.1", 10, date(2037, 1, 1))
    desk.book.projects[its.id] = replace(its, status="closed", closing=closing, edition=edition, approved=edition)
    await desk.filing().file_report({"report": "verslag", "edition": 2, "labels": True}, Attempt("closed"))
    assert desk.one(sort="Voortgang").fields["KoersVernietigen"] == "2037-01-01"
    assert desk.files.content(desk.one(sort="Voortgang")) == before


async def test_an_edition_that_was_thrown_away_makes_room_for_the_one_that_holds(desk: Desk) -> None:
    its = desk.has()
    await desk.file()
    edition = replace(its.edition, number=3, state="waiting", document=replace(its.document, goal="Nooit vastgesteld."))
    desk.book.projects[its.id] = replace(its, edition=edition)
    await desk.file(edition=3, key="asked")
    assert "Nooit vastgesteld." in words(desk)
    desk.book.projects[its.id] = replace(its, edition=replace(edition, state="dropped"))
    await desk.file(edition=2, key="dropped")
    await desk.file(edition=3, key="asked, and late")
    assert "Nooit vastgesteld." not in words(desk)
    assert (desk.one().fields["KoersVersie"], desk.versions()) == ("2", 3)


async def test_what_cannot_be_filed_for_days_is_told_once_with_what_is_in_the_way(desk: Desk) -> None:
    desk.has()
    for _ in range(2):
        await desk.filing().failed({"project": "voorbeeld", "edition": 2, "version": 7})
    assert [about.what for about in desk.author.told] == [""]
    filed = await desk.filing().filed("project", "voorbeeld")
    assert filed is not None
    assert filed.trouble == "failed"


async def test_what_is_gone_by_then_is_not_filed(desk: Desk) -> None:
    await desk.file("nergens")
    assert desk.tree() == {}
