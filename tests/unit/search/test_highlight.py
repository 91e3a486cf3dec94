"""Where matches are marked, and which piece of a text is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queries import (
    Among,
    And,
    AnyWord,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    People,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)
from app.domain.spans import Span
from app.domain.words import folded, placed_words, words
from app.search.highlight import fragment, spans
from app.search.language import parse

TEXT = "Asked for ID at the Stop. Café stop, traffic-stop; stopped? Call 850.555.0142 now."


def marked(query: Query, text: str) -> list[str]:
    return [text[span.start : span.end] for span in spans(query, text)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stop", ["Stop", "stop", "stop"]),
        ("STOP", ["Stop", "stop", "stop"]),
        ("cafe", ["Café"]),
        ("CAFÉ", ["Café"]),
        ("stop*", ["Stop", "stop", "stop", "stopped"]),
        ("st?p", ["Stop", "stop", "stop"]),
        ("stoped~", ["stopped"]),
        ("clal~", ["Call"]),
        ('"cafe stop"', ["Café stop"]),
        ('"traffic stop"', ["traffic-stop"]),
        ("850-555-0142", ["850.555.0142"]),
        ("id OR call", ["ID", "Call"]),
        ("call NOT stop", ["Call"]),
        ("stop from:diaz", ["Stop", "stop", "stop"]),
        ("*", []),
        ("from:diaz", []),
        ("8505550142", ["850.555.0142"]),
        ('"asked id"~5', ["Asked", "ID"]),
        ('"id asked"~2', ["Asked", "ID"]),
        ('"id asked"~1', []),
        ('"id asked"~0002', ["Asked", "ID"]),
        ('"asked the"~2', []),
        ('"asked nothing"~9', []),
        ('"stop cafe"', ["Stop. Café"]),
    ],
)
def test_that_what_is_asked_for_is_marked(typed: str, expected: list[str]) -> None:
    assert marked(parse(typed), TEXT) == expected


def test_that_expanded_words_are_marked() -> None:
    query = AnyWord("stop", "stem", (("stop", 2), ("stopped", 1)))
    assert marked(query, TEXT) == ["Stop", "stop", "stop", "stopped"]


def test_that_letters_with_separate_accents_and_pictures_count_as_code_points() -> None:
    text = "🔥🔥 cafe\u0301 🔥 İstanbul"
    assert marked(Word("café"), text) == ["cafe\u0301"]
    assert marked(Word("istanbul"), text) == ["İstanbul"]


def test_that_overlapping_matches_are_one() -> None:
    query = Or((Phrase(("cafe", "stop")), Word("stop"), Phrase(("stop", "traffic"))))
    assert marked(query, TEXT) == ["Stop", "Café stop, traffic", "stop"]


def test_that_words_made_by_hand_may_hold_several() -> None:
    assert marked(Word("traffic-stop"), TEXT) == ["traffic-stop"]
    assert marked(Word("..."), TEXT) == []
    assert marked(And((Not(Word("stop")), Everything(), People(Among.FROM, "stop"))), TEXT) == []


def test_that_the_fragment_stands_where_most_matches_are() -> None:
    text = "stop " + "filler words here " * 40 + "traffic stop on the stop " + "end of it " * 40
    piece, places = fragment(parse("traffic stop"), text, 80)
    assert "traffic stop on the stop" in piece
    assert [piece[span.start : span.end] for span in places] == ["traffic", "stop", "stop"]
    assert piece.startswith("…")
    assert piece.endswith("…")
    assert len(piece) <= 82


def test_that_a_short_text_is_shown_whole_and_on_one_line() -> None:
    assert fragment(Word("b"), "a\nb\r\nc") == ("a b  c", spans(Word("b"), "a\nb\r\nc"))


def test_that_without_a_match_the_beginning_is_shown() -> None:
    piece, places = fragment(Word("nothing"), "word " * 100, 50)
    assert piece == "word " * 9 + "word…"
    assert places == []


def test_that_a_match_longer_than_the_fragment_is_cut() -> None:
    text = "x " * 30 + "a" * 300 + " y" * 30
    piece, places = fragment(Prefix("aaa"), text, 100)
    assert len(piece) <= 102
    assert len(places) == 1
    assert set(piece[places[0].start : places[0].end]) == {"a"}


TEXTS = st.text("ab é\u0301🔥\n.1İß", max_size=60)
QUERIES = st.recursive(
    st.one_of(
        st.text("abé1", min_size=1, max_size=3).map(Word),
        st.lists(st.text("ab", min_size=1, max_size=2), min_size=2, max_size=3).map(
            lambda found: Phrase(tuple(found))
        ),
        st.builds(Near, st.lists(st.sampled_from("ab"), min_size=2, max_size=2).map(tuple),
                  st.integers(1, 4)),
        st.text("ab", min_size=1, max_size=2).map(Prefix),
        st.sampled_from(["a*b", "?b", "a?"]).map(Wildcard),
        st.sampled_from(["ab", "ba"]).map(Fuzzy),
    ),
    lambda parts: st.lists(parts, min_size=1, max_size=3).map(lambda found: Or(tuple(found))),
)  # fmt: skip


@given(QUERIES, TEXTS, st.integers(5, 40))
def test_that_marks_lie_in_order_and_apart_inside_the_text(
    query: Query, text: str, width: int
) -> None:
    found = spans(query, text)
    assert all(one.end < two.start for one, two in pairwise(found))
    assert all(span.end <= len(text) for span in found)
    piece, places = fragment(query, text, width)
    assert len(piece) <= width + 2
    assert all(span.end <= len(piece) for span in places)
    assert bool(places) == bool(found)


@given(TEXTS)
def test_that_each_word_of_a_text_is_found_in_it(text: str) -> None:
    placed = placed_words(text)
    assert [word for word, _, _ in placed] == list(map(folded, words(text)))
    for word, start, end in placed:
        span = Span(start, end)
        assert span in spans(Word(word), text) or any(
            other.start <= span.start and span.end <= other.end for other in spans(Word(word), text)
        )
