"""Google Voice in a Google Takeout: texts, calls and voicemail, a page each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from app.importers.base import (
    Cursor,
    Export,
    Ignored,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.phone.voice_pages import MOST_BYTES, is_voice_page, read_page
from app.importers.phone.voice_records import VoiceRecords
from app.importers.times import Clock, TimeReader, wall_clock

NO_CONVERSATION = "It is no conversation and no call, and none names it."
NOTHING = "The page holds no message and no call that can be read."
BROKEN = "A message of the page that holds nothing that can be read."
CUT_OFF = "The page ends in the middle; what came after is lost."
TOO_LONG = "The page is too long to be one of Google Voice."

_MOST_ASKED = 500
_HEAD = 8_192
_PAGE = re.compile(r"\.html?$", re.IGNORECASE)


class GoogleVoiceImporter:
    """Reads Google Voice of a Takeout; see :class:`app.importers.base.Importer`."""

    key = "google_voice"
    label = "Google Voice (Google Takeout)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a page in it begins as those of Google Voice do."""
        pages = (member for member in export.members() if _PAGE.search(member))
        return any(_is_page(export, member) for member in islice(pages, _MOST_ASKED))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give texts and calls page by page."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, VoiceRecords(export, options, times)), after)


def _items(export: Export, records: VoiceRecords) -> Iterator[Item]:
    yield from export.rejected()
    others = []
    for member in export.members():
        if _PAGE.search(member) and _is_page(export, member):
            yield from _page(export, member, records)
        else:
            others.append(member)
    for member in others:
        if member not in records.used:
            yield Ignored(member, NO_CONVERSATION, foreign=True)


def _page(export: Export, member: str, records: VoiceRecords) -> Iterator[Item]:
    try:
        with export.open(member) as file:
            data = file.read(MOST_BYTES + 1)
    except MemberUnreadable as fault:
        yield Unreadable(member, fault.reason)
        return
    if len(data) > MOST_BYTES:
        yield Unreadable(member, TOO_LONG)
        return
    page = read_page(data)
    for number, said in enumerate(page.said, 1):
        if isinstance(said, bytes):
            yield Unreadable(f"{member} message {number}", BROKEN, said)
        else:
            yield records.text(member, page, said)
    for number, called in enumerate(page.called, 1):
        yield records.call(f"{member} call {number}", page, called)
    if not page.said and not page.called:
        yield Unreadable(member, NOTHING, data)
    elif not page.whole:
        yield Unreadable(f"{member} end", CUT_OFF)


def _is_page(export: Export, member: str) -> bool:
    return is_voice_page(export.head(member, _HEAD))
