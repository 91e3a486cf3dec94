"""What records of the events of an archive in XML are made with; knows no format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.parsed import ParsedAttachment
from app.domain.people import normal_address
from app.importers.base import ImportOptions
from app.importers.times import TimeReader

Attach = Callable[[list[str], str], ParsedAttachment]
"""Finds a file by its references, the first that leads to one; the text is its name."""


@dataclass(frozen=True, slots=True)
class Means:
    """What is known of a file before its first event.

    Attributes:
        member: its name, with which locators begin.
        own: the custodian's addresses and names, as parties are compared.
    """

    member: str
    times: TimeReader
    attach: Attach
    own: frozenset[str]


def means_of(member: str, times: TimeReader, options: ImportOptions, attach: Attach) -> Means:
    """Put together what records of one file are made with."""
    own = [one for one in options.own_addresses if one]
    names = frozenset([*map(normal_address, own), *(one.casefold() for one in own)])
    return Means(member, times, attach, names)
