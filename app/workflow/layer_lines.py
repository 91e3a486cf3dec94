"""Lines of a file of decisions that open or close something for one audience alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.audiences import LAYERED, Audience
from app.domain.decisions import Decision, Dispose, Disposition, Redact, WithholdWords
from app.domain.ids import RecordId
from app.domain.layers import Layered, LayerEntry, OpenCode, OpenRecord, OpenRedaction, OpenWords
from app.domain.places import text_at
from app.domain.redaction import SpanTarget, Target
from app.domain.requests import Request
from app.errors import DecisionRefused
from app.vault.folder import Vault
from app.workflow.find_words import CHUNK, compared, records_of


def audience_of(untrusted: object) -> Audience:
    """Read for whom a line is; nothing is ever opened for the public."""
    audience = Audience(str(untrusted))
    if audience not in LAYERED:
        raise DecisionRefused(
            "what the public sees is decided by the other lines.",
            "Name the victim, the prosecutor or the court.",
        )
    return audience


def is_of_layer(untrusted: Mapping[str, Any]) -> bool:
    """Say whether a line opens something for an audience."""
    return "open_for" in untrusted or ("open" in untrusted and "for" in untrusted)


def codes_opened(untrusted: Mapping[str, Any]) -> list[Decision]:
    """Read a line that says which exemptions do not hold against an audience."""
    codes, audience = untrusted["open"], audience_of(untrusted["for"])
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise TypeError("exemptions are a list of codes")
    return [Layered(audience, OpenCode(code)) for code in codes]


class Opener:
    """Finds what lines open: what stands, and what earlier lines of the file withhold.

    Args:
        vault: open.
        request: whose records.
        earlier: what the lines before came to.
    """

    def __init__(self, vault: Vault, request: Request, earlier: Sequence[Decision]) -> None:
        self._vault = vault
        self._request = request.id
        self._earlier = earlier

    def places(
        self, audience: Audience, reached: Iterable[tuple[RecordId, Target]]
    ) -> list[Decision]:
        """Open the redactions of exactly these places."""
        wanted = set(reached)
        found = self._redactions({record for record, _ in wanted})
        return _opened(audience, [one for one in found if (one.record, one.target) in wanted])

    def words(self, audience: Audience, records: Sequence[RecordId], words: str) -> list[Decision]:
        """Open the redactions that withhold exactly these words; they are not searched for."""
        sought, texts = compared(words), {one.id: one for one in records_of(self._vault, records)}
        opened: list[LayerEntry] = []
        for one in self._redactions(set(records)):
            target = one.target
            if isinstance(target, SpanTarget):
                text = text_at(texts[one.record], target.place)
                if compared(text[target.span.start : target.span.end]) == sought:
                    opened.append(one)
        said = {one.words for one in self._earlier if isinstance(one, WithholdWords)}
        with self._vault.read() as work:
            said |= set(work.decisions.withheld_words(self._request))
        opened += [OpenWords(one) for one in sorted(said) if compared(one) == sought]
        return _opened(audience, opened)

    def records(self, audience: Audience, records: Sequence[RecordId]) -> list[Decision]:
        """Open records that are withheld whole."""
        codes: dict[RecordId, tuple[str, ...]] = {}
        with self._vault.read() as work:
            for at in range(0, len(records), CHUNK):
                part = records[at : at + CHUNK]
                for record, one in work.decisions.standings_of(self._request, part).items():
                    if one.disposition is Disposition.WITHHOLD:
                        codes[record] = one.codes
        for said in self._earlier:
            if isinstance(said, Dispose):
                codes.pop(said.record, None)
                if said.disposition is Disposition.WITHHOLD:
                    codes[said.record] = said.codes
        return _opened(audience, [OpenRecord(one, codes[one]) for one in records if one in codes])

    def _redactions(self, records: set[RecordId]) -> list[OpenRedaction]:
        with self._vault.read() as work:
            standing = work.decisions.redactions(self._request, sorted(records))
        found = [
            OpenRedaction(record, one.target, one.codes)
            for record in sorted(records)
            for one in standing.get(record, ())
        ]
        found += [
            OpenRedaction(one.record, one.target, one.codes)
            for one in self._earlier
            if isinstance(one, Redact) and one.record in records
        ]
        return list(dict.fromkeys(found))


def _opened(audience: Audience, entries: Sequence[LayerEntry]) -> list[Decision]:
    if not entries:
        raise DecisionRefused(
            "nothing is withheld there that could be opened.",
            "Withhold it first; a line may open what an earlier line of the same file withholds.",
        )
    return [Layered(audience, one) for one in entries]
