"""Follows the drawing of one page of a packet: its picture, and text that is not painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Object

from app.domain.redacted import Box
from app.packet.second_fonts import CodeTable, code_table

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_UNPAINTED = 3
_HIGH = 0.7


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that was shown between ``BT`` and ``ET``; its box without the space behind it."""

    text: str = field(repr=False)
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Drawn:
    """What a page of an attachment draws.

    Attributes:
        picture: where its pixels stand, in points; None where there is not one picture.
        unseen: the texts that are not painted, in their order.
    """

    picture: Box | None = None
    unseen: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Font:
    table: CodeTable
    first: int
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that text needs (ISO 32000-1, 9.3)."""

    matrix: Matrix = _IDENTITY
    font: _Font | None = None
    size: float = 0.0
    stretch: float = 1.0
    mode: int = 0


def drawing_of(page: pikepdf.Page) -> Drawn:
    """Follow a page's operators; only those that a packet has are known."""
    walker = _Walker(page.obj)
    for step in pikepdf.parse_content_stream(page):
        act = _ACTS.get(str(step.operator))
        if act is not None:
            act(walker, step.operands)
    if walker.pictures == 1:
        walker.drawn.picture = walker.box
    return walker.drawn


class _Walker:
    """Keeps the state, and writes down what is drawn."""

    def __init__(self, page: Object) -> None:
        self.drawn = Drawn()
        self.pictures = 0
        self.box: Box = (0.0, 0.0, 0.0, 0.0)
        self._fonts: dict[str, _Font] = {}
        self._page = page
        self._now = _State()
        self._kept: list[_State] = []
        self._text: Matrix = _IDENTITY
        self._along = 0.0
        self._said: list[str] = []
        self._end = 0.0

    def keep(self, _: Sequence[Object]) -> None:
        """Follow ``q``."""
        self._kept.append(self._now)

    def back(self, _: Sequence[Object]) -> None:
        """Follow ``Q``."""
        self._now = self._kept.pop()

    def move(self, numbers: Sequence[Object]) -> None:
        """Follow ``cm``; a packet moves nothing but its pictures."""
        self._now = replace(self._now, matrix=_matrix(numbers))

    def draw(self, _: Sequence[Object]) -> None:
        """Follow ``Do``."""
        a, _b, _c, d, e, f = self._now.matrix
        self.pictures += 1
        self.box = (e, f, e + a, f + d)

    def begin(self, _: Sequence[Object]) -> None:
        """Follow ``BT``."""
        self._text, self._along, self._end, self._said = _IDENTITY, 0.0, 0.0, []

    def place(self, numbers: Sequence[Object]) -> None:
        """Follow ``Tm``."""
        self._text = _matrix(numbers)

    def choose(self, operands: Sequence[Object]) -> None:
        """Follow ``Tf``."""
        name = str(operands[0])
        if name not in self._fonts:
            self._fonts[name] = _font(self._page.Resources.Font[name])
        self._now = replace(self._now, font=self._fonts[name], size=float(operands[1]))

    def stretch(self, numbers: Sequence[Object]) -> None:
        """Follow ``Tz``."""
        self._now = replace(self._now, stretch=float(numbers[0]) / 100)

    def mode(self, numbers: Sequence[Object]) -> None:
        """Follow ``Tr``."""
        self._now = replace(self._now, mode=int(numbers[0]))

    def show(self, operands: Sequence[Object]) -> None:
        """Follow ``Tj``."""
        self._take(bytes(operands[0]))

    def show_parts(self, operands: Sequence[Object]) -> None:
        """Follow ``TJ``."""
        for part in operands[0]:
            if isinstance(part, pikepdf.String):
                self._take(bytes(part))
            else:
                self._along -= float(part) / 1000 * self._now.size * self._now.stretch
                self._end = self._along

    def end(self, _: Sequence[Object]) -> None:
        """Follow ``ET``."""
        if self._now.mode == _UNPAINTED and self._said:
            self.drawn.unseen.append(self._shown())

    def _take(self, codes: bytes) -> None:
        font, now = self._now.font, self._now
        if font is None:
            return
        for code, text in zip(codes, font.table.read(codes), strict=True):
            at = code - font.first
            width = font.widths[at] if 0 <= at < len(font.widths) else 0.0
            self._along += width / 1000 * now.size * now.stretch
            self._said.append(text)
            self._end = self._along if text.strip() else self._end

    def _shown(self) -> Shown:
        a, b, _c, _d, e, f = self._text
        high = _HIGH * self._now.size
        text = "".join(self._said)
        if b:
            return Shown(text, e - high, f, e, f + b * self._end)
        return Shown(text, e, f, e + a * self._end, f + min(high, self._now.size))


def _font(font: Object) -> _Font:
    widths = tuple(float(width) for width in font.get("/Widths", ()))
    return _Font(code_table(font), int(font.get("/FirstChar", 0)), widths)


def _matrix(numbers: Sequence[Object]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return (a, b, c, d, e, f)


_ACTS = {
    "q": _Walker.keep,
    "Q": _Walker.back,
    "cm": _Walker.move,
    "Do": _Walker.draw,
    "BT": _Walker.begin,
    "ET": _Walker.end,
    "Tm": _Walker.place,
    "Tf": _Walker.choose,
    "Tz": _Walker.stretch,
    "Tr": _Walker.mode,
    "Tj": _Walker.show,
    "TJ": _Walker.show_parts,
}
