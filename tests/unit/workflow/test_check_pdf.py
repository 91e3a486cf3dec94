"""Any PDF, checked in the child process."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from app import paths
from app.domain.packets import Finding, Verdict
from app.errors import AppError
from app.jobs.finish import finish
from app.workflow.check_pdf import CheckPdfJob, checked, verdict_of, words_in


@pytest.fixture
def covered(tmp_path: Path) -> Path:
    """Give a PDF in which a bar is painted over a telephone number."""
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Call 850-555-0142")
    canvas.rect(70, 690, 200, 30, fill=1)
    canvas.save()
    return path


def test_that_text_under_a_bar_is_found_in_the_child(covered: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("\ufeff850-555-0142\n\n", encoding="utf-8")
    verdict = finish(CheckPdfJob(covered, words))
    assert isinstance(verdict, Verdict)
    assert verdict.pages == 1
    assert "text_under_ink" in {found.kind for found in verdict.findings}
    assert "850-555-0142" not in repr(verdict)


def test_that_a_verdict_comes_back_from_plain_values(covered: Path) -> None:
    plain = checked(covered.read_bytes(), (), covered.name)
    verdict = verdict_of(plain)
    assert (verdict.pages, verdict.sha256) == (plain[1], plain[2])
    assert all(isinstance(found, Finding) for found in verdict.findings)
    assert not verdict.clean


def test_that_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    path = tmp_path / "note.pdf"
    path.write_bytes(b"not a pdf")
    verdict = finish(CheckPdfJob(path))
    assert isinstance(verdict, Verdict)
    assert [found.kind for found in verdict.findings] == ["unreadable"]


def test_that_a_file_that_is_gone_and_a_list_that_is_no_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="cannot be read"):
        finish(CheckPdfJob(tmp_path / "gone.pdf"))
    words = tmp_path / "words.txt"
    words.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(AppError, match="list of words"):
        words_in(words)
    assert words_in(None) == []


def test_that_a_deep_check_reads_each_page_as_it_looks(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(300, 100))
    canvas.drawInlineImage(drawn("The driver was Jordan Blackwood"), 0, 0, 300, 100)
    canvas.save()
    words = tmp_path / "words.txt"
    words.write_text("Blackwood", encoding="utf-8")
    plain = finish(CheckPdfJob(path, words))
    deep = finish(CheckPdfJob(path, words, deep=True))
    assert "seen_word" not in {found.kind for found in plain.findings}
    assert "seen_word" in {found.kind for found in deep.findings}
    assert len(deep.checked) > len(plain.checked)


def drawn(text: str) -> Image.Image:
    sheet = Image.new("L", (900, 300), 255)
    font = ImageFont.truetype(paths.resource("fonts/NotoSans-Regular.ttf"), 36)
    ImageDraw.Draw(sheet).text((30, 100), text, 0, font)
    return sheet
