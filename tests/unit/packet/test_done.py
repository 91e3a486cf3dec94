"""That a verification says truly which pages were looked at, also of a packet in several files."""

from __future__ import annotations

from app.domain.packets import Finding, Verdict
from app.packet.checks import done


def verdict(whole: int, in_pictures: int, pages: int, *findings: Finding) -> Verdict:
    checks = (*done.of_eyes(whole, in_pictures, pages), done.searched(3))
    told, made = done.assigned(findings, checks)
    return Verdict(told, pages, "", checks=made)


def sentences(*verdicts: Verdict) -> list[str]:
    return [check.sentence for check in done.together(verdicts)]


def test_that_pages_looked_at_are_counted() -> None:
    looked = done.of_eyes(3, 2, 120)
    assert looked[0].sentence.startswith("3 of 120 pages were read as they look:")
    assert looked[1].sentence == "The pictures on 2 more pages were looked at in the same way."
    assert [check.amount for check in looked] == [3, 2, 0]


def test_that_one_page_is_told_as_one() -> None:
    assert done.of_eyes(1, 0, 1)[0].sentence.startswith("1 of 1 page was read as it looks:")
    assert done.of_eyes(1, 1, 2)[1].sentence.startswith("The pictures on 1 more page were")


def test_that_nothing_is_said_of_pictures_where_none_were_looked_at() -> None:
    assert [check.key for check in done.of_eyes(1, 0, 9)] == ["recognised", "boxes"]


def test_that_the_pages_of_all_files_are_counted_together() -> None:
    first, second = verdict(3, 2, 120), verdict(2, 0, 60)
    said = sentences(first, second)
    assert said[0].startswith("5 of 180 pages were read as they look:")
    assert said[1] == "The pictures on 2 more pages were looked at in the same way."


def test_that_pictures_of_a_later_file_alone_are_told_too() -> None:
    assert any("on 4 more pages" in said for said in sentences(verdict(1, 0, 9), verdict(1, 4, 9)))


def test_that_findings_of_all_files_are_counted_and_words_only_once() -> None:
    found = Finding("seen_word", 2, "A withheld word can be read in the picture of this page.")
    checks = {one.key: one for one in done.together([verdict(1, 0, 9, found), verdict(1, 0, 9)])}
    assert checks["recognised"].findings == 1
    assert checks["needles"].amount == 3


def test_that_no_file_has_no_checks() -> None:
    assert done.together(()) == ()
