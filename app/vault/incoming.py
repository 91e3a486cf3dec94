"""What an import hands to the vault; knows neither formats nor tables."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ids import BlobName
from app.domain.parsed import Ignored, Parsed, Unreadable


@dataclass(frozen=True, slots=True)
class StoredAttachment:
    """A file of a record whose bytes lie in the vault already, or are missing.

    Attributes:
        size: bytes; -1 where unknown.
        media_type: sniffed from the bytes.
        sha256: hash of the bytes, hexadecimal; empty where they are missing.
        blob: where the bytes lie; empty where they are missing.
        text: what was read out of it for search; never printed.
        missing: why the bytes are not there.
        note: why text could not be read out of it.
    """

    name: str
    size: int
    media_type: str
    sha256: str
    blob: BlobName
    text: str = ""
    inline: bool = False
    missing: str = ""
    note: str = ""

    def __repr__(self) -> str:
        return f"StoredAttachment({self.size} bytes)"


@dataclass(frozen=True, slots=True)
class IncomingRecord:
    """One record of an export with its attachments put away."""

    parsed: Parsed
    attachments: tuple[StoredAttachment, ...] = ()


Incoming = IncomingRecord | Unreadable | Ignored
