"""Which platform a mail of an archive stands for, by its header lines and pseudo-domains."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.importers.legal.platforms import known_platform, platform_in, platform_key
from app.importers.mail.addresses import mailboxes
from app.importers.text import clean
from app.reading.headers import Headers

_SORT = "x-globalrelay-msgtype"
_MAILS = frozenset({"email", "mail", "e_mail", "smtp", "exchange", ""})
_OWN_FIELDS = re.compile(r"x-(?:smarsh|zantaz|actiance|alcatraz)-[\w-]*")
_TELLING = re.compile(r"network|channel|platform|modality|source|type|service")
_TITLES = re.compile(r"x-[\w-]+-(?:channelname|roomname|conversationname|chatname)")
_KEYS = re.compile(r"x-[\w-]+-(?:channelid|roomid|conversationid|chatid|threadid)")
_NUMBER = re.compile(r"\+?[0-9]{7,15}")
_VENDORS = re.compile(r"(?:^|[.-])(?:smarsh|actiance|globalrelay|zantaz)(?:$|[.-])")
_TRANSCRIPT = re.compile(r"chat: \d+ users?|[\w ]{1,40} compliance export:", re.IGNORECASE)
_MOST_ASKED = 20


@dataclass(frozen=True, slots=True)
class Archived:
    """What an archive tells of a message that it made into a mail.

    Attributes:
        is_transcript: the mail holds a whole conversation.
    """

    platform: str
    title: str = ""
    key: str = ""
    is_transcript: bool = False


def archived_as(headers: Headers) -> Archived | None:
    """Tell what a mail stands for; None where it is a mail like any other."""
    sort = headers.words(_SORT)
    platform = platform_key(sort) if platform_key(sort) not in _MAILS else ""
    platform = platform or _by_field(headers) or _by_address(headers)
    if not platform:
        return None
    subject = headers.words("subject").strip()
    return Archived(
        platform,
        clean(_first(headers, _TITLES)),
        clean(_first(headers, _KEYS)),
        bool(_TRANSCRIPT.match(subject)),
    )


def plain_address(address: str, platform: str) -> str:
    """Give the number or handle that an archive made into a mail address of a pseudo-domain."""
    local, _, domain = address.rpartition("@")
    if not local or not _is_pseudo(local, domain):
        return address
    return local if platform_in(domain) in {platform, ""} or _NUMBER.fullmatch(local) else address


def _by_field(headers: Headers) -> str:
    for name, _ in headers.fields:
        if _OWN_FIELDS.fullmatch(name) and _TELLING.search(name):
            found = known_platform(headers.words(name))
            if found:
                return found
    return ""


def _by_address(headers: Headers) -> str:
    for field in ("from", "to"):
        for value in headers.all(field)[:_MOST_ASKED]:
            for _, address in mailboxes(value)[:_MOST_ASKED]:
                local, _, domain = address.rpartition("@")
                if local and _is_pseudo(local, domain):
                    return platform_in(domain)
    return ""


def _is_pseudo(local: str, domain: str) -> bool:
    """Say whether a domain only names a platform: behind a number, or one of the archive's own.

    Platforms send real mails from domains of their own.
    """
    folded = domain.casefold()
    if not platform_in(folded):
        return False
    return bool(_NUMBER.fullmatch(local) or _VENDORS.search(folded))


def _first(headers: Headers, pattern: re.Pattern[str]) -> str:
    named = (name for name, value in headers.fields if value.strip() and pattern.fullmatch(name))
    return next((headers.words(name).strip() for name in named), "")
