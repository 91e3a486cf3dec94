"""The texts that cells of a workbook share, kept small however many there are."""

from __future__ import annotations

import zlib
from collections import OrderedDict

_IN_BLOCK = 256
_MOST_OPEN = 64
_LONGEST = 1 << 20
_BETWEEN = "\0"


class SharedTexts:
    """Texts by number; all but the newest are kept packed."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._newest: list[str] = []
        self._open: OrderedDict[int, list[str]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._packed) * _IN_BLOCK + len(self._newest)

    def add(self, text: str) -> None:
        """Take the next text; more than a million characters are cut."""
        self._newest.append(text[:_LONGEST].replace(_BETWEEN, ""))
        if len(self._newest) == _IN_BLOCK:
            joined = _BETWEEN.join(self._newest).encode("utf-8", "replace")
            self._packed.append(zlib.compress(joined, 1))
            self._newest = []

    def get(self, number: int) -> str | None:
        """Give a text; None where there is none of that number."""
        if not 0 <= number < len(self):
            return None
        block, place = divmod(number, _IN_BLOCK)
        if block == len(self._packed):
            return self._newest[place]
        texts = self._open.get(block)
        if texts is None:
            texts = zlib.decompress(self._packed[block]).decode("utf-8").split(_BETWEEN)
            self._open[block] = texts
            if len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        else:
            self._open.move_to_end(block)
        return texts[place]
