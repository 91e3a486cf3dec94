"""By what two items are known to be the same record; pure."""

from __future__ import annotations

import hashlib
import unicodedata

from app.domain.parsed import Parsed
from app.domain.people import Party, Role, normal_address
from app.vault.incoming import IncomingRecord

LENGTH = 16


def text_hash(text: str) -> bytes:
    """Give the SHA-256 of a source text; :func:`app.domain.records.hash_of` in bytes."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def identity_of(incoming: IncomingRecord, hashed: bytes, author: str) -> bytes:
    """Give what is equal for two copies of one record and differs for any two others.

    A platform's own id is trusted together with text and attachments. Without one, time (to
    the millisecond), author, words, subject and attachments stand for it.

    Args:
        incoming: the record.
        hashed: its :func:`text_hash`.
        author: its :func:`author_key`.
    """
    parsed = incoming.parsed
    if parsed.platform_id:
        parts = [parsed.platform, parsed.platform_id, hashed.hex()]
    else:
        parts = [
            parsed.platform,
            parsed.conversation_key,
            "" if parsed.sent.utc is None else str(parsed.sent.utc // 1000),
            author,
            _normal(parsed.text),
            _normal(parsed.subject),
        ]
    parts.extend(a.sha256 or f"missing {a.name}" for a in incoming.attachments)
    joined = "\0".join(parts).encode("utf-8", "replace")
    return hashlib.sha256(joined).digest()[:LENGTH]


def person_key(platform: str, name: str, address: str) -> str:
    """Give what tells people apart: numbers and mail addresses anywhere, else per platform."""
    if not address:
        return f"{platform}|name|{name.casefold()}"
    normal = normal_address(address)
    return normal if _is_global(normal) else f"{platform}|{normal}"


def _is_global(normal: str) -> bool:
    is_number = normal.isdigit() and len(normal) == 10
    return is_number or "@" in normal[1:]


def author_of(parsed: Parsed) -> Party | None:
    """Give the party that sent a record."""
    for party in parsed.parties:
        if party.role is Role.FROM:
            return party
    return None


def author_key(author: Party | None) -> str:
    """Give the form in which two spellings of one author are equal."""
    return "" if author is None else person_key("", author.name, author.address)


def _normal(text: str) -> str:
    """Give a text without differences of composition and spacing."""
    return " ".join(unicodedata.normalize("NFC", text).split())
