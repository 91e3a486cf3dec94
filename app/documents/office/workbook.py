"""Reads workbooks (Office Open XML): every sheet with its notes, drawings and margins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.documents.office import inventory
from app.documents.office.drawing import (
    alt_words,
    paragraph_pieces,
    paragraphs_in,
    say_drawn_parts,
)
from app.documents.office.fields import target_told
from app.documents.office.leftovers import take_links, take_properties, take_the_rest
from app.documents.office.markup import (
    Element,
    all_text,
    child,
    every,
    name_of,
    relation_of,
    value_of,
)
from app.documents.office.outline import Outline, Piece
from app.documents.office.package import Package
from app.documents.office.refused import Refused
from app.documents.office.workbook_cells import (
    Book,
    Rich,
    Sheet,
    read_formats,
    read_strings,
    rich_text,
    rows_of,
)
from app.domain.redacted import Look, Role

_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{6}|\d{1,3}|[BIUSEXYOH])', re.IGNORECASE)
_MARGIN_FIELDS = {"&P": "[page]", "&N": "[pages]", "&D": "[date]", "&T": "[time]",
                  "&F": "[file]", "&A": "[sheet]", "&Z": "[folder]", "&G": ""}  # fmt: skip
_PROMPTS = ("promptTitle", "prompt", "errorTitle", "error")
_THREADED = "[Threaded comment]"
_STATES = {"hidden": " (hidden)", "veryHidden": " (hidden)"}


@dataclass(frozen=True, slots=True)
class _Place:
    """One sheet: its number, its name and the part it is kept in."""

    number: int
    name: str = field(repr=False)
    state: str
    part: str


def read_workbook(package: Package, main: str, outline: Outline) -> None:
    """Set a whole workbook."""
    tree = package.tree(main)
    book = Book(package, outline.inventory)
    for name in package.related(main, "sharedStrings"):
        book.strings = read_strings(package, name)
    for name in package.related(main, "styles"):
        book.formats = read_formats(package.tree(name))
    book.from_1904 = value_of(child(tree, "workbookPr"), "date1904") in {"1", "true"}
    for place in _places(package, main, tree):
        _Sheet(book, place, outline).read()
    names = child(tree, "definedNames")
    outline.inventory.add(inventory.DEFINED_NAME, len(names) if names is not None else 0)
    for name in [one for one in package.names if "/persons/" in one]:
        for person in every(package.tree(name), "person"):
            outline.inventory.author(value_of(person, "displayName"))
    take_properties(package, outline.inventory)
    take_links(package, outline.inventory)
    take_the_rest(package, outline)


def _places(package: Package, main: str, tree: Element) -> Iterator[_Place]:
    sheets = child(tree, "sheets")
    for number, one in enumerate(sheets if sheets is not None else (), start=1):
        tie = package.target(main, relation_of(one))
        part = tie.target if tie and not tie.outside and tie.target in package else ""
        yield _Place(number, value_of(one, "name"), value_of(one, "state"), part)


class _Sheet:
    """Sets one sheet."""

    def __init__(self, book: Book, place: _Place, outline: Outline) -> None:
        self._book, self._place, self._outline = book, place, outline
        self._package, self._found = book.package, outline.inventory

    def read(self) -> None:
        """Set cells, links, margins, comments and drawings, in this order."""
        place = self._place
        state = _STATES.get(place.state, "")
        self._found.add(inventory.HIDDEN_SHEET, bool(state))
        self._outline.say(f"Sheet {place.number} “{place.name}”{state}", Role.PART)
        if not place.part:
            return
        sheet = Sheet(hidden=bool(state))
        set_tables(self._outline, (row for row in rows_of(self._book, place.part, sheet)))
        for one in sheet.rest:
            self._around(one)
        self._comments()
        for name in self._package.related(place.part, "drawing"):
            self._drawing(name)
        for name in self._package.related(place.part, "vmlDrawing"):
            self._old_drawing(name)

    def _about(self, what: str) -> str:
        return f"{what} of sheet {self._place.number}"

    def _around(self, one: Element) -> None:
        name = name_of(one)
        if name == "headerFooter":
            for margin in one:
                self._outline.part(self._about("Header" if "Header" in name_of(margin) else
                                               "Footer"))  # fmt: skip
                self._outline.say(margin_words(margin.text or ""))
        elif name == "hyperlinks":
            self._links(one)
        elif name == "dataValidations":
            self._choices(one)
        elif name == "scenarios":
            self._found.add(inventory.EARLIER_STATE, len(one))

    def _links(self, links: Element) -> None:
        self._outline.part(self._about("Links"))
        for one in links:
            tie = self._package.target(self._place.part, relation_of(one))
            target = target_told(tie.target if tie and tie.outside else "", "")
            tip = value_of(one, "tooltip")
            if target or tip:
                self._outline.say(f"{value_of(one, 'ref')}:{target} {tip}".strip(), Role.NOTE)

    def _choices(self, validations: Element) -> None:
        """Set the lists that cells may be chosen from, and what a cell asks its reader."""
        self._outline.part(self._about("Choices and prompts"))
        for one in validations:
            listed = child(one, "formula1")
            words = all_text(listed).strip() if listed is not None else ""
            said = [words.strip('"')] if words.startswith('"') else []
            said += [value_of(one, name) for name in _PROMPTS]
            text = " · ".join(filter(None, said))
            if text:
                self._outline.say(f"{value_of(one, 'sqref')}: {text}", Role.NOTE)

    def _comments(self) -> None:
        self._outline.part(self._about("Comments"))
        answered: set[str] = set()
        for name in self._package.related(self._place.part, "threadedComment"):
            for one in every(self._package.tree(name), "threadedComment"):
                words = child(one, "text")
                answered.add(value_of(one, "ref"))
                said = all_text(words) if words is not None else ""
                self._comment(value_of(one, "ref"), [(said, Look.PLAIN)])
        for name in self._package.related(self._place.part, "comments"):
            tree = self._package.tree(name)
            for author in every(tree, "author"):
                told = author.text or ""
                self._found.author("" if told.startswith("tc=") else told)
            for one in every(tree, "comment"):
                self._old_comment(one, answered)

    def _old_comment(self, one: Element, answered: set[str]) -> None:
        """Set a note, but not the copy of a thread that is kept for old programs."""
        words = child(one, "text")
        pieces = list(rich_text(words)) if words is not None else []
        copied = "".join(text for text, _ in pieces).startswith(_THREADED)
        if not (copied and value_of(one, "ref") in answered):
            self._comment(value_of(one, "ref"), pieces)

    def _comment(self, reference: str, pieces: list[Piece]) -> None:
        self._found.add(inventory.COMMENT)
        self._outline.add([(f"{reference}: ", Look.PLAIN), *pieces], Role.NOTE)

    def _drawing(self, name: str) -> None:
        self._outline.part(self._about("Drawings"))
        tree = self._package.tree(name)
        for one in every(tree, "cNvPr"):
            self._outline.say(alt_words(one))
        for paragraph in paragraphs_in(tree):
            self._outline.add(paragraph_pieces(paragraph))
        say_drawn_parts(self._package, name, self._outline)

    def _old_drawing(self, name: str) -> None:
        """Set the words of old drawings, but not those of notes, which were set."""
        self._outline.part(self._about("Controls"))
        try:
            tree = self._package.tree(name)
        except Refused:
            self._found.add(inventory.OTHER_PART)
            return
        for shape in every(tree, "shape"):
            client = child(shape, "ClientData")
            if value_of(client, "ObjectType") == "Note":
                continue
            box = child(shape, "textbox")
            self._outline.say(" ".join(all_text(box).split()) if box is not None else "")
            alt = value_of(shape, "alt")
            self._outline.say(f"[picture: {alt}]" if alt else "")


def set_tables(outline: Outline, rows: Iterable[tuple[int, list[Rich]]]) -> None:
    """Set the rows of a sheet, a table for each stretch between blank rows.

    Columns that are blank in all of a table are left out; a first row of words alone over
    other rows is the table's head.
    """
    table: list[list[Rich]] = []
    last = 0
    for number, row in rows:
        has_words = any(text.strip() for cell in row for text, _ in cell)
        if table and (number > last + 1 or not has_words):
            _set_table(outline, table)
            table = []
        if has_words:
            table.append(row)
            last = number
    _set_table(outline, table)


def _set_table(outline: Outline, table: Sequence[list[Rich]]) -> None:
    used = sorted({at for row in table for at, cell in enumerate(row) if cell})
    kept = [[row[at] if at < len(row) else () for at in used] for row in table]
    outline.table(kept, int(len(kept) > 1 and all(_is_word(cell) for cell in kept[0])))


def _is_word(cell: Rich) -> bool:
    text = "".join(words for words, _ in cell)
    return bool(text) and not text[:1].isdigit() and text[:1] not in "-+=$("


def margin_words(code: str) -> str:
    """Give the words of a sheet's header or footer without the codes for fonts."""
    parts = re.split(r"&[LCR]", code.replace("&&", "\0"))
    said = []
    for part in parts:
        text = _MARGIN_CODE.sub("", part)
        for mark, words in _MARGIN_FIELDS.items():
            text = text.replace(mark, words)
        said.append(text.replace("\0", "&").strip())
    return "\t".join(filter(None, said))
