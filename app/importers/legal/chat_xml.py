"""Events of archives of chats as they stand in their XML, one by one; makes no records."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.importers.xml_nodes import LONGEST_NAME, MOST_TEXT, Node, NodeReader

EVENTS = (
    *("Conversation", "Message", "ParticipantEntered", "ParticipantLeft", "Invite", "History"),
    *("SystemMessage", "FileTransferStarted", "FileTransferEnded"),
)
"""Elements at which reading can go on behind a fault."""

_MOST_FIELDS = 200
_CONTAINERS = frozenset({"Conversation", "Messages", "FileDump", "Conversations"})


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


Found = Event | Silent


class EventReader(NodeReader[Found]):
    """Builds events from the elements of one file."""

    def __init__(self) -> None:
        super().__init__(MOST_TEXT)
        self._talk = Talk(0)
        self._talks = 0

    def _enter(self, name: str, attributes: dict[str, str]) -> bool:
        if name not in _CONTAINERS:
            return False
        if name == "Conversation":
            self._talks += 1
            self._recovering = False
            self._talk = Talk(self._talks, self._shortened(attributes))
        return True

    def _leave(self, name: str) -> None:
        if name != "Conversation":
            return
        if not self._talk.events:
            self._found.append(Silent(self._talk))
        self._talk = Talk(0)

    def _whole(self, node: Node) -> None:
        """Tell an event from what is said of the conversation: that has nothing inside."""
        if not node.inside and node.name not in EVENTS:
            if len(self._talk.fields) < _MOST_FIELDS:
                self._talk.fields.setdefault(node.name, node.text[:LONGEST_NAME])
            return
        self._number += 1
        self._talk.events += 1
        self._found.append(Event(self._number, self._talk, node))
