"""Makes the ZIP for a stick: the program and a mark; the same bytes for the same files."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

from winbuild.freezing import files
from winbuild.places import HERE

PORTABLE = "portable.txt"
"""What makes the program keep its settings and log beside itself."""
_EARLIEST = 315532800
"""A ZIP knows no time before 1980."""


def make(program: Path, made: Path, epoch: int) -> None:
    """Write the archive."""
    year, month, day, hour, minute, second, *_ = time.gmtime(max(epoch, _EARLIEST))
    moment = (year, month, day, hour, minute, second)
    held = {path.relative_to(program).as_posix(): path for path in files(program)}
    held[PORTABLE] = HERE / PORTABLE
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in sorted(held.items()):
            told = zipfile.ZipInfo(f"{program.name}/{name}", moment)
            told.compress_type = zipfile.ZIP_DEFLATED
            told.external_attr = 0o644 << 16
            archive.writestr(told, path.read_bytes())
