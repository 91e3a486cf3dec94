"""Make the recipe of a packet from the decided records of a request."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.audiences import FOR_PUBLIC, Audience, MadeFor
from app.domain.decisions import Disposition, Standing, changes
from app.domain.exemptions import Jurisdiction
from app.domain.ids import RecordId
from app.domain.packets import Contents, Custody, Layout, Letterhead, Limits, Order, PacketRecipe
from app.domain.records import Record
from app.domain.redacted import RedactedRecord
from app.domain.requests import Request
from app.errors import PacketRefused
from app.vault.folder import Vault
from app.vault.outcomes import OutcomeKey
from app.vault.requests import RecordKey
from app.workflow.check_request import blocks
from app.workflow.custody import custody_of, without_words
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.find_words import CHUNK
from app.workflow.gaps import OPEN_GAPS
from app.workflow.joined_names import NOBODY, JoinedNames, names_told
from app.workflow.kept_sheets import Tools
from app.workflow.law import Library
from app.workflow.letter import Tally, addressee, letter, reasons_for
from app.workflow.order_records import in_order
from app.workflow.redact_records import Redactor, Titled, title_redactions, withheld_words
from app.workflow.second_reading import OF_READER, refuse_unread
from app.workflow.widen_regions import AttachmentWords

CHANGED = (
    "The request was changed while its packet was made.",
    "Look at the check page, then build again.",
)
_Asked = tuple[Audience, int]
"""For whom, and the last decision that is known."""
_OF_RELEASES = frozenset({*OF_READER, OPEN_GAPS})
"""What holds back a packet that leaves, and no copy that does not."""
_WHERE = {OPEN_GAPS: "on the page of coverage"}
LEAVES = (Disposition.RELEASE, Disposition.REDACT, Disposition.WITHHOLD)


@dataclass(frozen=True, slots=True)
class PacketWishes:
    """How the clerk wants the packet.

    Attributes:
        limits: how large one file may become; without any there is one file.
        custody: whether the record of custody is printed.
        collection: whether it holds the collection log and what is held; never without it.
        per_record: every record is a file of its own, as are letter and log.
        contents: what is printed beside the records: the letter, the log.
        made_for: for whom it is made; whether it shows more is found out when it is.
        joined_names: whether it says what the office calls people whom it joined.
    """

    dated: dt.date
    letterhead: Letterhead
    layout: Layout = field(default_factory=Layout)
    bates_prefix: str = ""
    limits: Limits = field(default_factory=Limits)
    custody: bool = False
    per_record: bool = False
    contents: Contents = field(default_factory=Contents)
    made_for: MadeFor = FOR_PUBLIC
    joined_names: bool = False
    collection: bool = False

    @property
    def numbers_prefix(self) -> str:
        """Give what stands before the pages' numbers: those of two audiences are never equal."""
        audience = self.made_for.audience
        return (
            self.bates_prefix
            if self.made_for.is_public
            else f"{audience.value.upper()} {self.bates_prefix}"
        )


@dataclass(frozen=True, slots=True)
class Cooked:
    """A recipe, and the words that must stand nowhere in what is made from it.

    Attributes:
        withheld_words: for the verification only; never printed.
        names: what people in the request were called when it was made; None where it tells none.
    """

    recipe: PacketRecipe
    withheld_words: tuple[str, ...]
    tally: Tally
    names: JoinedNames | None = None

    def __repr__(self) -> str:
        return f"Cooked({self.tally.found} records)"


@dataclass(frozen=True, slots=True)
class Stream:
    """A recipe whose records come one after the other.

    Attributes:
        head: the recipe without them.
        records: in the order in which they are printed; can be gone through once.
        withheld_words, names: as of :class:`Cooked`.
    """

    head: PacketRecipe
    records: Iterator[RedactedRecord]
    withheld_words: tuple[str, ...] = field(repr=False)
    tally: Tally
    names: JoinedNames | None = None

    def __repr__(self) -> str:
        return f"Stream({self.tally.found} records)"


def refuse_unready(
    vault: Vault,
    request: Request,
    law: Library,
    audience: Audience = Audience.PUBLIC,
    *,
    released: bool = True,
) -> None:
    """Raise PacketRefused with the worst thing that blocks the packet.

    Args:
        vault: open.
        request: whose packet it is.
        law: knows its exemptions.
        audience: for whom.
        released: whether it leaves; a copy that does not may be made before the second reader
            has signed and while gaps are open.
    """
    found = [
        one
        for one in blocks(vault, request, law, audience)
        if released or one.kind not in _OF_RELEASES
    ]
    if found and found[0].kind in OF_READER:
        refuse_unread(vault, request)
    if found:
        more = f" ({len(found) - 1} more on the check page.)" if len(found) > 1 else ""
        raise PacketRefused(
            f"The packet cannot be built yet: {found[0].sentence}{more}",
            f"Put it right {_WHERE.get(found[0].kind, 'in review')}, then build again.",
        )


class RecipeMaker:
    """Makes recipes for one request; reads the vault, never the clock."""

    def __init__(self, vault: Vault, request: Request, law: Jurisdiction, tools: Tools) -> None:
        self._vault = vault
        self._request = request
        self._law = law
        self._tools = tools

    def cook(self, wishes: PacketWishes, most: int | None = None) -> Cooked:
        """Give the recipe for the request as it is decided now; ``most`` records for a preview."""
        stream = self.stream(wishes, most)
        recipe = replace(stream.head, records=tuple(stream.records))
        return Cooked(recipe, stream.withheld_words, stream.tally, stream.names)

    def stream(self, wishes: PacketWishes, most: int | None = None) -> Stream:
        """Give the recipe without its records, and these one after the other.

        Records and decisions are read in slices when they are asked for, so that memory does
        not grow with their number; only their numbers are held, and what is withheld of them.
        """
        request, audience = self._request.id, wishes.made_for.audience
        with self._vault.read() as work:
            counts = work.outcomes.counts(request, audience)
            leaving = work.outcomes.leaving(request, most, audience)
            tally = _tally(counts, work.outcomes.redactions(request, audience))
            codes = work.outcomes.codes_that_leave(request, audience)
            asked = (audience, work.decisions.position(request))
            shows_more = any(work.layers.opened(request, audience))
        if most is None and counts.get(None):
            raise PacketRefused(*CHANGED)
        made_for = replace(wishes.made_for, shows_more=shows_more)
        redactor = self._redactor(wishes.layout, *self._retitled(audience))
        printed = _printed(leaving, wishes.layout.order, redactor)
        reasons = reasons_for(self._law, codes)
        hiding = array("q", (key.id for key in leaving if key.hides))
        words = self._words(hiding, asked) if most is None else ()
        names = names_told(self._vault, request) if wishes.joined_names else None
        redactor = replace(redactor, joined=self._joined(names or NOBODY, words, hiding, asked))
        head = PacketRecipe(
            number=self._request.number,
            requester=addressee(self._request, made_for),
            dated=wishes.dated,
            letterhead=wishes.letterhead,
            letter=letter(self._request, self._law, tally, reasons, made_for),
            reasons=reasons,
            records=(),
            layout=wishes.layout,
            bates_prefix=wishes.numbers_prefix,
            log_position=asked[1],
            contents=wishes.contents,
            custody=self._custody(wishes, words),
            made_for=made_for,
        )
        return Stream(head, self._redacted(redactor, printed, asked), words, tally, names)

    def _redacted(
        self, redactor: Redactor, printed: Sequence[int], asked: _Asked
    ) -> Iterator[RedactedRecord]:
        """Read and redact in slices."""
        for record, standing in self._decided(printed, asked):
            yield redactor.apply(record, standing)

    def _words(self, hiding: Sequence[int], asked: _Asked) -> tuple[str, ...]:
        """List the withheld texts, each once; words also released are the verifier's care."""
        with self._vault.read() as work:
            retitled = work.outcomes.retitled(self._request.id, asked[0])
            anywhere = work.layers.withheld_words(self._request.id, asked[0])
        pages = AttachmentWords(self._vault, self._tools)
        words: dict[str, None] = dict.fromkeys(anywhere)
        for record, standing in self._decided([*dict.fromkeys((*hiding, *retitled))], asked):
            words.update(dict.fromkeys(withheld_words(record, standing)))
            words.update(dict.fromkeys(pages.withheld_in(record, standing)))
        return tuple(words)

    def _joined(
        self, names: JoinedNames, words: Sequence[str], hiding: Sequence[int], asked: _Asked
    ) -> JoinedNames:
        """Give what people are called, but for those of whom anything is withheld anywhere."""
        names = names.without(words)
        for record, standing in self._decided(hiding if names.names else (), asked):
            whole = standing.outcome is Disposition.WITHHOLD
            names = names.without(withheld_words(record, standing), whole=whole)
            names = names.without_parties(record, standing.redactions)
        return names

    def _decided(self, numbers: Sequence[int], asked: _Asked) -> Iterator[tuple[Record, Standing]]:
        """Read records with how they stand for an audience, in slices.

        Raises:
            PacketRefused: something that a packet shows was decided after a place of the log.
        """
        request, (audience, position) = self._request.id, asked
        for start in range(0, len(numbers), CHUNK):
            ids = [RecordId(one) for one in numbers[start : start + CHUNK]]
            with self._vault.read() as work:
                since = work.decisions.log(request, position)
                standings = work.layers.standings_of(request, ids, audience)
                records = work.records.many(ids)
            if any(changes(entry.decision, audience) for entry in since):
                raise PacketRefused(*CHANGED)
            yield from ((record, standings[record.id]) for record in records)

    def _retitled(self, audience: Audience) -> tuple[list[RecordKey], dict[RecordId, Standing]]:
        """Give the records in which words of a title are withheld, and how they stand."""
        request = self._request.id
        keys: list[RecordKey] = []
        standings: dict[RecordId, Standing] = {}
        with self._vault.read() as work:
            ids = work.outcomes.retitled(request, audience)
            for start in range(0, len(ids), CHUNK):
                part = ids[start : start + CHUNK]
                keys += (
                    key._replace(heading=heading)
                    for key in work.requests.keys_of(part)
                    for heading in work.threads.headings_beside(key.id, key.heading)
                )
                standings |= work.layers.standings_of(request, part, audience)
        return keys, standings

    def _custody(self, wishes: PacketWishes, words: Sequence[str]) -> Custody | None:
        if not wishes.custody:
            return None
        audience = wishes.made_for.audience
        zone, wanted = wishes.layout.zone, wishes.collection
        custody = custody_of(self._vault, self._request, zone, audience, collection=wanted)
        return without_words(custody, words)

    def _redactor(
        self, layout: Layout, retitled: Sequence[Titled], standings: dict[RecordId, Standing]
    ) -> Redactor:
        with self._vault.read() as work:
            sources = [(int(source.id), source.details) for source in work.sources.all()]
        names = {number: _source_name(told.label, told.custodian) for number, told in sources}
        custodians = {number: told.custodian for number, told in sources}
        titles = title_redactions(retitled, standings)
        drawer = AttachmentDrawer(self._vault, self._tools, shown=layout.attachments)
        return Redactor(layout.zone, names, drawer.draw, titles, custodians)


def _printed(leaving: Sequence[OutcomeKey], order: Order, redactor: Redactor) -> Sequence[int]:
    """Give the numbers of the records in the order in which they are printed."""
    withheld = {key.id for key in leaving if key.outcome is Disposition.WITHHOLD}
    return array("q", (key.id for key in in_order(leaving, order, withheld, redactor.custodians)))


def _tally(counts: Mapping[Disposition | None, int], redactions: int) -> Tally:
    return Tally(
        found=sum(counts.get(outcome, 0) for outcome in LEAVES),
        released=counts.get(Disposition.RELEASE, 0),
        redacted=counts.get(Disposition.REDACT, 0),
        withheld=counts.get(Disposition.WITHHOLD, 0),
        not_responsive=counts.get(Disposition.NOT_RESPONSIVE, 0),
        redactions=redactions,
    )


def _source_name(label: str, custodian: str) -> str:
    return f"{label}, custodian {custodian}" if custodian else label
