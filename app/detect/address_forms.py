"""All forms of a street address: Ln. and Lane, without its sort, misspelt, glued; pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.detect.forms import Found, Probe, Token, apart, is_joining
from app.detect.lexicon import Lexicon
from app.detect.likeness import Likeness
from app.detect.streets import ALIKE, DIRECTIONS
from app.domain.spans import Span
from app.domain.words import placed_words


class AddressForms:
    """The forms of one address.

    Args:
        text: begins with the number of a house, as :func:`is_address` asks.
        lexicon: the words among which near spellings are looked for.
    """

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        words = [word for word, _, _ in placed_words(text)]
        number, *rest = words
        while len(rest) > 1 and rest[0] in DIRECTIONS:
            rest.pop(0)
        at = next((n for n, word in enumerate(rest) if n and word in ALIKE), len(rest))
        self._number = number
        self._name = rest[:at]
        self._sort = ALIKE[rest[at]] if at < len(rest) else ""
        self._tail = rest[at + 1 :]
        self._words = words
        self._spellings = [_spellings(word, lexicon) for word in self._name]
        self.group = " ".join((number, *self._name, *([self._sort] if self._sort else [])))
        longest = max(range(len(self._name)), key=lambda n: len(self._name[n]))
        met_by = {*self._spellings[longest], number + self._name[0]}
        self.probe = Probe(frozenset(met_by))

    def find(self, text: str) -> list[Found]:
        """Give where any form stands; another sort of street is another address."""
        tokens = placed_words(text)
        found = [self._at(text, tokens, at) for at in range(len(tokens))]
        return apart([one for one in found if one is not None])

    def _at(self, text: str, tokens: Sequence[Token], at: int) -> Found | None:
        first = tokens[at]
        if first[0] == self._number + self._name[0]:
            after, likeness = self._rest_of_name(text, tokens, at, 1)
        elif first[0] == self._number:
            start = at + 1
            while start < len(tokens) and tokens[start][0] in DIRECTIONS:
                start += 1
            after, likeness = self._rest_of_name(text, tokens, start - 1, 0)
        else:
            return None
        if not after:
            return None
        return self._ended(text, tokens, (at, after), likeness)

    def _rest_of_name(
        self, text: str, tokens: Sequence[Token], at: int, known: int
    ) -> tuple[int, Likeness]:
        """Give what follows the street's name, and the least likeness in it; 0 where it differs."""
        worst = Likeness.SAME if not known else Likeness.PUNCTUATION
        for spellings in self._spellings[known:]:
            at += 1
            if at >= len(tokens) or tokens[at][0] not in spellings:
                return 0, worst
            if not is_joining(text[tokens[at - 1][2] : tokens[at][1]], ".-_,"):
                return 0, worst
            likeness = spellings[tokens[at][0]]
            worst = worst if likeness is Likeness.SAME else likeness
        return at + 1, worst

    def _ended(
        self, text: str, tokens: Sequence[Token], place: tuple[int, int], likeness: Likeness
    ) -> Found | None:
        at, after = place
        sort = self._sort_at(text, tokens, after)
        if self._sort and sort and sort != self._sort:
            return None
        if self._sort and sort:
            after = self._past_tail(text, tokens, after + 1)
        span = Span(tokens[at][1], tokens[after - 1][2])
        if self._sort and not sort:
            return Found(span, Likeness.PART if likeness is Likeness.SAME else likeness)
        if likeness is not Likeness.SAME:
            return Found(span, likeness)
        said = [word for word, _, _ in tokens[at:after]]
        is_whole = said == self._words[: len(said)]
        return Found(span, Likeness.SAME if is_whole else Likeness.PUNCTUATION)

    def _sort_at(self, text: str, tokens: Sequence[Token], at: int) -> str:
        if at >= len(tokens) or not is_joining(text[tokens[at - 1][2] : tokens[at][1]]):
            return ""
        return ALIKE.get(tokens[at][0], "")

    def _past_tail(self, text: str, tokens: Sequence[Token], at: int) -> int:
        """Go on over the unit and the town, as far as they are the same."""
        for word in self._tail:
            joined = at < len(tokens) and is_joining(
                text[tokens[at - 1][2] : tokens[at][1]], ",.#-"
            )
            if not joined or tokens[at][0] != word:
                break
            at += 1
        return at


def is_address(text: str) -> bool:
    """Say whether some words begin with a house number and go on with a street's name."""
    words = [word for word, _, _ in placed_words(text)]
    rest = [word for word in words[1:] if word not in DIRECTIONS]
    if len(words) < 2 or not words[0].isdigit() or not rest:
        return False
    is_named = any(word in ALIKE for word in rest[1:])
    return rest[0].isalpha() and rest[0] not in ALIKE and (is_named or len(words) <= 3)


def _spellings(word: str, lexicon: Lexicon) -> dict[str, Likeness]:
    found = dict.fromkeys(lexicon.near(word), Likeness.SPELLING)
    found.update(dict.fromkeys(lexicon.misread(word), Likeness.MISREAD))
    return found | {word: Likeness.SAME}
