"""Draw pages and pictures of attachments once, and take them from the vault ever after."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.documents.base import Isolated
from app.documents.images import Cleaner
from app.documents.ocr import Reader
from app.documents.office.reader import Reader as OfficeReader
from app.documents.sheets import Burn, DrawnSheet, FoundPages, Sheets, Wishes, engine
from app.domain.content import Content
from app.domain.hidden import Hidden, HiddenKind
from app.domain.ids import BlobName
from app.domain.languages import Languages
from app.domain.records import Attachment
from app.domain.redacted import Box, Encoding, Picture, SheetWord
from app.domain.spans import Region
from app.errors import ChildFailed, VaultDamaged
from app.vault.drawings import Drawing
from app.vault.folder import Vault
from app.workflow.belied_words import belied

READ_BY_FILE = "file"
READ_BY_OCR = "ocr"
SAMPLED = 10
"""Of so many pages with words of their own one is looked at, the first at least."""


class ContentReader(Protocol):
    """Reads documents whose text is set afresh."""

    def read(self, untrusted: bytes, media_type: str, name: str = "") -> Content:
        """Give text and structure of a document of a sniffed type."""


class Hashed(Protocol):
    """What names a file by which it is drawn: an attachment, or its length alone."""

    @property
    def sha256(self) -> str:
        """Give the hash of its bytes."""

    @property
    def media_type(self) -> str:
        """Give its sniffed type."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What opens attachments, all in one child process.

    Attributes:
        ocr: None where the words of scans are not recognised.
        office: None where documents are set afresh from their plain text alone.
    """

    cleaner: Cleaner
    sheets: Sheets
    ocr: Reader | None = None
    office: ContentReader | None = None


def tools_in(isolated: Isolated) -> Tools:
    """Make all tools within one process."""
    return Tools(Cleaner(isolated), Sheets(isolated), Reader(isolated), OfficeReader(isolated))


@dataclass(frozen=True, slots=True)
class Painted:
    """Boxes of one page, and whether tones of grey are kept."""

    burns: tuple[Burn, ...] = ()
    grey: bool = False


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A drawn page whose pixels lie in the vault.

    Attributes:
        picture: reads the pixels each time, so that they do not fill the memory.
        size: of the pixels.
        doubtful: it may show words that its own do not say, or other ones.
    """

    points: tuple[float, float]
    size: tuple[int, int]
    encoding: Encoding | None
    picture: Callable[[], Picture]
    words: tuple[SheetWord, ...] = field(default=(), repr=False)
    marks: tuple[Box, ...] = ()
    read_by: str = ""
    note: str = ""
    doubtful: bool = False


class KeptSheets:
    """Draws what was not drawn yet.

    Args:
        vault: keeps what is drawn.
        tools: draw it.
    """

    def __init__(self, vault: Vault, tools: Tools) -> None:
        self._vault = vault
        self._tools = tools

    def pages(self, attachment: Attachment) -> FoundPages:
        """Count the pages and name what hides; raises ChildFailed where it does not open."""
        key = self._key(attachment, "pages")
        kept = self._found(key)
        if kept is not None:
            return _pages_from(json.loads(kept.body))
        found = self._tools.sheets.pages(self._bytes(attachment), attachment.media_type)
        hidden = [(one.kind.value, one.count, one.what) for one in found.hidden]
        body = {"count": found.count, "sizes": found.sizes, "hidden": hidden}
        self._keep(key, Drawing(BlobName(""), json.dumps(body)))
        return found

    def counted(self, file: Hashed) -> int | None:
        """Give how many pages were counted before; None where nobody opened the file yet."""
        kept = self._found(self._key(file, "pages"))
        return None if kept is None else _pages_from(json.loads(kept.body)).count

    def known(self, file: Hashed) -> FoundPages | None:
        """Give what was found when the file was opened; None where nobody opened it yet."""
        kept = self._found(self._key(file, "pages"))
        return None if kept is None else _pages_from(json.loads(kept.body))

    def page(self, attachment: Attachment, number: int, painted: Painted) -> KeptSheet:
        """Give a page (one-based) of a PDF or TIFF, or a picture drawn like a page.

        Raises:
            ChildFailed: it cannot be drawn; the reason is a sentence.
        """
        plain = [(b.region.left, b.region.top, b.region.right, b.region.bottom, b.words)
                 for b in painted.burns if b.region.page == number]  # fmt: skip
        bare = self._tools.ocr is None
        key = self._read_key(attachment, "sheet", number, plain, painted.grey, bare)
        return self._kept(key, lambda: self._drawn(attachment, number, painted))

    def looked_at(self, attachment: Attachment, number: int) -> tuple[SheetWord, ...]:
        """Give the words that eyes read on a page where its own may not be all of them.

        Letters may tell of themselves what they are not, so a sample of the other pages is
        looked at too, and all of a file in which eyes read other words there.

        Raises:
            ChildFailed: it cannot be drawn.
        """
        return self.both(attachment, number)[1]

    def both(
        self, attachment: Attachment, number: int
    ) -> tuple[tuple[SheetWord, ...], tuple[SheetWord, ...]]:
        """Give the words of a page, nothing withheld, and what :meth:`looked_at` gives."""
        page = self.page(attachment, number, Painted())
        return page.words, self._looked_at(attachment, number, page)

    def _looked_at(
        self, attachment: Attachment, number: int, page: KeptSheet
    ) -> tuple[SheetWord, ...]:
        if self._tools.ocr is None or page.read_by != READ_BY_FILE:
            return ()
        is_sample = number % SAMPLED == 1
        if not (page.doubtful or is_sample or self._is_belied(attachment)):
            return ()
        return self._seen(attachment, number, page)

    def was_looked_at(self, attachment: Attachment, number: int) -> bool:
        """Say whether eyes have read a page that may show words that its own do not say."""
        return self._found(self._read_key(attachment, "looked at", number)) is not None

    def _is_belied(self, attachment: Attachment) -> bool:
        key = self._read_key(attachment, "belied")
        kept = self._found(key)
        if kept is None:
            count = self.pages(attachment).count
            pages = (
                (at, self.page(attachment, at, Painted())) for at in range(1, count + 1, SAMPLED)
            )
            found = any(
                belied(page.words, self._seen(attachment, at, page))
                for at, page in pages
                if page.read_by == READ_BY_FILE
            )
            kept = self._keep(key, Drawing(BlobName(""), json.dumps(found)))
        return bool(json.loads(kept.body))

    def _seen(self, attachment: Attachment, number: int, page: KeptSheet) -> tuple[SheetWord, ...]:
        key = self._read_key(attachment, "looked at", number)
        kept = self._found(key)
        if kept is None:
            drawn = DrawnSheet(*page.points, page.picture())
            words = self._recognised(drawn, _languages(attachment))
            body = json.dumps([(w.text, w.box, w.line, w.block) for w in words], ensure_ascii=False)
            kept = self._keep(key, Drawing(BlobName(""), body))
        return tuple(SheetWord(text, _box(box), *at) for text, box, *at in json.loads(kept.body))

    def picture(self, attachment: Attachment, regions: Sequence[Region]) -> KeptSheet:
        """Give a picture that is shown within its record; raises ChildFailed as above."""
        plain = [(r.page, r.left, r.top, r.right, r.bottom) for r in regions]
        key = self._key(attachment, "picture", plain)
        return self._kept(key, lambda: self._cleaned(attachment, regions))

    def _kept(self, key: str, draw: Callable[[], tuple[Picture, dict[str, Any]]]) -> KeptSheet:
        kept = self._found(key) or self._keep(key, self._stored(*draw()))
        said = json.loads(kept.body)
        encoding = Encoding(said["encoding"]) if said["encoding"] else None
        size = (said["size"][0], said["size"][1])

        def read() -> Picture:
            try:
                return Picture(*size, self._vault.blobs.read(kept.blob), encoding)
            except VaultDamaged:
                return draw()[0]

        return KeptSheet(
            (said["points"][0], said["points"][1]),
            size,
            encoding,
            read,
            tuple(SheetWord(text, _box(box), *at) for text, box, *at in said["words"]),
            tuple(_box(mark) for mark in said["marks"]),
            said["read_by"],
            said["note"],
            said["doubtful"],
        )

    def _stored(self, picture: Picture, body: dict[str, Any]) -> Drawing:
        blob = self._vault.blobs.put(io.BytesIO(picture.data)).name
        encoding = picture.encoding.value if picture.encoding else ""
        told = body | {"size": (picture.width, picture.height), "encoding": encoding}
        return Drawing(blob, json.dumps(told, ensure_ascii=False))

    def _drawn(
        self, attachment: Attachment, number: int, painted: Painted
    ) -> tuple[Picture, dict[str, Any]]:
        data, media_type = self._bytes(attachment), attachment.media_type
        sheets = self._tools.sheets
        if sheets.draws(media_type):
            sizes = self.pages(attachment).sizes
            points = sizes[number - 1] if number <= len(sizes) else None
            wishes = Wishes(painted.grey, points)
            drawn = sheets.draw(data, media_type, number, painted.burns, wishes)
        else:
            drawn = sheets.sheet_of_picture(data, media_type, painted.burns, Wishes(painted.grey))
        words, read_by = drawn.words, READ_BY_FILE if drawn.words else ""
        if not words:
            words = self._recognised(drawn, _languages(attachment))
            read_by = READ_BY_OCR if words else ""
        return drawn.picture, {
            "points": (drawn.width, drawn.height),
            "words": [(word.text, word.box, word.line, word.block) for word in words],
            "marks": drawn.marks,
            "read_by": read_by,
            "note": "",
            "doubtful": read_by == READ_BY_FILE and (drawn.scanned or drawn.unread),
        }

    def _recognised(self, drawn: DrawnSheet, languages: Languages) -> tuple[SheetWord, ...]:
        """Recognise words on the pixels that are released, so that no withheld one can be."""
        if self._tools.ocr is None:
            return ()
        dots = round(drawn.picture.width / drawn.width * 72)
        try:
            found = self._tools.ocr.read(drawn.picture, dpi=dots, languages=languages)
        except ChildFailed:
            return ()
        words = found.sheet_words()
        return tuple(word for word in words if not any(_touch(word.box, m) for m in drawn.marks))

    def _cleaned(
        self, attachment: Attachment, regions: Sequence[Region]
    ) -> tuple[Picture, dict[str, Any]]:
        data = self._bytes(attachment)
        clean = self._tools.cleaner.clean(data, attachment.media_type, regions)
        size = (clean.width, clean.height)
        return clean, {
            "points": size, "words": (), "marks": (), "read_by": "", "note": clean.note,
            "doubtful": False,
        }  # fmt: skip

    def _found(self, key: str) -> Drawing | None:
        with self._vault.read() as work:
            kept = work.drawings.find(key)
        if kept is None or (kept.blob and not self._vault.blobs.has(kept.blob)):
            return None
        return kept

    def _keep(self, key: str, drawing: Drawing) -> Drawing:
        with self._vault.write(durable=False) as work:
            work.drawings.keep(key, drawing)
        return drawing

    def _bytes(self, attachment: Attachment) -> bytes:
        return self._vault.blobs.read(attachment.blob)

    def _read_key(self, attachment: Attachment, *more: object) -> str:
        """Name what depends on words; vaults older than Spanish know it without a language."""
        languages = _languages(attachment)
        told = () if languages is Languages.ENGLISH else (languages,)
        return self._key(attachment, *more, *told)

    def _key(self, file: Hashed, *more: object) -> str:
        told = [file.sha256, file.media_type, engine(), *more]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _languages(attachment: Attachment) -> Languages:
    """Give those in which a file was read, or is read for the first time."""
    return attachment.languages or Languages.ENGLISH


def _pages_from(body: dict[str, Any]) -> FoundPages:
    return FoundPages(
        body["count"],
        tuple((width, height) for width, height in body["sizes"]),
        tuple(Hidden(HiddenKind(kind), count, what) for kind, count, what in body["hidden"]),
    )


def _box(edges: Sequence[float]) -> Box:
    left, top, right, bottom = edges
    return left, top, right, bottom


def _touch(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]
