"""Instagram's download in JSON: messages, posts, stories, comments and reactions of one account.

Messages come first, newest first as in the download; then posts, comments and reactions; then
what was left, with the reason. Comments of others under the account's posts are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.importers.base import (
    Cursor,
    Export,
    ImportOptions,
    Item,
    Unreadable,
    after_cursor,
)
from app.importers.social.account import UNUSED, Account, from_here, natural, or_nothing, place
from app.importers.social.facebook_files import ThreadFiles, made, unwrapped_pieces
from app.importers.social.facebook_members import Sort as MetaSort
from app.importers.social.facebook_members import thread_parts
from app.importers.social.facebook_messages import MessageReader
from app.importers.social.facebook_pages import pages_without_json
from app.importers.social.facebook_text import repair
from app.importers.social.facebook_threads import owner_of
from app.importers.social.instagram_members import Sort, looks_like_instagram, sort_of
from app.importers.social.instagram_posts import BESIDE, PLATFORM, TELLING, Owner, PostReader
from app.importers.social.json_stream import Broken, read_member
from app.importers.text import clean
from app.importers.times import TimeReader

NO_RECORDS = "The file holds no posts, stories, comments or reactions."
OTHER_PART = "This part of the download holds no messages, posts, stories, comments or reactions."
PROFILE_READ = "Only the account's names were taken from this file."
FACEBOOKS = "The file belongs to a Facebook account in the same download."
HTML_PAGE = "A page to look at the download with; its JSON files are what is read."

_TOLD = (".json", ".txt", ".csv", ".js", ".css")
_RECORDS = (Sort.POSTS, Sort.COMMENTS, Sort.REACTIONS)
_USER = re.compile(r"(?:user|benutzer|usuari|utilis|utiliz|utente|gebruik)", re.IGNORECASE)
_NAME = re.compile(r"^(?:name|nom|nome|nombre|naam)$", re.IGNORECASE)


class InstagramImporter:
    """Reads Instagram's JSON download; an :class:`app.importers.base.Importer`."""

    key = "instagram"
    label = "Instagram download (JSON)"
    needs_zone = False
    experimental = True

    def recognises(self, export: Export) -> bool:
        """Look for Instagram's folders, and files of messages or posts in them."""
        return looks_like_instagram(export)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give messages, posts, comments, reactions, then what is left."""
        return after_cursor(_Reading(export, options).items(), after)


class _Reading:
    """One pass over one download."""

    def __init__(self, export: Export, options: ImportOptions) -> None:
        self._export = export
        self._account = Account(export)
        self._sorts = {member: sort_of(export, member) for member in export.members()}
        parts = thread_parts((member, MetaSort.THREAD) for member in self._of(Sort.THREAD))
        owner = self._owner()
        name = owner.name or owner_of(export, (), parts, options)
        times = TimeReader(options.zone)
        messages = MessageReader(self._account, times, PLATFORM)
        self._threads = ThreadFiles(self._account, parts, messages, name)
        self._posts = PostReader(self._account, times, Owner(name, owner.handle))

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        yield from self._threads.items(self._export)
        for sort in _RECORDS:
            for member in self._of(sort):
                yield from or_nothing(self._entries(member, sort), member, NO_RECORDS)
        yield from self._left()

    def _of(self, sort: Sort) -> list[str]:
        return sorted((m for m, found in self._sorts.items() if found is sort), key=natural)

    def _entries(self, member: str, sort: Sort) -> Iterator[Item]:
        self._account.done(member)
        file = member.rpartition("/")[2]
        number = 0
        for value in unwrapped_pieces(read_member(self._export, member), TELLING, BESIDE):
            if isinstance(value, Broken):
                yield Unreadable(from_here(member, value.number), value.reason)
                continue
            number += 1
            yield from made(
                value,
                place(member, number),
                lambda entry, at: self._posts.read(entry, sort, file, at),
            )

    def _owner(self) -> Owner:
        """Read the account's names, which stand under labels in its language."""
        name = handle = ""
        for member in self._of(Sort.PROFILE):
            for value in unwrapped_pieces(read_member(self._export, member), TELLING, BESIDE):
                mapped = value.get("string_map_data") if isinstance(value, dict) else None
                if isinstance(mapped, dict):
                    name = name or _value_under(mapped, _NAME)
                    handle = handle or _value_under(mapped, _USER)
        return Owner(name, handle)

    def _left(self) -> Iterator[Item]:
        ignore = self._account.ignore
        for member in self._of(Sort.PROFILE):
            yield from self._account.used(member, read_member(self._export, member), PROFILE_READ)
        yield from self._threads.left()
        yield from ignore(self._of(Sort.FACEBOOK), FACEBOOKS, foreign=True)
        others = [one for one in self._of(Sort.OTHER) if not self._account.is_done(one)]
        shown = frozenset(pages_without_json(self._export, others))
        for member in others:
            name = member.lower()
            if name.endswith((".html", ".htm")):
                yield from ignore([member], HTML_PAGE, foreign=member in shown)
            elif name.endswith(_TOLD):
                yield from ignore([member], OTHER_PART)
        if shown:
            yield from ignore(others, UNUSED, foreign=True)
        yield from self._account.left()


def _value_under(mapped: Mapping[object, object], label: re.Pattern[str]) -> str:
    """Give the first value whose label is like this in any language."""
    for key, value in mapped.items():
        named = value.get("value") if isinstance(value, dict) else None
        if isinstance(named, str) and label.search(repair(str(key))) and named.strip():
            return clean(repair(named))
    return ""
