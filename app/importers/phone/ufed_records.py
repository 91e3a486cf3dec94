"""Models of a Cellebrite report made into records: messages, calls, mails, posts, documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.people import Role
from app.domain.provenance import Problem
from app.domain.records import Flag, Kind
from app.importers.base import ImportOptions, Parsed, Unreadable
from app.importers.phone.ufed_content import ContentReader, Draft, lines_of
from app.importers.phone.ufed_kinds import CALLS, DOCUMENTS, in_words
from app.importers.phone.ufed_models import Model, Said, Whole
from app.importers.phone.ufed_parties import (
    NOBODY,
    Casting,
    Who,
    address_of,
    key_of,
    platform_of,
    title_of,
)
from app.importers.social.taking import as_bytes

NOT_KNOWN = "The report holds an entry of a kind that is not known; its fields are kept."
NO_DIRECTION = Problem(
    "direction_unknown", "The report does not say whether it was sent or received."
)

_OUT = frozenset({"sent", "outbox", "draft", "drafts", "outgoing", "unsent"})
_IN = frozenset({"inbox", "incoming", "missed", "read", "unread", "received", "rejected"})
_UNIQUE = re.compile(r"(?=.*[A-Za-z])[\w@.:=+/-]{12,200}")
_KEYED_BY_PEOPLE = frozenset({"sms", "imessage"})
"""Platforms of which other exports know a conversation by its people as well."""
_ROLES = {"cc": Role.CC, "bcc": Role.BCC, "from": Role.FROM, "to": Role.TO}
_DURATION = re.compile(r"(?:(\d{1,3})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?")


@dataclass(slots=True)
class _Chat:
    """A conversation as its messages need it; ``rest`` goes along with the first of them."""

    model: Model | None = field(default=None, repr=False)
    source: str = ""
    key: str = ""
    title: str = ""
    account: str = ""
    members: list[Who] = field(default_factory=list)
    rest: dict[str, object] = field(default_factory=dict, repr=False)


class ReportRecords:
    """Makes the records of one report.

    Args:
        report: the member that holds it.
        options: the custodian and their own numbers.
        content: takes words, files and times.
    """

    def __init__(self, report: str, options: ImportOptions, content: ContentReader) -> None:
        self._report = report
        self._casting = Casting(options)
        self._content = content
        self._last = _Chat()
        self._makers: dict[str, Callable[[str, Model], Parsed]] = {
            "InstantMessage": self._alone,
            **dict.fromkeys(("SMS", "MMS"), self._text_message),
            **dict.fromkeys(CALLS, self._call),
            "Email": self._mail,
            "SocialMediaActivity": self._post,
            **dict.fromkeys(DOCUMENTS, self._document),
        }

    def record(self, whole: Whole) -> Parsed | Unreadable:
        """Make the record of a model that stands alone."""
        locator = f"{self._report} #{whole.number}"
        maker = self._makers.get(whole.model.kind)
        if maker is None:
            told = {"type": whole.model.kind, "id": whole.model.id, **whole.model.rest()}
            return Unreadable(locator, NOT_KNOWN, as_bytes(told))
        return maker(locator, whole.model)

    def message(self, said: Said) -> Parsed:
        """Make the record of a message of a conversation."""
        locator = f"{self._report} #{said.number} message {said.place}"
        return self._instant(locator, said.model, self._chat(said))

    def _chat(self, said: Said) -> _Chat:
        if self._last.model is said.chat:
            return self._last
        model = said.chat
        account = address_of(model.take("Account"))
        members = [self._casting.who(one, account) for one in model.models.get("Participants", ())]
        source = model.take("Source", "ServiceIdentifier")
        people = key_of(members)
        told = model.take("Id", "Identifier")
        by_people = platform_of(source) in _KEYED_BY_PEOPLE
        self._last = _Chat(
            model,
            source,
            (people if by_people else "") or told or people or model.id,
            model.take("Name") or title_of(members),
            account,
            members,
        )
        self._last.rest = {**model.rest(), "account": account}
        return self._last

    def _alone(self, locator: str, model: Model) -> Parsed:
        return self._instant(locator, model, _Chat())

    def _instant(self, locator: str, model: Model, chat: _Chat) -> Parsed:
        source = model.take("SourceApplication") or chat.source or model.take("Source")
        draft = Draft(locator, model, Kind.MESSAGE, platform_of(source))
        sender = next(iter(self._cast(model, "From", chat.account)), NOBODY)
        to = self._cast(model, "To", chat.account)
        draft.key = chat.key or key_of([sender, *to])
        draft.title = chat.title or title_of([sender, *to])
        known = {member.key for member in chat.members}
        to = [who for who in to if who.key not in known]
        draft.parties = self._casting.parties(sender, to, chat.members)
        self._take_identifier(draft)
        draft.subject = model.take("Subject")
        self._content.take_words(draft, "Body")
        self._content.take_files(draft)
        self._content.take_extras(draft)
        if sender.is_system:
            draft.flags.add(Flag.SYSTEM.value)
        if Flag.SYSTEM.value in draft.flags:
            draft.kind = Kind.SYSTEM
        if chat.rest:
            draft.extra["chat"], chat.rest = chat.rest, {}
        return self._finished(draft)

    def _text_message(self, locator: str, model: Model) -> Parsed:
        source = model.take("Source")
        draft = Draft(locator, model, Kind.MESSAGE, platform_of(source, "sms"))
        owner_is = self._direction(draft, "Folder", "Direction", "Type", "Status")
        self._cast_by_roles(draft, owner_is)
        draft.subject = model.take("Subject")
        self._content.take_words(draft, "Body")
        self._content.take_files(draft)
        self._content.take_extras(draft)
        return self._finished(draft)

    def _call(self, locator: str, model: Model) -> Parsed:
        source = model.take("Source")
        draft = Draft(locator, model, Kind.CALL, platform_of(source, "sms"))
        told = model.values.get("Type") or model.values.get("Direction") or []
        kind = "Voicemail" if model.kind == "Voicemail" else " ".join([*told[:1], "call"])
        if model.take("VideoCall").casefold() == "true":
            kind += " (video)"
        owner_is = self._direction(draft, "Direction", "Type", "Folder")
        if owner_is is None and model.kind == "Voicemail":
            owner_is = Role.TO
            draft.problems.clear()
        draft.lines.append(kind[:1].upper() + kind[1:] + _lasted(model.take("Duration")))
        self._cast_by_roles(draft, owner_is)
        self._content.take_words(draft, "Body", "Transcript")
        self._content.take_files(draft)
        return self._finished(draft)

    def _mail(self, locator: str, model: Model) -> Parsed:
        account = model.take("Account")
        draft = Draft(locator, model, Kind.EMAIL, "email")
        draft.subject = model.take("Subject")
        sender = next(iter(self._cast(model, "From", account)), NOBODY)
        copied = [
            (role, who)
            for name, role in (("Cc", Role.CC), ("Bcc", Role.BCC))
            for who in self._cast(model, name, account)
        ]
        draft.parties = self._casting.parties(
            sender, self._cast(model, "To", account), copied=copied
        )
        draft.title = draft.subject
        draft.extra["account"] = account
        if "draft" in "".join(model.values.get("Folder", ())).casefold():
            draft.flags.add(Flag.DRAFT.value)
        self._content.take_words(draft, "Body")
        self._content.take_files(draft)
        return self._finished(draft)

    def _post(self, locator: str, model: Model) -> Parsed:
        draft = Draft(locator, model, Kind.POST, platform_of(model.take("Source")))
        author = next(iter(self._cast(model, "Author", "")), NOBODY)
        draft.parties = self._casting.parties(author, self._cast(model, "TaggedParties", ""))
        draft.subject = model.take("Title")
        self._content.take_words(draft, "Body")
        self._content.take_files(draft)
        self._content.take_extras(draft)
        return self._finished(draft)

    def _document(self, locator: str, model: Model) -> Parsed:
        """Make a document whose lines are all that the report tells."""
        draft = Draft(locator, model, Kind.DOCUMENT, platform_of(model.take("Source"), "phone"))
        draft.subject = " ".join(
            filter(None, (f"{in_words(model.kind)}:", model.take("Name", "Subject", "Title")))
        )
        draft.labels.append(in_words(model.kind))
        self._content.take_files(draft)
        times = [name for name in ("StartDate", "TimeCreated", "Creation", "TimeStamp")
                 if name in model.values][:1]  # fmt: skip
        draft.lines += [line for line in lines_of(model) if line]
        model.models.clear()
        model.values = {name: model.values[name] for name in times}
        return self._content.finished(draft, *(times or ["TimeStamp"]))

    def _finished(self, draft: Draft) -> Parsed:
        folder = "".join(draft.model.values.get("Folder", ())).casefold()
        status = draft.model.take("Status")
        if "draft" in folder:
            draft.flags.add(Flag.DRAFT.value)
        elif status.casefold() in {"unsent", "failed", "notsent"}:
            draft.flags.add(Flag.FAILED.value)
        if status:
            draft.model.values["Status"] = [status]
        if draft.model.values.get("DateDeleted"):
            draft.flags.add(Flag.DELETED.value)
        return self._content.finished(draft, "TimeStamp", "DateDelivered", "StartTime")

    def _cast(self, model: Model, name: str, account: str) -> list[Who]:
        """Give the parties of a field; what else it tells of them stays."""
        return [self._casting.who(one, account) for one in model.models.get(name, ())]

    def _cast_by_roles(self, draft: Draft, owner_is: Role | None) -> None:
        """Take the parties of a text message or call, whose roles their models tell."""
        parties = draft.model.take_models("Parties", "From", "To")
        roles = [_ROLES.get(one.take("Role").casefold()) for one in parties]
        cast = [self._casting.who(one) for one in parties]
        others = [who for who in cast if not who.is_owner]
        draft.key, draft.title = key_of(others), title_of(others)
        pairs = list(zip(roles, cast, strict=True))
        sender = next((who for role, who in pairs if role is Role.FROM), NOBODY)
        if owner_is is Role.TO and sender == NOBODY and others:
            sender = others[0]
        if owner_is is Role.FROM and not sender.is_owner:
            sender = NOBODY
        to = [who for who in cast if who is not sender]
        draft.model.models["Parties"] = parties
        copied = [(role, who) for role, who in pairs if role in {Role.CC, Role.BCC}]
        if owner_is is None and sender == NOBODY:
            draft.parties = self._casting.parties(NOBODY, [], to)
            return
        to = [who for who in to if all(who is not other for _, other in copied)]
        if owner_is is Role.FROM or any(who.is_owner for who in cast):
            draft.parties = self._casting.parties(sender, to, copied=copied, owner_is=owner_is)
        else:
            draft.parties = self._casting.parties(sender, [], to, copied, owner_is)

    @staticmethod
    def _direction(draft: Draft, *names: str) -> Role | None:
        """Say what the custodian is to it, by the folder it lay in and the like."""
        for name in names:
            told = "".join(draft.model.values.get(name, ())).casefold().replace(" ", "")
            if told in _OUT:
                return Role.FROM
            if told in _IN:
                return Role.TO
        draft.problems.append(NO_DIRECTION)
        return None

    @staticmethod
    def _take_identifier(draft: Draft) -> None:
        """Take the platform's own id, where it can be no number that phones count alike."""
        identifier = draft.model.take("Identifier")
        if _UNIQUE.fullmatch(identifier) and draft.platform != "sms":
            draft.platform_id = identifier
        elif identifier:
            draft.model.values["Identifier"] = [identifier]


def _lasted(duration: str) -> str:
    found = _DURATION.fullmatch(duration)
    if not found:
        return ""
    days, hours, minutes, seconds = (int(group or 0) for group in found.groups())
    minutes += (days * 24 + hours) * 60
    if not minutes and not seconds:
        return ""
    return f", {minutes} min {seconds} s" if minutes else f", {seconds} s"
