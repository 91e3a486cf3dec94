"""Single mails: .eml files, alone, in a folder or in a ZIP."""

from __future__ import annotations

from collections.abc import Iterator

from app.importers.base import Cursor, Export, ImportOptions, Item
from app.importers.mail.mail_record import MailReader, parse_mail
from app.importers.mail.members import Sort, holds, mails_of
from app.importers.pending import Pending, made_after
from app.importers.times import Clock, wall_clock

__all__ = ["EmlImporter", "parse_mail"]


class EmlImporter:
    """Reads files of one mail each; see :class:`app.importers.base.Importer` and RFC 5322."""

    key = "eml"
    label = "Mail files (.eml)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it is a mail, by its name or its header lines."""
        return holds(export, Sort.MAIL)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the mails in the order of their names."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        return mails_of(export, MailReader(options, self._clock), options.isolated)
