"""That each attachment is shown in its fitting way, drawn once, and without what is withheld."""

from __future__ import annotations

import dataclasses
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import builders
import pytest
from fakes import Here
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documents.images import Cleaner
from app.documents.ocr import OcrWord, Recognised
from app.documents.regions import BoxMode
from app.documents.sheets import Sheets
from app.domain.content import Content
from app.domain.hidden import Hidden, HiddenKind
from app.domain.ids import AttachmentId, BlobName, DecisionId, RecordId, SourceId
from app.domain.languages import Languages
from app.domain.records import Attachment, Kind, Record
from app.domain.redacted import Encoding, Picture, RedactedAttachment, released
from app.domain.redaction import Field, Place, Redaction, RegionTarget, SpanTarget
from app.domain.spans import Region, Span
from app.errors import AppError, ChildFailed
from app.vault.folder import Vault
from app.workflow.draw_attachments import NOT_DRAWN, AttachmentDrawer, plain_content
from app.workflow.kept_sheets import KeptSheets, Painted, Tools
from app.workflow.widen_regions import AttachmentWords

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import lines, page_picture, pdf, tiff

PDF = "application/pdf"
PAGES = pdf(lines("Deputy Avery Stone", "wrote this"), lines("Second page", "Avery again"))


class Counting(Here):
    """Does the calls of a child process here, and counts them."""

    def __init__(self) -> None:
        self.calls = 0

    def call(self, function: Callable[..., object], *arguments: object, **_: float) -> object:
        self.calls += 1
        return super().call(function, *arguments)


class Eyes:
    """Reads the same words on any picture."""

    def __init__(self, *words: str, fails: bool = False) -> None:
        self._words = words
        self._fails = fails
        self.seen: list[Picture] = []
        self.languages: list[Languages] = []

    def read(self, picture: Picture, *, dpi: int, languages: Languages) -> Recognised:
        self.languages.append(languages)
        if self._fails:
            raise ChildFailed("No.")
        assert dpi
        self.seen.append(picture)
        return Recognised(
            tuple(
                OcrWord(word, (0.1, 0.1 + at * 0.05, 0.3, 0.13 + at * 0.05), 0.9, at, 0)
                for at, word in enumerate(self._words)
            )
        )


class Desk:
    """A vault and what draws its attachments."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.child = Counting()
        self.tools = Tools(Cleaner(self.child), Sheets(self.child))

    def put(self, data: bytes, media_type: str, text: str = "", name: str = "a.bin") -> Attachment:
        put = self.vault.blobs.put(io.BytesIO(data))
        return Attachment(AttachmentId(1), name, put.size, media_type, put.sha256, put.name, text)

    def draw(self, one: Attachment, *redactions: Redaction, **more: bool) -> RedactedAttachment:
        drawer = AttachmentDrawer(self.vault, self.tools, **more)
        return drawer.draw(one, 0, released(one.name), redactions)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    vault = builders.new_vault(tmp_path)
    yield Desk(vault)
    vault.close()


def box(region: Region, *codes: str, index: int = 0) -> Redaction:
    return Redaction(DecisionId(1), RecordId(1), RegionTarget(index, region), codes or ("(b)(6)",))


def record(*attachments: Attachment) -> Record:
    return Record(RecordId(1), SourceId(1), "email", Kind.EMAIL, attachments=attachments)


def texts(shown: RedactedAttachment, page: int = 0) -> list[str]:
    return [word.text for word in shown.sheets[page].words]


def test_that_a_pdf_becomes_sheets_without_its_withheld_words(desk: Desk) -> None:
    one = desk.put(PAGES, PDF)
    finder = AttachmentWords(desk.vault, desk.tools)
    regions = finder.regions_for_words(record(one), 0, "avery")
    assert [region.page for region in regions] == [1, 2]
    shown = desk.draw(one, *(box(region) for region in regions))
    assert texts(shown) == ["Deputy", "Stone", "wrote", "this"]
    assert texts(shown, 1) == ["Second", "page", "again"]
    assert [len(sheet.marks) for sheet in shown.sheets] == [1, 1]
    assert shown.sheets[0].marks[0].bar.codes == ("(b)(6)",)
    assert shown.sheets[0].read_by == "file"
    assert shown.picture is None
    assert shown.kind == "PDF document"


def test_that_two_boxes_in_one_place_are_one_mark_that_tells_the_codes_of_both(desk: Desk) -> None:
    one = desk.put(PAGES, PDF)
    first, again = Region(1, 0.1, 0.1, 0.3, 0.2), Region(1, 0.102, 0.101, 0.302, 0.201)
    beside, within = Region(1, 0.25, 0.1, 0.45, 0.2), Region(1, 0.1, 0.1, 0.2, 0.2)
    shown = desk.draw(one, *(box(region) for region in (first, again, beside, within)))
    assert len(shown.sheets[0].marks) == 3
    shown = desk.draw(one, box(first, "(b)(7)"), box(again, "(b)(6)"))
    assert [mark.bar.codes for mark in shown.sheets[0].marks] == [("(b)(6)", "(b)(7)")]


def test_that_a_page_is_drawn_once_and_comes_back_with_the_same_bytes(desk: Desk) -> None:
    one = desk.put(PAGES, PDF)
    first = desk.draw(one, box(Region(1, 0.1, 0.1, 0.3, 0.2)))
    calls = desk.child.calls
    again = desk.draw(one, box(Region(1, 0.1, 0.1, 0.3, 0.2)))
    assert desk.child.calls == calls
    for before, after in zip(first.sheets, again.sheets, strict=True):
        assert before.picture() == after.picture()
        assert (before.words, before.marks) == (after.words, after.marks)
    desk.draw(one, box(Region(1, 0.1, 0.1, 0.3, 0.3)))
    assert desk.child.calls == calls + 1  # page 2 has no box and is there already


def test_that_lost_or_damaged_pixels_are_drawn_again(desk: Desk) -> None:
    one = desk.put(PAGES, PDF)
    shown = desk.draw(one)
    before = [sheet.picture() for sheet in shown.sheets]
    for name in list(desk.vault.blobs.names()):
        if name != one.blob:
            desk.vault.blobs._path(BlobName(name)).write_bytes(b"damaged")
    assert [sheet.picture() for sheet in shown.sheets] == before
    for name in list(desk.vault.blobs.names()):
        if name != one.blob:
            desk.vault.blobs._path(BlobName(name)).unlink()
    assert [sheet.picture() for sheet in desk.draw(one).sheets] == before


@settings(max_examples=5, deadline=None)
@given(
    st.lists(st.from_regex(r"[A-Z][a-z]{3,7}", fullmatch=True), min_size=4, max_size=8, unique=True)
)
def test_that_a_withheld_word_is_in_no_surviving_word(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    vault = builders.new_vault(tmp_path_factory.mktemp("any"))
    desk = Desk(vault)
    one = desk.put(pdf(lines(*(f"before {name} after" for name in names))), PDF)
    finder = AttachmentWords(vault, desk.tools)
    for mode in (BoxMode.EXACT, BoxMode.LINE_END, BoxMode.BLOCK):
        (region, *_) = finder.regions_for_words(record(one), 0, names[0], mode)
        shown = desk.draw(one, box(region))
        assert names[0] not in texts(shown)
    vault.close()


def test_that_one_damaged_page_makes_a_slip_sheet_that_names_it(desk: Desk) -> None:
    broken = desk.put(PAGES.replace(b"/Type /Pages", b"/Type /Pagez"), PDF)
    shown = desk.draw(broken)
    assert not shown.sheets or shown.note == ""
    none = desk.draw(desk.put(b"%PDF-1.4 broken", PDF))
    assert (none.sheets, none.note) == ((), "The PDF is damaged, so its pages cannot be shown.")


@pytest.mark.parametrize("media_type", [PDF, "image/png"])
def test_that_a_box_on_a_page_that_is_not_there_shows_nothing(desk: Desk, media_type: str) -> None:
    data = PAGES if media_type == PDF else picture_file("PNG")
    shown = desk.draw(desk.put(data, media_type), box(Region(3, 0, 0, 1, 1)))
    assert (shown.sheets, shown.picture) == ((), None)
    assert "page that the file does not have" in shown.note


def picture_file(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind)
    return target.getvalue()


def test_that_a_photograph_stays_within_its_record(desk: Desk) -> None:
    one = desk.put(picture_file("JPEG"), "image/jpeg")
    shown = desk.draw(
        one, box(Region(1, 0, 0, 0.5, 0.5), "(c)"), box(Region(1, 0, 0, 1, 1), index=1)
    )
    assert [bar.codes for bar in shown.regions] == [("(c)",)]
    assert shown.picture is not None
    drawn = shown.picture()
    assert (drawn.width, drawn.height) == (60, 40)
    with Image.open(io.BytesIO(drawn.data)) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (0, 0, 0)
    calls = desk.child.calls
    assert desk.draw(one, box(Region(1, 0, 0, 0.5, 0.5), "(c)")).picture is not None
    assert desk.child.calls == calls


def test_that_other_files_get_a_slip_sheet(desk: Desk) -> None:
    assert desk.draw(desk.put(b"MZ", "application/x-msdownload")).note == NOT_DRAWN


def test_that_attachments_are_only_named_where_they_are_not_wished(desk: Desk) -> None:
    shown = desk.draw(desk.put(PAGES, PDF), box(Region(1, 0, 0, 1, 1)), shown=False)
    assert (shown.sheets, shown.blocks, shown.note) == ((), (), NOT_DRAWN)
    assert len(shown.regions) == 1


def spoken(shown: RedactedAttachment) -> list[str]:
    return ["".join(run.text.visible for run in block.runs) for block in shown.blocks]


def test_that_a_text_is_set_afresh_line_by_line(desk: Desk) -> None:
    text = "First line\r\n\nAvery wrote this\n"
    hidden = Redaction(
        DecisionId(1), RecordId(1),
        SpanTarget(Span(13, 18), Place(Field.ATTACHMENT_TEXT, 0)), ("(b)",),
    )  # fmt: skip
    shown = desk.draw(desk.put(text.encode(), "text/plain", text), hidden)
    assert spoken(shown) == ["First line", " wrote this"]


class Office:
    """Reads any document as the text it was given."""

    def __init__(self, content: Content | None) -> None:
        self._content = content

    def read(self, untrusted: bytes, media_type: str, name: str = "") -> Content:
        assert untrusted
        assert (media_type, name) == ("application/rtf", "a.bin")
        if self._content is None:
            raise ChildFailed("It is damaged.")
        return self._content


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (Content("Same", plain_content("Same").blocks, note="Fields are left out."), "Fields"),
        (Content("Other", plain_content("Other").blocks, note="Fields are left out."), ""),
        (None, ""),
    ],
    ids=["read", "text differs", "damaged"],
)
def test_that_a_document_is_read_again_only_for_the_text_that_was_decided_on(
    desk: Desk, content: Content | None, note: str
) -> None:
    desk.tools = Tools(desk.tools.cleaner, desk.tools.sheets, None, Office(content))
    shown = desk.draw(desk.put(b"{rtf", "application/rtf", "Same"))
    assert spoken(shown) == ["Same"]
    assert shown.note.startswith(note)


def seeing(desk: Desk, eyes: Eyes) -> Desk:
    desk.tools = Tools(desk.tools.cleaner, desk.tools.sheets, eyes)  # type: ignore[arg-type]  # a fake
    return desk


def test_that_a_scan_without_words_is_recognised_as_it_is_released(desk: Desk) -> None:
    eyes = Eyes("under", "Deputy")
    one = desk.put(tiff(page_picture(["Deputy"])), "image/tiff")
    shown = seeing(desk, eyes).draw(one, box(Region(1, 0.1, 0.08, 0.4, 0.14)))
    assert texts(shown) == ["Deputy"]
    assert shown.sheets[0].read_by == "ocr"
    assert eyes.seen[0].encoding is Encoding.G4
    assert eyes.seen[0] == shown.sheets[0].picture()
    assert texts(desk.draw(one, box(Region(1, 0.1, 0.08, 0.4, 0.14)))) == ["Deputy"]
    assert len(eyes.seen) == 1


def test_that_a_scan_is_drawn_with_the_words_of_the_languages_it_was_read_in(desk: Desk) -> None:
    eyes, both = Eyes("Pefia"), Languages.ENGLISH_AND_SPANISH
    one = desk.put(tiff(page_picture(["Deputy"])), "image/tiff")
    for file in (one, dataclasses.replace(one, languages=Languages.ENGLISH)):
        assert texts(seeing(desk, eyes).draw(file)) == ["Pefia"]
    assert eyes.languages == [Languages.ENGLISH]
    spanish = Eyes("Peña")
    for _ in range(2):
        assert texts(seeing(desk, spanish).draw(dataclasses.replace(one, languages=both))) == [
            "Peña"
        ]
    assert spanish.languages == [both]


def test_that_a_scan_whose_words_are_not_recognised_has_none(desk: Desk) -> None:
    shown = seeing(desk, Eyes(fails=True)).draw(desk.put(tiff(page_picture(["x"])), "image/tiff"))
    assert (shown.sheets[0].words, shown.sheets[0].read_by) == ((), "")


@pytest.mark.parametrize(
    ("size", "words", "is_sheet"),
    [((1300, 1700), 9, True), ((1300, 1700), 3, False), ((400, 520), 9, False)],
)
def test_that_a_picture_of_a_page_becomes_a_sheet(
    desk: Desk, size: tuple[int, int], words: int, is_sheet: bool
) -> None:
    target = io.BytesIO()
    page_picture(["A scanned letter"], "RGB", size).save(target, "JPEG")
    one = desk.put(target.getvalue(), "image/jpeg")
    shown = seeing(desk, Eyes(*(f"word{at}" for at in range(words)))).draw(one)
    assert bool(shown.sheets) is is_sheet
    assert (shown.picture is None) is is_sheet


def test_that_regions_widen_and_what_hides_is_told(desk: Desk) -> None:
    one = desk.put(PAGES, PDF)
    odd = desk.put(b"MZ", "application/x-msdownload")
    broken = desk.put(b"%PDF-", PDF)
    lost = Attachment(AttachmentId(2), "b", 0, PDF, "", BlobName(""), missing="Not there.")
    finder = AttachmentWords(desk.vault, desk.tools)
    held = record(one, odd, broken, lost)
    (exact, _) = finder.regions_for_words(held, 0, "Avery")
    (line,) = finder.widen_regions(held, 0, [exact], BoxMode.LINE)
    assert line.left < exact.left < exact.right < line.right
    assert HiddenKind.AUTHOR in {hidden.kind for hidden in finder.hidden_in(held, 0)}
    assert finder.hidden_in(held, 1) == finder.hidden_in(held, 2) == ()
    for index in (3, 4):
        with pytest.raises(AppError, match="no such attachment"):
            finder.pages(held, index)
    with pytest.raises(AppError, match="damaged"):
        finder.pages(held, 2)
    with pytest.raises(AppError, match="damaged"):
        finder.words(held, 0, 9)


def test_that_a_wish_for_grey_is_another_drawing(desk: Desk) -> None:
    kept = KeptSheets(desk.vault, desk.tools)
    one = desk.put(PAGES, PDF)
    encodings: Sequence[Encoding | None] = [
        kept.page(one, 1, Painted(grey=grey)).encoding for grey in (False, True)
    ]
    assert encodings == [Encoding.G4, Encoding.JPEG]


def test_that_what_hides_in_a_document_is_told_by_its_reader(desk: Desk) -> None:
    comment = Hidden(HiddenKind.COMMENT, 2, "2 comments of reviewers.", printed=True)
    one = desk.put(b"{rtf", "application/rtf", "Same")
    contents = (Content("Same", hidden=(comment,)), None)
    for content, hidden in zip(contents, ((comment,), ()), strict=True):
        desk.tools = Tools(desk.tools.cleaner, desk.tools.sheets, None, Office(content))
        assert AttachmentWords(desk.vault, desk.tools).hidden_in(record(one), 0) == hidden
    desk.tools = Tools(desk.tools.cleaner, desk.tools.sheets)
    assert AttachmentWords(desk.vault, desk.tools).hidden_in(record(one), 0) == ()


def test_that_a_file_of_very_many_pages_gets_a_slip_sheet(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.workflow.draw_attachments.MOST_SHEETS", 1)
    assert "2 pages, more than" in desk.draw(desk.put(PAGES, PDF)).note
