"""Whatever is wrong with a finished packet is found, and the record is named."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf
from unit.packet.leaks.made import photograph as dirty_photograph
from unit.packet.made import B7, attachments, bar, recipe, record, story, text

from app.domain.packets import BuiltPacket, Custody, CustodySource, PacketRecipe, Verdict
from app.domain.redacted import RedactedText, released
from app.packet.checks.needles import needles_of, present
from app.packet.normal import needle
from app.packet.verify import verify_packet, verify_pdf
from app.packet.writer import build

MADE = recipe(*story())


@pytest.fixture(scope="module")
def built() -> BuiltPacket:
    return build(MADE)


def _kinds(verdict: Verdict) -> set[str]:
    return {finding.kind for finding in verdict.findings}


def _against(made: PacketRecipe, built: BuiltPacket, *words: str) -> Verdict:
    return verify_packet(built.data, made, built, words)


def _changed(built: BuiltPacket, change: Callable[[Pdf], None]) -> bytes:
    with Pdf.open(io.BytesIO(built.data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target, fix_metadata_version=False)
    return target.getvalue()


def _with_record(number: int, **changes: object) -> PacketRecipe:
    records = tuple(
        dataclasses.replace(one, **changes) if one.number == number else one  # type: ignore[arg-type]  # names of its fields
        for one in MADE.records
    )
    return dataclasses.replace(MADE, records=records)


def test_that_a_good_packet_is_clean_and_says_what_was_checked(built: BuiltPacket) -> None:
    verdict = _against(MADE, built, "Blackwood", "abc")
    assert verdict.clean
    assert verdict.pages == built.pages
    assert len(verdict.sha256) == 64
    assert len(verdict.checked) == len(verdict.checks) == 17
    assert verdict.checked[-1].startswith("1 withheld word stands in no wrong place")
    assert verdict.seconds > 0


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (85, {"text": released("where are they")}),
        (85, {"sender": released("Somebody else")}),
        (85, {"recipients": ()}),
        (85, {"sent": "15 March 2026"}),
        (88, {"text": text("asked ", bar())}),
        (90, {"text": released("مرحبا بالعالن")}),
        (90, {"remarks": ()}),
        (90, {"attachments": ()}),
        (91, {"withheld": None}),
        (92, {"subject": released("Re: complaint of Blackwood")}),
    ],
)
def test_that_a_record_that_says_something_else_is_named(
    built: BuiltPacket, number: int, changes: dict[str, object]
) -> None:
    verdict = _against(_with_record(number, **changes), built)
    assert [finding.record for finding in verdict.findings if finding.kind == "text"] == [number]


def test_that_a_record_left_out_or_added_is_seen(built: BuiltPacket) -> None:
    fewer = dataclasses.replace(MADE, records=MADE.records[:-1])
    more = dataclasses.replace(MADE, records=(*MADE.records, record(93, thread=2)))
    assert "text" in _kinds(_against(fewer, built))
    assert "text" in _kinds(_against(more, built))


def test_that_a_bar_with_other_codes_is_seen(built: BuiltPacket) -> None:
    other = _with_record(88, text=text("asked ", bar(B7)))
    assert {"text", "bar"} <= _kinds(_against(other, built))


def test_that_words_that_only_look_like_a_bar_are_none() -> None:
    honest = recipe(record(1, text("a ", bar(), " b")))
    forged = recipe(record(1, "a [REDACTED (b)(6)] b"))
    packet = build(forged)
    logged = dataclasses.replace(build(honest), data=packet.data)
    assert "bar" in _kinds(_against(honest, logged))


def test_that_a_bar_as_wide_as_the_word_under_it_is_seen() -> None:
    made = recipe(*(record(at, text("a ", bar(), " b")) for at in range(1, 4)))
    packet = build(made)

    def widen(pdf: Pdf) -> None:
        page = pdf.pages[1]
        code = page.obj.Contents.read_bytes()
        place = code.rfind(b" re f EMC")
        numbers = code[:place].rsplit(b" ", 4)
        numbers[3] = str(float(numbers[3]) + 5).encode()
        page.obj.Contents = pdf.make_stream(b" ".join(numbers) + code[place:])

    verdict = verify_packet(_changed(packet, widen), made, packet, ())
    assert _kinds(verdict) == {"bar_width"}


def test_that_a_log_that_lacks_a_line_is_seen(built: BuiltPacket) -> None:
    short = dataclasses.replace(built, log=built.log[1:])
    assert {"log", "text"} <= _kinds(_against(MADE, short))


def test_that_wrong_numbers_at_the_foot_are_seen(built: BuiltPacket) -> None:
    assert "bates" in _kinds(_against(dataclasses.replace(MADE, bates_prefix="XYZ-"), built))
    assert "bates" in _kinds(_against(dataclasses.replace(MADE, number="2026-015"), built))


def test_that_a_page_too_few_is_seen(built: BuiltPacket) -> None:
    def drop(pdf: Pdf) -> None:
        del pdf.pages[-1]

    verdict = verify_packet(_changed(built, drop), MADE, built, ())
    assert {"pages", "text"} <= _kinds(verdict)


def _note(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="Blackwood")
    pdf.pages[0].obj.Annots = Array([note])


def _say(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(pdf.make_stream(b"/Span <</ActualText (Blackwood)>> BDC EMC"))


def _white(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[1].obj.Resources.Font))
    code = f"BT {font} 9 Tf 1 g 1 0 0 1 60 90 Tm (Blackwood) Tj ET"
    pdf.pages[1].contents_add(pdf.make_stream(code.encode()))


def _cover(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(pdf.make_stream(b"0 g 60 600 400 120 re f"))


def _bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Blackwood", 0))


def _picture(pdf: Pdf) -> None:
    image = pdf.make_stream(dirty_photograph(comment=b"Blackwood"))
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height = 400, 200
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(Extra=image)
    pdf.pages[0].contents_add(pdf.make_stream(b"q 100 0 0 50 60 100 cm /Extra Do Q"))


def _properties(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = "Blackwood"


def _xmp(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x>Blackwood</x>", Type=Name.Metadata, Subtype=Name.XML)


def _catalog(pdf: Pdf) -> None:
    pdf.Root.PieceInfo = Dictionary(Desk=Dictionary(Private="Blackwood"))


def _page_entry(pdf: Pdf) -> None:
    pdf.pages[0].obj.Notes = pikepdf.String("Blackwood")


def _font(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            table = item.ToUnicode.read_bytes()
            item.ToUnicode.write(table + b"\n1 beginbfchar\n<7E> <0416>\nendbfchar")
            return


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (_note, {"annotation", "page_entry", "hidden_word"}),
        (_say, {"spoken", "hidden_word"}),
        (_white, {"text_under_ink", "text", "withheld_word", "hidden_word"}),
        (_cover, {"text_under_ink", "box_over_text"}),
        (_bookmark, {"bookmarks", "hidden_word"}),
        (_picture, {"picture_metadata"}),
        (_properties, {"metadata", "hidden_word"}),
        (_xmp, {"metadata", "hidden_word"}),
        (_catalog, {"catalog", "private_data", "hidden_word"}),
        (_page_entry, {"page_entry", "hidden_word"}),
        (_font, {"font"}),
    ],
)
def test_that_what_is_put_in_afterwards_is_found(
    built: BuiltPacket, change: Callable[[Pdf], None], kinds: set[str]
) -> None:
    verdict = verify_packet(_changed(built, change), MADE, built, ["Blackwood"])
    assert kinds <= _kinds(verdict)
    assert not any("blackwood" in finding.what.casefold() for finding in verdict.findings)


def test_that_a_file_saved_over_is_found(built: BuiltPacket) -> None:
    verdict = verify_packet(built.data + b"\n%%EOF\n", MADE, built, ())
    assert _kinds(verdict) == {"revision"}


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n"])
def test_that_what_is_no_pdf_is_not_clean(built: BuiltPacket, data: bytes) -> None:
    verdict = verify_packet(data, MADE, built, ())
    assert _kinds(verdict) == {"unreadable"}
    assert _kinds(verify_pdf(data)) == {"unreadable"}
    assert verdict.pages == 0


def test_that_a_file_with_a_password_is_not_clean(built: BuiltPacket) -> None:
    with Pdf.open(io.BytesIO(built.data)) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert _kinds(verify_packet(target.getvalue(), MADE, built, ())) == {"unreadable"}


def test_that_a_withheld_word_that_is_released_elsewhere_is_no_fault() -> None:
    made = recipe(record(1, text("Cedar Street ", bar())))
    assert _against(made, build(made), "Cedar Street").clean


def test_that_a_withheld_word_in_the_letter_is_taken_as_released_text() -> None:
    made = recipe(record(1), letter=("About Jordan Blackwood.",))
    assert _against(made, build(made), "Blackwood").clean


def test_that_packets_raise_no_alarm_as_any_pdf(built: BuiltPacket) -> None:
    assert verify_pdf(built.data, ["Blackwood"], "2026-014.pdf").clean


def test_that_words_are_searched_without_case_marks_and_breaks() -> None:
    (wanted, *others) = needles_of(["Black-Wood", "black wood", "abc", " "])
    assert others == []
    assert present([wanted], needle("the BLACK\u200b\nWOOD"))


def test_that_many_words_are_searched_as_well_as_few() -> None:
    many = needles_of([f"word{at:04d}" for at in range(300)])
    assert [found.word for found in present(many, needle("x word0123 y word0299"))] == [
        "word0123",
        "word0299",
    ]
    assert present(many, "") == []


def test_that_an_empty_redacted_text_has_no_words() -> None:
    made = recipe(record(1, RedactedText()))
    assert _against(made, build(made)).clean


def test_that_a_withheld_word_in_what_the_clerk_wrote_to_be_read_aloud_is_found() -> None:
    shown = dataclasses.replace(attachments()[0], alt="Jane Blackwood at the gate")
    made = recipe(record(1, "a picture", attachments=(shown,)))
    packet = build(made)
    assert _kinds(_against(made, packet)) == set()
    assert _kinds(_against(made, packet, "Blackwood")) == {"hidden_word"}
    said = recipe(record(1, "Blackwood, a picture", attachments=(shown,)))
    packet = build(said)
    assert _kinds(_against(said, packet, "Blackwood")) == set()


@pytest.mark.parametrize("where", ["label", "custodian", "people"])
def test_that_a_withheld_word_in_the_record_of_custody_is_found(where: str) -> None:
    source = CustodySource("SMS: a.xml", "Diaz", "March 14, 2026", "ab" * 32, 9, 9, 0, 0, 0)
    custody = Custody(sources=(source,), held=9, released=9, redacted=0, withheld=0,
                      not_responsive=0, redactions=0, people=("Pat Doe",))  # fmt: skip
    if where == "people":
        told = dataclasses.replace(custody, people=("Ann Blackwood",))
    else:
        named = dataclasses.replace(source, **{where: "SMS: Blackwood.xml"})  # type: ignore[arg-type]  # names of its fields
        told = dataclasses.replace(custody, sources=(named,))
    words = ("Blackwood", "custody", "March", "released")
    for one, found in ((custody, False), (told, True)):
        made = recipe(record(1, "hello"), custody=one)
        packet = build(made)
        assert ("withheld_word" in _kinds(_against(made, packet, *words))) is found
        assert _against(made, packet).clean
    made = recipe(record(1, "hello Blackwood"), custody=told)
    packet = build(made)
    assert _against(made, packet, *words).clean
