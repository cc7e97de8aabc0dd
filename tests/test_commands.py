"""The command line answers good input, and complains of bad input in one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import app
from commands.claim import claimed
from domain.organisation import FOLDER
from errors import KoersError, SettingsError
from settings import Settings
from store.database import NEWEST, Database
from tenant.server import create
from tenant.state import TenantError
from tests.graph_caller import DOCUMENTS, write_documents
from tests.postgresql import Server, rows

ROOT = Path(__file__).resolve().parent.parent
CITATION = {"document", "title", "section", "quote", "url"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("KOERS_")}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("KOERS_"):
            monkeypatch.delenv(name)


def start(*arguments: str, **options: str) -> subprocess.Popen[str]:
    """A command in a process of its own, in another working directory."""
    command = [sys.executable, str(ROOT / "app.py"), *arguments]
    environment = ENVIRONMENT | options
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", env=environment, cwd="/")


def write_index(folder: Path, *entries: tuple[str, str, str]) -> Path:
    """An INDEX.toml with (file, id, organisation) for each document."""
    lines = [
        f"[[document]]\nfile = {json.dumps(file)}\nid = {json.dumps(name)}\norganisation = {json.dumps(of)}\n"
        'title = "Afspraken"\n'
        for file, name, of in entries
    ]
    (folder / "INDEX.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command that cannot work says at last: one line that names the product."""
    assert app.main(arguments) == 1
    err = capsys.readouterr().err
    assert err.count("koers: ") == 1
    assert err.endswith("\n")
    said = err[err.index("koers: ") :].strip()
    assert "\n" not in said
    return said.removeprefix("koers: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "invalid choice: 'nonsense'"),
        (("ask",), "required: question"),
        (("ask", "a", "--nope", "b\nc"), "unrecognized arguments: --nope b c"),
        (("run", "--port", "70000"), "'70000' is no port"),
        (("--page-port", "-1"), "'-1' is no port"),
        (("run", "--people", "3"), "'3' is no number of people from 50 to 3000"),
        (("run", "--people", "100000"), "'100000' is no number of people from 50 to 3000"),
        (("manifest",), "required: --out"),
    ],
)
def test_options_that_do_not_exist_are_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
):
    with pytest.raises(SystemExit) as ended:
        app.main(arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


@pytest.mark.parametrize(
    ("arguments", "organisation", "port"),
    [
        (("--organisation", "sittard-geleen", "--port", "4000", "run"), "sittard-geleen", 4000),
        (("--organisation", "sittard-geleen", "ask", "x"), "sittard-geleen", 0),
        (("--organisation", "sittard-geleen", "run", "--organisation", "oss"), "oss", 0),
        (("run",), None, 0),
    ],
)
def test_an_option_before_the_command_counts_unless_it_is_given_after_it(
    arguments: tuple[str, ...], organisation: str | None, port: int
):
    options = app.parser().parse_args(arguments)
    assert (options.organisation, options.port) == (organisation, port)


@pytest.mark.parametrize("command", ["run", "ask", "evaluate", "understand", "ingest", "manifest", "check"])
def test_every_command_has_a_help_text(capsys: pytest.CaptureFixture[str], command: str):
    with pytest.raises(SystemExit) as ended:
        app.main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: app.py {command}" in capsys.readouterr().out


def test_a_question_is_answered_as_json_in_the_agreed_shape(capsys: pytest.CaptureFixture[str]):
    assert app.main(["ask", "Wat is onze missie?", "--json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert list(found) == ["status", "language", "answer", "citations", "passages", "elapsed_ms"]
    assert (found["status"], found["language"]) == ("answered", "nl")
    assert found["citations"]
    assert all(set(citation) == CITATION for citation in found["citations"])
    assert all(set(passage) == {"document", "section", "text", "score"} for passage in found["passages"])


@pytest.mark.parametrize("question", ["", "  \n "])
def test_an_empty_question_is_refused(capsys: pytest.CaptureFixture[str], question: str):
    assert complaint(capsys, "ask", question) == "give a question"


@pytest.mark.parametrize("name", ["utrecht", "", "../oss"])
@pytest.mark.parametrize(
    "command", [("ask", "Wie?"), ("understand", "hoi"), ("ingest",), ("manifest", "--out", "x"), ("run",)]
)
def test_an_organisation_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str], name: str, command: tuple[str, ...]
):
    said = complaint(capsys, *command, "--organisation", name)
    assert said == f"no organisation {name!r}; there are: oss, sittard-geleen"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ([("weg.md", "a", "oss")], "document 1: weg.md is not there"),
        ([("../buiten.md", "a", "oss")], "document 1: ../buiten.md lies outside the folder"),
        ([("/etc/passwd", "a", "oss")], "document 1: /etc/passwd lies outside the folder"),
        ([("a.md", "a", "oss"), ("b.md", "A", "oss")], "id 'A' is there twice"),
        ([("a.md", "a", "oss"), ("./a.md", "b", "oss")], "file 'oss/a.md' is there twice"),
        ([], "lists no [[document]]"),
    ],
)
def test_a_folder_of_documents_that_cannot_be_used_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, entries: list[tuple[str, str, str]], said: str
):
    folder = tmp_path / "map"
    folder.mkdir()
    for name in ("map/a.md", "map/b.md", "buiten.md"):
        (tmp_path / name).write_text("# Koffie\n\nDe koffie is gratis.", encoding="utf-8")
    write_index(folder, *entries)
    assert said in complaint(capsys, "ask", "Is de koffie gratis?", "--documents", str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows wants a right to make links")
def test_a_link_out_of_the_folder_of_documents_is_not_followed(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    folder = tmp_path / "map"
    folder.mkdir()
    (tmp_path / "buiten.md").write_text("# Geheim\n\nNiet voor iedereen.", encoding="utf-8")
    (folder / "link.md").symlink_to(tmp_path / "buiten.md")
    write_index(folder, ("link.md", "a", "oss"))
    assert "link.md is a link to outside the folder" in complaint(capsys, "ingest", "--documents", str(folder))


def test_a_folder_without_a_readable_index_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert "has no INDEX.toml" in complaint(capsys, "ask", "Wie?", "--documents", str(tmp_path))
    (tmp_path / "INDEX.toml").write_bytes(b"\xff[[")
    assert "cannot be read" in complaint(capsys, "ingest", "--documents", str(tmp_path))


def test_what_cannot_be_read_is_named_and_the_rest_answers(tmp_path: Path):
    names = ["a#b 100%.md", "it's é.md", "sub/a#b 100%.md", "leeg.txt", "binair.txt", "tabel.xlsx"]
    if sys.platform != "win32":
        names.append('quo"te.md')
    (tmp_path / "sub").mkdir()
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"# Koffie {number}\n\nDe koffie is gratis op verdieping {number}.\n", "utf-8")
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "binair.txt").write_bytes(bytes(range(256)) * 40)
    write_index(tmp_path, *((name, f"d{number}", "oss") for number, name in enumerate(names)))
    told = ["oss/binair.txt", "oss/leeg.txt", "oss/tabel.xlsx"]
    taken_in = start("ingest", "--documents", str(tmp_path))
    out, err = taken_in.communicate(timeout=60)
    assert taken_in.returncode == 1
    assert out.count("oss: Afspraken") == len(names) - len(told)
    assert sorted(line.split(":")[1].strip() for line in err.splitlines()) == told
    assert not any(name in out for name in told)
    asked = start("ask", "Is de koffie gratis op verdieping 2?", "--documents", str(tmp_path), "--json")
    out, err = asked.communicate(timeout=60)
    assert asked.returncode == 0
    assert json.loads(out)["passages"]
    assert sorted(line.split(":")[1].strip() for line in err.splitlines()) == told


def test_predictions_are_written_a_line_per_question(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    documents = write_documents(tmp_path / "library", DOCUMENTS)
    questions, predictions = tmp_path / "questions.jsonl", tmp_path / "predictions.jsonl"
    rows = [{"id": name, "org": "oss", "question": "Hoe werken wij aan de stad?"} for name in ("een", "twee")]
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    asked = ["evaluate", str(questions), "--documents", str(documents), "--predictions", str(predictions), "--json"]
    assert app.main(asked) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["total"]["questions"] == 2
    assert "2 of 2 questions" in err
    written = [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in written] == ["een", "twee"]
    assert all(list(line)[1:4] == ["status", "language", "answer"] for line in written)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "holds no questions"),
        ("[]", ":1: "),
        ("{", ":1: "),
        ('{"id": 1, "question": "Wie?", "org": "utrecht"}', "'utrecht'; there are: oss, sittard-geleen"),
    ],
)
def test_questions_that_cannot_be_read_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, said: str
):
    questions = tmp_path / "questions.jsonl"
    questions.write_text(line, encoding="utf-8")
    assert said in complaint(capsys, "evaluate", str(questions))


def test_an_outcome_that_cannot_be_written_is_told_before_the_work(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    questions, texts = tmp_path / "questions.jsonl", tmp_path / "texts.jsonl"
    questions.write_text('{"id": 1, "question": "Wie?", "org": "oss"}', encoding="utf-8")
    texts.write_text('{"text": "hoi"}', encoding="utf-8")
    where = tmp_path / "not" / "there"
    for arguments in (("evaluate", str(questions)), ("understand", "--file", str(texts))):
        said = complaint(capsys, *arguments, "--predictions", str(where))
        assert said == f"cannot write {where}: No such file or directory"


def test_a_sentence_is_understood_at_the_moment_that_is_given(capsys: pytest.CaptureFixture[str]):
    assert app.main(["understand", "boek morgen een stille plek", "--json", "--now", "2026-11-23T09:00"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["capability"], found["fields"]["date"]) == ("workspaces", "2026-11-24")
    assert {"capability", "intent", "fields", "asks"} <= set(found)


@pytest.mark.parametrize("moment", ["tomorrow", "2026-02-30", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str], moment: str):
    assert f"--now {moment!r}" in complaint(capsys, "understand", "boek morgen", "--now", moment)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": 1}', "line 2: text is no text"),
        ("{}", "line 2: text is missing"),
        ("[]", "line 2: not an object"),
        ('{"text": "hoi", "organisation": 5}', "line 2: organisation is no text"),
        ('{"text": "hoi", "organisation": "utrecht"}', "line 2: no organisation 'utrecht'"),
        ('{"text": "hoi", "now": "x"}', "line 2: --now 'x'"),
        ("{" * 9, "line 2: "),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, said: str
):
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"text": "hoi \u2028 daar", "organisation": null}\n' + line, encoding="utf-8")
    assert said in complaint(capsys, "understand", "--file", str(texts))


def test_a_package_that_cannot_be_written_is_told_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert "cannot write to" in complaint(capsys, "manifest", "--out", str(tmp_path / "taken"))
    assert "is no id" in complaint(capsys, "manifest", "--out", str(tmp_path), "--app-id", "nonsense")


def test_a_fault_in_the_product_is_told_in_one_line_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def fails(_options: object) -> int:
        raise LookupError("two\nlines")

    monkeypatch.setattr("commands.check.run", fails)
    assert complaint(capsys, "check").startswith("this went wrong: LookupError: two lines (tests")


def test_who_stops_reading_early_hears_no_complaint():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        ran = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), "check"], stdout=nobody, stderr=subprocess.PIPE, env=ENVIRONMENT
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_letters_that_the_terminal_cannot_show_stop_nothing():
    asked = start("understand", "nieuw initiatief \udcff › é", "--json", PYTHONIOENCODING="ascii", LC_ALL="C.UTF-8")
    out, err = asked.communicate(timeout=60)
    assert (asked.returncode, err) == (0, "")
    assert json.loads(out)["capability"] == "initiatives"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"KOERS_APP_ID": "a"}, "missing settings: KOERS_TENANT_ID, one of KOERS_APP_SECRET, KOERS_APP_CERTIFICATE, "),
        ({"KOERS_PORT": "abc"}, "KOERS_PORT must be a whole number, not 'abc'"),
        ({"KOERS_PORT": "99999"}, "KOERS_PORT must be from 0 to 65535, not 99999"),
        ({"KOERS_LIBRARY_POLL_SECONDS": "-1"}, "KOERS_LIBRARY_POLL_SECONDS must be from 1 to 86400, not -1"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(settings: dict[str, str], said: str):
    whole = {} if "KOERS_APP_ID" in settings else dict.fromkeys((*Settings.REQUIRED, "KOERS_APP_SECRET"), "x")
    with pytest.raises(SettingsError, match=said):
        Settings.from_environment(whole | settings)


def test_migrating_says_from_what_to_what(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, postgresql_server: Server, tmp_path: Path
):
    url = postgresql_server.fresh(empty=True)
    for address, place in (
        (f"sqlite:///{tmp_path}/new/koers.db", f"{tmp_path}/new/koers.db"),
        (url, "the database koers"),
    ):
        monkeypatch.setenv("KOERS_DATABASE_URL", address)
        assert app.main(["migrate"]) == 0
        said = capsys.readouterr().out
        assert said.startswith(place)
        assert said.endswith(f"is brought from nothing to revision {NEWEST}\n")
        assert app.main(["migrate"]) == 0
        assert capsys.readouterr().out.endswith(f"is up to date: revision {NEWEST}\n")


def test_tables_of_a_newer_koers_are_left_alone_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, postgresql_url: str
):
    rows(postgresql_url, "update alembic_version set version_num = '9999'")
    monkeypatch.setenv("KOERS_DATABASE_URL", postgresql_url)
    assert app.main(["migrate"]) == 1
    assert "was made by a newer Koers" in capsys.readouterr().err


def test_a_database_that_may_not_be_changed_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, postgresql_server: Server
):
    url = postgresql_server.fresh(empty=True)
    rows(url, "drop role if exists guest")
    rows(url, "create role guest login password 'geheim'")
    monkeypatch.setenv("KOERS_DATABASE_URL", url.replace("postgres:@", "guest:geheim@"))
    assert app.main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert "permission denied" in said
    assert "geheim" not in said


async def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path):
    (tmp_path / "koers.db").write_text("no database" * 500, encoding="utf-8")
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    with pytest.raises(SettingsError, match="cannot be used as database: file is not a database"):
        await database.migrate()
    await database.close()


def test_two_municipalities_do_not_share_a_tenant(tmp_path: Path):
    create(tmp_path / "tenant.db", FOLDER / "oss").state.close()
    with pytest.raises(TenantError, match="is the tenant of oss"):
        create(tmp_path / "tenant.db", FOLDER / "sittard-geleen")


def test_one_koers_at_a_time_uses_a_folder(tmp_path: Path):
    with claimed(tmp_path / "memory"), pytest.raises(KoersError, match="runs already"), claimed(tmp_path / "memory"):
        pytest.fail("the second got the folder too")
    with claimed(tmp_path / "memory"):
        pass  # whoever stops leaves it to the next


def test_a_folder_that_cannot_hold_memory_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    below = tmp_path / "file" / "below"
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = complaint(capsys, "run", "--no-browser", "--data", str(below))
    assert said.startswith(f"{below} cannot be used to keep memory in: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
def test_a_run_ends_in_peace_and_leaves_its_folder_to_the_next(tmp_path: Path):
    arguments = ("run", "--no-browser", "--page-port", "0", "--data", str(tmp_path))
    for sent, fresh in ((signal.SIGKILL, ()), (signal.SIGTERM, ()), (signal.SIGINT, ("--fresh",))):
        ran = start(*arguments, *fresh)
        assert ran.stdout is not None
        told = next((line for line in ran.stdout if "Ctrl+C" in line), "")
        assert "http://127.0.0.1:" in told
        ran.send_signal(sent)
        _, err = ran.communicate(timeout=30)
        assert "Traceback" not in err
        assert ran.returncode == (-signal.SIGKILL if sent == signal.SIGKILL else 0)


def test_a_setting_that_is_empty_is_absent_and_the_secret_is_never_shown() -> None:
    names = ("KOERS_ORGANISATION", "KOERS_DATABASE_URL", "KOERS_DATA", "KOERS_PORT")
    required = (*Settings.REQUIRED, "KOERS_APP_SECRET")
    settings = Settings.from_environment(dict.fromkeys(required, "hunter2") | dict.fromkeys(names, ""))
    assert (settings.organisation, settings.port) == ("oss", 3978)
    assert settings.database_url.endswith("koers.db")
    assert settings.credential.secret == settings.pepper == "hunter2"
    assert repr(settings).count("hunter2") == 3  # the app id, the tenant, and that tenant as an allowed one
