"""Makes attachments for packets: pages that look like scans, and documents set afresh."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont, ImageOps
from unit.packet.made import B6, B7, MANY_SCRIPTS, attachments, bar, recipe, record, text

from app.domain.packets import Layout, PacketRecipe
from app.domain.redacted import (
    Bar,
    Box,
    Encoding,
    Extent,
    Look,
    Picture,
    RedactedAttachment,
    RedactedBlock,
    RedactedRun,
    RedactedText,
    Role,
    Sheet,
    SheetMark,
    SheetWord,
    released,
)
from app.paths import resource


def scanned(lines: Sequence[str], encoding: Encoding, *boxes: Box) -> Picture:
    """Draw a page of text at 100 dots an inch, with black boxes burned in."""
    wide, high = 850, 1100
    image = Image.new("RGB", (wide, high), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(resource("fonts/NotoSans-Regular.ttf")), 18)
    for at, line in enumerate(lines):
        pen.text((100, 100 + 30 * at), line, fill=(20, 20, 60), font=font)
    for left, top, right, bottom in boxes:
        pen.rectangle((left * wide, top * high, right * wide, bottom * high), fill=(0, 0, 0))
    target = io.BytesIO()
    if encoding is Encoding.G4:
        return g4(image)
    image.save(target, encoding.value.upper(), quality=80)
    return Picture(wide, high, target.getvalue(), encoding)


def g4(image: Image.Image) -> Picture:
    """Encode a picture in black and white as bare G4 data, in one strip."""
    negative = ImageOps.invert(image.convert("L")).convert("1", dither=Image.Dither.NONE)
    target = io.BytesIO()
    rows = {278: negative.height}
    negative.save(target, "TIFF", compression="group4", tiffinfo=rows)
    with Image.open(target) as file:
        tags = file.tag_v2  # type: ignore[attr-defined]  # a TIFF has them
        start, size = tags[273][0], tags[279][0]
    data = target.getvalue()[start : start + size]
    return Picture(negative.width, negative.height, data, Encoding.G4)


def sheet(
    lines: Sequence[str], encoding: Encoding = Encoding.PNG, marks: Sequence[SheetMark] = ()
) -> Sheet:
    """Make a page of an attachment, with its words but for those that its marks cover."""
    font = ImageFont.truetype(str(resource("fonts/NotoSans-Regular.ttf")), 18)
    words: list[SheetWord] = []
    for at, line in enumerate(lines):
        x = 100.0
        for word in line.split(" "):
            width = font.getlength(word)
            top = 100 + 30 * at
            box = (x / 850, (top + 4) / 1100, (x + width) / 850, (top + 24) / 1100)
            if word and not any(_overlap(box, mark.box) for mark in marks):
                words.append(SheetWord(word, box, at, at // 4))
            x += font.getlength(word + " ")
    boxes = tuple(mark.box for mark in marks)
    picture = scanned(lines, encoding, *boxes)
    return Sheet(612, 792, lambda: picture, tuple(words), tuple(marks), "file")


def _overlap(left: Box, right: Box) -> bool:
    across = left[0] < right[2] and left[2] > right[0]
    return across and left[1] < right[3] and left[3] > right[1]


def over(line: int, start: float, end: float, made: Bar | None = None) -> SheetMark:
    """Make a mark over a part of a line of :func:`sheet`, in pixels from its left edge."""
    top = 100 + 30 * line
    return SheetMark(made or bar(), (start / 850, top / 1100, end / 850, (top + 28) / 1100))


REPORT = (
    "Incident report 26-0417",
    "Officer R. Diaz was called to 100 Main Street at 21:04.",
    "The caller, Jordan Blackwood, said that a door stood open.",
    "Nothing was missing; the door was closed again.",
    "Second paragraph: a witness saw a grey car (plate 555-0117).",
    "Follow-up: none. Seen by Sgt. Cole.",
)


def paged(*sheets: Sheet, **changes: object) -> RedactedAttachment:
    """Make an attachment whose pages become pages of the packet."""
    made = RedactedAttachment(released("report.pdf"), "PDF document", "about 120 KB", sheets=sheets)
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


def report(encoding: Encoding = Encoding.PNG) -> Sheet:
    """Make a page with two marks."""
    return sheet(REPORT, encoding, (over(2, 176, 330), over(4, 480, 640, bar(B6, B7))))


def run(said: RedactedText | str, look: Look = Look.PLAIN) -> RedactedRun:
    """Make a run of a document."""
    return RedactedRun(released(said) if isinstance(said, str) else said, look)


def block(said: RedactedText | str, role: Role = Role.PARAGRAPH, level: int = 0) -> RedactedBlock:
    """Make a block of a document of one run."""
    return RedactedBlock(role, (run(said),), level)


def table(rows: Sequence[Sequence[RedactedText | str]], head_rows: int = 1) -> RedactedBlock:
    """Make a table of a document."""
    cells = tuple(tuple((run(cell),) if cell else () for cell in row) for row in rows)
    return RedactedBlock(Role.TABLE, rows=cells, head_rows=head_rows)


def wide_table(rows: int = 60, columns: int = 17) -> RedactedBlock:
    """Make a table that is wider and longer than a page, with bars in some cells."""
    head: list[RedactedText | str] = [f"Column {at} of the sheet" for at in range(1, columns + 1)]
    made: list[list[RedactedText | str]] = [head]
    for row in range(1, rows + 1):
        cells: list[RedactedText | str] = [f"row {row}, cell {at}" for at in range(1, columns + 1)]
        if row % 7 == 0:
            cells[1] = text("seen by ", bar(B6, B7), " here")
            cells[2] = text(bar(B6, B7), " and ", bar())
        made.append(cells)
    return table(made)


def document() -> tuple[RedactedBlock, ...]:
    """Make a document with every role, look and table."""
    return (
        block("Header", Role.PART),
        block("Millbrook Police Department, draft of 14 March 2026"),
        block("Body", Role.PART),
        block("Memorandum", Role.HEADING, 1),
        RedactedBlock(
            runs=(
                run("The officer "),
                run("entered ", Look.BOLD),
                run("the house "),
                run("with consent of the owner and of ", Look.INSERTED),
                run(text("the neighbour ", bar(), " before the warrant came, "), Look.DELETED),
                run("at nine. ", Look.ITALIC),
                run(
                    "Do not print this sentence; it is for the chief alone, and long. ", Look.HIDDEN
                ),
                run(text("Then ", bar(B7), " left.")),
            )
        ),
        block(text("Whole lines: ", bar(extent=Extent.LINES), "and after them."), Role.PARAGRAPH),
        block("Steps taken", Role.HEADING, 3),
        block("Called the owner", Role.ITEM, 1),
        block("twice, by phone, and then once more by letter, which came back" * 3, Role.ITEM, 2),
        block("a. by post", Role.ITEM, 3),
        block(text("Took names: ", bar()), Role.ITEM, 1),
        block("Deeper still", Role.HEADING, 4),
        block("[Comment 1] Check this with the city attorney.", Role.NOTE),
        block("Persons", Role.HEADING, 2),
        table([("Name", "Role"), (text(bar()), "caller"), ("R. Diaz", "officer"), ("", "")]),
        block("A table without a head follows", Role.PARAGRAPH),
        table([("one", "two", "three"), ("four",)], head_rows=0),
        block("Sheet 2 “Calls” (hidden)", Role.PART),
        wide_table(),
        table([("A cell longer than a page", "short"), ("many words here " * 700, "x")]),
    )


def afresh(*blocks: RedactedBlock, **changes: object) -> RedactedAttachment:
    """Make an attachment whose text is set afresh."""
    made = RedactedAttachment(
        released("memo.docx"), "Word document", "about 20 KB", blocks=blocks or document()
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names of its fields


def recipes() -> dict[str, PacketRecipe]:
    """Make a recipe for each way in which an attachment comes into a packet."""
    blank = Sheet(612, 792, lambda: scanned((), Encoding.G4))
    marked = replace(report(), words=())
    many = tuple(report(encoding) for encoding in Encoding)
    small = replace(report(), width=306, height=396)
    sideways = replace(report(), width=792, height=612)
    slips = (
        RedactedAttachment(released("voice.amr"), "Sound recording", "about 2 MB"),
        RedactedAttachment(
            text("clip of ", bar(), ".mp4"), "Video", "about 40 MB", note="Video cannot be printed."
        ),
    )
    scripts = sheet(MANY_SCRIPTS.split("\n"), Encoding.JPEG)
    both = record(88, "see attached", attachments=(paged(*many), afresh(), *attachments()))
    return {
        "sheets": recipe(record(1), both, record(89, "after it")),
        "sheets_without_words": recipe(
            record(1, attachments=(paged(blank, marked), paged(blank, alt="A map of the park")))
        ),
        "sheets_of_other_sizes": recipe(
            record(1, attachments=(paged(small, sideways, scripts),)), layout=Layout(page="a4")
        ),
        "slips": recipe(record(1, attachments=slips), record(2)),
        "documents": recipe(
            record(1, attachments=(afresh(note="Two pictures are left out."),)),
            record(2, "", form="document", attachments=(afresh(), paged(report()))),
        ),
    }
