"""A vault made before threads were joined is joined when it is opened, and keeps its records."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from builders import PASSPHRASE

from app.domain.ids import RecordId
from app.vault.database import FILE_NAME, Database
from app.vault.folder import unlocked
from app.vault.header import read_header
from app.vault.keys import Passphrase, sub_keys
from app.workflow import open_vault

RELEASED = Path(__file__).parent / "released"
HOUR = 3_600_000_000
MAILS = (
    ("a@x", "", "id:a@x", "Permit", "Permit"),
    ("b@x", "a@x", "id:a@x", "Re: Permit", "Permit"),
    ("c@x", "b@x", "id:b@x", "Re: Permit", "Permit"),
    ("", "", "subject:permit", "AW: [EXTERNAL] Permit", "Permit"),
    ("", "", "subject:permit", "RE: Fees", "Fees"),
)


def put_mails(path: Path) -> list[int]:
    """Write mails as that older program would have."""
    keys = sub_keys(unlocked(read_header(path), Passphrase(PASSPHRASE)))
    database = Database(path / FILE_NAME, keys.database)
    raw = database.connect()
    raw.execute("BEGIN IMMEDIATE")
    numbers = list(_mails(raw.execute, MAILS))
    raw.execute("COMMIT")
    raw.close()
    database.close()
    return numbers


def _mails(run, mails: Sequence[Sequence[str]]) -> Iterator[int]:
    run("INSERT INTO traits VALUES (900, 'email', 'email', 'utc', '[]', '[]')")
    for number, name in ((900, "rosa@example.com"), (901, "ben@example.com")):
        run("INSERT INTO people VALUES (?, ?)", (number, name))
        run("INSERT INTO handles VALUES (?, ?, '', ?, ?)", (number, number, name, name))
    for cast, sender, to in ((900, 900, 901), (901, 901, 900)):
        run("INSERT INTO casts VALUES (?, ?)", (cast, cast.to_bytes(16, "big")))
        run("INSERT INTO cast_members VALUES (?, 0, 'from', ?, 0)", (cast, sender))
        run("INSERT INTO cast_members VALUES (?, 1, 'to', ?, 0)", (cast, to))
    keys: dict[str, int] = {}
    for at, (own, parent, key, subject, title) in enumerate(mails):
        if key not in keys:
            keys[key] = 900 + len(keys)
            run("INSERT INTO conversations VALUES (?, 'email', ?, ?)", (keys[key], key, title))
            run("INSERT INTO title_words (rowid, title) VALUES (?, ?)", (keys[key], title))
        told = hashlib.sha256(subject.encode()).digest()
        run(
            "INSERT INTO records VALUES (?, 1, 900, ?, ?, ?, '', ?, ?, ?, ?, ?, 'mail', ?, 0, '')",
            (900 + at, keys[key], 900 + at % 2, at * HOUR, subject, subject, told, own, parent,
             at.to_bytes(16, "big")),
        )  # fmt: skip
        run(
            "INSERT INTO words (rowid, text, subject, files) VALUES (?, ?, ?, '')",
            (900 + at, subject, subject),
        )
        yield 900 + at


@pytest.mark.parametrize("name", sorted(path.name for path in RELEASED.glob("*.zip")))
def test_that_mails_of_a_released_vault_are_joined_when_it_is_opened(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "released.vault"
    shutil.unpack_archive(RELEASED / name, path)
    ids = [RecordId(number) for number in put_mails(path)]
    vault = open_vault.open_with_passphrase(path, PASSPHRASE, "Rosa")
    with vault.read() as work:
        records = work.records.many(ids)
        assert not work.threads.is_behind
        assert work.threads.to_gather() == 0
    one, *_ = {record.conversation for record in records[:4]}
    assert [record.conversation == one for record in records] == [True] * 4 + [False]
    assert [record.heading for record in records] == [900, 900, 901, 902, 902]
    assert [record.conversation_title for record in records] == ["Permit"] * 5
    vault.close()
