"""Breaks what must hold, each in one way, so that it can be seen that a proof would notice."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pikepdf
from leaks.truth import Truth

from app.domain.redacted import RedactedText
from app.domain.redaction import Redaction
from app.workflow import kept_sheets, redact_records

Tamper = Callable[[Path, Truth], None]
WAYS: dict[str, Callable[[], object]] = {}


def _nothing(path: Path, truth: Truth) -> None:
    """Leave what was handed over as it is."""


@contextmanager
def way(name: str) -> Iterator[Tamper | None]:
    """Break one thing while this is entered."""
    if not name:
        yield None
        return
    with WAYS[name]() as tamper:  # type: ignore[attr-defined]  # each gives a context
        yield tamper


def _named(name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    def keep(function: Callable[[], object]) -> Callable[[], object]:
        WAYS[name] = contextmanager(function)  # type: ignore[arg-type]  # a generator
        return WAYS[name]

    return keep


@_named("span")
def _span() -> Iterator[Tamper]:
    """Let the redactor leave the last of a text's stretches visible."""
    redact = redact_records.redact

    def careless(text: str, redactions: Sequence[Redaction]) -> RedactedText:
        return redact(text, redactions[:-1])

    with mock.patch.object(redact_records, "redact", careless):
        yield _nothing


@_named("layer")
def _layer() -> Iterator[Tamper]:
    """Let words that lie under a box stay in the invisible text of the page."""
    kept = kept_sheets.KeptSheets.page

    def careless(
        self: kept_sheets.KeptSheets, attachment: object, number: int, painted: object
    ) -> kept_sheets.KeptSheet:
        burned = kept(self, attachment, number, painted)  # type: ignore[arg-type]  # as given
        bare = kept(self, attachment, number, kept_sheets.Painted())  # type: ignore[arg-type]
        object.__setattr__(burned, "words", bare.words)
        return burned

    with mock.patch.object(kept_sheets.KeptSheets, "page", careless):
        yield _nothing


@_named("unburned")
def _unburned() -> Iterator[Tamper]:
    """Let a box leave the page's pixels as they are."""
    kept = kept_sheets.KeptSheets.page

    def careless(
        self: kept_sheets.KeptSheets, attachment: object, number: int, painted: object
    ) -> kept_sheets.KeptSheet:
        burned = kept(self, attachment, number, painted)  # type: ignore[arg-type]  # as given
        bare = kept(self, attachment, number, kept_sheets.Painted())  # type: ignore[arg-type]
        object.__setattr__(burned, "picture", bare.picture)
        object.__setattr__(burned, "size", bare.size)
        object.__setattr__(burned, "encoding", bare.encoding)
        return burned

    with mock.patch.object(kept_sheets.KeptSheets, "page", careless):
        yield _nothing


@_named("metadata")
def _metadata() -> Iterator[Tamper]:
    """Write a withheld word into the properties of a packet that was handed over."""

    def tamper(path: Path, truth: Truth) -> None:
        packet = next(path.rglob("packet*.pdf"))
        with pikepdf.open(packet, allow_overwriting_input=True) as pdf:
            pdf.docinfo["/Keywords"] = truth.hidden[0]
            pdf.save(packet)

    yield tamper


@_named("name")
def _name() -> Iterator[Tamper]:
    """Put a withheld word into the name of a file that was handed over."""

    def tamper(path: Path, truth: Truth) -> None:
        told = next(one for one in path.rglob("*.txt"))
        told.rename(told.with_name(f"about {truth.hidden[0]}.txt"))

    yield tamper


@_named("index")
def _index() -> Iterator[Tamper]:
    """Write a withheld word into a packed list beside the packet."""

    def tamper(path: Path, truth: Truth) -> None:
        with zipfile.ZipFile(path / "index.xlsx", "w") as book:
            book.writestr("xl/sharedStrings.xml", f"<t>{truth.hidden[0].upper()}</t>")

    yield tamper
