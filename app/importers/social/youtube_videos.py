"""Knows the videos of a channel: their titles, and the files that may be theirs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.importers.base import ParsedAttachment
from app.importers.social.account import Account, base_name

_FILM = re.compile(r"\.(?:mp4|mov|avi|mkv|webm|m4v|3gp|wmv|flv|mpe?g)$", re.IGNORECASE)
_COUNTED = re.compile(r"\([0-9]+\)$")
_NOT_WORD = re.compile(r"[\W_]+")
_CUT_FROM = 40


@dataclass(frozen=True, slots=True)
class Video:
    """One video of the account; ``rest`` is what its description in the export has besides."""

    id: str
    title: str
    locator: str
    description: str = ""
    time: str = ""
    channel: str = ""
    rest: str = ""


class Films:
    """The video files of an export, which are named by the video's title alone."""

    def __init__(self, members: Iterable[str], videos: Iterable[Video], account: Account) -> None:
        self._account = account
        self._films = {member: _stem(member) for member in members if _FILM.search(member)}
        self._sharing: dict[str, int] = defaultdict(int)
        for video in videos:
            for member in self._of(video):
                self._sharing[member] += 1

    def of(self, video: Video) -> tuple[tuple[ParsedAttachment, ...], bool]:
        """Give the files that may be a video's, and whether another video may have them too."""
        members = self._of(video)
        doubtful = len(members) > 1 or any(self._sharing[member] > 1 for member in members)
        return tuple(self._account.member(member) for member in members), doubtful

    def _of(self, video: Video) -> list[str]:
        title = folded(video.title)
        return [
            member
            for member, stem in self._films.items()
            if title and (stem == title or (len(stem) >= _CUT_FROM and title.startswith(stem)))
        ]


def _stem(member: str) -> str:
    """Give a file's name as a title: cut, counted and with signs replaced as Takeout does."""
    return folded(_COUNTED.sub("", _FILM.sub("", base_name(member))))


def folded(title: str) -> str:
    """Give a title as it is compared with a file's name, in which signs are replaced."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", title)).strip().casefold()
