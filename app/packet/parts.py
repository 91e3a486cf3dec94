"""Makes a packet as several files, each within its limits; holds the records of one at a time."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from app.domain.packets import BuiltPacket, Contents, Limits, PacketRecipe
from app.domain.redacted import RedactedRecord
from app.packet.flow import Flow, Sheet
from app.packet.writer import Book

TOO_LARGE = "Part {part} is larger than was wished: what stands in it cannot be parted."
_MEGA = 1_000_000
_FIXED_BYTES = 30_000
"""What a file weighs beside its pages: colours, fonts, properties."""
_MARK_BYTES = 14
"""What one stretch of a page weighs in the tree of tags."""
_ROWS_A_PAGE = 24
_ROWS_A_FILE = 4_000
"""So many lines of a log need about as much memory as the records of a part of 500 pages."""
_SHRINK = 0.96


@dataclass(frozen=True, slots=True)
class BuiltPart:
    """One file and exactly what it was made from.

    Attributes:
        recipe: with the records of this file and no others.
        warnings: sentences for the clerk.
    """

    built: BuiltPacket
    recipe: PacketRecipe
    warnings: tuple[str, ...] = ()


class Supply:
    """Records in their order, of which some can be given back."""

    def __init__(self, records: Iterable[RedactedRecord]) -> None:
        self._rest = iter(records)
        self._held: deque[RedactedRecord] = deque()

    def __iter__(self) -> Iterator[RedactedRecord]:
        return self

    def __next__(self) -> RedactedRecord:
        return self._held.popleft() if self._held else next(self._rest)

    @property
    def more(self) -> bool:
        """Say whether there is another."""
        if not self._held:
            self._held.extend(next_one for next_one in [next(self._rest, None)] if next_one)
        return bool(self._held)

    def give_back(self, records: Sequence[RedactedRecord]) -> None:
        """Take records back; they come first again."""
        self._held.extendleft(reversed(records))


class Gauge:
    """Says about how large a file will be, from its pages so far; no limit costs nothing."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._done = 0
        self._bytes = _FIXED_BYTES
        self._met: set[int] = set()

    def over(self, flow: Flow) -> bool:
        """Say whether the pages of a flow break the limits."""
        limits = self._limits
        if limits.pages and flow.page > limits.pages:
            return True
        return bool(limits.megabytes) and self._weight(flow) > limits.megabytes * _MEGA

    def _weight(self, flow: Flow) -> int:
        for sheet in flow.sheets[self._done : -1]:
            self._bytes += len(zlib.compress("\n".join(sheet.code).encode("latin-1", "replace"), 1))
            self._bytes += _MARK_BYTES * len(sheet.marks)
            self._bytes += self._pictures(sheet)
        self._done = max(self._done, len(flow.sheets) - 1)
        return self._bytes + sum(len(one.picture.data) for one in flow.sheets[-1].pictures)

    def _pictures(self, sheet: Sheet) -> int:
        """Weigh the pictures of a page; one that was met before is in the file already."""
        new = {hash(one.picture.data): len(one.picture.data) for one in sheet.pictures}
        weight = sum(size for key, size in new.items() if key not in self._met)
        self._met.update(new)
        return weight


class Parts:
    """The files of one packet, made one after the other.

    The letter stands in the first; the exemption log and the record of custody in the last, for
    all of them. Where everything fits in one file, it is made as if there were no limits.

    Args:
        head: the packet's recipe; its own records are not looked at.
        records: in their order; read as they are needed.
        limits: how large a file may become.
        apart: letter and log are files of their own.
    """

    def __init__(
        self,
        head: PacketRecipe,
        records: Iterable[RedactedRecord],
        limits: Limits,
        *,
        apart: bool = False,
    ) -> None:
        self._head = head
        self._supply = Supply(records)
        self._limits = limits
        self._apart = apart
        self._due = head.contents
        self._custody_due = head.custody is not None
        self._number = max(head.part, 1)
        self._page = head.first_number
        self._log = list(head.earlier_log)
        self._goes_on = head.goes_on

    @property
    def more(self) -> bool:
        """Say whether another file is to be made."""
        due = self._due
        return due.letter or due.records or due.log or self._custody_due

    def building(self) -> Generator[int, None, BuiltPart]:
        """Make the next file; gives now and then the number of pages laid, and it at the end."""
        if self._due.letter and (self._apart or not self._due.records):
            built = yield from self._letter()
        elif self._due.records:
            built = yield from self._filled()
        else:
            built = yield from self._tail()
        self._go_on(built)
        return built

    # What a file is made of

    def _letter(self) -> Generator[int, None, BuiltPart]:
        due = self._due
        is_all = not due.records and not due.log and not self._custody_due
        recipe = self._recipe(Contents(records=False, log=False), is_all=is_all)
        return (yield from self._again(recipe))

    def _filled(self) -> Generator[int, None, BuiltPart]:
        """Fill a file until the next record would break a limit."""
        plain = self._recipe(Contents(letter=self._due.letter, log=False))
        tried = yield from self._tried(plain)
        if isinstance(tried, BuiltPart):
            return tried
        return (yield from self._checked(plain, tried))

    def _tried(
        self, plain: PacketRecipe
    ) -> Generator[int, None, BuiltPart | Sequence[RedactedRecord]]:
        """Lay records and see; gives the records that fit where it must be built again."""
        book, gauge = Book(plain), Gauge(self._limits)
        taken: list[RedactedRecord] = []
        is_over, undo = False, book.undo()
        for _ in book.laying(self._feed(taken)):
            yield book.flow.page
            is_over = gauge.over(book.flow)
            if is_over:
                break
            undo = book.undo()
        if not is_over:
            return (yield from self._closed(book, plain, taken)) or taken
        if len(taken) == 1 and self._due.letter:
            self._supply.give_back(taken)
            return ()
        if len(taken) > 1:
            undo()
            self._supply.give_back([taken.pop()])
        recipe = replace(plain, records=tuple(taken))
        part = BuiltPart(book.finished(recipe), recipe)
        if len(taken) > 1 and self._breaks(part.built.pages, len(part.built.data)):
            return taken
        return self._told(part)

    def _feed(self, taken: list[RedactedRecord]) -> Iterator[RedactedRecord]:
        most = self._limits.records
        while (not most or len(taken) < most) and self._supply.more:
            record = next(self._supply)
            taken.append(record)
            yield record

    def _closed(
        self, book: Book, plain: PacketRecipe, taken: Sequence[RedactedRecord]
    ) -> Generator[int, None, BuiltPart | None]:
        """Finish a file that is filled, the last with the log; None where that is too much."""
        recipe = replace(plain, records=tuple(taken))
        if not self._supply.more and not self._apart and len(self._log) <= self._most_rows:
            contents = replace(plain.contents, log=self._due.log)
            whole = replace(self._recipe(contents, is_all=True), records=tuple(taken))
            if (yield from self._rest_fits(book, whole)) or not taken:
                recipe = whole
        built = book.written(recipe)
        is_large = self._breaks(built.pages, len(built.data))
        return None if is_large else BuiltPart(built, recipe)

    def _rest_fits(self, book: Book, recipe: PacketRecipe) -> Generator[int, None, bool]:
        """Lay the rest; too many pages of it are taken back, unless there is nothing before."""
        undo = book.undo()
        with closing(book.laying_rest(recipe)) as laying:
            for page in laying:
                yield page
                if recipe.records and self._breaks(page, 0):
                    break
        fits = not self._breaks(book.flow.page, 0)
        if not fits and recipe.records:
            undo()
        return fits

    def _checked(
        self, plain: PacketRecipe, taken: Sequence[RedactedRecord]
    ) -> Generator[int, None, BuiltPart]:
        """Build with these records, and with fewer as long as the file is too large."""
        while True:
            has_any = bool(taken) or not self._supply.more
            contents = replace(plain.contents, records=has_any)
            recipe = replace(plain, records=tuple(taken), contents=contents)
            part = yield from self._again(recipe)
            size = len(part.built.data)
            if len(taken) < 2 or not self._breaks(part.built.pages, size):
                return self._told(part)
            fit = self._fewer(len(taken), part.built.pages, size)
            self._supply.give_back(taken[fit:])
            taken = taken[:fit]

    def _tail(self) -> Generator[int, None, BuiltPart]:
        """Make a file of the log and what follows it; a log too long for one goes on in others."""
        count = min(len(self._log), self._most_rows)
        if self._limits.pages:
            count = min(count, self._limits.pages * _ROWS_A_PAGE)
        while True:
            recipe = self._tail_recipe(count)
            part = yield from self._again(recipe)
            size = len(part.built.data)
            if count < 2 or not self._breaks(part.built.pages, size):
                return self._told(part)
            count = self._fewer(count, part.built.pages, size)

    def _tail_recipe(self, count: int) -> PacketRecipe:
        is_rest = count == len(self._log)
        contents = Contents(letter=False, records=False, log=self._due.log)
        recipe = self._recipe(contents, is_all=True)
        lines = tuple(self._log[:count])
        return replace(recipe, earlier_log=lines, custody=recipe.custody if is_rest else None)

    def _again(self, recipe: PacketRecipe) -> Generator[int, None, BuiltPart]:
        """Build from an exact recipe."""
        book = Book(recipe)
        if recipe.contents.records:
            for _ in book.laying(recipe.records):
                yield book.flow.page
        yield from book.laying_rest(recipe)
        return BuiltPart(book.written(recipe), recipe)

    # Limits

    @property
    def _most_rows(self) -> int:
        """Say how many lines of the log of earlier files one file may hold."""
        is_limited = self._limits != Limits()
        return _ROWS_A_FILE if is_limited else len(self._log)

    def _breaks(self, pages: int, size: int) -> bool:
        limits = self._limits
        is_long = bool(limits.pages) and pages > limits.pages
        return is_long or (bool(limits.megabytes) and size > limits.megabytes * _MEGA)

    def _fewer(self, count: int, pages: int, size: int) -> int:
        """Say how many of some records or lines are likely to fit."""
        limits = self._limits
        by_pages = limits.pages / pages if limits.pages else 1.0
        by_size = limits.megabytes * _MEGA / size if limits.megabytes else 1.0
        return max(1, min(count - 1, int(count * min(by_pages, by_size) * _SHRINK)))

    def _told(self, part: BuiltPart) -> BuiltPart:
        if not self._breaks(part.built.pages, len(part.built.data)):
            return part
        return replace(part, warnings=(TOO_LARGE.format(part=self._number),))

    # From one file to the next

    def _recipe(self, contents: Contents, *, is_all: bool = False) -> PacketRecipe:
        """Give the recipe of the next file; with ``is_all`` it holds all that is still due."""
        is_only = is_all and self._number == 1 and not self._apart
        return replace(
            self._head,
            contents=contents,
            records=(),
            part=0 if is_only else self._number,
            first_number=self._page,
            goes_on=self._goes_on,
            earlier_log=tuple(self._log) if contents.log else (),
            custody=self._head.custody if is_all and self._custody_due else None,
        )

    def _go_on(self, part: BuiltPart) -> None:
        recipe, built = part.recipe, part.built
        if recipe.records:
            self._goes_on = recipe.records[-1].thread
        has = recipe.contents
        printed = len(recipe.earlier_log)
        self._log = self._log[printed:] + ([] if has.log else list(built.log))
        due = self._due
        self._due = Contents(
            letter=due.letter and not has.letter,
            records=due.records and (not has.records or self._supply.more),
            log=due.log and (not has.log or bool(self._log)),
        )
        self._custody_due = self._custody_due and recipe.custody is None
        self._number += 1
        self._page += built.pages
