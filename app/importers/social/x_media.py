"""Finds the files of X posts and messages: their names begin with the id of the record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from app.importers.base import Export, Ignored, ParsedAttachment, Unreadable
from app.importers.social.account import NOT_IN_EXPORT, Account, base_name
from app.importers.social.taking import Entry, put_back, take_entries, take_entry, take_text
from app.importers.social.x_nested import NestedZip

_FILE = re.compile(r"(?:^|/)(?P<folder>[a-z_]*media)/(?:.*/)?(?P<id>[0-9]+)-[^/]+$", re.IGNORECASE)


_NESTED = re.compile(r"(?:^|/)(?P<folder>[a-z_]*media)(?:/[^/]+)?\.zip$", re.IGNORECASE)

Taker = Callable[[], ParsedAttachment]


class MediaFinder:
    """Knows which media files of one archive belong to which id."""

    def __init__(self, export: Export, account: Account) -> None:
        self._posts: dict[str, dict[str, Taker]] = defaultdict(dict)
        self._messages: dict[str, dict[str, Taker]] = defaultdict(dict)
        self._nested: dict[str, NestedZip] = {}
        for member in export.members():
            found = _FILE.search(member)
            if found:
                files = self._files_of(found["folder"])[found["id"]]
                files[base_name(member)] = partial(account.member, member)
            elif nested := _NESTED.search(member):
                self._look_into(NestedZip(export, member), member, nested["folder"])

    def of_post(self, id_: str, names: Iterable[str]) -> tuple[ParsedAttachment, ...]:
        """Give the files of a post."""
        return _chosen(id_, names, self._posts.get(id_, {}))

    def of_message(self, id_: str, names: Iterable[str]) -> tuple[ParsedAttachment, ...]:
        """Give the files of a direct message."""
        return _chosen(id_, names, self._messages.get(id_, {}))

    def left(self, account: Account) -> Iterator[Ignored | Unreadable]:
        """Account for ZIPs inside the archive."""
        for member, nested in self._nested.items():
            account.done(member)
            yield from nested.left()

    def _look_into(self, nested: NestedZip, member: str, folder: str) -> None:
        self._nested[member] = nested
        for id_, name in nested.ids():
            files = self._files_of(folder)[id_]
            files.setdefault(base_name(name), partial(nested.attachment, name))

    def _files_of(self, folder: str) -> dict[str, dict[str, Taker]]:
        return self._messages if "message" in folder.lower() else self._posts


def _chosen(
    id_: str, names: Iterable[str], present: dict[str, Taker]
) -> tuple[ParsedAttachment, ...]:
    """Give the files of an id: those named first, then any others, then what is missing."""
    wanted = list(dict.fromkeys(f"{id_}-{name}" for name in names if name))
    found = [name for name in wanted if name in present]
    others = [name for name in present if name not in wanted]
    missing = [name for name in wanted if name not in present]
    if len(present) >= len(wanted):
        missing = []
    return (
        *(present[name]() for name in (*found, *others)),
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
