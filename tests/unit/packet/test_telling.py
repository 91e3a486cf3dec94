"""What is told around a record: who again, which heading, under which post, quoted or own."""

from __future__ import annotations

import pytest
from unit.packet.made import MAIL, REPORT, bar, recipe, record, text

from app.domain.packets import Density, Layout, Order, Talk
from app.domain.quoting import Part
from app.domain.redacted import Extent, RedactedText, released
from app.packet.letter_words import Piece, pieces_of, said_in
from app.packet.quoting import document_parts, mail_parts
from app.packet.telling import Form, tell_all
from app.packet.threads import DEEPEST, Threads

COLE, DIAZ = released("Cole"), released("Diaz")


def test_that_a_sender_is_named_once_a_run_and_again_on_another_day() -> None:
    ours = {"sender": DIAZ, "recipients": (COLE,), "outgoing": True}
    theirs = {"sender": COLE, "recipients": (DIAZ,)}
    hidden = {"sender": text(bar()), "recipients": (DIAZ,)}
    later = {**ours, "day": None}
    records = [ours, ours, theirs, hidden, hidden, ours, later]
    made = recipe(
        *(record(at, "x", **one) for at, one in enumerate(records)),
        layout=Layout(talk=Talk.BUBBLES),
    )
    told = [(one.named, one.addressed) for one in tell_all(made)]
    assert told == [
        (True, True), (False, False), (True, False), (True, True), (True, False), (True, True),
        (True, True),
    ]  # fmt: skip


def test_that_a_title_that_comes_later_gets_its_heading() -> None:
    nameless = record(1, "", title=RedactedText(), withheld=bar(extent=Extent.WHOLE))
    first, second, third = tell_all(recipe(nameless, record(2), record(3)))
    assert first.heading == released("Conversation without a title")
    assert second.heading is not None
    assert second.heading.visible.startswith("Text messages")
    assert third.heading is None


def test_that_records_withheld_in_full_stand_apart_by_source_and_custodian() -> None:
    withheld = record(2, "", source="", withheld=bar(extent=Extent.WHOLE))
    records = (record(1, custodian="R. Diaz"), withheld, record(3, source=""))
    by_source = [
        one.section for one in tell_all(recipe(*records, layout=Layout(order=Order.SOURCE)))
    ]
    assert by_source == ["sms-20260401.xml", "Records withheld in full", "Source not named"]
    layout = Layout(order=Order.CUSTODIAN)
    assert [one.section for one in tell_all(recipe(*records, layout=layout))] == [
        "R. Diaz", "Records withheld in full", "Custodian not named",
    ]  # fmt: skip


def test_that_bookmarks_go_from_source_to_conversation_to_record() -> None:
    layout = Layout(order=Order.SOURCE, density=Density.ONE_A_PAGE)
    first, second = tell_all(recipe(record(1), record(2), layout=layout))
    assert [level for _, level in first.bookmarks] == [1, 2, 3]
    assert second.bookmarks == (("Record 2", 3),)
    assert first.form is Form.PAGE


def test_that_an_answer_stands_under_what_it_answers_or_says_so() -> None:
    threads = Threads()
    placed = [
        threads.place(*one) for one in [(1, 0), (2, 1), (3, 2), (4, 1), (5, 2), (6, 99), (7, 6)]
    ]
    assert placed == [
        (0, True), (1, True), (2, True), (1, True), (1, False), (0, False), (1, True),
    ]  # fmt: skip


def test_that_answers_stand_no_deeper_than_there_is_room() -> None:
    threads = Threads()
    placed = [threads.place(at, at - 1) for at in range(1, 8)]
    assert max(depth for depth, _ in placed) == DEEPEST
    assert placed[-1] == (DEEPEST, False)


def test_that_a_mail_is_parted_and_nothing_of_it_is_lost() -> None:
    parts = mail_parts(text(MAIL, " ", bar()))
    assert [one.part for one in parts] == [Part.OWN, Part.QUOTED, Part.OWN, Part.SIGNATURE]
    assert "".join("".join(one.text.visible.split()) for one in parts) == "".join(MAIL.split())
    assert len(parts[-1].text.bars) == 1


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Yes.\n\n-----Original Message-----\nFrom: Ruth\nHello", [Part.OWN, Part.QUOTED]),
        ("Yes.\nOn Monday, a very long name\n<r@example.org> wrote:\n> a", [Part.OWN, Part.QUOTED]),
        ("On Monday she wrote: no\nand more", [Part.OWN]),
        ("On Monday Ruth wrote:\nthe rest is hers", [Part.QUOTED]),
        ("one > two\n-- not this", [Part.OWN]),
        ("a\n--\nme\n> you", [Part.OWN, Part.SIGNATURE, Part.QUOTED]),
    ],
)
def test_that_quotations_are_known_by_how_they_begin(said: str, kinds: list[Part]) -> None:
    assert [one.part for one in mail_parts(released(said))] == kinds


def test_that_the_heads_of_a_document_are_known() -> None:
    heads = [
        one.text.visible.strip()
        for one in document_parts(released(REPORT))
        if one.part is Part.HEAD
    ]
    assert heads == ["INCIDENT SUMMARY", "1. What was seen", "Next steps"]
    plain = released("A sentence that ends here.\n\nAnd one more, too.")
    assert {one.part for one in document_parts(plain)} == {Part.OWN}


def test_that_a_letter_lists_what_begins_with_a_hyphen() -> None:
    assert pieces_of("two\nlines\n- a\n- b\nend") == [
        Piece("two\nlines"), Piece("a", is_item=True), Piece("b", is_item=True), Piece("end"),
    ]  # fmt: skip
    assert said_in("x:\n- a") == "x:•a"
