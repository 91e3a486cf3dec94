"""Decides what the page of sources shows: every export's account, and adding. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.ids import SourceId
from app.domain.sources import Source, SourceState
from app.errors import AppError
from app.jobs.events import Event, Finished, Progress, Started
from app.ui.pages.sources.adding import Adding, Answers, with_found, without, zone_refused
from app.ui.pages.sources.copies import copies_told
from app.ui.pages.sources.linking import Linking
from app.ui.pages.sources.scans import Scans, ScansOffer
from app.ui.rows import Cell, Column, EmptyWords, FetchRows, Notice, Row, Tone
from app.ui.services import Desk, ImportsExport
from app.ui.ways import Asks, KeepsSettings, Ways
from app.ui.wording import count, of_error

if TYPE_CHECKING:
    from app.workflow.import_export import Recognised, Unrecognised

COLUMNS = (
    Column("Export"),
    Column("What it is", 36),
    Column("Custodian", 16),
    Column("Items", 9, numbers=True, tip="Always the sum of the four figures to the right"),
    Column("Records", 9, numbers=True, tip="Items that were new to this vault"),
    Column("Copies", 8, numbers=True, tip="Items that the vault already held"),
    Column("Unreadable", 11, numbers=True, tip="Items that could not be read; open the list"),
    Column("Ignored", 9, numbers=True, tip="Parts of the export that are no records"),
)
UNREADABLE_COLUMN, IGNORED_COLUMN = 6, 7
PROBLEM_COLUMNS = (Column("Place in the export", 34), Column("Reason"))
EMPTY = EmptyWords(
    "No exports yet",
    "Add the exports that may hold the answer: a phone backup, a mailbox, a download from "
    "Facebook, X or YouTube, a folder of documents. Drop files, folders or ZIPs anywhere on this "
    "window. The export itself is never changed.",
    "Add an export…",
)
_KINDS = {"unreadable": "unreadable", "ignored": "ignored"}
_STATES = {
    SourceState.RUNNING: "not finished",
    SourceState.STOPPED: "stopped",
    SourceState.FAILED: "failed",
}


@dataclass(frozen=True, slots=True)
class Problems:
    """The list of a source's items that are no records."""

    title: str
    count: int
    fetch: FetchRows


@dataclass(frozen=True, slots=True)
class Chosen:
    """The source on which the clerk stands, and what can be done with it."""

    key: str
    name: str
    unreadable: int
    ignored: int
    may_go_on: bool
    failure: str
    scans: ScansOffer = field(default_factory=ScansOffer)


@dataclass(frozen=True, slots=True)
class SourcesState:
    """Everything that the page shows; ``adding`` and ``problems`` stand instead of the list."""

    rows: tuple[Row, ...] = ()
    sum: str = ""
    chosen: Chosen | None = None
    adding: Adding | None = None
    problems: Problems | None = None
    empty: EmptyWords | None = None
    notice: Notice | None = None
    unfinished: Notice | None = None


class SourcesPresenter:
    """Remembers what is being added and which list is open."""

    def __init__(
        self,
        desk: Desk,
        ways: Ways,
        asks: Callable[[], Asks],
        settings: KeepsSettings,
        show: Callable[[SourcesState], None],
    ) -> None:
        self._desk = desk
        self._ways = ways
        self._asks = asks
        self._reading, self._looking, self._writing = asks(), asks(), asks()
        self._counting = asks()
        self._settings = settings
        self._show = show
        self._sources: tuple[Source, ...] = ()
        self._running: set[str] = set()
        self._chosen = ""
        self._state = SourcesState()
        self._linking = Linking(desk.sources, ways)
        self._scans = Scans(desk.sources, ways, settings, self._show_chosen)

    def arrive(self) -> None:
        """Read the sources."""
        self._reading.ask(lambda: tuple(self._desk.sources.all()), self._came, self.refuse)
        self._scans.count(self._counting, self.refuse)

    def choose(self, key: str) -> None:
        """Stand on a source."""
        self._chosen = key
        self._show_chosen()

    def add(self, paths: tuple[Path, ...]) -> None:
        """Look at chosen or dropped files and ask what must be known of them."""
        if not paths:
            return
        self._tell(replace(self._state, problems=None, notice=Notice("Looking at the files…")))
        self._looking.ask(lambda: self._desk.sources.look_at(paths), self._looked, self.refuse)

    def named(self, name: str) -> Recognised | Unrecognised | None:
        """Find one of the files that are being added."""
        return self._state.adding.named(name) if self._state.adding else None

    def take(self, export: Recognised) -> None:
        """Import a file in another way than it was recognised."""
        self._looked([export])

    def as_paper(self, name: str) -> None:
        """Take a table as a document instead."""
        one = self.named(name)
        if one is not None:
            self.take(self._desk.sources.as_paper(one.paths))

    def leave_out(self, name: str) -> None:
        """Do not add one of the files."""
        self._tell(replace(self._state, adding=without(self._state.adding, name)))

    def leave_adding(self) -> None:
        """Add nothing."""
        self._tell(replace(self._state, adding=None, notice=None))

    def begin(self, answers: Answers) -> None:
        """Import everything that was recognised."""
        adding = self._state.adding
        if adding is None or not adding.recognised:
            return
        refused = zone_refused(adding, answers)
        if refused:
            self._tell(replace(self._state, notice=refused))
            return
        for export in adding.recognised:
            self._begin_one(export, answers)
        self._tell(replace(self._state, adding=None, notice=None))

    def go_on(self) -> None:
        """Go on with the import of the chosen source."""
        source = self._source(self._chosen)
        if source is not None:
            self._go_on(source)

    def go_on_all(self) -> None:
        """Go on with every import that did not come to its end."""
        for source in self._not_done():
            self._go_on(source)

    def _go_on(self, source: Source) -> None:
        self._asks().ask(
            lambda: self._desk.sources.going_on(source),
            lambda job: self._start(job, source.details.name),
            self.refuse,
        )

    def _not_done(self) -> list[Source]:
        return [
            source
            for source in self._sources
            if source.state is not SourceState.DONE and source.details.name not in self._running
        ]

    def _unfinished(self) -> Notice | None:
        names = [source.details.name for source in self._not_done()]
        if not names:
            return None
        what = f"{names[0]} is" if len(names) == 1 else f"{count(len(names), 'import')} are"
        return Notice(f"{what} not finished.", "What was imported is kept.", Tone.SOON, "Go on")

    def press(self, key: str, column: int) -> None:
        """Open the list behind a figure that was clicked."""
        self.choose(key)
        if column == UNREADABLE_COLUMN:
            self.open_problems("unreadable")
        elif column == IGNORED_COLUMN:
            self.open_problems("ignored")

    def open_problems(self, kind: str) -> None:
        """Show items that are no records, with place and reason."""
        source = self._source(self._chosen)
        if source is None:
            return
        number = getattr(source.counts, kind)
        if not number:
            return
        title = f"{count(number, f'{_KINDS[kind]} item')} in {source.details.name}"
        fetch = self._fetching(source.id, kind)
        self._reading.ask(
            lambda: self._desk.sources.count_problems(source.id, kind),
            lambda listed: self._tell(
                replace(self._state, problems=Problems(title, listed, fetch))
            ),
            self.refuse,
        )

    def close_problems(self) -> None:
        """Go back to the sources."""
        self._tell(replace(self._state, problems=None))

    def read_words(self, languages: str = "") -> None:
        """Recognise the words on pages and pictures of the chosen source.

        Args:
            languages: one of :class:`Languages`; empty for those of the preferences.
        """
        source = self._source(self._chosen)
        if source is not None:
            self._scans.read(source.id, languages, self.arrive)

    def find_near_copies(self) -> None:
        """Look for records with nearly the same words."""
        self._linking.begin(tells=True)

    def _show_chosen(self) -> None:
        self._tell(replace(self._state, chosen=self._told_of(self._chosen)))

    @property
    def account_name(self) -> str:
        """Suggest a name for the account of the chosen source."""
        source = self._source(self._chosen)
        return f"Account of {source.details.name}" if source else "Account"

    def save_account(self, path: Path) -> None:
        """Write the account of the chosen source as CSV."""
        source = self._source(self._chosen)
        if source is None:
            return
        self._writing.ask(
            lambda: self._desk.sources.save_account(source.id, path),
            lambda _: self._ways.say(f"The account of {source.details.name} is saved."),
            self.refuse,
        )

    def _looked(self, found: Sequence[Recognised | Unrecognised]) -> None:
        custodians = sorted({one.details.custodian for one in self._sources} - {""})
        before = self._state.adding or Adding(
            custodians=tuple(custodians),
            zone=self._settings.now.zone,
        )
        self._tell(replace(self._state, adding=with_found(before, found), notice=None))

    def _begin_one(self, export: Recognised, answers: Answers) -> None:
        whose = answers.whose(export.name)
        job = self._desk.sources.importing(
            export,
            whose.custodian,
            answers.zone if export.needs_zone else self._settings.now.zone,
            keep_export=answers.keep_export,
            own=whose.own_addresses,
        )
        self._start(job, export.name)

    def _start(self, job: ImportsExport, name: str) -> None:
        self._running.add(name)

        def told(event: Event) -> None:
            if isinstance(event, Started):
                self.arrive()
            elif isinstance(event, Finished):
                self._finished(job, name)
            elif not isinstance(event, Progress):
                self._running.discard(name)
                self.arrive()

        self._ways.start(job, told)

    def _finished(self, job: ImportsExport, name: str) -> None:
        self._running.discard(name)
        if job.already_held:
            self._ways.say(f"{name} was imported before; nothing was added.")
        else:
            records = count(job.result.counts.records, "new record")
            self._ways.say(f"{name}: {records}. Every item is accounted for.")
            if not self._running:
                self._linking.begin(tells=False)
        self.arrive()

    def _fetching(self, source: SourceId, kind: str) -> FetchRows:
        def fetch(offset: int, limit: int, came: Callable[[Sequence[Row]], None]) -> None:
            self._asks().ask(
                lambda: self._desk.sources.problems(source, kind, offset, limit),
                lambda found: came(
                    [
                        Row(str(offset + at), (Cell(one.locator), Cell(one.reason)))
                        for at, one in enumerate(found)
                    ]
                ),
                self.refuse,
            )

        return fetch

    def _came(self, sources: tuple[Source, ...]) -> None:
        self._sources = sources
        if self._source(self._chosen) is None:
            self._chosen = str(sources[0].id) if sources else ""
        self._tell(
            replace(
                self._state,
                rows=tuple(_row(source) for source in sources),
                sum=_sum(sources),
                chosen=self._told_of(self._chosen),
                empty=None if sources else EMPTY,
                unfinished=self._unfinished(),
            )
        )

    def _told_of(self, key: str) -> Chosen | None:
        source = self._source(key)
        if source is None:
            return None
        return Chosen(
            key,
            source.details.name,
            source.counts.unreadable,
            source.counts.ignored,
            source in self._not_done(),
            source.failure,
            self._scans.offer(source.id),
        )

    def _source(self, key: str) -> Source | None:
        return next((source for source in self._sources if str(source.id) == key), None)

    def refuse(self, error: AppError) -> None:
        """Say what cannot be done."""
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: SourcesState) -> None:
        self._state = state
        self._show(state)


def _row(source: Source) -> Row:
    counts, details = source.counts, source.details
    word = _STATES.get(source.state, "")
    label = f"{word} · {details.label}" if word else details.label
    return Row(
        str(source.id),
        (
            Cell(details.name),
            Cell(label, Tone.SOON if word else Tone.MUTED, source.failure or label),
            Cell(details.custodian),
            Cell(f"{counts.seen:,}"),
            Cell(f"{counts.records:,}", strong=True),
            Cell(f"{counts.copies:,}", Tone.MUTED, copies_told(source)),
            _figure(counts.unreadable, Tone.SOON),
            _figure(counts.ignored, Tone.LINK),
        ),
    )


def _figure(number: int, tone: Tone) -> Cell:
    """Give a figure that opens a list, where there is one to open."""
    if not number:
        return Cell("0", Tone.MUTED)
    return Cell(f"{number:,} ▸", tone, "Open the list", f"{number:,}, opens a list")


def _sum(sources: tuple[Source, ...]) -> str:
    if not sources:
        return ""
    items = sum(source.counts.seen for source in sources)
    records = sum(source.counts.records for source in sources)
    copies = sum(source.counts.copies for source in sources)
    unreadable = sum(source.counts.unreadable for source in sources)
    ignored = sum(source.counts.ignored for source in sources)
    return (
        f"{count(items, 'item')} = {count(records, 'record')} + "
        f"{count(copies, 'copy', 'copies')} + {unreadable:,} unreadable + {ignored:,} ignored"
    )
