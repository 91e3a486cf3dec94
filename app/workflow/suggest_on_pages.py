"""Find what might have to be withheld on a drawn page, as regions; opens no file, decides nothing.

A page is read three times: line by line, over the ends of lines, and by where its words are seen,
since a name is broken over two lines and what was typed into a form stands behind all its labels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from app.detect.strangers import NAME
from app.detect.suggestion import Suggestion
from app.domain.decisions import DeclineGroup, Standing
from app.domain.ids import RecordId
from app.domain.redacted import SheetWord
from app.domain.redaction import RegionTarget, Target
from app.domain.requests import Request
from app.vault.work import Work
from app.workflow.covered import hides_region
from app.workflow.page_text import PageText, by_line, flowing, is_same_place, lines_of, rows
from app.workflow.suggesting import Suggesting

AROUND = 48


@dataclass(frozen=True, slots=True)
class PageSuggestion:
    """Something on a page that a person should look at.

    Attributes:
        targets: what a redaction of it withholds, one region for each line.
        suggestion: what it is; its span counts in a text of the page and in none of the record.
        words, before, after: what stands there, and around it.
        codes, listed: as of the clerk's list on which it stands.
        listed_at: when it was put down there; 0 of anything else.
    """

    targets: tuple[RegionTarget, ...]
    suggestion: Suggestion
    words: str = field(default="", repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    codes: tuple[str, ...] = ()
    listed: str = ""
    listed_at: int = 0

    @property
    def attachment(self) -> int:
        """Give the zero-based place of the attachment in its record."""
        return self.targets[0].attachment

    @property
    def page(self) -> int:
        """Give the page, one-based."""
        return self.targets[0].region.page


@dataclass(frozen=True, slots=True)
class Settled:
    """What was declined in a request or is public anyway: one by one, and when in whole groups."""

    places: Set[tuple[RecordId, Target, str]] = frozenset()
    public: Set[tuple[RecordId, Target]] = frozenset()
    groups: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def left(self, one: PageSuggestion, standing: Standing) -> PageSuggestion | None:
        """Give what is still open of a suggestion: all its lines, some of them, or None."""
        kind, record = one.suggestion.kind, standing.record
        if self.groups.get((kind, one.suggestion.group), -1) >= one.listed_at:
            return None
        hidden = [redaction.target for redaction in standing.redactions]
        targets = tuple(
            target
            for target in one.targets
            if (record, target, kind) not in self.places
            and (record, target) not in self.public
            and not hides_region(hidden, target)
        )
        return replace(one, targets=targets) if targets else None


def settled_on_pages(work: Work, request: Request) -> Settled:
    """Read from the log what was declined."""
    decisions = work.decisions
    entries = decisions.standing_entries(request.id, DeclineGroup)
    return Settled(
        {(one.record, one.target, one.kind) for one in decisions.declined(request.id)},
        {(one.record, one.target) for one in decisions.already_public(request.id)},
        {
            (entry.decision.kind, entry.decision.group): entry.at
            for entry in entries
            if isinstance(entry.decision, DeclineGroup)
        },
    )


def on_page(
    where: tuple[int, int], words: Sequence[SheetWord], now: Suggesting
) -> list[PageSuggestion]:
    """Give what is suggested on a page, in the order of its words.

    Args:
        where: the attachment (zero-based) and its page (one-based).
        words: all that stand on it.
        now: knows what is suggested.
    """
    return [_placed(where, words, found, now) for found in _apart(_readings(words), now)]


def further(
    known: Sequence[PageSuggestion], seen: Iterable[PageSuggestion]
) -> Iterator[PageSuggestion]:
    """Give of what eyes read that which the page's own words do not say at the same place."""
    at: defaultdict[int, list[PageSuggestion]] = defaultdict(list)
    for one in known:
        at[len(one.targets)].append(one)
    for one in seen:
        regions = [target.region for target in one.targets]
        others = ([t.region for t in other.targets] for other in at[len(regions)])
        if not any(is_same_place(regions, other) for other in others):
            yield one


@dataclass(frozen=True, slots=True)
class _Found:
    text: PageText
    suggestion: Suggestion
    numbers: tuple[int, ...]


def _readings(words: Sequence[SheetWord]) -> Iterator[PageText]:
    """Give the page line by line first, then what reads otherwise."""
    lines = lines_of(words)
    yield lines
    flow = flowing(words)
    if flow.text:
        yield flow
    by_sight = rows(words)
    if by_sight is not None:
        yield by_sight


def _apart(readings: Iterable[PageText], now: Suggesting) -> list[_Found]:
    """Choose among those that stand on the same words: critical, then longer, then found first."""
    texts = list(readings)
    found = [
        _Found(text, one, numbers)
        for text in texts
        for one in now.find(text.text)
        if (numbers := text.under(one.span))
    ]
    taken: set[int] = set()
    kept: list[_Found] = []
    for one in sorted(_without_longer_names(found, texts[0]), key=_weight):
        inside = _same_word(one, kept)
        if inside or taken.isdisjoint(one.numbers):
            taken.update(one.numbers)
            kept.append(one)
    return sorted(kept, key=lambda one: (min(one.numbers), one.suggestion.span))


def _without_longer_names(found: Sequence[_Found], lines: PageText) -> Iterator[_Found]:
    """Leave out names to which the next line lends its first word, where a line has the whole."""
    names = [one for one in found if one.suggestion.kind == NAME]
    for one in found:
        is_longer = one.suggestion.kind == NAME and any(
            len(other.numbers) > 1 and set(other.numbers) < set(one.numbers) for other in names
        )
        if not is_longer or one.text is lines:
            yield one


def _same_word(one: _Found, kept: Sequence[_Found]) -> bool:
    """Say whether it stands beside all others in the same words of the same reading."""
    others = [other for other in kept if not set(other.numbers).isdisjoint(one.numbers)]
    return bool(others) and all(
        other.text is one.text and not other.suggestion.span.overlaps(one.suggestion.span)
        for other in others
    )


def _weight(one: _Found) -> tuple[bool, int]:
    return one.suggestion.level != "critical", -len(one.numbers)


def _placed(
    where: tuple[int, int], words: Sequence[SheetWord], found: _Found, now: Suggesting
) -> PageSuggestion:
    attachment, page = where
    text, span = found.text.text, found.suggestion.span
    entry = now.entry_of(found.suggestion)
    return PageSuggestion(
        tuple(
            RegionTarget(attachment, region)
            for region in by_line(page, [words[at] for at in found.numbers])
        ),
        found.suggestion,
        " ".join(text[span.start : span.end].split()),
        text[max(0, span.start - AROUND) : span.start],
        text[span.end : span.end + AROUND],
        entry.codes if entry is not None else (),
        entry.list.value if entry is not None else "",
        now.listed_at(found.suggestion),
    )
