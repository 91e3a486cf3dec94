"""That pages of a request are read once, in steps, and that what they suggest is gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import builders
import pytest
from fakes import Here
from page_desk import pdf, scan, stored

from app.domain.decisions import Decline, DeclineGroup, Disposition
from app.domain.ids import BlobName, RecordId, SourceId
from app.domain.languages import FilesRead
from app.domain.lists import EntryKind, ListEntry, ListKind
from app.domain.records import Record
from app.domain.redaction import WholeTarget
from app.errors import ChildFailed
from app.jobs.isolated import Child
from app.vault.drawings import Drawing
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.decide import Decider
from app.workflow.gather_pages import PageGathering
from app.workflow.read_pages import (
    PageReader,
    ReadPages,
    RecogniseWords,
    _key,
    files_read,
)
from app.workflow.review import ReviewRoom
from app.workflow.search_records import Searcher
from app.workflow.suggest_on_pages import PageSuggestion

PDF = "application/pdf"
LONG = (("SSN: 219-09-9999",), ("call 850-555-0142",), ("nothing",))


class Counting(Here):
    """Does the calls of a child process here, and counts them."""

    def __init__(self) -> None:
        self.calls = 0

    def call(self, function: Callable[..., object], *arguments: object, **_: float) -> object:
        self.calls += 1
        return super().call(function, *arguments)


class Office:
    """A request of messages with files: of three pages, its copy, a broken one, and a text."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        long = stored(vault, "long.pdf", pdf(LONG), PDF)
        files: Sequence[Sequence[StoredAttachment]] = (
            [long],
            [long, stored(vault, "broken.pdf", b"%PDF-1.7 broken", PDF)],
            [stored(vault, "notes.txt", b"850-555-0142", "text/plain", "850-555-0142")],
        )
        records = [builders.message(f"message {n}", n) for n in range(3)]
        self.ids = builders.hold(vault, records, files)
        self.request = builders.new_request(vault, self.ids)
        self.child = Counting()
        self.reader = PageReader(vault, self.child)
        self.pages = self.gathering()

    @property
    def decider(self) -> Decider:
        return Decider(self.vault, self.request, "Pat")

    def gathering(self) -> PageGathering:
        room = ReviewRoom(self.vault, self.request)
        return PageGathering(self.vault, self.request, room, self.reader)

    def job(self) -> ReadPages:
        return ReadPages(self.vault, self.request, self.reader)

    def read(self) -> None:
        for _ in self.pages.reading().steps():
            pass

    def open(self) -> list[tuple[int, str, int]]:
        self.pages.read(self.pages.left())
        return [(record, one.words, one.page) for record, one in self.pages.open()]

    def record(self, at: int) -> Record:
        with self.vault.read() as work:
            return work.records.get(self.ids[at])

    def first(self) -> PageSuggestion:
        self.pages.read(self.pages.left())
        return self.pages.open()[0][1]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


BOTH = [
    (1, "219-09-9999", 1),
    (1, "850-555-0142", 2),
    (2, "219-09-9999", 1),
    (2, "850-555-0142", 2),
]


def test_that_pages_are_read_one_after_another_and_never_twice(office: Office) -> None:
    assert office.pages.unread() == 2, "copies of one file are one"
    job = office.job()
    notes = [(step.done, step.note) for step in job.steps()]
    assert notes == [
        (0, "page 1 of 3"), (0, "page 2 of 3"), (0, "page 3 of 3"), (1, ""), (2, ""),
    ]  # fmt: skip
    assert job.result == 2
    assert office.pages.unread() == 0
    calls = office.child.calls
    again = office.job()
    assert [step.note for step in again.steps()] == ["", ""]
    assert (again.result, office.child.calls) == (0, calls)
    assert office.open() == BOTH
    assert office.child.calls == calls, "everything comes from the vault"


def test_that_a_job_that_was_stopped_goes_on_where_it_was(office: Office) -> None:
    steps = office.job().steps()
    next(steps)
    next(steps)
    steps.close()
    assert office.pages.unread() == 2
    assert office.open() == []
    calls = office.child.calls
    next(office.job().steps())
    assert office.child.calls == calls, "the first page is not drawn again"


def test_that_only_files_that_were_read_are_gathered(office: Office) -> None:
    assert office.pages.left() == []
    office.pages.read([])
    office.read()
    assert len(office.pages.left()) == 6
    office.pages.read(office.pages.left()[:4])
    assert len(office.pages.left()) == 2


def test_that_pages_are_looked_through_again_once_lists_changed(office: Office) -> None:
    office.read()
    assert office.open() == BOTH
    entry = ListEntry(ListKind.VICTIMS, EntryKind.LITERAL, "nothing", codes=("x",))
    with office.vault.write() as work:
        work.lists.add([entry], "Pat")
    assert len(office.pages.left()) == 6
    found = [one for one in office.open() if one[1] == "nothing"]
    assert found == [(1, "nothing", 3), (2, "nothing", 3)]


def test_that_withheld_records_and_files_are_not_read(office: Office) -> None:
    office.decider.dispose(office.ids[:1], Disposition.NOT_RESPONSIVE)
    office.decider.redact(office.ids[1], [WholeTarget(0), WholeTarget(1)], ["x"])
    assert office.pages.unread() == 0
    assert [step.note for step in office.job().steps()] == ["", ""]
    assert office.child.calls == 0
    office.decider.undo()
    assert office.pages.unread() == 2
    office.read()
    assert office.open() == BOTH[2:]


def test_that_what_is_decided_or_declined_does_not_come_again(office: Office) -> None:
    office.read()
    first = office.first()
    office.decider.redact(office.ids[0], first.targets, ["x"])
    assert office.open() == BOTH[1:]
    declines = [Decline(office.ids[1], one, "ssn") for one in first.targets]
    office.decider.apply(declines, "declined")
    assert office.open() == [BOTH[1], BOTH[3]]
    (group,) = {one.suggestion.group for _, one in office.pages.open()}
    office.decider.apply([DeclineGroup(office.ids[0], "phone", group)], "declined")
    assert office.open() == []


def test_that_a_page_is_suggested_by_its_own_words_before_all_was_read(office: Office) -> None:
    now = ReviewRoom(office.vault, office.request).suggesting()
    (found,) = office.reader.suggestions(office.record(0), (0, 2), now)
    assert found.words == "850-555-0142"
    assert office.reader.suggestions(office.record(1), (1, 1), now) == []
    assert office.reader.suggestions(office.record(2), (0, 1), now) == []
    assert office.reader.count(office.record(2), 0) == 0
    office.reader.read(office.record(1), 1, 1)


def test_that_words_of_scans_are_searched_once_they_were_recognised(
    vault: Vault,
) -> None:
    words = ["SSN 219-09-9999", "call at noon"]
    scanned = stored(vault, "scan.tif", scan(words), "image/tiff")
    text = stored(vault, "text.pdf", pdf([words]), PDF, "\n".join(words))
    builders.hold(vault, [builders.message("a", 1), builders.message("b", 2)], [[scanned], [text]])
    searcher = Searcher(vault, "UTC")
    assert searcher.ask("219-09-9999").ids() == [2]
    assert files_read(vault) == {SourceId(1): FilesRead(2)}
    with Child() as child:
        job = RecogniseWords(vault, PageReader(vault, child), SourceId(1))
        notes = [(step.done, step.total, step.note) for step in job.steps()]
    assert job.result == 2
    assert notes[-1] == (2, 2, "")
    assert files_read(vault)[SourceId(1)].unread == 0
    answer = searcher.ask("219-09-9999")
    assert answer.ids() == [1, 2]
    told = {line.line.id: (line.fragment, line.spans) for line in answer.lines()}
    assert told[RecordId(1)][0].startswith("scan.tif, recognised: ")
    fragment, (span, *_) = told[RecordId(1)]
    assert fragment[span.start : span.end].startswith("219")
    with vault.read() as work:
        assert work.records.get(RecordId(2)).attachments[0].recognised == ""


def test_that_words_are_recognised_of_files_that_were_read_before_they_were_kept(
    office: Office,
) -> None:
    with office.vault.write() as work:
        for file in office.record(1).attachments:
            work.drawings.keep(_key(file), Drawing(BlobName(""), "3"))
    assert files_read(office.vault)[SourceId(1)].unread == 2
    job = RecogniseWords(office.vault, office.reader)
    for _ in job.steps():
        pass
    assert files_read(office.vault)[SourceId(1)].unread == 0
    assert job.result == 2


class Stumbling(Counting):
    """A process that ends at its first call, as one that was killed does."""

    def call(self, function: Callable[..., object], *arguments: object, **more: float) -> object:
        if not self.calls:
            self.calls += 1
            raise ChildFailed("The program that reads such files broke off.")
        return super().call(function, *arguments, **more)


def test_that_a_process_that_ends_once_does_not_leave_a_file_unread(vault: Vault) -> None:
    scanned = stored(vault, "scan.tif", scan(["SSN 219-09-9999"]), "image/tiff")
    builders.hold(vault, [builders.message("a", 1)], [[scanned]])
    job = RecogniseWords(vault, PageReader(vault, Stumbling()))
    for _ in job.steps():
        pass
    assert Searcher(vault, "UTC").ask("219-09-9999").ids() == [1]
