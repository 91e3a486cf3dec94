"""Makes rows of YouTube's tables, and entries of its older pages, into records; opens no file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.people import Party, Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import Parsed
from app.importers.social.account import Account
from app.importers.social.tables import Row
from app.importers.social.taking import is_undecoded
from app.importers.social.youtube_columns import Sort
from app.importers.social.youtube_pages import OldComment
from app.importers.social.youtube_text import comment_text
from app.importers.social.youtube_videos import Films, Video
from app.importers.text import clean
from app.importers.times import TimeReader

PLATFORM = "youtube"
UNEVEN = Problem("row_uneven", "Its row has more or fewer cells than the table has headings.")
UNCLOSED = Problem(
    "row_unclosed", "A quotation mark is never closed, so the row may be cut off or hold others."
)
NO_CONTENT = Problem("no_content", "The export holds nothing of it but its time and number.")
SHARED_FILM = Problem(
    "file_doubtful", "Several videos have this title, so the file may be another one's."
)

_KINDS = {Sort.COMMENTS: Kind.COMMENT, Sort.CHATS: Kind.MESSAGE, Sort.POSTS: Kind.POST}
_IDS = {Sort.COMMENTS: "comment", Sort.CHATS: "chat", Sort.POSTS: "post"}
_NO_FLAGS: frozenset[str] = frozenset()


@dataclass(slots=True)
class Playlist:
    """One playlist; ``videos`` are ids, each with when it was added, as written."""

    id: str
    title: str
    locator: str
    description: str = ""
    time: str = ""
    visibility: str = ""
    channel: str = ""
    rest: str = ""
    videos: list[tuple[str, str]] = field(default_factory=list)


class RecordMaker:
    """Makes records of one Takeout, all of which its own account wrote.

    Attributes:
        titles: of videos, by id.
        channels: names of the account's channels, by id.
    """

    def __init__(
        self,
        account: Account,
        times: TimeReader,
        titles: Mapping[str, str],
        channels: Mapping[str, str],
    ) -> None:
        self._account = account
        self._times = times
        self._titles = titles
        self._channels = channels

    def row(self, sort: Sort, row: Row, roles: Mapping[str, str], locator: str) -> Parsed | None:
        """Give the record of a row; None where it holds neither id nor text."""
        known, rest = _by_role(row.cells, roles)
        number = known.pop(_IDS[sort], "").strip()
        text = comment_text(known.pop("text", ""))
        if not number and not text:
            return None
        timed = self._times.iso(known.pop("time", ""))
        channel = known.pop("channel", "").strip()
        key, title = self._conversation(sort, known)
        files = [
            self._account.attachment(cell)
            for cell in (rest.values() if sort is Sort.POSTS else ())
            if self._account.holds(cell)
        ]
        odd = [UNEVEN] if row.uneven else []
        cut = frozenset({Flag.TRUNCATED.value}) if row.unclosed else _NO_FLAGS
        if cut:
            odd.append(UNCLOSED)
        if not text and not files:
            odd.append(NO_CONTENT)
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=_KINDS[sort],
            text=text,
            sent=timed.moment,
            parties=self._author(channel),
            platform_id=number,
            conversation_key=key,
            conversation_title=title,
            parent_id=known.pop("parent", "").strip(),
            attachments=tuple(files),
            flags=timed.flags | _undecoded(text) | cut,
            problems=(*timed.problems, *odd),
            raw=_as_json(rest | {name: cell for name, cell in known.items() if cell.strip()}),
        )

    def old(self, comment: OldComment, locator: str, *, chat: bool = False) -> Parsed:
        """Give the record of an entry of a page from before 2021."""
        timed = self._times.iso(comment.time)
        title = comment.title or self._titles.get(comment.video, "")
        return Parsed(
            locator=locator,
            platform=PLATFORM,
            kind=Kind.MESSAGE if chat else Kind.COMMENT,
            text=comment.text,
            sent=timed.moment,
            parties=self._author(""),
            platform_id=comment.id,
            conversation_key=f"video/{comment.video}",
            conversation_title=title or _named("Video", comment.video),
            flags=timed.flags | _undecoded(comment.text),
            problems=timed.problems if comment.text else (*timed.problems, NO_CONTENT),
        )

    def video(self, video: Video, films: Films) -> Parsed:
        """Give the record of a video: its title, description and file."""
        timed = self._times.iso(video.time)
        files, doubtful = films.of(video)
        return Parsed(
            locator=video.locator,
            platform=PLATFORM,
            kind=Kind.POST,
            text=video.description,
            sent=timed.moment,
            parties=self._author(video.channel),
            platform_id=video.id,
            conversation_key=f"video/{video.id}",
            conversation_title=video.title or _named("Video", video.id),
            subject=video.title,
            attachments=files,
            flags=timed.flags | _undecoded(video.description),
            problems=(*timed.problems, SHARED_FILM) if doubtful else timed.problems,
            raw=video.rest,
        )

    def playlist(self, playlist: Playlist) -> Parsed:
        """Give the record of a playlist: its title, description and the videos in it."""
        timed = self._times.iso(playlist.time)
        lines = [clean(playlist.description)]
        lines += [f"[visibility] {playlist.visibility}"] if playlist.visibility else []
        for video, added in playlist.videos:
            title = self._titles.get(video, "")
            lines.append(f"[video] {title} {video} {added}".replace("  ", " ").strip())
        text = "\n".join(filter(None, lines))
        return Parsed(
            locator=playlist.locator,
            platform=PLATFORM,
            kind=Kind.POST,
            text=text,
            sent=timed.moment,
            parties=self._author(playlist.channel),
            platform_id=playlist.id,
            conversation_key="playlists",
            conversation_title="Playlists",
            subject=playlist.title,
            flags=timed.flags | _undecoded(text),
            problems=timed.problems if text else (*timed.problems, NO_CONTENT),
            raw=playlist.rest,
        )

    def _author(self, channel: str) -> tuple[Party, ...]:
        channel = channel or next(iter(self._channels), "")
        name = self._channels.get(channel) or self._channels.get("", "")
        return (Party(Role.FROM, name, channel, is_owner=True),)

    def _conversation(self, sort: Sort, known: dict[str, str]) -> tuple[str, str]:
        """Give key and title of what is commented on: a video or a community post."""
        video = known.pop("video", "").strip()
        post = known.pop("post", "").strip()
        if sort is Sort.POSTS:
            return "posts", "Community posts"
        if not video and post:
            return f"post/{post}", _named("Post", post)
        if not video:
            return "", ""
        start = "live" if sort is Sort.CHATS else "video"
        return f"{start}/{video}", self._titles.get(video, "") or _named("Video", video)


def _by_role(
    cells: Mapping[str, str], roles: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Part the cells into those whose column is known and the rest."""
    known: dict[str, str] = {}
    rest: dict[str, str] = {}
    for heading, cell in cells.items():
        role = roles.get(heading, "")
        if role and role not in known:
            known[role] = cell
        elif cell.strip():
            rest[heading] = cell
    return known, rest


def by_role(cells: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
    """Give the cells of known columns, by what they hold."""
    return _by_role(cells, roles)[0]


def _named(what: str, number: str) -> str:
    return f"{what} {number}" if number else ""


def _undecoded(text: str) -> frozenset[str]:
    return frozenset({Flag.UNDECODABLE.value}) if is_undecoded(text) else _NO_FLAGS


def _as_json(rest: dict[str, str]) -> str:
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":")) if rest else ""
