r"""Reads RTF: the text with its notes, margins, changes and hidden words; RTF 1.9.1.

Groups that hold no words of the document are counted where they hide something.
"""

from __future__ import annotations

import codecs
from dataclasses import replace

from app.documents.office import inventory
from app.documents.office.fields import told_of
from app.documents.office.leftovers import say_pictures
from app.documents.office.outline import Outline
from app.documents.office.refused import DAMAGED, TOO_DEEP, Refused
from app.documents.office.rtf_state import RtfPart, RtfState
from app.documents.office.rtf_tokens import Token, tokens
from app.documents.office.rtf_words import (
    BODY,
    BREAKS,
    CELL_ENDS,
    CHARSETS,
    COUNTED,
    LABELS,
    LEFT_OUT,
    LIST_WORDS,
    LOOK_WORDS,
    LOOKS,
    NAMES,
    NESTED,
    ORDER,
    PARTS,
    REVISERS,
    SIGNS,
    TAKEN,
    TWICE,
    WORDS,
)
from app.documents.office.symbols import sign
from app.domain.redacted import Look, Role

DEEPEST = 500


def read_rtf(untrusted: bytes, outline: Outline) -> None:
    """Set a whole document; raises Refused where it is none or nested too deeply."""
    if not untrusted.lstrip()[:5] == b"{\\rtf":
        raise Refused(DAMAGED)
    reader = _Rtf(outline)
    for token in tokens(untrusted.lstrip()):
        if not reader.take(token):
            break
    reader.finish()


_HIGH, _LOW = 0xD800, 0xDC00


class _Rtf:
    """Follows the tokens of one document."""

    def __init__(self, outline: Outline) -> None:
        self._outline, self._found = outline, outline.inventory
        self._state = RtfState()
        self._stack: list[RtfState] = []
        self._parts: dict[str, RtfPart] = {"": RtfPart()}
        self._charset = "cp1252"
        self._fonts: dict[int, tuple[str, str]] = {}
        self._bytes = bytearray()
        self._units: list[int] = []
        self._skip = 0
        self._starred = self._fresh = False
        self._taken: dict[str, list[str]] = {}
        self._fields: list[tuple[int, str]] = []
        self._counts = {"footnote": 0, "endnote": 0, "comment": 0}
        self._pictures = 0
        self._changed: Look | None = None

    def take(self, token: Token) -> bool:
        """Follow one token; say whether the document goes on."""
        if token.kind == "bytes":
            self._data(token.data)
        elif token.kind == "word" and token.word == "u":
            self._unicode(token.number or 0)
        else:
            if token.kind == "sign" and token.word == "*":
                self._starred = True
                return True
            self._flush()
            self._other(token)
        return bool(self._stack)

    def finish(self) -> None:
        """Set body, margins, notes and comments, in this order."""
        self._flush()
        for part in self._parts.values():
            part.end_paragraph()
            part.end_table()
        self._set(self._parts[""])
        for title in [one for one in ORDER if one in self._parts]:
            self._outline.part(title)
            self._set(self._parts[title])
        self._outline.part("")
        self._names()
        say_pictures(self._outline, self._pictures)

    def _set(self, part: RtfPart) -> None:
        for pieces, role, level, rows in part.done:
            if rows:
                self._outline.table(rows)
            else:
                self._outline.add(pieces, role, level)

    def _names(self) -> None:
        for name in NAMES:
            for who in "".join(self._taken.get(name, ())).split("\0"):
                self._found.author(who)
        revisers = "".join(self._taken.get(REVISERS, ())).split("\0")
        for who in ";".join(revisers).split(";"):
            self._found.author("" if who.strip() == "Unknown" else who)

    def _other(self, token: Token) -> None:
        if token.kind == "{":
            self._open()
        elif token.kind == "}":
            self._close()
        elif token.kind == "sign":
            if self._skipped(1) == 1:
                return
            self._say(self._hex_sign(token.word))
        elif self._skip and token.word != "bin":
            self._skip -= 1
        elif self._fresh and self._destination(token):
            self._fresh = self._starred = False
        else:
            unknown = self._fresh and self._starred
            self._fresh = self._starred = False
            if not self._word(token) and unknown:
                self._state = replace(self._state, place=None, taken="")

    def _hex_sign(self, word: str) -> str:
        if word in {"\n", "\r"}:
            self._paragraph()
            return ""
        return SIGNS.get(word, "")

    def _open(self) -> None:
        if len(self._stack) >= DEEPEST:
            raise Refused(TOO_DEEP)
        self._stack.append(self._state)
        self._fresh, self._starred, self._skip = True, False, 0

    def _close(self) -> None:
        ended, self._skip = self._state, 0
        self._fresh = self._starred = False
        if not self._stack:
            return
        self._state = self._stack.pop()
        if ended.taken and ended.taken != self._state.taken:
            self._taken.setdefault(ended.taken, []).append("\0")
        if ended.taken in LABELS:
            self._label(ended.taken)
        if ended.place != self._state.place and ended.place:
            self._parts[ended.place].end_paragraph()
        if self._fields and len(self._stack) < self._fields[-1][0]:
            self._end_field()

    def _label(self, name: str) -> None:
        """Put the label of an item before its words, unless it is a mere bullet."""
        label = "".join(self._taken.pop(name, ())).replace("\0", "").strip()
        if any(one.isalnum() for one in label):
            self._say(f"{label} ")

    def _end_field(self) -> None:
        _, before = self._fields.pop()
        instruction = "".join(self._taken.pop("fldinst", ())).replace("\0", "")
        result = self._words()[len(before) :]
        self._say(told_of(instruction, result, self._found))

    def _words(self) -> str:
        part = self._parts.get(self._state.place or "")
        return "".join(text for text, _ in part.pieces) if part else ""

    def _destination(self, token: Token) -> bool:
        """Follow a word that begins a group of its own; say whether it is one."""
        word = token.word
        if word in PARTS:
            self._begin_part(word)
        elif word in COUNTED or word in LEFT_OUT or word == "pict":
            self._pictures += word == "pict" and self._state.place is not None
            if word in COUNTED:
                self._found.add(COUNTED[word])
            self._state = replace(self._state, place=None, taken="")
        elif word in TAKEN:
            place = self._state.place if word in {"fldinst", *LABELS} else None
            self._state = replace(self._state, place=place, taken=word)
        elif word == "field":
            self._fields.append((len(self._stack), self._words()))
        elif word in NESTED:
            self._nested(word)
        else:
            return False
        return True

    def _nested(self, word: str) -> None:
        """Follow a group whose words belong to the text, or stand in it a second time."""
        if word in TWICE:
            self._state = replace(self._state, place=None, taken="")
        if word == "fldrslt":
            self._state = replace(self._state, taken="")

    def _begin_part(self, word: str) -> None:
        if self._state.place is None:
            return
        title = PARTS[word]
        kind = {"footnote": "footnote", "annotation": "comment"}.get(word, "")
        self._parts.setdefault(title, RtfPart())
        if kind:
            self._counts[kind] += 1
            mark = f"[{kind} {self._counts[kind]}]"
            self._say(mark)
            self._found.add(inventory.COMMENT, kind == "comment")
            part = self._parts[title]
            part.end_paragraph()
            part.pieces.append((f"{mark} ", Look.PLAIN))
            part.role = (Role.NOTE, 0)
        self._state = replace(
            self._state, place=title, taken="", marks=frozenset(), outline=BODY, listed=-1
        )

    def _word(self, token: Token) -> bool:
        """Follow a control word inside a group; say whether it is known."""
        word, number = token.word, token.number or 0
        if word in WORDS:
            self._say(WORDS[word])
        elif word in BREAKS:
            self._paragraph()
        elif word in CELL_ENDS:
            self._cell(word)
        elif word in {"f", "fcharset"}:
            self._font(word, number)
        elif word in {"ansicpg", "mac"}:
            self._charset = "mac-roman" if word == "mac" else _codec(f"cp{number or 1252}")
        else:
            return self._state_word(word, token.number)
        return True

    def _state_word(self, word: str, number: int | None) -> bool:
        state = self._state
        if word in LOOK_WORDS:
            marks = state.marks - {word} if number == 0 else state.marks | {word}
            self._state = replace(state, marks=marks)
        elif word == "plain":
            self._state = replace(state, marks=state.marks & {"intbl"})
        elif word == "pard":
            self._state = replace(state, marks=state.marks - {"intbl"}, outline=BODY, listed=-1)
        elif word == "uc":
            self._state = replace(state, after_unicode=max(number or 0, 0))
        elif word == "outlinelevel":
            self._state = replace(state, outline=number or 0)
        elif word in LIST_WORDS:
            level = number if word == "ilvl" and number else max(state.listed, 0)
            self._state = replace(state, listed=level)
        else:
            return False
        return True

    def _font(self, word: str, number: int) -> None:
        if word == "fcharset":
            _, name = self._fonts.get(self._state.font, ("", ""))
            self._fonts[self._state.font] = (CHARSETS.get(number, ""), name)
        elif word == "f":
            self._state = replace(self._state, font=number)

    def _data(self, data: bytes) -> None:
        if self._units and self._skip == 0:
            self._flush()
        data = data[self._skipped(len(data)) :]
        self._bytes += data
        self._fresh = self._fresh and not data

    def _skipped(self, size: int) -> int:
        """Use up what stands in for a Unicode character; give how much that is."""
        used = min(self._skip, size)
        self._skip -= used
        return used

    def _unicode(self, number: int) -> None:
        if self._bytes or (self._units and self._units[-1] < _HIGH):
            self._flush()
        self._units.append(number & 0xFFFF)
        self._skip = self._state.after_unicode
        self._fresh = False

    def _flush(self) -> None:
        """Decode what has been collected with the font's character set."""
        if self._units:
            units, self._units = self._units, []
            if _HIGH <= units[-1] < _LOW and not self._bytes:
                self._units = [units.pop()]
            raw = b"".join(unit.to_bytes(2, "little") for unit in units)
            self._say(self._signs(raw.decode("utf-16-le", "replace")))
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            charset = self._fonts.get(self._state.font, ("", ""))[0] or self._charset
            self._say(data.decode(charset, "replace"))

    def _signs(self, text: str) -> str:
        font = self._fonts.get(self._state.font, ("", ""))[1]
        return "".join(sign(ord(one), font) if "\uf000" <= one <= "\uf0ff" else one for one in text)

    def _say(self, text: str) -> None:
        state = self._state
        if not text:
            return
        if state.taken == "fonttbl":
            self._fonts[state.font] = (
                self._fonts.get(state.font, ("", ""))[0], text.partition(";")[0].strip()
            )  # fmt: skip
        elif state.taken:
            self._taken.setdefault(state.taken, []).append(text)
        elif state.place is not None:
            look = self._look()
            self._count(look)
            part = self._parts[state.place]
            part.pieces.append((text, look))
            if part.role[0] is not Role.NOTE:
                part.role = self._role()

    def _look(self) -> Look:
        return next((look for word, look in LOOKS if word in self._state.marks), Look.PLAIN)

    def _count(self, look: Look) -> None:
        """Count each stretch of a change or of hidden words once."""
        if look is not self._changed:
            find = {Look.DELETED: inventory.DELETION, Look.INSERTED: inventory.INSERTION,
                    Look.HIDDEN: inventory.HIDDEN_TEXT}.get(look)  # fmt: skip
            if find is not None:
                self._found.add(find)
        self._changed = look

    def _role(self) -> tuple[Role, int]:
        if self._state.outline < BODY:
            return Role.HEADING, min(max(self._state.outline, 0) + 1, 6)
        if self._state.listed >= 0:
            return Role.ITEM, min(self._state.listed, 8) + 1
        return Role.PARAGRAPH, 0

    def _paragraph(self) -> None:
        place = self._state.place
        if place is None or self._state.taken:
            return
        part = self._parts[place]
        if "intbl" in self._state.marks or part.cells:
            part.pieces.append(("\n", Look.PLAIN))
            return
        part.end_paragraph()

    def _cell(self, word: str) -> None:
        """End a cell or a row; those of a table inside of a cell become tabs and lines."""
        if self._state.place is None:
            return
        part = self._parts[self._state.place]
        if word.startswith("nest"):
            part.nest(word)
        elif word == "row":
            part.end_row()
        else:
            part.end_cell()


def _codec(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return "utf-8" if name == "cp65001" else "cp1252"
    return name
