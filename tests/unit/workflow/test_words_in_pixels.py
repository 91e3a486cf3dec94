"""Words that only eyes can read on a page are found, withheld and searched in the packet."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import builders
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from app.domain.redaction import RegionTarget
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.kept_sheets import tools_in
from app.workflow.search_records import Searcher
from app.workflow.widen_regions import AttachmentWords

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import Drawing, changed, invisible, lines, page_picture, pdf, picture

LINE = {"find": "*", "redact": "Blackwood", "everywhere": True, "exemptions": ["(x)"]}
SAID = ("Incident report of the patrol unit", "Statement of Marcus Blackwood", "The light was red")
PLAIN = lines("Incident report of the patrol unit", "The driver is named below.")


def filled_form(canvas: Canvas) -> None:
    PLAIN(canvas)
    canvas.acroForm.textfield(  # type: ignore[attr-defined]  # absent from the stubs
        name="driver", value="Marcus Blackwood", x=72, y=600, width=220, height=24
    )


def with_note(file: pikepdf.Pdf) -> None:
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = file.make_stream(b"BT /F 16 Tf 0 g 4 8 Td (Marcus Blackwood) Tj ET")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 30])
    look.Resources = Dictionary(Font=Dictionary(F=helvetica))
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([72, 500, 272, 530]), F=4,
        Contents=String("Marcus Blackwood"), DA=String("/F 16 Tf"), AP=Dictionary(N=look),
    )  # fmt: skip
    file.pages[0].obj.Annots = Array([file.make_indirect(note)])


def scan(*layer: str) -> bytes:
    """Make a scan over which other or fewer words lie than it shows."""

    def draw(canvas: Canvas) -> None:
        picture(canvas, page_picture(SAID, "L"), (0, 0, 612, 792))
        for at, said in enumerate(layer):
            invisible(canvas, 54, 792 - (190 + at * 80) * 0.36, said, 16)

    return pdf(draw)


def with_picture(canvas: Canvas) -> None:
    PLAIN(canvas)
    picture(canvas, page_picture(["Marcus Blackwood"], "L", (900, 400)), (72, 400, 400, 180))


def with_other_letters(*pages: Drawing) -> bytes:
    """Make pages whose letters say other ones than they show: ``S`` for ``B``, ``t`` for ``k``."""
    data = pdf(*pages)

    def change(file: pikepdf.Pdf) -> None:
        for one in file.objects:
            if isinstance(one, Dictionary) and one.get("/Type") == Name.Font:
                table = file.make_stream(LYING)
                one.ToUnicode = table

    return changed(data, change)


def as_jpeg(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG")
    return target.getvalue()


def scanned_page(canvas: Canvas) -> None:
    picture(canvas, page_picture(SAID, "L"), (0, 0, 612, 792))


LYING = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Other def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <42> <0053> <6B> <0074> endbfchar
3 beginbfrange <20> <41> <0020> <43> <6A> <0043> <6C> <7E> <006C> endbfrange
endcmap end end"""

FILES = {
    "a form that was filled in": pdf(filled_form),
    "a note that is shown": changed(pdf(PLAIN), with_note),
    "a scan with other words": scan(SAID[0], "Statement of Marcus Johnson", SAID[2]),
    "a scan with some of its words": scan(SAID[0]),
    "a picture among words": pdf(with_picture),
    "letters that say other ones": with_other_letters(lines(*SAID)),
    "a scanned page after others": pdf(PLAIN, scanned_page),
}
PHOTOS = {
    "paper": as_jpeg(page_picture(SAID, "RGB")),
    "a screen": as_jpeg(page_picture(["Marcus Blackwood", "at the scene"], "RGB", (800, 500))),
}


class Case:
    """One released record with one attachment."""

    def __init__(self, vault: Vault, data: bytes, media_type: str, text: str = "") -> None:
        put = vault.blobs.put(io.BytesIO(data))
        file = StoredAttachment("f", put.size, media_type, put.sha256, put.name, text)
        self.vault = vault
        self.ids = builders.hold(vault, [builders.message("see the file")], [[file]])
        self.request = builders.new_request(vault, self.ids)

    def apply(self, *said: object) -> list[RegionTarget]:
        decider = Decider(self.vault, self.request, "Pat")
        DecisionFile(self.vault, Searcher(self.vault, "UTC"), decider).apply(map(json.dumps, said))
        with self.vault.read() as work:
            standing = work.decisions.standing(self.request.id, self.ids[0])
        return [r.target for r in standing.redactions if isinstance(r.target, RegionTarget)]

    def withheld(self) -> list[str]:
        with self.vault.read() as work:
            standing = work.decisions.standing(self.request.id, self.ids[0])
            record = work.records.get(self.ids[0])
        with Child() as child:
            return AttachmentWords(self.vault, tools_in(child)).withheld_in(record, standing)


@pytest.mark.parametrize("kind", FILES)
def test_that_words_are_withheld_that_a_page_shows_and_does_not_say(
    vault: Vault, kind: str
) -> None:
    case = Case(vault, FILES[kind], "application/pdf", "Incident report of the patrol unit")
    assert case.apply(LINE)


@pytest.mark.parametrize("kind", PHOTOS)
def test_that_words_are_withheld_in_photographs(vault: Vault, kind: str) -> None:
    assert Case(vault, PHOTOS[kind], "image/jpeg").apply(LINE)


def test_that_what_a_region_withholds_is_searched_in_the_packet(vault: Vault) -> None:
    case = Case(vault, pdf(lines(*SAID)), "application/pdf", " ".join(SAID))
    case.apply(LINE)
    assert case.withheld() == ["Blackwood"]


def test_that_a_region_over_lines_withholds_each_of_them(vault: Vault) -> None:
    case = Case(vault, pdf(lines(*SAID)), "application/pdf", " ".join(SAID))
    region = {"record": int(case.ids[0]), "attachment": 0, "page": 1, "region": [0, 0, 1, 1]}
    case.apply({**region, "exemptions": ["(x)"]})
    assert case.withheld()[:3] == list(SAID)


def test_that_pages_beyond_the_sample_are_looked_at_where_letters_say_other_ones(
    vault: Vault,
) -> None:
    other = lines("Knocked at the back door", "Bikes and books broke", "The bank kept it")
    data = with_other_letters(other, lines(*SAID))
    found = Case(vault, data, "application/pdf", "x").apply(LINE)
    assert [target.region.page for target in found] == [2]


def test_that_words_of_a_sample_that_are_seen_and_said_are_withheld_once(vault: Vault) -> None:
    case = Case(vault, pdf(lines(*SAID), lines(*SAID)), "application/pdf", " ".join(SAID))
    assert [target.region.page for target in case.apply(LINE)] == [1, 2]


def test_that_a_name_in_a_withheld_line_is_searched_by_itself(vault: Vault) -> None:
    case = Case(vault, pdf(lines(*SAID)), "application/pdf", " ".join(SAID))
    case.apply({**LINE, "mode": "line"})
    assert case.withheld() == [SAID[1], "Statement", "Marcus", "Blackwood"]


def test_that_a_name_that_heads_a_withheld_line_is_searched_by_itself(vault: Vault) -> None:
    said = ("Incident report", "Blackwood was at the wheel, 555-0142.")
    case = Case(vault, pdf(lines(*said)), "application/pdf", " ".join(said))
    case.apply({**LINE, "mode": "line-end"})
    assert case.withheld() == [said[1], "Blackwood", "555-0142"]


def test_that_a_page_of_plain_words_is_not_looked_at(vault: Vault) -> None:
    def ruled(canvas: Canvas) -> None:
        lines(*SAID)(canvas)
        canvas.rect(60, 400, 400, 200)
        canvas.line(60, 500, 460, 500)

    case = Case(vault, pdf(ruled), "application/pdf", " ".join(SAID))
    with vault.read() as work:
        record = work.records.get(case.ids[0])
    with Child() as child:
        words = AttachmentWords(vault, tools_in(child))
        assert [one.text for one in words.words(record, 0, 1)] == " ".join(SAID).split()
        assert not words.is_doubtful(record, 0, 1)
