"""Making items storable that an importer let through with something no database takes; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from app.domain.provenance import Moment
from app.vault.folding import clean
from app.vault.incoming import Incoming

_WIDEST = 1 << 63


def mended(items: Sequence[Incoming]) -> list[Incoming]:
    """Give the items without lone surrogates, NULs and numbers wider than 64 bits.

    Importers take care of that themselves; should one not, an item must not stop an import.
    """
    return [_mended(item) for item in items]


def _mended(value: Any) -> Any:  # noqa: ANN401  any field of any item
    match value:
        case str() if not isinstance(value, Enum):
            return clean(value)
        case int() if not -_WIDEST <= value < _WIDEST:
            return -1
        case Moment(utc=int(utc)) if not -_WIDEST <= utc < _WIDEST:
            return Moment(None, clean(value.raw), value.zone)
        case tuple() | frozenset():
            return type(value)(_mended(one) for one in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{f.name: _mended(getattr(value, f.name)) for f in fields(value)}
            )
    return value
