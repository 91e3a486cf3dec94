"""Child processes start and read where user, folders and temporary files have unusual names."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from exports import document_files
from office_ways import delivered, imported
from PIL import Image, ImageDraw, ImageFont

from app.documents.ocr import Reader
from app.jobs.isolated import Child
from app.paths import resource
from app.workflow.search_records import Searcher

NAME = "Públic Récords Clérk 🌞 (1)"


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of an unusual name that is the working folder and holds temporary files."""
    folder = tmp_path / NAME
    (folder / "Temp").mkdir(parents=True)
    for name in ("TEMP", "TMP", "TMPDIR"):
        monkeypatch.setenv(name, str(folder / "Temp"))
    monkeypatch.setenv("USERNAME", NAME)
    monkeypatch.chdir(folder)
    return folder


def test_that_the_child_that_reads_files_starts_and_reads(odd: Path) -> None:
    papers = odd / "Ärger 📎"
    papers.mkdir()
    (papers / "fence.pdf").write_bytes(document_files.paper("The fence on Alder Street"))
    vault = builders.new_vault(odd)
    source = imported(vault, papers)
    found = Searcher(vault, "UTC").ask("fence").ids()
    vault.close()
    assert (source.counts.records, source.counts.unreadable, len(found)) == (1, 0, 1)


def test_that_the_child_that_recognises_words_starts_and_reads(odd: Path) -> None:
    page = Image.new("L", (900, 200), 255)
    face = ImageFont.truetype(resource("fonts/NotoSans-Regular.ttf"), 48)
    ImageDraw.Draw(page).text((40, 60), "Alder Street fence", font=face, fill=0)
    page.save(odd / "page.png", dpi=(300, 300))
    with Child() as child:
        read = Reader(child).read((odd / "page.png").read_bytes(), dpi=300)
    assert "Alder" in [word.text for word in read.words]


def test_that_a_packet_is_looked_at_by_eyes_and_handed_over(odd: Path) -> None:
    vault = builders.new_vault(odd)
    delivered(vault, odd / "packet.pdf", odd / "delivery")
    vault.close()
    assert (odd / "packet.pdf").read_bytes().startswith(b"%PDF")
    assert list((odd / "Temp").iterdir()) == []
