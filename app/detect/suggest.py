"""Every suggestion for one text, overlapping ones resolved; the door of this room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.detect import (
    address,
    bank,
    behind,
    birth_date,
    card,
    columns,
    crypto,
    gps,
    identity,
    licence,
    link,
    mail_address,
    minor_age,
    network,
    phone,
    secret,
    ssn,
    vehicle,
)
from app.detect.kinds import Kind, label_of
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

__all__ = ["DETECTORS", "Detector", "Finder", "Kind", "Suggestion", "label_of", "suggestions"]

Other = Callable[[str], Iterable[Suggestion]]
"""What else suggests, for example names of the vault: a text in, suggestions out."""

LONG = 4000
"""Longer texts are read only around what may be something."""


@dataclass(frozen=True, slots=True)
class Detector:
    """One way of finding, and what a text must have for it to be tried.

    Attributes:
        digits: how many digits there must be.
        signs: one of these signs must be there, where any are named.
    """

    find: Callable[[Seen], Iterator[Suggestion]]
    digits: int = 0
    signs: str = ""

    def wakes(self, seen: Seen) -> bool:
        """Say whether it can find anything at all."""
        return seen.digits >= self.digits and (
            not self.signs or any(sign in seen.plain for sign in self.signs)
        )


DETECTORS: tuple[Detector, ...] = (
    Detector(columns.find, 3, "\n"),
    Detector(card.find, 3),
    Detector(ssn.find, 4),
    Detector(birth_date.find, 1),
    Detector(bank.find, 4),
    Detector(bank.find_iban, 6),
    Detector(licence.find, 4),
    Detector(identity.find, 3),
    Detector(secret.find_door_codes, 3),
    Detector(secret.find_passwords),
    Detector(link.find_links, 0, ":"),
    Detector(crypto.find, 2),
    Detector(vehicle.find_vin, 4),
    Detector(vehicle.find_plates),
    Detector(network.find_addresses, 3, ".:"),
    Detector(network.find_cards, 1, ":-."),
    Detector(network.find_devices, 10),
    Detector(mail_address.find),
    Detector(phone.find, 5),
    Detector(address.find, 1),
    Detector(gps.find, 0, ".°º+/"),
    Detector(link.find_handles),
    Detector(minor_age.find),
    Detector(behind.find, 2),
)


class Finder:
    """Finds what might have to be withheld; built once for a request, then asked text by text.

    Args:
        state: code of the jurisdiction, whose forms of licences and plates come first.
        others: further ways of finding, for example the names of the request's people.
    """

    def __init__(self, state: str = "", others: Sequence[Other] = ()) -> None:
        self._state = state
        self._others = tuple(others)

    def suggestions(self, text: str) -> list[Suggestion]:
        """Give what might have to be withheld, in the order of the text and apart.

        Of two that overlap, the critical one stays, then the longer, then the one whose
        detector comes first.
        """
        found = self._identifiers(text)
        if self._others:
            found = [*found, *(one for other in self._others for one in other(text))]
        return apart(found) if len(found) > 1 else found

    def _identifiers(self, text: str) -> list[Suggestion]:
        seen = Seen(text, self._state)
        return [
            one for detector in DETECTORS if detector.wakes(seen) for one in detector.find(seen)
        ]


_PLAIN = Finder()


def suggestions(text: str, finder: Finder = _PLAIN) -> list[Suggestion]:
    """Give what might have to be withheld, where nothing is known but the text."""
    return finder.suggestions(text)


def apart(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Choose among overlapping suggestions."""
    kept: list[Suggestion] = []
    for one in sorted(found, key=_weight):
        at = bisect_left(kept, one.span, key=_place)
        beside = kept[max(0, at - 1) : at + 1]
        if not any(one.span.overlaps(other.span) for other in beside):
            kept.insert(at, one)
    return kept


def _place(one: Suggestion) -> Span:
    return one.span


def _weight(one: Suggestion) -> tuple[bool, int]:
    return one.level != "critical", -len(one.span)
