"""Show an attachment's pages in a window: the bitmaps that are released, and words with places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from app.documents.images import PICTURES
from app.documents.on_screen import Pixels, on_screen
from app.documents.sheets import PAGED
from app.domain.decisions import Standing
from app.domain.hidden import Hidden
from app.domain.records import Attachment, Record
from app.domain.redacted import Encoding, SheetWord
from app.domain.redaction import Field, Place, Redaction, RegionTarget, WholeTarget, spans_of
from app.domain.requests import Request
from app.domain.spans import Region
from app.errors import AppError, ChildFailed
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.workflow.convert_office import Converted
from app.workflow.draw_attachments import MOST_SHEETS, is_scan, painted
from app.workflow.find_faces import FaceFinder
from app.workflow.kept_sheets import KeptSheet, KeptSheets, Painted, tools_in
from app.workflow.look_at_hidden import HiddenThings
from app.workflow.read_pages import PageReader
from app.workflow.suggest_on_pages import PageSuggestion, Settled, settled_on_pages
from app.workflow.suggesting import Suggesting
from app.workflow.widen_regions import AttachmentWords

Size = tuple[float, float]

NO_FILE = "The export lacks this file. Its name alone stands in the packet."
BY_TEXT = (
    "This document is printed by its text, set afresh. Its words stand in the record: select them "
    "there to redact them (Esc goes back)."
)
NATIVE = (
    "Not printed: a slip sheet takes its place. Deliver it beside the packet, or withhold it whole."
)
CLOSED = "Files of this kind are not printed: a slip sheet takes its place."
MANY = "It has more pages than a packet reproduces: a slip sheet takes its place."


@dataclass(frozen=True, slots=True)
class OpenedPages:
    """An attachment as it lies on the desk.

    Attributes:
        sizes: width and height of each page, in points or pixels; empty where none is shown.
        note: why none is shown, or what to know of those that are.
        hidden: what hides in the file.
        read: the words of all its pages were read before.
    """

    sizes: tuple[Size, ...] = field(default=(), repr=False)
    note: str = ""
    hidden: tuple[Hidden, ...] = ()
    read: bool = False


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page as the window shows it.

    Attributes:
        pixels: of the bitmap that is released; None where the page cannot be drawn.
        size: width and height of that bitmap itself; ``points`` of the page.
        bilevel: it is black and white, where burned boxes follow no grid.
        words: all that stand on it, nothing withheld.
        note: why it cannot be drawn.
        unread: it may show words that its own do not say, and eyes have not read it yet.
    """

    number: int
    pixels: Pixels | None = field(default=None, repr=False)
    size: tuple[int, int] = (1, 1)
    points: Size = (1.0, 1.0)
    bilevel: bool = False
    words: tuple[SheetWord, ...] = field(default=(), repr=False)
    read_by: str = ""
    note: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What the log says of attachments of a record beside its standing.

    Attributes:
        settled: what was declined, or is public anyway.
        looked_at: attachments whose hidden things were looked at.
    """

    settled: Settled = field(default_factory=Settled)
    looked_at: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which page is wanted, and how.

    Attributes:
        burned: the redactions of this page where it is shown as released, in the order of the
            record's standing, as the packet burns them; None for the whole page.
        width: most pixels across.
    """

    number: int
    width: int
    burned: tuple[Redaction, ...] | None = None


class PagesOnScreen:
    """Everything that is shown of attachments; each method may take a while.

    Args:
        vault: holds them, and their pages once drawn.
        request: under review.
        child: opens files; it starts with the first page that was not drawn before.
        suggesting: gives what is suggested now; without it no words are suggested.
    """

    def __init__(
        self,
        vault: Vault,
        request: Request,
        child: Child,
        suggesting: Callable[[], Suggesting] | None = None,
    ) -> None:
        self._vault = vault
        self._request = request
        self._child = child
        tools = tools_in(child)
        self._sheets = tools.sheets
        self._kept = KeptSheets(vault, tools)
        self._words = AttachmentWords(vault, tools)
        self._converted = Converted(vault)
        self._things = HiddenThings(vault, tools)
        self._faces = FaceFinder(vault, child)
        self._reader = PageReader(vault, child)
        self._suggesting = suggesting

    def get_ready(self) -> None:
        """Start the process that opens files, so that the first page need not wait for it."""
        with suppress(ChildFailed):
            self._sheets.get_ready()

    def opened(self, record: Record, index: int, standing: Standing) -> OpenedPages:
        """Count the pages of an attachment and name what hides in it."""
        attachment = record.attachments[index]
        if attachment.missing:
            return OpenedPages(note=NO_FILE)
        hidden = self._things.found(record, index)
        shown = self._shown(attachment)
        if attachment.reflows:
            spans = spans_of(standing.redactions, Place(Field.ATTACHMENT_TEXT, index))
            if spans or shown is attachment:
                return OpenedPages(note=BY_TEXT, hidden=hidden)
        elif shown.media_type not in PAGED | PICTURES:
            return OpenedPages(note=slip_words(attachment) or CLOSED)
        try:
            found = self._kept.pages(shown)
        except ChildFailed as failure:
            return OpenedPages(note=failure.reason, hidden=hidden)
        note = MANY if found.count > MOST_SHEETS else ""
        read = self._reader.pages_read(attachment) is not None
        return OpenedPages(_sizes(found.count, found.sizes), note, hidden, read)

    def page(self, record: Record, index: int, asked: PageAsked) -> ShownPage:
        """Give a page; one that cannot be drawn says why. Eyes are not waited for."""
        attachment, number = self._shown(record.attachments[index]), asked.number
        try:
            plain = self._kept.page(attachment, number, Painted())
            shown = self._released(attachment, plain, asked)
            unread = plain.doubtful and not self._kept.was_looked_at(attachment, number)
            further = () if unread else self._further(attachment, number, plain)
        except ChildFailed as failure:
            return ShownPage(number, note=failure.reason)
        return ShownPage(
            number,
            on_screen(shown.picture(), asked.width),
            shown.size,
            plain.points,
            shown.encoding is Encoding.G4,
            (*plain.words, *further),
            plain.read_by,
            unread=unread,
        )

    def further(self, record: Record, index: int, number: int) -> tuple[SheetWord, ...]:
        """Give the words of a page that eyes alone read; looking takes a while the first time."""
        attachment = self._shown(record.attachments[index])
        try:
            plain = self._kept.page(attachment, number, Painted())
            return self._further(attachment, number, plain)
        except ChildFailed:
            return ()

    def faces(self, record: Record, index: int, number: int) -> tuple[Region, ...]:
        """Find the faces of a page; one that cannot be looked at has none."""
        try:
            found = self._faces.regions_on(self._shown(record.attachments[index]), number)
        except ChildFailed:
            return ()
        return tuple(region for region, _ in found)

    def suggestions(self, record: Record, index: int, number: int) -> tuple[PageSuggestion, ...]:
        """Give what is suggested on a page, settled or not."""
        if self._suggesting is None:
            return ()
        return tuple(self._reader.suggestions(record, (index, number), self._suggesting()))

    def hits(self, record: Record, index: int, number: int, literal: str) -> list[Region]:
        """Find words on a page; one that cannot be drawn has none."""
        try:
            return self._words.regions_on_page(record, (index, number), literal)
        except AppError:
            return []

    def facts(self, record: Record) -> DeskFacts:
        """Read from the log what was declined and what was looked at."""
        with self._vault.read() as work:
            settled = settled_on_pages(work, self._request)
            looked_at = work.decisions.looked_at(self._request.id)
        return DeskFacts(
            settled, frozenset(one.attachment for one in looked_at if one.record == record.id)
        )

    def close(self) -> None:
        """End the process in which files are opened."""
        self._child.close()

    def _released(self, attachment: Attachment, plain: KeptSheet, asked: PageAsked) -> KeptSheet:
        """Give the bitmap of a page as the packet takes it from the vault."""
        boxes = asked.burned or ()
        if attachment.media_type in PAGED or is_scan(plain):
            return self._kept.page(attachment, asked.number, painted(boxes)) if boxes else plain
        return self._kept.picture(attachment, _regions(boxes))

    def _further(
        self, attachment: Attachment, number: int, plain: KeptSheet
    ) -> tuple[SheetWord, ...]:
        """Give words that eyes read where the page's own say nothing, in lines of their own."""
        if not plain.doubtful:
            return ()
        own = plain.words
        seen = self._kept.looked_at(attachment, number)
        lines = 1 + max((word.line for word in own), default=0)
        blocks = 1 + max((word.block for word in own), default=0)
        return tuple(
            SheetWord(word.text, word.box, lines + word.line, blocks + word.block)
            for word in seen
            if not any(_share(word, other) for other in own)
        )

    def _shown(self, attachment: Attachment) -> Attachment:
        return self._converted.of(attachment) or attachment


def slip_words(attachment: Attachment) -> str:
    """Say of sound and video what takes their place; nothing of other files."""
    family = attachment.media_type.partition("/")[0]
    return NATIVE if family in {"audio", "video"} and not attachment.missing else ""


def on_page(standing: Standing, index: int, number: int) -> tuple[Redaction, ...]:
    """Pick the regions of one page, in the order in which the packet burns them."""
    return tuple(
        one
        for one in standing.redactions
        if isinstance(one.target, RegionTarget)
        and (one.target.attachment, one.target.region.page) == (index, number)
    )


def is_withheld(standing: Standing, index: int) -> bool:
    """Say whether the whole attachment is withheld."""
    targets = (one.target for one in standing.redactions)
    return any(isinstance(one, WholeTarget) and one.attachment == index for one in targets)


def _regions(redactions: Sequence[Redaction]) -> list[Region]:
    targets = (one.target for one in redactions)
    return [one.region for one in targets if isinstance(one, RegionTarget)]


def _sizes(count: int, known: Sequence[Size]) -> tuple[Size, ...]:
    """Give a size for every page; those that are not told are as the last one that is."""
    last = known[-1] if known else (612.0, 792.0)
    return tuple(known[at] if at < len(known) else last for at in range(count))


def _share(one: SheetWord, other: SheetWord) -> bool:
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return across > 0 and down > 0
