"""Unpacks archives that are known: of git, or known by a hash."""

from __future__ import annotations

import tarfile
from pathlib import Path


def unpack(archive: Path, into: Path) -> None:
    """Unpack a TAR into a folder, by Python's safe way where it knows one (3.11.4, not 3.11.2)."""
    with tarfile.open(archive) as held:
        if hasattr(tarfile, "data_filter"):
            held.extraction_filter = tarfile.data_filter
        held.extractall(into)  # noqa: S202 - known, see above
