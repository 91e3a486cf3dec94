"""Puts redacted texts into plain ones for files that have no bars; knows no withheld word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from app.delivery.entries import Entry, moment_of, texts_in
from app.domain.redacted import (
    Bar,
    RedactedAttachment,
    RedactedBlock,
    RedactedCell,
    RedactedRecord,
    RedactedText,
    Sheet,
    SheetWord,
)

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")


def mark_of(bar: Bar) -> str:
    """Give the words that stand for what is withheld."""
    return f"[REDACTED {', '.join(bar.codes)}]" if bar.codes else "[REDACTED]"


def clean(text: str) -> str:
    """Take out signs that no list can hold or that turn a line around; lines end with LF."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def said(text: RedactedText) -> str:
    """Give a redacted text with its marks in words."""
    return clean(text.spoken(mark_of))


def one_line(text: RedactedText) -> str:
    """Give a redacted text in one line."""
    return " ".join(said(text).split())


def record_words(entry: Entry) -> str:
    """Give everything that is released of a record as text, its head first."""
    record = entry.record
    if record.withheld is not None:
        mark = mark_of(record.withheld)
        return f"Record {record.number}\nDate: {record.sent}\n\n{mark} Withheld in full.\n"
    lines = [f"Record {record.number}", f"From: {one_line(record.sender)}"]
    lines += [f"To: {one_line(one)}" for one in record.recipients]
    lines += [f"Date: {record.sent}"]
    lines += [f"Subject: {one_line(record.subject)}"] if record.subject.pieces else []
    lines += [f"Note: {remark}" for remark in record.remarks]
    lines += ["", said(record.text)]
    for index, one in enumerate(record.attachments, start=1):
        lines += ["", f"Attachment {index}: {name_words(one)}"]
        lines += [] if one.sheets else [attachment_words(one)]
    return clean("\n".join(lines)).rstrip() + "\n"


def name_words(attachment: RedactedAttachment) -> str:
    """Give name and kind of an attachment in one line."""
    name = one_line(attachment.name)
    return f"{name}, {attachment.kind}" if name else attachment.kind


def attachment_words(attachment: RedactedAttachment) -> str:
    """Give the text that is released of an attachment, page by page."""
    if attachment.withheld is not None:
        return f"{mark_of(attachment.withheld)} Withheld in full."
    if attachment.sheets:
        return "\n\n".join(_sheet_words(sheet) for sheet in attachment.sheets)
    if attachment.blocks:
        return "\n".join(_block_words(block) for block in attachment.blocks)
    return "\n".join([*map(mark_of, attachment.regions), *filter(None, [attachment.note])])


def has_text(attachment: RedactedAttachment) -> bool:
    """Say whether any word of it is released."""
    words = any(sheet.words for sheet in attachment.sheets)
    return words or any(text.visible.strip() for text in texts_in(attachment))


def conversation_words(record: RedactedRecord) -> str:
    """Name the conversation: its released title, else its number."""
    return one_line(record.title) or f"Conversation {record.thread}"


def flat_line(record: RedactedRecord) -> str:
    """Give a record in one stretch, as a conversation is read."""
    if record.withheld is not None:
        return f"[{moment_of(record)}] {mark_of(record.withheld)} Withheld in full."
    subject = f"{one_line(record.subject)}: " if record.subject.pieces else ""
    text = f"[{moment_of(record)}] {one_line(record.sender)}: {subject}{said(record.text)}"
    attached = "".join(f"\n  Attachment: {name_words(one)}" for one in record.attachments)
    return text.rstrip() + attached


def _sheet_words(sheet: Sheet) -> str:
    lines = [_line(list(words)) for _, words in groupby(sheet.words, lambda w: (w.block, w.line))]
    return "\n".join([*lines, *(mark_of(mark.bar) for mark in sheet.marks)])


def _line(words: Sequence[SheetWord]) -> str:
    return " ".join(clean(word.text) for word in words)


def _block_words(block: RedactedBlock) -> str:
    if block.rows:
        return "\n".join("\t".join(_cell_words(cell) for cell in row) for row in block.rows)
    return _cell_words(block.runs)


def _cell_words(cell: RedactedCell) -> str:
    return "".join(said(run.text) for run in cell)
