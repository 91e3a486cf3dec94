"""Finds the files of X posts and messages: their names begin with the id of the record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from app.importers.base import Export, ParsedAttachment
from app.importers.social.account import NOT_IN_EXPORT, Account, base_name
from app.importers.social.taking import Entry, put_back, take_entries, take_entry, take_text

_FILE = re.compile(r"(?:^|/)(?P<folder>[a-z_]*media)/(?:.*/)?(?P<id>[0-9]+)-[^/]+$", re.IGNORECASE)


class MediaFinder:
    """Knows which media files of one archive belong to which id."""

    def __init__(self, export: Export, account: Account) -> None:
        self._account = account
        self._posts: dict[str, list[str]] = defaultdict(list)
        self._messages: dict[str, list[str]] = defaultdict(list)
        for member in export.members():
            found = _FILE.search(member)
            if found:
                of_messages = "message" in found["folder"].lower()
                (self._messages if of_messages else self._posts)[found["id"]].append(member)

    def of_post(self, id_: str, names: Iterable[str]) -> tuple[ParsedAttachment, ...]:
        """Give the files of a post."""
        return self._of(id_, names, self._posts.get(id_, []))

    def of_message(self, id_: str, names: Iterable[str]) -> tuple[ParsedAttachment, ...]:
        """Give the files of a direct message."""
        return self._of(id_, names, self._messages.get(id_, []))

    def _of(
        self, id_: str, names: Iterable[str], members: list[str]
    ) -> tuple[ParsedAttachment, ...]:
        """Give the files of an id: those named first, then any others, then what is missing."""
        present = {base_name(member): member for member in members}
        wanted = list(dict.fromkeys(f"{id_}-{name}" for name in names if name))
        found = [name for name in wanted if name in present]
        others = [name for name in present if name not in wanted]
        missing = [name for name in wanted if name not in present]
        if len(present) >= len(wanted):
            missing = []
        return (
            *(self._account.member(present[name]) for name in (*found, *others)),
            *(ParsedAttachment(name, None, NOT_IN_EXPORT) for name in missing),
        )


def take_media_names(tweet: Entry) -> list[str]:
    """Take from a post what its files are called after the id; of a video, its best form."""
    names: list[str] = []
    for key in ("extended_entities", "entities"):
        holder = tweet.get(key)
        if not isinstance(holder, dict) or names:
            continue
        listed = take_entries(holder, "media")
        names = [name for medium in listed if (name := _name_of(medium))]
        put_back(holder, "media", listed)
    return names


def _name_of(medium: Entry) -> str:
    info = take_entry(medium, "video_info")
    variants = take_entries(info, "variants")
    best = max(
        (variant for variant in variants if str(variant.get("content_type")) == "video/mp4"),
        key=_bitrate,
        default=None,
    )
    put_back(info, "variants", variants)
    put_back(medium, "video_info", info)
    address = take_text(medium, "media_url_https") or take_text(medium, "media_url")
    if best is not None:
        address = str(best.get("url") or "") or address
    return base_name(address) if address else ""


def _bitrate(variant: Entry) -> int:
    rate = str(variant.get("bitrate") or "0")
    return int(rate) if rate.isdecimal() and len(rate) < 12 else 0
