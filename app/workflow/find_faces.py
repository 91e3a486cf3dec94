"""Find faces on pictures and pages of a request's attachments: suggestions, no decisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Sequence, Set
from dataclasses import dataclass, field

from app.documents.base import Isolated
from app.documents.faces import Face, Faces
from app.documents.images import PICTURES
from app.domain.decisions import Disposition, Standing
from app.domain.ids import BlobName, RecordId
from app.domain.records import Attachment, Record
from app.domain.redacted import Encoding
from app.domain.redaction import RegionTarget
from app.domain.requests import Request
from app.domain.spans import Region
from app.errors import ChildFailed
from app.jobs.events import Progress
from app.vault.drawings import Drawing
from app.vault.folder import Vault
from app.workflow.covered import hides_region
from app.workflow.draw_attachments import MOST_SHEETS
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import KeptSheets, Painted, tools_in

FACE = "face"
_PAGED = frozenset({"application/pdf", "image/tiff"})
_ENGINE = "yunet 2023-03, 1280, 0.6, 0.15"


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A face on an attachment that nobody has withheld or declined yet."""

    record: RecordId
    target: RegionTarget
    score: float


class FaceFinder:
    """Looks once at each picture and page; what was found stays in the vault.

    Args:
        vault: holds the attachments.
        child: opens them; it starts with the first picture that must be looked at.
    """

    def __init__(self, vault: Vault, child: Isolated) -> None:
        self._vault = vault
        self._faces = Faces(child)
        self._sheets = KeptSheets(vault, tools_in(child))

    def regions(self, attachment: Attachment) -> tuple[tuple[Region, float], ...]:
        """Give faces with how sure the finder is; none where an attachment has no picture.

        Raises:
            ChildFailed: it cannot be looked at.
        """
        if attachment.missing:
            return ()
        if attachment.media_type not in _PAGED:
            return self.regions_on(attachment, 1)
        pages = min(self._sheets.pages(attachment).count, MOST_SHEETS)
        return tuple(
            one for page in range(1, pages + 1) for one in self.regions_on(attachment, page)
        )

    def regions_on(self, attachment: Attachment, page: int) -> tuple[tuple[Region, float], ...]:
        """Give the faces of one page (one-based), as :meth:`regions` does of all."""
        if attachment.media_type in _PAGED:
            return self._kept(attachment, page, is_page=True)
        if attachment.media_type in PICTURES:
            return self._kept(attachment, page, is_page=False)
        return ()

    def open_faces(
        self, record: Record, standing: Standing, declined: Set[tuple[RecordId, object, str]]
    ) -> list[FoundFace]:
        """List the faces of a record that are not settled; a file that does not open has none."""
        found: list[FoundFace] = []
        for index, attachment in enumerate(record.attachments):
            try:
                faces = self.regions(attachment)
            except ChildFailed:
                continue
            found += [
                FoundFace(record.id, target, score)
                for target, score in (
                    (RegionTarget(index, region), score) for region, score in faces
                )
                if (record.id, target, FACE) not in declined and not is_settled(target, standing)
            ]
        return found

    def _kept(
        self, attachment: Attachment, page: int, *, is_page: bool
    ) -> tuple[tuple[Region, float], ...]:
        key = _key(attachment, page)
        with self._vault.read() as work:
            kept = work.drawings.find(key)
        if kept is None:
            look = self._on_page if is_page else self._on_picture
            told = [(*_edges(face.region), face.score) for face in look(attachment, page)]
            kept = Drawing(BlobName(""), json.dumps(told))
            with self._vault.write(durable=False) as work:
                work.drawings.keep(key, kept)
        return tuple(
            (Region(page, left, top, right, bottom), score)
            for left, top, right, bottom, score in json.loads(kept.body)
        )

    def _on_picture(self, attachment: Attachment, _: int) -> Sequence[Face]:
        return self._faces.find(self._vault.blobs.read(attachment.blob), attachment.media_type)

    def _on_page(self, attachment: Attachment, page: int) -> Sequence[Face]:
        """Look at the page as it is drawn; one of black and white alone shows no face."""
        picture = self._sheets.page(attachment, page, Painted()).picture()
        if picture.encoding is Encoding.G4:
            return ()
        kind = "image/png" if picture.encoding is Encoding.PNG else "image/jpeg"
        return self._faces.find(picture.data, kind)


@dataclass
class FindFaces:
    """Long work: look for faces in the whole request. Stopped, it goes on where it was.

    Attributes:
        result: what was found and is still open; filled while it runs.
    """

    vault: Vault
    request: Request
    finder: FaceFinder
    title: str = "Looking for faces"
    result: list[FoundFace] = field(default_factory=list)

    def steps(self) -> Generator[Progress, None, None]:
        """Look at one record after another; each is kept before the next."""
        with self.vault.read() as work:
            ids = work.requests.record_ids(self.request.id)
            standings = work.decisions.standings(self.request.id)
            declined = {
                (o.record, o.target, o.kind) for o in work.decisions.declined(self.request.id)
            }
        for done, record in enumerate(records_of(self.vault, ids), 1):
            standing = standings.get(record.id, Standing(record.id))
            if record.attachments and standing.outcome not in _NOT_SHOWN:
                self.result += self.finder.open_faces(record, standing, declined)
            yield Progress(done, len(ids))


def faces_open(vault: Vault, request: Request, faces: Sequence[FoundFace]) -> list[FoundFace]:
    """Leave of the faces that were found those that nobody withheld or declined since."""
    with vault.read() as work:
        standings = work.decisions.standings(request.id)
        declined = {(o.record, o.target) for o in work.decisions.declined(request.id)}
    return [
        face
        for face in faces
        if (face.record, face.target) not in declined
        and (standing := standings.get(face.record, Standing(face.record))).outcome
        not in _NOT_SHOWN
        and not is_settled(face.target, standing)
    ]


_NOT_SHOWN = frozenset({Disposition.WITHHOLD, Disposition.NOT_RESPONSIVE})


def is_settled(target: RegionTarget, standing: Standing) -> bool:
    """Say whether decisions hide all of a face already, but for the rim of its region."""
    return hides_region([one.target for one in standing.redactions], target)


def _edges(region: Region) -> tuple[float, float, float, float]:
    return region.left, region.top, region.right, region.bottom


def _key(attachment: Attachment, page: int) -> str:
    told = [attachment.sha256, attachment.media_type, "faces", _ENGINE, page]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
