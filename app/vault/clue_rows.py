"""Keeping the clues of mails; knows no threads."""

from __future__ import annotations

from app.domain.parsed import Parsed
from app.vault.clues import ClueMaker, MailFacts, facts_of
from app.vault.driver import Driver

MARK = "clues.mark"


class ClueRows:
    """The clues of one batch on their way in."""

    def __init__(self) -> None:
        self._maker = ClueMaker()
        self._rows: list[tuple[int, bytes]] = []

    def take(self, record: int, parsed: Parsed, identity: bytes) -> None:
        """Take down what an item tells, where it is a mail; also of a mail that is held already."""
        facts = facts_of(parsed, identity)
        if facts is not None:
            self.add(record, facts)

    def add(self, record: int, facts: MailFacts) -> None:
        """Take down what is known of a mail."""
        self._rows.append((record, self._maker.clue_of(facts)))

    def write(self, raw: Driver) -> None:
        """Write them; what is known of a record already is not kept again."""
        if self._rows:
            raw.executemany("INSERT OR IGNORE INTO clues VALUES (?, ?)", self._rows)
            raw.execute(_COUNT_UP, (MARK,))


_COUNT_UP = """
INSERT INTO meta (key, value) VALUES (?, '1')
ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"""
