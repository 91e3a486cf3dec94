"""The words of a vault, made ready for questions after near spellings; read again when needed."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from app.detect.lexicon import Lexicon
from app.domain.ids import RequestId
from app.vault.folder import Vault


class KnownWords:
    """Keeps the lexicon of one vault; from any thread.

    The words of a request's records lie in the vault before the records are put into the request
    and never change. So the lexicon is read again when records join, not while others come in.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = threading.Lock()
        self._words: Sequence[str] | None = None
        self._lexicon = Lexicon(())
        self._of: dict[RequestId, tuple[int, Lexicon]] = {}

    def lexicon(self, request: RequestId) -> Lexicon:
        """Give every word that the records of a request may hold, and many more."""
        with self._vault.read() as work:
            mark = work.printed.mark(request)
        with self._lock:
            known = self._of.get(request)
            if known is None or known[0] != mark:
                known = self._of[request] = (mark, self._now())
            return known[1]

    def _now(self) -> Lexicon:
        words = self._vault.index.vocabulary().words
        if words is not self._words:
            self._words, self._lexicon = words, Lexicon(words)
        return self._lexicon
