"""Changes a finished packet behind the verifier's back; each change must be refused."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String
from PIL import Image

from app.domain.packets import BuiltPacket, Letterhead, PacketRecipe, Reason
from app.domain.redacted import (
    Bar,
    Picture,
    RedactedAttachment,
    RedactedRecord,
    RedactedText,
    Visible,
    released,
)
from app.packet.verify import verify_packet
from app.packet.writer import build

SECRET = "Quorgle"
B6, B7 = "(b)(6)", "(b)(7)"


def photograph(seed: int, kind: str = "JPEG", note: str = "") -> Picture:
    image = Image.frombytes("RGB", (64, 48), bytes((x * seed) % 251 for x in range(64 * 48 * 3)))
    target = io.BytesIO()
    image.save(target, kind, comment=note) if note else image.save(target, kind)
    return Picture(64, 48, target.getvalue())


PICTURES = (photograph(3), photograph(5, "PNG"))


def record(number: int, text: RedactedText, *files: RedactedAttachment) -> RedactedRecord:
    return RedactedRecord(
        number=number,
        thread=1,
        title=released("Rosa Diaz"),
        platform="Text message",
        kind="",
        source="Messages of Ofc. Diaz",
        sent="Sat 14 Mar 2026, 9:04:12 PM EDT",
        sender=released("Rosa Diaz"),
        recipients=(released("Ben Cole"),),
        text=text,
        attachments=files,
        day=dt.date(2026, 3, 14),
    )


def shown(name: str, picture: Picture) -> RedactedAttachment:
    return RedactedAttachment(released(name), "Photograph", "under 10 KB", lambda: picture)


def recipe(*more: RedactedRecord) -> PacketRecipe:
    barred = RedactedText((Visible("he is "), Bar((B6,)), Visible(" I think")))
    return PacketRecipe(
        number="2026-014",
        requester="Dana Whitlow",
        dated=dt.date(2026, 11, 17),
        letterhead=Letterhead("Millbrook Police"),
        letter=("Dear Dana Whitlow:", "Here is what you asked for."),
        reasons=(Reason(B6, "law 6", "Privacy."), Reason(B7, "law 7", "Safety.")),
        records=(
            record(1, released("abcdeff is released")),
            record(2, barred),
            record(3, released("another thing, released")),
            record(4, RedactedText((Bar((B7,)),)), shown("a.jpg", PICTURES[0])),
            record(5, released("last"), shown("b.png", PICTURES[1])),
            *more,
        ),
        bates_prefix="MPD",
    )


RECIPE = recipe()
BUILT = build(RECIPE)
Change = Callable[[Pdf], object]


def refused(data: bytes, built: BuiltPacket = BUILT, words: tuple[str, ...] = (SECRET,)) -> bool:
    return not verify_packet(data, RECIPE, built, words).clean


def changed(change: Change, data: bytes = BUILT.data) -> bytes:
    with Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(
            target,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return target.getvalue()


def pages_with(pdf: Pdf, code: bytes) -> list[pikepdf.Page]:
    return [page for page in pdf.pages if code in page.Contents.read_bytes()]


def drawn(old: bytes, new: bytes) -> Change:
    """Put one piece of drawing in the place of another, where it stands last."""

    def change(pdf: Pdf) -> None:
        page = pages_with(pdf, old)[-1]
        before, _, after = page.Contents.read_bytes().rpartition(old)
        page.Contents.write(before + new + after)

    return change


def added(code: str) -> Change:
    """Draw more on the page of the records; ``F2+0`` is its plain face."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[1]
        page.Contents.write(page.Contents.read_bytes() + b"\n" + code.encode("latin-1"))

    return change


def text(words: str = SECRET, *, ink: str = "0 g", at: str = "60 120", more: str = "") -> str:
    return f"/Artifact BMC BT {ink} {more} 1 0 0 1 {at} Tm /F2+0 9 Tf ({words}) Tj ET EMC"


def information(pdf: Pdf) -> None:
    pdf.docinfo["/Keywords"] = SECRET


def title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Public records request 2026-014, R. D."


def xmp(pdf: Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", b"<!-- Q. --></rdf:RDF>")
    pdf.Root.Metadata.write(said)


def catalogue(pdf: Pdf) -> None:
    pdf.Root.Secret = String("HIV")


def page_entry(pdf: Pdf) -> None:
    pdf.pages[1].obj.Secret = String("HIV")


def in_a_font(pdf: Pdf) -> None:
    pdf.pages[1].Resources.Font["/F2+0"].Secret = String(SECRET)


def bookmark_renamed(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].title = "HIV"


def bookmark_added(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("HIV", 0))


def note(pdf: Pdf) -> None:
    spot = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("HIV"))
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(spot)])


def attached(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"HIV"


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def layers(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]))


def tree_title(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K.T = String("HIV")


def tree_alternative(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K.ActualText = String("HIV")


def pictures_of(pdf: Pdf) -> dict[str, Stream]:
    return {
        name: item
        for page in pdf.pages
        for name, item in page.obj.Resources.get("/XObject", Dictionary()).items()
    }


def camera(pdf: Pdf) -> None:
    for picture in pictures_of(pdf).values():
        if "/DCTDecode" in str(picture.Filter):
            data = photograph(3, note="HIV").data
            picture.write(data, filter=Name.DCTDecode)


def other_pixels(pdf: Pdf) -> None:
    for picture in pictures_of(pdf).values():
        if "/DCTDecode" in str(picture.Filter):
            picture.write(photograph(7).data, filter=Name.DCTDecode)


def other_flat_pixels(pdf: Pdf) -> None:
    for picture in pictures_of(pdf).values():
        if "/DCTDecode" not in str(picture.Filter):
            picture.write(bytes(x % 199 for x in range(64 * 48 * 3)))


def pictures_swapped(pdf: Pdf) -> None:
    (one, first), (two, second) = pictures_of(pdf).items()
    for page in pdf.pages:
        held = page.obj.Resources.get("/XObject", Dictionary())
        for name, other in ((one, second), (two, first)):
            if name in held:
                held[name] = other


def inline_picture(pdf: Pdf) -> None:
    added("q 60 0 0 8 60 90 cm BI /W 2 /H 1 /CS /G /BPC 8 ID \x00\xff EI Q")(pdf)


def page_gone(pdf: Pdf) -> None:
    del pdf.pages[-1]


def page_twice(pdf: Pdf) -> None:
    pdf.pages.append(pdf.pages[1])


def pages_swapped(pdf: Pdf) -> None:
    first = pdf.pages[0].obj.Contents
    pdf.pages[0].obj.Contents = pdf.pages[1].obj.Contents
    pdf.pages[1].obj.Contents = first


def records_swapped(pdf: Pdf) -> None:
    page = pdf.pages[1]
    code = page.Contents.read_bytes()
    one, other = b"(abcdeff is released)", b"(another thing, released)"
    code = code.replace(one, b"(@)").replace(other, one).replace(b"(@)", other)
    page.Contents.write(code)


def bar_gone(pdf: Pdf) -> None:
    page = pdf.pages[1]
    code = page.Contents.read_bytes()
    page.Contents.write(re.sub(rb"/Artifact BMC 0 g [0-9. ]+ re f EMC", b"", code, count=1))


def bar_pale(pdf: Pdf) -> None:
    page = pdf.pages[1]
    code = page.Contents.read_bytes()
    page.Contents.write(code.replace(b"/Artifact BMC 0 g", b"/Artifact BMC 0.9 g", 1))


def under_the_bar(pdf: Pdf) -> None:
    page = pdf.pages[1]
    code = page.Contents.read_bytes()
    box = re.search(rb"/Artifact BMC 0 g ([0-9.]+) ([0-9.]+) [0-9. ]+ re f EMC", code)
    assert box is not None
    at = f"{float(box[1]) + 4} {float(box[2]) + 4}"
    page.Contents.write(text("HIV", at=at).encode() + b"\n" + code)


def lying_font(pdf: Pdf) -> None:
    """Show the secret, and tell who copies it that it is the released word."""
    page = pdf.pages[1]
    font = page.Resources.Font["/F2+0"]
    lying = Dictionary(dict(font.items()))
    known = font.ToUnicode.read_bytes().decode("ascii")
    for shown_sign, said in zip(SECRET, "abcdefgh", strict=False):
        known = re.sub(f"<{ord(shown_sign):02X}> <[0-9A-F]+>", f"<{ord(shown_sign):02X}> "
                       f"<{ord(said):04X}>", known)  # fmt: skip
    lying.ToUnicode = pdf.make_stream(known.encode("ascii"))
    page.Resources.Font["/F99"] = pdf.make_indirect(lying)
    code = page.Contents.read_bytes()
    old = b"(abcdeff is released)"
    assert old in code
    new = b"/F99 9.6 Tf (%b) Tj /F2+0 9.6 Tf ( is released)" % SECRET.encode()
    page.Contents.write(code.replace(old, new))


def lying_glyphs(pdf: Pdf) -> None:
    """Show with codes of released letters the shapes of others."""
    fonts = pdf.pages[1].Resources.Font
    fonts["/F2+0"].FontDescriptor.FontFile2 = fonts["/F1+0"].FontDescriptor.FontFile2


CHANGES: dict[str, Change] = {
    "a keyword": information,
    "another title": title,
    "a comment in XMP": xmp,
    "an entry of the catalogue": catalogue,
    "an entry of a page": page_entry,
    "an entry of a font": in_a_font,
    "a bookmark renamed": bookmark_renamed,
    "a bookmark more": bookmark_added,
    "a note": note,
    "a file": attached,
    "a script": script,
    "layers": layers,
    "a title for screen readers": tree_title,
    "a text for screen readers": tree_alternative,
    "a comment in a photograph": camera,
    "another photograph": other_pixels,
    "other pixels": other_flat_pixels,
    "two pictures swapped": pictures_swapped,
    "a picture in the drawing": inline_picture,
    "a page gone": page_gone,
    "a page twice": page_twice,
    "two pages swapped": pages_swapped,
    "two records swapped": records_swapped,
    "a record gone": drawn(b"(another thing, released)", b"()"),
    "a word gone": drawn(b"(another thing, released)", b"(another thing)"),
    "a word more": drawn(b"(another thing, released)", b"(another thing, HIV, released)"),
    "a bar gone": bar_gone,
    "a pale bar": bar_pale,
    "a bar without its words": drawn(b"([REDACTED \\(b\\)\\(6\\)])", b"()"),
    "another code on a bar": drawn(b"[REDACTED \\(b\\)\\(6\\)]", b"[REDACTED \\(b\\)\\(7\\)]"),
    "another text aloud": added("/Span <</ActualText (HIV)>> BDC EMC"),
    "another code in the log": drawn(b"(law 6)", b"(law 7)"),
    "another foot": drawn(b"(MPD000002)", b"(MPD000003)"),
    "white words": added(text(ink="1 g")),
    "invisible words": added(text(more="3 Tr")),
    "tiny words": added(text().replace("9 Tf", "0.2 Tf")),
    "words off the page": added(text(at="60 -40")),
    "words in the foot": added(text("HIV", at="200 36")),
    "words under a bar": under_the_bar,
    "words under a black box": added(text("HIV", at="60 104") + " 0 g 58 100 60 14 re f"),
    "a comment in the drawing": added(f"% {SECRET}"),
    "a font that lies": lying_font,
    "glyphs that lie": lying_glyphs,
}  # fmt: skip


def test_that_the_packet_is_clean_before_it_is_changed_and_after_it_is_saved_again() -> None:
    assert verify_packet(BUILT.data, RECIPE, BUILT, [SECRET]).findings == ()
    again = changed(lambda _: None)
    assert verify_packet(again, RECIPE, BUILT, [SECRET]).findings == ()


@pytest.mark.parametrize("name", CHANGES)
def test_that_a_change_is_refused(name: str) -> None:
    assert refused(changed(CHANGES[name]))


def raw(before: bytes, after: bytes) -> bytes:
    assert BUILT.data.count(before) == 1
    return BUILT.data.replace(before, after)


BYTES: dict[str, Callable[[], bytes]] = {
    "before the file": lambda: SECRET.encode() + b"\n" + BUILT.data,
    "after the file": lambda: BUILT.data + SECRET.encode(),
    "before its end": lambda: raw(b"%%EOF", b"% HIV HIV HIV HIV HIV\n%%EOF"),
    "a later state": lambda: BUILT.data + later_state(),
    "half the file": lambda: BUILT.data[: len(BUILT.data) // 2],
    "nothing": lambda: b"",
}


def later_state() -> bytes:
    at = len(BUILT.data)
    new = b"9999 0 obj\n(HIV)\nendobj\n"
    start = re.findall(rb"startxref\n(\d+)", BUILT.data)[-1]
    root = re.search(rb"/Root (\d+ \d+ R)", BUILT.data)
    assert root is not None
    table = b"xref\n9999 1\n%010d 00000 n \ntrailer << /Size 10000 /Root %b /Prev %b >>\n" % (
        at, root[1], start,
    )  # fmt: skip
    return new + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(new))


@pytest.mark.parametrize("name", BYTES)
def test_that_bytes_around_the_objects_are_refused(name: str) -> None:
    assert refused(BYTES[name]())


def test_that_a_packet_made_of_other_records_is_refused() -> None:
    more = recipe(record(6, released("one record more")))
    fewer = replace(RECIPE, records=RECIPE.records[:-1])
    turned = replace(RECIPE, records=tuple(reversed(RECIPE.records)))
    for other in (more, fewer, turned):
        made = build(other)
        assert refused(made.data, made)
        assert refused(made.data)


@pytest.mark.parametrize("words", ["HIV", "Al", "7"])
def test_that_a_short_withheld_word_is_refused_where_it_is_seen(words: str) -> None:
    more = drawn(b"(another thing, released)", f"(another thing, {words} released)".encode())
    assert refused(changed(more), words=(words,))


def test_that_an_earlier_packet_of_the_request_is_refused() -> None:
    open_text = replace(RECIPE.records[1], text=released(f"he is {SECRET} I think"))
    before = replace(RECIPE, records=(RECIPE.records[0], open_text, *RECIPE.records[2:]))
    assert refused(build(before).data)
