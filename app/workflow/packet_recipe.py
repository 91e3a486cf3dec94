"""Make the recipe of a packet from the decided records of a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.decisions import Disposition, Standing
from app.domain.exemptions import Jurisdiction
from app.domain.ids import RecordId
from app.domain.packets import Contents, Custody, Layout, Letterhead, Limits, PacketRecipe
from app.domain.records import Record
from app.domain.redacted import RedactedRecord
from app.domain.redaction import Field, Place, spans_of
from app.domain.requests import Request
from app.errors import PacketRefused
from app.vault.folder import Vault
from app.vault.requests import RecordKey
from app.workflow.check_request import blocks
from app.workflow.custody import custody_of
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import Tools
from app.workflow.law import Library
from app.workflow.letter import Tally, letter, reasons_for
from app.workflow.order_records import Placed, in_order
from app.workflow.redact_records import Redactor, title_redactions, withheld_words

CHANGED = (
    "The request was changed while its packet was made.",
    "Look at the check page, then build again.",
)
LEAVES = (Disposition.RELEASE, Disposition.REDACT, Disposition.WITHHOLD)


@dataclass(frozen=True, slots=True)
class PacketWishes:
    """How the clerk wants the packet.

    Attributes:
        limits: how large one file may become; without any there is one file.
        custody: whether the record of custody is printed.
        per_record: every record is a file of its own, as are letter and log.
        contents: what is printed beside the records: the letter, the log.
    """

    dated: dt.date
    letterhead: Letterhead
    layout: Layout = field(default_factory=Layout)
    bates_prefix: str = ""
    limits: Limits = field(default_factory=Limits)
    custody: bool = False
    per_record: bool = False
    contents: Contents = field(default_factory=Contents)


@dataclass(frozen=True, slots=True)
class Cooked:
    """A recipe, and the words that must stand nowhere in what is made from it.

    Attributes:
        withheld_words: for the verification only; never printed.
    """

    recipe: PacketRecipe
    withheld_words: tuple[str, ...]
    tally: Tally

    def __repr__(self) -> str:
        return f"Cooked({self.tally.found} records)"


@dataclass(frozen=True, slots=True)
class Stream:
    """A recipe whose records come one after the other.

    Attributes:
        head: the recipe without them.
        records: in the order in which they are printed; can be gone through once.
        withheld_words: as of :class:`Cooked`.
    """

    head: PacketRecipe
    records: Iterator[RedactedRecord]
    withheld_words: tuple[str, ...] = field(repr=False)
    tally: Tally

    def __repr__(self) -> str:
        return f"Stream({self.tally.found} records)"


def refuse_unready(vault: Vault, request: Request, law: Library) -> None:
    """Raise PacketRefused with the worst thing that blocks the packet."""
    found = blocks(vault, request, law)
    if found:
        more = f" ({len(found) - 1} more on the check page.)" if len(found) > 1 else ""
        raise PacketRefused(
            f"The packet cannot be built yet: {found[0].sentence}{more}",
            "Put it right in review, then build again.",
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
        return Cooked(recipe, stream.withheld_words, stream.tally)

    def stream(self, wishes: PacketWishes, most: int | None = None) -> Stream:
        """Give the recipe without its records, and these one after the other.

        Records are read in slices when they are asked for, so that memory does not grow with
        their number; only their keys and decisions are held, and what is withheld of them.
        """
        with self._vault.read() as work:
            keys = work.requests.record_keys(self._request.id)
            standings = work.decisions.standings(self._request.id)
            position = work.decisions.position(self._request.id)
        if most is None and any(standings[key.id].outcome is None for key in keys):
            raise PacketRefused(*CHANGED)
        leaving = [key for key in keys if standings[key.id].outcome in LEAVES]
        retitled = _retitled(keys, standings)
        redactor = self._redactor(wishes.layout, retitled, standings)
        order, custodians = wishes.layout.order, redactor.custodians
        printed = in_order(leaving[:most], order, _withheld(standings), custodians)
        tally = _tally(standings, [key.id for key in keys])
        reasons = reasons_for(self._law, _codes_of(standings, [key.id for key in leaving]))
        head = PacketRecipe(
            number=self._request.number,
            requester=self._request.details.requester,
            dated=wishes.dated,
            letterhead=wishes.letterhead,
            letter=letter(self._request, self._law, tally, reasons),
            reasons=reasons,
            records=(),
            layout=wishes.layout,
            bates_prefix=wishes.bates_prefix,
            log_position=position,
            contents=wishes.contents,
            custody=self._custody(wishes),
        )
        hiding = [key for key in leaving[:most] if _hides(standings[key.id])]
        read = records_of(self._vault, [key.id for key in dict.fromkeys((*hiding, *retitled))])
        words = _words(read, standings)
        kept = {key.id: standings[key.id] for key in hiding}
        return Stream(
            head, self._redacted(redactor, [key.id for key in printed], kept), words, tally
        )

    def _redacted(
        self, redactor: Redactor, printed: Sequence[RecordId], kept: Mapping[RecordId, Standing]
    ) -> Iterator[RedactedRecord]:
        """Read and redact in slices; ``kept`` has all of which anything is withheld."""
        for record in records_of(self._vault, printed):
            standing = kept.get(record.id) or Standing(record.id, Disposition.RELEASE)
            yield redactor.apply(record, standing)

    def _custody(self, wishes: PacketWishes) -> Custody | None:
        if not wishes.custody:
            return None
        return custody_of(self._vault, self._request, wishes.layout.zone)

    def _redactor(
        self, layout: Layout, retitled: Sequence[Placed], standings: dict[RecordId, Standing]
    ) -> Redactor:
        with self._vault.read() as work:
            sources = [(int(source.id), source.details) for source in work.sources.all()]
        names = {number: _source_name(told.label, told.custodian) for number, told in sources}
        custodians = {number: told.custodian for number, told in sources}
        titles = title_redactions(retitled, standings)
        drawer = AttachmentDrawer(self._vault, self._tools, shown=layout.attachments)
        return Redactor(layout.zone, names, drawer.draw, titles, custodians)


def _retitled(keys: Sequence[RecordKey], standings: dict[RecordId, Standing]) -> list[RecordKey]:
    """List the records in which words of a title are withheld, also those that stay out."""
    title = Place(Field.TITLE)
    return [key for key in keys if spans_of(standings[key.id].redactions, title)]


def _hides(standing: Standing) -> bool:
    return bool(standing.redactions) or standing.outcome is Disposition.WITHHOLD


def _withheld(standings: dict[RecordId, Standing]) -> set[RecordId]:
    """List the records that are withheld in full."""
    return {number for number, one in standings.items() if one.outcome is Disposition.WITHHOLD}


def _words(records: Iterable[Record], standings: dict[RecordId, Standing]) -> tuple[str, ...]:
    """List the withheld texts, each once; words that are also released are the verifier's care."""
    words: dict[str, None] = {}
    for record in records:
        words.update(dict.fromkeys(withheld_words(record, standings[record.id])))
    return tuple(words)


def _tally(standings: dict[RecordId, Standing], ids: Sequence[RecordId]) -> Tally:
    outcomes = [standings[i].outcome for i in ids]
    leaving = [i for i in ids if standings[i].outcome is Disposition.REDACT]
    return Tally(
        found=sum(1 for outcome in outcomes if outcome in LEAVES),
        released=outcomes.count(Disposition.RELEASE),
        redacted=outcomes.count(Disposition.REDACT),
        withheld=outcomes.count(Disposition.WITHHOLD),
        not_responsive=outcomes.count(Disposition.NOT_RESPONSIVE),
        redactions=sum(len(standings[i].redactions) for i in leaving),
    )


def _codes_of(standings: dict[RecordId, Standing], ids: Sequence[RecordId]) -> set[str]:
    codes: set[str] = set()
    for record in ids:
        standing = standings[record]
        if standing.outcome is Disposition.WITHHOLD:
            codes.update(standing.codes)
        else:
            codes.update(code for redaction in standing.redactions for code in redaction.codes)
    return codes


def _source_name(label: str, custodian: str) -> str:
    return f"{label}, custodian {custodian}" if custodian else label
