"""A search as a tree of frozen values; knows neither how it was typed nor where it is run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Among(StrEnum):
    """Which people of a record a people query looks at."""

    FROM = "from"
    TO = "to"
    WITH = "with"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written: text, subject, attachments, conversation title or people."""

    text: str


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Any of the words that one typed word was expanded to.

    Attributes:
        typed: as the clerk typed it; ``words`` are vocabulary words, counts beside them.
        how: ``stem``, ``prefix``, ``wildcard`` or ``fuzzy``.
    """

    typed: str
    how: str
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Words within ``distance`` words of each other, in any order."""

    words: tuple[str, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every word of this shape, ``*`` for any run and ``?`` for one character."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word within an edit distance."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class People:
    """Records with somebody whose name or address holds all these words."""

    among: Among
    text: str


@dataclass(frozen=True, slots=True)
class Within:
    """Records of a platform or of a conversation whose title holds these words (``in:``)."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Records sent on local days ``[start, end)``; None leaves a side open.

    Attributes:
        zone: IANA name of the zone whose days are meant.
    """

    start: dt.date | None
    end: dt.date | None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Has:
    """Records with an attachment, a problem or a flag (``has:``)."""

    what: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """Records of one kind, or with an attachment of one media type (``type:``)."""

    kind: str


@dataclass(frozen=True, slots=True)
class FromSource:
    """Records found in a source, by number, file name or custodian (``source:``)."""

    text: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Records with a label or flag (``tag:``)."""

    text: str


@dataclass(frozen=True, slots=True)
class Everything:
    """All records."""


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not find."""

    part: Query


Query = (
    Word | AnyWord | Phrase | Near | Prefix | Wildcard | Fuzzy | People | Within | Sent | Has
    | OfKind | FromSource | Tagged | Everything | And | Or | Not
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits fall where: platform, person and month, most frequent first."""

    platforms: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    sources: tuple[tuple[str, int], ...] = ()
