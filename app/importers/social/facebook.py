"""Facebook's “Download your information” in JSON: of a person, a page or Messenger's storage.

Threads come first, each part newest message first as in the export; then posts, comments and
groups; then what was left, with the reason. Only the account's own view is in such a download.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from app.importers.social.facebook_members import (
    Sort,
    looks_like_facebook,
    sort_of,
    thread_parts,
)
from app.importers.social.facebook_messages import MessageReader
from app.importers.social.facebook_pages import pages_without_json
from app.importers.social.facebook_posts import Place, PostReader
from app.importers.social.facebook_threads import owner_of
from app.importers.social.json_stream import Broken, read_member
from app.importers.times import TimeReader

NO_RECORDS = "The file holds no messages, posts or comments."
OTHER_PART = "This part of the download holds no messages, posts or comments."
HTML_PAGE = "A page of the download in HTML; the JSON form of the download is what is read."
PROFILE_READ = "Only the account's name was taken from this file."


_TOLD = (".json", ".txt", ".csv", ".js", ".css")


class FacebookImporter:
    """Reads Facebook's JSON download; an :class:`app.importers.base.Importer`."""

    key = "facebook"
    label = "Facebook download (JSON)"
    needs_zone = False
    experimental = False

    def recognises(self, export: Export) -> bool:
        """Look for threads, posts or a profile as Facebook writes them."""
        return looks_like_facebook(export)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give threads, posts, then what is left."""
        return after_cursor(_Reading(export, options).items(), after)


class _Reading:
    """One pass over one download."""

    def __init__(self, export: Export, options: ImportOptions) -> None:
        self._export = export
        self._account = Account(export)
        self._sorts = {member: sort_of(export, member) for member in export.members()}
        parts = thread_parts(
            (member, sort)
            for member, sort in self._sorts.items()
            if sort in {Sort.THREAD, Sort.SECURE}
        )
        self._owner = owner_of(export, self._of(Sort.PROFILE), parts, options)
        times = TimeReader(options.zone)
        messages = MessageReader(self._account, times)
        self._threads = ThreadFiles(self._account, parts, messages, self._owner)
        self._posts = PostReader(self._account, times)

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        yield from self._threads.items(self._export)
        for member in self._of(Sort.POSTS):
            yield from or_nothing(self._posts_of(member), member, NO_RECORDS)
        yield from self._left()

    def _of(self, sort: Sort) -> list[str]:
        return sorted((m for m, found in self._sorts.items() if found is sort), key=natural)

    def _left(self) -> Iterator[Item]:
        for member in self._of(Sort.PROFILE):
            yield from self._account.used(member, read_member(self._export, member), PROFILE_READ)
        yield from self._threads.left()
        others = [one for one in self._of(Sort.OTHER) if not self._account.is_done(one)]
        shown = frozenset(pages_without_json(self._export, others))
        for member in others:
            name = member.lower()
            if name.endswith((".html", ".htm")):
                yield from self._account.ignore([member], HTML_PAGE, foreign=member in shown)
            elif name.endswith(_TOLD):
                yield from self._account.ignore([member], OTHER_PART)
        if shown:
            yield from self._account.ignore(others, UNUSED, foreign=True)
        yield from self._account.left()

    def _posts_of(self, member: str) -> Iterator[Item]:
        self._account.done(member)
        where = Place(member, self._owner)
        number = 0
        for value in unwrapped_pieces(read_member(self._export, member)):
            if isinstance(value, Broken):
                yield Unreadable(from_here(member, value.number), value.reason)
                continue
            number += 1
            yield from made(
                value, place(member, number), lambda entry, at: self._posts.read(entry, where, at)
            )
