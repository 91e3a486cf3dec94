"""Tells what each file of a Facebook download is, by its place and by what is inside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from app.importers.base import Export

_HEAD = 1 << 13
_MOST_MISSING = 20_000
_THREAD = re.compile(
    r"(?:^|/)messages/(?:(?P<box>[^/]+)/)?(?P<folder>[^/]+)/message(?:_(?P<part>[0-9]+))?\.json$",
    re.IGNORECASE,
)
_RECORD_FOLDERS = re.compile(
    r"(?:^|/)(?:posts|comments_and_reactions|comments|likes_and_reactions|photos_and_videos|stories"
    r"|polls|reviews|live_videos|reels)/(?:[^/]+/)*[^/]+\.json$",
    re.IGNORECASE,
)
_GROUP_FILE = re.compile(r"(?:^|/)groups/[^/]*(?:post|comment)[^/]*\.json$", re.IGNORECASE)
_LONE_FILE = re.compile(
    r"(?:^|/)(?:your_posts|profile_posts|page_posts|other_people|wall_posts|your_videos"
    r"|your_uncategorized_photos|your_photos|comments|likes_and_reactions)[^/]*\.json$",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"(?:^|/)[^/]*profile_information[^/]*\.json$", re.IGNORECASE)
_INSTAGRAM = re.compile(
    r"(?:^|/)(?:your_instagram_activity/|account_information/personal_information\.json"
    r"|personal_information/personal_information/|content/posts_[0-9]+\.json)",
    re.IGNORECASE,
)
ROOT = re.compile(
    r"(?:^|/)(?:your_facebook_activity|[^/]*activity_across_facebook)/", re.IGNORECASE
)


class Sort(Enum):
    """What a file is read as."""

    THREAD = "thread"
    SECURE = "secure"
    POSTS = "posts"
    PROFILE = "profile"
    OTHER = "other"


_MARKS = {
    Sort.THREAD: (b'"participants"', b'"sender_name"', b'"thread_path"'),
    Sort.POSTS: (b'"timestamp"', b'"label_values"', b'"creation_timestamp"'),
    Sort.PROFILE: (b'"profile',),
}


@dataclass(frozen=True, slots=True)
class ThreadPart:
    """One file of a conversation.

    Attributes:
        thread: folder of the conversation, or the file's own stem.
        number: of the part; parts of a conversation go from the newest, 1, to the oldest.
    """

    member: str
    sort: Sort
    thread: str
    box: str
    number: int


def is_instagram(members: Iterable[str]) -> bool:
    """Say whether the download is Instagram's, which writes messages the same way."""
    return any(_INSTAGRAM.search(member) for member in members)


def sort_of(export: Export, member: str) -> Sort:
    """Tell what a file is; its head is read only where its place does not tell."""
    if not member.lower().endswith(".json"):
        return Sort.OTHER
    known = sort_by_place(member)
    return _sort_by_head(export, member) if known is Sort.OTHER else known


def sort_by_place(member: str) -> Sort:
    """Tell by its place what a file in JSON is."""
    if _PROFILE.search(member):
        return Sort.PROFILE
    if _THREAD.search(member):
        return Sort.THREAD
    if _RECORD_FOLDERS.search(member) or _GROUP_FILE.search(member):
        return Sort.POSTS
    return Sort.OTHER


def _sort_by_head(export: Export, member: str) -> Sort:
    head = export.head(member, _HEAD)
    if b'"participants"' in head:
        if b'"senderName"' in head or b'"threadName"' in head:
            return Sort.SECURE
        if b'"sender_name"' in head or b'"thread_path"' in head:
            return Sort.THREAD
    return Sort.POSTS if _LONE_FILE.search(member) else Sort.OTHER


def looks_like_facebook(export: Export) -> bool:
    """Say whether any file is one of Facebook's, by place and content."""
    if is_instagram(export.members()):
        return False
    return any(_is_facebooks(export, member) for member in export.members())


def _is_facebooks(export: Export, member: str) -> bool:
    sort = sort_of(export, member)
    if sort is Sort.OTHER:
        return False
    if sort is Sort.SECURE or ROOT.search(member):
        return True
    head = export.head(member, _HEAD)
    return any(mark in head for mark in _MARKS[sort])


def thread_parts(members: Iterable[tuple[str, Sort]]) -> list[ThreadPart]:
    """Put the files of conversations in order: by folder, then by number as a number."""
    parts = [_thread_part(member, sort) for member, sort in members]
    return sorted(parts, key=lambda part: (part.sort.value, part.thread, part.number, part.member))


def missing_parts(parts: Iterable[ThreadPart]) -> list[tuple[str, int]]:
    """List the files that must have been there, not without end: thread and number."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        if part.sort is Sort.THREAD and part.number:
            numbers[part.thread].add(part.number)
    missing = (
        (thread, number)
        for thread, present in sorted(numbers.items())
        for number in range(1, min(max(present), 10_000))
        if number not in present
    )
    return list(islice(missing, _MOST_MISSING))


def _thread_part(member: str, sort: Sort) -> ThreadPart:
    found = _THREAD.search(member)
    if found:
        folder = member.rpartition("/")[0]
        return ThreadPart(member, sort, folder, found["box"] or "", int(found["part"] or 0))
    stem = member.removesuffix(".json")
    return ThreadPart(member, sort, stem, "", 0)
