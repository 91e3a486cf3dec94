"""Reads presentations (Office Open XML): slides in order, their notes and their comments."""

from __future__ import annotations

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
from app.documents.office.word_styles import to_int
from app.domain.redacted import Look, Role

_OFF = frozenset({"0", "false"})
_ON = frozenset({"1", "true"})
_TITLES = frozenset({"title", "ctrTitle"})
_MASTERS = ("slideMasters/", "slideLayouts/", "notesMasters/", "handoutMasters/")


def read_slides(package: Package, main: str, outline: Outline) -> None:
    """Set a whole presentation."""
    tree = package.tree(main)
    listed = child(tree, "sldIdLst")
    names: list[str] = []
    for one in listed if listed is not None else ():
        tie = package.target(main, relation_of(one))
        if tie and tie.target in package and tie.target not in names:
            names.append(tie.target)
    for number, name in enumerate(names, start=1):
        _Slide(package, name, outline).read(f"Slide {number}")
    for name in package.names:
        if name.startswith("ppt/slides/slide") and name not in names:
            _Slide(package, name, outline).read("Slide that is not in the presentation")
    _masters(package, outline)
    for name in [one for one in package.names if one.endswith(("uthors.xml",))]:
        for author in every(package.tree(name), "cmAuthor", "author"):
            outline.inventory.author(value_of(author, "name"))
    take_properties(package, outline.inventory)
    take_links(package, outline.inventory)
    take_the_rest(package, outline)


def _masters(package: Package, outline: Outline) -> None:
    for name in package.names:
        if any(folder in name for folder in _MASTERS) and name.endswith(".xml"):
            texts = sum(1 for _ in paragraphs_in(package.tree(name)))
            outline.inventory.add(inventory.MASTER_TEXT, texts)


class _Slide:
    """Sets one slide."""

    def __init__(self, package: Package, name: str, outline: Outline) -> None:
        self._package, self._name, self._outline = package, name, outline
        self._found = outline.inventory

    def read(self, title: str) -> None:
        """Set shapes, then notes, then comments."""
        tree = self._package.tree(self._name)
        hidden = value_of(tree, "show", "1") in _OFF
        self._found.add(inventory.HIDDEN_SLIDE, hidden)
        self._outline.say(f"{title} (hidden)" if hidden else title, Role.PART)
        self._shapes(tree, hidden=hidden)
        say_drawn_parts(self._package, self._name, self._outline)
        lowered = title[:1].lower() + title[1:]
        for name in self._package.related(self._name, "notesSlide"):
            self._outline.part(f"Speaker notes of {lowered}")
            notes = list(_notes(self._package.tree(name)))
            self._found.add(inventory.SPEAKER_NOTE, bool(notes))
            for paragraph in notes:
                self._outline.add(paragraph_pieces(paragraph), Role.NOTE)
        self._outline.part(f"Comments on {lowered}")
        for name in self._package.related(self._name, "comments"):
            self._comments(self._package.tree(name))

    def _shapes(self, holder: Element, *, hidden: bool) -> None:
        for one in holder:
            name = name_of(one)
            if name in {"cSld", "spTree", "grpSp", "AlternateContent", "Choice", "Fallback"}:
                concealed = hidden or self._is_hidden(one)
                self._alt(one)
                inside = one[0] if name == "AlternateContent" and len(one) else one
                self._shapes(inside, hidden=concealed)
            elif name in {"sp", "pic", "graphicFrame", "cxnSp", "contentPart"}:
                self._shape(one, hidden=hidden or self._is_hidden(one))

    def _is_hidden(self, shape: Element) -> bool:
        properties = _own_properties(shape)
        concealed = value_of(properties, "hidden") in _ON
        self._found.add(inventory.HIDDEN_TEXT, concealed)
        return concealed

    def _alt(self, shape: Element) -> None:
        properties = _own_properties(shape)
        if properties is not None:
            self._outline.say(alt_words(properties))

    def _shape(self, shape: Element, *, hidden: bool) -> None:
        kind = value_of(next(every(shape, "ph"), None), "type", "none")
        for table in every(shape, "tbl"):
            self._table(table, hidden=hidden)
        if child(shape, "txBody") is not None:
            for paragraph in paragraphs_in(shape):
                self._paragraph(paragraph, kind, hidden=hidden)
        self._alt(shape)

    def _paragraph(self, paragraph: Element, kind: str, *, hidden: bool) -> None:
        pieces = [*paragraph_pieces(paragraph, hidden), *self._links(paragraph)]
        level = to_int(value_of(child(paragraph, "pPr"), "lvl"))
        if kind in _TITLES:
            self._outline.add(pieces, Role.HEADING, 2)
        elif level > 0:
            self._outline.add(pieces, Role.ITEM, min(level, 9) + 1)
        else:
            self._outline.add(pieces)

    def _links(self, paragraph: Element) -> list[Piece]:
        said: list[Piece] = []
        for link in every(paragraph, "hlinkClick"):
            tie = self._package.target(self._name, value_of(link, "id"))
            words = all_text(paragraph)
            told = target_told(tie.target if tie and tie.outside else "", words)
            said.append((told, Look.PLAIN))
        return said

    def _table(self, table: Element, *, hidden: bool) -> None:
        rows = [[_cell(cell, hidden) for cell in row if name_of(cell) == "tc"]
                for row in table if name_of(row) == "tr"]  # fmt: skip
        head = value_of(child(table, "tblPr"), "firstRow") in _ON
        self._outline.table(rows, int(head))

    def _comments(self, tree: Element) -> None:
        for one in every(tree, "cm", "reply"):
            words = child(one, "text")
            body = child(one, "txBody")
            pieces: list[Piece] = [(words.text or "", Look.PLAIN)] if words is not None else []
            for paragraph in body if body is not None else ():
                pieces.extend([("\n", Look.PLAIN)] if pieces else [])
                pieces.extend(paragraph_pieces(paragraph) if name_of(paragraph) == "p" else [])
            self._found.add(inventory.COMMENT)
            self._outline.add(pieces, Role.NOTE)


def _own_properties(shape: Element) -> Element | None:
    for one in shape:
        if name_of(one).startswith("nv"):
            return child(one, "cNvPr")
    return None


def _cell(cell: Element, hidden: bool) -> list[Piece]:  # noqa: FBT001 - one look for all
    pieces: list[Piece] = []
    for paragraph in paragraphs_in(cell):
        pieces.extend([("\n", Look.PLAIN)] if pieces else [])
        pieces.extend(paragraph_pieces(paragraph, hidden))
    return pieces


def _notes(tree: Element) -> list[Element]:
    """Give the paragraphs of a page of notes, but not the number of the slide."""
    said: list[Element] = []
    for shape in every(tree, "sp"):
        kind = value_of(next(every(shape, "ph"), None), "type", "none")
        if kind not in {"sldNum", "sldImg"}:
            said.extend(paragraphs_in(shape))
    return said
