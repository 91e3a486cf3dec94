"""The shelf of drawings: pages of attachments as they were drawn, so that none is drawn twice.

What was reviewed is what is released: a page with the same boxes comes from here. Drawings are
derived; a lost one is drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select

from app.domain.ids import BlobName
from app.vault import tables as t


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page that was drawn, or what is known of a file's pages.

    Attributes:
        blob: name of the pixels; empty where there are none.
        body: words, boxes and sizes as JSON.
    """

    blob: BlobName
    body: str = field(repr=False)


class Drawings:
    """Keeps drawings by key.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: str) -> Drawing | None:
        """Give what was drawn, if it was."""
        d = t.drawings.c
        row = self._connection.execute(select(d.blob, d.body).where(d.key == key)).first()
        return Drawing(BlobName(row.blob), row.body) if row else None

    def keep(self, key: str, drawing: Drawing) -> None:
        """Keep one; an earlier one with the same key gives way."""
        self.forget(key)
        row = insert(t.drawings).values(key=key, blob=drawing.blob, body=drawing.body)
        self._connection.execute(row)

    def forget(self, key: str) -> None:
        """Drop one, so that it is drawn again."""
        self._connection.execute(delete(t.drawings).where(t.drawings.c.key == key))
