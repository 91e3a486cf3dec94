"""First lines of WhatsApp messages: date, time, sender; finds the order of dates from the file."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from app.importers.phone.whatsapp_words import (
    AFTER_NOON,
    BEFORE_NOON,
    ENCRYPTED,
    half_of_day,
    plain,
)

_MARKS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_BLANKS = dict.fromkeys([0xA0, 0x202F, 0x2009], " ")
_HALVES = "|".join(
    sorted(
        (
            re.escape(word).replace(r"\ ", r"\.?\s?") + r"\.?"
            for word in ("a m", "p m", *BEFORE_NOON, *AFTER_NOON)
        ),
        key=len,
        reverse=True,
    )
)
_HEADER = re.compile(
    r"(?P<bracket>\[)?(?P<a>\d{1,4})[./-]\s?(?P<b>\d{1,2})[./-]\s?(?P<c>\d{1,4})\.?"
    r"(?:[,،]?\s{1,3}|,)(?:(?:klo|kl|um|à|às|om|в)\.?\s)?"
    rf"(?:(?P<before>{_HALVES})\s?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})"
    rf"(?:[:.](?P<second>\d{{2}}))?(?:\s?(?P<after>{_HALVES}))?"
    r"(?(bracket)\]\s?|(?:\s[-–]\s?|:\s))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTES = re.compile('["“”„«»]')
_LONGEST_NAME = 80
_MOST_NAMES = 20_000
_MOST_COLONS = 3
_ENCRYPTED = tuple(plain(words) for words in ENCRYPTED)


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a message or notice, not yet understood.

    Attributes:
        raw: date and time as they stand there.
        numbers: the date's numbers in the order in which they stand.
        clock: hour, minute and second on a clock of 24 hours; None where there is no such time.
        year_first: the first number has four digits.
        rest: sender and text.
    """

    raw: str
    numbers: tuple[int, int, int]
    clock: tuple[int, int, int] | None
    year_first: bool
    rest: str

    def __repr__(self) -> str:
        return "Header()"


def header_of(line: str) -> Header | None:
    """Read a line as the first of a message; None where it goes on with the one before."""
    stripped = line.translate({**_MARKS, **_BLANKS}) if not line.isascii() else line
    found = _HEADER.match(stripped)
    if not found:
        return None
    start = len(stripped) - len(found["rest"])
    rest = _tail(line, len(found["rest"])) if not line.isascii() else found["rest"]
    numbers = int(found["a"]), int(found["b"]), int(found["c"])
    raw = stripped[:start].strip(" []-–:")
    return Header(raw, numbers, _clock(found), len(found["a"]) == 4, rest)


def _tail(line: str, length: int) -> str:
    """Give the end of a line that has so many characters beside marks, with its marks."""
    if not length:
        return ""
    at = len(line)
    while length:
        at -= 1
        length -= ord(line[at]) not in _MARKS
    while at and ord(line[at - 1]) in _MARKS:
        at -= 1
    return line[at:]


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = half_of_day(found["before"] or found["after"] or "")
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


@dataclass(slots=True)
class _Order:
    """How well one order of day, month and year fits the file."""

    places: tuple[int, int, int]
    impossible: int = 0
    backwards: int = 0
    last: dt.date = dt.date.min

    def weigh(self, numbers: tuple[int, int, int]) -> None:
        """Take one date of the file into account."""
        date = _date(numbers, self.places)
        if date is None:
            self.impossible += 1
            return
        self.backwards += date < self.last
        self.last = date


_YMD = (0, 1, 2)
_DMY = (2, 1, 0)
_MDY = (2, 0, 1)


@dataclass(slots=True)
class Survey:
    """What a first reading of a whole chat tells: order of dates and who writes.

    Attributes:
        names: how often each beginning up to a colon was met.
    """

    headers: int = 0
    names: Counter[str] = field(default_factory=Counter)
    _orders: tuple[_Order, _Order] = field(
        default_factory=lambda: (_Order(_MDY), _Order(_DMY)), repr=False
    )
    _year_first: bool = False
    _dots: bool = False
    _differ: bool = False

    def take(self, header: Header) -> None:
        """Take one first line into account."""
        self.headers += 1
        if not header.year_first:
            self._weigh(header)
        for name in _beginnings(header.rest):
            if name in self.names or len(self.names) < _MOST_NAMES:
                self.names[name] += 1

    def date(self, header: Header) -> dt.datetime | None:
        """Understand a header's date and time; None where there is no such day or time."""
        date = _date(header.numbers, _YMD if header.year_first else self._places())
        if date is None or header.clock is None:
            return None
        return dt.datetime.combine(date, dt.time(*header.clock))

    def is_guess(self, header: Header) -> bool:
        """Say whether day and month of a date could as well be the other way round."""
        if header.year_first or self._year_first or not self._differ:
            return False
        first, second = self._orders
        return _weight(first) == _weight(second) and header.numbers[0] != header.numbers[1]

    def sender(self, rest: str) -> tuple[str, str]:
        """Split what follows the date into sender and text; a notice has no sender."""
        names = _beginnings(rest)
        if names:
            name = self._longest(names)
            if not self._is_notice(name):
                return _shown(name), rest[len(name) + 1 :].removeprefix(" ")
            return "", rest
        name, colon, text = rest.partition(":")
        if colon and self.names[name] > 0:
            return _shown(name), text
        return "", rest

    def senders(self) -> tuple[str, ...]:
        """List who writes in the chat, in the order of their first message."""
        shorter = {
            name.rpartition(": ")[0] for name in self.names if ": " in name and self._is_whole(name)
        }
        found = (
            _shown(name)
            for name in self.names
            if name not in shorter and self._is_whole(name) and not self._is_notice(name)
        )
        return tuple(dict.fromkeys(name for name in found if name))

    def _weigh(self, header: Header) -> None:
        first, second, _ = header.numbers
        if first > 31:
            self._year_first = True
        self._dots = self._dots or "." in header.raw.split(" ")[0]
        self._differ = self._differ or first != second
        for order in self._orders:
            order.weigh(header.numbers)

    def _places(self) -> tuple[int, int, int]:
        if self._year_first:
            return _YMD
        month_first, day_first = self._orders
        if _weight(month_first) == _weight(day_first):
            return _DMY if self._dots else _MDY
        return min(self._orders, key=_weight).places

    def _longest(self, names: list[str]) -> str:
        """Prefer a name with a colon in it where the part before never stands alone."""
        best = names[0]
        for longer in names[1:]:
            if self.names[longer] > 1 and self.names[longer] == self.names[best]:
                best = longer
        return best

    def _is_whole(self, name: str) -> bool:
        """Say whether it is a name, and not one with the beginning of what was written."""
        shorter, colon, _ = name.rpartition(": ")
        return not colon or (self.names[name] > 1 and self.names[shorter] == self.names[name])

    def _is_notice(self, name: str) -> bool:
        """Say whether what stands before a colon is no name but a notice that quotes something."""
        return self.names[name] < 2 and _QUOTES.search(name) is not None


def is_encryption_notice(text: str) -> bool:
    """Say whether a text is the notice on encryption with which chats begin."""
    told = plain(text)
    return any(words in told for words in _ENCRYPTED)


def _beginnings(rest: str) -> list[str]:
    """List what stands before each colon that may end a name."""
    found = []
    at = -1
    for _ in range(_MOST_COLONS):
        at = rest.find(":", at + 1, _LONGEST_NAME + 1)
        if at < 0:
            break
        if at and rest[at + 1 : at + 2] in {"", " ", "\u200e", "\u200f"}:
            found.append(rest[:at])
    return found


def _shown(name: str) -> str:
    return name.translate({**_MARKS, **_BLANKS}).strip().removeprefix("~").strip()


def _weight(order: _Order) -> tuple[int, int]:
    return order.impossible, order.backwards


def _date(numbers: tuple[int, int, int], places: tuple[int, int, int]) -> dt.date | None:
    year, month, day = (numbers[place] for place in places)
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
