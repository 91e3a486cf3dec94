"""Small made things for tests: records, vaults, exports; all invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from app.domain.ids import RecordId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.domain.requests import NewRequest, Request
from app.domain.sources import NewSource, SourceState
from app.vault.folder import Vault
from app.vault.incoming import Incoming, IncomingRecord, StoredAttachment
from app.vault.keys import KeyCost

PASSPHRASE = "correct horse battery staple"
CHEAP = KeyCost(time=1, memory_kib=64, lanes=1)
MARCH_14 = 1_773_522_240_000_000


def new_vault(folder: Path, name: str = "test") -> Vault:
    """Make an empty vault whose key costs nothing to derive."""
    vault, _ = Vault.create(folder / f"{name}.vault", PASSPHRASE, CHEAP)
    return vault


def message(
    text: str, number: int = 0, *, sender: str = "Rosa Diaz", to: str = "Ben Cole", title: str = ""
) -> Parsed:
    """Make a text message; ``number`` tells it apart and puts it a minute later."""
    return Parsed(
        locator=f"sms {number}",
        platform="sms",
        kind=Kind.MESSAGE,
        text=text,
        sent=Moment(MARCH_14 + number * 60_000_000, "", "utc"),
        parties=(
            Party(Role.FROM, sender, "+1 850 555 0101"),
            Party(Role.TO, to, "+1 850 555 0102", is_owner=True),
        ),
        conversation_key=f"{sender}|{to}",
        conversation_title=title or sender,
    )


def hold(
    vault: Vault,
    records: Sequence[Parsed],
    attachments: Sequence[Sequence[StoredAttachment]] = (),
    name: str = "made.xml",
) -> list[RecordId]:
    """Put records into a vault as one finished source; gives the ids of all, oldest first."""
    incoming: list[Incoming] = [
        IncomingRecord(record, tuple(attachments[index]) if index < len(attachments) else ())
        for index, record in enumerate(records)
    ]
    new = NewSource("sms_backup", "SMS Backup & Restore", name, name, 1, name, "Ofc. Diaz", "UTC")
    with vault.write() as work:
        source = work.sources.begin(new)
        work.sources.take(source, incoming)
        work.sources.set_state(source, SourceState.DONE)
    with vault.read() as work:
        return [RecordId(n + 1) for n in range(work.records.count())]


def new_request(
    vault: Vault,
    ids: Sequence[RecordId],
    jurisdiction: str = "FL",
    *,
    number: str = "2026-014",
) -> Request:
    """Take in a request that holds these records."""
    details = NewRequest(
        number=number,
        requester="Dana Whitlow",
        received=dt.date(2026, 11, 2),
        jurisdiction=jurisdiction,
        text="All texts about the stop on 14 March",
        department="Millbrook Police Department",
    )
    with vault.write() as work:
        request = work.requests.add(details)
        work.requests.add_records(request.id, ids, "by hand")
        return request


def sms_xml(texts: Sequence[str]) -> str:
    """Give an SMS Backup & Restore file with one received message a text."""
    lines = [
        f'<sms address="+18505550101" date="{(MARCH_14 // 1000) + n * 60_000}" type="1" '
        f'body="{text}" contact_name="Rosa Diaz" />'
        for n, text in enumerate(texts)
    ]
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    return f'{head}\n<smses count="{len(texts)}">\n' + "\n".join(lines) + "\n</smses>\n"
