"""The reader of another project's synthetic set: its labels under our kinds, addresses whole."""

from __future__ import annotations

import json
from pathlib import Path

from gold.presidio import presidio
from gold.texts import Gold


def read(tmp_path: Path, text: str, *spans: tuple[str, str]) -> list[tuple[str, str]]:
    marked = [
        {"entity_type": label, "start_position": text.index(value),
         "end_position": text.index(value) + len(value)}
        for label, value in spans
    ]  # fmt: skip
    path = tmp_path / "set.json"
    path.write_text(json.dumps([{"full_text": text, "spans": marked}]), encoding="utf-8")
    (gold,) = presidio(path)
    assert isinstance(gold, Gold)
    return [(kind, gold.text[start:end]) for start, end, kind in gold.spans]


def test_that_the_parts_of_an_address_are_one(tmp_path: Path) -> None:
    told = read(
        tmp_path, "Send it to 14 Cedar Ln\n Apt. 3\n Holloway\n 32301 please",
        ("STREET_ADDRESS", "14 Cedar Ln"), ("STREET_ADDRESS", "Apt. 3"), ("GPE", "Holloway"),
        ("ZIP_CODE", "32301"),
    )  # fmt: skip
    assert told == [("address", "14 Cedar Ln\n Apt. 3\n Holloway\n 32301")]


def test_that_labels_without_a_kind_are_left_out(tmp_path: Path) -> None:
    told = read(
        tmp_path, "Ann Doe of Acme in Spain pays 4111111111111111",
        ("PERSON", "Ann Doe"), ("ORGANIZATION", "Acme"), ("GPE", "Spain"),
        ("CREDIT_CARD", "4111111111111111"),
    )  # fmt: skip
    assert told == [("name", "Ann Doe"), ("card", "4111111111111111")]
