"""Mailbox files: mbox of every kind, alone, in folders (Thunderbird) or in a Takeout."""

from __future__ import annotations

from collections.abc import Iterator

from app.importers.base import Cursor, Export, ImportOptions, Item
from app.importers.mail.mail_record import MailReader
from app.importers.mail.members import Sort, holds, mails_of
from app.importers.pending import Pending, made_after
from app.importers.times import Clock, wall_clock


class MboxImporter:
    """Reads mbox files; see :class:`app.importers.base.Importer` and RFC 4155.

    Single mails that lie beside the mailboxes are read too.
    """

    key = "mbox"
    label = "Mailbox (mbox, Thunderbird, Google Takeout)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it begins with a postmark and a header line."""
        return holds(export, Sort.MAILBOX)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the mails in the order of the files and of their place in them."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        return mails_of(export, MailReader(options, self._clock), options.isolated)
