"""The clues of all mails of a vault as columns, the clues of one mail together; knows no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.vault.clues import HEAD, UNSENT
from app.vault.columns import Ints, Mask

_UNSENT_LAST = np.iinfo(np.int64).max
_LISTS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Numbers of mails: which mail, by its place in the columns, and which number."""

    mail: Ints
    number: Ints

    def of(self, mails: Mask) -> Listed:
        """Give those of some mails."""
        wanted = mails[self.mail]
        return Listed(self.mail[wanted], self.number[wanted])


@dataclass(frozen=True, slots=True)
class Mails:
    """What is known of mails, each at one place of every column.

    Attributes:
        records: their ids, rising.
        sent: microseconds since 1970 UTC; the largest number where unknown.
        tie: decides between mails of one moment.
        subject: hash of the base subject; 0 where it is too general.
        answers: whether the subject says that they answer.
        names: what they share with others of their thread.
    """

    records: Ints
    sent: Ints
    tie: Ints
    subject: Ints
    answers: Mask
    names: Listed
    authors: Listed
    people: Listed

    @property
    def in_time(self) -> Ints:
        """Give the places of the mails in an order that does not depend on how they came in."""
        return np.lexsort((self.records, self.tie, self.sent))

    @property
    def is_dated(self) -> Mask:
        """Say of each mail whether it is known when it was sent."""
        found: Mask = self.sent != _UNSENT_LAST
        return found


def mails_of(records: Sequence[int], clues: Sequence[bytes]) -> Mails:
    """Lay clues out as columns.

    Args:
        records: whose clue each is; a record may have several.
        clues: as :func:`app.vault.clues.clue_of` made them.
    """
    flat = np.frombuffer(b"".join(clues), "<i8").astype(np.int64, copy=False)
    lengths = np.fromiter((len(clue) // 8 for clue in clues), np.int64, len(clues))
    starts = np.cumsum(lengths) - lengths
    ids, mail = np.unique(np.array(records, np.int64), return_inverse=True)
    head = [flat[starts + at] for at in range(HEAD)]
    names, authors, people = _lists(flat, mail, starts + HEAD, head[_LISTS:])
    sent = np.where(head[0] == UNSENT, _UNSENT_LAST, head[0])
    return Mails(
        ids,
        _least(mail, sent, len(ids)),
        _least(mail, head[1], len(ids)),
        _least_known(mail, head[2], len(ids)),
        _least(mail, -head[3], len(ids)) < 0,
        names,
        authors,
        people,
    )


def _lists(
    flat: Ints, mail: NDArray[np.intp], at: Ints, lengths: Sequence[Ints]
) -> tuple[Listed, ...]:
    """Take the lists apart that lie behind one another in each clue."""
    found = []
    for many in lengths:
        before = np.cumsum(many) - many
        places = np.arange(int(many.sum()), dtype=np.int64) + np.repeat(at - before, many)
        found.append(Listed(np.repeat(mail, many).astype(np.int64), flat[places]))
        at = at + many
    return tuple(found)


def _least(mail: NDArray[np.intp], values: Ints, size: int) -> Ints:
    found = np.full(size, _UNSENT_LAST, np.int64)
    np.minimum.at(found, mail, values)
    return found


def _least_known(mail: NDArray[np.intp], values: Ints, size: int) -> Ints:
    """Give the least number other than 0, and 0 where there is none."""
    found = _least(mail, np.where(values == 0, _UNSENT_LAST, values), size)
    return np.where(found == _UNSENT_LAST, 0, found)
