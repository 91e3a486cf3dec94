"""The sergeant's mailbox, as Google Takeout gives it."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.utils import format_datetime, formataddr

from daily import STORY, Daily
from mail_shapes import ATTACHED, built
from marks import plain
from papers import FORM, STORY_OF_FORM
from people import CAST
from planted import ZONE, Account, Export, Part, Planted, local

NAME = "sergeant.mbox"
CUSTODIAN = "calloway"
DAILY_MAILS = 262
FIRST_THREAD = 1859000000000000000
FORM_TEXT = " ".join([value for _, value in FORM] + list(STORY_OF_FORM) + ["078-05-1120"])


@dataclass(frozen=True)
class Mail:
    """One mail; `sender` and readers are keys of the cast, subject and body carry marks."""

    key: str
    sent: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    body: str
    cc: tuple[str, ...] = ()
    answers: str = ""
    shape: str = ""
    withhold: str = ""
    part: Part = Part.ORDINARY


def mail_export() -> Export:
    """Make the mailbox."""
    mails = [
        *_story("stop_mail.toml", Part.RESPONSIVE),
        *_story("lookalike_mail.toml", Part.LOOKALIKE),
        *_daily(),
    ]
    mails.sort(key=lambda mail: mail.sent)
    written, threads = io.BytesIO(), _threads(mails)
    for mail in mails:
        thread = threads[mail.key]
        written.write(f"From {thread}@xxx {mail.sent:%a %b %d %H:%M:%S +0000 %Y}\n".encode())
        written.write(_escaped(_bytes(_message(mail, thread))) + b"\n")
    export = Export(NAME, CAST[CUSTODIAN].name, {NAME: written.getvalue()})
    export.own_addresses = (CAST[CUSTODIAN].mail,)
    export.planted = [_planted(mail) for mail in mails]
    export.account = Account(records=len(mails))
    return export


def _story(file: str, part: Part) -> list[Mail]:
    read = tomllib.loads((STORY / file).read_text("utf-8"))["mail"]
    return [
        Mail(
            entry["id"],
            local(entry["at"]),
            entry["from"],
            tuple(entry["to"]),
            entry["subject"],
            entry["body"],
            tuple(entry.get("cc", ())),
            entry.get("re", ""),
            entry.get("shape", ""),
            entry.get("withhold", ""),
            part,
        )
        for entry in read
    ]


def _daily() -> list[Mail]:
    daily = Daily(77, neat=True)
    blocks = re.split(
        r"^(?=[<>] )", (STORY / "daily_mail.txt").read_text("utf-8"), flags=re.MULTILINE
    )[1:]
    mails = []
    for number in range(DAILY_MAILS):
        sent = daily.moment("02-18", "04-12")
        soon = (sent + timedelta(days=12)).astimezone(ZONE)
        block = blocks[number % len(blocks)].replace("{date}", f"{soon:%B} {soon.day}")
        head, body = daily.fill(block).split("\n", 1)
        other, subject = head[2:].split(" | ", 1)
        other, subject = other.lower(), subject[:1].upper() + subject[1:]
        sender, reader = (other, CUSTODIAN) if head[0] == "<" else (CUSTODIAN, other)
        mails.append(Mail(f"day-{number}", sent, sender, (reader,), subject, "\n" + body.strip()))
    return mails


def _threads(mails: Iterable[Mail]) -> dict[str, int]:
    """Number the threads: an answer has the number of what it answers."""
    threads: dict[str, int] = {}
    for mail in mails:
        threads[mail.key] = threads.get(mail.answers, FIRST_THREAD + len(threads) * 7919)
    return threads


def _message(mail: Mail, thread: int) -> Message:
    message = built(mail.shape, plain(mail.body).lstrip("\n") + "\n", f"=_millbrook_{mail.key}")
    heads = {
        "X-GM-THRID": str(thread),
        "X-Gmail-Labels": "Sent,Opened"
        if mail.sender == CUSTODIAN
        else "Inbox,Opened,Category personal",
        "From": _address(mail.sender),
        "To": ", ".join(_address(key) for key in mail.to),
        "Cc": ", ".join(_address(key) for key in mail.cc),
        "Subject": _header(plain(mail.subject)),
        "Date": format_datetime(mail.sent.astimezone(ZONE)),
        "Message-ID": _identity(mail.key),
        "In-Reply-To": _identity(mail.answers) if mail.answers else "",
        "References": _identity(mail.answers) if mail.answers else "",
    }
    content = message.items()
    for name, _ in content:
        del message[name]
    for name, value in (*heads.items(), *content):
        if value:
            message[name] = value
    return message


def _identity(key: str) -> str:
    return f"<{key}.2026@mail.millbrook.example.org>"


def _address(key: str) -> str:
    person = CAST[key]
    return (
        formataddr((_header(person.name), person.mail))
        if person.name.isascii()
        else f"{_header(person.name)} <{person.mail}>"
    )


def _header(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8").encode()


def _bytes(message: Message) -> bytes:
    buffer = io.BytesIO()
    BytesGenerator(buffer, mangle_from_=False, maxheaderlen=0).flatten(message)
    return buffer.getvalue()


def _escaped(mail: bytes) -> bytes:
    return re.sub(rb"(?m)^(>*From )", rb">\1", mail)


def _planted(mail: Mail) -> Planted:
    people: list[str] = []
    for key in (mail.sender, *mail.to, *mail.cc):
        people += [CAST[key].name, CAST[key].mail]
    return Planted(
        NAME,
        mail.sent,
        tuple(people),
        mail.body.lstrip("\n"),
        mail.subject,
        attachments=ATTACHED.get(mail.shape, ()),
        part=mail.part,
        withhold=mail.withhold,
        attachment_text=FORM_TEXT if mail.shape == "complaint" else "",
    )
