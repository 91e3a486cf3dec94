"""Where pages and stamps come to lie on paper; plain sums, no window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.pages.packet.print_layout import PAPERS, Box, Paper, fits_told, place, with_stamp

LETTER, LEGAL = PAPERS["letter"], PAPERS["legal"]
EMPTY_HEAD = (0.0, 0.07)


def inside(box: Box, other: Box) -> bool:
    near = 0.01
    return (
        box.left >= other.left - near
        and box.top >= other.top - near
        and box.right <= other.right + near
        and box.bottom <= other.bottom + near
    )


def test_that_a_page_keeps_its_size_on_its_own_paper():
    spot = place(LETTER, Paper.plain("letter"))
    assert (spot.scale, spot.box) == (1.0, Box(0, 0, *LETTER))


def test_that_a_page_keeps_its_size_on_larger_paper():
    assert place(LETTER, Paper.plain("legal")).scale == 1.0


def test_that_a_legal_page_is_fitted_into_what_the_printer_reaches_of_letter():
    paper = Paper.plain("letter")
    spot = place(LEGAL, paper)
    assert spot.scale == pytest.approx(paper.printable.height / LEGAL[1])
    assert inside(spot.box, paper.printable)
    assert spot.box.width / spot.box.height == pytest.approx(LEGAL[0] / LEGAL[1])


def test_that_two_pages_lie_side_by_side_and_do_not_touch():
    paper = Paper.plain("letter", lying=True)
    left, right = (place(LETTER, paper, at=at, of=2) for at in (0, 1))
    assert left.box.right < right.box.left
    assert left.scale == right.scale == pytest.approx(0.62, abs=0.03)
    assert inside(left.box, paper.printable)
    assert inside(right.box, paper.printable)


def test_that_the_stamp_stands_in_the_empty_head_and_the_page_stays():
    paper = Paper.plain("letter")
    plain = place(LETTER, paper)
    spot = with_stamp(plain, EMPTY_HEAD, paper)
    assert spot.box == plain.box
    assert spot.stamp is not None
    assert spot.stamp.top >= paper.printable.top
    assert spot.stamp.bottom <= 0.07 * LETTER[1]


def test_that_the_stamp_stands_below_the_band_of_a_marked_copy():
    paper = Paper.plain("letter")
    spot = with_stamp(place(LETTER, paper), (17 / 792, 58 / 792), paper)
    assert spot.stamp.top > 17
    assert spot.stamp.bottom < 58


@given(
    st.sampled_from(list(PAPERS)),
    st.sampled_from(list(PAPERS)),
    st.booleans(),
    st.floats(0, 0.15),
    st.floats(0, 0.15),
)
def test_that_a_stamp_never_stands_over_words_nor_out_of_reach(page, sheet, lying, top, high):
    paper = Paper.plain(sheet, lying=lying)
    bottom = min(top + high, 0.16)
    spot = with_stamp(place(PAPERS[page], paper, of=2 if lying else 1), (top, bottom), paper)
    assert spot.stamp is not None
    assert inside(spot.stamp, paper.printable)
    head = spot.box.top + spot.box.height * top
    writing = spot.box.top + spot.box.height * bottom
    assert spot.stamp.bottom <= spot.box.top + 0.01 or (
        spot.stamp.top >= head and spot.stamp.bottom <= writing
    )


def test_that_a_page_without_an_empty_head_becomes_a_little_smaller():
    paper = Paper.plain("letter")
    spot = with_stamp(place(LETTER, paper), (0.0, 0.0), paper)
    assert 0.9 < spot.scale < 1.0
    assert spot.stamp.bottom < spot.box.top
    assert inside(spot.box, paper.printable)


def test_that_a_smaller_paper_is_told_and_a_larger_is_not():
    assert "Legal" in fits_told("legal", "letter")
    assert "Letter paper" in fits_told("legal", "letter")
    assert fits_told("letter", "letter") == fits_told("letter", "legal") == ""
