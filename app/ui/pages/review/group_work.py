"""What the groups of suggestions ask of the vault, beside the window. No PySide6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.requests import Request
from app.jobs.isolated import Child
from app.ui.pages.review.matching import MatchRow, place_row
from app.ui.sheet import short_day
from app.ui.ways import KeepsSettings
from app.ui.wording import count
from app.vault.folder import Vault
from app.workflow.find_faces import FaceFinder, FindFaces, FoundFace, faces_open
from app.workflow.gather_pages import PageGathering
from app.workflow.gather_suggestions import Gathering, SuggestionGroup
from app.workflow.read_pages import PageReader, ReadPages
from app.workflow.review import ReviewRoom
from app.workflow.settle_group import Taken

PORTION = 250
"""So many records are read for one answer, so that progress can be told between."""
PAGES = 30
"""So many pages are looked through for one answer."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """How far the gathering is.

    Attributes:
        groups: as far as they are known; None where they are as before.
        pages: so many are still to be looked through, of files that were read.
        unread: so many files with pages nobody read yet.
        more: whether some are still to be read.
    """

    done: int
    total: int
    groups: tuple[SuggestionGroup, ...] | None = None
    pages: int = 0
    unread: int = 0
    more: bool = False


class GroupWork:
    """The verbs of the groups of one request; each runs in a reader's thread."""

    def __init__(
        self, vault: Vault, request: Request, room: ReviewRoom, settings: KeepsSettings
    ) -> None:
        self._vault = vault
        self._request = request
        self._settings = settings
        self._zone = settings.now.zone
        self._child = Child()
        self._pages = PageGathering(vault, request, room, PageReader(vault, self._child))
        self._gathering = Gathering(vault, request, room, self._pages)
        self._told = 0

    def gather(self) -> Gathered:
        """Read one more portion; gives groups with the first, ever more rarely, and at the end."""
        left = self._gathering.left()
        total = self._gathering.total
        self._gathering.read(left[:PORTION])
        if len(left) > PORTION:
            done = total - len(left) + PORTION
            return Gathered(done, total, self._until_now(done), more=True)
        self._told = 0
        pages = self._pages.left()
        self._pages.read(pages[:PAGES])
        if len(pages) > PAGES:
            return Gathered(total, total, pages=len(pages) - PAGES, more=True)
        groups = tuple(self._gathering.groups())
        return Gathered(total, total, groups, unread=self._pages.unread(self._settings.now.scans))

    def _until_now(self, done: int) -> tuple[SuggestionGroup, ...] | None:
        if done < 2 * self._told:
            return None
        self._told = done
        return tuple(self._gathering.groups())

    def places(self, group: SuggestionGroup) -> tuple[MatchRow, ...]:
        """Describe the places of a group."""
        with self._vault.read() as work:
            records = {record.id: record for record in work.records.many(group.records)}
        return tuple(place_row(records[one.record], one.placed, self._zone) for one in group.found)

    def face_places(self, faces: Sequence[FoundFace]) -> tuple[MatchRow, ...]:
        """Describe the pictures with faces."""
        with self._vault.read() as work:
            ids = list(dict.fromkeys(face.record for face in faces))
            records = {record.id: record for record in work.records.many(ids)}
        rows = []
        for face in faces:
            record, target = records[face.record], face.target
            file = record.attachments[target.attachment]
            where = f"{record.id} · {short_day(record.sent.utc, self._zone)}"
            name = file.name or f"attachment {target.attachment + 1}"
            told = f"{name}, page {target.region.page}"
            rows.append(MatchRow(record.id, where, told, "", "", target=target))
        return tuple(rows)

    def face_job(self) -> FindFaces:
        """Make the job that looks for faces."""
        return FindFaces(self._vault, self._request, FaceFinder(self._vault, self._child))

    def faces_open(self, faces: Sequence[FoundFace]) -> list[FoundFace]:
        """Leave the faces that are not settled."""
        return faces_open(self._vault, self._request, faces)

    def page_job(self) -> ReadPages:
        """Make the job that reads pages, in the languages of the preferences."""
        return self._pages.reading(self._settings.now.scans)

    def close(self) -> None:
        """End the process in which pictures are opened."""
        self._child.close()


def progress_of(gathered: Gathered) -> str:
    """Say how far the gathering is."""
    if gathered.pages:
        return f"Looking… {count(gathered.pages, 'page')} left"
    return f"Looking… {gathered.done:,} of {gathered.total:,} records"


def only(group: SuggestionGroup, ticked: Sequence[bool]) -> SuggestionGroup:
    """Give a group with those of its places that are ticked."""
    found = tuple(one for one, is_in in zip(group.found, ticked, strict=True) if is_in)
    return replace(group, found=found)


def accept_words(taken: Sequence[Taken]) -> str:
    """Say what accepting does."""
    places = count(sum(len(one.group.found) for one in taken), "place")
    codes = {one.codes for one in taken}
    alike = next(iter(codes), ()) if len(codes) == 1 else ()
    under = f" under {' + '.join(alike)}" if alike else ""
    return f"&Redact {places}{under}{'' if all(codes) else '…'}"
