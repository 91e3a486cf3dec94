"""Random texts of records: plain words, invented ones and common ones, with quotes of others."""

from __future__ import annotations

import random
import textwrap

from leaks.words import COMMON, PLAIN, Coin

_ENDS = (". ", "? ", ", ", "\n", "; ", " - ", "... ")


class Author:
    """Writes texts; remembers nothing of them."""

    def __init__(self, chance: random.Random, coin: Coin) -> None:
        self.chance, self.coin = chance, coin

    def telling(self) -> str:
        """Give a word that may be withheld: mostly an invented one."""
        if self.chance.random() < 0.12:
            return self.chance.choice(COMMON)
        return self.coin.word()

    def sentence(self, least: int = 4, most: int = 12) -> str:
        """Give some words, about one in four of them telling."""
        words = [
            self.telling() if self.chance.random() < 0.28 else self.chance.choice(PLAIN)
            for _ in range(self.chance.randrange(least, most))
        ]
        words[self.chance.randrange(len(words))] = self.telling()
        return " ".join(words)

    def text(self, sentences: int = 3) -> str:
        """Give a few sentences, ended in many ways."""
        count = self.chance.randrange(1, sentences + 1)
        return "".join(self.sentence() + self.chance.choice(_ENDS) for _ in range(count)).strip()

    def name(self) -> str:
        """Give the name of a person."""
        return f"{self.coin.word('latin').title()} {self.coin.word('latin', 'accented').title()}"

    def address(self, name: str = "") -> str:
        """Give an address: a number, a handle, or one of mail which may say the name."""
        what = self.chance.randrange(3)
        if what == 0:
            return f"+1 850 555 {self.chance.randrange(100, 199):04d}"
        if what == 1:
            return f"@{self.coin.word('latin').lower()}"
        said = (
            name.rsplit(maxsplit=1)[-1]
            if name and self.chance.random() < 0.5
            else self.coin.word("latin")
        )
        return f"{said.lower()}@example.com"

    def reply(self, text: str) -> str:
        """Answer a text above its quotation, its lines wrapped as mail programs do."""
        lines = [line for part in text.split("\n") for line in textwrap.wrap(part, 46) or [""]]
        quoted = "\n".join(f"> {line}" for line in lines)
        return f"{self.sentence()}\n\nOn 14 March they wrote:\n{quoted}"

    def reaction(self, text: str) -> str:
        """Repeat a message as reactions of phones do."""
        return f"{self.chance.choice(('Liked', 'Loved', 'Questioned'))} \u201c{text}\u201d"
