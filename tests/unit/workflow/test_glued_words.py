"""Words that are glued to others in a document are withheld, or told on the check page."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import builders
import pytest
from fakes import Here

from app.documents.office.reader import Reader
from app.domain.packets import Letterhead
from app.domain.redacted import RedactedBlock
from app.domain.requests import Request
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.check_request import check
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker
from app.workflow.search_records import Searcher

sys.path.insert(0, str(Path(__file__).parents[1] / "documents" / "office"))
from made_packages import ooxml, p, r
from made_word import part

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LAW = Library.load()
CODE = next(e.code for e in LAW.get("FL").exemptions if not e.needs_confirmation)


def docx(*paragraphs: str) -> bytes:
    body = part("document", f"<w:body>{''.join(paragraphs)}</w:body>")
    return ooxml("word/document.xml", {"word/document.xml": body})


@dataclass
class Case:
    """A released record with a document, and words that are withheld everywhere."""

    vault: Vault
    request: Request

    def shown(self) -> str:
        """Give what the packet shows of the document."""
        law = LAW.get("FL")
        with Child() as child:
            maker = RecipeMaker(self.vault, self.request, law, tools_in(child))
            wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook"))
            (record,) = maker.cook(wishes).recipe.records
        return " ".join(map(visible_in, record.attachments[0].blocks))

    def told(self) -> list[str]:
        """Give what the check page says."""
        return [found.sentence for found in check(self.vault, self.request, LAW)]


def visible_in(block: RedactedBlock) -> str:
    runs = [*block.runs, *(run for row in block.rows for cell in row for run in cell)]
    return "".join(run.text.visible for run in runs)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = builders.new_vault(tmp_path)
    yield vault
    vault.close()


def case(vault: Vault, data: bytes, literal: str) -> Case:
    text = Reader(Here()).read(data, WORD).text  # type: ignore[arg-type]  # a fake
    put = vault.blobs.put(io.BytesIO(data))
    file = StoredAttachment("f.docx", put.size, WORD, put.sha256, put.name, text)
    ids = builders.hold(vault, [builders.message("see the file")], [[file]])
    request = builders.new_request(vault, ids)
    decider = Decider(vault, request, "Pat")
    lines = (
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "redact": literal, "everywhere": True, "exemptions": [CODE]},
    )
    DecisionFile(vault, Searcher(vault, "UTC"), decider).apply(map(json.dumps, lines))
    return Case(vault, request)


@pytest.mark.parametrize(
    "body",
    [
        p(r("Statement of Blackwood") + r("SSN 219-09-9999")),
        p(r("file_") + r("Blackwood") + r("_final")),
        p(r("Blackwood") + r("&#8217;s car")),
        p(r("write to black") + r("wood@example.com")),
        p(r("jblackwoods") + r(" and others")),
        p(r("BLACK") + r("WOODSSN")),
    ],
)
def test_that_words_glued_over_runs_are_withheld(vault: Vault, body: str) -> None:
    made = case(vault, docx(body, p(r("The light was red."))), "Blackwood")
    assert "blackwood" not in made.shown().casefold()
    assert "The light was red." in made.shown()
    assert not [one for one in made.told() if "attachment text" in one]


@pytest.mark.parametrize(
    ("literal", "body", "left"),
    [
        ("Reed", p(r("Statement of Reed") + r("ssn 219")), "Reedssn"),
        ("Martin", p(r("MARTIN") + r("SSN")), "MARTINSSN"),
    ],
)
def test_that_short_words_that_may_be_others_are_told(
    vault: Vault, literal: str, body: str, left: str
) -> None:
    made = case(vault, docx(body), literal)
    assert left in made.shown()
    assert any("attachment text" in sentence for sentence in made.told())


def test_that_other_words_are_left_as_they_are(vault: Vault) -> None:
    made = case(vault, docx(p(r("Mr Martinez and a nearby reedbed"))), "Reed")
    assert made.shown() == "Mr Martinez and a nearby reedbed"
