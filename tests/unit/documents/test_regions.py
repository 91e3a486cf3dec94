"""That words are found where they stand, and boxes reach as far as asked for."""

from __future__ import annotations

import pytest

from app.documents.regions import BoxMode, find_words, widen
from app.domain.redacted import SheetWord
from app.domain.spans import Region

TEXT = (
    (0, ("Deputy", "Avery", "Stone")),
    (0, ("wrote", "to", "Avery")),
    (1, ("STONE's", "office", "in", "hyphen-")),
    (1, ("ated", "café", "(850)", "555-0101.")),
)


def words() -> list[SheetWord]:
    made = []
    for line, (block, texts) in enumerate(TEXT):
        for at, text in enumerate(texts):
            top = 0.1 + line * 0.1
            box = (0.1 + at * 0.2, top, 0.2 + at * 0.2, top + 0.05)
            made.append(SheetWord(text, box, line, block))
    return made


def at(line: int, first: int, last: int | None = None, page: int = 1) -> Region:
    last = first if last is None else last
    top = 0.1 + line * 0.1
    return Region(page, 0.1 + first * 0.2, top, 0.2 + last * 0.2, top + 0.05)


@pytest.mark.parametrize(
    ("literal", "regions"),
    [
        ("deputy", [at(0, 0)]),
        ("AVERY stone", [at(0, 1, 2), at(1, 2), at(2, 0)]),
        ("hyphenated", [at(2, 3), at(3, 0)]),
        ("CAFE", [at(3, 1)]),
        ("850 555 0101", [at(3, 2, 3)]),
        ("555-0101", [at(3, 3)]),
        ("Aver", []),
        ("0101 more", []),
        (" - ", []),
    ],
)
def test_that_a_literal_is_found_with_one_region_a_line(
    literal: str, regions: list[Region]
) -> None:
    assert [rounded(one) for one in find_words(words(), literal)] == [
        rounded(one) for one in regions
    ]


def test_that_a_region_knows_its_page() -> None:
    assert [one.page for one in find_words(words(), "deputy", 4)] == [4]


@pytest.mark.parametrize(
    ("mode", "wide"),
    [
        (BoxMode.EXACT, at(0, 1)),
        (BoxMode.NEIGHBOUR, at(0, 0, 2)),
        (BoxMode.LINE_END, at(0, 1, 2)),
        (BoxMode.LINE, at(0, 0, 2)),
        (BoxMode.BLOCK, Region(1, 0.1, 0.1, 0.6, 0.25)),
    ],
)
def test_that_a_box_reaches_as_far_as_asked_for(mode: BoxMode, wide: Region) -> None:
    assert rounded(widen(at(0, 1), mode, words())) == rounded(wide)


def test_that_a_box_that_touches_no_word_stays() -> None:
    empty = Region(1, 0.9, 0.9, 1.0, 1.0)
    assert widen(empty, BoxMode.LINE, words()) == empty


def test_that_neighbours_on_other_lines_are_left_alone() -> None:
    assert rounded(widen(at(0, 2), BoxMode.NEIGHBOUR, words())) == rounded(at(0, 1, 2))


def rounded(region: Region) -> tuple[float, ...]:
    edges = (region.left, region.top, region.right, region.bottom)
    return (region.page, *(round(edge, 6) for edge in edges))


@pytest.mark.parametrize(
    "texts",
    [
        [("the", "B", "l", "a", "c", "k", "w", "o", "o", "d", "stop")],
        [("by", "Black"), ("wood", "today")],
        [("by", "Black-"), ("wood", "today")],
        [("B", "l", "a"), ("c", "k", "w", "o", "o", "d")],
    ],
)
def test_that_a_word_is_found_whose_letters_stand_apart(texts: list[tuple[str, ...]]) -> None:
    made = [
        SheetWord(text, (0.1 + at * 0.05, line / 10, 0.14 + at * 0.05, line / 10 + 0.05), line)
        for line, said in enumerate(texts)
        for at, text in enumerate(said)
    ]
    assert len(find_words(made, "Blackwood")) == len(texts)


@pytest.mark.parametrize("texts", [("Black", "wood"), ("in", "form"), ("a", "bout", "it")])
def test_that_two_words_of_a_line_do_not_make_one(texts: tuple[str, ...]) -> None:
    made = [
        SheetWord(text, (0.1 + at * 0.2, 0.1, 0.2 + at * 0.2, 0.15))
        for at, text in enumerate(texts)
    ]
    assert not find_words(made, "".join(texts[:2]))
