"""The shelf of decisions: the append-only log and what it says at this moment.

The log is the truth. Two tables hold what follows from it, so that lists need not read the
log; they are written in the same transaction and can be made again from the log.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, insert, or_, select

from app.domain.decisions import (
    AlreadyPublic,
    Comment,
    Decision,
    Decline,
    Disposition,
    LoggedDecision,
    LookedAt,
    Standing,
    WithholdWords,
    record_of,
)
from app.domain.ids import DecisionId, GroupId, RecordId, RequestId
from app.domain.layers import Layered
from app.domain.redaction import Redaction
from app.errors import DecisionRefused
from app.vault import tables as t
from app.vault.decision_check import DecisionCheck
from app.vault.decision_tables import follow, forget_all
from app.vault.decision_text import KINDS, body_of, decision_of
from app.vault.decision_undo import inverse_of
from app.vault.layer_undo import layered_inverse
from app.vault.listed import follow_lists, unlisted
from app.vault.lists import Lists
from app.vault.records import Records
from app.vault.requests import Requests
from app.vault.target_text import target_of

_FEW = 900


class DecidedGroup(NamedTuple):
    """One act of the clerk's.

    Attributes:
        undone: whether it was taken back and not done again.
        undoes: the act that this one took back, where it did.
        decisions: how many entries of the log it has.
    """

    id: GroupId
    at: int
    who: str
    undone: bool
    undoes: GroupId | None
    decisions: int


class Decisions:
    """Keeps decisions.

    Args:
        connection: in a transaction.
        requests: the shelf of requests in the same transaction.
        clock: gives microseconds since 1970 UTC.
    """

    def __init__(
        self, connection: Connection, requests: Requests, clock: Callable[[], int]
    ) -> None:
        self._connection = connection
        self._requests = requests
        self._check = DecisionCheck(connection, requests, Records(connection))
        self._clock = clock
        self._lists = Lists(connection, clock)

    def append(
        self,
        request: RequestId,
        who: str,
        decisions: Sequence[Decision],
        undoes: GroupId | None = None,
    ) -> GroupId:
        """Add one act of the clerk's to the log.

        Either all its decisions fit the records they name, or none is kept and DecisionRefused
        says why.
        """
        self._check.all_fit(request, decisions)
        at = self._clock()
        group = self._new_group(request, at, who, undoes)
        first = self._last(t.decisions.c.id) + 1
        logged = [
            LoggedDecision(DecisionId(number), group, request, at, who, decision, undoes)
            for number, decision in enumerate(decisions, first)
        ]
        if logged:
            self._connection.execute(insert(t.decisions), [_values(entry) for entry in logged])
            follow(self._connection, logged)
            follow_lists(self._lists, logged)
        return group

    def undo(self, group: GroupId, who: str) -> GroupId:
        """Take one act back by adding what cancels it; undoing that again is a redo.

        An act that was taken back already is refused.
        """
        request = self._request_of(group)
        if group in self._undone(request):
            raise DecisionRefused(
                "That was taken back already.", "Look at the list of what was done."
            )
        d = t.decisions.c
        named = select(d.record_id).where(d.group_id == group)
        of_all = and_(d.record_id.is_(None), d.kind == KINDS[Layered])
        touched = or_(d.record_id.in_(named), of_all)
        log = self._logged(_log().where(d.request_id == request, touched))
        inverse = [
            *inverse_of(group, log, self.standings_of(request, _records_in(log))),
            *layered_inverse(group, log),
            *self._words_again(group),
            *unlisted(self.group(group)),
        ]
        return self.append(request, who, inverse, undoes=group)

    def log(self, request: RequestId, after: int = 0) -> list[LoggedDecision]:
        """List the entries of a request that follow the one numbered ``after``."""
        d = t.decisions.c
        if not after:
            return self._logged(_log().where(d.request_id == request))
        by_number = d.request_id + 0 == request  # no index is asked, so that few rows are read
        return self._logged(_log().where(by_number, d.id > after))

    def group(self, group: GroupId) -> list[LoggedDecision]:
        """List the entries of one act."""
        return self._logged(_log().where(t.decisions.c.group_id == group))

    def groups(self, request: RequestId) -> list[DecidedGroup]:
        """List the acts of a request, the newest first."""
        g, d = t.decision_groups.c, t.decisions.c
        undone = self._undone(request)
        count = select(func.count()).where(d.group_id == g.id).scalar_subquery()
        rows = self._connection.execute(
            select(g.id, g.at, g.who, g.undoes, count)
            .where(g.request_id == request)
            .order_by(g.id.desc())
        )
        return [
            DecidedGroup(GroupId(i), at, who, i in undone, undoes and GroupId(undoes), entries)
            for i, at, who, undoes, entries in rows
        ]

    def reversals(self, request: RequestId, after: int = 0) -> list[tuple[GroupId, GroupId]]:
        """List the acts behind one that took another back, with that other, in order.

        One that took back a declined suggestion has no entry in the log and is listed too.
        """
        g = t.decision_groups.c
        query = select(g.id, g.undoes).where(g.request_id == request, g.undoes.is_not(None))
        rows = self._connection.execute(query if not after else query.where(g.id > after))
        return sorted((GroupId(group), GroupId(undoes)) for group, undoes in rows)

    def position(self, request: RequestId) -> int:
        """Give the number of the request's last entry; 0 where it has none."""
        found = select(func.max(t.decisions.c.id)).where(t.decisions.c.request_id == request)
        return int(self._connection.execute(found).scalar() or 0)

    def standing(self, request: RequestId, record: RecordId) -> Standing:
        """Give what the log says of one record in one request now."""
        return self._standings(request, [record], [record])[record]

    def standings(self, request: RequestId) -> dict[RecordId, Standing]:
        """Give how every record of a request stands, by date."""
        return self._standings(request, self._requests.record_ids(request))

    def standings_of(
        self, request: RequestId, records: Sequence[RecordId]
    ) -> dict[RecordId, Standing]:
        """Give how some records stand."""
        standings: dict[RecordId, Standing] = {}
        for part in _parts(records):
            standings.update(self._standings(request, part, part))
        return standings

    def redactions(
        self, request: RequestId, records: Sequence[RecordId] | None = None
    ) -> dict[RecordId, tuple[Redaction, ...]]:
        """Give what is withheld of a request's records, or of some; records without any lack."""
        found: dict[RecordId, list[Redaction]] = {}
        for part in [None] if records is None else _parts(records):
            found.update(self._redactions(request, part))
        return {one: tuple(redactions) for one, redactions in found.items()}

    def declined(self, request: RequestId) -> list[Decline]:
        """List the suggestions that were declined and stay so."""
        return [d for d in self._standing_of_kind(request, Decline) if isinstance(d, Decline)]

    def withheld_words(self, request: RequestId) -> list[str]:
        """List the words that are withheld wherever they may stand, each once."""
        standing = self._standing_of_kind(request, WithholdWords)
        return list(dict.fromkeys(d.words for d in standing if isinstance(d, WithholdWords)))

    def already_public(self, request: RequestId) -> list[AlreadyPublic]:
        """List the places that may stay visible, because the public knows what stands there."""
        found = self._standing_of_kind(request, AlreadyPublic)
        return [d for d in found if isinstance(d, AlreadyPublic)]

    def looked_at(self, request: RequestId) -> list[LookedAt]:
        """List the attachments whose hidden things were looked at."""
        found = self._standing_of_kind(request, LookedAt)
        return [d for d in found if isinstance(d, LookedAt)]

    def standing_entries(
        self, request: RequestId, kind: type[Decision], only: Sequence[RecordId] | None = None
    ) -> list[LoggedDecision]:
        """List the entries of one kind that were not taken back, in order."""
        d = t.decisions.c
        query = _log().where(d.request_id == request, d.kind == KINDS[kind])
        undone = self._undone(request)
        logged = self._logged(_of(query, d.record_id, only))
        return [entry for entry in logged if entry.group not in undone]

    def agrees_with_log(self) -> bool:
        """Say whether what stands is what the log says, and leave it as it is."""
        with self._connection.begin_nested() as trial:
            stands = self._followed()
            self.rebuild()
            agrees = self._followed() == stands
            trial.rollback()
        return agrees

    def rebuild(self) -> None:
        """Make what follows from the log again."""
        forget_all(self._connection)
        follow(self._connection, self._logged(_log()))

    def _followed(self) -> list[tuple[object, ...]]:
        d, r, a = t.dispositions.c, t.redactions.c, t.layers.c
        rows = [
            *self._connection.execute(select(t.layers).order_by(a.id)),
            *self._connection.execute(select(t.dispositions).order_by(d.request_id, d.record_id)),
            *self._connection.execute(select(t.redactions).order_by(r.id)),
        ]
        return [tuple(row) for row in rows]

    def _standings(
        self, request: RequestId, ids: Sequence[RecordId], only: Sequence[RecordId] | None = None
    ) -> dict[RecordId, Standing]:
        dispositions = self._dispositions(request, only)
        redactions = self._redactions(request, only)
        comments: defaultdict[RecordId, list[str]] = defaultdict(list)
        for comment in self._standing_of_kind(request, Comment, only):
            if isinstance(comment, Comment):
                comments[comment.record].append(comment.text)
        standings: dict[RecordId, Standing] = {}
        for record in ids:
            disposition, codes = dispositions.get(record, (None, ()))
            marks, notes = tuple(redactions[record]), tuple(comments[record])
            standings[record] = Standing(record, disposition, codes, marks, notes)
        return standings

    def _dispositions(
        self, request: RequestId, only: Sequence[RecordId] | None
    ) -> dict[RecordId, tuple[Disposition, tuple[str, ...]]]:
        d = t.dispositions.c
        query = select(d.record_id, d.disposition, d.codes).where(d.request_id == request)
        rows = self._connection.execute(_of(query, d.record_id, only))
        return {
            RecordId(record): (Disposition(name), tuple(json.loads(codes)))
            for record, name, codes in rows
        }

    def _redactions(
        self, request: RequestId, only: Sequence[RecordId] | None
    ) -> defaultdict[RecordId, list[Redaction]]:
        r = t.redactions.c
        query = select(t.redactions).where(r.request_id == request).order_by(r.id)
        found: defaultdict[RecordId, list[Redaction]] = defaultdict(list)
        for row in self._connection.execute(_of(query, r.record_id, only)):
            found[RecordId(row.record_id)].append(
                Redaction(
                    DecisionId(row.id),
                    RecordId(row.record_id),
                    target_of(json.loads(row.target)),
                    tuple(json.loads(row.codes)),
                    row.who,
                    row.at,
                )
            )
        return found

    def _standing_of_kind(
        self, request: RequestId, kind: type[Decision], only: Sequence[RecordId] | None = None
    ) -> list[Decision]:
        return [entry.decision for entry in self.standing_entries(request, kind, only)]

    def _undone(self, request: RequestId) -> set[GroupId]:
        """Give the acts that are taken back: an undo that was itself undone does not count."""
        undone: set[GroupId] = set()
        for group, undoes in reversed(self.reversals(request)):
            if group not in undone:
                undone.add(undoes)
        return undone

    def _words_again(self, group: GroupId) -> list[WithholdWords]:
        """Say again the words that an act took back, so that earlier packets are outdated."""
        g = t.decision_groups.c
        undoes = self._connection.execute(select(g.undoes).where(g.id == group)).scalar()
        entries = self.group(GroupId(undoes)) if undoes is not None else []
        return [one.decision for one in entries if isinstance(one.decision, WithholdWords)]

    def _new_group(self, request: RequestId, at: int, who: str, undoes: GroupId | None) -> GroupId:
        group = GroupId(self._last(t.decision_groups.c.id) + 1)
        self._connection.execute(
            insert(t.decision_groups).values(
                id=group, request_id=request, at=at, who=who, undoes=undoes
            )
        )
        return group

    def _request_of(self, group: GroupId) -> RequestId:
        g = t.decision_groups.c
        found = self._connection.execute(select(g.request_id).where(g.id == group)).scalar()
        if found is None:
            raise KeyError(group)
        return RequestId(found)

    def _last(self, column: ColumnElement[int]) -> int:
        return int(
            self._connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
        )

    def _logged(self, query: Select[Any]) -> list[LoggedDecision]:
        return [_entry(row) for row in self._connection.execute(query)]


def _parts(records: Sequence[RecordId]) -> Iterator[Sequence[RecordId]]:
    return (records[at : at + _FEW] for at in range(0, len(records), _FEW))


def _records_in(log: Sequence[LoggedDecision]) -> list[RecordId]:
    named = dict.fromkeys(record_of(entry.decision) for entry in log)
    return [one for one in named if one is not None]


def _log() -> Select[Any]:
    d, g = t.decisions.c, t.decision_groups.c
    return (
        select(d.id, d.group_id, d.request_id, d.record_id, d.kind, d.body, g.at, g.who, g.undoes)
        .join_from(t.decisions, t.decision_groups, and_(d.group_id == g.id))
        .order_by(d.id)
    )


def _of(
    query: Select[Any], column: ColumnElement[int], only: Sequence[RecordId] | None
) -> Select[Any]:
    return query if only is None else query.where(column.in_(only))


def _entry(row: Row[Any]) -> LoggedDecision:
    return LoggedDecision(
        DecisionId(row.id),
        GroupId(row.group_id),
        RequestId(row.request_id),
        row.at,
        row.who,
        decision_of(row.kind, row.record_id, row.body),
        None if row.undoes is None else GroupId(row.undoes),
    )


def _values(entry: LoggedDecision) -> dict[str, object]:
    return {
        "id": entry.id,
        "group_id": entry.group,
        "request_id": entry.request,
        "record_id": record_of(entry.decision),
        "kind": KINDS[type(entry.decision)],
        "body": body_of(entry.decision),
    }
