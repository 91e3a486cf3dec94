"""Files that a Cellebrite report lists and messages mean, found in its folder; knows no message."""

from __future__ import annotations

import re
from functools import partial

from app.importers.base import Export, ParsedAttachment
from app.importers.phone.ufed_models import Listed, Model
from app.importers.text import clean

NOT_HELD = "The report names this file, but it is not in the folder that was imported."
NO_FILE = "The report tells only the name of this file; its contents were not extracted."

_HASH = re.compile(r"[0-9a-f]{32,128}")
_SHORT_HASH, _HASHES = 32, ("SHA256", "SHA1", "MD5")


class ReportFiles:
    """The files beside one report.

    Attributes:
        used: members of the export that messages mean.
    """

    def __init__(self, export: Export, report: str) -> None:
        self.used: set[str] = set()
        self._export = export
        self._folder = report.rpartition("/")[0]
        self._by_id: dict[str, tuple[str, str]] = {}
        self._by_hash: dict[str, str] = {}

    def learn(self, listed: Listed) -> None:
        """Remember where a listed file lies; one that is not beside the report is left out."""
        member = self.held(listed.told.get("Local Path", ""))
        if member is None:
            return
        hashes = [
            told.casefold()
            for name in _HASHES
            if _HASH.fullmatch((told := listed.told.get(name, "")).casefold())
        ]
        self._by_id[listed.id] = member, hashes[0] if hashes else ""
        for one in hashes:
            self._by_hash.setdefault(one, member)

    def attachment(self, model: Model, number: int) -> ParsedAttachment:
        """Find the file that an attachment of a message means: by id, path, or hash."""
        name = model.take("Filename", "FileName", "Name") or model.take("Title")
        media_type = model.take("ContentType").partition(";")[0].strip()
        path = model.take("attachment_extracted_path", "AttachmentExtractedPath", "LocalPath")
        member = self._member(model, path)
        shown = name.replace("\\", "/").rpartition("/")[2].strip()
        if member is None:
            model.values["path"] = [path] if path else []
            shown = shown or path.replace("\\", "/").rpartition("/")[2] or f"attachment {number}"
            reason = NOT_HELD if path or model.attributes.get("file_id") else NO_FILE
            return ParsedAttachment(shown, None, reason, media_type)
        return self.take(member, shown, media_type)

    def take(self, member: str, name: str = "", media_type: str = "") -> ParsedAttachment:
        """Give a member of the export as an attachment."""
        self.used.add(member)
        opener = partial(self._export.open, member)
        shown = name or member.rpartition("/")[2]
        return ParsedAttachment(shown, opener, "", media_type, self._export.size(member))

    def held(self, untrusted_path: str) -> str | None:
        """Find a file by its path beside the report; another of the same name is not taken."""
        path = clean(untrusted_path).replace("\\", "/").removeprefix("./").strip("/")
        if not path:
            return None
        beside = f"{self._folder}/{path}" if self._folder else path
        found = self._export.find(beside) or self._export.find(path)
        return found if found and _place(found) == _place(beside) else None

    def _member(self, model: Model, path: str) -> str | None:
        member, hashed = self._by_id.get(model.attributes.get("file_id", ""), (None, ""))
        if member is not None:
            if hashed:
                model.values["listed hash"] = [hashed]
            return member
        member = self.held(path)
        for name in _HASHES:
            if member is None:
                told = "".join(model.values.get(name, ())).casefold()
                member = self._by_hash.get(told) if len(told) >= _SHORT_HASH else None
        return member


def _place(path: str) -> str:
    """Give the name of the folder that a file lies in."""
    return path.rpartition("/")[0].rpartition("/")[2].casefold()
