"""The words of the packet page: what was proved, what was found, what hides, what was kept."""

from __future__ import annotations

from app.domain.hidden import Hidden, HiddenKind
from app.domain.ids import PacketId, RecordId, RequestId
from app.domain.packets import BuiltPacket, CheckDone, Finding, KeptFile, KeptPacket, Verdict
from app.jobs.events import Progress
from app.ui.pages.packet.telling import (
    MOST_FILES,
    green_of,
    hiding_of,
    initials,
    kept_row,
    named_count,
    red_of,
    step_of,
)
from app.ui.rows import Tone
from app.workflow.build_packet import NotClean, Verified, VerifiedPart
from app.workflow.letter import Tally
from app.workflow.look_inside import Insight

TALLY = Tally(found=9, released=6, redacted=2, withheld=1, not_responsive=0, redactions=5)
CLEAN = Verdict((), 4, "ab" * 32, ("All words are right.",), 1.0)


def a_part(number: int, *warnings: str) -> VerifiedPart:
    bates = (f"A{number}1", f"A{number}9")
    name = f"part {number:02d}"
    return VerifiedPart(number, name, 4, bates, "cd" * 32, 500, CLEAN, bytes, warnings)


def verified(*parts: VerifiedPart) -> Verified:
    built = BuiltPacket(b"12345678", 4, (), {}, ("A1", "A4"), ("A sign has no shape.",))
    return Verified(built, CLEAN, TALLY, "Dana Whitlow", 7, 2.5, parts=parts)


def kept(**more: object) -> KeptPacket:
    told = {
        "id": PacketId(3), "request": RequestId(1), "made_at": 0, "recipient": "Dana Whitlow",
        "file_name": "a.pdf", "sha256": "ef" * 32, "pages": 4, "records": 9, "redactions": 5,
        "withheld": 1, "bates": ("A1", "A4"), "log_position": 7,
    }  # fmt: skip
    return KeptPacket(**(told | more))


def insight(number: int, *hidden: Hidden, shown: tuple[Hidden, ...] = (), slip: str = ""):
    return Insight(RecordId(number), 1, "PDF document", hidden, shown, slip)


def test_that_a_packet_in_one_file_is_told():
    green = green_of(verified())
    assert dict(green.facts)["Pages"] == "4"
    assert dict(green.facts)["Numbered"] == "A1 – A4"
    assert green.files == ()
    assert green.warnings == ("A sign has no shape.",)


def test_that_files_of_a_packet_are_listed_until_there_are_many():
    many = MOST_FILES + 3
    green = green_of(verified(*(a_part(at, "It is too large.") for at in range(1, many + 1))))
    assert green.facts[0] == ("Files", str(many))
    assert green.files[0] == "part 01: 4 pages, A11 – A19"
    assert green.files[-1] == "and 3 more files"
    assert green.warnings == ("A sign has no shape.", "It is too large.")


def test_that_what_was_found_is_told_the_worst_first_with_the_place():
    verdict = Verdict(
        (Finding("a", 3, "Words are wrong.", 88), Finding("b", 0, "A name is told.")),
        4,
        "0",
        checks=(CheckDone("a", "Words are right.", 1), CheckDone("c", "No ink.")),
    )
    red = red_of(NotClean(verdict))
    assert red.what == "Record 88: Words are wrong."
    assert red.record == 88
    assert [(line.what, line.where) for line in red.lines] == [
        ("Words are wrong.", "page 3, record 88"),
        ("A name is told.", ""),
    ]
    assert red.checks == (("Words are right.", False), ("No ink.", True))


def test_that_what_hides_is_summed_up_and_the_rarest_is_left_to_the_list():
    kinds = (
        HiddenKind.COMMENT, HiddenKind.HIDDEN_SHEET, HiddenKind.AUTHOR, HiddenKind.LAYER,
        HiddenKind.MACRO,
    )  # fmt: skip
    hidden = [Hidden(kind, 9 - at, "It hides.") for at, kind in enumerate(kinds)]
    told = hiding_of([insight(1, *hidden), insight(2, hidden[0])], looking=False)
    assert told.sentence == (
        "2 attachments hold things that the packet leaves behind: 18 comments, 8 hidden sheets, "
        "7 notes of author or program, 6 hidden layers and more."
    )


def test_that_one_attachment_and_one_slip_sheet_are_told_in_the_singular():
    told = hiding_of(
        [insight(1, Hidden(HiddenKind.COMMENT, 1, "1 comment.")), insight(2, slip="No page.")],
        looking=True,
    )
    assert told.sentence == (
        "1 attachment holds things that the packet leaves behind: 1 comment. "
        "1 file cannot be drawn and gets a slip sheet."
    )
    assert [row.cells[2].text for row in told.rows] == ["left behind", "slip sheet"]
    assert told.rows[1].cells[2].tone is Tone.SOON
    assert told.looking


def test_that_what_is_printed_needs_no_line_but_stands_in_the_list():
    told = hiding_of([insight(1, shown=(Hidden(HiddenKind.COMMENT, 2, "2."),))], looking=False)
    assert told.sentence == ""
    assert told.rows[0].cells[2].text == "shown"


def test_that_every_kind_of_hidden_thing_has_a_name():
    for kind in HiddenKind:
        assert named_count(kind.value, 1) != named_count(kind.value, 2)
        assert kind.value not in {named_count(kind.value, 2).partition(" ")[2]} - {"layers"}


def test_that_a_marked_copy_stands_out_among_earlier_packets():
    row = kept_row(kept(marked_for="Lt. Reyes"), "UTC")
    assert row.cells[1].text == "marked copy for Lt. Reyes"
    assert row.cells[1].tone is row.cells[2].tone is Tone.MARKED
    plain = kept_row(kept(files=(KeptFile("x", "0", 1, 2, ("", "")),) * 2, bates=("", "")), "UTC")
    assert plain.cells[1].text == "Dana Whitlow"
    assert plain.cells[2].text == "a.pdf (2 files)"
    assert plain.cells[4].text == ""


def test_that_verifying_is_a_step_of_its_own_without_an_end_in_sight():
    words, parts = step_of(Progress(9, 9, "Verifying"))
    assert words.startswith("Verifying: ")
    assert parts is None
    assert step_of(Progress(3, 9, "12 pages laid out")) == ("12 pages laid out…", 333)
    assert step_of(Progress(0, None, "Checked")) == ("Checked…", None)


def test_that_initials_are_proposed_only_where_they_are_some():
    assert initials("Millbrook Police Department") == "MPD"
    assert initials("records") == initials("Records") == ""
