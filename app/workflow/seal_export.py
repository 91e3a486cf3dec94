"""Keep a sealed copy of an export in the vault, so that it can be shown later unchanged."""

from __future__ import annotations

from collections.abc import Generator

from app.domain.ids import SourceId
from app.importers.base import Export
from app.jobs.events import Progress
from app.vault.folder import Vault


def seal_export(vault: Vault, source: SourceId, export: Export) -> Generator[Progress, None, None]:
    """Store the export's own files as they are; a yield after each file."""
    files = [
        file
        for path in export.paths
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if file.is_file() and not file.is_symlink()
    ]
    for number, file in enumerate(files, start=1):
        with file.open("rb") as stream:
            blob, _, _ = vault.blobs.put(stream)
        with vault.write() as work:
            work.sources.mark_kept(source, blob)
        yield Progress(number, len(files), "Keeping a sealed copy")
