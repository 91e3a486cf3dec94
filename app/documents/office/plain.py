"""Reads plain texts, tables of text, pages, mails and drawings; their text stays as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.documents.office import inventory
from app.documents.office.outline import BlockValues, Outline, RunValues
from app.domain.redacted import Look, Role
from app.reading.charsets import clean, decode
from app.reading.headers import Headers
from app.reading.html import html_text
from app.reading.mail import read_mail

DRAWING = "image/svg+xml"
MAIL = "message/rfc822"
JSON = "application/json"

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_OTHERS = frozenset({JSON, "application/xml", "application/xhtml+xml", MAIL, DRAWING})
_TABLES = {"text/csv": ",;\t|", "text/tab-separated-values": "\t"}
_SHOWN = (("subject", "Subject"), ("from", "From"), ("to", "To"), ("cc", "Cc"), ("date", "Date"))
_HIDDEN = "Some of its words are hidden where the page is shown."
_COMMENT = re.compile(rb"<!--(?!\[if).{1,100000}?-->", re.DOTALL)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)((?:\\u[0-9A-Fa-f]{4})+)")
_ITEM = re.compile(r"- \S")
_PLAIN = Look.PLAIN.value

Cells = list[tuple[int, int]]


def is_plain(media_type: str) -> bool:
    """Say whether files of a type are read here."""
    return media_type.startswith("text/") or media_type in _OTHERS


def read_plain(untrusted: bytes, media_type: str, outline: Outline) -> None:
    """Set a text; its characters stay as they are, but for empty lines around it.

    Of JSON the letters that are written as numbers become letters.
    """
    if media_type in _HTML:
        _page(untrusted, outline)
    elif media_type == MAIL:
        _mail(untrusted, outline)
    elif media_type == DRAWING:
        text = html_text(untrusted).text
        outline.keep(text, list(line_blocks(text)))
        _in_code(untrusted, outline)
    else:
        text = decode(untrusted).text.strip("\n")
        text = _unescaped(text) if media_type == JSON else text
        delimiters = _TABLES.get(media_type, "")
        outline.keep(text, table_blocks(text, delimiters) if delimiters else [*line_blocks(text)])


def _unescaped(text: str) -> str:
    """Give a text of JSON with its letters instead of their numbers, so that words are found.

    What a string may not hold stays as it is written; RFC 8259, section 7.
    """

    def letters(found: re.Match[str]) -> str:
        units = bytes.fromhex(found[2].replace("\\u", "")).decode("utf-16-be", "surrogatepass")
        return found[1] + "".join(
            sign if sign.isprintable() and sign not in '"\\' else f"\\u{ord(sign):04x}"
            for sign in units
        )

    return _ESCAPED.sub(letters, text)


def line_blocks(text: str, *, start: int = 0, formed: bool = False) -> Iterator[BlockValues]:
    """Give a block for each line from a place on.

    Args:
        text: the whole text.
        start: where the first line begins.
        formed: lines with tabs are rows of tables, and a hyphen begins an item of a list.
    """
    rows: list[Cells] = []
    for line in text[start:].split("\n"):
        cells = _tabbed(line, start) if formed and "\t" in line.strip("\t") else []
        if cells:
            rows.append(cells)
        elif rows:
            yield _table(rows)
            rows = []
        if not cells and line.strip():
            is_item = formed and bool(_ITEM.match(line))
            role = Role.ITEM if is_item else Role.PARAGRAPH
            yield role.value, int(is_item), _run(start, start + len(line)), (), 0
        start += len(line) + 1
    if rows:
        yield _table(rows)


def table_blocks(text: str, delimiters: str) -> list[BlockValues]:
    """Give a text of separated values as one table, whose cells lie in the text."""
    first = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    delimiter = max(delimiters, key=first.count)
    rows = [row for row in _separated(text, delimiter) if any(end > at for at, end in row)]
    return [_table(rows, head=len(rows) > 1)] if rows else []


def _separated(text: str, delimiter: str) -> Iterator[Cells]:
    """Give the cells of each line by their places, without the quotes around them; RFC 4180."""
    pattern = re.compile(
        rf'[ ]*"((?:[^"]|"")*)"[^{re.escape(delimiter)}\n]*|([^{re.escape(delimiter)}\n]*)'
    )
    row: Cells = []
    at = 0
    while at <= len(text):
        found = pattern.match(text, at)
        if found is None:
            break
        row.append(found.span(1) if found[1] is not None else found.span(2))
        at = found.end()
        if text[at : at + 1] != delimiter:
            yield row
            row = []
        at += 1


def _tabbed(line: str, start: int) -> Cells:
    cells: Cells = []
    for cell in line.rstrip("\t").split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return cells


def _table(rows: list[Cells], *, head: bool = False) -> BlockValues:
    width = max(map(len, rows))
    made = tuple(
        (*(_run(start, end) for start, end in row), *[()] * (width - len(row))) for row in rows
    )
    return Role.TABLE.value, 0, (), made, int(head)


def _run(start: int, end: int) -> tuple[RunValues, ...]:
    return ((start, end, _PLAIN),) if end > start else ()


def _page(untrusted: bytes, outline: Outline) -> None:
    page = html_text(untrusted)
    text = "\n\n".join(filter(None, (page.title, page.text)))
    blocks = list(line_blocks(text, start=len(text) - len(page.text), formed=True))
    if page.title:
        blocks.insert(0, (Role.HEADING.value, 1, _run(0, len(page.title)), (), 0))
    outline.keep(text, blocks)
    if page.hidden:
        outline.note(_HIDDEN)
        outline.inventory.add(inventory.HIDDEN_BY_PAGE)
    outline.inventory.add(inventory.LINKED_FILE, page.remote)
    _in_code(untrusted, outline)


def _in_code(untrusted: bytes, outline: Outline) -> None:
    outline.inventory.add(inventory.CODE_COMMENT, len(_COMMENT.findall(untrusted)))
    outline.inventory.add(inventory.SCRIPT, len(_SCRIPT.findall(untrusted)))


def _mail(untrusted: bytes, outline: Outline) -> None:
    mail = read_mail(untrusted)
    names = [f"Attached: {file.name}" for file in mail.files]
    head = "\n".join([*_shown(mail.headers), *names])
    text = clean("\n\n".join(filter(None, (head, mail.text))))
    outline.keep(text, list(line_blocks(text)))
    outline.inventory.add(inventory.EMBEDDED_FILE, len(mail.files))
    outline.inventory.add(inventory.HIDDEN_BY_PAGE, "hidden" in mail.notes)


def _shown(headers: Headers) -> list[str]:
    said = ((label, headers.words(name)) for name, label in _SHOWN)
    return [f"{label}: {words}" for label, words in said if words]
