"""Tells files of one name apart by the folders that they lie in; knows no screen and no disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """Name files and folders, those of one name with as many folders as tell them apart."""
    names = [path.name for path in paths]
    for depth in range(2, 1 + max((len(path.parts) for path in paths), default=0)):
        known = Counter(name.casefold() for name in names)
        if max(known.values()) == 1:
            break
        names = [
            "/".join(path.parts[-depth:]) if known[name.casefold()] > 1 else name
            for path, name in zip(paths, names, strict=True)
        ]
    return names
