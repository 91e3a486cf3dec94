"""The set of records that a query tree means, by set algebra over masks; knows no windows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.people import Role, normal_address
from app.domain.queries import (
    Among,
    And,
    AnyWord,
    Everything,
    FromSource,
    Has,
    Near,
    Not,
    OfKind,
    Or,
    People,
    Phrase,
    Prefix,
    Query,
    Sent,
    Tagged,
    Within,
    Word,
)
from app.vault.columns import UNDATED, Columns, Mask, SourceWords, Trait
from app.vault.compile import Leaf, all_words, expressions, matches
from app.vault.driver import Driver

_AMONG = {
    Among.FROM: (Role.FROM,),
    Among.TO: (Role.TO, Role.CC, Role.BCC, Role.MEMBER),
    Among.WITH: tuple(Role),
}
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


class Selection:
    """Answers one query on one picture of the vault.

    Args:
        raw: the driver's connection, in a transaction.
        columns: the picture.
    """

    def __init__(self, raw: Driver, columns: Columns) -> None:
        self._raw = raw
        self._columns = columns
        self._by_word: dict[type[Query], Callable[[str], Mask]] = {
            Within: self._within,
            Has: self._has,
            OfKind: self._of_kind,
            FromSource: self._from_source,
            Tagged: self._tagged,
        }

    def of(self, query: Query) -> Mask:
        """Give the records that a query means."""
        match query:
            case And(parts=parts):
                return self._all(parts)
            case Or(parts=parts):
                return self._any(parts)
            case Not(part=part):
                return self._columns.present & ~self.of(part)
            case Everything():
                return self._columns.present.copy()
            case _:
                return self._leaf(query)

    def _leaf(self, query: Query) -> Mask:
        if isinstance(query, Word | AnyWord | Phrase | Near | Prefix):
            return self._words(query)
        return self._filter(query)

    def _filter(self, query: Query) -> Mask:
        match query:
            case People(among=among, text=text):
                return self._people(among, text)
            case Sent():
                return self._sent(query)
            case Within(text=text) | Has(what=text) | OfKind(kind=text):
                return self._by_word[type(query)](text.strip().casefold())
            case FromSource(text=text) | Tagged(text=text):
                return self._by_word[type(query)](text.strip().casefold())
            case _:
                raise TypeError(f"{type(query).__name__} must be expanded before it is run")

    def _all(self, parts: Iterable[Query]) -> Mask:
        """Meet all parts; words that can only lie in texts are asked for in one go."""
        mask = self._columns.present.copy()
        together: list[str] = []
        for part in parts:
            text_only = self._text_only(part)
            if text_only is None:
                mask &= self.of(part)
            else:
                together.append(text_only)
        if together:
            mask &= self._matching(" AND ".join(f"({one})" for one in together))
        return mask

    def _any(self, parts: Iterable[Query]) -> Mask:
        mask = self._columns.none()
        together: list[str] = []
        for part in parts:
            text_only = self._text_only(part)
            if text_only is None:
                mask |= self.of(part)
            else:
                together.append(text_only)
        if together:
            mask |= self._matching(" OR ".join(f"({one})" for one in together))
        return mask

    def _text_only(self, query: Query) -> str | None:
        """Give the one expression for words that no name and no title holds; else None."""
        if not isinstance(query, Word | AnyWord | Phrase | Near | Prefix):
            return None
        found = expressions(query)
        if len(found) != 1 or self._named(found[0]).any():
            return None
        return found[0]

    def _words(self, leaf: Leaf) -> Mask:
        mask = self._columns.none()
        for expression in expressions(leaf):
            mask |= self._matching(expression) | self._named(expression)
        return mask

    def _matching(self, expression: str) -> Mask:
        return self._columns.these(matches(self._raw, "words", expression)) & self._columns.present

    def _named(self, expression: str) -> Mask:
        """Give the records whose people or conversation title match."""
        columns = self._columns
        mask = columns.none()
        handles = matches(self._raw, "handle_words", expression)
        if len(handles):
            mask |= columns.of_casts(columns.casts_with(handles, tuple(Role)))
        titles = matches(self._raw, "title_words", expression)
        if len(titles):
            mask |= columns.in_conversations(titles)
        return mask

    def _people(self, among: Among, text: str) -> Mask:
        expression = all_words(text)
        found = matches(self._raw, "handle_words", expression) if expression else _NONE
        rows = self._raw.execute(
            "SELECT id FROM handles WHERE normal = ? AND normal <> ''", (normal_address(text),)
        )
        handles = np.concatenate([found, np.array([row[0] for row in rows], np.int64)])
        same = self._columns.handles_of_people(handles, self._columns.called(text))
        return self._columns.of_casts(self._columns.casts_with(same, _AMONG[among]))

    def _within(self, text: str) -> Mask:
        wanted = _split(text)
        mask = self._traits(lambda trait: bool(wanted) and wanted <= _split(trait.platform))
        expression = all_words(text)
        if expression:
            mask |= self._columns.in_conversations(matches(self._raw, "title_words", expression))
        return mask

    def _sent(self, query: Sent) -> Mask:
        sent = self._columns.sent
        mask: Mask = self._columns.present & (sent != UNDATED)
        zone = ZoneInfo(query.zone)
        if query.start is not None:
            mask &= sent >= _midnight(query.start, zone)
        if query.end is not None:
            mask &= sent < _midnight(query.end, zone)
        return mask

    def _has(self, what: str) -> Mask:
        if what in {"attachment", "attachments"}:
            return self._columns.these(self._columns.attached.left)
        if what in {"problem", "problems"}:
            return self._columns.these(self._columns.odd)
        return self._traits(lambda trait: what in (flag.casefold() for flag in trait.flags))

    def _of_kind(self, kind: str) -> Mask:
        media = [number for name, number in self._columns.media.items() if _is_media(name, kind)]
        attached = self._columns.attached
        with_media = attached.left[np.isin(attached.right, media)]
        return self._traits(lambda trait: trait.kind == kind) | self._columns.these(with_media)

    def _from_source(self, text: str) -> Mask:
        sources = self._columns.sources
        chosen = [int(text)] if text.isdecimal() and int(text) in sources else []
        chosen = chosen or [number for number, words in sources.items() if _is_source(words, text)]
        elsewhere = self._columns.elsewhere
        further = elsewhere.left[np.isin(elsewhere.right, chosen)]
        first: Mask = np.isin(self._columns.source, chosen)
        return (first & self._columns.present) | self._columns.these(further)

    def _tagged(self, text: str) -> Mask:
        return self._traits(
            lambda trait: text in (tag.casefold() for tag in (*trait.labels, *trait.flags))
        )

    def _traits(self, fits: Callable[[Trait], bool]) -> Mask:
        return self._columns.of_traits(
            [trait is not None and fits(trait) for trait in self._columns.traits]
        )


_NONE = np.zeros(0, np.int64)


def _split(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def _midnight(day: dt.date, zone: ZoneInfo) -> int:
    return (dt.datetime(day.year, day.month, day.day, tzinfo=zone) - _EPOCH) // _MICROSECOND


def _is_media(name: str, kind: str) -> bool:
    """Say whether ``image``, ``image/png`` or ``pdf`` means a media type."""
    return bool(kind) and kind in {name, *name.casefold().split("/", 1)}


def _is_source(words: SourceWords, text: str) -> bool:
    return bool(text) and any(
        text in part.casefold() for part in (words.name, words.label, words.custodian)
    )
