"""That Spanish scans are read in Spanish once that is asked for, also after English."""

from __future__ import annotations

import builders
import pytest
from fakes import Here
from page_desk import pdf, scan, stored

from app.domain.ids import RecordId, SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.records import Attachment
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.gather_pages import PageGathering
from app.workflow.read_pages import PageReader, ReadPages, RecogniseWords, files_read
from app.workflow.review import ReviewRoom
from app.workflow.search_records import Searcher

BOTH, ENGLISH = Languages.ENGLISH_AND_SPANISH, Languages.ENGLISH
LINES = (
    "La señora Begoña Muñoz declaró que oyó", "un ruido y llamó al teléfono 850-555-0142",
    "¿Dónde está el camión? preguntó el niño",
)  # fmt: skip
SOURCE = SourceId(1)


@pytest.fixture
def request_of(vault: Vault) -> Request:
    """Give a request of a Spanish scan, its copy, and a PDF with words of its own."""
    paper = stored(vault, "papel.tiff", scan(LINES), "image/tiff")
    text = stored(vault, "text.pdf", pdf((LINES,)), "application/pdf", "\n".join(LINES))
    records = [builders.message(f"message {n}", n) for n in range(3)]
    return builders.new_request(vault, builders.hold(vault, records, [[paper], [paper], [text]]))


def run(job: RecogniseWords | ReadPages) -> int:
    for _ in job.steps():
        pass
    return job.result


def scanned(vault: Vault) -> Attachment:
    with vault.read() as work:
        return work.records.get(RecordId(1)).attachments[0]


@pytest.mark.usefixtures("request_of")
def test_that_a_source_read_in_english_is_read_again_in_both(vault: Vault) -> None:
    reader, searcher = PageReader(vault, Here()), Searcher(vault, "UTC")
    assert run(RecogniseWords(vault, reader, SOURCE)) == 2
    assert files_read(vault) == {SOURCE: FilesRead(0, {ENGLISH: 2})}
    assert searcher.ask("señora").ids() == [3], "eyes for English know no ñ"
    assert run(RecogniseWords(vault, reader, SOURCE, BOTH)) == 2
    assert files_read(vault) == {SOURCE: FilesRead(0, {BOTH: 2})}
    for typed in ("senora", "señora", "begona", "camion"):
        assert searcher.ask(typed).ids() == [1, 2, 3]
    (line, _, text) = searcher.ask("Muñoz").lines()
    assert line.fragment.startswith("papel.tiff, recognised: ")
    assert (line.recognised, text.recognised) == (True, False)
    assert "¿Dónde" in scanned(vault).recognised
    assert scanned(vault).languages is BOTH
    assert run(RecogniseWords(vault, reader, SOURCE)) == 0, "what was read in both is enough"
    assert run(RecogniseWords(vault, reader, None, BOTH)) == 0


def test_that_a_request_is_read_again_in_both_and_goes_on_where_it_was_stopped(
    vault: Vault, request_of: Request
) -> None:
    child = Here()
    reader = PageReader(vault, child)
    assert run(ReadPages(vault, request_of, reader)) == 2
    job = ReadPages(vault, request_of, reader, BOTH)
    assert job.title == "Reading pages in English and Spanish"
    steps = job.steps()
    assert next(steps).note == "page 1 of 1"
    steps.close()
    assert scanned(vault).languages is ENGLISH, "a file that was left half read is as it was"
    assert run(ReadPages(vault, request_of, reader, BOTH)) == 2
    assert scanned(vault).languages is BOTH


def test_that_suggestions_follow_the_words_that_were_read_last(
    vault: Vault, request_of: Request
) -> None:
    room = ReviewRoom(vault, request_of)
    pages = PageGathering(vault, request_of, room, PageReader(vault, Here()))
    assert (pages.unread(), pages.unread(BOTH)) == (2, 2)
    run(pages.reading())
    assert (pages.unread(), pages.unread(BOTH)) == (0, 2)
    pages.read(pages.left())
    assert pages.left() == []
    before = {(record, one.words) for record, one in pages.open()}
    run(pages.reading(BOTH))
    assert (pages.unread(), pages.unread(BOTH)) == (0, 0)
    assert [at.record for at in pages.left()] == [1, 2, 3]
    pages.read(pages.left())
    after = {(record, one.words) for record, one in pages.open()}
    assert (1, "850-555-0142") in before & after
