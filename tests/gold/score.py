"""Holds what was suggested against the gold texts: recall and precision by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from gold.texts import Gold

from app.detect.suggestion import Suggestion

Find = Callable[[str], Sequence[Suggestion]]


@dataclass(slots=True)
class Tally:
    """What was found of one kind.

    Attributes:
        wanted: stretches that are to be found, of which ``found`` were, with every letter and
            digit and under their own kind.
        given: suggestions of the kind, of which ``right`` lie on a stretch of the kind and take
            in no more than a third besides.
    """

    wanted: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Give the share of wanted stretches that were found."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Give the share of suggestions that are right."""
        return self.right / self.given if self.given else 1.0


def tallies(texts: Iterable[Gold], find: Find) -> dict[str, Tally]:
    """Count by kind."""
    result: dict[str, Tally] = {}
    for gold in texts:
        given = [(one.span.start, one.span.end, str(one.kind)) for one in find(gold.text)]
        for span in gold.spans:
            _want(gold.text, span, given, result.setdefault(span[2], Tally()))
        for span in given:
            _judge(gold, span, result.setdefault(span[2], Tally()))
    return dict(sorted(result.items()))


Stretch = tuple[int, int, str]


def _want(text: str, span: Stretch, given: list[Stretch], tally: Tally) -> None:
    start, end, kind = span
    covered = {at for a, b, k in given if k == kind for at in range(a, b)}
    tally.wanted += 1
    if all(at in covered for at in range(start, end) if text[at].isalnum()):
        tally.found += 1
    else:
        tally.missed.append(f"{text[start:end]!r} in {text[max(0, start - 40) : end + 20]!r}")


def _judge(gold: Gold, span: Stretch, tally: Tally) -> None:
    start, end, kind = span
    inside = {at for a, b, k in gold.spans if k == kind for at in range(a, b)}
    signs = [at for at in range(start, end) if gold.text[at].isalnum()]
    right = sum(at in inside for at in signs)
    tally.given += 1
    if right and right * 3 >= len(signs) * 2:
        tally.right += 1
    else:
        tally.wrong.append(
            f"{gold.text[start:end]!r} in {gold.text[max(0, start - 40) : end + 20]!r}"
        )
