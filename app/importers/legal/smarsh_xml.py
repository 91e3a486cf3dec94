"""Snapshots of Smarsh Enterprise Archive as they stand in XML, event by event; makes no records.

Elements are known by their own names, whatever their namespaces are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.importers.xml_nodes import Node, NodeReader

ENTRIES = ("text-event", "file-event", "action-event", "policy-event", "participant", "snapshot")
"""Elements at which reading can go on behind a fault."""

TOO_LONG = "It is too long to be kept."

_MOST_TOLD = 50
_LONGEST_TOLD = 1_000_000
_MOST_PEOPLE = 20_000
_PLAIN = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Snapshot:
    """What is told of a conversation before its events; ``number`` counts from one."""

    number: int
    attributes: dict[str, str] = field(default_factory=dict, repr=False)
    told: list[Node] = field(default_factory=list, repr=False)
    people: list[Node] = field(default_factory=list, repr=False)
    events: int = 0


@dataclass(slots=True)
class Event:
    """One event; ``number`` counts all of a file."""

    number: int
    snapshot: Snapshot
    node: Node


@dataclass(slots=True)
class Silent:
    """A snapshot without events."""

    snapshot: Snapshot


Entry = Event | Silent


class SnapshotReader(NodeReader[Entry]):
    """Builds the events of one file."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot = Snapshot(0)
        self._count = 0
        self._frames = 0
        self._held: Event | None = None

    def finish(self) -> None:
        """Hand over the event that was held back for what is told behind it."""
        if self._held is not None:
            self._found.append(self._held)
        self._held = None

    def broken(self, untrusted_bytes: bytes) -> None:
        """List what is damaged, behind what was whole before it."""
        self.finish()
        super().broken(untrusted_bytes)

    def cut_off(self) -> None:
        """Learn that the file ends in the middle."""
        self.finish()
        super().cut_off()

    def _enter(self, name: str, attributes: dict[str, str]) -> bool:
        is_entry = name.endswith("event") or name == "participant"
        is_snapshot = name.endswith("snapshot") or not (self._frames or is_entry)
        if not (is_snapshot or name.endswith("-events") or name in {"participants", "snapshots"}):
            return False
        self._frames += 1
        if is_snapshot:
            self.finish()
            self._count += 1
            self._snapshot = Snapshot(self._count, self._shortened(attributes))
        return True

    def _leave(self, name: str) -> None:
        self._frames -= 1
        is_snapshot = name.endswith("snapshot") or not self._frames
        if is_snapshot:
            self.finish()
        if is_snapshot and self._snapshot.told and not self._snapshot.events:
            self._found.append(Silent(self._snapshot))
        if is_snapshot:
            self._snapshot = Snapshot(self._count)

    def _whole(self, node: Node) -> None:
        snapshot = self._snapshot
        if node.name == "participant":
            if len(snapshot.people) < _MOST_PEOPLE:
                snapshot.people.append(node)
        elif node.name.endswith("event"):
            self.finish()
            self._number += 1
            snapshot.events += 1
            self._held = Event(self._number, snapshot, node)
        elif len(snapshot.told) < _MOST_TOLD:
            is_short = self._most_text - self._room <= _LONGEST_TOLD
            snapshot.told.append(node if is_short else Node(node.name, text=TOO_LONG))


def take(node: Node, *plain: str) -> str:
    """Take the first value of several names, from attributes and elements two deep.

    Names are given in small letters, without lines between their words.
    """
    for wanted in plain:
        for holder in (node, *node.inside):
            found = _of_attribute(holder, wanted) or _of_element(holder, wanted)
            if found:
                return found
    return ""


def plain_name(name: str) -> str:
    """Give a name as it is compared."""
    return _PLAIN.sub("", name.rpartition(":")[2]).casefold()


def _of_attribute(node: Node, wanted: str) -> str:
    for key, told in node.attributes.items():
        if plain_name(key) == wanted and told.strip():
            return node.attributes.pop(key).strip()
    return ""


def _of_element(node: Node, wanted: str) -> str:
    for one in node.inside:
        if plain_name(one.name) == wanted and one.text and not one.inside:
            if one.attributes:
                told, one.text = one.text, ""
                return told
            node.inside.remove(one)
            return one.text
    return ""
