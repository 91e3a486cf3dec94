"""Which mails are one thread: the rule itself, over columns; knows no table.

Mails that share an id are one thread (RFC 5322, 3.6.4), whether or not the mail of that id is
there. Only then, and only for threads that begin with an answer, the subject counts: such a
thread follows the nearest earlier mail of the same base subject between the same people, sent
at most a week before. RFC 5256 (THREAD=REFERENCES, step 5) joins by subject alone; week and
people are what Gmail asks for beside it. A thread that begins with a mail of its own subject
never follows another, so no two of those ever become one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from app.domain.provenance import MICROSECONDS
from app.vault.clue_columns import Listed, Mails
from app.vault.columns import Ints, Mask

DAYS = 7
"""How long after a mail an answer without ids still follows it by its subject."""

_WINDOW = DAYS * 24 * 3600 * MICROSECONDS
_Meeting = tuple[int, int]
"""Who wrote, and who else was party to the mail."""


def threads_of(mails: Mails) -> Ints:
    """Give the thread of each mail, named by the place of its mail with the lowest id."""
    if not len(mails.records):
        return np.zeros(0, np.int64)
    by_ids = _by_names(len(mails.records), mails.names)
    follows = _followed(mails, by_ids)
    if not follows:
        return by_ids
    pairs = np.array(sorted(follows.items()), np.int64)
    number = np.arange(len(pairs), dtype=np.int64)
    shared = Listed(pairs.ravel(), np.repeat(number, 2))
    own = Listed(np.arange(len(by_ids), dtype=np.int64), by_ids + len(pairs))
    return _by_names(len(by_ids), _both(shared, own))


def _both(one: Listed, other: Listed) -> Listed:
    return Listed(
        np.concatenate([one.mail, other.mail]), np.concatenate([one.number, other.number])
    )


def _by_names(size: int, names: Listed) -> Ints:
    """Give to each mail the lowest place among all that share a name with it, however far.

    Labels run along shared names to ever lower ones, and each mail takes over the label of its
    label, until nothing changes any more.
    """
    label = np.arange(size, dtype=np.int64)
    if not len(names.mail):
        return label
    known, name = np.unique(names.number, return_inverse=True)
    while True:
        lowest = np.full(len(known), size, np.int64)
        np.minimum.at(lowest, name, label[names.mail])
        new = label.copy()
        np.minimum.at(new, names.mail, lowest[name])
        np.minimum.at(new, label[names.mail], lowest[name])
        new = new[new]
        if np.array_equal(new, label):
            return label
        label = new


def _followed(mails: Mails, threads: Ints) -> dict[int, int]:
    """Give to the first mail of each thread that begins with an answer the mail it follows."""
    order = mails.in_time
    _, begins = np.unique(threads[order], return_index=True)
    first = np.zeros(len(threads), np.bool_)
    first[order[begins]] = True
    open_ones = first & mails.answers & (mails.subject != 0) & mails.is_dated
    open_ones &= ~_has_beginning(mails, threads, first)
    if not open_ones.any():
        return {}
    wanted = _may_be_followed(mails, order, open_ones)
    authors = _grouped(mails.authors.of(wanted))
    people = _grouped(mails.people.of(wanted))
    found: dict[int, int] = {}
    met: dict[int, _Met] = defaultdict(_Met)
    for at in order[wanted[order]].tolist():
        same = met[int(mails.subject[at])]
        if open_ones[at]:
            before = same.nearest(authors[at], people[at])
            if before is not None and mails.sent[at] - mails.sent[before] <= _WINDOW:
                found[at] = before
        same.add(at, authors[at], people[at])
    return found


def _may_be_followed(mails: Mails, in_time: Ints, open_ones: Mask) -> Mask:
    """Say of which mails the next open one of the same subject comes within the window."""
    order = in_time[np.argsort(mails.subject[in_time], kind="stable")]
    size = len(order)
    places = np.where(open_ones[order], np.arange(size), size)
    following = np.minimum.accumulate(places[::-1])[::-1]
    held = np.flatnonzero(following < size)
    mail, later = order[held], order[following[held]]
    near = (mails.subject[mail] == mails.subject[later]) & mails.is_dated[mail]
    near &= mails.sent[later] - mails.sent[mail] <= _WINDOW
    found = np.zeros(size, np.bool_)
    found[mail[near]] = True
    return found


def _has_beginning(mails: Mails, threads: Ints, first: Mask) -> Mask:
    """Say of the first mails in time whether their thread holds what its subject begins with.

    By a clock that goes wrong, an answer may seem to be older than what it answers.
    """
    asked = np.flatnonzero(first & mails.answers)
    begins = np.flatnonzero(np.isin(threads, threads[asked]) & ~mails.answers)
    begun = {*_pairs(threads[begins], mails.subject[begins])}
    found = np.zeros(len(threads), np.bool_)
    found[asked] = [pair in begun for pair in _pairs(threads[asked], mails.subject[asked])]
    return found


def _pairs(left: Ints, right: Ints) -> Iterator[tuple[int, int]]:
    return zip(left.tolist(), right.tolist(), strict=True)


def _grouped(listed: Listed) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for mail, number in _pairs(listed.mail, listed.number):
        found[mail].append(number)
    return found


class _Met:
    """The last mail of one subject in which one person wrote and another was party."""

    def __init__(self) -> None:
        self._last: dict[_Meeting, tuple[int, int]] = {}
        self._count = 0

    def add(self, mail: int, authors: list[int], people: list[int]) -> None:
        """Take down the next mail in time."""
        self._count += 1
        self._last.update(
            {(author, one): (self._count, mail) for author in authors for one in people}
        )

    def nearest(self, authors: list[int], people: list[int]) -> int | None:
        """Give the last mail that the author may answer: from one of them to the other."""
        met = (
            self._last.get(pair, (0, 0))
            for author in authors
            for one in people
            if one != author
            for pair in ((one, author), (author, one))
        )
        number, mail = max(met, default=(0, 0))
        return mail if number else None
