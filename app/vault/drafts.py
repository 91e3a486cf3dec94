"""Files that are made but not handed over yet: sealed, held by one holder, gone with it."""

from __future__ import annotations

import io
import secrets
import shutil
import weakref
from pathlib import Path

from app.domain.ids import BlobName
from app.vault.blobs import Blobs

DRAFTS = "drafts"


class Drafts:
    """The drafts of one holder; nobody else's are touched when they are dropped.

    They also go when nobody refers to them any more, and with the vault.

    Args:
        folder: of all drafts of a vault; made where it is missing.
        content_key: 32 bytes that seal them.
        name_key: 32 bytes that make their names.
    """

    def __init__(self, folder: Path, content_key: bytes, name_key: bytes) -> None:
        folder.mkdir(exist_ok=True)
        self._own = folder / secrets.token_hex(16)
        self._blobs = Blobs(self._own, content_key, name_key)
        self._gone = weakref.finalize(self, shutil.rmtree, self._own, ignore_errors=True)

    def keep(self, data: bytes) -> BlobName:
        """Seal a file; gives the name by which it is read again."""
        return self._blobs.put(io.BytesIO(data)).name

    def read(self, name: BlobName) -> bytes:
        """Give a file; after the dropping it raises VaultDamaged."""
        return self._blobs.read(name)

    def drop(self) -> None:
        """Take all of them away."""
        self._gone()


def sweep(vault: Path) -> None:
    """Take away what holders left, as after a crash."""
    shutil.rmtree(vault / DRAFTS, ignore_errors=True)
