"""Makes an export of any number of items of each format, always the same; measures nothing.

``uv run tests/bench/made_exports.py KEY ITEMS FOLDER`` writes those of one format.
"""

from __future__ import annotations

import base64
import datetime as dt
import random
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent), str(HERE)]

from exports import (  # noqa: E402 - after the path
    android_files,
    archived_mail_files,
    chat_archive_files,
    discord_files,
    document_files,
    edrm_files,
    exporter_files,
    facebook_files,
    facebook_html_files,
    google_chat_files,
    google_voice_files,
    hangouts_files,
    imessage_files,
    instagram_files,
    load_files,
    mail_folder_files,
    msg_files,
    personal_files,
    pst_files,
    rsmf_files,
    signal_files,
    slack_files,
    smarsh_files,
    table_files,
    teams_files,
    ufed_files,
    warc_files,
    x_archive_files,
    youtube_files,
)
from exports.compound_files import compound  # noqa: E402 - as above
from exports.zipped import Tree, as_json, zipped  # noqa: E402 - as above
from make_sms import lines  # noqa: E402 - as above

WORDS = facebook_files.WORDS
FIRST = dt.datetime(2024, 3, 4, 8, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Making:
    """How an export is made.

    Attributes:
        key: of the importer that reads it.
        name: of the file.
        make: gives its bytes for a number of items.
    """

    key: str
    name: str
    make: Callable[[int], bytes]


def words(number: int, least: int = 3, most: int = 24) -> str:
    """Give some words, always the same for a number."""
    dice = random.Random(number)
    return " ".join(dice.choices(WORDS, k=dice.randint(least, most)))


def when(number: int) -> dt.datetime:
    """Give a time, a minute later for each number."""
    return FIRST + dt.timedelta(minutes=number)


def mail(number: int, size: int = 0) -> bytes:
    """Give a mail in a thread of five; every tenth carries a picture, or all one of a size."""
    head = (
        f"From: Person {number % 40} <p{number % 40}@example.com>\n"
        "To: Rosa Diaz <diaz@example.com>\n"
        f"Date: {format_datetime(when(number))}\nMessage-ID: <{number}@example.com>\n"
        f"Subject: Matter {number // 5}\nMIME-Version: 1.0\n"
    )
    body = "\n".join(words(number * 8 + line) for line in range(8))
    if not size and number % 10:
        return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()
    picture = random.Random(number).randbytes(size or 6_000)
    mixed = (
        f"{head}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
        f"{body}\n--x\nContent-Type: image/png; name=map.png\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename=map.png\n\n"
    )
    return mixed.encode() + base64.encodebytes(b"\x89PNG\r\n\x1a\n" + picture) + b"--x--\n"


def mailbox(count: int, size: int = 0) -> Iterator[bytes]:
    """Give a mailbox mail by mail."""
    for number in range(count):
        yield b"From a@example.com Mon Mar  4 08:00:00 2024\n" + mail(number, size) + b"\n"


def _emlx(count: int) -> Tree:
    folder = "Mail/V10/A/Inbox.mbox/Data/Messages"
    return {f"{folder}/{n + 1}.emlx": mail_folder_files.emlx(mail(n)) for n in range(count)}


def _msg(number: int) -> bytes:
    values: dict[int, msg_files.Value] = {
        0x1A: "IPM.Note", 0x37: f"Matter {number // 5}", 0x39: when(number),
        0x1000: "\r\n".join(words(number * 8 + line) for line in range(8)),
        0x0C1A: "Ben Cole", 0x5D01: "ben@example.com", 0x1035: f"<{number}@example.com>",
    }  # fmt: skip
    return compound(msg_files.item(values, [msg_files.person(1, "Rosa", "diaz@example.com")]))


def _x(count: int) -> Tree:
    posts = [
        x_archive_files.tweet(n, words(n), created_at=f"{when(n):%a %b %d %H:%M:%S +0000 %Y}")
        for n in range(count)
    ]
    return {
        "data/manifest.js": x_archive_files.manifest({"data/tweets.js": ("tweets", count)}),
        "data/account.js": x_archive_files.account(),
        "data/tweets.js": x_archive_files.script("tweets", x_archive_files.wrapped(*posts)),
    }


def _youtube(count: int) -> Tree:
    head = ("Channel ID", "Comment create timestamp", "Price", "Comment ID", "Video ID")
    rows = (
        (
            youtube_files.UC, when(n).isoformat(), "", youtube_files.ugly(n), youtube_files.VIDEO,
            f'{{"text":"{words(n)}"}}',
        )
        for n in range(count)
    )  # fmt: skip
    table = youtube_files.table((*head, "Comment Text"), *rows)
    return {f"{youtube_files.ROOT}/comments/comments.csv": table}


def _hangouts(count: int) -> Tree:
    talk = hangouts_files.conversation()
    said = ({"type": "TEXT", "text": words(n)} for n in range(count))
    talk["events"] = [
        hangouts_files.event(n, chat_message=hangouts_files.said(one)) for n, one in enumerate(said)
    ]
    return {"Takeout/Hangouts/Hangouts.json": as_json({"conversations": [talk]})}


def _google_voice(count: int) -> Tree:
    dana = google_voice_files.who(google_voice_files.DANA, "Dana Whitlow")
    return {
        f"{google_voice_files.CALLS}Dana - Text - {when(start):%Y-%m-%dT%H_%M_00Z}.html":
            google_voice_files.page(google_voice_files.log(*(
                google_voice_files.said(when(n).isoformat(), dana, words(n))
                for n in range(start, min(start + 50, count))
            )))
        for start in range(0, count, 50)
    }  # fmt: skip


def _imessage(count: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chat.db"
        database = sqlite3.connect(path)
        database.executescript(imessage_files.SCHEMA)
        database.executescript(imessage_files.PEOPLE)
        database.executemany(
            "INSERT INTO message(guid, attributedBody, handle_id, service, date, is_from_me)"
            " VALUES (?, ?, 1, 'iMessage', ?, ?)",
            (
                (f"G{n}", imessage_files.archived(words(n)),
                 (imessage_files.START + n) * imessage_files.SECOND, n % 2)
                for n in range(count)
            ),
        )  # fmt: skip
        database.execute("INSERT INTO chat_message_join SELECT 1, ROWID, date FROM message")
        database.commit()
        database.close()
        return path.read_bytes()


def _whatsapp(count: int) -> bytes:
    people = ("Dana Whitlow", "Ofc. Diaz")
    return "".join(
        f"[{when(n).month}/{when(n).day}/{when(n):%y, %H:%M:%S}] {people[n % 2]}: {words(n)}\r\n"
        for n in range(count)
    ).encode()


def _load_file(count: int) -> bytes:
    rows = [
        [
            f"MIL{n:07}", f"MIL{n:07}", "", "", "Diaz, Rosa", "Rosa <rdiaz@example.com>",
            "b@example.com", "", f"Matter {n}", f"{when(n):%m/%d/%Y}", f"{when(n):%I:%M %p}", "",
            "", words(n, 60, 120), "",
        ]
        for n in range(1, count + 1)
    ]  # fmt: skip
    return load_files.concordance([load_files.HEADINGS, *rows]).encode("cp1252")


def _warc(count: int) -> bytes:
    page = "<html><head><title>News {}</title></head><body><p>{}</p></body></html>"
    return b"".join(
        warc_files.record(
            "response", warc_files.answer(page.format(n, words(n, 60, 120)).encode()),
            f"https://town.example.com/news/{n}",
        )
        for n in range(count)
    )  # fmt: skip


def _documents(count: int) -> Tree:
    """Give papers: every tenth is a PDF, the others are texts."""
    return dict(map(_paper, range(count)))


def _paper(number: int) -> tuple[str, bytes]:
    if number % 10 == 0:
        return f"papers/{number:06}.pdf", document_files.paper(words(number))
    return f"papers/{number:06}.txt", words(number, 60, 120).encode()


def _archived(number: int) -> bytes:
    sides = archived_mail_files.ROSA, archived_mail_files.DANA
    return archived_mail_files.mail(number, sides[number % 2], sides[1 - number % 2], words(number))


def _ufed_book(count: int) -> bytes:
    names, first, *_ = ufed_files.CHATS
    rows = [[*first[:11], str(n + 1), *first[12:]] for n in range(count)]
    return ufed_files.workbook({"Chats": [names, *rows]}, {})


MAKINGS: tuple[Making, ...] = (
    Making("x_archive", "twitter.zip", lambda n: zipped(_x(n))),
    Making("facebook", "facebook.zip", lambda n: zipped(facebook_files.long_thread(n))),
    Making("instagram", "instagram.zip", lambda n: zipped(instagram_files.many(n))),
    Making("facebook_html", "pages.zip", lambda n: zipped(facebook_html_files.ordinary(n))),
    Making("youtube", "youtube.zip", lambda n: zipped(_youtube(n))),
    Making("slack", "slack.zip", lambda n: zipped(slack_files.many(n))),
    Making("google_chat", "takeout.zip", lambda n: zipped(google_chat_files.many(n))),
    Making("hangouts", "takeout.zip", lambda n: zipped(_hangouts(n))),
    Making("discord", "chat.json", discord_files.many),
    Making("teams", "page.json", teams_files.many),
    Making("rsmf", "chat.rsmf", rsmf_files.many),
    Making("chat_archive", "actiance.xml", chat_archive_files.many),
    Making(
        "archived_mail", "smarsh.zip",
        lambda n: zipped({f"1/{i:06}.eml": _archived(i) for i in range(n)}),
    ),
    Making("smarsh_xml", "snapshot.xml", smarsh_files.many),
    Making("edrm_xml", "list.xml", edrm_files.many),
    Making("load_file", "VOL001.dat", _load_file),
    Making("ufed", "report.xml", lambda n: ufed_files.many_messages(n).encode()),
    Making("ufed", "report.xlsx", _ufed_book),
    Making("google_voice", "takeout.zip", lambda n: zipped(_google_voice(n))),
    Making("imessage", "chat.db", _imessage),
    Making(
        "imessage_exporter", "+18505550142.txt",
        lambda n: exporter_files.many_messages(n).encode(),
    ),
    Making(
        "imessage_exporter", "+18505550142.html",
        lambda n: exporter_files.many_on_a_page(n).encode(),
    ),
    Making("signal", "main.jsonl", signal_files.many_messages),
    Making("sms_backup", "sms.xml", lambda n: "".join(lines(n)).encode()),
    Making("android_messages", "messages.ndjson", android_files.many_messages),
    Making("whatsapp", "_chat.txt", _whatsapp),
    Making(
        "maildir", "maildir.zip",
        lambda n: zipped({f"Maildir/cur/{i:09}.M{i}P9.mail:2,S": mail(i) for i in range(n)}),
    ),
    Making("mbox", "all.mbox", lambda n: b"".join(mailbox(n))),
    Making("eml", "mails.zip", lambda n: zipped({f"mails/{i:06}.eml": mail(i) for i in range(n)})),
    Making("emlx", "apple.zip", lambda n: zipped(_emlx(n))),
    Making("msg", "items.zip", lambda n: zipped({f"items/{i:06}.msg": _msg(i) for i in range(n)})),
    Making("pst", "mail.pst", pst_files.many),
    Making("calendar", "office.ics", personal_files.many_events),
    Making("contacts", "phone.vcf", personal_files.many_cards),
    Making("warc", "town.warc", _warc),
    Making(
        "table", "archive.csv",
        lambda n: table_files.written([table_files.SOCIAL, *table_files.rows(n)]).encode(),
    ),
    Making("files", "papers.zip", lambda n: zipped(_documents(n))),
)  # fmt: skip


def large_mailbox(path: Path, size: int) -> None:
    """Write a mailbox of a size without holding it: mails with pictures of 40,000 bytes."""
    with path.open("wb") as file:
        for piece in mailbox(size // 50_000, 40_000):
            file.write(piece)


def large_chat(path: Path, size: int) -> None:
    """Write one JSON of a size without holding it: a chat of long messages, as Discord's."""
    one = as_json(discord_files.chat([]))
    before, after = one.split(b'"messages": []')
    with path.open("wb") as file:
        file.write(before + b'"messages": [')
        number = 0
        while file.tell() < size:
            text = f"{words(number, 150, 250)}\n{number}"
            file.write(b"," * bool(number) + as_json(discord_files.said(text, number)))
            number += 1
        file.write(b"]" + after)


LARGE: dict[str, tuple[str, str, Callable[[Path, int], None]]] = {
    "large_mbox": ("mbox", "large.mbox", large_mailbox),
    "large_json": ("discord", "large.json", large_chat),
}
"""Key of the importer, name of the file, and what writes so many bytes."""


def main() -> None:
    """Write the exports of one format; of a large one, so many bytes."""
    key, count, folder = sys.argv[1:]
    if key in LARGE:
        _, name, write = LARGE[key]
        write(Path(folder) / name, int(count))
    for making in MAKINGS:
        if making.key == key:
            (Path(folder) / making.name).write_bytes(making.make(int(count)))


if __name__ == "__main__":
    main()
