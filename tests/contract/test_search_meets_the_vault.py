"""What is typed, what the word index finds and what is marked agree on the same texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders import hold, message, new_vault

from app.search.expand import expand
from app.search.highlight import spans
from app.search.language import parse
from app.search.unparse import unparse
from app.vault.folder import Vault

TEXTS = (
    "Asked for ID at the Stop",
    "traffic stop on Cedar Street",
    "he stopped, then traffic moved",
    "call 850-555-0142 now",
    "call (850) 555.0142",
    "call 8505550142!",
    "call +18505550142",
    "mail dana.whitlow@example.com today",
    "see § 119.071(2)(d), F.S.",
    "Café José naïve",
    "Ёлка и йод",
    "so funny 🔥🔥",
    "日本語のメモ",
    "code (b)(6) applies",
    "blackwod is a spelling of his",
    "Blackwood was there",
    "nothing of note",
    "stop the traffic now",
)
QUESTIONS = (
    ("stop", {0, 1, 17}),
    ("STOP", {0, 1, 17}),
    ("stop traffic", {1, 17}),
    ('"traffic stop"', {1}),
    ('"traffic stop"~1', {1}),
    ('"traffic stop"~2', {1, 17}),
    ("stop OR stopped", {0, 1, 2, 17}),
    ("stop NOT traffic", {0}),
    ("traffic NOT (cedar OR moved)", {17}),
    ("stop*", {0, 1, 2, 17}),
    ("st?p", {0, 1, 17}),
    ("*ocation", set()),
    ("850-555-0142", {3, 4, 5, 6}),
    ("(850) 555-0142", {3, 4, 5, 6}),
    ("8505550142", {3, 4, 5, 6}),
    ('"850-555-0142"', {3, 4}),
    ("dana.whitlow@example.com", {7}),
    ("§119.071(2)(d)", {8}),
    ("119.071", {8}),
    ("cafe", {9}),
    ("JOSÉ", {9}),
    ("cafe\u0301", {9}),
    ("ёлка", {10}),
    ("йод", {10}),
    ("🔥", {11}),
    ("日本", {12}),
    ("メモ", {12}),
    ("(b)(6)", {13}),
    ("blackwood~", {14, 15}),
    ("blackwood", {15}),
    ("note has:attachment", set()),
)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    made = new_vault(tmp_path_factory.mktemp("vault"))
    hold(made, [message(text, number) for number, text in enumerate(TEXTS)])
    yield made
    made.close()


def found(vault: Vault, typed: str, *, stems: bool = False) -> set[str]:
    query, _ = expand(parse(typed), vault.index.vocabulary(), stems=stems)
    hits = vault.index.find(query)
    with vault.read() as work:
        return {record.text for record in work.records.many(hits.page("date", 0, hits.count))}


@pytest.mark.parametrize(("typed", "expected"), QUESTIONS)
def test_that_a_typed_search_finds_these_texts(
    vault: Vault, typed: str, expected: set[int]
) -> None:
    assert found(vault, typed) == {TEXTS[number] for number in expected}


@pytest.mark.parametrize("typed", [typed for typed, _ in QUESTIONS if "NOT" not in typed])
def test_that_with_stems_nothing_is_lost(vault: Vault, typed: str) -> None:
    assert found(vault, typed, stems=True) >= found(vault, typed)


@pytest.mark.parametrize("typed", [typed for typed, _ in QUESTIONS])
def test_that_a_saved_search_finds_the_same(vault: Vault, typed: str) -> None:
    assert found(vault, unparse(parse(typed))) == found(vault, typed)


@pytest.mark.parametrize("typed", [typed for typed, _ in QUESTIONS])
def test_that_something_is_marked_in_every_text_that_is_found(vault: Vault, typed: str) -> None:
    query, _ = expand(parse(typed), vault.index.vocabulary(), stems=False)
    assert all(spans(query, text) for text in found(vault, typed))
