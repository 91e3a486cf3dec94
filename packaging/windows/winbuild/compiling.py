"""Links small libraries that are shipped: the same bytes for the same source, wherever they lie."""

from __future__ import annotations

from pathlib import Path

from winbuild.shell import run
from winbuild.stand_ins import COMPILER

_ENTRY = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n"
_SAME = "-Wl,--no-insert-timestamp,--disable-auto-image-base"
"""No time, and no address that the linker makes of the path where it writes."""


def link(made: Path, exports: list[str], source: str = "") -> None:
    """Make a library that holds no more than is told.

    Args:
        made: where it is to lie; its name is the library's own.
        exports: lines of a definition file, such as ``Name=other.Name``.
        source: C of the functions that are its own.
    """
    text, listing = made.with_suffix(".c"), made.with_suffix(".def")
    text.write_text(source + _ENTRY, encoding="utf-8")
    lines = [f"LIBRARY {made.name}", "EXPORTS", *(f"  {one}" for one in exports), ""]
    listing.write_text("\n".join(lines), encoding="utf-8")
    run([COMPILER, "-shared", "-nostdlib", "-s", _SAME, "-o", made, text, listing])
    for path in (text, listing):
        path.unlink()
