"""Reads Word documents (Office Open XML): every part in a fixed order, as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.documents.office import inventory
from app.documents.office.drawing import say_drawn_parts
from app.documents.office.leftovers import take_links, take_properties, take_the_rest
from app.documents.office.markup import Element, child, every, name_of, value_of
from app.documents.office.outline import Outline, Piece
from app.documents.office.package import Package
from app.documents.office.refused import DAMAGED, Refused
from app.documents.office.word_runs import Notes, Runs
from app.documents.office.word_styles import Numbering, is_on, outline_level, read_styles, to_int
from app.domain.redacted import Look, Role

_FLOWING = ("default", "first", "even")
_WHICH = {"default": "", "first": " (first page)", "even": " (even pages)"}
_NOTES = (("footnotes", "Footnotes", "footnote"), ("endnotes", "Endnotes", "endnote"))
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom",
                      "smartTag", "body", "docPartBody", "docPart", "docParts"})  # fmt: skip
_CHANGES = {"ins": Look.INSERTED, "moveTo": Look.INSERTED, "del": Look.DELETED,
            "moveFrom": Look.DELETED}  # fmt: skip


def read_word(package: Package, main: str, outline: Outline) -> None:
    """Set a whole document."""
    _Word(package, main, outline).read()


class _Word:
    """Walks over one document; parts share styles, lists and the numbers of notes."""

    def __init__(self, package: Package, main: str, outline: Outline) -> None:
        self._package, self._main, self._outline = package, main, outline
        self._found = outline.inventory
        self._styles = read_styles(self._tree("styles"))
        self._numbering = Numbering(self._tree("numbering"))
        self._notes = Notes()
        self._said: set[str] = set()

    def read(self) -> None:
        """Set body, headers and footers, notes, comments and building blocks, in this order."""
        tree = self._package.tree(self._main)
        body = child(tree, "body")
        if body is None:
            raise Refused(DAMAGED)
        self._part(body, self._main)
        self._headers(tree)
        for kind, title, note in _NOTES:
            self._numbered(kind, title, note)
        self._numbered("comments", "Comments", "comment")
        for name in self._package.related(self._main, "glossaryDocument"):
            self._outline.part("Building blocks")
            self._part(self._package.tree(name), name)
        self._settings()
        take_properties(self._package, self._found)
        take_links(self._package, self._found)
        take_the_rest(self._package, self._outline)

    def _tree(self, kind: str) -> Element | None:
        names = self._package.related(self._main, kind)
        return self._package.tree(names[0]) if names else None

    def _part(self, holder: Element, name: str) -> None:
        self._blocks(holder, self._runs(name))
        say_drawn_parts(self._package, name, self._outline)

    def _runs(self, name: str) -> Runs:
        return Runs(self._package, name, self._styles, self._notes, self._found)

    def _headers(self, tree: Element) -> None:
        for number, section in enumerate(every(tree, "sectPr"), start=1):
            for kind, title in (("header", "Header"), ("footer", "Footer")):
                ties = {value_of(tie, "type"): value_of(tie, "id")
                        for tie in section if name_of(tie) == f"{kind}Reference"}  # fmt: skip
                for which in _FLOWING:
                    tie = self._package.target(self._main, ties.get(which, ""))
                    if tie is not None:
                        where = f"{title} of section {number}{_WHICH[which]}"
                        self._set_apart(tie.target, where)
        for kind, title in (("header", "Header"), ("footer", "Footer")):
            for name in self._package.related(self._main, kind):
                self._set_apart(name, f"{title} that no section uses")

    def _set_apart(self, name: str, title: str) -> None:
        if name in self._said or name not in self._package:
            return
        self._said.add(name)
        self._outline.part(title)
        self._part(self._package.tree(name), name)

    def _numbered(self, kind: str, title: str, note: str) -> None:
        for name in self._package.related(self._main, kind):
            self._outline.part(title)
            tree = self._package.tree(name)
            runs = self._runs(name)
            for one in sorted(tree, key=lambda one: self._place(note, one)):
                self._note(one, note, runs)

    def _place(self, note: str, one: Element) -> tuple[int, int]:
        """Order notes as the text names them, those that it does not name last."""
        known = self._notes.numbers.get(note, {}).get(value_of(one, "id"))
        return (0, known) if known else (1, 0)

    def _note(self, one: Element, note: str, runs: Runs) -> None:
        if name_of(one) != note:
            return
        pieces = self._cell(one, runs, None)
        self._found.author(value_of(one, "author"))
        if note == "comment":
            self._found.add(inventory.COMMENT)
        if any(text.strip() for text, _ in pieces):
            number = self._notes.number(note, value_of(one, "id"))
            self._outline.add([(f"[{note} {number}] ", Look.PLAIN), *pieces], Role.NOTE)

    def _blocks(self, holder: Element, runs: Runs, change: Look | None = None) -> None:
        for one in holder:
            name = name_of(one)
            if name == "p":
                self._paragraph(one, runs, change)
            elif name == "tbl":
                self._table(one, runs, change)
            elif name == "AlternateContent":
                self._blocks(one[0] if len(one) else one, runs, change)
            elif name == "altChunk":
                self._outline.say("[embedded document]")
            elif name in _HOLDERS:
                self._blocks(one, runs, _CHANGES.get(name, change))
                self._author_of(one)

    def _author_of(self, one: Element) -> None:
        self._found.author(value_of(one, "author"))

    def _paragraph(self, paragraph: Element, runs: Runs, change: Look | None) -> None:
        role, level, label = self._role(paragraph)
        pieces = runs.of(paragraph, change)
        if label and any(text.strip() for text, _ in pieces):
            pieces = [(f"{label} ", pieces[0][1]), *pieces]
        self._outline.add(pieces, role, level)
        for box in _taken(runs):
            self._blocks(box, runs, change)

    def _role(self, paragraph: Element) -> tuple[Role, int, str]:
        properties = child(paragraph, "pPr")
        style = self._styles.get(value_of(child(properties, "pStyle"), "val"))
        outline = child(properties, "outlineLvl")
        heading = outline_level(outline) if outline is not None else style.heading if style else 0
        listed = child(properties, "numPr")
        number = value_of(child(listed, "numId"), "val") or (style.number if style else "")
        standard = style.level if style else 0
        level = to_int(value_of(child(listed, "ilvl"), "val"), standard)
        label = self._numbering.label(number, level)
        if heading:
            return Role.HEADING, heading, label
        if number and number != "0":
            return Role.ITEM, level + 1, label
        return Role.PARAGRAPH, 0, ""

    def _table(self, table: Element, runs: Runs, change: Look | None) -> None:
        rows: list[list[list[Piece]]] = []
        head = 0
        for row in _rows(table):
            properties = child(row, "trPr")
            if is_on(child(properties, "tblHeader")) and head == len(rows):
                head += 1
            rows.append(self._row(row, runs, self._row_change(properties, change)))
        self._outline.table(rows, head)

    def _row_change(self, properties: Element | None, change: Look | None) -> Look | None:
        for name, look, find in (
            ("ins", Look.INSERTED, inventory.INSERTION), ("del", Look.DELETED, inventory.DELETION),
        ):  # fmt: skip
            mark = child(properties, name)
            if mark is not None:
                self._found.add(find)
                self._author_of(mark)
                return look
        return change

    def _row(self, row: Element, runs: Runs, change: Look | None) -> list[list[Piece]]:
        before = to_int(value_of(child(row, "trPr", "gridBefore"), "val"))
        cells: list[list[Piece]] = [[] for _ in range(min(before, 63))]
        for cell in _cells(row):
            span = to_int(value_of(child(cell, "tcPr", "gridSpan"), "val"), 1)
            cells.append(self._cell(cell, runs, change))
            cells.extend([] for _ in range(min(max(span, 1), 63) - 1))
        return cells

    def _cell(self, cell: Element, runs: Runs, change: Look | None) -> list[Piece]:
        """Give all that a cell or note holds as pieces, a line for each paragraph in it."""
        pieces: list[Piece] = []
        for line in self._lines(cell, runs, change):
            if pieces and any(text.strip() for text, _ in line):
                pieces.append(("\n", pieces[-1][1]))
            pieces.extend(line if any(text.strip() for text, _ in line) else ())
        return pieces

    def _lines(self, holder: Element, runs: Runs, change: Look | None) -> Iterator[list[Piece]]:
        for one in holder:
            name = name_of(one)
            if name == "p":
                _, _, label = self._role(one)
                pieces = runs.of(one, change)
                yield [(f"{label} ", Look.PLAIN), *pieces] if label and pieces else pieces
                for box in _taken(runs):
                    yield from self._lines(box, runs, change)
            elif name == "tbl":
                for row in _rows(one):
                    yield _tabbed(self._row(row, runs, change))
            elif name == "AlternateContent":
                yield from self._lines(one[0] if len(one) else one, runs, change)
            elif name in _HOLDERS:
                yield from self._lines(one, runs, _CHANGES.get(name, change))

    def _settings(self) -> None:
        tree = self._tree("settings")
        if tree is not None:
            self._found.add(inventory.PROPERTY, sum(1 for _ in every(tree, "docVar")))


def _taken(runs: Runs) -> list[Element]:
    boxes, runs.boxes = runs.boxes, []
    return boxes


def _rows(table: Element) -> Iterator[Element]:
    return _wrapped(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    return _wrapped(row, "tc")


def _wrapped(holder: Element, wanted: str) -> Iterator[Element]:
    """Give rows or cells, also those inside of content controls."""
    for one in holder:
        if name_of(one) == wanted:
            yield one
        elif name_of(one) in _HOLDERS:
            yield from _wrapped(one, wanted)


def _tabbed(cells: Iterable[list[Piece]]) -> list[Piece]:
    line: list[Piece] = []
    for at, cell in enumerate(cells):
        line.extend([("\t", line[-1][1] if line else Look.PLAIN)] if at else [])
        line.extend(cell)
    return line
