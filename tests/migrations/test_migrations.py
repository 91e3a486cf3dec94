"""Migrations: the first one makes today's tables, and a later one changes an older vault safely."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from builders import PASSPHRASE, hold, message, new_vault

from app.domain.coverage import RegisterEntry
from app.domain.decisions import Disposition
from app.domain.ids import PersonId, RecordId
from app.domain.languages import Languages
from app.domain.queries import Word
from app.errors import VaultTooNew
from app.vault import schema, tables
from app.vault.backup import check
from app.vault.database import Database
from app.vault.driver import driver
from app.vault.folder import Vault
from app.vault.schema import HEAD, STEPS, bring_up, revision_of

sys.path.insert(0, str(Path(__file__).parent))
from make_released_vault import CALLED, ENTRY, MAPPING, PICTURE, RELEASED, TEXT, make

LATER = '''
"""A later step, for the tests."""
from alembic import op
revision = "9999"
down_revision = "{head}"
def upgrade():
    op.execute("CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY)")
    {then}
'''


def with_later_step(folder: Path, then: str = "pass") -> Path:
    steps = folder / "steps %s"
    shutil.copytree(STEPS, steps)
    (steps / "versions" / "9999_later.py").write_text(LATER.format(then=then, head=HEAD), "utf-8")
    return steps


def held(database: Database) -> int:
    with database.read() as connection:
        return int(driver(connection).execute("SELECT count(*) FROM records").fetchone()[0])


def not_of_the_word_index(
    _: object, name: str | None, kind: str, reflected: bool, compare_to: object
) -> bool:
    is_known = name in tables.metadata.tables or (kind != "table")
    return is_known or not (reflected and compare_to is None)


def test_that_the_steps_make_the_tables_that_the_program_knows(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": not_of_the_word_index, "compare_type": True}
        )
        differences = compare_metadata(context, tables.metadata)
        assert revision_of(connection) == HEAD
    vault.close()
    assert differences == []


def test_that_every_table_of_the_vault_is_known(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with vault.database.read() as connection:
        rows = driver(connection).execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%words%' "
            "AND name NOT LIKE 'sqlite_%'"
        )
        names = {name for (name,) in rows}
    vault.close()
    assert names - {"alembic_version"} == set(tables.metadata.tables)


def test_that_the_last_step_is_the_head_that_the_program_expects() -> None:
    steps = ScriptDirectory(str(STEPS))
    assert steps.get_heads() == [HEAD]


@pytest.mark.parametrize("step", sorted((STEPS / "versions").glob("*.py")), ids=lambda p: p.stem)
def test_that_a_step_knows_only_itself(step: Path) -> None:
    tree = ast.parse(step.read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {m for m in modules if m} <= {"__future__", "alembic", "sqlalchemy"}


def test_that_an_older_vault_is_copied_and_brought_up(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    hold(vault, [message("kept", 1)])
    bring_up(vault.database, steps=with_later_step(tmp_path), head="9999")
    copy = vault.path / f"vault.db.before-{HEAD}"
    with vault.database.read() as connection:
        assert revision_of(connection) == "9999"
    assert held(vault.database) == 1
    older = Database(copy, vault.database._key)
    with older.read() as connection:
        assert revision_of(connection) == HEAD
    assert held(older) == 1
    older.close()
    vault.close()


def test_that_a_step_that_fails_leaves_the_vault_as_it_was(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    hold(vault, [message("kept", 1)])
    with pytest.raises(ZeroDivisionError):
        bring_up(vault.database, steps=with_later_step(tmp_path, "1 / 0"), head="9999")
    with vault.database.read() as connection:
        assert revision_of(connection) == HEAD
    bring_up(vault.database)
    assert held(vault.database) == 1
    vault.close()


def test_that_words_recognised_before_languages_were_kept_are_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "HEAD", "0010")
    older = new_vault(tmp_path)
    with older.database.write() as connection:
        row = "INSERT INTO recognised (sha256, text, pages, at) VALUES ('aa', 'fence', 1, 0)"
        driver(connection).execute(row)
    older.close()
    vault = Vault.open(older.path, PASSPHRASE)
    with vault.read() as work:
        assert work.recognised.languages(["aa"]) == {"aa": Languages.ENGLISH}
        assert work.recognised.of(["aa"]) == {"aa": "fence"}
    vault.close()


def test_that_a_vault_of_a_later_program_is_refused(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    bring_up(vault.database, steps=with_later_step(tmp_path), head="9999")
    with pytest.raises(VaultTooNew):
        bring_up(vault.database)
    vault.close()
    with pytest.raises(VaultTooNew):
        Vault.open(vault.path, PASSPHRASE)


@pytest.fixture(scope="module")
def made_now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("released"))


@pytest.mark.parametrize("name", ["made now", *sorted(p.name for p in RELEASED.glob("*.zip"))])
def test_that_a_released_vault_opens_whole(tmp_path: Path, made_now: Path, name: str) -> None:
    archive = made_now if name == "made now" else RELEASED / name
    shutil.unpack_archive(archive, tmp_path / "released.vault")
    vault = Vault.open(tmp_path / "released.vault", PASSPHRASE)
    assert check(vault, deep=True) == []
    assert list(vault.index.find(Word("東京")).ids) == [2]
    with vault.read() as work:
        request = work.requests.all()[0]
        standing = work.decisions.standings(request.id)[RecordId(1)]
        record = work.records.get(RecordId(1))
        assert work.audit.verify() is None
    assert (record.text, standing.outcome) == (TEXT, Disposition.REDACT)
    assert vault.blobs.read(record.attachments[0].blob) == PICTURE
    vault.close()


def kept_in(vault: Vault) -> dict[str, list[object]]:
    """Give what an office keeps beside its records, by the step that made its table."""
    with vault.read() as work:
        return {
            "0007": [one.said for one in work.coverage.standing(RegisterEntry)],
            "0008": [work.joined.joining().name_of(PersonId(2))],
            "0009": [*work.mappings.all()],
        }


@pytest.mark.parametrize("step", ["0007", "0008", "0009", HEAD])
def test_that_what_an_office_keeps_outlives_every_step(
    tmp_path: Path, made_now: Path, step: str
) -> None:
    archive = RELEASED / f"vault-{step}.zip"
    shutil.unpack_archive(archive if archive.exists() else made_now, tmp_path / "released.vault")
    vault = Vault.open(tmp_path / "released.vault", PASSPHRASE)
    kept = kept_in(vault)
    vault.close()
    written = {"0007": [ENTRY], "0008": [CALLED], "0009": [MAPPING]}
    for made_at, values in written.items():
        assert kept[made_at] == values or made_at > step
