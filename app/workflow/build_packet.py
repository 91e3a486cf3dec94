"""Build the packet file by file, verify each, and only then let it be saved."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Self

from app.domain.packets import BuiltPacket, Limits, LogLine, Verdict
from app.domain.redacted import SheetWord
from app.domain.requests import Request
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.jobs.memory import give_back, give_large_blocks_back_at_once
from app.packet import verify, writer
from app.packet.checks.done import together
from app.packet.checks.same import check_same_bytes, with_same_bytes
from app.packet.looking import Eyes, PagePixels, Watched
from app.packet.parts import BuiltPart, Parts
from app.vault.drafts import Drafts
from app.vault.folder import Vault
from app.workflow.eyes import ManyEyes
from app.workflow.hand_over import save
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.making import Making, refuse_changed
from app.workflow.packet_recipe import PacketWishes, RecipeMaker, Stream
from app.workflow.verified import NotClean, Places, Verified, VerifiedPart

__all__ = [
    "NotClean",
    "PacketJob",
    "Previewer",
    "Verified",
    "VerifiedPart",
    "preview",
    "save",
]

PREVIEW_RECORDS = 40
_TOLD_EVERY = 25
_LARGE = 50
"""Of files of so many pages, what was needed to make them is given back at once."""
_TOLD_SECONDS = 0.5


@dataclass(slots=True)
class _Bench:
    """What is made of one packet while it is made; finished files lie sealed in the vault."""

    stream: Stream
    eyes: ManyEyes
    drafts: Drafts | None = None
    first: BuiltPacket | None = None
    parts: list[VerifiedPart] = field(default_factory=list)
    log: list[LogLine] = field(default_factory=list)
    warnings: dict[str, None] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list, repr=False)


class PacketJob(Making[Verified | NotClean]):
    """Builds and verifies; a packet that is not clean never becomes a file.

    ``result`` is :class:`Verified` or :class:`NotClean`.
    """

    @property
    def title(self) -> str:
        """Say what is done."""
        return f"Building the packet for {self._request.number}"

    def steps(self) -> Generator[Progress, None, None]:
        """Check, then redact, build and verify file by file; stopped anywhere it leaves nothing."""
        began = time.monotonic()
        give_large_blocks_back_at_once()
        position = self._checked()
        yield Progress(0, None, "Checked")
        law = self._law.get(self._request.details.jurisdiction)
        with Child() as child, ManyEyes() as eyes:
            maker = RecipeMaker(self._vault, self._request, law, tools_in(child))
            bench = _Bench(maker.stream(self._wishes), eyes)
            refuse_changed(bench.stream.head, position)
            try:
                verdict = yield from self._made(bench)
                self._record("packet.verified", verdict, files=max(len(bench.parts), 1))
                self._result = self._judged(bench, verdict, time.monotonic() - began)
            finally:
                if bench.drafts is not None and not isinstance(self._result, Verified):
                    bench.drafts.drop()
        total = bench.stream.tally.found
        yield Progress(total, total, "Verified")

    def _made(self, bench: _Bench) -> Generator[Progress, None, Verdict]:
        """Make and verify all files; ends with the first that is not clean."""
        wishes, stream = self._wishes, bench.stream
        limits = Limits(records=1) if wishes.per_record else wishes.limits
        parts = Parts(stream.head, stream.records, limits, apart=wishes.per_record)
        done, total = 0, stream.tally.found
        while parts.more:
            part = yield from _told(parts.building(), done, total)
            done += len(part.recipe.records)
            yield Progress(done, total, f"{part.built.pages:,} pages built")
            built, words = part.built, stream.withheld_words
            self._vault_lets_go()
            is_large = built.pages >= _LARGE
            if is_large:
                give_back()
            checking = _checked(part, words, bench.eyes)
            verdict = yield from _waited(checking, Progress(done, total, "Verifying"))
            if not verdict.clean:
                return verdict
            if is_large:
                give_back()
            self._keep(bench, part, verdict, is_only=not bench.parts and not parts.more)
            del part, built, checking
            if is_large:
                give_back()
            yield Progress(done, total, f"{len(bench.parts):,} verified")
        return _together([one.verdict for one in bench.parts])

    def _vault_lets_go(self) -> None:
        """Give back the memory in which records were read, before a file is verified."""
        with self._vault.read() as work:
            work.outcomes.let_go()

    def _keep(self, bench: _Bench, part: BuiltPart, verdict: Verdict, *, is_only: bool) -> None:
        built = part.built
        if not is_only:
            bench.drafts = bench.drafts or self._vault.new_drafts()
        unsaid = verify.unreleased_words(part.recipe, built, bench.stream.withheld_words)
        before = set(bench.unsaid) if bench.parts else set(unsaid)
        bench.unsaid = [word for word in unsaid if word in before]
        bench.first = bench.first or built
        bench.log += built.log
        bench.warnings |= dict.fromkeys((*built.warnings, *part.warnings))
        bench.parts.append(
            VerifiedPart(
                number=len(bench.parts) + 1,
                name=_name(part, is_apart=self._wishes.per_record),
                pages=built.pages,
                bates=built.bates,
                sha256=verdict.sha256,
                size=len(built.data),
                verdict=verdict,
                read=_reader(bench.drafts, built.data),
                warnings=part.warnings,
                places=Places(
                    (number, first, built.last_pages[number])
                    for number, first in built.first_pages.items()
                ),
            )
        )

    def _judged(self, bench: _Bench, verdict: Verdict, seconds: float) -> Verified | NotClean:
        if not verdict.clean or bench.first is None:
            return NotClean(verdict)
        head = bench.stream.head
        built = replace(bench.first, log=tuple(bench.log), warnings=tuple(bench.warnings))
        return Verified(
            built=built,
            verdict=verdict,
            tally=bench.stream.tally,
            recipient=head.requester,
            log_position=head.log_position,
            seconds=seconds,
            unsaid=tuple(bench.unsaid),
            parts=_numbered(bench.parts),
            drafts=bench.drafts,
            head=head,
            wishes=self._wishes,
            made_for=head.made_for,
            names=bench.stream.names,
        )


class Previewer:
    """Makes first pages for the window, never offered for saving.

    The process that decodes pictures starts when one is needed, and is kept for the next time.
    """

    def __init__(self, vault: Vault, request: Request, law: Library) -> None:
        self._vault = vault
        self._request = request
        self._law = law
        self._child = Child()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def first_pages(
        self, wishes: PacketWishes, is_wanted: Callable[[], bool] = lambda: True
    ) -> bytes:
        """Give the first pages as a file; empty once they are not wanted any more.

        Args:
            wishes: how the packet is wanted; its limits are not looked at.
            is_wanted: asked between records.
        """
        law = self._law.get(self._request.details.jurisdiction)
        maker = RecipeMaker(self._vault, self._request, law, tools_in(self._child))
        stream = maker.stream(wishes, PREVIEW_RECORDS)
        records = tuple(takewhile(lambda _: is_wanted(), stream.records))
        if not is_wanted():
            return b""
        return writer.build(replace(stream.head, records=records)).data

    def close(self) -> None:
        """End the process, if one was started."""
        self._child.close()


def preview(vault: Vault, request: Request, law: Library, wishes: PacketWishes) -> bytes:
    """Give the first pages once."""
    with Previewer(vault, request, law) as previewer:
        return previewer.first_pages(wishes)


def _told(
    building: Generator[int, None, BuiltPart], done: int, total: int
) -> Generator[Progress, None, BuiltPart]:
    """Go through the building of one file and tell of it now and then."""
    at = 0
    while True:
        try:
            pages = next(building)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # StopIteration has no type
        if at % _TOLD_EVERY == 0:
            yield Progress(min(done + at, total), total, f"{pages:,} pages laid out")
        at += 1


class _Rested:
    """Eyes before whose first look the memory of the checks before them is given back."""

    def __init__(self, eyes: Eyes) -> None:
        self._eyes = eyes
        self._is_rested = False

    def __call__(self, pages: Iterable[PagePixels]) -> Iterator[Sequence[SheetWord]]:
        if not self._is_rested:
            give_back()
        self._is_rested = True
        return self._eyes(pages)


class _Stopped(Exception):
    """The clerk stopped the building while a file was verified."""


def _checked(
    part: BuiltPart, words: Sequence[str], eyes: Eyes | None
) -> Callable[[threading.Event], Verdict]:
    """Give what verifies a file until an event is set."""

    def check(stop: threading.Event) -> Verdict:
        def pause() -> None:
            if stop.is_set():
                raise _Stopped

        built, is_large = part.built, part.built.pages >= _LARGE
        rested = _Rested(eyes) if eyes and is_large else eyes
        looking = Watched(rested, pause) if rested else None
        verdict = verify.verify_packet(built.data, part.recipe, built, words, looking)
        if not verdict.clean:
            return verdict
        if is_large:
            give_back()
        return with_same_bytes(verdict, check_same_bytes(part.recipe, built.data, pause))

    return check


def _waited(
    work: Callable[[threading.Event], Verdict], told: Progress
) -> Generator[Progress, None, Verdict]:
    """Verify in a thread, so that a stop is heard meanwhile."""
    stop = threading.Event()
    with ThreadPoolExecutor(1, "verify") as threads:
        verdict = threads.submit(work, stop)
        try:
            while not wait([verdict], _TOLD_SECONDS).done:
                yield told
        finally:
            stop.set()
        return verdict.result()


def _reader(drafts: Drafts | None, data: bytes) -> Callable[[], bytes]:
    """Seal a file away, unless it is the only one."""
    if drafts is None:
        return lambda: data
    name = drafts.keep(data)
    return lambda: drafts.read(name)


def _name(part: BuiltPart, *, is_apart: bool) -> str:
    """Say in a file's name what it holds; a plain part is numbered when all are known."""
    if not is_apart:
        return ""
    if part.recipe.records:
        return f"record {part.recipe.records[0].number:06d}"
    return "exemption log" if part.recipe.contents.log else "letter"


def _numbered(parts: Sequence[VerifiedPart]) -> tuple[VerifiedPart, ...]:
    """Name plain parts by their numbers, and those that go on from one of the same name."""
    width = max(2, len(str(len(parts))))
    met: Counter[str] = Counter()
    named: list[VerifiedPart] = []
    for one in parts:
        name = one.name or f"part {one.number:0{width}d}"
        met[name] += 1
        named.append(replace(one, name=f"{name} {met[name]}" if met[name] > 1 else name))
    return tuple(named)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Give the verdict of all files; its hash is that of their hashes, a line each."""
    if len(verdicts) == 1:
        return verdicts[0]
    listed = "".join(f"{one.sha256}\n" for one in verdicts)
    checks = together(verdicts)
    return replace(
        verdicts[0],
        checked=tuple(check.sentence for check in checks),
        checks=checks,
        pages=sum(one.pages for one in verdicts),
        sha256=hashlib.sha256(listed.encode("ascii")).hexdigest(),
        seconds=sum(one.seconds for one in verdicts),
    )
