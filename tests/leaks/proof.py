"""Proves one round: random records, decisions and wishes; everything that leaves is read again."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from unittest import mock

from fakes import Blind
from leaks import wishes
from leaks.building import Builder
from leaks.clerk import Clerk, UndoFailed
from leaks.inks import pale_words
from leaks.stranger import Handed, Stranger
from leaks.truth import Teller, Truth, visible
from leaks.words import squeezed

from app.errors import AppError, PacketNotClean
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.packet.verify import verify_pdf
from app.workflow.deliver import Delivered, DeliverJob, DeliveryWishes, Form
from app.workflow.law import Library
from app.workflow.verified import NotClean

_AGAIN, _TWICE = 10, 4
_SAID = frozenset({"withheld_word", "hidden_word", "file_name"})

Tamper = Callable[[Path, Truth], None]
"""Changes what was handed over, behind the program's back."""


@dataclass
class Told:
    """What came of a round.

    Attributes:
        leaks: withheld words that were found, and where.
        refused: what the program's own verification found in its packet.
        missed: places that a decision for all places did not reach.
        lost: released words that no reader found.
        strange: what the check of any PDF says of the packet, not knowing what it should be.
    """

    number: int
    documents: int = 0
    decisions: int = 0
    files: int = 0
    size: int = 0
    words: int = 0
    read_back: int = 0
    boxes: int = 0
    seconds: float = 0.0
    wishes: str = ""
    leaks: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Say whether nothing is wrong."""
        return not (self.leaks or self.refused or self.missed or self.lost)


class Lent:
    """The child that all rounds share; a job that ends leaves it running."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self.call = child.call

    def __call__(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """It goes on."""


class Prover:
    """Makes rounds, each from the seed and its own number alone.

    Args:
        seed: of all rounds.
        documents: records and attachments of one round.
        child: opens files.
        tamper: changes what was handed over, to see that it is found.
    """

    def __init__(
        self, seed: int, documents: int, child: Child, tamper: Tamper | None = None
    ) -> None:
        self._seed, self._documents, self._child = seed, documents, child
        self._tamper = tamper
        self._law = Library.load()

    def round(
        self, number: int, *, eyes: bool = False, wished: DeliveryWishes | None = None
    ) -> Told:
        """Build, decide, deliver and read one vault; wishes are drawn where none are given."""
        began = time.perf_counter()
        chance = random.Random(f"{self._seed} {number}")
        told = Told(number)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            place = Path(folder)
            built = Builder(chance, self._child).build(place, self._documents)
            try:
                told.documents = built.documents
                clerk = Clerk(built, self._law, self._child, chance)
                truth = self._decided(clerk, told)
                if truth is not None:
                    wished = wished or wishes.delivery(chance)
                    told.wishes = repr(wished)
                    job = DeliverJob(
                        built.vault, built.request, self._law, wished, place / _name(wished)
                    )
                    self._delivered(job, told, eyes=eyes)
                    if not told.refused:
                        self._read(place / _name(wished), truth, told, wished)
            finally:
                built.vault.close()
        told.seconds = time.perf_counter() - began
        return told

    def _decided(self, clerk: Clerk, told: Told) -> Truth | None:
        try:
            standings = clerk.decide()
        except UndoFailed as failure:
            told.missed.append(f"not as it was before when {failure}")
            return None
        finally:
            told.decisions = clerk.acts
        truth = Teller(clerk.built, standings).tell()
        for word, door in clerk.promised.items():
            if visible(truth, word):
                told.missed.append(f"{word!r} is visible after {door!r}")
            else:
                truth.hidden += [word] if " " in word and not _is_paged(truth, word) else []
        return truth

    def _delivered(self, job: DeliverJob, told: Told, *, eyes: bool) -> None:
        with _shared(self._child, eyes=eyes):
            try:
                result = finish(job)
            except PacketNotClean as error:
                told.refused.append(f"{error.what} {error.remedy}")
                return
            except AppError as error:
                told.refused.append(f"{error.what} {error.remedy}")
                return
        if isinstance(result, NotClean):
            told.refused += [
                f"{one.kind} on page {one.page}: {one.what}" for one in result.verdict.findings
            ]
        elif not isinstance(result, Delivered):
            told.refused.append("nothing was delivered")

    def _read(self, path: Path, truth: Truth, told: Told, wished: DeliveryWishes) -> None:
        if self._tamper is not None:
            self._tamper(path, truth)
        paths = list(path.parent.glob(f"{path.stem}*")) if path.is_file() else [path]
        stranger = Stranger([*truth.hidden, *truth.read], twice=told.number % _TWICE == 0)
        for one in paths:
            stranger.look_at(one)
        handed = stranger.handed
        told.files, told.size, told.words = handed.files, handed.size, len(truth.hidden)
        told.leaks += [
            f"{word!r} in {' and '.join(sorted(handed.found[word]))}"
            for word in truth.hidden
            if word in handed.found
        ]
        packet = [name for name in handed.pages if "packet" in name.rpartition("/")[2]]
        told.leaks += list(_too_often(truth, [p for n in packet for p in handed.pages[n]]))
        _control(truth, handed, told)
        if told.number % _AGAIN == 0:
            self._look_again(path, packet, truth, told)
        if wished.packet.layout.attachments and path.is_dir():
            told.boxes, pale = pale_words([path.parent / name for name in packet], truth)
            told.leaks += [f"{word!r} is not black where it was withheld" for word in pale]

    def _look_again(self, path: Path, names: list[str], truth: Truth, told: Told) -> None:
        """Have each packet checked as any PDF of any program is."""
        for name in names if path.is_dir() else ():
            data = (path.parent / name).read_bytes()
            verdict = verify_pdf(data, truth.hidden, name)
            told.leaks += [one.what for one in verdict.findings if one.kind in _SAID]
            told.strange += [
                f"{one.kind} on page {one.page}: {one.what}" for one in verdict.findings
            ]


def _name(wished: DeliveryWishes) -> str:
    return "answer.zip" if wished.form is Form.ZIP else "answer"


def _is_paged(truth: Truth, words: str) -> bool:
    return any(squeezed(word) in truth.paged for word in words.split())


def _too_often(truth: Truth, pages: list[str]) -> Iterator[str]:
    """Count common words on the pages of a packet."""
    joined = "".join(pages)
    for word, most in truth.most.items():
        found = joined.count(squeezed(word))
        if found > most:
            yield f"{word!r} stands {found} times in the packet, released {most} times"


def _control(truth: Truth, handed: Handed, told: Told) -> None:
    """See that released words are read, so that a reader that reads nothing is noticed."""
    told.read_back = sum(1 for word in truth.read if word in handed.found)
    told.lost += [f"{word!r}" for word in truth.read if word not in handed.found]


@contextmanager
def _shared(child: Child, *, eyes: bool) -> Iterator[None]:
    """Let jobs use a process that runs already, and verify without eyes where not wanted."""
    with ExitStack() as stack:
        for room in ("build_packet", "deliver"):
            stack.enter_context(mock.patch(f"app.workflow.{room}.Child", Lent(child)))
        if not eyes:
            stack.enter_context(mock.patch("app.workflow.build_packet.ManyEyes", Blind))
        yield
