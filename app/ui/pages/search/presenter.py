"""Decides what the search page shows. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.ids import RecordId, RequestId
from app.errors import AppError, QueryMistake
from app.ui.fetching import Fetching
from app.ui.hits import subject_of
from app.ui.pages.search.expanding import expansions
from app.ui.pages.search.narrowing import groups_of, replaced, toggled
from app.ui.pages.search.state import Mistake, Preview, Saved, SearchState, Side, Terms
from app.ui.pages.search.work import Found, SearchWork
from app.ui.rows import Cell, Column, EmptyWords, Notice, Row, Tone
from app.ui.ways import PageContext, Where
from app.ui.wording import count, of_error
from app.workflow.gather_records import Sought
from app.workflow.search_records import OrderBy
from app.workflow.terms_report import TermRow

COLUMNS = (
    Column("", 2, tip="Marked with Space"),
    Column("Date", 15, tip="Click to turn the order round"),
    Column("", 5, tip="Where: text message, mail, Facebook, X, YouTube…"),
    Column("From", 15),
    Column("Text", tip="Click to see the best hits first"),
    Column("", 2, tip="Attachments"),
    Column("", 2, tip="In this request"),
)
TERM_COLUMNS = (
    Column("Search", 30),
    Column("Records", 9, numbers=True),
    Column("Only this", 9, numbers=True, tip="Records that no other search of the list finds"),
    Column("", 0),
)
NO_RECORDS = EmptyWords(
    "Nothing to search yet",
    "Add the exports of phones, mailboxes and pages first; every word of them is found here.",
    "Go to &Sources",
)
ALL = "*"
ADDED = 50_000


class SearchPresenter:
    """Remembers what is typed and marked; the rest is asked of the vault."""

    def __init__(self, context: PageContext, show: Callable[[SearchState], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._show = show
        self._work = SearchWork(context.desk.vault, context.settings.now.zone)
        self._asking, self._looking, self._holding, self._saving, self._counting = (
            context.asks() for _ in range(5)
        )
        self._adding = context.asks()
        self._rows = Fetching(context.asks(), self._trouble)
        self._found: Found | None = None
        self._held: frozenset[RecordId] = frozenset()
        self._marked: dict[RecordId, None] = {}
        self._taken_in: tuple[RequestId, tuple[RecordId, ...]] | None = None
        self._request: RequestId | None = None
        self._state = SearchState()

    @property
    def state(self) -> SearchState:
        """Give what is shown now."""
        return self._state

    def arrive(self, typed: str = "") -> None:
        """Ask afresh; the vault or the request may be another one."""
        request = self._ways.request
        if request is None or request.id != self._request:
            self._request = request.id if request else None
            self._marked.clear()
            self._taken_in = None
        name = request.number if request else ""
        self._state = replace(self._state, request=name, notice=None)
        self._holding.ask(lambda: self._work.held(request), self._holds, self._trouble)
        self._saving.ask(self._work.saved, self._listed, self._trouble)
        self.type(typed or self._state.typed)

    # The line

    def type(self, typed: str) -> None:
        """Answer what stands in the line; an older question is silenced."""
        self._state = replace(self._state, typed=typed, naming=False)
        stems = self._state.stems
        question = typed if typed.strip() else ALL
        self._asking.ask(
            lambda: self._work.ask(question, stems=stems), self._answered, self._mistaken
        )

    def endings(self, wanted: bool) -> None:  # noqa: FBT001 - a tick
        """Find other endings of the words too, or the words exactly as they are typed."""
        self._state = replace(self._state, stems=wanted)
        self.type(self._state.typed)

    def narrow(self, part: str) -> None:
        """Add a part to the line, or take it out."""
        self.type(toggled(self._state.typed, part))

    def mean(self, word: str, other: str) -> None:
        """Put the word that was meant in the place of what was typed."""
        self.type(replaced(self._state.typed, word, other))

    def order(self, column: int) -> None:
        """Order by date, either way round, or with the best hits first."""
        if column == 1:
            newest = not self._state.newest if self._state.order == "date" else False
            self._state = replace(self._state, order="date", newest=newest)
        elif column == 4:
            self._state = replace(self._state, order="rank")
        else:
            return
        self._state = replace(self._state, answer=self._state.answer + 1)
        self._tell()

    # The hits

    def fetch_rows(self, offset: int, limit: int, came: Callable[[Sequence[Row]], None]) -> None:
        """Fetch a page of hits."""
        found, state = self._found, self._state
        if found is None:
            return
        order: OrderBy = "rank" if state.order == "rank" else "date"
        page = (order, offset, limit, state.newest)
        held, marked = self._held, frozenset(self._marked)
        self._rows.fetch(lambda: self._work.rows(found.answer, page, held, marked), came)

    def stand_on(self, key: str) -> None:
        """Show a hit in its conversation."""
        found = self._found
        if found is not None and key:
            record = RecordId(int(key))
            self._looking.ask(
                lambda: self._work.preview(found.answer, record), self._looked, self._trouble
            )

    def mark(self, keys: Sequence[str]) -> None:
        """Mark hits, or take their marks away when all of them have one."""
        records = [RecordId(int(key)) for key in keys]
        if all(record in self._marked for record in records):
            for record in records:
                self._marked.pop(record, None)
        else:
            self._marked.update(dict.fromkeys(records))
        self._renew()

    def unmark(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self._renew()

    # Into the request

    def add(self) -> None:
        """Add what is marked, or where nothing is, all that was found."""
        if self._marked:
            self._add(list(self._marked), 0)
        else:
            self.add_all()

    def add_all(self) -> None:
        """Add everything that was found."""
        if self._found is not None and self._found.answer.count:
            self._add(self._found.answer.ids(), 0)

    def around(self, messages: int) -> None:
        """Say how many messages around each are added."""
        self._state = replace(self._state, around=messages)
        self._tell()

    def add_with_neighbours(self) -> None:
        """Add what is marked, or all, with messages around each."""
        if self._found is not None and self._found.answer.count:
            records = list(self._marked) or self._found.answer.ids()
            self._add(records, self._state.around)

    def decide(self) -> None:
        """Decide on what is marked, or on all hits, as far as they are in the request."""
        if self._state.deciding:
            typed = self._state.typed.strip() or ALL
            sought = Sought(typed, self._state.stems, tuple(self._marked))
            self._ways.go(Where.REVIEW, subject_of(sought))
        else:
            self._ways.say("None of these records is in the request. Add them first.")

    def take_out(self) -> None:
        """Take out of the request what was added last."""
        if self._taken_in is None:
            return
        request, records = self._taken_in
        self._adding.ask(
            lambda: self._desk.requests.remove(request, records), self._took_out, self._trouble
        )

    def follow(self) -> None:
        """Press the button of the notice or of the empty page."""
        if self._state.empty is not None:
            self._ways.go(Where.SOURCES)
        elif self._state.notice is not None and self._taken_in is not None:
            self.take_out()
        elif not self._state.request:
            self._ways.go(Where.REQUESTS)

    # Saved searches, help, terms

    def name_it(self) -> None:
        """Ask for a name to save the search under."""
        if self._state.typed.strip():
            self._state = replace(self._state, naming=True)
            self._tell()

    def save(self, name: str) -> None:
        """Save the search."""
        typed, wanted = self._state.typed, name.strip()
        self._state = replace(self._state, naming=False)
        self._tell()
        if wanted and typed.strip():
            self._saving.ask(
                lambda: self._work.save(wanted, typed),
                lambda saved: self._saved(saved, f"The search “{wanted}” is saved."),
                self._trouble,
            )

    def forget(self, name: str) -> None:
        """Drop a saved search."""
        self._saving.ask(
            lambda: self._work.forget(name),
            lambda saved: self._saved(saved, f"The search “{name}” is no longer kept."),
            self._trouble,
        )

    def turn_to(self, side: Side) -> None:
        """Show the help or the term report instead of the results, or the results again."""
        side = Side.RESULTS if side is self._state.side else side
        self._state = replace(self._state, side=side)
        self._tell()

    def count_terms(self, pasted: str) -> None:
        """Count what each line of a list finds."""
        terms = list(dict.fromkeys(line.strip() for line in pasted.splitlines() if line.strip()))
        self._state = replace(self._state, terms=Terms(pasted, working=bool(terms)))
        self._tell()
        if terms:
            self._counting.ask(lambda: self._work.terms(terms), self._counted, self._trouble)

    def terms_as_text(self) -> str:
        """Give the term report as a table to paste."""
        lines = ["Search\tRecords\tOnly this"]
        lines += ["\t".join(cell.text for cell in row.cells[:3]) for row in self._state.terms.rows]
        return "\n".join(lines)

    def open_term(self, key: str) -> None:
        """Search for one of the list."""
        self._state = replace(self._state, side=Side.RESULTS)
        self.type(key)

    # Inside

    def _answered(self, found: Found) -> None:
        self._found = found
        answer = found.answer
        empty = NO_RECORDS if not answer.count and not self._state.typed.strip() else None
        self._state = replace(
            self._state,
            mistake=None,
            hints=found.hints,
            asked=True,
            count=answer.count,
            answer=self._state.answer + 1,
            summary=f"{count(answer.count, 'record')}, {_milliseconds(answer.milliseconds)}",
            expanded=expansions(answer.expanded, getattr(answer.expanded, "left_out", {})),
            meant=tuple(answer.did_you_mean.items()),
            groups=groups_of(found.facets, self._state.typed),
            preview=None,
            empty=empty,
        )
        self._rows.forget()
        self._looking.silence()
        self._tell()

    def _mistaken(self, error: AppError) -> None:
        if not isinstance(error, QueryMistake):
            self._trouble(error)
            return
        self._state = replace(
            self._state, mistake=Mistake(str(error), error.position), hints=(), meant=()
        )
        self._tell()

    def _looked(self, preview: Preview) -> None:
        self._state = replace(self._state, preview=preview)
        self._tell()

    def _holds(self, held: frozenset[RecordId]) -> None:
        self._held = held
        self._renew()

    def _listed(self, saved: tuple[Saved, ...]) -> None:
        self._state = replace(self._state, saved=saved)
        self._tell()

    def _saved(self, saved: tuple[Saved, ...], sentence: str) -> None:
        self._ways.say(sentence)
        self._listed(saved)

    def _counted(self, rows: Sequence[TermRow]) -> None:
        pasted = self._state.terms.pasted
        self._state = replace(self._state, terms=Terms(pasted, tuple(map(_term_row, rows))))
        self._tell()

    def _add(self, records: list[RecordId], around: int) -> None:
        request = self._ways.request
        if request is None:
            notice = Notice("No request is open.", "Open the one that these records answer.",
                            Tone.SOON, "Go to &Requests")  # fmt: skip
            self._taken_in = None
            self._state = replace(self._state, notice=notice)
            self._tell()
            return
        verbs, how = self._desk.requests, f"query: {self._state.typed.strip() or ALL}"

        def add() -> frozenset[RecordId]:
            if around:
                verbs.add_with_neighbours(request.id, records, around)
            else:
                verbs.add(request.id, records, how)
            return self._work.held(request)

        self._adding.ask(
            add, lambda held: self._added(request.id, held, len(records)), self._trouble
        )

    def _added(self, request: RequestId, held: frozenset[RecordId], asked: int) -> None:
        new = held - self._held
        there = asked - len(new)
        before = f" {there:,} were in it already." if there > 0 else ""
        self._taken_in = (request, tuple(new)) if new else None
        button = "&Take them out again" if new and len(new) <= ADDED else ""
        notice = Notice(f"{count(len(new), 'record')} added.{before}", "", Tone.GOOD, button)
        self._state = replace(self._state, notice=notice)
        self._marked.clear()
        self._ways.say(f"{count(len(new), 'record')} added to {self._state.request}.")
        self._ways.changed()
        self._holds(held)

    def _took_out(self, removed: int) -> None:
        self._taken_in = None
        self._state = replace(self._state, notice=None)
        self._ways.say(f"{count(removed, 'record')} taken out of the request again.")
        self._ways.changed()
        request = self._ways.request
        self._holding.ask(lambda: self._work.held(request), self._holds, self._trouble)

    def _renew(self) -> None:
        self._state = replace(self._state, version=self._state.version + 1)
        self._tell()

    def _trouble(self, error: AppError) -> None:
        self._taken_in = None
        self._state = replace(self._state, notice=of_error(error))
        self._tell()

    def _tell(self) -> None:
        found = self._found
        here = len(found.ids & self._held) if found else 0
        marked = len(self._marked)
        deciding = len(self._held & self._marked.keys()) if marked else here
        self._state = replace(self._state, marked=marked, in_request=here, deciding=deciding)
        self._show(self._state)


def _milliseconds(number: float) -> str:
    return f"{number:,.0f} ms" if number >= 1 else "under 1 ms"


def _term_row(row: TermRow) -> Row:
    tone = Tone.BAD if row.mistake else Tone.MUTED if not row.records else Tone.PLAIN
    return Row(
        row.term,
        (
            Cell(row.term, strong=True),
            Cell("" if row.mistake else f"{row.records:,}", tone),
            Cell("" if row.mistake else f"{row.alone:,}", tone),
            Cell(row.mistake, Tone.BAD),
        ),
    )
