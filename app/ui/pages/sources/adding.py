"""What is being added and what must be known of it: three questions at most. No PySide6."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from app.domain.naming import distinct_names
from app.ui.rows import Notice, Tone
from app.ui.wording import count
from app.ui.zones import is_zone

if TYPE_CHECKING:
    from app.workflow.import_export import Recognised, Unrecognised


Found = TypeVar("Found", "Recognised", "Unrecognised")

TABLE, PAPERS = "table", "files"
READ_AS_TABLE, SET_COLUMNS = "Read as a ta&ble…", "Colu&mns…"
TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".psv", ".txt", ".xlsx", ".xlsm", ".dat", ".log")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose an export is, as typed."""

    custodian: str = ""
    own: str = ""

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """Give each of the custodian's own numbers or addresses."""
        parts = (part.strip() for part in re.split("[,;\n]", self.own))
        return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the clerk said.

    Attributes:
        own: the custodian's own numbers or addresses as typed, with commas between.
        each: by the names of exports, what was said of one alone; it comes before the rest.
    """

    custodian: str
    zone: str
    keep_export: bool
    own: str = ""
    each: Mapping[str, Whose] = field(default_factory=dict)

    def whose(self, name: str) -> Whose:
        """Say of an export whose it is; what was said of none alone is said of all.

        The numbers of one custodian are never taken for those of another.
        """
        told, custodian = self.each.get(name, Whose()), self.custodian.strip()
        whose = told.custodian.strip() or custodian
        shared = self.own if whose.casefold() == custodian.casefold() else ""
        return Whose(whose, told.own.strip() or shared)


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file or folder as the page lists it.

    Attributes:
        sentence: what it is, or what was looked for and what to do.
        table_word: what is offered where it can be read as a table of columns; else empty.
        offers_paper: whether it can be taken as a document instead.
        asks_whose: whether it is asked of this one alone whose it is.
        place: where it lies, by which it is known though its name grows by a folder.
    """

    name: str
    sentence: str
    tone: Tone
    table_word: str = ""
    offers_paper: bool = False
    asks_whose: bool = False
    place: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Adding:
    """The exports that are about to be imported."""

    recognised: tuple[Recognised, ...] = ()
    unknown: tuple[Unrecognised, ...] = ()
    custodians: tuple[str, ...] = ()
    zone: str = ""

    @property
    def needs_zone(self) -> bool:
        """Say whether one of them leaves out the time zone."""
        return any(export.needs_zone for export in self.recognised)

    @property
    def several(self) -> bool:
        """Say whether they may be of several people."""
        return len(self.recognised) > 1

    @property
    def lines(self) -> tuple[FileLine, ...]:
        """List them, those that are known first."""
        known = [
            FileLine(
                one.name,
                _label(one),
                Tone.GOOD,
                _table_word(one),
                one.key == TABLE,
                self.several,
                str(one.paths[0]),
            )
            for one in self.recognised
        ]
        others = [
            FileLine(one.name, f"{one.what} {one.remedy}".strip(), Tone.SOON, READ_AS_TABLE)
            for one in self.unknown
        ]
        return (*known, *others)

    @property
    def import_word(self) -> str:
        """Say what the button does."""
        return f"&Import {count(len(self.recognised), 'export')}" if self.recognised else "&Import"

    def named(self, name: str) -> Recognised | Unrecognised | None:
        """Find one by its name."""
        known = next((one for one in self.recognised if one.name == name), None)
        return known or next((one for one in self.unknown if one.name == name), None)


def _table_word(one: Recognised) -> str:
    """Offer columns of what is a table, and of papers that may be one."""
    if one.key == TABLE:
        return SET_COLUMNS
    name = one.name.casefold()
    may_be = one.key == PAPERS and len(one.paths) == 1 and name.endswith(TABLE_ENDINGS)
    return READ_AS_TABLE if may_be else ""


def with_found(adding: Adding, found: Sequence[Recognised | Unrecognised]) -> Adding:
    """Add what was found; the same files given again take the place of what they were before."""
    fresh = {one.paths for one in found}
    recognised = [one for one in adding.recognised if one.paths not in fresh]
    unknown = [one for one in adding.unknown if one.paths not in fresh]
    for one in found:
        if is_recognised(one):
            recognised.append(one)
        else:
            unknown.append(one)  # type: ignore[arg-type]  # the guard's other half
    known = len(recognised)
    paths = [one.paths[0] for one in recognised] + [one.paths[0] for one in unknown]
    names = distinct_names(paths)
    return replace(
        adding,
        recognised=tuple(map(_named, recognised, names[:known])),
        unknown=tuple(map(_named, unknown, names[known:])),
    )


def without(adding: Adding | None, name: str) -> Adding | None:
    """Leave one out; None when nothing is left."""
    if adding is None:
        return None
    recognised = tuple(one for one in adding.recognised if one.name != name)
    unknown = tuple(one for one in adding.unknown if one.name != name)
    if not recognised and not unknown:
        return None
    return replace(adding, recognised=recognised, unknown=unknown)


def zone_refused(adding: Adding, answers: Answers) -> Notice | None:
    """Refuse a time zone that nobody knows."""
    if not adding.needs_zone or is_zone(answers.zone):
        return None
    return Notice(
        "There is no time zone of this name.",
        "Choose one from the list, or type a name such as America/Chicago.",
        Tone.BAD,
    )


def is_recognised(one: Recognised | Unrecognised) -> TypeGuard[Recognised]:
    """Say whether an importer knows it."""
    return hasattr(one, "key")


def _named(one: Found, name: str) -> Found:
    return one if one.name == name else replace(one, name=name)


def _label(export: Recognised) -> str:
    """Name a format, and say where it was made without a real sample."""
    return f"{export.label} · experimental" if export.experimental else export.label
