"""Decides what the clerk's lists show. No PySide6."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.detect.variants import kind_of
from app.domain.lists import EntryKind, KeptEntry, ListEntry, ListEntryId, ListKind, list_in_words
from app.errors import AppError
from app.ui.rows import Cell, Column, EmptyWords, Notice, Row, Tone
from app.ui.ways import PageContext
from app.ui.wording import count, of_error
from app.workflow.keep_lists import Lists, list_named

COLUMNS = (
    Column("Text"),
    Column("List", 20),
    Column("What it is", 14),
    Column("Exemptions", 20),
    Column("Note", 24),
    Column("Put down by", 14),
)
LISTS: tuple[tuple[str, str], ...] = (
    (ListKind.VICTIMS, "Victims"),
    (ListKind.MINORS, "Minors"),
    (ListKind.INFORMANTS, "Informants"),
    (ListKind.OFFICERS_FAMILIES, "Officers' families"),
    (ListKind.NEVER_REDACT, "Never redact"),
)
KINDS: tuple[tuple[str, str], ...] = (
    ("", "Judge by the text"),
    (EntryKind.NAME, "Name"),
    (EntryKind.PHONE, "Phone number"),
    (EntryKind.ADDRESS, "Address"),
    (EntryKind.EMAIL, "E-mail address"),
    (EntryKind.LITERAL, "These very words"),
)
_NOTHING = EmptyWords(
    "Nothing stands on this list",
    "What stands on a list of victims, minors, informants or officers' families is suggested as "
    "critical wherever it is found, with the exemptions you name here. What is never redacted, "
    "such as the front desk's number, is not suggested. Lists are never printed.",
)


@dataclass(frozen=True, slots=True)
class ListsState:
    """Everything that the lists show.

    Attributes:
        lists: name and words of each list, with the clerk's own.
        chosen: the list that is shown; empty for all.
        found: how many entries are shown, in words.
    """

    lists: tuple[tuple[str, str], ...] = LISTS
    chosen: str = ""
    rows: tuple[Row, ...] = ()
    found: str = ""
    empty: EmptyWords | None = None
    notice: Notice | None = None


class ListsPresenter:
    """Remembers which list is shown."""

    def __init__(self, context: PageContext, show: Callable[[ListsState], None]) -> None:
        self._lists = Lists(context.desk.vault, context.desk.who)
        self._ways = context.ways
        self._reading, self._writing = context.asks(), context.asks()
        self._show = show
        self._state = ListsState()

    @property
    def state(self) -> ListsState:
        """Give what is shown now."""
        return self._state

    def arrive(self) -> None:
        """Read the lists afresh."""
        self._state = replace(self._state, notice=None)
        self._read()

    def choose_list(self, name: str) -> None:
        """Show one list; empty for all."""
        self._state = replace(self._state, chosen=name, notice=None)
        self._read()

    def add(self, name: str, kind: str, text: str, note: str, codes: str) -> None:
        """Put an entry down.

        Args:
            name: of the list; one that is not known yet is a list of the clerk's own.
            kind: as in :data:`KINDS`; empty to be judged by the text.
            text: what is looked for.
            note: for the office alone.
            codes: exemptions, with semicolons between.
        """
        if not text.strip() or not name.strip():
            missing = AppError("No text or no list is named.", "Write what is to be found.")
            self._trouble(missing)
            return
        list_kind, own = list_named(name)
        given = tuple(code for part in codes.split(";") if (code := part.strip()))
        plain = text.strip()
        entry = ListEntry(
            list_kind, EntryKind(kind) if kind else kind_of(plain), plain, note.strip(), given, own
        )
        self._write(lambda: self._lists.add([entry]), _added)

    def add_office(self) -> None:
        """Put the office's own people on the list of what is never redacted."""
        self._write(lambda: self._lists.add(self._lists.office_people()), _added)

    def remove(self, keys: Sequence[str]) -> None:
        """Take entries away."""
        ids = [ListEntryId(int(key)) for key in keys]
        if ids:
            self._write(
                lambda: self._lists.remove(ids), lambda n: f"{count(n, 'entry', 'entries')} removed"
            )

    def take_table(self, path: Path) -> None:
        """Put down the entries of a CSV file."""

        def take() -> int:
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise AppError(
                    "The table cannot be read.", "Save it as CSV in UTF-8, and close it elsewhere."
                ) from error
            return self._lists.take_table(text)

        self._write(take, _added)

    def save_table(self, path: Path) -> None:
        """Write the list that is shown as a CSV file, which lies open for everybody to read."""
        wanted = self._state.chosen

        def save() -> int:
            table = self._lists.as_table(wanted)
            try:
                path.write_text(table, encoding="utf-8-sig", newline="")
            except OSError as error:
                raise AppError(
                    "The table could not be saved there.",
                    "Choose another folder, and close the file if a spreadsheet has it open.",
                ) from error
            return len(self._state.rows)

        self._write(save, lambda n: f"{count(n, 'entry', 'entries')} saved, not encrypted")

    def _read(self) -> None:
        self._reading.ask(self._lists.entries, self._came, self._trouble)

    def _came(self, kept: list[KeptEntry]) -> None:
        own = dict.fromkeys(one.entry.name for one in kept if one.entry.list is ListKind.OWN)
        chosen = self._state.chosen
        shown = [one for one in kept if chosen in {"", _name_of(one.entry)}]
        found = count(len(shown), "entry", "entries")
        self._tell(
            replace(
                self._state,
                lists=(*LISTS, *((name, name) for name in own)),
                rows=tuple(_row(one) for one in shown),
                found=found,
                empty=None if shown else _NOTHING,
            )
        )

    def _write(self, act: Callable[[], int], sentence: Callable[[int], str]) -> None:
        def done(number: int) -> None:
            self._ways.say(f"{sentence(number)}.")
            self._ways.changed()
            self.arrive()

        self._writing.ask(act, done, self._trouble)

    def _trouble(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: ListsState) -> None:
        self._state = state
        self._show(state)


def _added(number: int) -> str:
    return f"{count(number, 'new entry', 'new entries')} on your lists"


def _name_of(entry: ListEntry) -> str:
    return entry.name if entry.list is ListKind.OWN else entry.list.value


def _row(kept: KeptEntry) -> Row:
    entry = kept.entry
    spared = entry.list is ListKind.NEVER_REDACT
    return Row(
        str(int(kept.id)),
        (
            Cell(entry.text, strong=True),
            Cell(list_in_words(entry).capitalize(), Tone.GOOD if spared else Tone.SOON),
            Cell(dict(KINDS)[entry.kind], Tone.MUTED),
            Cell(" + ".join(entry.codes)),
            Cell(entry.note, Tone.MUTED),
            Cell(kept.who, Tone.MUTED),
        ),
    )
