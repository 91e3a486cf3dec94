"""The review in its window: who else tells a message, and near-copies found by the job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from review_window import ReviewWindow
from two_custodians import Telling, begin, take

from app.workflow.link_near_copies import LinkNearCopies

ORDER = "Please bring the boat keys to the front desk before {} on Friday morning"
SAID = ((0, "ok"), (500, ORDER.format("nine")), (900, ORDER.format("ten")))


def of(phone: str, late: float) -> list[Telling]:
    return [Telling(phone, "Ana", ("Ben",), text, second + late) for second, text in SAID]


@pytest.fixture
def window(tmp_path: Path, qtbot) -> Iterator[ReviewWindow]:
    window = ReviewWindow(tmp_path, qtbot, made=[one.parsed for one in of("Ana", 0)])
    take(window.vault, begin(window.vault, "Ben"), [one.parsed for one in of("Ben", 7)])
    for _ in LinkNearCopies(window.vault).steps():
        pass
    window.page.arrive("")
    yield window
    window.close()


def test_that_the_head_says_who_tells_the_message_too(window: ReviewWindow) -> None:
    copies = window.view._copies
    assert copies.text() == "told by Ofc. Ben too"
    assert copies.toolTip().startswith("Ofc. Ben, received Sat 14 Mar 2026")
    assert "from Ana of Ben <8505550111>: " in copies.toolTip()
    assert copies.toolTip().endswith("Ben sms 7")
    assert copies.accessibleDescription() == copies.toolTip()


def test_that_the_list_and_the_head_tell_near_copies_at_once(window: ReviewWindow) -> None:
    rows = [window.view.queue.table.rows.row(at) for at in range(3)]
    assert [row.cells[4].text for row in rows] == ["", "≈ 1", "≈ 1"]
    assert rows[1].cells[0].spoken.endswith("1 near-copy")
    window.press(Qt.Key.Key_J)
    assert window.view._near.text() == "1 near-copy"
