"""Files of archives in XML: which there are, and what stands in them, one by one; no format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from app.errors import ExportUnreadable
from app.importers.base import Export, MemberUnreadable, Unreadable
from app.importers.xml_nodes import CutOff, Damaged, NodeReader
from app.importers.xml_stream import DoctypeRefused, RecordStream

BROKEN = "A damaged entry could not be read; reading went on with the next whole one."
CUT_OFF = "The file ends in the middle; what came after its last whole entry is lost."

_HEAD = 8_192
_MOST_ASKED = 500
_REMEDY = "Ask who made it for a new export and import it as it was made."

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a file could not be read to its end."""

    reason: str


Fault = Damaged | CutOff | Ended
"""What is told of a file instead of an entry."""


def heads(export: Export) -> Iterator[tuple[str, bytes]]:
    """Give the members that may be XML, with how they begin; large ones come in numbered pieces."""
    members = export.members()
    named = (one for one in members if len(members) == 1 or ".xml" in one.casefold())
    for member in islice(named, _MOST_ASKED):
        head = export.head(member, _HEAD).replace(b"\0", b"")
        if b"<" in head[:8]:
            yield member, head


def entries_in(
    export: Export, member: str, frame: tuple[str, tuple[str, ...]], reader: NodeReader[Told]
) -> Iterator[Told | Fault]:
    """Give what a file holds; ``frame`` is its root and where reading can go on behind a fault.

    Raises:
        ExportUnreadable: a lone file declares a document type.
    """
    stream = RecordStream(*frame, reader, reader.words)
    ended = ""
    try:
        with export.open(member) as file:
            for _ in stream.steps(file):
                yield from reader.found()
    except DoctypeRefused as refused:
        if len(export.members()) == 1:
            raise ExportUnreadable(refused.reason, _REMEDY) from None
        ended = refused.reason
    except MemberUnreadable as fault:
        ended = fault.reason
    reader.finish()
    yield from reader.found()
    if ended:
        yield Ended(ended)


def unreadable(fault: Fault, member: str) -> Unreadable:
    """Make the item of a fault."""
    if isinstance(fault, Damaged):
        return Unreadable(f"{member}#{fault.number} damaged", BROKEN, fault.untrusted)
    reason = CUT_OFF if isinstance(fault, CutOff) else fault.reason
    return Unreadable(f"{member} end", reason)
