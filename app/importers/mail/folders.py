"""Mail programs' own files of one mail each: Maildir, Apple Mail, Outlook."""

from __future__ import annotations

from collections.abc import Iterator

from app.importers.base import Cursor, Export, ImportOptions, Item
from app.importers.mail.mail_record import MailReader
from app.importers.mail.members import Sort, holds, mails_of
from app.importers.pending import Pending, made_after
from app.importers.times import Clock, wall_clock


class MaildirImporter:
    """Reads Maildir folders of mail servers; see :class:`app.importers.base.Importer`."""

    key = "maildir"
    label = "Maildir (mail server folders)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it lies in ``cur`` or ``new`` under a Maildir's kind of name."""
        return holds(export, Sort.MAILDIR)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the mails in the order of their names."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        return mails_of(export, MailReader(options, self._clock), options.isolated)


class AppleMailImporter:
    """Reads Apple Mail's own files; see :class:`app.importers.base.Importer`."""

    key = "emlx"
    label = "Apple Mail's own files (.emlx)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it is one of Apple Mail's, by its name."""
        return holds(export, Sort.APPLE)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the mails in the order of their names."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        return mails_of(export, MailReader(options, self._clock), options.isolated)


class MsgImporter:
    """Reads Outlook's files of one item each; see :class:`app.importers.base.Importer`."""

    key = "msg"
    label = "Outlook items (.msg)"
    needs_zone = False
    experimental = False

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock

    def recognises(self, export: Export) -> bool:
        """Say whether a file in it is an Outlook item, by its name or its streams."""
        return holds(export, Sort.OUTLOOK)

    def read(self, export: Export, options: ImportOptions, after: Cursor | None) -> Iterator[Item]:
        """Give the items in the order of their names."""
        return made_after(self.pending(export, options), after)

    def pending(self, export: Export, options: ImportOptions) -> Iterator[Pending]:
        """Give each item, or what makes it; see :class:`app.importers.pending.Deferring`."""
        return mails_of(export, MailReader(options, self._clock), options.isolated)
