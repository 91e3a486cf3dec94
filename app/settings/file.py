"""Reads and writes the settings file; knows TOML, not what the settings are used for."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli_w

from app.disk import give_name
from app.domain.languages import Languages
from app.domain.packets import Letterhead
from app.errors import AppError
from app.settings.packet import habits_from, habits_table, picture_from, picture_table
from app.settings.values import PAGES, TEXT_PERCENTS, Settings, Theme

LONGEST_IDLE = 24 * 60


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings as read, and a sentence for each value that could not be used."""

    settings: Settings
    warnings: tuple[str, ...] = ()


def load(path: Path) -> Loaded:
    """Read the settings; what is missing or bad becomes its default, with a warning."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Loaded(Settings(), (f"The settings in {path.name} cannot be read; all are as new.",))
    return _from_table(table)


def read_value(name: str, value: object) -> object | None:
    """Give the value of a setting as its field has it; None where it cannot be used."""
    return _READERS[name](value)


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all.

    Raises:
        AppError: the file cannot be written.
    """
    draft = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(tomli_w.dumps(_to_table(settings)), encoding="utf-8")
        give_name(draft, path)
    except OSError as reason:
        raise AppError(
            "Your settings could not be saved.",
            f"Check that you may write to the folder {path.parent}.",
        ) from reason


def _from_table(table: dict[str, object]) -> Loaded:
    known = {field.name for field in fields(Settings)} - {"unknown"}
    chosen: dict[str, object] = {}
    warnings: list[str] = []
    for name, value in table.items():
        if name not in known:
            continue
        read = read_value(name, value)
        if read is None:
            warnings.append(f"The setting “{name}” has a value that cannot be used.")
        else:
            chosen[name] = read
    unknown = {name: value for name, value in table.items() if name not in known}
    return Loaded(Settings(**chosen, unknown=unknown), tuple(warnings))  # type: ignore[arg-type]  # each reader gives its field's type


def _to_table(settings: Settings) -> dict[str, object]:
    head = settings.letterhead
    table = dict(settings.unknown)
    table.update(
        last_vault=settings.last_vault,
        clerk=settings.clerk,
        zone=settings.zone,
        jurisdiction=settings.jurisdiction,
        theme=settings.theme.value,
        page=settings.page,
        scans=settings.scans.value,
        auto_lock_minutes=settings.auto_lock_minutes,
        text_percent=settings.text_percent,
        window=list(settings.window),
        maximised=settings.maximised,
        packet=habits_table(settings.packet),
        letterhead=_letterhead_table(head),
    )
    return table


def _letterhead_table(head: Letterhead) -> dict[str, object]:
    table: dict[str, object] = {
        "department": head.department,
        "address": list(head.address),
        "contact": head.contact,
        "custodian": head.custodian,
    }
    return table if head.logo is None else {**table, "logo": picture_table(head.logo)}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _zone(value: object) -> str | None:
    try:
        return ZoneInfo(value).key if isinstance(value, str) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _theme(value: object) -> Theme | None:
    return Theme(value) if isinstance(value, str) and value in set(Theme) else None


def _page(value: object) -> str | None:
    return value if isinstance(value, str) and value in PAGES else None


def _languages(value: object) -> Languages | None:
    return Languages(value) if isinstance(value, str) and value in set(Languages) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _minutes(value: object) -> int | None:
    number = _whole(value)
    return number if number is not None and 0 <= number <= LONGEST_IDLE else None


def _percent(value: object) -> int | None:
    number = _whole(value)
    return number if number in TEXT_PERCENTS else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _window(value: object) -> tuple[int, int] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    sides = [_whole(side) for side in value]
    width, height = sides
    if width is None or height is None or not (0 <= width <= 20_000 and 0 <= height <= 20_000):
        return None
    return width, height


def _letterhead(value: object) -> Letterhead | None:
    if not isinstance(value, dict):
        return None
    address = value.get("address", [])
    texts = [value.get(name, "") for name in ("department", "contact", "custodian")]
    good = isinstance(address, list) and all(isinstance(part, str) for part in [*texts, *address])
    if not good:
        return None
    logo = picture_from(value.get("logo"))
    return Letterhead(texts[0], tuple(address), texts[1], texts[2], logo)


_READERS: dict[str, Callable[[object], object | None]] = {
    "last_vault": _text,
    "clerk": _text,
    "letterhead": _letterhead,
    "zone": _zone,
    "jurisdiction": _text,
    "theme": _theme,
    "page": _page,
    "scans": _languages,
    "packet": habits_from,
    "auto_lock_minutes": _minutes,
    "text_percent": _percent,
    "window": _window,
    "maximised": _flag,
}
