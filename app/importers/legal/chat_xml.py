"""Events of archives of chats as they stand in their XML, one by one; makes no records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.importers.text import clean
from app.importers.xml_stream import begins_whole

EVENTS = (
    *("Conversation", "Message", "ParticipantEntered", "ParticipantLeft", "Invite", "History"),
    *("SystemMessage", "FileTransferStarted", "FileTransferEnded"),
)
"""Elements at which reading can go on behind a fault."""

_MOST_TEXT = 16 << 20
_COST = 200
_DEEPEST = 40
_LONGEST_NAME = 2_000
_MOST_FIELDS = 200
_CONTAINERS = frozenset({"Conversation", "Messages", "FileDump", "Conversations"})


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
class Talk:
    """What is told of a conversation before its events; ``number`` counts from one."""

    number: int
    attributes: dict[str, str] = field(default_factory=dict, repr=False)
    fields: dict[str, str] = field(default_factory=dict, repr=False)
    events: int = 0


@dataclass(slots=True)
class Event:
    """One event, in a conversation or alone; ``number`` counts all of a file."""

    number: int
    talk: Talk
    node: Node


@dataclass(slots=True)
class Silent:
    """A conversation without events."""

    talk: Talk


@dataclass(slots=True)
class Damaged:
    """A place that is not XML."""

    number: int
    untrusted: bytes = field(repr=False)


class CutOff:
    """The file ends in the middle."""


Found = Event | Silent | Damaged | CutOff


class EventReader:
    """Builds events from the elements of one file; a handler of ``RecordStream``."""

    def __init__(self) -> None:
        self._found: list[Found] = []
        self._open: list[Node] = []
        self._talk = Talk(0)
        self._talks = 0
        self._number = 0
        self._words: list[str] = []
        self._room = _MOST_TEXT
        self._too_deep = 0
        self._recovering = False

    def found(self) -> list[Found]:
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
        if not self._open and name in _CONTAINERS:
            if name == "Conversation":
                self._begin_talk(attributes)
            return
        if self._too_deep or len(self._open) >= _DEEPEST:
            self._too_deep += 1
            return
        short = {key: clean(told[:_LONGEST_NAME]) for key, told in attributes.items()}
        if self._open:
            self._open[-1].text += "".join(self._words)
        else:
            self._room = _MOST_TEXT
        self._words = []
        self._spend(_COST)
        self._open.append(Node(clean(name), short))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        name = name.rpartition(":")[2]
        if self._too_deep:
            self._too_deep -= 1
        elif self._open:
            node = self._open.pop()
            node.text = clean(node.text + "".join(self._words)).strip()
            self._words = []
            if not self._open:
                self._end_outermost(node)
            elif self._spend(_COST):
                self._open[-1].inside.append(node)
        elif name == "Conversation":
            self._end_talk()

    def broken(self, untrusted_bytes: bytes) -> None:
        """List what is damaged; a conversation's other events stay its own."""
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

    def _begin_talk(self, attributes: dict[str, str]) -> None:
        self._talks += 1
        self._recovering = False
        short = {key: clean(told[:_LONGEST_NAME]) for key, told in attributes.items()}
        self._talk = Talk(self._talks, short)

    def _end_talk(self) -> None:
        if not self._talk.events:
            self._found.append(Silent(self._talk))
        self._talk = Talk(0)

    def _end_outermost(self, node: Node) -> None:
        """Tell an event from what is said of the conversation: that has nothing inside."""
        if not node.inside and node.name not in EVENTS:
            if len(self._talk.fields) < _MOST_FIELDS:
                self._talk.fields.setdefault(node.name, node.text[:_LONGEST_NAME])
            return
        self._number += 1
        self._talk.events += 1
        node.cut = self._room <= 0
        self._found.append(Event(self._number, self._talk, node))

    def _reset(self) -> None:
        self._open.clear()
        self._words = []
        self._too_deep = 0

    def _spend(self, cost: int) -> bool:
        """Say whether there is room for so much more of one event."""
        self._room -= cost
        return self._room > 0
