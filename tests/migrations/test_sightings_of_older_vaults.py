"""Records of older vaults are met by what another custodian's export tells of them."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from builders import PASSPHRASE, message
from hypothesis import given
from hypothesis import strategies as st
from two_custodians import begin, take

from app.domain.ids import RecordId
from app.domain.people import Party, Role
from app.domain.provenance import MICROSECONDS, Moment
from app.domain.sightings import meeting_of
from app.domain.sources import Counts
from app.vault.backup import check
from app.vault.folder import Vault
from app.vault.schema import STEPS

sys.path.insert(0, str(Path(__file__).parent))
from make_released_vault import RELEASED


@pytest.fixture(scope="module")
def step() -> ModuleType:
    path = STEPS / "versions" / "0012_sightings.py"
    spec = importlib.util.spec_from_file_location("step", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@given(
    text=st.text(min_size=1).map(lambda text: f"x{text}\u2019\u2026"),
    at=st.integers(-(10**15), 2 * 10**15),
    platform=st.sampled_from(("sms", "imessage", "whatsapp", "")),
)
def test_that_the_step_gives_the_number_that_imports_give(
    step: ModuleType, text: str, at: int, platform: str
) -> None:
    told = replace(message(text), platform=platform, sent=Moment(at))
    assert step._meeting(at, text, platform) == meeting_of(told)


def test_that_an_older_record_is_joined_by_its_other_side(tmp_path: Path) -> None:
    shutil.unpack_archive(RELEASED / "vault-0009.zip", tmp_path / "released.vault")
    vault = Vault.open(tmp_path / "released.vault", PASSPHRASE)
    with vault.read() as work:
        older = work.records.get(RecordId(2))
    assert older.sent.utc is not None
    sent = replace(
        message(older.text, 2),
        sent=Moment(older.sent.utc - 5 * MICROSECONDS),
        parties=(
            Party(Role.FROM, "", "8505550101", is_owner=True),
            Party(Role.TO, "Benny", "850.555.0102"),
        ),
    )
    source = begin(vault, "Rosa", own=["8505550101"])
    assert take(vault, source, [sent]) == Counts(copies=1)
    assert check(vault, deep=True) == []
    vault.close()
