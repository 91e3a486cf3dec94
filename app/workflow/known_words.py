"""The words of a vault, made ready for questions after near spellings; made again when it grows."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from app.detect.lexicon import Lexicon
from app.vault.folder import Vault


class KnownWords:
    """Keeps the lexicon of one vault; from any thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = threading.Lock()
        self._words: Sequence[str] | None = None
        self._lexicon = Lexicon(())

    def lexicon(self) -> Lexicon:
        """Give every word that the vault holds."""
        with self._lock:
            words = self._vault.index.vocabulary().words
            if words is not self._words:
                self._words, self._lexicon = words, Lexicon(words)
            return self._lexicon
