"""Sheets of a Cellebrite report in Excel: headings found, rows made into models; no records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.importers.phone.ufed_models import CutOff, Damaged, Found, Model, Said, Silent, Whole
from app.importers.report_times import DateOrder
from app.importers.workbook import MOST_ROWS, Lost, Row, Sheet, Workbook

_LAST_HEADING_ROW = 10
_LEAST_HEADINGS = 4
_ENOUGH_SIGNS = 500
_SIGNS = ("deleted", "carved", "tag note", "manually decoded", "source file information", "decod")
_MESSAGE = "instant message #"
_KNOWN = frozenset({
    *("#", "from", "to", "cc", "body", "message", "parties", "party", "participants", "folder"),
    *("direction", "type", "status", "source", "subject", "name", "entries", "duration", "deleted"),
    *("time", "date", "timestamp", "timestamp: time", "timestamp: date", "chat #", _MESSAGE),
    *("attachment #1", "account", "category", "start date", "end date", "carved", "smsc"),
})  # fmt: skip
_KINDS = (
    ("instant message", "InstantMessage"), ("sms", "SMS"), ("mms", "MMS"),
    ("voicemail", "Voicemail"), ("voice mail", "Voicemail"), ("call", "Call"), ("mail", "Email"),
    ("contact", "Contact"), ("calendar", "CalendarEntry"), ("note", "Note"), ("task", "Task"),
)  # fmt: skip
_PEOPLE = {
    "from": "From", "to": "To", "cc": "Cc", "bcc": "Bcc", "parties": "Parties",
    "party": "Parties", "participants": "Participants", "author": "Author",
}  # fmt: skip
_NAMES = {
    "message": "Body", "content": "Body", "body": "Body", "subject": "Subject", "name": "Name",
    "status": "Status", "folder": "Folder", "source": "Source", "account": "Account",
    "duration": "Duration", "type": "Type", "direction": "Direction", "video call": "VideoCall",
    "label": "Label", "identifier": "Identifier",
}  # fmt: skip
_WHEN = {"": "TimeStamp", "timestamp": "TimeStamp", "date": "TimeStamp", "time": "TimeStamp"}
_DATED = re.compile(r"^(?:(.+?)[:-])?\s*(date|time|timestamp)$", re.IGNORECASE)
_FILE = re.compile(r"^attachments? #?\d{1,3}$")
_DETAILS = re.compile(r"^(attachments? #?\d{1,3}) - details$")
_ROLE = re.compile(r"^(from|to|cc|bcc|general)\s*:\s*", re.IGNORECASE)
_SOMEBODY = re.compile(r"^([+\d(][\d\s().-]{2,20}\d|\S*[@\d]\S*)(?:\s+(.*))?$", re.DOTALL)
_OWNER = re.compile(r"\s*\((?:owner|device owner)\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """A sheet of communications.

    Attributes:
        heading_row: the number of the row that names the columns.
        kind: of the models that its rows become; ``Chat`` where rows are messages of chats.
        columns: names by number, in lower case.
    """

    sheet: Sheet
    heading_row: int
    kind: str
    columns: dict[int, str] = field(repr=False)

    @property
    def is_telling(self) -> bool:
        """Say whether it has a column that only reports of examiners have."""
        names = self.columns.values()
        return self.kind == "Chat" or any(name.startswith(_SIGNS) for name in names)

    @property
    def first_of_message(self) -> int:
        """Give the column from which on a row tells of a message, not of its conversation."""
        found = [at for at, name in self.columns.items() if name == _MESSAGE]
        return found[0] if found else 0


def table_of(book: Workbook, sheet: Sheet) -> Table | None:
    """Find the headings of a sheet; None where it holds no communication."""
    for row in book.rows(sheet):
        if isinstance(row, Lost) or row.number > _LAST_HEADING_ROW:
            return None
        columns = {at: _plain(text) for at, text in row.cells.items()}
        if sum(name in _KNOWN for name in columns.values()) >= _LEAST_HEADINGS:
            kind = _kind(sheet.name, frozenset(columns.values()))
            return Table(sheet, row.number, kind, columns) if kind else None
    return None


class TableReader:
    """Gives the rows of one table as models.

    Args:
        book: the workbook.
        table: which of its sheets.
        order: takes the dates into account.

    Attributes:
        is_full: the sheet is as long as Excel permits.
    """

    def __init__(self, book: Workbook, table: Table, order: DateOrder) -> None:
        self.is_full = False
        self._book = book
        self._table = table
        self._links = book.links(table.sheet)
        self._chat: Model | None = None
        self._chat_number = ""
        self._place = 0
        self._weigh(order)

    def found(self) -> Iterator[Found]:
        """Give what the rows hold; ``number`` is that of the row."""
        last = 0
        for row in self._rows():
            if isinstance(row, Lost):
                yield CutOff() if row.is_end else Damaged(last + 1, row.untrusted)
                last += not row.is_end
                continue
            last = row.number
            if self._table.kind == "Chat":
                yield self._said(row)
            else:
                yield Whole(row.number, self._model(row, self._table.kind, 0))
        self.is_full = last >= MOST_ROWS

    def _weigh(self, order: DateOrder) -> None:
        """Take dates into account, until there are enough that tell their order."""
        dated = [at for at, name in self._table.columns.items() if _DATED.match(name)]
        for row in self._rows():
            cells = row.cells if isinstance(row, Row) else {}
            for at in dated:
                order.weigh(cells.get(at, ""))
            if order.signs >= _ENOUGH_SIGNS:
                return

    def _rows(self) -> Iterator[Row | Lost]:
        for row in self._book.rows(self._table.sheet):
            if isinstance(row, Lost) or row.number > self._table.heading_row:
                yield row

    def _said(self, row: Row) -> Found:
        first = self._table.first_of_message
        number = next(
            (text for at, text in row.cells.items() if self._table.columns.get(at) == "chat #"), ""
        )
        if self._chat is None or (number and number != self._chat_number):
            before = {at: text for at, text in row.cells.items() if at < first}
            self._chat = self._model(Row(row.number, before, row.links), "Chat", 0)
            self._chat.values["Id"] = self._chat.values.pop("Identifier", [])
            self._chat_number, self._place = number, 0
        if not any(at >= first for at in row.cells):
            return Silent(row.number, self._chat)
        self._place += 1
        return Said(row.number, self._place, self._chat, self._model(row, "InstantMessage", first))

    def _model(self, row: Row, kind: str, first: int) -> Model:
        model = Model(kind)
        dated: dict[str, dict[str, str]] = {}
        for at, text in row.cells.items():
            name = self._table.columns.get(at, f"column {at + 1}")
            when = _DATED.match(name)
            if at < first or name in {"#", "chat #", _MESSAGE}:
                continue
            if when:
                dated.setdefault((when[1] or "").strip(), {})[when[2]] = text
            elif _FILE.match(name):
                target = row.links.get(at) or self._links.get((row.number, at), "")
                model.models.setdefault("Attachments", []).append(_file(text, target))
            else:
                _take(model, name, text)
        for name, told in dated.items():
            model.values[_WHEN.get(name, name)] = [_joined(told)]
        return model


def _take(model: Model, name: str, text: str) -> None:
    """Put a cell where a report in XML has the like of it."""
    details = _DETAILS.match(name)
    if name in _PEOPLE:
        model.models[_PEOPLE[name]] = [_party(line) for line in text.split("\n") if line.strip()]
    elif name.startswith("deleted"):
        model.attributes["deleted_state"] = _state(text)
    elif details:
        model.values[f"{details[1]} details"] = [text]
    else:
        model.values[_NAMES.get(name, name)] = [text]


def _file(text: str, target: str) -> Model:
    return Model(
        "Attachment",
        values={"Filename": [text], "attachment_extracted_path": [target or text]},
    )


def _kind(sheet: str, headings: frozenset[str]) -> str:
    if _MESSAGE in headings:
        return "Chat"
    folded = sheet.casefold()
    return next((kind for word, kind in _KINDS if word in folded), "")


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _party(line: str) -> Model:
    """Read ``From: +1850… Dana Whitlow (owner)``."""
    model = Model("Party")
    text = line.strip()
    role = _ROLE.match(text)
    if role:
        model.values["Role"] = [role[1]]
        text = text[role.end() :]
    owner = _OWNER.search(text)
    if owner:
        model.values["IsPhoneOwner"] = ["True"]
        text = text[: owner.start()]
    somebody = _SOMEBODY.match(text)
    identifier, name = (somebody[1], somebody[2] or "") if somebody else ("", text)
    model.values |= {"Identifier": [identifier], "Name": [name.strip()]}
    return model


def _state(text: str) -> str:
    folded = text.strip().casefold()
    if folded in {"", "no", "intact", "false"}:
        return "Intact"
    return "Deleted" if folded in {"yes", "true"} else text.strip()


def _joined(told: dict[str, str]) -> str:
    """Join a day and a time; many reports repeat the day in the cell of the time."""
    date = told.get("date", "")
    time = told.get("time", "") or told.get("timestamp", "")
    if re.fullmatch(r"0?\.\d+|0", time) and re.fullmatch(r"\d{5}(?:\.0*)?", date):
        return f"{date.partition('.')[0]}.{time.partition('.')[2] or '0'}"
    if not date or re.match(r"\d{1,4}[/.-]", time) or re.fullmatch(r"\d{5}\.\d+", time):
        return time or date
    return f"{date} {time}".strip()
