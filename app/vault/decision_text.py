"""Decisions as text, the way the log keeps them: one JSON object each; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.domain.decisions import (
    AlreadyPublic,
    BeginPass,
    Comment,
    Decision,
    Decline,
    DeclineGroup,
    Dispose,
    Disposition,
    Lift,
    Listed,
    LookedAt,
    Redact,
    SignOff,
    Verdict,
    Which,
    WithholdWords,
)
from app.domain.ids import DecisionId, RecordId
from app.domain.layers import Layered
from app.domain.lists import EntryKind, ListEntry, ListKind
from app.vault.layer_text import columns_of, layered_of
from app.vault.target_text import dumped, target_of, target_table

KINDS: dict[type[Decision], str] = {
    Dispose: "dispose",
    Redact: "redact",
    Lift: "lift",
    Comment: "comment",
    Decline: "decline",
    DeclineGroup: "decline_group",
    AlreadyPublic: "already_public",
    LookedAt: "looked_at",
    SignOff: "sign_off",
    BeginPass: "begin_pass",
    Verdict: "verdict",
    WithholdWords: "withhold_words",
    Layered: "layered",
    Listed: "listed",
}


def body_of(decision: Decision) -> str:
    """Write a decision without its kind and its record, which have columns of their own."""
    return dumped(_in_place(decision) or _in_reading(decision) or _in_words(decision))


def _in_place(decision: Decision) -> dict[str, Any]:
    """Write a decision about a place of a record; nothing of any other."""
    match decision:
        case Redact(target=target, codes=codes, text_hash=text_hash):
            return {"target": target_table(target), "codes": codes, "text_hash": text_hash}
        case Lift(redaction=redaction):
            return {"redaction": redaction}
        case Decline(target=target, kind=kind):
            return {"target": target_table(target), "kind": kind}
        case AlreadyPublic(target=target, why=why):
            return {"target": target_table(target), "why": why}
        case LookedAt(attachment=attachment):
            return {"attachment": attachment}
        case _:
            return {}


def _in_reading(decision: Decision) -> dict[str, Any]:
    """Write what a second reader says; nothing of any other decision."""
    match decision:
        case SignOff(who=who, role=role):
            return {"who": who, "role": role}
        case BeginPass(which=which, always=always):
            return {"which": which.value, "always": always}
        case Verdict(accepted=accepted, note=note):
            return {"accepted": accepted, "note": note}
        case _:
            return {}


def _in_words(decision: Decision) -> dict[str, Any]:
    match decision:
        case Dispose(disposition=disposition, codes=codes):
            return {"disposition": disposition and disposition.value, "codes": codes}
        case Comment(text=text):
            return {"text": text}
        case DeclineGroup(kind=kind, group=group):
            return {"kind": kind, "group": group}
        case WithholdWords(words=words, codes=codes):
            return {"words": words, "codes": codes}
        case Listed(entry=entry, stands=stands):
            return {**asdict(entry), "stands": stands}
        case Layered(stands=stands):
            return {**columns_of(decision), "stands": stands}
        case _:
            raise TypeError(type(decision))


def decision_of(kind: str, record: int | None, body: str) -> Decision:
    """Read a decision back."""
    table = json.loads(body)
    if kind == "sign_off":
        return SignOff(table["who"], table["role"])
    if kind == "begin_pass":
        return BeginPass(Which(table["which"]), tuple(map(RecordId, table["always"])))
    if kind == "withhold_words":
        return WithholdWords(table["words"], tuple(table.get("codes", ())))
    if kind == "layered":
        return layered_of(record, table)
    if kind == "listed":
        return _listed(table)
    return _of_record(kind, RecordId(record or 0), table)


def _listed(table: Mapping[str, Any]) -> Listed:
    entry = ListEntry(
        ListKind(table["list"]),
        EntryKind(table["kind"]),
        table["text"],
        table["note"],
        tuple(table["codes"]),
        table["name"],
    )
    return Listed(entry, table["stands"])


def _of_record(kind: str, record: RecordId, table: Mapping[str, Any]) -> Decision:
    match kind:
        case "dispose":
            name = table["disposition"]
            return Dispose(record, Disposition(name) if name else None, tuple(table["codes"]))
        case "redact":
            target = target_of(table["target"])
            return Redact(record, target, tuple(table["codes"]), table["text_hash"])
        case "lift":
            return Lift(record, DecisionId(table["redaction"]))
        case "comment":
            return Comment(record, table["text"])
        case _:
            return _spared(kind, record, table)


def _spared(kind: str, record: RecordId, table: Mapping[str, Any]) -> Decision:
    """Read a decision that lets something stay as it is, or says whether it may."""
    match kind:
        case "decline":
            return Decline(record, target_of(table["target"]), table["kind"])
        case "decline_group":
            return DeclineGroup(record, table["kind"], table["group"])
        case "verdict":
            return Verdict(record, table["accepted"], table["note"])
        case "already_public":
            return AlreadyPublic(record, target_of(table["target"]), table["why"])
        case "looked_at":
            return LookedAt(record, table["attachment"])
        case _:
            raise ValueError(kind)
