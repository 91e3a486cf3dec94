"""Made-up telephones that tell of the same messages, each in its own way; for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.ids import RecordId, SourceId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import MICROSECONDS, Moment
from app.domain.records import Kind
from app.domain.sources import Counts, NewSource
from app.vault.folder import Vault
from app.vault.incoming import IncomingRecord, StoredAttachment

START = 1_773_522_240_000_000
NUMBERS = {
    "Ana": ("+1 850 555 0111", "8505550111"),
    "Ben": ("(850) 555-0112", "+18505550112"),
    "Cleo": ("850.555.0113", "18505550113"),
}


@dataclass(frozen=True)
class Telling:
    """How one telephone tells of one message."""

    phone: str
    author: str
    to: tuple[str, ...]
    text: str
    second: float
    named: str = "sms"
    platform: str = "sms"

    @property
    def parsed(self) -> Parsed:
        """Give it as an importer does: own number as the clerk wrote it, others as saved."""
        return Parsed(
            locator=f"{self.phone} {self.named} {self.second}",
            platform=self.platform,
            kind=Kind.MESSAGE,
            text=self.text,
            sent=Moment(START + int(self.second * MICROSECONDS), str(self.second), "utc"),
            parties=(
                self._party(Role.FROM, self.author),
                *(self._party(Role.TO, one) for one in self.to),
            ),
            conversation_key=f"{self.phone} with others",
            conversation_title=f"as {self.phone} calls it",
        )

    def _party(self, role: Role, who: str) -> Party:
        if who == self.phone:
            return Party(role, f"Ofc. {who}", NUMBERS[who][0], is_owner=True)
        return Party(role, f"{who} of {self.phone}", NUMBERS[who][1])


def both(text: str, second: float, late: float = 3) -> tuple[Parsed, Parsed]:
    """Give a message of Ana to Ben as sent, and as it came in some seconds later."""
    sent = Telling("Ana", "Ana", ("Ben",), text, second)
    return sent.parsed, Telling("Ben", "Ana", ("Ben",), text, second + late).parsed


def begin(vault: Vault, phone: str, name: str = "", *, own: Sequence[str] = ()) -> SourceId:
    """Begin the import of a telephone's export."""
    called = name or f"{phone}.xml"
    new = NewSource(
        "sms_backup", "SMS", called, called, 1, called, f"Ofc. {phone}", "UTC",
        tuple(own) or (NUMBERS[phone][0],),
    )  # fmt: skip
    with vault.write() as work:
        return work.sources.begin(new)


def take(
    vault: Vault,
    source: SourceId,
    items: Sequence[Parsed],
    files: Sequence[StoredAttachment] = (),
) -> Counts:
    """Take a batch of an export."""
    with vault.write(durable=False) as work:
        return work.sources.take(source, [IncomingRecord(item, tuple(files)) for item in items])


def held(vault: Vault) -> list[frozenset[str]]:
    """List for each record all the places at which it was found."""
    with vault.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM records ORDER BY id").fetchall()
    with vault.read() as work:
        records = work.records.many([RecordId(row[0]) for row in rows])
    return [
        frozenset({record.locator, *(place.locator for place in record.occurrences)})
        for record in records
    ]
