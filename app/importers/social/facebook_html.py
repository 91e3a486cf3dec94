"""Facebook's and Instagram's downloads in HTML: conversations, posts and comments as pages.

A page gives less than the JSON of the same download: no ids, and times without a zone. A page
whose JSON is in the export as well is left, since that says the same and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.importers.base import (
    Cursor,
    Export,
    ImportOptions,
    Item,
    MemberUnreadable,
    Unreadable,
    after_cursor,
)
from app.importers.social.account import Account, or_nothing
from app.importers.social.facebook_blocks import Page, page_of
from app.importers.social.facebook_clocks import clock_of
from app.importers.social.facebook_files import EMPTY_THREAD, MISSING_PART
from app.importers.social.facebook_members import Sort, missing_parts, thread_parts
from app.importers.social.facebook_pages import (
    HEAD,
    pages_without_json,
    sort_of_page,
    twin_of,
)
from app.importers.social.facebook_shown import BlockReader
from app.importers.social.facebook_talk import Talk, owner_in, talk_of

NO_RECORDS = "The page shows no messages, posts or comments."
JSON_READ = "The JSON form of this page is in the export and is what is read."
OTHER_PAGE = "A page of the download that shows no messages, posts or comments."
OTHER_PART = "This part of the download holds no messages, posts or comments."
OTHER_KIND = "The file is of no kind that a download in HTML holds."

_LOOKED_AT = 100
_DATE = re.compile(rb"(?:_a6-o\b|_2lem\b)[^>]*>(?:\s*<div[^>]*>)?([^<]{6,60})<")


class FacebookHtmlImporter:
    """Reads pages of a Meta download; an :class:`app.importers.base.Importer`."""

    key = "facebook_html"
    label = "Facebook or Instagram download (HTML)"
    needs_zone = True
    experimental = True

    def recognises(self, export: Export) -> bool:
        """Look for pages of conversations or posts, built as Meta builds them."""
        return any(pages_without_json(export, export.members()))

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give conversations, posts and comments, then what is left."""
        return after_cursor(_Reading(export, options).items(), after)


class _Reading:
    """One pass over one download."""

    def __init__(self, export: Export, options: ImportOptions) -> None:
        self._export = export
        self._account = Account(export)
        self._sorts = {
            member: sort_of_page(member) for member in pages_without_json(export, export.members())
        }
        self._parts = thread_parts((twin_of(one), Sort.THREAD) for one in self._of(Sort.THREAD))
        looked = [*self._of(Sort.THREAD), *self._of(Sort.POSTS)][:_LOOKED_AT]
        fronts = [page.front for one in looked if (page := self._opened(one))]
        owner = owner_in(fronts) or next(iter(options.own_addresses), "")
        self._read = BlockReader(
            self._account, clock_of(fronts, options.zone, self._dates(looked)), owner
        )

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        pages = {twin_of(one): one for one in self._of(Sort.THREAD)}
        for part in self._parts:
            member = pages[part.member]
            talk = talk_of(part.box, part.thread)
            yield from or_nothing(self._page(member, talk), member, EMPTY_THREAD)
        held = frozenset((*self._export.members(), *self._rejected()))
        for folder, number in missing_parts(self._parts):
            if not held & {f"{folder}/message_{number}.html", f"{folder}/message_{number}.json"}:
                yield Unreadable(f"{folder}/message_{number}.html", MISSING_PART)
        for member in self._of(Sort.POSTS):
            yield from or_nothing(self._page(member, None), member, NO_RECORDS)
        yield from self._left()

    def _of(self, sort: Sort) -> list[str]:
        return sorted(member for member, found in self._sorts.items() if found is sort)

    def _rejected(self) -> Iterator[str]:
        return (item.locator for item in self._export.rejected())

    def _opened(self, member: str) -> Page | None:
        try:
            return page_of(self._export, member)
        except MemberUnreadable:
            return None

    def _dates(self, members: list[str]) -> Iterator[str]:
        for member in members:
            for found in _DATE.finditer(self._export.head(member, HEAD)):
                yield found[1].decode("utf-8", "replace")

    def _page(self, member: str, talk: Talk | None) -> Iterator[Item]:
        """Read a page; what cannot be read on is told where it begins."""
        self._account.done(member)
        number = 0
        try:
            page = page_of(self._export, member)
            if talk is not None:
                talk.learn(page.front, self._read.owner)
            for block in page.blocks:
                number = block.number
                yield self._read.item(block, member, talk)
        except MemberUnreadable as fault:
            place = f"{member}#{number + 1} and after" if number else member
            yield Unreadable(place, fault.reason)

    def _left(self) -> Iterator[Item]:
        ignore = self._account.ignore
        for member in self._export.members():
            if self._account.is_done(member):
                continue
            name = member.lower()
            if name.endswith((".html", ".htm")):
                doubled = twin_of(member) in self._export.members()
                yield from ignore([member], JSON_READ if doubled else OTHER_PAGE)
            elif name.endswith((".txt", ".css", ".js")):
                yield from ignore([member], OTHER_PART)
            elif name.endswith((".json", ".csv", ".xml", ".mbox", ".eml", ".zip")):
                yield from ignore([member], OTHER_KIND, foreign=True)
        yield from self._account.left()
