"""The shelf of layers: what stands for audiences other than the public; changes nothing.

What it tells follows from the decision log, like the tables it reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, or_, select

from app.domain.audiences import LAYERED, Audience
from app.domain.decisions import Standing
from app.domain.ids import DecisionId, RecordId, RequestId
from app.domain.views import Layer, StandingEntry, layer_of, seen_by, words_for
from app.vault import tables as t
from app.vault.decisions import Decisions
from app.vault.layer_text import COLUMNS, entry_of
from app.vault.seen_tables import opened

_FEW = 900


class Layers:
    """Asks what audiences see.

    Args:
        connection: in a transaction.
        decisions: the shelf of decisions in the same transaction.
    """

    def __init__(self, connection: Connection, decisions: Decisions) -> None:
        self._connection = connection
        self._decisions = decisions

    def entries(
        self,
        request: RequestId,
        audience: Audience | None = None,
        records: Sequence[RecordId] | None = None,
    ) -> list[StandingEntry]:
        """List what stands in layers, in order.

        Args:
            request: whose layers.
            audience: one of them; all where it is left out.
            records: what names none, or one of these; a few hundred at once.
        """
        one = t.layers.c
        query = select(t.layers).where(one.request_id == request).order_by(one.id)
        if audience is not None:
            query = query.where(one.audience == audience.value)
        if records is not None and len(records) <= _FEW:
            query = query.where(or_(one.record_id.is_(None), one.record_id.in_(records)))
        return [
            StandingEntry(
                DecisionId(row.id),
                Audience(row.audience),
                entry_of(row.record_id, {name: getattr(row, name) for name in COLUMNS}),
                row.who,
                row.at,
            )
            for row in self._connection.execute(query)
        ]

    def layer(
        self, request: RequestId, audience: Audience, records: Sequence[RecordId] | None = None
    ) -> Layer:
        """Give what stands for one audience, of some records or of all; of the public nothing."""
        if audience is Audience.PUBLIC:
            return Layer()
        return layer_of(audience, self.entries(request, audience, records))

    def standings_of(
        self, request: RequestId, records: Sequence[RecordId], audience: Audience
    ) -> dict[RecordId, Standing]:
        """Give how some records stand for an audience; a few hundred at once."""
        layer = self.layer(request, audience, records)
        public = self._decisions.standings_of(request, records)
        return {record: seen_by(standing, layer) for record, standing in public.items()}

    def standings(self, request: RequestId, audience: Audience) -> dict[RecordId, Standing]:
        """Give how every record of a request stands for an audience, by date."""
        layer = self.layer(request, audience)
        public = self._decisions.standings(request)
        return {record: seen_by(standing, layer) for record, standing in public.items()}

    def withheld_words(self, request: RequestId, audience: Audience) -> tuple[str, ...]:
        """List the words that are withheld from an audience wherever they may stand."""
        words = self._decisions.withheld_words(request)
        return words_for(words, self.layer(request, audience, ()))

    def opened(self, request: RequestId, audience: Audience) -> tuple[int, int]:
        """Count the redactions, and the withheld records, that are opened for an audience."""
        if audience is Audience.PUBLIC:
            return 0, 0
        return opened(self._connection, request, audience)

    def used(self, request: RequestId) -> tuple[Audience, ...]:
        """Give the audiences for whom anything stands."""
        one = t.layers.c
        rows = self._connection.execute(
            select(one.audience).where(one.request_id == request).distinct()
        )
        found = set(rows.scalars())
        return tuple(audience for audience in LAYERED if audience.value in found)

    def codes_named(self, request: RequestId, audience: Audience | None = None) -> set[str]:
        """Give the exemptions by which something is withheld for one audience alone."""
        one = t.layers.c
        query = select(one.codes).where(
            one.request_id == request, one.kind.in_(("only_redact", "only_withhold"))
        )
        if audience is not None:
            query = query.where(one.audience == audience.value)
        rows = self._connection.execute(query.distinct()).scalars()
        return {code for codes in rows for code in json.loads(codes)}

    def with_code(self, request: RequestId, code: str) -> list[RecordId]:
        """List the records of which something is withheld for one audience alone by a code."""
        one, quoted = t.layers.c, json.dumps(code, ensure_ascii=False)
        query = select(one.record_id).where(
            one.request_id == request,
            one.kind.in_(("only_redact", "only_withhold")),
            one.codes.contains(quoted, autoescape=True),
        )
        return [RecordId(record) for record in self._connection.execute(query.distinct()).scalars()]

    def closed(self, request: RequestId) -> list[RecordId]:
        """List the records of which something is withheld for one audience alone."""
        one = t.layers.c
        query = select(one.record_id).where(
            one.request_id == request, one.kind.in_(("only_redact", "only_withhold"))
        )
        return [RecordId(record) for record in self._connection.execute(query.distinct()).scalars()]

    def count(self, request: RequestId, audiences: Iterable[Audience] = LAYERED) -> int:
        """Count what stands for some audiences."""
        one = t.layers.c
        named = [audience.value for audience in audiences]
        query = select(func.count()).where(one.request_id == request, one.audience.in_(named))
        return int(self._connection.execute(query).scalar_one())
