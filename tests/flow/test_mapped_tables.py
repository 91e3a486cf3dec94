"""Tables from the terminal: their columns looked at, mapped, kept, imported and gone on with."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import builders
import pytest

from app.cli import main as command_line
from app.cli.secret import VARIABLE
from app.domain.columns import ColumnMapping, Meaning
from app.domain.ids import RecordId
from app.errors import AppError
from app.importers.base import ImportOptions
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.import_export import ImportJob, ResumeJob
from app.workflow.map_columns import Columns

Run = Callable[..., tuple[int, list[Any]]]
ROWS = "When;Who;Said;Mood\n3/14/2026 9:00;@pd;Ramp open;glad\nnever;@pd;Closed;sad\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give what runs one command: its exit code and the JSON objects that it printed."""
    monkeypatch.setenv(VARIABLE, builders.PASSPHRASE)

    def run_it(*arguments: object) -> tuple[int, list[Any]]:
        printed = io.StringIO()
        with redirect_stdout(printed):
            code = command_line.main([*map(str, arguments), "--json"], lambda _: 0)
        return code, [json.loads(line) for line in printed.getvalue().splitlines()]

    return run_it


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = builders.new_vault(tmp_path)
    made.close()
    return made.path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "archive.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_that_columns_are_looked_at_changed_kept_and_used(
    run: Run, vault: Path, table: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "columns.json"
    code, (seen, *_) = run("columns", vault, table, "--save", saved)
    assert (code, seen["columns"]) == (0, {"when": "date"})
    assert any("No column is chosen for the text" in one for one in seen["warnings"])
    told = json.loads(saved.read_text(encoding="utf-8"))
    told["columns"] |= {"said": "text", "who": "sender", "mood": "subject"}
    saved.write_text(json.dumps(told), encoding="utf-8")
    code, (seen, *_) = run("columns", vault, table, "--mapping", saved, "--keep", "Moods")
    assert (code, seen["warnings"]) == (
        0, ["The date is not understood in 1 of the first 2 rows."]
    )  # fmt: skip
    code, kept = run("mappings", vault)
    assert kept[0]["name"] == "Moods"
    code, (again, *_) = run("columns", vault, table)
    assert (again["kept"], again["columns"]["mood"]) == ("Moods", "subject")
    code, (answer,) = run("import", vault, table, "--mapping", "moods", "--zone", "UTC")
    (source,) = answer["sources"]
    assert (code, source["format"], source["records"]) == (0, "table", 2)
    code, found = run("records", vault, "--query", "ramp")
    assert "Ramp open" in json.dumps(found)


def test_that_a_mapping_that_is_none_is_refused(
    run: Run, vault: Path, table: Path, tmp_path: Path
) -> None:
    assert run("import", vault, table, "--mapping", "nobody")[0] == 2
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"\xff\xfe\x00")
    assert run("import", vault, table, "--mapping", bad)[0] == 2
    assert run("columns", vault, tmp_path / "gone.csv")[0] == 2
    assert run("columns", vault, table, "--keep", "  ")[0] == 2


@pytest.fixture
def desk(tmp_path: Path) -> Vault:
    made = builders.new_vault(tmp_path)
    yield made
    made.close()


def mapped(*pairs: tuple[str, Meaning]) -> ColumnMapping:
    return ColumnMapping((("when", Meaning.DATE), *pairs))


def test_that_a_table_read_by_other_columns_is_another_source(desk: Vault, table: Path) -> None:
    columns = Columns(desk)
    options = ImportOptions("Diaz", "UTC")
    for pair in (("said", Meaning.TEXT), ("mood", Meaning.TEXT), ("said", Meaning.TEXT)):
        finish(ImportJob(desk, columns.recognised([table], mapped(pair)), options))
    with desk.read() as work:
        sources = work.sources.all()
    assert [one.counts.records for one in sources] == [2, 2]


def test_that_a_stopped_import_goes_on_with_its_columns(desk: Vault, table: Path) -> None:
    told = mapped(("mood", Meaning.TEXT))
    job = ImportJob(desk, Columns(desk).recognised([table], told), ImportOptions("Diaz", "UTC"))
    steps = job.steps()
    next(steps)
    next(steps)
    steps.close()
    with desk.read() as work:
        (source,) = work.sources.all()
    assert source.details.mapping == told.as_json
    assert finish(ResumeJob(desk, source)).counts.records == 2
    with desk.read() as work:
        texts = {work.records.get(RecordId(number)).text for number in (1, 2)}
    assert texts == {"glad", "sad"}


def test_that_kept_mappings_take_the_place_of_those_of_their_name(desk: Vault) -> None:
    columns = Columns(desk)
    columns.keep(" My  archive ", ("when", "said"), mapped())
    columns.keep("My archive", ("when", "said"), mapped(("said", Meaning.TEXT)))
    assert [one.name for one in columns.kept()] == ["My archive"]
    assert columns.fitting(("said", "when")) == columns.kept()[0]
    assert columns.fitting(("said",)) is None
    assert columns.named("MY ARCHIVE") == mapped(("said", Meaning.TEXT))
    with pytest.raises(AppError, match="No mapping is kept"):
        columns.named("gone")
