"""Tells what each page of a download in HTML is, by its place and by how it is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.importers.base import Export
from app.importers.social.facebook_blocks import looks_like_page
from app.importers.social.facebook_members import Sort, sort_by_place

HEAD = 1 << 17
"""Bytes that are looked at; a page begins with long style sheets."""

_PAGE = re.compile(r"\.html?$", re.IGNORECASE)
_OLD_THREAD = re.compile(
    r"(?:^|/)messages/[0-9]+\.html?$|(?:^|/)html/messages\.htm$", re.IGNORECASE
)
_INSTAGRAM = re.compile(
    r"(?:^|/)your_instagram_activity/(?:media|content|comments)/[^/]+\.html?$", re.IGNORECASE
)


def twin_of(member: str) -> str:
    """Name the file that says the same in JSON."""
    return _PAGE.sub(".json", member)


def sort_of_page(member: str) -> Sort:
    """Tell by its place what a page shows."""
    if not _PAGE.search(member):
        return Sort.OTHER
    if _OLD_THREAD.search(member):
        return Sort.THREAD
    if _INSTAGRAM.search(member):
        return Sort.POSTS
    found = sort_by_place(twin_of(member))
    return found if found in {Sort.THREAD, Sort.POSTS} else Sort.OTHER


def is_page(export: Export, member: str) -> bool:
    """Say whether a page shows messages, posts or comments of a download."""
    known = sort_of_page(member) is not Sort.OTHER
    return known and looks_like_page(export.head(member, HEAD))


def pages_without_json(export: Export, members: Iterable[str]) -> Iterator[str]:
    """Give the pages that show what no file in JSON in the same export says."""
    held = frozenset(export.members())
    for member in members:
        if is_page(export, member) and twin_of(member) not in held:
            yield member
