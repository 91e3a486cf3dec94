"""A document that was laid out is shown by its pages, and by its text where words are withheld."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import builders
import pytest

from app.domain.ids import DecisionId
from app.domain.records import Record
from app.domain.redacted import RedactedAttachment, released
from app.domain.redaction import Field, Place, Redaction, RegionTarget, SpanTarget, Target
from app.domain.spans import Region, Span
from app.errors import AppError
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow import convert_office
from app.workflow.convert_office import Converted
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.kept_sheets import tools_in
from app.workflow.page_words import PageWords
from app.workflow.widen_regions import BoxMode

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from papers import lines, pdf

RTF = rb"{\rtf1\ansi Report of Avery Stone\par on the stop}"
LAID_OUT = pdf(lines("Report of Avery Stone", "on the stop"))


class Desk:
    """A vault with one record that has a document and a photograph that is missing."""

    def __init__(self, vault: Vault, child: Child) -> None:
        put = vault.blobs.put(io.BytesIO(RTF))
        text = "Report of Avery Stone\non the stop"
        files = [StoredAttachment("r.rtf", put.size, "application/rtf", put.sha256, put.name, text)]
        (number,) = builders.hold(vault, [builders.message("see the report")], [files])
        with vault.read() as work:
            self.record: Record = work.records.get(number)
        self.converted = Converted(vault)
        self.drawer = AttachmentDrawer(vault, tools_in(child))
        self.pages = PageWords(vault, child)

    def drawn(self, *targets: Target) -> RedactedAttachment:
        redactions = [Redaction(DecisionId(1), self.record.id, one, ("(x)",)) for one in targets]
        attachment = self.record.attachments[0]
        return self.drawer.draw(attachment, 0, released("r.rtf"), redactions)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made: Callable[..., bytes] = lambda *_: LAID_OUT  # noqa: E731 - stands for a program
    monkeypatch.setattr(convert_office.outside, "to_pdf", made)
    vault = builders.new_vault(tmp_path)
    with Child() as child:
        yield Desk(vault, child)
    vault.close()


WORD = SpanTarget(Span(10, 15), Place(Field.ATTACHMENT_TEXT, 0))
BOX = RegionTarget(0, Region(1, 0.1, 0.1, 0.5, 0.2))


def test_that_a_vault_too_deep_for_other_programs_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = desk.converted._vault
    monkeypatch.setattr(vault, "home", Path("\\\\?\\C:\\deep") / vault.path.name)
    with pytest.raises(AppError, match="too long for the other program"):
        desk.converted.make(desk.record, 0, "libreoffice")


def test_that_a_document_is_set_afresh_until_it_is_laid_out(desk: Desk) -> None:
    assert desk.drawn().blocks
    desk.converted.make(desk.record, 0, "LibreOffice")
    shown = desk.drawn()
    assert [word.text for word in shown.sheets[0].words][:4] == ["Report", "of", "Avery", "Stone"]
    desk.converted.forget(desk.record, 0)
    assert desk.drawn().blocks


def test_that_withheld_words_bring_the_text_back(desk: Desk) -> None:
    desk.converted.make(desk.record, 0, "LibreOffice")
    shown = desk.drawn(WORD)
    assert not shown.sheets
    assert "Avery" not in "".join(run.text.visible for run in shown.blocks[0].runs)


def test_that_a_region_is_burned_into_pages_and_never_passed_over(desk: Desk) -> None:
    assert not desk.drawn(BOX).blocks
    desk.converted.make(desk.record, 0, "LibreOffice")
    assert len(desk.drawn(BOX).sheets[0].marks) == 1
    both = desk.drawn(BOX, WORD)
    assert not both.blocks
    assert not both.sheets


def test_that_a_region_is_refused_until_there_are_pages(desk: Desk) -> None:
    with pytest.raises(AppError, match="by its text"):
        desk.pages.refuse_text(desk.record, BOX)
    desk.converted.make(desk.record, 0, "LibreOffice")
    desk.pages.refuse_text(desk.record, BOX)
    found = desk.pages.on_pages(desk.record, 0, "Avery Stone", BoxMode.LINE)
    assert [one.region.page for one in found] == [1]


def test_that_a_record_without_such_an_attachment_is_refused(desk: Desk) -> None:
    with pytest.raises(AppError, match="no such attachment"):
        desk.converted.make(desk.record, 3, "LibreOffice")
