"""Tells what each file of an Instagram download is, by its place."""

from __future__ import annotations

import re
from enum import Enum

from app.importers.base import Export
from app.importers.social.facebook_members import ROOT, is_instagram
from app.importers.social.facebook_members import Sort as MetaSort
from app.importers.social.facebook_members import sort_of as meta_sort_of

_PLACES = (
    (r"personal_information\.json", "profile"),
    (r"(?:media|content)/[^/]+\.json", "posts"),
    (r"threads/threads_and_replies[^/]*\.json", "posts"),
    (r"comments/(?:[^/]+/)*[^/]+\.json", "comments"),
    (r"(?:likes|story_interactions|story_sticker_interactions)/[^/]+\.json", "reactions"),
)


class Sort(Enum):
    """What a file is read as."""

    THREAD = "thread"
    POSTS = "posts"
    COMMENTS = "comments"
    REACTIONS = "reactions"
    PROFILE = "profile"
    FACEBOOK = "facebook"
    OTHER = "other"


_PATTERNS = tuple(
    (re.compile(rf"(?:^|/){pattern}$", re.IGNORECASE), Sort(sort)) for pattern, sort in _PLACES
)


def sort_of(export: Export, member: str) -> Sort:
    """Tell what a file is; what lies below Facebook's own folders is not Instagram's."""
    if ROOT.search(member):
        return Sort.FACEBOOK
    if meta_sort_of(export, member) in {MetaSort.THREAD, MetaSort.SECURE}:
        return Sort.THREAD
    return next((sort for pattern, sort in _PATTERNS if pattern.search(member)), Sort.OTHER)


def looks_like_instagram(export: Export) -> bool:
    """Say whether a download has Instagram's folders and any file in them that is read."""
    members = export.members()
    known = {Sort.OTHER, Sort.FACEBOOK}
    return is_instagram(members) and any(sort_of(export, one) not in known for one in members)
