"""All importers, and which of them reads an export; to add a format, add its line."""

from __future__ import annotations

from collections.abc import Iterator

from app.errors import AppError, ExportUnreadable
from app.importers.base import Cursor, Export, Importer, ImportOptions, Item, Unreadable
from app.importers.chat.discord import DiscordImporter
from app.importers.chat.google_chat import GoogleChatImporter
from app.importers.chat.hangouts import HangoutsImporter
from app.importers.chat.slack import SlackImporter
from app.importers.chat.teams import TeamsImporter
from app.importers.files.documents import DocumentsImporter
from app.importers.leftovers import Chain
from app.importers.legal.archived_mail import ArchivedMailImporter
from app.importers.legal.chat_archive import ChatArchiveImporter
from app.importers.legal.edrm import EdrmImporter
from app.importers.legal.load_file import LoadFileImporter
from app.importers.legal.rsmf import RsmfImporter
from app.importers.legal.smarsh import SmarshImporter
from app.importers.legal.table import TableImporter
from app.importers.mail.eml import EmlImporter
from app.importers.mail.folders import AppleMailImporter, MaildirImporter, MsgImporter
from app.importers.mail.mbox import MboxImporter
from app.importers.mail.personal import CalendarImporter, ContactsImporter
from app.importers.mail.pst import PstImporter
from app.importers.phone.android_messages import AndroidMessagesImporter
from app.importers.phone.exporter import IMessageExporterImporter
from app.importers.phone.google_voice import GoogleVoiceImporter
from app.importers.phone.imessage import IMessageImporter
from app.importers.phone.signal import SignalImporter
from app.importers.phone.sms_backup import SmsBackupImporter
from app.importers.phone.ufed import UfedImporter
from app.importers.phone.whatsapp import WhatsAppImporter
from app.importers.social.facebook import FacebookImporter
from app.importers.social.facebook_html import FacebookHtmlImporter
from app.importers.social.instagram import InstagramImporter
from app.importers.social.x_archive import XImporter
from app.importers.social.youtube import YouTubeImporter
from app.importers.web.warc import WarcImporter

DOCUMENTS = DocumentsImporter()
TABLE = TableImporter()

IMPORTERS: tuple[Importer, ...] = (
    XImporter(),
    FacebookImporter(),
    InstagramImporter(),
    FacebookHtmlImporter(),
    YouTubeImporter(),
    SlackImporter(),
    GoogleChatImporter(),
    HangoutsImporter(),
    DiscordImporter(),
    TeamsImporter(),
    RsmfImporter(),
    ChatArchiveImporter(),
    SmarshImporter(),
    ArchivedMailImporter(),
    EdrmImporter(),
    LoadFileImporter(),
    UfedImporter(),
    GoogleVoiceImporter(),
    IMessageImporter(),
    IMessageExporterImporter(),
    SignalImporter(),
    SmsBackupImporter(),
    AndroidMessagesImporter(),
    WhatsAppImporter(),
    MaildirImporter(),
    MboxImporter(),
    EmlImporter(),
    AppleMailImporter(),
    MsgImporter(),
    PstImporter(),
    CalendarImporter(),
    ContactsImporter(),
    WarcImporter(),
    TABLE,
    DOCUMENTS,
)  # fmt: skip
"""In the order in which they are asked: whole-account exports first, loose files last."""

LOOSE = frozenset({
    *("sms_backup", "mbox", "eml", "maildir", "emlx", "msg", "pst", "calendar", "contacts"),
    *("rsmf", "archived_mail"),
    DOCUMENTS.key,
})  # fmt: skip
"""Formats whose files are exports one by one, so that several may lie in one folder."""

OF_ONE_PERSON = frozenset({"sms_backup", "android_messages", "pst"})
"""Formats of a whole phone or mailbox: folders beside each other that hold some are several."""

LISTING = frozenset({"load_file", "edrm_xml", "smarsh_xml", "chat_archive", "ufed"})
"""Formats that list files of any kind, which lie in other folders beside the list."""

ACCOUNT_FILES = frozenset({
    *("account.js", "users.json", "personal_information.json", "profile_information.json"),
    *("chat.db", "main.jsonl", "report.xml"),
})  # fmt: skip
"""Files that one account or phone has one of, so that two folders with one are two exports."""


def recognising(export: Export) -> tuple[Importer, ...]:
    """Give all importers that know something of the export, the fittest first.

    Tables of messages, and files of no format, are only asked for where no format is known.
    """
    known = tuple(one for one in _readers() if one.recognises(export))
    if known:
        return known
    return next(((one,) for one in (TABLE, DOCUMENTS) if one.recognises(export)), ())


def read_all(
    first: Importer, export: Export, options: ImportOptions, after: Cursor | None
) -> Iterator[Item]:
    """Give the items of an importer, and of all others that know what it leaves."""
    return Chain(_readers(), DOCUMENTS).read(first, export, options, after)


def _readers() -> tuple[Importer, ...]:
    """Give those that know a format: any table might be one of messages, any file a paper."""
    return tuple(one for one in IMPORTERS if one is not DOCUMENTS and one is not TABLE)


def recognise(export: Export) -> Importer:
    """Give the importer that reads an export.

    Raises:
        ExportUnreadable: when none does; it says what was looked for.
    """
    for importer in IMPORTERS:
        if importer.recognises(export):
            return importer
    raise _not_recognised(export)


def by_key(key: str) -> Importer:
    """Give the importer of a name that is kept in a vault or typed by a clerk."""
    for importer in IMPORTERS:
        if importer.key == key:
            return importer
    known = ", ".join(importer.key for importer in IMPORTERS)
    raise AppError("There is no export format of that name.", f"Use one of: {known}.")


def _not_recognised(export: Export) -> ExportUnreadable:
    faults = [item.reason for item in export.rejected() if isinstance(item, Unreadable)]
    if faults and not export.members():
        return ExportUnreadable(
            f"Nothing in {export.name} could be read: {_lower(faults[0])}",
            "Put that right and import it again.",
        )
    labels = "; ".join(importer.label for importer in IMPORTERS)
    return ExportUnreadable(
        f"{export.name} is none of the exports that can be imported.",
        f"Choose the file or folder as it was downloaded. These were looked for: {labels}.",
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
