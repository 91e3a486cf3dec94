"""Reads OpenDocument texts, spreadsheets, presentations and drawings, every part as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import count

from app.documents.office import inventory
from app.documents.office.leftovers import say_pictures, take_properties, take_the_rest
from app.documents.office.markup import Element, all_text, child, every, name_of, value_of
from app.documents.office.opendocument_text import OpenDocument, OpenRuns, lines
from app.documents.office.outline import Outline, Piece
from app.documents.office.package import Package
from app.documents.office.refused import DAMAGED, LOCKED, TOO_LARGE, Refused
from app.documents.office.workbook import set_tables
from app.documents.office.workbook_cells import MOST_CELLS, MOST_COLUMNS, whole
from app.domain.redacted import Look, Role

_COLLAPSED = frozenset({"collapse", "filter"})
_MARGINS = {
    "header": "Header", "header-left": "Header (left pages)", "header-first": "Header (first page)",
    "footer": "Footer", "footer-left": "Footer (left pages)", "footer-first": "Footer (first page)",
}  # fmt: skip
_NOTE_PARTS = (("footnote", "Footnotes"), ("endnote", "Endnotes"), ("comment", "Comments"))
_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_COLUMN_GROUPS = frozenset({"table-header-columns", "table-columns", "table-column-group"})
_MOST_REPEATS = 1_000


def read_opendocument(package: Package, outline: Outline) -> None:
    """Set a whole document; raises Refused where it is locked."""
    manifest = package.tree_if_any("META-INF/manifest.xml")
    if manifest is not None and next(every(manifest, "encryption-data"), None) is not None:
        raise Refused(LOCKED)
    _OpenReader(package, outline).read()


class _OpenReader:
    """Walks over one document."""

    def __init__(self, package: Package, outline: Outline) -> None:
        self._package, self._outline = package, outline
        self._found = outline.inventory
        self._document = OpenDocument(outline.inventory)
        self._runs = OpenRuns(self._document)
        self._numbers = count(1)
        self._cells = 0

    def read(self) -> None:
        """Set the body, headers and footers, notes and comments, then count the rest."""
        content = self._package.tree("content.xml")
        styles = self._package.tree_if_any("styles.xml")
        for tree in (styles, content):
            if tree is not None:
                self._document.take_styles(tree)
        body = child(content, "body")
        if body is None:
            raise Refused(DAMAGED)
        self._document.take_changes(body)
        scripts = child(content, "scripts")
        self._found.add(inventory.MACRO, scripts is not None and len(scripts) > 0)
        for part in body:
            self._blocks(part)
        self._deletions_without_place()
        if styles is not None:
            self._margins(styles)
        self._set_notes()
        self._objects()
        take_properties(self._package, self._found)
        self._rest()

    def _rest(self) -> None:
        say_pictures(self._outline, self._document.pictures)
        for name in list(self._package.not_looked_at()):
            if name.startswith(("Pictures/", "media/")):
                self._package.look_at(name)
        take_the_rest(self._package, self._outline)

    def _blocks(self, holder: Element, *, hidden: bool = False) -> None:
        for one in holder:
            name = name_of(one)
            if name in {"p", "h"}:
                self._paragraph(one, hidden=hidden)
            elif name in {"list", "table", "page"}:
                self._grouped(one, name, hidden=hidden)
            elif name in {"annotation", "frame", "custom-shape", "rect", "ellipse", "g", "line"}:
                self._loose(one, hidden=hidden)
            elif name == "section":
                concealed = value_of(one, "display") in {"none", "condition"}
                self._found.add(inventory.HIDDEN_TEXT, concealed)
                self._link_of(one)
                self._blocks(one, hidden=hidden or concealed)
            elif name not in {"tracked-changes", "forms", "notes", "named-expressions"}:
                self._blocks(one, hidden=hidden)

    def _grouped(self, one: Element, name: str, *, hidden: bool) -> None:
        if name == "list":
            self._list(one, 1, hidden=hidden)
        elif name == "table":
            self._table(one, hidden=hidden)
        else:
            self._page(one)

    def _paragraph(self, one: Element, *, hidden: bool) -> None:
        level = min(max(whole(value_of(one, "outline-level"), 1), 1), 6)
        role = Role.HEADING if name_of(one) == "h" else Role.PARAGRAPH
        pieces = self._runs.of(one, hidden=hidden)
        self._outline.add(pieces, role, level if role is Role.HEADING else 0)
        self._frames(hidden=hidden)

    def _loose(self, one: Element, *, hidden: bool) -> None:
        """Read what stands between paragraphs: notes of cells and slides, frames and shapes."""
        holder = _held(one)
        self._outline.add(self._runs.of(holder, hidden=hidden))
        self._frames(hidden=hidden)

    def _frames(self, *, hidden: bool) -> None:
        frames, self._document.frames = self._document.frames, []
        for frame in frames:
            self._found.add(inventory.EMBEDDED_FILE, child(frame, "object-ole") is not None)
            self._blocks(frame, hidden=hidden)

    def _link_of(self, section: Element) -> None:
        self._found.add(inventory.LINKED_FILE, child(section, "section-source") is not None)

    def _list(self, holder: Element, level: int, *, hidden: bool) -> None:
        for item in holder:
            for one in item:
                name = name_of(one)
                if name == "list":
                    self._list(one, level + 1, hidden=hidden)
                elif name in {"p", "h"}:
                    self._outline.add(self._runs.of(one, hidden=hidden), Role.ITEM, level)
                    self._frames(hidden=hidden)

    def _page(self, page: Element) -> None:
        """Set a slide and what its speaker noted."""
        number = next(self._numbers)
        hidden = self._document.style(value_of(page, "style-name")).hidden
        self._found.add(inventory.HIDDEN_SLIDE, hidden)
        self._outline.say(f"Slide {number}{' (hidden)' if hidden else ''}", Role.PART)
        self._blocks(page)
        notes = child(page, "notes")
        if notes is not None:
            self._outline.part(f"Speaker notes of slide {number}")
            said = [self._runs.of(one) for one in every(notes, "p", "h")]
            worded = [pieces for pieces in said if any(text.strip() for text, _ in pieces)]
            self._found.add(inventory.SPEAKER_NOTE, bool(worded))
            for pieces in worded:
                self._outline.add(pieces, Role.NOTE)
            self._document.frames.clear()

    def _table(self, table: Element, *, hidden: bool) -> None:
        if _parent_of(table) == "spreadsheet":
            self._sheet(table)
            return
        rows, head = [], 0
        for row, concealed in _rows(table):
            rows.append([cell for cell, _ in self._row(row, hidden=hidden or concealed, ranges=[])])
            head += _parent_of(row) == "table-header-rows"
        self._outline.table(rows, head)
        self._frames(hidden=hidden)

    def _sheet(self, table: Element) -> None:
        number = next(self._numbers)
        hidden = self._document.style(value_of(table, "style-name")).hidden
        self._found.add(inventory.HIDDEN_SHEET, hidden)
        state = " (hidden)" if hidden else ""
        self._outline.say(f"Sheet {number} “{value_of(table, 'name')}”{state}", Role.PART)
        ranges = self._hidden_columns(table)
        self._found.add(inventory.LINKED_FILE, child(table, "table-source") is not None)
        set_tables(self._outline, self._sheet_rows(table, ranges, hidden=hidden))
        self._frames(hidden=hidden)
        shapes = child(table, "shapes")
        if shapes is not None:
            self._blocks(shapes, hidden=hidden)

    def _sheet_rows(
        self, table: Element, ranges: list[tuple[int, int]], *, hidden: bool
    ) -> Iterator[tuple[int, list[tuple[Piece, ...]]]]:
        number = 0
        for row, concealed in _rows(table):
            times = max(whole(value_of(row, "number-rows-repeated"), 1), 1)
            cells = self._row(row, hidden=hidden or concealed, ranges=ranges)
            made = [tuple(cell) for cell, _ in cells]
            has_words = any(cell for cell in made)
            self._found.add(inventory.HIDDEN_ROW, concealed * (times if has_words else 1))
            self._cells += len(made) * (times if has_words else 1)
            if self._cells > MOST_CELLS:
                raise Refused(TOO_LARGE)
            for _ in range(times if has_words else 0):
                number += 1
                yield number, made
            number += 0 if has_words else times

    def _hidden_columns(self, table: Element) -> list[tuple[int, int]]:
        ranges, at = [], 0
        for column in _grouped(table, "table-column", _COLUMN_GROUPS):
            times = max(whole(value_of(column, "number-columns-repeated"), 1), 1)
            if value_of(column, "visibility") in _COLLAPSED:
                ranges.append((at + 1, at + times))
                self._found.add(inventory.HIDDEN_COLUMN, min(times, MOST_COLUMNS))
            at += times
        return ranges

    def _row(
        self, row: Element, *, hidden: bool, ranges: list[tuple[int, int]]
    ) -> list[tuple[list[Piece], int]]:
        """Give the cells of a row; blank ones at its end are left out."""
        cells: list[tuple[list[Piece], int]] = []
        blank = 0
        for one in row:
            if name_of(one) not in {"table-cell", "covered-table-cell"}:
                continue
            times = min(max(whole(value_of(one, "number-columns-repeated"), 1), 1), MOST_COLUMNS)
            at = len(cells) + blank + 1
            concealed = hidden or any(first <= at <= last for first, last in ranges)
            pieces = self._cell(one, hidden=concealed)
            if not pieces:
                blank += times
                continue
            cells.extend(([], 0) for _ in range(min(blank, MOST_COLUMNS)))
            blank = 0
            cells.extend((list(pieces), 0) for _ in range(min(times, _MOST_REPEATS)))
        return cells

    def _cell(self, cell: Element, *, hidden: bool) -> list[Piece]:
        formula = value_of(cell, "formula")
        self._found.add(inventory.FORMULA_WORDS, '"' in formula)
        said: list[list[Piece]] = []
        beside: list[list[Piece]] = []
        for one in cell:
            name = name_of(one)
            if name in {"p", "h"}:
                said.append(self._runs.of(one, hidden=hidden))
            elif name == "table":
                for row, concealed in _rows(one):
                    inner = self._row(row, hidden=hidden or concealed, ranges=[])
                    said.append(_tabbed([pieces for pieces, _ in inner]))
            else:
                holder = _held(one)
                beside.append(self._runs.of(holder, hidden=hidden))
        return lines([*said, *beside])

    def _margins(self, styles: Element) -> None:
        for master in every(styles, "master-page"):
            texts = 0
            for one in master:
                title = _MARGINS.get(name_of(one), "")
                self._outline.part(title)
                if title:
                    self._blocks(one)
                else:
                    texts += sum(bool(all_text(p).strip()) for p in every(one, "p"))
            self._found.add(inventory.MASTER_TEXT, texts)
        self._outline.part("")

    def _set_notes(self) -> None:
        """Set notes by kind; one may name others, which are then set as well."""
        for kind, title in _NOTE_PARTS:
            self._outline.part(title)
            at = 0
            while at < len(self._document.notes):
                known, number, one = self._document.notes[at]
                at += 1
                if known == kind:
                    self._note(kind, number, one)
        self._outline.part("")

    def _note(self, kind: str, number: int, one: Element) -> None:
        for who in every(one, "creator", "sender-initials", "creator-initials"):
            self._found.author(who.text if name_of(who) == "creator" else "")
        self._found.add(inventory.COMMENT, kind == "comment")
        said = lines(self._runs.of(paragraph) for paragraph in every(one, "p", "h"))
        self._outline.add([(f"[{kind} {number}] ", Look.PLAIN), *said], Role.NOTE)

    def _deletions_without_place(self) -> None:
        """Set what was deleted where the text does not say from which place."""
        self._outline.part("Deleted")
        for change_id in list(self._document.deleted):
            deletion = self._document.deleted.pop(change_id)
            self._found.add(inventory.DELETION)
            for one in every(deletion, "p", "h", "previous"):
                self._outline.add([(all_text(one), Look.DELETED)])
        self._outline.part("")

    def _objects(self) -> None:
        """Set the words of charts and formulas, which are small documents within the file."""
        for name in [one for one in self._package.names if one.endswith("/content.xml")]:
            self._outline.part("Embedded object")
            body = child(self._package.tree(name), "body")
            for part in body if body is not None else ():
                self._blocks(part)
            for other in ("styles.xml", "meta.xml", "settings.xml"):
                self._package.look_at(name.replace("content.xml", other))
        self._outline.part("")


def _parent_of(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else name_of(parent)


def _held(element: Element) -> Element:
    """Give a copy of an element inside of one that says nothing."""
    holder = element.makeelement("loose")
    holder.append(deepcopy(element))
    holder[0].tail = None
    return holder


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    for row in _grouped(table, "table-row", _ROW_GROUPS):
        yield row, value_of(row, "visibility") in _COLLAPSED


def _grouped(holder: Element, wanted: str, groups: frozenset[str]) -> Iterator[Element]:
    for one in holder:
        if name_of(one) == wanted:
            yield one
        elif name_of(one) in groups:
            yield from _grouped(one, wanted, groups)


def _tabbed(cells: list[list[Piece]]) -> list[Piece]:
    line: list[Piece] = []
    for at, cell in enumerate(cells):
        line.extend([("\t", line[-1][1] if line else Look.PLAIN)] if at else [])
        line.extend(cell)
    return line
