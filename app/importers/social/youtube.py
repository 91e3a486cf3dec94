"""YouTube in a Google Takeout: the account's own comments, live chats, posts, videos and playlists.

Files are known by what is inside, because folders and headings are in the account's language. What
the account watched or searched for is left out for privacy.
"""

from __future__ import annotations

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
from app.importers.social.account import Account, from_here, natural, or_nothing, place
from app.importers.social.json_stream import Broken, read_member
from app.importers.social.tables import BrokenRow, read_table
from app.importers.social.taking import Entry, as_bytes, leftover, put_back, take_entry, take_text
from app.importers.social.youtube_columns import Sort
from app.importers.social.youtube_members import layout_of, looks_like_youtube
from app.importers.social.youtube_pages import read_old_comments
from app.importers.social.youtube_playlists import EMPTY, PlaylistReader
from app.importers.social.youtube_records import RecordMaker, by_role
from app.importers.social.youtube_text import comment_text
from app.importers.social.youtube_videos import Films, Video
from app.importers.times import TimeReader

ODD_ROW = "This row holds neither an id nor a text."
ODD_ENTRY = "This entry is not laid out like a comment."
NO_VIDEO = "The file does not describe a video."
HISTORY = "What the account watched and searched for; it is left out for privacy."
INDEX = "The Takeout's own table of contents."
OTHER_DATA = "The file holds no comments, chats, posts, videos or playlists."
OTHER_SERVICE = "The file belongs to another service in the same Takeout."
CHANNEL_READ = "Only the channel's name was taken from this file."
_CHAT = "live-chat"
_DATA = (".csv", ".json", ".html", ".htm", ".txt", ".css", ".js")


class YouTubeImporter:
    """Reads YouTube's part of a Takeout; an :class:`app.importers.base.Importer`."""

    key = "youtube"
    label = "YouTube (Google Takeout)"
    needs_zone = False
    experimental = False

    def recognises(self, export: Export) -> bool:
        """Look for tables, pages or JSON files as YouTube writes them."""
        return looks_like_youtube(export)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give comments, chats, posts, videos, then what is left."""
        return after_cursor(_Reading(export, options).items(), after)


class _Reading:
    """One pass over one Takeout."""

    def __init__(self, export: Export, options: ImportOptions) -> None:
        self._export = export
        self._account = Account(export)
        self._layout = layout_of(export)
        self._videos = {m: list(self._read_videos(m)) for m in self._of(Sort.VIDEOS, Sort.VIDEO)}
        videos = [one for found in self._videos.values() for one in found if isinstance(one, Video)]
        self._films = Films(export.members(), videos, self._account)
        self._make = RecordMaker(
            self._account,
            TimeReader(options.zone),
            {video.id: video.title for video in videos if video.title},
            self._channel_names() or {"": next(iter(options.own_addresses), "")},
        )

    def items(self) -> Iterator[Item]:
        """Give all items in their fixed order."""
        for sort in (Sort.COMMENTS, Sort.CHATS, Sort.POSTS):
            for member in self._of(sort):
                yield from or_nothing(self._rows(member, sort), member, EMPTY)
        for member in self._of(Sort.OLD_COMMENTS):
            yield from or_nothing(self._page(member), member, OTHER_DATA)
        for member, videos in self._videos.items():
            self._account.done(member)
            items = (
                self._make.video(v, self._films) if isinstance(v, Video) else v for v in videos
            )
            yield from or_nothing(items, member, NO_VIDEO)
        yield from self._playlists()
        yield from self._left()

    def _of(self, *sorts: Sort) -> list[str]:
        return sorted((m for m, sort in self._layout.sorts.items() if sort in sorts), key=natural)

    def _playlists(self) -> Iterator[Item]:
        reader = PlaylistReader(self._export, self._account, self._layout, self._make)
        return reader.items(self._of(Sort.PLAYLISTS))

    def _rows(self, member: str, sort: Sort) -> Iterator[Item]:
        self._account.done(member)
        roles = self._layout.roles[member]
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                yield Unreadable(locator, row.reason)
                continue
            record = self._make.row(sort, row, roles, locator)
            yield record or Unreadable(locator, ODD_ROW, as_bytes(row.cells))

    def _page(self, member: str) -> Iterator[Item]:
        self._account.done(member)
        try:
            with self._export.open(member) as file:
                data = file.read()
        except MemberUnreadable as error:
            yield Unreadable(member, error.reason)
            return
        for found in read_old_comments(data):
            if isinstance(found, int):
                yield Unreadable(place(member, found), ODD_ENTRY)
            else:
                yield self._make.old(found, place(member, found.number), chat=_CHAT in member)

    def _read_videos(self, member: str) -> Iterator[Video | Unreadable]:
        if self._layout.sorts[member] is Sort.VIDEO:
            yield from self._described_videos(member)
            return
        roles = self._layout.roles[member]
        for row in read_table(self._export, member):
            locator = place(member, row.number)
            if isinstance(row, BrokenRow):
                yield Unreadable(locator, row.reason)
                continue
            known = by_role(row.cells, roles)
            if not known.get("video"):
                yield Unreadable(locator, ODD_ROW, as_bytes(row.cells))
                continue
            rest: Entry = {n: c for n, c in row.cells.items() if c and n not in roles}
            yield Video(
                known["video"],
                known.get("title", ""),
                locator,
                comment_text(known.get("description", "")),
                known.get("time") or known.get("created", ""),
                known.get("channel", ""),
                leftover(rest),
            )

    def _described_videos(self, member: str) -> Iterator[Video | Unreadable]:
        """Read a video's JSON file of before 2021: an object, or a list of one."""
        alone: Entry = {}
        for piece in read_member(self._export, member):
            if isinstance(piece, Broken):
                yield Unreadable(from_here(member, piece.number), piece.reason)
                return
            elif piece.key:
                alone[piece.key] = piece.value
            elif isinstance(piece.value, dict):
                yield _video_of(piece.value, place(member, 1))
        if alone:
            yield _video_of(alone, member)

    def _channel_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for member in self._of(Sort.CHANNEL):
            for row in read_table(self._export, member):
                known = (
                    {}
                    if isinstance(row, BrokenRow)
                    else by_role(row.cells, self._layout.roles[member])
                )
                if known.get("channel"):
                    names[known["channel"]] = known.get("channel title", "")
        return names

    def _left(self) -> Iterator[Item]:
        ignore = self._account.ignore
        yield from ignore(self._of(Sort.CHANNEL), CHANNEL_READ)
        yield from ignore(self._of(Sort.HISTORY), HISTORY)
        root = f"{self._layout.root}/" if self._layout.root else ""
        for member in self._of(Sort.OTHER):
            if member.endswith("archive_browser.html"):
                yield from ignore([member], INDEX)
            elif not member.startswith(root):
                yield from ignore([member], OTHER_SERVICE, foreign=True)
            elif member.lower().endswith(_DATA):
                yield from ignore([member], OTHER_DATA)
        yield from self._account.left()


def _video_of(untrusted: Entry, locator: str) -> Video | Unreadable:
    number = take_text(untrusted, "id")
    snippet = take_entry(untrusted, "snippet")
    if not number and not snippet:
        return Unreadable(locator, NO_VIDEO, as_bytes(untrusted))
    video = {
        key: take_text(snippet, key) for key in ("title", "description", "publishedAt", "channelId")
    }
    put_back(untrusted, "snippet", snippet)
    return Video(
        number,
        video["title"],
        locator,
        video["description"],
        video["publishedAt"],
        video["channelId"],
        leftover(untrusted),
    )
