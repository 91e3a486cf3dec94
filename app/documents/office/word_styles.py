"""What the styles and lists of a Word document say of a paragraph: heading, level, label, look."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.documents.office.markup import Element, child, every, name_of, value_of

_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = "heading "
_LOOKS = ("vanish", "specVanish", "webHidden", "b", "i")
_MOST_STEPS = 20
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says, with what it inherits.

    Attributes:
        marks: names of run properties that are on or off.
    """

    heading: int = 0
    number: str = ""
    level: int = 0
    marks: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    label: str
    start: int


def is_on(element: Element | None) -> bool:
    """Say whether a property that is there is switched on."""
    return element is not None and value_of(element, "val", "1").lower() not in _OFF


def marks_of(properties: Element | None) -> dict[str, bool]:
    """Give which looks run properties switch on or off."""
    if properties is None:
        return {}
    return {name_of(one): is_on(one) for one in properties if name_of(one) in _LOOKS}


def read_styles(tree: Element | None) -> dict[str, Style]:
    """Give the styles of a document by their ids."""
    if tree is None:
        return {}
    raw = {value_of(one, "styleId"): one for one in tree if name_of(one) == "style"}
    return {key: _whole_style(key, raw) for key in raw}


def _whole_style(key: str, raw: dict[str, Element]) -> Style:
    """Follow a style to what it is based on, the nearest word of each first."""
    heading, number, level = 0, "", 0
    marks: dict[str, bool] = {}
    for _ in range(_MOST_STEPS):
        one = raw.get(key)
        if one is None:
            break
        heading = heading or _heading_level(one)
        listed = child(one, "pPr", "numPr")
        if listed is not None and not number:
            number = value_of(child(listed, "numId"), "val")
            level = to_int(value_of(child(listed, "ilvl"), "val"))
        marks = {**marks_of(child(one, "rPr")), **marks}
        key = value_of(child(one, "basedOn"), "val")
    return Style(heading, number, level, marks)


def _heading_level(style: Element) -> int:
    outline = child(style, "pPr", "outlineLvl")
    if outline is not None:
        return outline_level(outline)
    name = value_of(child(style, "name"), "val").lower()
    if name.startswith(_HEADING):
        return min(max(to_int(name.removeprefix(_HEADING), 1), 1), 6)
    return 1 if name == "title" else 0


def outline_level(outline: Element) -> int:
    """Give 1 to 6 of a heading and 0 of body text."""
    level = to_int(value_of(outline, "val"), 9)
    return min(level + 1, 6) if 0 <= level < 9 else 0


def to_int(text: str, standard: int = 0) -> int:
    """Read a number of the format, or give the standard."""
    try:
        return int(text)
    except ValueError:
        return standard


class Numbering:
    """Counts the items of lists and gives their labels, such as ``3.`` or ``(b)``."""

    def __init__(self, tree: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for one in tree if tree is not None else ():
            if name_of(one) == "abstractNum":
                levels = {to_int(value_of(lvl, "ilvl")): _level(lvl) for lvl in every(one, "lvl")}
                self._abstract[value_of(one, "abstractNumId")] = levels
            elif name_of(one) == "num":
                self._lists[value_of(one, "numId")] = value_of(child(one, "abstractNumId"), "val")

    def label(self, number: str, level: int) -> str:
        """Count one more item and give its label; none for a bullet."""
        list_id = self._lists.get(number, "")
        levels = self._abstract.get(list_id, {})
        mine = levels.get(level)
        if mine is None:
            return ""
        self._counts[list_id, level] = self._counts.get((list_id, level), mine.start - 1) + 1
        for deeper in [key for key in self._counts if key[0] == list_id and key[1] > level]:
            del self._counts[deeper]
        if mine.form in {"bullet", "none"}:
            return ""
        label = mine.label
        for at, one in levels.items():
            count = self._counts.get((list_id, at), one.start)
            label = label.replace(f"%{at + 1}", _counted(count, one.form))
        return label


def _level(element: Element) -> _Level:
    return _Level(
        value_of(child(element, "numFmt"), "val", "decimal"),
        value_of(child(element, "lvlText"), "val"),
        to_int(value_of(child(element, "start"), "val"), 1),
    )


def _counted(count: int, form: str) -> str:
    if form.endswith("Letter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20)
        return letter.upper() if form == "upperLetter" else letter
    if form.endswith("Roman") and 0 < count < 4000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
