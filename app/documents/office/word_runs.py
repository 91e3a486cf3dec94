"""What stands inside the paragraphs of a Word document: runs, changes, fields, notes, boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.documents.office import inventory
from app.documents.office.drawing import picture_words
from app.documents.office.fields import OpenField, target_told, told_of
from app.documents.office.inventory import Inventory
from app.documents.office.markup import Element, child, every, name_of, value_of
from app.documents.office.outline import Piece
from app.documents.office.package import Package
from app.documents.office.symbols import sign
from app.documents.office.word_styles import Style, is_on, marks_of, to_int
from app.domain.redacted import Look

_SILENT = frozenset({
    "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText",
    "delInstrText", "fldChar", "proofErr", "lastRenderedPageBreak", "annotationRef",
    "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "softHyphen", "fldData",
    "smartTagPr", "customXmlPr", "ctrlPr", "rubyPr", "posOffset", "align", "pctWidth",
    "pctHeight", "attr",
})  # fmt: skip
_MADE = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHANGES = {
    "ins": (Look.INSERTED, inventory.INSERTION), "moveTo": (Look.INSERTED, inventory.INSERTION),
    "del": (Look.DELETED, inventory.DELETION), "moveFrom": (Look.DELETED, inventory.DELETION),
}  # fmt: skip
_FORMAT_CHANGES = frozenset({
    "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange",
    "numberingChange", "tblGridChange", "tblPrExChange",
})  # fmt: skip
_HIDING = ("vanish", "specVanish", "webHidden")


@dataclass(slots=True)
class Notes:
    """Numbers notes and comments by the order in which the text names them."""

    numbers: dict[str, dict[str, int]] = field(default_factory=dict)

    def number(self, kind: str, note_id: str) -> int:
        """Give the number of a note of a kind, the next one where it is new."""
        known = self.numbers.setdefault(kind, {})
        return known.setdefault(note_id, len(known) + 1)


@dataclass(slots=True)
class Runs:
    """Collects the pieces of one paragraph after the other of one part of the document.

    Attributes:
        boxes: contents of text boxes, which the caller sets behind the paragraph.
    """

    package: Package
    part: str
    styles: dict[str, Style]
    notes: Notes
    found: Inventory
    boxes: list[Element] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _fields: list[OpenField] = field(default_factory=list)
    _changes: list[Look] = field(default_factory=list)
    _marks: dict[str, bool] = field(default_factory=dict)

    def of(self, paragraph: Element, change: Look | None = None) -> list[Piece]:
        """Give the pieces of a paragraph."""
        self._pieces = []
        properties = child(paragraph, "pPr")
        style = self.styles.get(value_of(child(properties, "pStyle"), "val"))
        self._marks = dict(style.marks) if style else {}
        if style and style.heading:
            self._marks.pop("b", None)
            self._marks.pop("i", None)
        before = self._changes
        self._changes = [change] if change else []
        self._inside(paragraph)
        self._changes = before
        return self._pieces

    def _inside(self, element: Element) -> None:
        for one in element:
            self._one(one)

    def _one(self, one: Element) -> None:
        name = name_of(one)
        if name in _CHANGES:
            self._changed(one, name)
        elif name in _FORMAT_CHANGES:
            self.found.add(inventory.FORMAT_CHANGE)
        elif name in _SILENT or name in _WAYS:
            self._special(one, name)
        elif name in {"t", "delText"}:
            self._say(one.text or "")
        elif name in _MADE:
            self._say(_MADE[name])
        else:
            self._inside(one)

    def _special(self, one: Element, name: str) -> None:
        way = _WAYS.get(name)
        if way is not None:
            way(self, one)
        for change in one.iter() if name.endswith("Pr") else ():
            self.found.add(inventory.FORMAT_CHANGE, name_of(change) in _FORMAT_CHANGES)

    def _say(self, text: str, *, as_it_is: bool = True) -> None:
        if self._fields:
            open_field = self._fields[-1]
            if as_it_is and open_field.in_result:
                open_field.result.append(text)
        self._pieces.append((text, self._look()))

    def _look(self) -> Look:
        if Look.DELETED in self._changes:
            return Look.DELETED
        if any(self._marks.get(name) for name in _HIDING):
            return Look.HIDDEN
        if self._changes:
            return self._changes[-1]
        if self._marks.get("b"):
            return Look.BOLD
        return Look.ITALIC if self._marks.get("i") else Look.PLAIN

    def _changed(self, one: Element, name: str) -> None:
        look, find = _CHANGES[name]
        self.found.author(value_of(one, "author"))
        before = len(self._pieces)
        self._changes.append(look)
        self._inside(one)
        self._changes.pop()
        self.found.add(find, any(text for text, _ in self._pieces[before:]))

    def read_run(self, one: Element) -> None:
        """Read words in one look."""
        before, start = self._marks, len(self._pieces)
        properties = child(one, "rPr")
        style = self.styles.get(value_of(child(properties, "rStyle"), "val"))
        self._marks = {**before, **(style.marks if style else {}), **marks_of(properties)}
        self._inside(one)
        self._marks = before
        hidden = any(look is Look.HIDDEN and text.strip() for text, look in self._pieces[start:])
        self.found.add(inventory.HIDDEN_TEXT, hidden)

    def read_sign(self, one: Element) -> None:
        """Put a sign of a font of signs."""
        code = to_int(f"{int(value_of(one, 'char', '0'), 16)}") if _is_hex(one) else 0
        self._say(sign(code, value_of(one, "font")))

    def read_note(self, one: Element) -> None:
        """Put the mark of a note and keep the note for its part."""
        kind = name_of(one).removesuffix("Reference")
        number = self.notes.number(kind, value_of(one, "id"))
        self._say(f"[{kind} {number}]", as_it_is=False)

    def read_link(self, one: Element) -> None:
        """Read the words of a link and where it leads."""
        before = len(self._pieces)
        self._inside(one)
        words = "".join(text for text, _ in self._pieces[before:])
        tie = self.package.target(self.part, value_of(one, "id"))
        self._say(target_told(tie.target if tie and tie.outside else "", words), as_it_is=False)
        self._say(_tip(one, words), as_it_is=False)

    def read_field_mark(self, one: Element) -> None:
        """Begin a field, its result, or end it."""
        kind = value_of(one, "fldCharType")
        if kind == "begin":
            self._fields.append(OpenField())
            self._form(one)
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._end(ended)

    def _end(self, ended: OpenField) -> None:
        result = "".join(ended.result)
        self._say(told_of("".join(ended.instruction), result, self.found), as_it_is=False)
        if self._fields:
            outer = self._fields[-1]
            (outer.result if outer.in_result else outer.instruction).append(result)

    def read_instruction(self, one: Element) -> None:
        """Keep the instruction of the field."""
        if self._fields:
            self._fields[-1].instruction.append(one.text or "")

    def read_simple_field(self, one: Element) -> None:
        """Read a field that is one element."""
        before = len(self._pieces)
        self._inside(one)
        words = "".join(text for text, _ in self._pieces[before:])
        self._say(told_of(value_of(one, "instr"), words, self.found), as_it_is=False)

    def _form(self, one: Element) -> None:
        data = child(one, "ffData")
        if data is None:
            return
        self.found.add(inventory.FORM_FIELD)
        box = child(data, "checkBox")
        if box is not None:
            state = child(box, "checked")
            state = child(box, "default") if state is None else state
            self._say("☒" if is_on(state) else "☐")
        choices = child(data, "ddList")
        if choices is not None:
            entries = [value_of(entry, "val") for entry in every(choices, "listEntry")]
            chosen = to_int(value_of(child(choices, "result"), "val"))
            self._say(entries[chosen] if 0 <= chosen < len(entries) else "")
            self.found.add(inventory.CHOICES)

    def read_control(self, one: Element) -> None:
        """Read a content control."""
        properties = child(one, "sdtPr")
        if properties is not None:
            lists = sum(1 for _ in every(properties, "dropDownList", "comboBox"))
            self.found.add(inventory.CHOICES, lists)
        self._inside(one)

    def read_choice(self, one: Element) -> None:
        """Read what is said in several ways once: the first way that says something."""
        for way in one:
            before, boxes = len(self._pieces), len(self.boxes)
            self._inside(way)
            if len(self._pieces) > before or len(self.boxes) > boxes:
                return

    def read_drawn(self, one: Element) -> None:
        """Put words for a picture, then the words in it."""
        self._say(picture_words(one))
        self._inside(one)

    def read_object(self, one: Element) -> None:
        """Say that a file is embedded here."""
        self._say("[embedded object]")
        self._inside(one)

    def read_box(self, one: Element) -> None:
        """Keep a text box for after the paragraph."""
        self.boxes.append(one)

    def read_shape(self, one: Element) -> None:
        """Read a VML shape: its alternative text and the words of its art."""
        alt = value_of(one, "alt") or value_of(one, "title")
        if alt:
            self._say(f"[picture: {alt}]")
        self._inside(one)

    def read_art(self, one: Element) -> None:
        """Put the words of word art."""
        self._say(value_of(one, "string"))

    def read_ruby(self, one: Element) -> None:
        """Put words with their reading behind them."""
        for name in ("rubyBase", "rt"):
            part = child(one, name)
            if part is not None:
                self._say("(" if name == "rt" else "", as_it_is=False)
                self._inside(part)
                self._say(")" if name == "rt" else "", as_it_is=False)


def _tip(one: Element, words: str) -> str:
    tip = value_of(one, "tooltip").strip()
    return f" [{tip}]" if tip and tip not in words else ""


def _is_hex(one: Element) -> bool:
    code = value_of(one, "char", "0")
    return 0 < len(code) <= 6 and all(letter in "0123456789abcdefABCDEF" for letter in code)


_WAYS: dict[str, Callable[[Runs, Element], None]] = {
    "r": Runs.read_run,
    "sym": Runs.read_sign,
    "footnoteReference": Runs.read_note,
    "endnoteReference": Runs.read_note,
    "commentReference": Runs.read_note,
    "hyperlink": Runs.read_link,
    "fldChar": Runs.read_field_mark,
    "instrText": Runs.read_instruction,
    "delInstrText": Runs.read_instruction,
    "fldSimple": Runs.read_simple_field,
    "sdt": Runs.read_control,
    "AlternateContent": Runs.read_choice,
    "drawing": Runs.read_drawn,
    "object": Runs.read_object,
    "txbxContent": Runs.read_box,
    "shape": Runs.read_shape,
    "rect": Runs.read_shape,
    "textpath": Runs.read_art,
    "ruby": Runs.read_ruby,
}
