"""Which mails belong together, what answers what, and under which labels they lay."""

from __future__ import annotations

import base64
import binascii
import csv
import re

from app.domain.subjects import subject_of
from app.importers.text import clean, fold_for_matching
from app.reading.headers import Headers, decode_words

_ID = re.compile(r"<([^<>\s]{1,900})>")
_ANSWER = re.compile(
    r"\s*(?:(?:re|fwd?|fw|aw|wg|sv|vs|rv|tr|antw|odp)(?:\[\d+\]|\^\d+)?\s*:"
    r"|\[[^\[\]]{1,40}\](?=\s*(?:re|fwd?|fw|aw|wg)\s*:))\s*",
    re.IGNORECASE,
)
_MOST_NAMED = 100
_INDEX_BYTES, _GUID_BYTES = 22, 16


def message_id(headers: Headers) -> str:
    """Give the Message-ID without its brackets; empty where there is none."""
    value = headers.first("message-id")
    found = _ID.search(value)
    return clean(found[1] if found else value.strip().strip("<>"))[:998]


def parent_id(headers: Headers) -> str:
    """Give the Message-ID of the mail that this one answers."""
    answered = _ID.findall(headers.first("in-reply-to")) or _references(headers)[-1:]
    return clean(answered[0]) if answered else ""


def conversation_key(headers: Headers) -> str:
    """Give what all mails of one thread share.

    The root of the references; for an answer that names none, Gmail's thread or the subject;
    for the first mail of a thread, its own id.
    """
    references = _references(headers)
    answered = _ID.findall(headers.first("in-reply-to"))
    if references or answered:
        return "id:" + clean((references or answered)[0])
    subject = headers.words("subject")
    plain = plain_subject(subject)
    own = message_id(headers)
    if own and len(plain) == len(subject.strip()):
        return f"id:{own}"
    thread = headers.first("x-gm-thrid").strip()
    if thread:
        return f"gmail:{clean(thread)[:40]}"
    if plain:
        return f"subject:{fold_for_matching(clean(plain))}"
    return f"id:{own}" if own else ""


def named_in(headers: Headers) -> tuple[str, ...]:
    """Give what a mail shares with others of its thread: the ids it names, Outlook's index.

    Of very many references the first and the last are taken. Outlook's index counts together
    with the subject, as Exchange begins a conversation where the subject changes (MS-OXOMSG
    2.2.1.3: its first 22 bytes are those of the conversation).
    """
    ids = [*_references(headers), *_ID.findall(headers.first("in-reply-to"))[:1]]
    if len(ids) > 2 * _MOST_NAMED:
        ids = ids[:_MOST_NAMED] + ids[-_MOST_NAMED:]
    named = [f"id:{clean(one)[:998]}" for one in ids]
    base = subject_of(headers.words("subject")).base
    if base and (index := _conversation_index(headers)):
        named.append(f"index:{index}:{base}")
    return tuple(dict.fromkeys(named))


def _conversation_index(headers: Headers) -> str:
    try:
        found = base64.b64decode(headers.first("thread-index"), validate=False)
    except (binascii.Error, ValueError):
        return ""
    index = found[:_INDEX_BYTES]
    return index.hex() if len(index) == _INDEX_BYTES and any(index[-_GUID_BYTES:]) else ""


def plain_subject(subject: str) -> str:
    """Give a subject without the words that answering and forwarding put before it."""
    at = 0
    while found := _ANSWER.match(subject, at):
        at = found.end()
    return subject[at:].strip()


def gmail_labels(headers: Headers) -> tuple[str, ...]:
    """Give Gmail's labels; one with a comma in it stands in quotes."""
    line = clean(decode_words(headers.first("x-gmail-labels"))).replace("\n", " ")
    if not line:
        return ()
    try:
        row = next(csv.reader([line], skipinitialspace=True), [])
    except csv.Error:
        row = line.split(",")
    return tuple(dict.fromkeys(filter(None, (label.strip() for label in row))))


def _references(headers: Headers) -> list[str]:
    return _ID.findall(headers.first("references"))
