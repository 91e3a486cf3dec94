"""Reads the text of pages a second time, with an interpreter that shares nothing with pdfium."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from app.packet.directions import logical
from app.packet.normal import seen
from app.packet.second_fonts import CodeTable, code_table

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEPTH = 12
_SAME_LINE = 0.75
_NOTHING = CodeTable(1, {}, told=False)
Fonts = dict[tuple[int, int], CodeTable]


@dataclass(frozen=True, slots=True)
class Line:
    """What was shown on one base line without a break: text by text of each code, and its height.

    Attributes:
        y: of the base line, in points from the page's origin.
    """

    clusters: tuple[str, ...] = field(repr=False)
    y: float


@dataclass(frozen=True, slots=True)
class SecondPage:
    """What one page says, in the order in which it was drawn."""

    number: int
    lines: tuple[Line, ...] = field(repr=False)

    def texts(self, above: float = float("-inf")) -> list[str]:
        """Give the lines above a height as they are read, in the form of ``seen``."""
        return [seen(logical(line.clusters)) for line in self.lines if line.y >= above]

    def foot(self, below: float) -> str:
        """Give what stands below a height, in the form of ``seen``."""
        return "".join(seen(logical(line.clusters)) for line in self.lines if line.y < below)

    @property
    def plain(self) -> str:
        """Give everything as it was drawn."""
        return "".join("".join(line.clusters) for line in self.lines)


def read_again(pdf: Pdf, met: Fonts | None = None) -> Iterator[SecondPage]:
    """Read all pages one by one; what cannot be parsed says nothing.

    Args:
        pdf: any file.
        met: takes the fonts that are met by their number, with what was read in each.
    """
    fonts = {} if met is None else met
    for number, page in enumerate(pdf.pages, start=1):
        reader = _Reader(fonts)
        reader.page(page.obj)
        yield SecondPage(number, tuple(reader.lines()))


@dataclass(slots=True)
class _State:
    """The part of the graphics state that text needs (ISO 32000-1, 8.4 and 9.3)."""

    matrix: _Matrix = _IDENTITY
    font: CodeTable = _NOTHING
    leading: float = 0.0


class _Reader:
    """Follows one page's operators and writes down what is shown, and on which base line."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._state = _State()
        self._kept: list[_State] = []
        self._text: _Matrix = _IDENTITY
        self._resources: list[Object] = []
        self._shown: list[tuple[list[str], float]] = []

    def page(self, page: Object) -> None:
        """Read a page."""
        self._resources = [_inherited(page, "/Resources")]
        self._run(page)

    def lines(self) -> Iterator[Line]:
        """Join what was shown one after the other on one base line."""
        held: list[str] = []
        at = 0.0
        for clusters, y in self._shown:
            if held and abs(y - at) > _SAME_LINE:
                yield Line(tuple(held), at)
                held = []
            at = y if not held else at
            held.extend(clusters)
        if held:
            yield Line(tuple(held), at)

    def _run(self, owner: Object) -> None:
        try:
            steps = pikepdf.parse_content_stream(owner)
        except (pikepdf.PdfError, TypeError, ValueError):
            return
        for step in steps:
            act = _ACTS.get(str(step.operator))
            if act is not None:
                try:
                    act(self, step.operands)
                except (IndexError, TypeError, ValueError, AttributeError):
                    continue

    def keep(self, _: Sequence[Object]) -> None:
        """Follow ``q``."""
        now = self._state
        self._kept.append(_State(now.matrix, now.font, now.leading))

    def back(self, _: Sequence[Object]) -> None:
        """Follow ``Q``."""
        if self._kept:
            self._state = self._kept.pop()

    def move_all(self, numbers: Sequence[Object]) -> None:
        """Follow ``cm``."""
        self._state.matrix = _times(_matrix(numbers), self._state.matrix)

    def begin(self, _: Sequence[Object]) -> None:
        """Follow ``BT``."""
        self._text = _IDENTITY

    def place(self, numbers: Sequence[Object]) -> None:
        """Follow ``Tm``."""
        self._text = _matrix(numbers)

    def step(self, numbers: Sequence[Object]) -> None:
        """Follow ``Td``."""
        self._text = _times((1, 0, 0, 1, float(numbers[0]), float(numbers[1])), self._text)

    def step_with_leading(self, numbers: Sequence[Object]) -> None:
        """Follow ``TD``."""
        self._state.leading = -float(numbers[1])
        self.step(numbers)

    def set_leading(self, numbers: Sequence[Object]) -> None:
        """Follow ``TL``."""
        self._state.leading = float(numbers[0])

    def next_line(self, _: Sequence[Object]) -> None:
        """Follow ``T*``."""
        self._text = _times((1, 0, 0, 1, 0, -self._state.leading), self._text)

    def choose(self, operands: Sequence[Object]) -> None:
        """Follow ``Tf``."""
        self._state.font = self._font(str(operands[0]))

    def show(self, operands: Sequence[Object]) -> None:
        """Follow ``Tj``."""
        self._take(self._state.font.read(bytes(operands[-1])))

    def show_on_next_line(self, operands: Sequence[Object]) -> None:
        """Follow ``'`` and ``"``."""
        self.next_line(operands)
        self.show(operands)

    def show_parts(self, operands: Sequence[Object]) -> None:
        """Follow ``TJ``."""
        read = self._state.font.read
        clusters: list[str] = []
        for part in operands[0]:
            if isinstance(part, pikepdf.String):
                clusters += read(bytes(part))
        self._take(clusters)

    def draw(self, operands: Sequence[Object]) -> None:
        """Follow ``Do`` into a form."""
        form = _held(self._resources[-1], "/XObject").get(str(operands[0]))
        is_form = isinstance(form, Stream) and str(form.get("/Subtype", "")) == "/Form"
        if form is None or not is_form or len(self._resources) > _DEPTH:
            return
        kept, text, stack = self._state, self._text, self._kept
        matrix = _times(_matrix(form.get("/Matrix", Array(_IDENTITY))), kept.matrix)
        self._state, self._kept = _State(matrix, kept.font, kept.leading), []
        self._resources.append(form.get("/Resources", self._resources[-1]))
        self._run(form)
        self._resources.pop()
        self._state, self._text, self._kept = kept, text, stack

    def _take(self, clusters: list[str]) -> None:
        place = _times(self._text, self._state.matrix)
        self._shown.append((clusters, place[5]))

    def _font(self, name: str) -> CodeTable:
        font = _held(self._resources[-1], "/Font").get(name)
        if not isinstance(font, Dictionary):
            return _NOTHING
        if not font.is_indirect:
            return code_table(font)
        known = self._fonts.get(font.objgen)
        if known is None:
            known = self._fonts[font.objgen] = code_table(font)
        return known


_Act = Callable[[_Reader, Sequence[Object]], None]
_ACTS: dict[str, _Act] = {
    "q": _Reader.keep,
    "Q": _Reader.back,
    "cm": _Reader.move_all,
    "BT": _Reader.begin,
    "Tm": _Reader.place,
    "Td": _Reader.step,
    "TD": _Reader.step_with_leading,
    "TL": _Reader.set_leading,
    "T*": _Reader.next_line,
    "Tf": _Reader.choose,
    "Tj": _Reader.show,
    "'": _Reader.show_on_next_line,
    '"': _Reader.show_on_next_line,
    "TJ": _Reader.show_parts,
    "Do": _Reader.draw,
}


def _held(resources: Object, key: str) -> Object:
    found = resources.get(key) if isinstance(resources, Dictionary) else None
    return found if isinstance(found, Dictionary) else Dictionary()


def _inherited(page: Object, key: str) -> Object:
    """Give an entry of a page or of the nodes above it."""
    node: Object | None = page
    for _ in range(_DEPTH):
        if not isinstance(node, Dictionary):
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return Dictionary()


def _matrix(numbers: Object | Sequence[Object]) -> _Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return (a, b, c, d, e, f)


def _times(left: _Matrix, right: _Matrix) -> _Matrix:
    a, b, c, d, e, f = left
    g, h, i, j, k, m = right
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )
