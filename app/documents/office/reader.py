"""Gives documents as text with its structure; hostile files are opened in the child only."""

from __future__ import annotations

from app.documents.base import Holder
from app.documents.office.outline import BlockValues, ContentValues
from app.documents.office.readings import read_document
from app.domain.content import Block, Content, Run
from app.domain.hidden import Hidden, HiddenKind
from app.domain.records import reflows
from app.domain.redacted import Look, Role
from app.domain.spans import Span
from app.errors import ChildFailed

MOST_BYTES = 200 << 20

_SECONDS = 120.0
_DRAWING = "image/svg+xml"
_LARGE = "It is too large for its words to be read."
_STRANGE = "Files of this kind are not read."

RunPlaces = tuple[tuple[int, int, str], ...]


class Reader(Holder):
    """Reads documents in a process that may die without harm."""

    def reads(self, media_type: str) -> bool:
        """Say whether files of a sniffed type can be read as text."""
        return media_type == _DRAWING or reflows(media_type)

    def read(self, untrusted: bytes, media_type: str, name: str = "") -> Content:  # noqa: ARG002 - the bytes tell what it is
        """Give a document's text, blocks and what hides in it; the same for the same bytes.

        Raises:
            ChildFailed: it cannot be read; the reason is a sentence for the clerk.
        """
        if not self.reads(media_type):
            raise ChildFailed(_STRANGE)
        if len(untrusted) > MOST_BYTES:
            raise ChildFailed(_LARGE)
        found = self._isolated.call(read_document, untrusted, media_type, seconds=_SECONDS)
        if isinstance(found, str):
            raise ChildFailed(found)
        try:
            return content_of(found)
        except (ValueError, TypeError, IndexError) as error:
            raise ChildFailed("It is damaged or of an unknown kind.") from error


def content_of(values: ContentValues) -> Content:
    """Make a document of plain values; raises ValueError, TypeError where they are none."""
    text, blocks, hidden, note = values
    return Content(
        text,
        tuple(map(_block, blocks)),
        tuple(
            Hidden(HiddenKind(kind), count, what, printed) for kind, count, what, printed in hidden
        ),
        note,
    )


def _block(values: BlockValues) -> Block:
    role, level, runs, rows, head_rows = values
    cells = tuple(tuple(_runs(cell) for cell in row) for row in rows)
    return Block(Role(role), _runs(runs), level, cells, head_rows)


def _runs(places: RunPlaces) -> tuple[Run, ...]:
    return tuple(Run(Span(start, end), Look(look)) for start, end, look in places)
