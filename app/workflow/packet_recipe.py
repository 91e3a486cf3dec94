"""Make the recipe of a packet from the decided records of a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.decisions import Disposition, Standing
from app.domain.exemptions import Jurisdiction
from app.domain.ids import RecordId
from app.domain.packets import Layout, Letterhead, PacketRecipe
from app.domain.records import Record
from app.domain.redaction import Field, Place, spans_of
from app.domain.requests import Request
from app.errors import PacketRefused
from app.vault.folder import Vault
from app.workflow.check_request import check
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import Tools
from app.workflow.law import Library
from app.workflow.letter import Tally, letter, reasons_for
from app.workflow.order_records import in_order
from app.workflow.redact_records import Redactor, title_redactions, withheld_words

CHANGED = (
    "The request was changed while its packet was made.",
    "Look at the check page, then build again.",
)
LEAVES = (Disposition.RELEASE, Disposition.REDACT, Disposition.WITHHOLD)


@dataclass(frozen=True, slots=True)
class PacketWishes:
    """How the clerk wants the packet."""

    dated: dt.date
    letterhead: Letterhead
    layout: Layout = field(default_factory=Layout)
    bates_prefix: str = ""


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


def refuse_unready(vault: Vault, request: Request, law: Library) -> None:
    """Raise PacketRefused with the worst thing that blocks the packet."""
    blocks = [found for found in check(vault, request, law) if found.blocks]
    if blocks:
        more = f" ({len(blocks) - 1} more on the check page.)" if len(blocks) > 1 else ""
        raise PacketRefused(
            f"The packet cannot be built yet: {blocks[0].sentence}{more}",
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
        with self._vault.read() as work:
            ids = work.requests.record_ids(self._request.id)
            standings = work.decisions.standings(self._request.id)
            position = work.decisions.position(self._request.id)
        if most is None and any(standings[i].outcome is None for i in ids):
            raise PacketRefused(*CHANGED)
        leaving = [i for i in ids if standings[i].outcome in LEAVES]
        records = list(records_of(self._vault, leaving[:most]))
        retitled = list(records_of(self._vault, _retitled(ids, standings)))
        redactor = self._redactor(wishes.layout, retitled, standings)
        order, custodians = wishes.layout.order, redactor.custodians
        redacted = tuple(
            redactor.apply(record, standings[record.id])
            for record in in_order(records, order, _withheld(standings), custodians)
        )
        tally = _tally(standings, ids)
        reasons = reasons_for(self._law, _codes_of(standings, leaving))
        recipe = PacketRecipe(
            number=self._request.number,
            requester=self._request.details.requester,
            dated=wishes.dated,
            letterhead=wishes.letterhead,
            letter=letter(self._request, self._law, tally, reasons),
            reasons=reasons,
            records=redacted,
            layout=wishes.layout,
            bates_prefix=wishes.bates_prefix,
            log_position=position,
        )
        return Cooked(recipe, _words((*records, *retitled), standings), tally)

    def _redactor(
        self, layout: Layout, retitled: Sequence[Record], standings: dict[RecordId, Standing]
    ) -> Redactor:
        with self._vault.read() as work:
            sources = [(int(source.id), source.details) for source in work.sources.all()]
        names = {number: _source_name(told.label, told.custodian) for number, told in sources}
        custodians = {number: told.custodian for number, told in sources}
        titles = title_redactions(retitled, standings)
        drawer = AttachmentDrawer(self._vault, self._tools, shown=layout.attachments)
        return Redactor(layout.zone, names, drawer.draw, titles, custodians)


def _retitled(ids: Sequence[RecordId], standings: dict[RecordId, Standing]) -> list[RecordId]:
    """List the records in which words of a title are withheld, also those that stay out."""
    title = Place(Field.TITLE)
    return [i for i in ids if spans_of(standings[i].redactions, title)]


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
