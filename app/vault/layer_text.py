"""Entries of layers as columns: the log and the table of what stands keep the same ones; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.domain.audiences import Audience
from app.domain.ids import RecordId
from app.domain.layers import (
    Layered,
    LayerEntry,
    OnlyRedact,
    OnlyWithhold,
    OnlyWords,
    OpenCode,
    OpenRecord,
    OpenRedaction,
    OpenWords,
)
from app.vault.target_text import dumped, target_of, target_table

KIND_OF: dict[type[LayerEntry], str] = {
    OpenRedaction: "open_redaction",
    OpenRecord: "open_record",
    OpenCode: "open_code",
    OpenWords: "open_words",
    OnlyRedact: "only_redact",
    OnlyWithhold: "only_withhold",
    OnlyWords: "only_words",
}
COLUMNS = ("audience", "kind", "target", "codes", "said", "text_hash")
"""What, with its record, makes an entry the one that it is."""


def columns_of(change: Layered) -> dict[str, str]:
    """Write an entry without its record, which has a column of its own."""
    entry = change.entry
    plain = dict.fromkeys(COLUMNS, "") | {"codes": "[]"}
    plain |= {"audience": change.audience.value, "kind": KIND_OF[type(entry)]}
    match entry:
        case OpenRedaction(target=target, codes=codes):
            return plain | {"target": dumped(target_table(target)), "codes": dumped(codes)}
        case OnlyRedact(target=target, codes=codes, text_hash=text_hash):
            told = {"target": dumped(target_table(target)), "codes": dumped(codes)}
            return plain | told | {"text_hash": text_hash}
        case OpenRecord(codes=codes) | OnlyWithhold(codes=codes):
            return plain | {"codes": dumped(codes)}
        case OpenCode(code=said) | OpenWords(words=said) | OnlyWords(words=said):
            return plain | {"said": said}


def entry_of(record: int | None, columns: Mapping[str, Any]) -> LayerEntry:
    """Read an entry back."""
    kind, said = columns["kind"], columns["said"]
    if kind == "open_code":
        return OpenCode(said)
    if kind == "open_words":
        return OpenWords(said)
    if kind == "only_words":
        return OnlyWords(said)
    return _of_record(kind, RecordId(record or 0), columns)


def _of_record(kind: str, record: RecordId, columns: Mapping[str, Any]) -> LayerEntry:
    codes = tuple(json.loads(columns["codes"]))
    match kind:
        case "open_record":
            return OpenRecord(record, codes)
        case "only_withhold":
            return OnlyWithhold(record, codes)
        case "open_redaction":
            return OpenRedaction(record, target_of(json.loads(columns["target"])), codes)
        case "only_redact":
            target = target_of(json.loads(columns["target"]))
            return OnlyRedact(record, target, codes, columns["text_hash"])
        case _:
            raise ValueError(kind)


def layered_of(record: int | None, table: Mapping[str, Any]) -> Layered:
    """Read an entry of the log back."""
    return Layered(Audience(table["audience"]), entry_of(record, table), table["stands"])
