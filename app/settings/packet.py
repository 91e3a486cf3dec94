"""How this office likes its packets: one frozen value, and how it stands in the settings file."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, fields

from app.domain.packets import Density, Order, Talk
from app.domain.redacted import Encoding, Picture

INDEX_FORMATS = ("csv", "xlsx", "html")
MOST_LOGO_BYTES = 2_000_000
MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class PacketHabits:
    """What the clerk chose for the last packet, offered for the next; nothing of a request.

    Attributes:
        prefix: what stands before page numbers; None until the clerk chose one.
        split: ``one`` file, ``parts`` or ``records``.
        part_pages: most pages of a part; ``part_megabytes`` its size; 0 for no such limit.
        place: a delivery is a ``folder`` or a ``zip``.
        locked: the ZIP opens with a passphrase, which is never kept.
        index: formats of the list of records.
    """

    letter: bool = True
    attachments: bool = True
    log: bool = True
    custody: bool = False
    collection: bool = False
    certificate: bool = True
    talk: Talk = Talk.PLAIN
    density: Density = Density.NORMAL
    order: Order = Order.DATE
    prefix: str | None = None
    split: str = "one"
    part_pages: int = 500
    part_megabytes: int = 0
    place: str = "folder"
    locked: bool = False
    index: tuple[str, ...] = ("html",)
    files: bool = False
    natives: bool = False
    load_file: bool = False
    rsmf: bool = False


def habits_table(habits: PacketHabits) -> dict[str, object]:
    """Give the habits as TOML takes them."""
    table: dict[str, object] = {one.name: getattr(habits, one.name) for one in fields(habits)}
    table.update({name: str(table[name]) for name in _CHOICES}, index=list(habits.index))
    return {name: value for name, value in table.items() if value is not None}


def habits_from(value: object) -> PacketHabits | None:
    """Read the habits; a value that cannot be used becomes its default, no table gives None."""
    if not isinstance(value, dict):
        return None
    chosen: dict[str, object] = {}
    for name, read in _READERS.items():
        found = read(value.get(name))
        if found is not None:
            chosen[name] = found
    return PacketHabits(**chosen)  # type: ignore[arg-type]  # each reader gives its field's type


def picture_table(picture: Picture) -> dict[str, object]:
    """Give a picture as TOML takes it."""
    return {
        "width": picture.width,
        "height": picture.height,
        "encoding": picture.encoding.value if picture.encoding else "",
        "data": base64.b64encode(picture.data).decode("ascii"),
    }


def picture_from(value: object) -> Picture | None:
    """Read a picture; None where it is none."""
    if not isinstance(value, dict):
        return None
    width, height = _number(value.get("width")), _number(value.get("height"))
    coded, encoding = value.get("data"), value.get("encoding")
    if not width or not height or not isinstance(coded, str):
        return None
    try:
        data = base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        return None
    known = Encoding(encoding) if isinstance(encoding, str) and encoding in set(Encoding) else None
    return Picture(width, height, data, known) if 0 < len(data) <= MOST_LOGO_BYTES else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: object) -> int | None:
    good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PAGES
    return value if good and isinstance(value, int) else None


def _prefix(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= 12 else None


def _index(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(name for name in INDEX_FORMATS if name in value)


def _one_of(*names: str) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in names else None


def _talk(value: object) -> Talk | None:
    return Talk(value) if isinstance(value, str) and value in set(Talk) else None


def _density(value: object) -> Density | None:
    return Density(value) if isinstance(value, str) and value in set(Density) else None


def _order(value: object) -> Order | None:
    return Order(value) if isinstance(value, str) and value in set(Order) else None


_CHOICES = ("talk", "density", "order")
_READERS: dict[str, Callable[[object], object | None]] = {
    "letter": _flag,
    "attachments": _flag,
    "log": _flag,
    "custody": _flag,
    "collection": _flag,
    "certificate": _flag,
    "talk": _talk,
    "density": _density,
    "order": _order,
    "prefix": _prefix,
    "split": _one_of("one", "parts", "records"),
    "part_pages": _number,
    "part_megabytes": _number,
    "place": _one_of("folder", "zip"),
    "locked": _flag,
    "index": _index,
    "files": _flag,
    "natives": _flag,
    "load_file": _flag,
    "rsmf": _flag,
}
