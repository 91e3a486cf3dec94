"""Time zones as a clerk names them. No PySide6."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONES = (
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Mountain, no daylight saving (Arizona)"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
    ("UTC", "UTC"),
)


def zones_with(own: str) -> tuple[tuple[str, str], ...]:
    """List the usual zones, name and words, with one's own where it is another."""
    if own in {name for name, _ in ZONES}:
        return ZONES
    return ((own, own), *ZONES)


def is_zone(name: str) -> bool:
    """Say whether a zone of this name is known."""
    try:
        return bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
