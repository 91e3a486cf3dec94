"""In which conversation records stand: as their export said, or as mail threads were joined."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, func, select, union_all

from app.vault import tables as t

_r, _th, _seen = t.records.c, t.threads.c, t.sightings.c
_told = t.records.alias("told")


def conversation() -> ColumnElement[int | None]:
    """Give the conversation of a record, in a question that is asked of ``records``."""
    joined = select(_th.conversation_id).where(_th.record_id == _r.id).correlate(t.records)
    found: ColumnElement[int | None] = func.coalesce(joined.scalar_subquery(), _r.conversation_id)
    return found


def members(number: int) -> CompoundSelect[Any]:
    """Ask for the ids of the records of a conversation, also those another export tells there."""
    moved = select(_th.record_id).where(_th.record_id == _told.c.id).correlate(_told).exists()
    stayed = select(_told.c.id).where(_told.c.conversation_id == number, ~moved)
    parted = select(_th.record_id).where(_th.record_id == _seen.record_id).correlate(t.sightings)
    told = select(_seen.record_id).where(_seen.conversation_id == number, ~parted.exists())
    return union_all(select(_th.record_id).where(_th.conversation_id == number), stayed, told)
