"""Packs the standard library of a CPython of the version that is built with; run when that changes.

``python3 packaging/windows/make_library.py ~/.pyenv/versions/3.13.0/lib/python3.13`` writes the
archive that builds take it from. Its text is the same on every system and known by one hash, which
anybody can make again from another CPython of that version.
"""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

from winbuild import interpreter


def main(library: Path) -> None:
    """Write the archive; whoever made it and when does not show in it."""
    interpreter.refuse_other(library)
    with tarfile.open(interpreter.LIBRARY, "w:xz", preset=9) as archive:
        for path in interpreter.library_files(library):
            told = tarfile.TarInfo(path.relative_to(library).as_posix())
            told.size = path.stat().st_size
            with path.open("rb") as stream:
                archive.addfile(told, stream)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
