"""What is attached to messages of Teams: files, quoted messages, cards, events."""

from __future__ import annotations

import json
from collections.abc import Iterator

from app.domain.parsed import ParsedAttachment
from app.importers.chat.entries import Person
from app.importers.chat.teams_text import card_words, page_words
from app.importers.social.account import base_name
from app.importers.social.taking import (
    Entry,
    take_entries,
    take_entry,
    take_text,
)
from app.importers.text import clean

IN_SHAREPOINT = "The file lies in SharePoint or OneDrive; the export has only its link."


def sender_of(told: Entry) -> Person:
    """Take the name and address of whoever sent: a person, a program or a device."""
    for sort in ("user", "application", "device", "conversation"):
        one = take_entry(told, sort)
        if one:
            name = take_text(one, "displayName")
            keys = ("email", "userPrincipalName", "mail", "id")
            return name, next(filter(None, (take_text(one, key) for key in keys)), "")
    return take_text(told, "displayName"), take_text(told, "email")


def attached(one: Entry, files: list[ParsedAttachment]) -> Iterator[str]:
    """Take a file, a quoted message or a card."""
    sort = take_text(one, "contentType")
    name, link = take_text(one, "name"), take_text(one, "contentUrl")
    content = one.get("content")
    if sort.lower().endswith("messagereference"):
        yield _quoted(content, "forwarded" if "forwarded" in sort.lower() else "quote")
    elif "card" in sort:
        words = card_words(content)
        yield f"[card] {words}" if words else ""
    elif sort == "reference" or link:
        files.append(
            ParsedAttachment(clean(name) or base_name(link) or "file", None, IN_SHAREPOINT)
        )
        yield f"[file] {link}" if link else ""
    else:
        words = card_words(content)
        yield f"[attached] {name} {words}".rstrip() if name or words else ""


def _quoted(content: object, word: str) -> str:
    try:
        told = json.loads(content) if isinstance(content, str) else content
    except (ValueError, RecursionError):
        return f"[{word}] {content}"
    if not isinstance(told, dict):
        return ""
    sender = take_entry(told, "messageSender") or take_entry(told, "originalMessageSender")
    name, address = sender_of(sender)
    words = take_text(told, "messagePreview") or take_text(told, "originalMessageContent")
    return f"[{word}] {name or address}: {page_words(words)}"


def event_words(event: Entry) -> Iterator[str]:
    """Say what happened, to whom, and what a thing is called now."""
    sort = take_text(event, "@odata.type").rpartition(".")[2].removesuffix("EventMessageDetail")
    if not sort:
        return
    people = [
        take_text(one, "displayName") or take_text(one, "id")
        for one in take_entries(event, "members")
    ]
    keys = ("chatDisplayName", "channelDisplayName", "teamDisplayName", "callDuration")
    names = [take_text(event, key) for key in keys]
    yield f"[event] {sort} {', '.join(filter(None, (*people, *names)))}".rstrip()
