"""Files of Signal's plaintext export, found by what their pointers tell; makes no record."""

from __future__ import annotations

import hashlib
from functools import cached_property, partial

from app.importers.base import Export, ParsedAttachment
from app.importers.phone.signal_people import decoded
from app.importers.social.taking import Entry, put_back, take_entry, take_number, take_text

NOT_HELD = "The export does not hold this file."
NOT_LOADED = "The file was never downloaded on the phone, so the export does not hold it."
VIEWED = "A picture to be viewed once; Signal does not keep it."


class SignalFiles:
    """The files of one export.

    Attributes:
        used: members of the export that messages mean.
    """

    def __init__(self, export: Export, folder: str) -> None:
        self.used: set[str] = set()
        self._export = export
        self._folder = f"{folder}/" if folder else ""

    def attached(self, attachment: Entry, number: int) -> ParsedAttachment:
        """Find the file of a message's attachment."""
        if not attachment:
            return ParsedAttachment(f"attachment {number}", None, VIEWED)
        loaded = attachment.get("wasDownloaded")
        pointer = take_entry(attachment, "pointer")
        missing = NOT_LOADED if loaded is False else NOT_HELD
        found = self.pointed(pointer, f"attachment {number}", missing)
        put_back(attachment, "pointer", pointer)
        return found

    def pointed(self, pointer: Entry, name: str, missing: str = NOT_HELD) -> ParsedAttachment:
        """Find the file that a pointer means."""
        shown = take_text(pointer, "fileName").replace("\\", "/").rpartition("/")[2] or name
        media_type = take_text(pointer, "contentType")
        locator = take_entry(pointer, "locatorInfo")
        size = take_number(locator, "size")
        put_back(pointer, "plaintextHash", locator.get("plaintextHash"))
        member = self._member(locator)
        if member is None:
            return ParsedAttachment(shown, None, missing, media_type, -1 if size is None else size)
        self.used.add(member)
        opener = partial(self._export.open, member)
        return ParsedAttachment(shown, opener, "", media_type, self._export.size(member))

    def _member(self, locator: Entry) -> str | None:
        """Find a file by the hash of its bytes, or by the name that backups give it."""
        plain = decoded(locator.get("plaintextHash"))
        if not plain:
            return None
        in_backup = hashlib.sha256(plain + decoded(locator.get("localKey"))).hexdigest()
        return self._stems.get(plain.hex()) or self._stems.get(in_backup)

    @cached_property
    def _stems(self) -> dict[str, str]:
        """Index the files by their names without endings."""
        return {
            member.rpartition("/")[2].partition(".")[0].casefold(): member
            for member in self._export.members()
            if member.startswith(self._folder) and not member.endswith(".jsonl")
        }
