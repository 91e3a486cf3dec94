"""Elements of XML built whole, one outermost at a time, with bounds; knows no format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.importers.text import clean
from app.importers.xml_stream import begins_whole

LONGEST_NAME = 2_000
MOST_TEXT = 16 << 20

_COST = 200
_DEEPEST = 40


@dataclass(slots=True)
class Node:
    """One element with what was not taken from it yet.

    Attributes:
        cut: it was too large to be kept whole.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict, repr=False)
    text: str = field(default="", repr=False)
    inside: list[Node] = field(default_factory=list, repr=False)
    cut: bool = False

    def take(self, *names: str) -> str:
        """Take the first of several elements inside that says something."""
        for name in names:
            for node in self.inside:
                if node.name == name and node.text and not node.inside:
                    self.inside.remove(node)
                    return node.text
        return ""

    def take_all(self, *names: str) -> list[Node]:
        """Take all elements of these names."""
        found = [node for node in self.inside if node.name in names]
        self.inside = [node for node in self.inside if node.name not in names]
        return found

    def take_attribute(self, *folded: str) -> str:
        """Take the first of several attributes that says something; their case may be any."""
        for wanted in folded:
            for key, told in self.attributes.items():
                if key.casefold() == wanted and told.strip():
                    return self.attributes.pop(key).strip()
        return ""

    def rest(self) -> dict[str, object]:
        """Give what was not taken, as it may be written as JSON."""
        found: dict[str, object] = {f"@{key}": told for key, told in self.attributes.items()}
        if self.text:
            found["text"] = self.text
        for node in self.inside:
            told = node.rest()
            value: object = told["text"] if told.keys() == {"text"} else told
            if value and node.name in found:
                held = found[node.name]
                found[node.name] = [*held, value] if isinstance(held, list) else [held, value]
            elif value:
                found[node.name] = value
        return found

    def lines(self) -> Iterator[str]:
        """Give every text inside with its name."""
        for node in self.inside:
            if node.text:
                yield f"{node.name}: {node.text}"
            yield from node.lines()


@dataclass(slots=True)
class Damaged:
    """A place that is not XML."""

    number: int
    untrusted: bytes = field(repr=False)


class CutOff:
    """The file ends in the middle."""


Told = TypeVar("Told")


class NodeReader(Generic[Told]):
    """Builds elements of one file; a handler of ``RecordStream``, to be completed by a format.

    Frames are elements that only hold others: they are gone into, never built.

    Args:
        most_text: characters of one outermost element that are kept.
        longest: characters of one attribute that are kept.
    """

    def __init__(self, most_text: int = MOST_TEXT, longest: int = LONGEST_NAME) -> None:
        self._found: list[Told | Damaged | CutOff] = []
        self._number = 0
        self._recovering = False
        self._most_text = most_text
        self._longest = longest
        self._open: list[Node] = []
        self._words: list[str] = []
        self._room = most_text
        self._too_deep = 0

    def found(self) -> list[Told | Damaged | CutOff]:
        """Hand over what has come together."""
        found, self._found = self._found, []
        return found

    def words(self, text: str) -> None:
        """Take text of the element that is open."""
        if self._open and not self._too_deep and self._spend(len(text)):
            self._words.append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        name = name.rpartition(":")[2]
        if not self._open:
            self._room = self._most_text
            if self._enter(name, attributes):
                return
        if self._too_deep or len(self._open) >= _DEEPEST or not self._spend(_COST):
            self._too_deep += 1
            return
        if self._open:
            self._open[-1].text += "".join(self._words)
        self._words = []
        self._open.append(Node(clean(name), self._shortened(attributes)))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._too_deep:
            self._too_deep -= 1
        elif self._open:
            node = self._open.pop()
            node.text = clean(node.text + "".join(self._words)).strip()
            self._words = []
            if not self._open:
                node.cut = self._room <= 0
                self._whole(node)
            else:
                self._open[-1].inside.append(node)
        else:
            self._leave(name.rpartition(":")[2])

    def broken(self, untrusted_bytes: bytes) -> None:
        """List what is damaged; what else its frame holds stays its own."""
        untrusted = untrusted_bytes.lstrip()
        stray = not self._open and self._recovering
        stray = stray and (untrusted.startswith(b"</") or begins_whole(untrusted))
        self._reset()
        self._recovering = True
        if not stray:
            self._number += 1
            self._found.append(Damaged(self._number, untrusted_bytes))

    def cut_off(self) -> None:
        """Learn that the file ends in the middle."""
        self._reset()
        self._found.append(CutOff())

    def finish(self) -> None:
        """Hand over what is held back, where a format does so; nothing follows."""

    def _enter(self, name: str, attributes: dict[str, str]) -> bool:
        """Say whether an element is a frame, and begin it."""
        raise NotImplementedError

    def _leave(self, name: str) -> None:
        """End a frame."""
        raise NotImplementedError

    def _whole(self, node: Node) -> None:
        """Take an outermost element."""
        raise NotImplementedError

    def _shortened(self, attributes: dict[str, str]) -> dict[str, str]:
        short = {}
        for key, told in attributes.items():
            if self._spend(min(len(told), self._longest)):
                short[clean(key)] = clean(told[: self._longest])
        return short

    def _reset(self) -> None:
        self._open.clear()
        self._words = []
        self._too_deep = 0

    def _spend(self, cost: int) -> bool:
        """Say whether there is room for so much more of one element."""
        self._room -= cost
        return self._room > 0
