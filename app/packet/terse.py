"""Writes a page's operators in fewer bytes, drawing the same; it knows operators, and no text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

TEXT = "BT\n"
"""How a piece of text begins whose operators stand each on a line of its own."""

GOES_ON = "% goes on"
"""The line of such a piece that says: it begins where the piece before it ends."""

_PAINT = "/Artifact BMC "
_BEGINS = ("BDC", "BMC")
_END = "EMC"
_SETTINGS = {"g": "ink", "rg": "ink", "Tf": "font"}


def terse(code: Iterable[str]) -> str:
    """Give a page's operators without settings that hold already.

    Pieces of text that follow one another become one text object, in which each place is told
    from the one before. Artifacts among them, which only ever lie under texts, come before
    them; nothing moves past a picture or any other drawing.

    Args:
        code: operators; each entry is balanced, or begins or ends marked content.
    """
    done: list[str] = []
    under: list[str] = []
    pen = _Pen()
    for stretch in _stretches(code):
        if len(stretch) == 1 and _is_paint(stretch[0]):
            under.append(stretch[0])
        elif all(map(_is_text, stretch)):
            for entry in stretch:
                pen.write(entry)
        else:
            done += [*under, *pen.taken()]
            under.clear()
            for entry in stretch:
                pen.write(entry) if entry.startswith(TEXT) else pen.draw(entry)
            done += pen.taken()
    return "\n".join([*done, *under, *pen.taken()])


def _stretches(code: Iterable[str]) -> Iterator[list[str]]:
    """Cut into stretches of marked content from begin to end, and what stands between them."""
    stretch: list[str] = []
    depth = 0
    for entry in filter(None, code):
        stretch.append(entry)
        depth += _is_begin(entry)
        depth -= entry == _END
        if not depth:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _is_begin(entry: str) -> bool:
    return entry.endswith(_BEGINS) and "\n" not in entry


def _is_text(entry: str) -> bool:
    return entry.startswith(TEXT) or entry == _END or _is_begin(entry)


def _is_paint(entry: str) -> bool:
    return entry.startswith(_PAINT) and entry.endswith(_END) and "\n" not in entry


class _Pen:
    """Writes texts as one text object, and remembers what holds in it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._is_open = False
        self._held: dict[str, str] = {}
        self._at: tuple[int, int] | None = None

    def write(self, entry: str) -> None:
        """Write a piece of text, or where its marked content begins or ends."""
        if not self._is_open:
            self._lines.append("BT")
            self._is_open = True
        if entry.startswith(TEXT):
            self._show(entry.split("\n")[1:-1])
        else:
            self._lines.append(entry)

    def draw(self, entry: str) -> None:
        """Write what is no text as it is."""
        self._end()
        self._lines.append(entry)

    def taken(self) -> list[str]:
        """Give what was written since the last time."""
        self._end()
        lines, self._lines = self._lines, []
        return lines

    def _end(self) -> None:
        if self._is_open:
            self._lines.append("ET")
        self._is_open, self._held, self._at = False, {}, None

    def _show(self, lines: Sequence[str]) -> None:
        goes_on = self._at is not None and lines[0] == GOES_ON
        for line in lines:
            operator = line[line.rfind(" ") + 1 :]
            if operator == "Tm":
                self._lines.extend(() if goes_on else (self._moved(line),))
            elif operator in _SETTINGS:
                if self._held.get(_SETTINGS[operator]) != line:
                    self._lines.append(line)
                self._held[_SETTINGS[operator]] = line
            elif line != GOES_ON:
                self._lines.append(line)

    def _moved(self, line: str) -> str:
        """Tell a place from the last one, in whole hundredths, so that nothing is lost."""
        *_, x, y, _operator = line.split(" ")
        across, up = self._at or (0, 0)
        self._at = (_hundredths(x), _hundredths(y))
        return f"{_length(self._at[0] - across)} {_length(self._at[1] - up)} Td"


def _hundredths(length: str) -> int:
    return round(float(length) * 100)


def _length(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") if hundredths else "0"
