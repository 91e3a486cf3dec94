"""Draw attachments for a marked copy: whole, with outlines where the released copy is black."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.records import Attachment
from app.domain.spans import Region
from app.vault.folder import Vault
from app.workflow.draw_attachments import AttachmentDrawer
from app.workflow.kept_sheets import KeptSheet, KeptSheets, Painted, Tools


class OutliningDrawer(AttachmentDrawer):
    """Shows attachments with nothing burned into them."""

    def __init__(self, vault: Vault, tools: Tools, *, shown: bool = True) -> None:
        super().__init__(vault, tools, shown=shown)
        self._kept = _OutlinedSheets(vault, tools)


class _OutlinedSheets(KeptSheets):
    """Gives pages whole, with the places of their outlines; pictures have them in the pixels."""

    def page(self, attachment: Attachment, number: int, painted: Painted) -> KeptSheet:
        whole = super().page(attachment, number, Painted(grey=painted.grey))
        regions = (burn.region for burn in painted.burns if burn.region.page == number)
        marks = tuple((one.left, one.top, one.right, one.bottom) for one in regions)
        return replace(whole, marks=marks)

    def picture(self, attachment: Attachment, regions: Sequence[Region]) -> KeptSheet:
        if not regions:
            return super().picture(attachment, regions)
        data = self._vault.blobs.read(attachment.blob)
        clean = self._tools.cleaner.clean(data, attachment.media_type, regions, outline=True)
        size = (clean.width, clean.height)
        return KeptSheet(size, size, clean.encoding, lambda: clean, note=clean.note)
