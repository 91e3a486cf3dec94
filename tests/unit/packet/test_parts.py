"""A packet in several files: every record once and in order, numbers without gaps, one log."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from PIL import Image
from tries import tries
from unit.packet import made

from app.domain.packets import (
    Contents,
    Custody,
    CustodySource,
    Limits,
    LogLine,
    Order,
    PacketRecipe,
    Talk,
)
from app.domain.redacted import Picture, RedactedAttachment, RedactedRecord, released
from app.packet import reading, verify, wording
from app.packet.bates import bates_number
from app.packet.parts import BuiltPart, Parts
from app.packet.writer import Book, build

SECRET = "Blackwood"
CUSTODY = Custody(
    sources=(
        CustodySource("SMS: phone.xml", "Ofc. Diaz", "March 14, 2026", "ab" * 32, 100, 90, 5, 3, 2),
    ),
    held=85,
    released=60,
    redacted=20,
    withheld=3,
    not_responsive=2,
    redactions=44,
    people=("Pat Doe",),
    decided="from March 15 to March 16, 2026",
    trail="cd" * 32,
)


def many(count: int, *, words: int = 30) -> list[RedactedRecord]:
    """Make records of a few conversations, one in three with a bar."""
    records = []
    for number in range(1, count + 1):
        said = f"marker{number:04d}x " + "word " * words
        text = made.text(said, made.bar()) if number % 3 == 0 else made.text(said)
        title = made.text("Talk ", made.bar(made.B7)) if number % 7 == 0 else made.text("Talk")
        records.append(made.record(number, text, thread=1 + number // 7, title=title))
    return records


def head_of(order: Order = Order.CONVERSATION, **changes: object) -> PacketRecipe:
    recipe = made.recipe()
    layout = replace(recipe.layout, order=order)
    return replace(recipe, layout=layout, bates_prefix="MPD", **changes)


def all_of(parts: Parts) -> list[BuiltPart]:
    found = []
    while parts.more:
        found.append(made_by(parts.building()))
    return found


def made_by(building: Generator[int, None, BuiltPart]) -> BuiltPart:
    """Go through the building of a file and give it."""
    while True:
        try:
            next(building)
        except StopIteration as end:
            return end.value


def noise(number: int) -> Picture:
    """Make a picture that cannot be made smaller."""
    pixels = random.Random(number).randbytes(120 * 90)
    target = io.BytesIO()
    Image.frombytes("L", (120, 90), pixels).save(target, "PNG")
    return Picture(120, 90, target.getvalue())


def drawn(picture: Picture) -> RedactedAttachment:
    return RedactedAttachment(released("noise.png"), "Picture (PNG)", picture=lambda: picture)


def text_of(part: BuiltPart) -> str:
    return "".join(page.characters for page in reading.read_pages(part.built.data))


def assert_proved(parts: Sequence[BuiltPart]) -> None:
    for part in parts:
        verdict = verify.verify_packet(part.built.data, part.recipe, part.built, [SECRET])
        assert verdict.findings == ()


def assert_whole(parts: Sequence[BuiltPart], records: Sequence[RedactedRecord]) -> None:
    """Read all files back: records once, in order; numbers without gap; log lines lead right."""
    number = 1
    marks: list[str] = []
    for at, part in enumerate(parts, start=1):
        for page in reading.read_pages(part.built.data):
            stamp = bates_number("MPD", number)
            assert stamp in page.characters.replace("\n", "")
            number += 1
            marks += re.findall(r"marker(\d{4})x", page.characters)
        if len(parts) > 1:
            assert part.recipe.part == at
    assert marks == [f"{record.number:04d}" for record in records]
    printed = [line for part in parts if part.recipe.contents.log for line in lines_of(part)]
    made_lines = [line for part in parts for line in part.built.log]
    assert printed == made_lines
    pages = [list(reading.read_pages(part.built.data)) for part in parts]
    for line in printed:
        page = pages[max(line.part, 1) - 1][line.page - 1]
        assert f"REDACTED {line.code}" in page.characters.replace("\n", " ")
        assert line.bates in page.characters


def lines_of(part: BuiltPart) -> Sequence[LogLine]:
    return (*part.recipe.earlier_log, *part.built.log)


@tries(5, HealthCheck.too_slow)
@given(
    count=st.integers(0, 60),
    words=st.sampled_from((3, 40, 400)),
    limits=st.sampled_from(
        (Limits(), Limits(pages=2), Limits(pages=5), Limits(records=7), Limits(megabytes=0.2))
    ),
    order=st.sampled_from(Order),
)
def test_that_any_limits_keep_every_record_once_in_order_with_numbers_and_log(
    count: int, words: int, limits: Limits, order: Order
) -> None:
    records = many(count, words=words)
    parts = all_of(Parts(head_of(order), records, limits))
    assert_whole(parts, records)
    assert_proved(parts)
    for part in parts:
        is_small = not part.warnings
        assert not limits.pages or part.built.pages <= limits.pages or not is_small
        assert not limits.records or len(part.recipe.records) <= limits.records


def test_that_each_part_is_what_its_recipe_alone_would_give() -> None:
    parts = all_of(Parts(head_of(custody=CUSTODY), many(60), Limits(pages=3)))
    assert len(parts) > 3
    for part in parts:
        assert build(part.recipe).data == part.built.data


SCRIPTS = "Ж你한ก中अبשক😀𝛼⚙ħ文ሀაՀ"


class CountedBook(Book):
    """Counts how many records were laid."""

    laid = 0

    def laying(self, records: Iterable[RedactedRecord]) -> Iterator[RedactedRecord]:
        for record in super().laying(records):
            CountedBook.laid += 1
            yield record


@pytest.mark.parametrize(
    ("order", "talk"), [(Order.CONVERSATION, Talk.BUBBLES), (Order.SOURCE, Talk.PLAIN)]
)
def test_that_a_record_that_was_too_much_leaves_no_trace_in_a_file(
    order: Order, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        replace(record, text=released(f"{SCRIPTS[at % 17]}{chr(at)} " * (9 + at % 7 * 20)))
        for at, record in enumerate(many(70, words=3), start=0x100)
    ]
    head = head_of(order)
    head = replace(head, layout=replace(head.layout, talk=talk))
    monkeypatch.setattr(CountedBook, "laid", 0)
    monkeypatch.setattr("app.packet.parts.Book", CountedBook)
    parts = all_of(Parts(head, records, Limits(pages=2)))
    assert len(parts) > 4
    assert CountedBook.laid <= len(records) + len(parts)
    for part in parts:
        made_alone = build(part.recipe)
        assert made_alone.data == part.built.data
        assert made_alone == part.built


def test_that_a_packet_within_its_limits_is_one_file_without_a_part_number() -> None:
    records = many(5)
    (part,) = all_of(Parts(head_of(), records, Limits(pages=50)))
    whole = build(replace(head_of(), records=tuple(records)))
    assert part.built.data == whole.data
    assert part.recipe.part == 0


def test_that_a_record_larger_than_a_part_gets_one_of_its_own_and_is_told() -> None:
    records = [*many(2), made.record(900, "word " * 6000), made.record(901, "the end")]
    parts = all_of(Parts(head_of(), records, Limits(pages=2)))
    (alone,) = [part for part in parts if part.warnings]
    assert [record.number for record in alone.recipe.records] == [900]
    assert "larger than was wished" in alone.warnings[0]
    assert_proved(parts)


def test_that_files_keep_within_their_size() -> None:
    pictures = [noise(number) for number in range(30)]
    records = [
        made.record(number, "see", attachments=(drawn(picture),))
        for number, picture in enumerate(pictures, start=1)
    ]
    limits = Limits(megabytes=(50_000 + 9 * len(pictures[0].data)) / 1e6)
    parts = all_of(Parts(head_of(), records, limits))
    assert len(parts) > 2
    for part in parts:
        assert len(part.built.data) <= limits.megabytes * 1e6
    assert_proved(parts)


def test_that_a_conversation_that_goes_on_says_so() -> None:
    records = [made.record(number, "word " * 300, thread=5) for number in range(20)]
    parts = all_of(Parts(head_of(), records, Limits(pages=3)))
    assert wording.CONTINUED not in text_of(parts[0])
    assert wording.CONTINUED in text_of(parts[1])
    assert "part 2 · page 1 of 3" in text_of(parts[1])
    assert_proved(parts)


def test_that_letter_and_log_can_be_files_of_their_own() -> None:
    records = many(4)
    parts = all_of(Parts(head_of(), records, Limits(records=1), apart=True))
    assert [part.recipe.contents for part in parts] == [
        Contents(records=False, log=False),
        *[Contents(letter=False, log=False)] * 4,
        Contents(letter=False, records=False),
    ]
    assert_whole(parts, records)
    assert_proved(parts)


@pytest.mark.parametrize(
    "contents",
    [
        Contents(records=False, log=False),
        Contents(letter=False, log=False),
        Contents(letter=False, records=False),
    ],
)
def test_that_a_file_may_hold_one_thing_alone(contents: Contents) -> None:
    records = many(4) if contents.records else []
    (part,) = all_of(Parts(head_of(contents=contents), records, Limits()))
    assert part.recipe.contents == contents
    assert_proved([part])


def test_that_a_log_too_long_for_one_part_goes_on_in_others() -> None:
    records = [made.record(n, made.text(f"marker{n:04d}x ", *[made.bar()] * 9)) for n in range(40)]
    parts = all_of(Parts(head_of(custody=CUSTODY), records, Limits(pages=4)))
    logs = [part for part in parts if part.recipe.contents.log]
    assert len(logs) > 1
    assert [part.recipe.custody is None for part in logs] == [True] * (len(logs) - 1) + [False]
    assert_whole(parts, records)
    assert_proved(parts)


def barred(count: int) -> list[RedactedRecord]:
    """Make records with three lines of the log each."""
    return [
        made.record(n, made.text(f"marker{n:04d}x ", *[made.bar()] * 3)) for n in range(1, count)
    ]


def test_that_a_long_log_goes_on_in_files_with_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.packet.parts._ROWS_A_FILE", 25)
    records = barred(25)
    parts = all_of(Parts(head_of(custody=CUSTODY), records, Limits(records=10)))
    logs = [part for part in parts if part.recipe.contents.log]
    assert [len(lines_of(part)) for part in logs] == [25, 25, 22]
    assert not any(part.recipe.records for part in logs)
    assert [part.recipe.custody is None for part in logs] == [True, True, False]
    assert_whole(parts, records)
    assert_proved(parts)


@pytest.mark.parametrize("limits", [Limits(), Limits(pages=500)])
def test_that_a_packet_in_one_file_has_its_whole_log_in_it(
    limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.packet.parts._ROWS_A_FILE", 25)
    (part,) = all_of(Parts(head_of(), barred(25), limits))
    assert len(lines_of(part)) == 72


def told_of(building: Generator[int, None, BuiltPart]) -> tuple[list[int], BuiltPart]:
    """Build a file; give the pages that were told of on the way as well."""
    told = []
    while True:
        try:
            told.append(next(building))
        except StopIteration as end:
            return told, end.value


def logged(count: int) -> tuple[LogLine, ...]:
    """Make lines of the log of an earlier file."""
    return build(replace(head_of(), records=tuple(barred(count)))).log


def test_that_the_building_of_a_log_gives_way_at_each_of_its_pages() -> None:
    head = head_of(contents=Contents(letter=False, records=False), earlier_log=logged(40))
    told, part = told_of(Parts(head, (), Limits()).building())
    assert told == list(range(2, part.built.pages + 1))
    assert len(told) > 4


def test_that_a_log_too_long_for_the_last_part_is_laid_no_further_than_it_may_be() -> None:
    head = head_of(contents=Contents(letter=False), earlier_log=logged(40))
    records = barred(6)
    parts = Parts(head, records, Limits(pages=4))
    told, part = told_of(parts.building())
    assert max(told) == 5
    assert (part.built.pages, part.recipe.contents.log) == (1, False)
    assert part == BuiltPart(build(part.recipe), part.recipe)
    rest = all_of(parts)
    assert all(one.recipe.contents.log for one in rest)
    assert_proved([part, *rest])


def test_that_the_record_of_custody_is_printed_and_proved_over_pages() -> None:
    sources = tuple(replace(CUSTODY.sources[0], label=f"Export {n}") for n in range(60))
    custody = replace(CUSTODY, sources=sources)
    recipe = replace(head_of(), records=tuple(many(2)), custody=custody)
    built = build(recipe)
    part = BuiltPart(built, recipe)
    assert "Export 59" in text_of(part)
    assert "100 seen = 90 records + 5 copies" in text_of(part).replace("\n", " ")
    assert_proved([part])
    lied = replace(recipe, custody=replace(custody, released=61))
    verdict = verify.verify_packet(built.data, lied, built, [])
    assert not verdict.clean


def test_that_labels_of_pages_are_the_numbers_on_them() -> None:
    recipe = replace(head_of(), records=tuple(many(9, words=300)), first_number=8)
    built = build(recipe)
    assert verify.verify_packet(built.data, recipe, built, []).clean
    lied = replace(recipe, first_number=9)
    kinds = {one.kind for one in verify.verify_packet(built.data, lied, built, []).findings}
    assert "labels" in kinds


def test_that_the_same_records_and_limits_give_the_same_files() -> None:
    first, second = (all_of(Parts(head_of(), iter(many(30)), Limits(pages=3))) for _ in range(2))
    assert [part.built.data for part in first] == [part.built.data for part in second]
