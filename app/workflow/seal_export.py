"""Keep a sealed copy of an export in the vault, so that it can be shown later unchanged."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from typing import BinaryIO

from app.domain.ids import SourceId
from app.importers.base import Export, MemberUnreadable
from app.importers.export_hash import own_files
from app.jobs.events import Progress
from app.vault.folder import Vault


def seal_export(vault: Vault, source: SourceId, export: Export) -> Generator[Progress, None, None]:
    """Store the export's own files as they are; a yield after each file.

    One that cannot be read (its source's account lists it as such) is not in the copy.
    """
    files = own_files(export)
    for number, opened in enumerate(files, start=1):
        with suppress(MemberUnreadable):
            _seal(vault, source, opened)
        yield Progress(number, len(files), "Keeping a sealed copy")


def _seal(vault: Vault, source: SourceId, opened: Callable[[], BinaryIO]) -> None:
    with opened() as stream:
        blob = vault.blobs.put(stream).name
    with vault.write() as work:
        work.sources.mark_kept(source, blob)
