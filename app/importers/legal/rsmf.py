"""Relativity Short Message Format (RSMF): chats as mails with a manifest of events, or unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from app.importers.base import Cursor, Export, ImportOptions, Item, after_cursor
from app.importers.legal.rsmf_package import MANIFEST, PackageReader
from app.importers.social.account import Account
from app.importers.times import Clock, wall_clock

OTHERS = "It is no RSMF file, and no event of a manifest beside it names it."

_MARK = b"x-rsmf-"
_HEAD = 8_192
_MOST_ASKED, _MOST_MAILS_ASKED = 2_000, 50


class RsmfImporter:
    """Reads RSMF 1.0 and 2.0; an :class:`app.importers.base.Importer`.

    The format: Relativity's documentation, "Relativity Short Message Format".
    """

    key = "rsmf"
    label = "Relativity short messages (.rsmf)"
    needs_zone = True
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Look for mails with RSMF's own header lines, and for manifests."""
        named = [one for one in export.members() if _is_named(one)]
        mails = (one for one in export.members() if one.casefold().endswith(".eml"))
        asked = [*named[:_MOST_ASKED], *islice(mails, _MOST_MAILS_ASKED)]
        asked += export.members() if len(export.members()) == 1 else ()
        return any(_is_manifest(export, one) or _is_mail(export, one) for one in asked)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the events file by file, each in the order of its manifest."""
        return after_cursor(_items(export, options, self._clock), after)


def _items(export: Export, options: ImportOptions, clock: Clock) -> Iterator[Item]:
    account = Account(export)
    reader = PackageReader(export, account, options, clock)
    for member in export.members():
        if _is_manifest(export, member):
            account.done(member)
            yield from reader.unpacked(member)
        elif _is_mail(export, member):
            account.done(member)
            yield from reader.mail(member)
    yield from account.ignore(export.members(), OTHERS, foreign=True)
    yield from export.rejected()


def _is_named(member: str) -> bool:
    return member.casefold().endswith((".rsmf", MANIFEST))


def _is_manifest(export: Export, member: str) -> bool:
    if not member.casefold().endswith(MANIFEST):
        return False
    head = export.head(member, _HEAD).replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf\xfe\xff \r\n\t").startswith(b"{")


def _is_mail(export: Export, member: str) -> bool:
    if not (_is_named(member) or member.casefold().endswith(".eml") or len(export.members()) == 1):
        return False
    head = export.head(member, _HEAD).lower()
    return head.startswith(_MARK) or b"\n" + _MARK in head or b"\r" + _MARK in head
