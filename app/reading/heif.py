"""Makes the pictures of phones known to Pillow; decodes none itself."""

from __future__ import annotations

from functools import cache

FORMATS = ("HEIF", "AVIF")


@cache
def know_heif() -> tuple[str, ...]:
    """Make HEIC and AVIF known and give their formats; the library is loaded with the first."""
    import pi_heif  # type: ignore[import-untyped]  # it ships no types; loaded where one is met

    pi_heif.register_heif_opener(thumbnails=False)
    return FORMATS
