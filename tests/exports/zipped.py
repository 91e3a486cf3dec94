"""Packs invented exports into ZIPs that are the same bytes on every machine."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

Tree = Mapping[str, bytes]


def zipped(tree: Tree) -> bytes:
    """Pack members in the given order, uncompressed, with one fixed date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in tree.items():
            entry = zipfile.ZipInfo(name, (2026, 5, 4, 9, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def as_json(value: object) -> bytes:
    """Write JSON as Python does by default, all letters beyond ASCII escaped."""
    return json.dumps(value, indent=1).encode()


def write_parts(parts: Mapping[str, Tree], folder: Path) -> None:
    """Write the several ZIPs of one export into a folder of their own."""
    folder.mkdir(exist_ok=True)
    for name, tree in parts.items():
        (folder / f"{name}.zip").write_bytes(zipped(tree))


def write_all(samples: Mapping[str, Tree], folder: Path) -> None:
    """Write each sample into a folder."""
    for name, tree in samples.items():
        (folder / f"{name}.zip").write_bytes(zipped(tree))
    sys.stdout.write(f"{len(samples)} samples in {folder.name}\n")
