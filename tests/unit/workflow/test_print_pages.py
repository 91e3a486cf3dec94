"""Which pages go to a printer: as people write them, on which sides, in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.workflow.print_pages import (
    Duplex,
    Faces,
    PageAt,
    PrintWishes,
    Side,
    in_order,
    parse_pages,
    sides_of,
    told,
)


def pages(*files: int) -> list[PageAt]:
    made = [(at, page) for at, count in enumerate(files) for page in range(1, count + 1)]
    return [PageAt(file, page, number) for number, (file, page) in enumerate(made, 1)]


def numbers(sides: tuple[Side, ...]) -> list[list[int]]:
    return [[page.number for page in side] for side in sides]


def laid(count: int | tuple[int, ...], **wishes: object) -> list[list[int]]:
    wished = PrintWishes(**wishes)  # type: ignore[arg-type]  # each test names fields of it
    files = (count,) if isinstance(count, int) else count
    return numbers(in_order(sides_of(pages(*files), wished), wished))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", range(1, 21)),
        ("  ", range(1, 21)),
        ("1-3, 7, 12-14", [1, 2, 3, 7, 12, 13, 14]),
        ("5", [5]),
        ("18-", [18, 19, 20]),
        ("-2", [1, 2]),
        ("2–4", [2, 3, 4]),
        (" 3 - 4 ;9,", [3, 4, 9]),
        ("4, 4, 3-5", [3, 4, 5]),
        ("007", [7]),
    ],
)
def test_that_pages_are_read_as_people_write_them(typed, meant):
    assert parse_pages(typed, 20) == frozenset(meant)


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("x", "“x” is not a page"),
        ("1-2-3", "“1-2-3” is not a page"),
        ("-", "“-” is not a page"),
        ("1 2", "“1 2” is not a page"),
        ("²", "is not a page"),
        ("0", "There is no page 0."),
        ("21", "There is no page 21."),
        ("3-999999999", "There is no page 999,999,999."),
        ("9999999999", "is not a page"),
        ("7-3", "runs backwards"),
        (",,", "No pages are named."),
        ("1," * 300, "too long"),
    ],
)
def test_that_what_is_no_list_of_pages_is_refused_in_words(typed, what):
    with pytest.raises(AppError) as refused:
        parse_pages(typed, 20)
    assert what in refused.value.what
    assert refused.value.remedy


@given(st.sets(st.integers(1, 60), min_size=1))
def test_that_told_pages_are_read_as_the_same_pages(wanted):
    assert parse_pages(told(wanted), 60) == wanted


def test_that_pages_are_told_in_few_words():
    assert told([9, 3, 4, 5, 7, 6]) == "3-7, 9"
    assert told([]) == ""


def test_that_pages_follow_each_other_on_one_side():
    assert laid(3) == [[1], [2], [3]]


def test_that_two_pages_share_a_side_and_files_do_not():
    assert laid((3, 2), two_up=True) == [[1, 2], [3], [4, 5]]


def test_that_each_file_begins_on_a_new_sheet_where_sheets_have_two_sides():
    assert laid((1, 2), duplex=Duplex.LONG) == [[1], [], [2], [3]]
    assert laid((1, 2)) == [[1], [2], [3]]


def test_that_front_sides_and_back_sides_make_whole_sheets_together():
    assert laid(5, faces=Faces.FRONT) == [[1], [3], [5]]
    assert laid(5, faces=Faces.BACK) == [[2], [4], []]


def test_that_copies_are_collated_or_not():
    assert laid(2, copies=2) == [[1], [2], [1], [2]]
    assert laid(2, copies=2, collate=False) == [[1], [1], [2], [2]]


def test_that_a_copy_never_begins_on_the_back_of_another():
    twice = laid(3, copies=2, duplex=Duplex.LONG)
    assert twice == [[1], [2], [3], [], [1], [2], [3]]
    loose = laid(3, copies=2, duplex=Duplex.SHORT, collate=False)
    assert loose == [[1], [2], [1], [2], [3], [], [3]]


def test_that_the_last_sheet_can_come_first_with_its_sides_in_order():
    assert laid(3, backwards=True) == [[3], [2], [1]]
    assert laid(4, backwards=True, duplex=Duplex.LONG) == [[3], [4], [1], [2]]
    assert laid(3, backwards=True, duplex=Duplex.LONG) == [[3], [], [1], [2]]


def test_that_a_printer_that_makes_copies_gets_the_pages_once():
    wishes = PrintWishes(copies=7)
    assert numbers(in_order(sides_of(pages(2), wishes), wishes, copies=1)) == [[1], [2]]


def test_that_nothing_stays_nothing():
    assert laid(0, duplex=Duplex.LONG, copies=3) == []


@given(
    st.lists(st.integers(1, 7), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from(Duplex),
    st.integers(1, 3),
    st.booleans(),
)
def test_that_every_page_is_printed_as_often_as_there_are_copies(
    files, two_up, duplex, copies, collate
):
    flat = [
        number
        for side in laid(tuple(files), two_up=two_up, duplex=duplex, copies=copies, collate=collate)
        for number in side
    ]
    assert sorted(flat) == sorted(list(range(1, sum(files) + 1)) * copies)


@given(st.lists(st.integers(1, 7), min_size=1, max_size=4), st.booleans())
def test_that_by_hand_the_sheets_come_out_as_from_a_printer_that_turns_them(files, two_up):
    fronts = laid(tuple(files), faces=Faces.FRONT, two_up=two_up)
    backs = laid(tuple(files), faces=Faces.BACK, two_up=two_up)
    by_printer = laid(tuple(files), duplex=Duplex.LONG, two_up=two_up)
    sheets = [side for sheet in zip(fronts, backs, strict=True) for side in sheet]
    assert sheets[: len(by_printer)] == by_printer
    assert not any(sheets[len(by_printer) :])
