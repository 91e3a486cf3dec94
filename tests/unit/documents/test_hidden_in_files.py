"""That what hides in a file is named, with its number and without a word of it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from app.documents.sheets import FoundPages, Sheets
from app.domain.hidden import HiddenKind
from app.errors import ChildFailed

sys.path.insert(0, str(Path(__file__).parent))
from papers import changed, invisible, lines, page_picture, pdf, tiff

PDF = "application/pdf"


def found(sheets: Sheets, change: Callable[[Pdf], None]) -> dict[HiddenKind, int]:
    return kinds(sheets.pages(changed(pdf(lines("Words")), change), PDF))


def kinds(pages: FoundPages) -> dict[HiddenKind, int]:
    counts: dict[HiddenKind, int] = {}
    for one in pages.hidden:
        counts[one.kind] = counts.get(one.kind, 0) + one.count
        assert "Avery" not in one.what
        assert one.what.endswith(".")
    return counts


def annotated(*kinds_of_notes: str) -> Callable[[Pdf], None]:
    def change(file: Pdf) -> None:
        notes = [
            Dictionary(
                Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9],
                Contents=String("Avery"),
            )
            for kind in kinds_of_notes
        ]  # fmt: skip
        file.pages[0].Annots = Array([file.make_indirect(note) for note in notes])

    return change


def test_that_notes_marks_and_redactions_not_carried_out_are_told_apart(sheets: Sheets) -> None:
    counts = found(sheets, annotated("Text", "FreeText", "Highlight", "Redact", "FileAttachment"))
    assert counts[HiddenKind.COMMENT] == 3  # the highlight's own note is one
    assert counts[HiddenKind.MARKUP] == 1
    assert counts[HiddenKind.UNDER_INK] == 1
    assert counts[HiddenKind.EMBEDDED_FILE] == 1


def test_that_form_fields_and_signatures_are_counted(sheets: Sheets) -> None:
    def change(file: Pdf) -> None:
        field = file.make_indirect(Dictionary(FT=Name.Tx, T=String("n"), V=String("Avery")))
        signed = file.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=Dictionary()))
        below = file.make_indirect(Dictionary(T=String("k"), FT=Name.Tx))
        parent = file.make_indirect(Dictionary(T=String("p"), Kids=Array([below])))
        file.Root.AcroForm = Dictionary(Fields=Array([field, signed, parent]), XFA=String(""))

    counts = found(sheets, change)
    assert (counts[HiddenKind.FORM_FIELD], counts[HiddenKind.SIGNATURE]) == (2, 1)


def test_that_files_scripts_layers_and_private_data_are_counted(sheets: Sheets) -> None:
    def change(file: Pdf) -> None:
        file.attachments["avery.txt"] = b"Avery"
        file.Root.Collection = Dictionary()
        file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("Avery")))
        file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
        file.Root.PieceInfo = Dictionary()
        file.pages[0].Thumb = file.make_stream(b"")
        file.pages[0].PieceInfo = Dictionary()
        file.pages[0].Annots = Array([
            Dictionary(Subtype=Name.Link, Rect=[0, 0, 1, 1], A=Dictionary(S=Name.GoToR)),
            Dictionary(Subtype=Name.Link, Rect=[0, 0, 1, 1], A=Dictionary(S=Name.Launch)),
        ])  # fmt: skip
        file.docinfo["/Author"] = "Avery Stone"
        with file.open_metadata() as xmp:
            xmp["dc:creator"] = ["Avery"]

    counts = found(sheets, change)
    assert counts[HiddenKind.EMBEDDED_FILE] == 2
    assert counts[HiddenKind.SCRIPT] == 2
    assert counts[HiddenKind.LAYER] == 1
    assert counts[HiddenKind.THUMBNAIL] == 1
    assert counts[HiddenKind.METADATA] >= 3
    assert counts[HiddenKind.AUTHOR] >= 1
    assert counts[HiddenKind.LINKED_FILE] == 1


def test_that_earlier_states_and_invisible_words_are_told(sheets: Sheets) -> None:
    data = pdf(lambda canvas: invisible(canvas, 72, 500, "Avery"))
    plain = changed(data, lambda file: file.pages[0].contents_coalesce())
    assert HiddenKind.REVISION not in kinds(sheets.pages(plain, PDF))
    start = data.rindex(b"startxref")
    twice = data + b"\n" + data[start:]
    assert kinds(sheets.pages(twice, PDF))[HiddenKind.REVISION] == 1
    unpacked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(unpacked, compress_streams=False)
    assert kinds(sheets.pages(unpacked.getvalue(), PDF))[HiddenKind.HIDDEN_TEXT] == 1


def test_that_a_sentence_counts_in_words(sheets: Sheets) -> None:
    data = changed(pdf(lines("Words")), annotated("Text", "Text"))
    said = [one.what for one in sheets.pages(data, PDF).hidden]
    assert "2 notes on its pages." in said


def test_that_the_place_and_facts_of_a_photograph_are_told(sheets: Sheets) -> None:
    image = page_picture(["Photograph"], "RGB", (400, 300))
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif, comment=b"Avery")
    pages = sheets.pages(target.getvalue() + b"more behind the end", "image/jpeg")
    counts = kinds(pages)
    assert pages.count == 1
    assert counts[HiddenKind.PLACE] == 1
    assert counts[HiddenKind.METADATA] == 3


def test_that_further_pictures_of_a_file_are_told(sheets: Sheets) -> None:
    target = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), name) for name in ("red", "green", "blue")]
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    assert kinds(sheets.pages(target.getvalue(), "image/gif"))[HiddenKind.FRAME] == 2
    many = tiff(*[page_picture([str(at)], size=(500, 600)) for at in range(3)])
    assert kinds(sheets.pages(many, "image/tiff"))[HiddenKind.FRAME] == 2


@pytest.mark.parametrize(
    ("data", "media_type"), [(b"", PDF), (b"%PDF-1.4\n", PDF), (b"II*\0\xff\xff", "image/tiff")]
)
def test_that_a_file_that_does_not_open_is_a_sentence(
    sheets: Sheets, child: Sheets, data: bytes, media_type: str
) -> None:
    for one in (sheets, child):
        with pytest.raises(ChildFailed, match="damaged"):
            one.pages(data, media_type)


def test_that_objects_of_the_wrong_kind_do_no_harm(sheets: Sheets, child: Sheets) -> None:
    def change(file: Pdf) -> None:
        file.Root.AcroForm = Dictionary(Fields=Array([1, String("x")]))
        file.Root.OCProperties = 7
        file.Root.OpenAction = Dictionary(S=Name.GoTo)
        file.pages[0].Annots = Array([1, Name.Text, Dictionary()])
        file.pages[0].UserUnit = String("x")

    data = changed(pdf(lines("Words")), change)
    assert sheets.pages(data, PDF) == child.pages(data, PDF)
    assert sheets.pages(data, PDF).count == 1


def test_that_fields_that_go_in_a_ring_are_counted_to_an_end(sheets: Sheets) -> None:
    def change(file: Pdf) -> None:
        field = file.make_indirect(Dictionary(T=String("a")))
        field.Kids = Array([field])
        file.Root.AcroForm = Dictionary(Fields=Array([field]))

    assert HiddenKind.FORM_FIELD not in found(sheets, change)


def test_that_what_pikepdf_cannot_open_says_that_it_is_not_listed(
    sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise pikepdf.PdfError

    monkeypatch.setattr(pikepdf, "open", refuse)
    (only,) = sheets.pages(pdf(lines("Words")), PDF).hidden
    assert "cannot be listed" in only.what
