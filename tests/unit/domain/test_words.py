"""Words are cut and folded as the vault's word index cuts and folds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.words import folded, placed_words, shapes, words
from app.vault.folding import shown, spaced

SCRIPTS = st.text(
    st.one_of(
        st.characters(max_codepoint=0x17F),
        st.characters(min_codepoint=0x386, max_codepoint=0x3CE, categories=["L", "N", "P"]),
        st.characters(min_codepoint=0x400, max_codepoint=0x481),
        st.sampled_from("שלום العربية हिन्दी ไทย 日本語 한국어 🔥👍🏽❤️ \u0301\u0308 İßﬁ½²٣ _.-'’§"),
    ),
    max_size=30,
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize="
        "\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    )
    connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(texts, instance)")
    yield connection
    connection.close()


def indexed(index: sqlite3.Connection, text: str) -> list[str]:
    index.execute("DELETE FROM texts")
    index.execute("INSERT INTO texts(text) VALUES (?)", (spaced(text).replace("\0", " "),))
    rows = index.execute("SELECT term FROM found ORDER BY offset")
    return [shown(term) for (term,) in rows if term]


@settings(max_examples=400, deadline=None)
@given(text=SCRIPTS)
def test_that_words_are_those_of_the_index(index: sqlite3.Connection, text: str) -> None:
    assert [word for word in map(folded, words(text)) if word] == indexed(index, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("850-555-0142", ["850", "555", "0142"]),
        ("dana@example.com", ["dana", "example", "com"]),
        ("snake_case", ["snake", "case"]),
        ("Café CAFÉ cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("Straße", ["straße"]),
        ("日本", ["日", "本"]),
        ("ok🔥🔥", ["ok", "🔥", "🔥"]),
        ("❤️", ["❤"]),
        ("ΣΑΣ σας", ["σασ", "σασ"]),
        ("...", []),
    ],
)
def test_that_words_are_cut_so(text: str, expected: list[str]) -> None:
    assert [word for word, _, _ in placed_words(text)] == expected


def test_that_places_are_code_points_of_the_text() -> None:
    text = "🔥 Café"
    assert [text[start:end] for _, start, end in placed_words(text)] == ["🔥", "Café"]


def test_that_shapes_keep_their_signs() -> None:
    assert shapes("st?p* now é*") == ["st?p*", "now", "é*"]
    assert shapes("st?p* now") == ["st?p*", "now"]
