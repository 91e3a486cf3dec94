"""Tells what each file of a YouTube Takeout is by what is inside; folder names are translated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from app.importers.base import Export
from app.importers.social.tables import Row, headings, read_table
from app.importers.social.youtube_columns import Sort, roles_of, sort_of_table
from app.importers.social.youtube_pages import looks_like_old_comments

_SAMPLE = 20
_HEAD = 4096
_HISTORY = re.compile(
    r"(?:watch|search)-history|(?:wiedergabe|such)verlauf|historial[ _-]|historique[ _-]"
    r"|(?:^|/)(?:history|verlauf|historial|historique)/"
    r"|(?:^|/)(?:my|meine|mi|mon|minha|la mia)[ _-]?"
    r"(?:activit|aktivit|actividad|atividade|attivit)",
    re.IGNORECASE,
)
_OLD_PAGE = re.compile(r"(?:^|/)(?:my-comments|my-live-chat-messages)/[^/]+\.html?$", re.IGNORECASE)


@dataclass(slots=True)
class Layout:
    """What every file of one Takeout is.

    Attributes:
        roles: of each table's columns, by heading.
        root: folder that the service's files lie in.
    """

    sorts: dict[str, Sort] = field(default_factory=dict)
    roles: dict[str, dict[str, str]] = field(default_factory=dict)
    root: str = ""


def layout_of(export: Export) -> Layout:
    """Look at every table, page and JSON file of an export."""
    layout = Layout()
    for member in export.members():
        sort = _sort_of(export, member, layout)
        layout.sorts[member] = sort
        if sort not in {Sort.OTHER, Sort.HISTORY} and not layout.root:
            layout.root = "/".join(member.split("/")[:-2])
    return layout


def looks_like_youtube(export: Export) -> bool:
    """Say whether any file holds comments, chats, posts or videos as YouTube writes them."""
    layout = Layout()
    wanted = set(Sort) - {Sort.OTHER, Sort.HISTORY, Sort.CHANNEL, Sort.PLAYLIST_VIDEOS}
    return any(_sort_of(export, member, layout) in wanted for member in export.members())


def _sort_of(export: Export, member: str, layout: Layout) -> Sort:
    name = member.lower()
    if _HISTORY.search(member):
        return Sort.HISTORY
    if name.endswith(".csv"):
        return _sort_of_csv(export, member, layout)
    if name.endswith((".html", ".htm")):
        head = export.head(member, _HEAD)
        listed = b"&lc=" in head or b"&amp;lc=" in head or _OLD_PAGE.search(member)
        return Sort.OLD_COMMENTS if listed and looks_like_old_comments(head) else Sort.OTHER
    if name.endswith(".json"):
        head = export.head(member, _HEAD)
        return Sort.VIDEO if b'"youtube#video"' in head or _is_video(head) else Sort.OTHER
    return Sort.OTHER


def _is_video(head: bytes) -> bool:
    return b'"snippet"' in head and (b'"contentDetails"' in head or b'"privacyStatus"' in head)


def _sort_of_csv(export: Export, member: str, layout: Layout) -> Sort:
    names = headings(export, member)
    rows = (row for row in read_table(export, member) if isinstance(row, Row))
    sample = [row.cells for row in islice(rows, _SAMPLE)]
    layout.roles[member] = roles_of(names, sample)
    return sort_of_table(layout.roles[member].values())
