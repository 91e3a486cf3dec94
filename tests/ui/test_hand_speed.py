"""The kept script of key presses, run short: the hardest messages of the sample."""

from __future__ import annotations

from ui import hand_speed as script

FEW = 24
MOST_KEYS_EACH = 4


def test_that_the_hardest_messages_are_decided_as_in_the_file_by_few_keys(tmp_path, qtbot):
    pressed, wanted = script.decide_all(FEW, tmp_path)
    assert script.differences(wanted) == []
    outcomes = {str(one.outcome) for one in wanted.standings.values()}
    assert outcomes >= {"REDACT", "NOT_RESPONSIVE"}
    assert sum(len(one.redactions) for one in wanted.standings.values()) >= FEW // 2
    decided = sum(number for kind, number in pressed.items() if kind.startswith("decide: "))
    assert decided == FEW
    assert pressed.total() <= FEW * MOST_KEYS_EACH
