"""Subjects: what is of one matter reads the same, whatever mail programs put around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.subjects import subject_of


@pytest.mark.parametrize(
    "written",
    [
        "Re: Pier permit", "RE: re: Pier  permit", "[EXTERNAL] Re: Pier permit", "AW: Pier permit",
        "Re[2]: Pier permit", "Re(3): Pier permit", "Re^2: Pier permit", "Fwd: [SPAM] Pier permit",
        "WG: AW: Pier permit", "TR : Pier permit", "RV: Pier permit", "SV: Pier permit",
        "Antw: Pier permit", "Re: [Fwd: Pier permit]", "[Fwd: Pier permit]",
        "\u56de\u590d\uff1aPier permit",
        "Pier permit (fwd)", "Automatic reply: Pier permit", "R\u00e9f: Pier permit",
        "*** EXTERNAL *** Re: Pier permit", "Fw: [list-name] Pier permit",
    ],
)  # fmt: skip
def test_that_answers_have_the_subject_of_what_they_answer(written: str) -> None:
    assert subject_of(written) == ("pier permit", True)


@pytest.mark.parametrize(
    "written", ["Pier permit", "pier PERMIT!", "[EXTERNAL] Pier permit", "***SPAM*** Pier permit"]
)
def test_that_a_beginning_is_none(written: str) -> None:
    assert subject_of(written) == ("pier permit", False)


@pytest.mark.parametrize(
    "written",
    ["", "Re:", "Re: [EXT]", "hi", "RE: Hello", "Question", "(no subject)", "AW: Kein Betreff",
     "Fwd: Scan", "Re: ???", "___", "Re: 12", "FYI"],
)  # fmt: skip
def test_that_what_many_matters_share_is_no_subject(written: str) -> None:
    assert subject_of(written).base == ""


def test_that_a_subject_in_brackets_alone_stays_one() -> None:
    assert subject_of("[pier permit]").base == "pier permit"
    assert subject_of("Re: \u4f1a\u8b70").base == "\u4f1a\u8b70"
    assert subject_of("Research: results").base == "research results"


def test_that_a_subject_made_of_answer_words_alone_is_soon_read() -> None:
    assert subject_of("re:" * 300_000) == ("", True)


@given(st.text(max_size=60))
def test_that_any_text_is_taken_apart_and_answering_it_changes_nothing(written: str) -> None:
    assert subject_of(f"Re: {written}").base == subject_of(written).base
