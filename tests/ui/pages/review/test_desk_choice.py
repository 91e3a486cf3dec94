"""What is chosen on a page, and how far it reaches."""

from __future__ import annotations

import pytest

from app.documents.on_screen import Pixels
from app.domain.redacted import SheetWord
from app.ui.pages.review.desk_choice import (
    Choice,
    Reach,
    boxes_of,
    first_cell,
    grown,
    moved,
    regions_of,
    word_at,
    word_beside,
    words_in,
)
from app.workflow.show_pages import ShownPage

WORDS = (
    SheetWord("Jordan", (0.1, 0.10, 0.2, 0.12), 0, 0),
    SheetWord("Blackwood", (0.22, 0.10, 0.4, 0.12), 0, 0),
    SheetWord("lives", (0.1, 0.14, 0.2, 0.16), 1, 0),
    SheetWord("here", (0.6, 0.50, 0.7, 0.52), 2, 1),
)
PAGE = ShownPage(
    1, Pixels(1, 1, coloured=False, data=b"\0"), (1700, 2200), (612.0, 792.0), words=WORDS
)


def test_that_a_word_is_found_by_a_point_and_nothing_beside_it():
    assert word_at(WORDS, 0.15, 0.11) == 0
    assert word_at(WORDS, 0.21, 0.11) == -1


def test_that_arrows_go_in_reading_order_and_up_and_down_by_lines():
    assert word_beside(WORDS, 0, 1, 0) == 1
    assert word_beside(WORDS, 0, -1, 0) == 0
    assert word_beside(WORDS, 3, 1, 0) == 3
    assert word_beside(WORDS, 0, 0, 1) == 2
    assert word_beside(WORDS, 3, 0, -1) == 2
    assert word_beside(WORDS, 3, 0, 1) == 3


def test_that_a_run_of_words_is_one_box_a_line_whichever_way_it_was_chosen():
    for first, last in ((0, 2), (2, 0)):
        choice = Choice(1, first=first, last=last)
        assert boxes_of(choice, WORDS) == ((0.1, 0.10, 0.4, 0.12), (0.1, 0.14, 0.2, 0.16))
        assert words_in(choice, WORDS) == "Jordan Blackwood lives"


def test_that_it_is_widened_to_the_line_the_block_the_page_and_back():
    choice = Choice(1, first=1, last=1).wider()
    assert boxes_of(choice, WORDS) == ((0.1, 0.10, 0.4, 0.12),)
    choice = choice.wider()
    assert boxes_of(choice, WORDS) == ((0.1, 0.10, 0.4, 0.16),)
    choice = choice.wider()
    assert boxes_of(choice, WORDS) == ((0.0, 0.0, 1.0, 1.0),)
    assert choice.wider().reach is Reach.EXACT


@pytest.mark.parametrize("is_bilevel", [True, False])
def test_that_burning_all_but_a_box_leaves_it_whole(is_bilevel):
    page = ShownPage(1, None, (1700, 2200), (612.0, 792.0), bilevel=is_bilevel, words=WORDS)
    regions = regions_of(Choice(1, first=0, last=1, inverted=True), page)
    assert len(regions) == 4
    grid, pad = (1 if is_bilevel else 16), 1.5 * 1700 / 612
    above = next(r for r in regions if (r.top, r.right) == (0, 1))
    burned_to = -(-(above.bottom * 2200 + pad) // grid) * grid
    assert burned_to <= 0.10 * 2200 + 1e-6
    assert above.bottom > 0.07


def test_that_nothing_is_left_beside_a_whole_page_and_nothing_chosen_is_no_region():
    assert regions_of(Choice(1, (0.0, 0.0, 1.0, 1.0), inverted=True), PAGE) == ()
    assert regions_of(Choice(1), ShownPage(1)) == ()


def test_that_a_box_stays_on_its_page_however_it_is_moved_and_grown():
    box = first_cell()
    assert moved(box, -100, -100)[:2] == (0, 0)
    assert moved(box, 100, 100)[2:] == pytest.approx((1, 1))
    left, top, right, bottom = grown(box, -100, -100)
    assert right > left
    assert bottom > top
    assert grown(box, 100, 100)[2:] == (1, 1)
