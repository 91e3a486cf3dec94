"""Targets as JSON, the way the log keeps them; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.domain.redaction import Field, Place, RegionTarget, SpanTarget, Target, WholeTarget
from app.domain.spans import Region, Span


def target_table(target: Target) -> dict[str, Any]:
    """Write a target."""
    match target:
        case SpanTarget(span=span, place=place):
            return {
                "span": [span.start, span.end],
                "field": place.field.value,
                "index": place.index,
            }
        case RegionTarget(attachment=attachment, region=r):
            edges = [r.left, r.top, r.right, r.bottom]
            return {"attachment": attachment, "page": r.page, "region": edges}
        case WholeTarget(attachment=attachment):
            return {"attachment": attachment}


def target_of(table: Mapping[str, Any]) -> Target:
    """Read a target back."""
    if "span" in table:
        return SpanTarget(Span(*table["span"]), Place(Field(table["field"]), table["index"]))
    if "region" in table:
        return RegionTarget(table["attachment"], Region(table["page"], *table["region"]))
    return WholeTarget(table["attachment"])


def dumped(value: object) -> str:
    """Write JSON in the one way that compares."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
