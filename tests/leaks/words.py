"""Invented words, each of which is made once, and common ones; in several scripts."""

from __future__ import annotations

import random
import re
import unicodedata

_SCRIPTS = {
    "latin": ("bcdfghjklmnprstvwz", "aeiou"),
    "accented": ("bcdfghjklmnprstvzñçšř", "áéíóúüàê"),
    "greek": ("βγδζθκλμνξπρστφχψ", "αεηιουω"),
    "cyrillic": ("бвгджзклмнпрстфхцчшщ", "аеиоуыэюя"),
    "hebrew": ("בגדהוזחטלנסעפקרשת", "אי"),
    "arabic": ("بتجحخدرسشصضطعغفقكلمنه", "اوي"),
    "han": ("山水火木金土日月人口手足耳目車馬魚鳥雨雪風雲石竹米糸貝", "田力刀弓心戸方斤"),
    "hangul": ("가나다라마바사아자차카타파하", "거너더러머버서어저처커터퍼허"),
    "devanagari": ("कगचजटडतदनपबमयरलवसह", "ािीुूेो"),
}
_LIKELY = ("latin",) * 9 + ("accented", "greek", "cyrillic") * 2 + (
    "hebrew", "arabic", "han", "hangul", "devanagari",
)  # fmt: skip
READ_BACK = ("latin", "accented", "greek", "cyrillic")
"""Scripts that every reader gives in the order in which they were written."""

COMMON = (
    "Blackwood", "Hollister", "Okonkwo", "Delacroix", "Whitaker", "Papadakis", "Ferguson",
    "Lindqvist", "Montgomery", "Stavropoulos", "Cedarville", "Thornbury", "pregnancy", "overdose",
    "paternity", "stepfather", "confidant", "hepatitis",
)  # fmt: skip
"""Natural words that no packet says of its own accord."""

PLAIN = (
    "the", "car", "was", "seen", "near", "our", "mill", "and", "then", "left", "before", "noon",
    "ask", "her", "about", "that", "night", "we", "were", "told", "to", "wait", "by", "tunnel",
)  # fmt: skip

_LEAST = 4
_NOT_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f]")


def squeezed(text: str) -> str:
    """Give letters and digits alone, in one case and without accents."""
    taken = unicodedata.normalize("NFKD", text).casefold()
    return _NOT_WORD.sub("", _MARKS.sub("", taken))


class Coin:
    """Makes words of which no two are alike and none stands within another, also read backwards.

    Readers give words of some scripts in the order in which they stand on the page.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._made: set[str] = set()
        self._joined = ""
        self.script: dict[str, str] = {}

    def word(self, *scripts: str) -> str:
        """Make a word, in one of some scripts where they are named."""
        while True:
            script = self._chance.choice(scripts or _LIKELY)
            made = self._in(script)
            plain = squeezed(made)
            both = (plain, plain[::-1])
            if not any(one in self._joined or self._holds_another(one) for one in both):
                self._made.add(plain)
                self._joined += f"|{plain}"
                self.script[made] = script
                return made

    def _holds_another(self, plain: str) -> bool:
        count = len(plain)
        ends = ((at, end) for at in range(count) for end in range(at + _LEAST, count + 1))
        return any(plain[at:end] in self._made for at, end in ends)

    def _in(self, script: str) -> str:
        chance, (hard, soft) = self._chance, _SCRIPTS[script]
        pairs = chance.randrange(4, 6)
        word = "".join(chance.choice(hard) + chance.choice(soft) for _ in range(pairs))
        if script == "latin" and chance.random() < 0.15:
            return word + str(chance.randrange(10, 99))
        if script in READ_BACK:
            return word.capitalize() if chance.random() < 0.5 else word
        return word
