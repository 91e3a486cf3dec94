"""Many small files put away side by side, which a drive confirms as fast as one; no records."""

from __future__ import annotations

import io
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, Self

from app.domain.ids import BlobName
from app.vault.blobs import CHUNK, Blobs, Put, filled

_SIDE_BY_SIDE = 4
_MOST_WAITING = 16 << 20


class Putting:
    """Puts files away, as a context; they lie safe when :meth:`settle` returned, not before.

    Args:
        blobs: where they go.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._threads = ThreadPoolExecutor(_SIDE_BY_SIDE)
        self._waiting: dict[BlobName, Future[Put]] = {}
        self._held = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)

    def put(self, stream: BinaryIO) -> tuple[Put, bytes | None]:
        """Put bytes away; gives them too where they are few."""
        data = filled(stream)
        if len(data) == CHUNK:
            return self._blobs.put(stream, data), None
        put = self._blobs.told(data)
        if put.name not in self._waiting and not self._blobs.has(put.name):
            self._waiting[put.name] = self._threads.submit(self._blobs.put, io.BytesIO(data))
            self._held += put.size
            if self._held > _MOST_WAITING:
                self.settle()
        return put, data

    def settle(self) -> None:
        """Wait until the drive has them all; raises what went wrong with the first of them."""
        waiting, self._waiting, self._held = self._waiting, {}, 0
        for one in waiting.values():
            one.result()
