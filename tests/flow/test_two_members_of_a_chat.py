"""Two members' exports of one chat, read by the importers themselves: one record a message."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import builders
import pytest

from app.domain.sources import Counts
from app.importers.base import ImportOptions
from app.workflow.import_export import ImportJob, Recognised, look_at

SAID = (("Ana Ruiz", "On my way"), ("Ben Cole", "ok"), ("Cleo Hart", "ok"), ("Ana Ruiz", "ok"))
MEMBERS = ("Ana Ruiz", "Ben Cole", "Cleo Hart")


def whatsapp(folder: Path, owner: str, late: int) -> Path:
    """Write a group's chat as one member's phone exports it."""
    lines = [
        f"[14.03.26, 21:{4 + number:02}:{10 + late:02}] {who}: {words}"
        for number, (who, words) in enumerate(SAID)
    ]
    path = folder / f"WhatsApp Chat - Dock {owner}.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def facebook(folder: Path, owner: str, late: int) -> Path:
    """Write a group's thread as one account's download has it."""
    thread = folder / owner / "your_facebook_activity" / "messages" / "inbox" / f"dock_{late}"
    thread.mkdir(parents=True)
    messages = [
        {"sender_name": who, "timestamp_ms": 1_773_522_240_000 + at * 60_000, "content": words}
        for at, (who, words) in enumerate(SAID)
    ]
    told = {
        "participants": [{"name": name} for name in MEMBERS],
        "messages": messages[::-1],
        "title": "Dock",
        "thread_path": f"inbox/dock_{late}",
    }
    (thread / "message_1.json").write_text(json.dumps(told), "utf-8")
    return folder / owner


@pytest.mark.parametrize("make", [whatsapp, facebook])
@pytest.mark.parametrize("order", [MEMBERS, MEMBERS[::-1]])
def test_that_each_message_is_one_record_told_by_all(
    tmp_path: Path, make: type, order: Sequence[str]
) -> None:
    vault = builders.new_vault(tmp_path)
    counts: list[Counts] = []
    for late, owner in enumerate(order):
        (export,) = look_at([make(tmp_path, owner, late)])
        assert isinstance(export, Recognised)
        job = ImportJob(vault, export, ImportOptions(owner, "UTC", (owner,)))
        for _ in job.steps():
            pass
        counts.append(job.result.counts)
    assert [(one.records, one.copies) for one in counts] == [(4, 0), (0, 4), (0, 4)]
    vault.close()
