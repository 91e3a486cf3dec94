"""Presentations: slides in the order in which they are shown, with notes and comments."""

from __future__ import annotations

from unit.documents.office.made_slides import TEXT, full_slides
from unit.documents.office.reading import hidden_of, looked, read, tables_of, words_of

from app.domain.redacted import Look, Role

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def test_that_every_part_of_a_presentation_is_read_in_order() -> None:
    assert read(full_slides(), SLIDES).text == TEXT


def test_that_titles_items_tables_and_hidden_shapes_are_told_apart() -> None:
    content = read(full_slides(), SLIDES)
    assert words_of(content, Role.HEADING) == [(2, "Use of force")]
    assert words_of(content, Role.ITEM) == [(2, "Under it")]
    assert tables_of(content)[0] == [["Officer", "Badge"], ["Whitaker", "117"]]
    assert looked(content, Look.HIDDEN) == ["Not shown", "Kept back"]


def test_that_all_that_hides_in_a_presentation_is_listed() -> None:
    assert hidden_of(read(full_slides(), SLIDES)) == {
        "1 name of somebody who wrote or changed it.": False,
        "3 comments.": True,
        "1 hidden slide.": True,
        "1 stretch of hidden text.": True,
        "1 text of a slide master or layout.": False,
        "1 slide with speaker notes.": True,
    }
