"""Lends the verifier eyes: words of pages are recognised in child processes, two at a time.

They know all languages, whatever the files were read in: nothing may be missed.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from app.documents import recognise
from app.documents.ocr import Reader, recognised
from app.domain.languages import Languages
from app.domain.redacted import SheetWord
from app.errors import ChildFailed
from app.jobs.isolated import Child
from app.packet.looking import PagePixels

MOST = 2
KNOWN = Languages.ENGLISH_AND_SPANISH
_BLANK = PagePixels(64, 64, b"\xff" * 64 * 64)


class ManyEyes:
    """Reads pages in as many processes as there are cores, but two at most.

    The processes start, beside other work, when this is entered as a context, and end with it.
    """

    def __init__(self, readers: Sequence[Reader] | None = None) -> None:
        many = min(MOST, os.cpu_count() or 1)
        self._is_own = readers is None
        self._readers = readers or [Reader(Child()) for _ in range(many)]
        self._free: SimpleQueue[Reader] = SimpleQueue()
        for reader in self._readers:
            self._free.put(reader)
        self._threads = ThreadPoolExecutor(len(self._readers), "eyes")

    def __call__(self, pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        """Give the words of each page in order; only a few pages are held at a time.

        Raises:
            ChildFailed: a page cannot be read.
        """
        open_pages: deque[Future[Sequence[SheetWord]]] = deque()
        for page in pages:
            open_pages.append(self._threads.submit(self._read, page))
            if len(open_pages) > len(self._readers):
                yield open_pages.popleft().result()
        while open_pages:
            yield open_pages.popleft().result()

    def __enter__(self) -> Self:
        for _ in self._readers if self._is_own else ():
            self._threads.submit(self._warm)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        for reader in self._readers:
            reader.close()

    def _warm(self) -> None:
        with suppress(ChildFailed):
            self._read(_BLANK)

    def _read(self, page: PagePixels) -> Sequence[SheetWord]:
        reader = self._free.get()
        try:
            size = (page.width, page.height)
            read = reader.read_grey(page.grey, size, dpi=page.dpi, languages=KNOWN)
            return read.sheet_words()
        finally:
            self._free.put(reader)


def own_eyes(pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
    """Read pages in this process, which is the child already."""
    for page in pages:
        size = (page.width, page.height)
        answer = recognise.recognise(page.grey, recognise.GREY, size, page.dpi, KNOWN)
        if isinstance(answer, str):
            raise ChildFailed(answer)
        yield recognised(answer).sheet_words()
