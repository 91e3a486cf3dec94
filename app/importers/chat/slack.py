"""Slack's export of a workspace or of a whole organisation: a folder a channel, a file a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from app.importers.base import Cursor, Export, ImportOptions, Item, after_cursor
from app.importers.chat.entries import items_in
from app.importers.chat.slack_cast import LISTS, USERS, cast_in, used_lists
from app.importers.chat.slack_messages import MessageReader
from app.importers.social.account import Account, or_nothing
from app.importers.times import Clock, TimeReader, wall_clock

NO_MESSAGES = "The file of the day holds no messages."
LOGS = "Slack's own list of apps, lists or canvases; it holds no messages."
OTHERS = "It is no file of Slack's export, and no message names it."

_DAY = re.compile(r"(?:^|/)(?P<folder>[^/]+)/\d{4}-\d\d-\d\d\.json$")
_LOG = re.compile(
    r"(?:^|/)(?:integration_logs|canvases|lists|content_flags|huddle_transcripts|"
    r"huddle_notes|file_conversations|external_users|audit_logs)\.json$"
)
_HEAD = 4_096
_MOST_ASKED = 50


class SlackImporter:
    """Reads Slack's export; an :class:`app.importers.base.Importer`."""

    key = "slack"
    label = "Slack export (ZIP)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for lists of users or channels beside files of days that hold messages."""
        days = [member for member in export.members() if _DAY.search(member)]
        if not days:
            return _has_lists(export)
        return any(_holds_messages(export.head(day, _HEAD)) for day in days[:_MOST_ASKED])

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the messages channel by channel and day by day, then what is left."""
        times = TimeReader(options.zone, self._clock)
        return after_cursor(_items(export, options, times), after)


def _items(export: Export, options: ImportOptions, times: TimeReader) -> Iterator[Item]:
    account = Account(export)
    cast = cast_in(export, options)
    reader = MessageReader(export, account, times, cast)
    for member in export.members():
        if not _DAY.search(member):
            continue
        account.done(member)
        channel = cast.channel(member.rpartition("/")[0])
        items = items_in(
            export,
            member,
            frozenset({"", "messages"}),
            partial(reader.record, channel),
        )
        yield from or_nothing(items, member, NO_MESSAGES)
    yield from used_lists(export, account)
    for member in export.members():
        if _LOG.search(member):
            yield from account.ignore([member], LOGS)
    yield from account.ignore(export.members(), OTHERS, foreign=True)
    yield from export.rejected()


def _has_lists(export: Export) -> bool:
    names = export.members()
    return any(map(USERS.search, names)) and any(map(LISTS.search, names))


def _holds_messages(head: bytes) -> bool:
    return b'"ts"' in head and (b'"type"' in head or b'"user"' in head)
