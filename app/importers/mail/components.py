"""What stands between BEGIN and END in calendars and contacts, nested; RFC 5545, 3.4."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.importers.base import MemberUnreadable
from app.importers.mail.content_lines import Property, property_of
from app.importers.phone.lines import Line

BREAKS_OFF = "The file breaks off here; what came before was read."

_LARGEST = 32 << 20
_DEEPEST = 8
_KEPT = 2_000


@dataclass(slots=True)
class Component:
    """What stands between ``BEGIN`` and ``END``.

    Attributes:
        line: number of the line that begins it.
        cut: whether its end is missing or it is too large to be taken whole.
    """

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)
    cut: bool = False

    def first(self, name: str) -> Property | None:
        """Give the first line of a name."""
        return next((one for one in self.properties if one.name == name), None)

    def text(self, name: str) -> str:
        """Give the first value of a name as a person reads it."""
        found = self.first(name)
        return found.text if found else ""

    def all(self, name: str) -> list[Property]:
        """Give all lines of a name."""
        return [one for one in self.properties if one.name == name]

    def left(self, mapped: frozenset[str]) -> str:
        """Give as JSON what has no place in a record."""
        kept = [
            [one.name, one.written[:_KEPT]] for one in self.properties if one.name not in mapped
        ]
        inside = [[one.name, json.loads(held)] for one in self.inside if (held := one.left(mapped))]
        if not kept and not inside:
            return ""
        return json.dumps({"lines": kept, "inside": inside}, ensure_ascii=False)


def components_in(lines: Iterable[Line], wanted: frozenset[str]) -> Iterator[Component]:
    """Give the components of these names as their ends are met, wherever they lie.

    Raises:
        MemberUnreadable: the lines end within what is none of these components.
    """
    nest = _Nest(wanted)
    for number, written in _unfolded(lines):
        found = property_of(written)
        if found is None:
            continue
        if found.name == "BEGIN":
            nest.begin(found.text.upper(), number)
        elif found.name == "END":
            yield from nest.end(found.text.upper())
        else:
            nest.add(found)
    is_open, cut = bool(nest.open), list(nest.end(""))
    yield from cut
    if is_open and not cut:
        raise MemberUnreadable(BREAKS_OFF)


@dataclass(slots=True)
class _Nest:
    """The components that are open, the outermost first."""

    wanted: frozenset[str]
    open: list[Component] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    within: int = 0
    size: int = 0

    def begin(self, name: str, line: int) -> None:
        """Open a component; one that lies too deep is not kept."""
        if not self.within:
            self.size = 0
        self.open.append(Component(name, line))
        self._count(name, 1)

    def add(self, found: Property) -> None:
        """Take a line of the innermost component, as long as there is room."""
        self.size += len(found.written)
        if not self.open:
            return
        if self.size < _LARGEST:
            self.open[-1].properties.append(found)
        else:
            self.open[-1].cut = True

    def end(self, name: str) -> Iterator[Component]:
        """Close the component of a name, and what was left open in it; all without a name."""
        if name and not self.names[name]:
            return
        while self.open:
            last = self.open.pop()
            self._count(last.name, -1)
            last.cut = last.cut or last.name != name
            if last.name in self.wanted and not self.within:
                yield last
            elif self.within and len(self.open) < _DEEPEST:
                self.open[-1].inside.append(last)
            if last.name == name:
                return

    def _count(self, name: str, by: int) -> None:
        self.names[name] += by
        self.within += by * (name in self.wanted)


def _unfolded(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """Join lines that go on: after a blank, after a soft break, or as pieces of a long one."""
    held: list[str] = []
    begun = last = 0
    size = 0
    for line in lines:
        soft = bool(held) and held[-1].endswith("=") and "QUOTED-PRINTABLE" in held[0][:200].upper()
        if held and (line.text[:1] in {" ", "\t"} or soft or line.number == last):
            size += len(line.text)
            if size < _LARGEST:
                held.append(line.text if soft or line.number == last else line.text[1:])
            if soft:
                held[-2] = held[-2][:-1]
        else:
            if held:
                yield begun, "".join(held)
            held, begun, size = [line.text.removeprefix("\ufeff")], line.number, 0
        last = line.number
    if held:
        yield begun, "".join(held)
