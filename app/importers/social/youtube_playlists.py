"""YouTube's playlists: their own table, and a table of videos for each, joined by title.

Takeouts of before 2024 have one table for each playlist, whose first row is the playlist itself
and whose other rows are its videos.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.importers.base import Export, Ignored, Item, Unreadable
from app.importers.social.account import Account, base_name, or_nothing, place
from app.importers.social.tables import BrokenRow, Row, read_table
from app.importers.social.taking import Entry, as_bytes, leftover
from app.importers.social.youtube_columns import Sort
from app.importers.social.youtube_members import Layout
from app.importers.social.youtube_records import Playlist, RecordMaker, by_role
from app.importers.social.youtube_videos import folded

EMPTY = "The table holds no rows."
LISTED = "Its videos are listed with their playlist."
ODD_ROW = "This row names neither a playlist nor a video."

_VIDEO = re.compile(r"[\w-]{11}")
_LISTING = re.compile(r"(?:-videos)?(?:\(\d+\))?\.csv$", re.IGNORECASE)
_CUT_FROM = 40


@dataclass(slots=True)
class _Listing:
    """The videos of one table, each with when it was added, and the rows that are none."""

    videos: list[tuple[str, str]] = field(default_factory=list)
    odd: list[Unreadable] = field(default_factory=list)


class PlaylistReader:
    """Makes the playlists of one Takeout into records."""

    def __init__(self, export: Export, account: Account, layout: Layout, make: RecordMaker) -> None:
        self._export = export
        self._account = account
        self._roles = layout.roles
        self._make = make
        self._listings = {
            member: folded(_LISTING.sub("", base_name(member)))
            for member in sorted(layout.sorts)
            if layout.sorts[member] is Sort.PLAYLIST_VIDEOS
        }

    def items(self, tables: list[str]) -> Iterator[Item]:
        """Give the playlists of their tables, then those that only have a table of videos."""
        used: list[str] = []
        for member in tables:
            self._account.done(member)
            yield from or_nothing(self._listed(member, used), member, EMPTY)
        for member, title in self._listings.items():
            self._account.done(member)
            if member in used:
                yield Ignored(member, LISTED)
                continue
            alone = Playlist("", _LISTING.sub("", base_name(member)) or title, member)
            yield from self._with_videos(alone, member)
            yield self._make.playlist(alone)

    def _listed(self, member: str, used: list[str]) -> Iterator[Item]:
        for playlist in self._playlists(member):
            if isinstance(playlist, Unreadable):
                yield playlist
                continue
            listing = self._listing_of(playlist.title)
            if listing and listing not in used:
                used.append(listing)
                yield from self._with_videos(playlist, listing)
            yield self._make.playlist(playlist)

    def _playlists(self, member: str) -> Iterator[Playlist | Unreadable]:
        """Give the playlists of a table; rows of videos below one belong to it."""
        held: Playlist | None = None
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                yield Unreadable(locator, row.reason)
                continue
            known = by_role(row.cells, self._roles[member])
            number = known.get("playlist", "").strip()
            if held and row.uneven and _is_below(row, number):
                if _VIDEO.fullmatch(number):
                    held.videos.append((number, list(row.cells.values())[1]))
                continue
            if held:
                yield held
            held = self._playlist(row, known, member, locator)
            if held is None:
                yield Unreadable(locator, ODD_ROW, as_bytes(row.cells))
        if held:
            yield held

    def _playlist(
        self, row: Row, known: dict[str, str], member: str, locator: str
    ) -> Playlist | None:
        number, title = known.get("playlist", "").strip(), known.get("playlist title", "").strip()
        if not number and not title:
            return None
        roles = self._roles[member]
        rest: Entry = {
            name: cell for name, cell in row.cells.items() if cell.strip() and name not in roles
        }
        return Playlist(
            number,
            title,
            locator,
            known.get("playlist description", "").strip(),
            known.get("created") or known.get("time", ""),
            known.get("visibility", "").strip(),
            known.get("channel", "").strip(),
            leftover(rest),
        )

    def _listing_of(self, title: str) -> str:
        """Name the table of a playlist's videos, where only one can be meant."""
        wanted = folded(title)
        exact = [member for member, name in self._listings.items() if name == wanted]
        cut = [
            member
            for member, name in self._listings.items()
            if len(name) >= _CUT_FROM and wanted.startswith(name)
        ]
        found = exact or cut
        return found[0] if wanted and len(found) == 1 else ""

    def _with_videos(self, playlist: Playlist, member: str) -> Iterator[Unreadable]:
        listing = self._listing(member)
        playlist.videos += listing.videos
        yield from listing.odd

    def _listing(self, member: str) -> _Listing:
        found = _Listing()
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                found.odd.append(Unreadable(locator, row.reason))
                continue
            known = by_role(row.cells, self._roles[member])
            video = known.get("video", "").strip()
            if video:
                found.videos.append((video, known.get("added") or known.get("time", "")))
            else:
                found.odd.append(Unreadable(locator, ODD_ROW, as_bytes(row.cells)))
        return found


def _is_below(row: Row, first: str) -> bool:
    """Say whether a row of an old table lists a video, or heads the list of them."""
    return len(row.cells) == 2 and (_VIDEO.fullmatch(first) is not None or "id" in first.lower())
