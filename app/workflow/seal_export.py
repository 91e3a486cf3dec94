"""Keep a sealed copy of an export in the vault, so that it can be shown later unchanged."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress

from app.domain.ids import BlobName, SourceId
from app.errors import ExportUnreadable
from app.importers.base import Export, MemberUnreadable
from app.importers.export_hash import own_files
from app.jobs.events import Progress
from app.vault.folder import Vault


def seal_export(vault: Vault, source: SourceId, export: Export) -> Generator[Progress, None, None]:
    """Store the export's own files as they are; a yield after each file.

    One that cannot be read, and that the source's account lists as such, is not in the copy.
    A copy that was stopped, or lacks more than those, does not count as kept.

    Raises:
        ExportUnreadable: when files can no longer be read that the import has read.
    """
    files = own_files(export)
    sealed: list[BlobName] = []
    for number, opened in enumerate(files, start=1):
        with suppress(MemberUnreadable), opened() as stream:
            sealed.append(vault.blobs.put(stream).name)
        yield Progress(number, len(files), "Keeping a sealed copy")
    with vault.write() as work:
        lost = len(files) - len(sealed) - work.sources.get(source).counts.unreadable
        if lost > 0:
            raise ExportUnreadable(
                f"{lost} of the files of {export.name} can no longer be read, so the sealed copy "
                "is not whole. Its records are in the vault.",
                "Bring the file or drive back and add the export again: only the copy is made.",
            )
        if sealed:
            work.sources.mark_kept(source, sealed[-1])
