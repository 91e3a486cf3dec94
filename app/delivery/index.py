"""Writes the index of a delivery, one row a record, as tables and as a page to read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Container, Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from app.delivery.entries import Enclosure, Entry, codes_of, disposition_of, moment_of
from app.delivery.plain import conversation_words, name_words, one_line
from app.delivery.tables import Cell, CsvTable, SheetTable, Table

COLUMNS = (
    "Record",
    "First page",
    "Last page",
    "File",
    "Page in file",
    "Sent",
    "Platform",
    "Kind",
    "From",
    "To",
    "Subject",
    "Conversation",
    "Disposition",
    "Exemptions",
    "Attachments",
    "Attached files",
)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:2rem}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem}dt{font-weight:600}dd{margin:0 0 .4rem 1rem}"
    "table{border-collapse:collapse;font-size:.875rem}"
    "caption{text-align:left;font-weight:600;padding:.5rem 0}"
    "th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top}"
    "thead th{background:#e8edf3;position:sticky;top:0}a{color:#0b4a8f}"
    "a:focus{outline:3px solid #0b4a8f;outline-offset:2px}"
    "@media print{a{color:#000}thead th{position:static}}"
)
_HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
)
_FILE = COLUMNS.index("File")


def row_of(entry: Entry) -> list[Cell]:
    """Give what the index says of a record, in the order of the columns."""
    record = entry.record
    return [
        record.number,
        entry.pages.first_number,
        entry.pages.last_number,
        entry.pages.file,
        entry.pages.first,
        moment_of(record),
        record.platform,
        record.kind or record.form,
        one_line(record.sender),
        "; ".join(one_line(one) for one in record.recipients),
        one_line(record.subject),
        conversation_words(record),
        disposition_of(record),
        "; ".join(codes_of(record)),
        len(record.attachments),
        "; ".join(_enclosed(at, one) for at, one in enumerate(entry.enclosures, start=1)),
    ]


class Page:
    """The index as one self-contained page: no script, nothing from elsewhere.

    Args:
        title: of the page.
    """

    def __init__(self, title: str) -> None:
        self._title = escape(title)
        self._rows = io.StringIO()

    def entry(self, entry: Entry) -> None:
        """Write the row of a record."""
        cells = row_of(entry)
        enclosed = (_linked(at, one) for at, one in enumerate(entry.enclosures, start=1))
        links = {_FILE: _linked_pages(entry), len(cells) - 1: "<br>".join(enclosed)}
        row = [f'<th scope="row">{cells[0]}</th>']
        for column, cell in enumerate(cells[1:], start=1):
            row.append(f"<td>{links.get(column, escape(str(cell)))}</td>")
        self._rows.write(f"<tr>{''.join(row)}</tr>\n")

    def finished(self, parts: Sequence[tuple[str, str]]) -> bytes:
        """Give the whole file.

        Args:
            parts: what lies where in the delivery, each with a sentence.
        """
        heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in COLUMNS)
        listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in parts)
        text = (
            _HEAD.format(title=self._title, style=_STYLE)
            + f"<h2>What lies where</h2>\n<dl>{listed}</dl>\n<h2>Records</h2>\n"
            + "<table>\n<caption>Records of this answer, one row each</caption>\n"
            + f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
            + self._rows.getvalue()
            + "</tbody>\n</table>\n</main>\n</body>\n</html>\n"
        )
        return text.encode("utf-8")


class Indexes:
    """The index in all formats that are wished, fed record by record.

    Args:
        formats: of ``csv``, ``xlsx`` and ``html``.
        number: of the request.
        dated: the date of the letter.
        scratch: as of :class:`app.delivery.tables.SheetTable`.
    """

    def __init__(
        self, formats: Container[str], number: str, dated: dt.date, scratch: Path | None
    ) -> None:
        self._tables: dict[str, Table] = {}
        if "csv" in formats:
            self._tables["index.csv"] = CsvTable(COLUMNS)
        if "xlsx" in formats:
            self._tables["index.xlsx"] = SheetTable("Index", COLUMNS, dated, scratch)
        title = f"Public records request {number}: index"
        self._page = Page(title) if "html" in formats else None

    def entry(self, entry: Entry) -> None:
        """Write the row of a record."""
        for table in self._tables.values():
            table.row(row_of(entry))
        if self._page is not None:
            self._page.entry(entry)

    @property
    def names(self) -> list[str]:
        """List the files that come of it."""
        return [*self._tables, *(["index.html"] if self._page is not None else [])]

    def files(self, parts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        """Give the finished files; ``parts`` says what lies where."""
        for name, table in self._tables.items():
            yield name, table.finished()
        if self._page is not None:
            yield "index.html", self._page.finished(parts)

    def close(self) -> None:
        """Let go of what lies on the drive."""
        for table in self._tables.values():
            table.close()


def _enclosed(at: int, one: Enclosure) -> str:
    return f"{at}. {name_words(one.attachment)}: {' and '.join(_files(one)) or _why(one)}"


def _files(one: Enclosure) -> list[str]:
    return [name for name in (one.file, one.native) if name]


def _why(one: Enclosure) -> str:
    if one.attachment.withheld is not None:
        return f"withheld, {', '.join(one.attachment.withheld.codes)}"
    return "no file of its own"


def _linked(at: int, one: Enclosure) -> str:
    links = " and ".join(f'<a href="{quote(name)}">{escape(name)}</a>' for name in _files(one))
    return f"{at}. {escape(name_words(one.attachment))}: {links or escape(_why(one))}"


def _linked_pages(entry: Entry) -> str:
    file, page = entry.pages.file, entry.pages.first
    words = f"{escape(file)}, page {page}"
    return f'<a href="{quote(file)}#page={page}">{words}</a>'
