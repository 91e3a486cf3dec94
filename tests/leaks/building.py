"""Puts a vault together: random records of two exports with all that may come with them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import builders
from leaks import offices, papers
from leaks.papers import Paper
from leaks.texts import Author
from leaks.words import Coin

from app.documents.base import Isolated
from app.documents.text import Extractor
from app.domain.ids import RecordId
from app.domain.parsed import Parsed, ParsedAttachment
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind, Record
from app.domain.requests import Request
from app.domain.sources import NewSource, SourceState
from app.vault.folder import Vault
from app.vault.incoming import Incoming, IncomingRecord
from app.vault.putting import Putting
from app.workflow.store_attachments import AttachmentStore

_KINDS = (
    (Kind.MESSAGE, "sms"), (Kind.MESSAGE, "sms"), (Kind.MESSAGE, "facebook"),
    (Kind.EMAIL, "email"), (Kind.EMAIL, "email"), (Kind.POST, "x"), (Kind.COMMENT, "youtube"),
    (Kind.DOCUMENT, "folder"), (Kind.SYSTEM, "slack"),
)  # fmt: skip
_FILES = (
    *("text.pdf",) * 12, *("layer.pdf",) * 4, *("bare.pdf",) * 1, *("tif",) * 2, *("jpg",) * 3,
    *("png",) * 2, *("docx",) * 8, *("xlsx",) * 6, *("pptx",) * 5, *("rtf",) * 5, *("html",) * 6,
    *("txt",) * 8, *("csv",) * 3, *("eml",) * 4, *("vcf",) * 4, *("json",) * 2, *("zip",) * 2,
    *("m4a",) * 1, *("gone",) * 2,
)  # fmt: skip
_PAGED: dict[str, Callable[[Author, str], Paper]] = {
    "text.pdf": papers.text_pdf,
    "layer.pdf": lambda author, name: papers.scanned_pdf(author, name, layered=True),
    "bare.pdf": lambda author, name: papers.scanned_pdf(author, name, layered=False),
    "tif": papers.tiff,
    "jpg": lambda author, name: papers.picture(author, name, "JPEG"),
    "png": lambda author, name: papers.picture(author, name, "PNG"),
}


@dataclass
class Built:
    """A vault with a request, and what is known of its files.

    Attributes:
        papers: by record and zero-based index of the attachment.
        asked: the records of the request; others must not be heard of at all.
    """

    vault: Vault
    request: Request
    author: Author
    records: dict[RecordId, Record]
    asked: list[RecordId]
    papers: dict[tuple[RecordId, int], Paper] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """Count records and attachments."""
        return len(self.records) + sum(len(one.attachments) for one in self.records.values())


class Builder:
    """Makes records until there are enough documents."""

    def __init__(self, chance: random.Random, isolated: Isolated) -> None:
        self.chance = chance
        self.author = Author(chance, Coin(chance))
        self._isolated = isolated
        names = [self.author.name() for _ in range(10)]
        self._people = [(name, self.author.address(name)) for name in names]
        self._threads = [self._title() for _ in range(6)]
        self._parsed: list[Parsed] = []
        self._papers: list[list[Paper | None]] = []
        self._made: list[Paper] = []

    def build(self, folder: Path, documents: int) -> Built:
        """Put them into a new vault, and most of them into a request."""
        while len(self._parsed) + sum(map(len, self._papers)) < documents:
            self._record()
        vault = builders.new_vault(folder)
        is_second = [self.chance.random() < 0.3 for _ in self._parsed]
        for name, wanted in (("phone.xml", False), ("other.xml", True)):
            self._take(vault, name, [at for at, two in enumerate(is_second) if two is wanted])
        with vault.read() as work:
            ids = [RecordId(at + 1) for at in range(work.records.count())]
            records = {record.id: record for record in work.records.many(ids)}
        asked = [one for one in ids if self.chance.random() < 0.94] or ids
        request = builders.new_request(vault, asked)
        built = Built(vault, request, self.author, records, asked)
        self._name_papers(built)
        return built

    def _take(self, vault: Vault, name: str, numbers: list[int]) -> None:
        incoming: list[Incoming] = []
        with Putting(vault.blobs) as putting:
            store = AttachmentStore(vault, putting, Extractor(self._isolated))
            for at in numbers:
                parsed = self._parsed[at]
                files = [_parsed_file(one, self._file_name(one)) for one in self._papers[at]]
                incoming.append(IncomingRecord(parsed, store.kept(files)))
            putting.settle()
        new = NewSource("sms_backup", "SMS Backup & Restore", name, name, 1, name, "Ofc. Diaz", "")
        with vault.write() as work:
            source = work.sources.begin(new)
            work.sources.take(source, incoming)
            work.sources.set_state(source, SourceState.DONE)

    def _name_papers(self, built: Built) -> None:
        """Find the made file of each attachment again by its bytes."""
        by_hash = {hash(one.data): one for one in self._made}
        for record in built.records.values():
            for index, attachment in enumerate(record.attachments):
                if not attachment.missing:
                    data = built.vault.blobs.read(attachment.blob)
                    built.papers[record.id, index] = by_hash[hash(data)]

    def _record(self) -> None:
        chance, author = self.chance, self.author
        number = len(self._parsed)
        kind, platform = chance.choice(_KINDS)
        thread = chance.randrange(len(self._threads))
        record = Parsed(
            locator=f"item {number}", platform=platform, kind=kind, text=self._text(),
            sent=Moment(builders.MARCH_14 + number * 60_000_000, "", "utc"),
            parties=self._parties(), platform_id=f"id-{number}",
            conversation_key=f"thread {platform} {thread}",
            conversation_title=self._threads[thread],
            subject=self._title() if kind in {Kind.EMAIL, Kind.DOCUMENT} else "",
        )  # fmt: skip
        if self._parsed and chance.random() < 0.08:
            record = self._copy(record)
        self._parsed.append(record)
        many = chance.choice((0, 0, 0, 0, 0, 1, 1, 2))
        self._papers.append([self._file() for _ in range(many)])
        if author.chance.random() < 0.02:
            self._parsed[-1] = replace(self._parsed[-1], text="")

    def _copy(self, record: Parsed) -> Parsed:
        """Meet a message again, as the other side's export has it."""
        first = self.chance.choice(self._parsed)
        return replace(
            record, text=first.text, subject=first.subject, sent=first.sent, kind=first.kind,
            platform=first.platform, parties=first.parties,
        )  # fmt: skip

    def _text(self) -> str:
        way = self.chance.random()
        if self._parsed and way < 0.2:
            before = self.chance.choice(self._parsed)
            said = before.text[:600]
            return self.author.reply(said) if way < 0.12 else self.author.reaction(said)
        if way > 0.98:
            return " ".join(self.author.text(9) for _ in range(30))
        return self.author.text(4)

    def _title(self) -> str:
        words = [self.author.coin.word() for _ in range(self.chance.randrange(1, 4))]
        return f"About {' '.join(words)}"

    def _parties(self) -> tuple[Party, ...]:
        chosen = self.chance.sample(self._people, self.chance.randrange(2, 5))
        roles = (Role.FROM, Role.TO, Role.CC, Role.BCC)
        return tuple(Party(role, *who) for role, who in zip(roles, chosen, strict=False))

    def _file(self) -> Paper | None:
        kind = self.chance.choice(_FILES)
        if kind == "gone":
            return None
        if self._made and self.chance.random() < 0.06:
            return self.chance.choice(self._made)
        name = f"{self._stem()}.{kind.rpartition('.')[2]}"
        if kind in _PAGED:
            made = _PAGED[kind](self.author, name)
        elif kind in offices.MAKERS:
            made = offices.office(self.author, kind, name)
        else:
            made = _closed(self.author, kind, name)
        self._made.append(made)
        return made

    def _stem(self) -> str:
        word = self.author.coin.word("latin", "latin", "accented", "cyrillic", "han")
        return f"{word} {self.chance.choice(('report', 'scan', 'note'))}"

    def _file_name(self, paper: Paper | None) -> str:
        if paper is None:
            return f"{self._stem()}.mp4"
        return paper.name if self.chance.random() < 0.8 else f"{self._stem()} {paper.name}"


def _parsed_file(paper: Paper | None, name: str) -> ParsedAttachment:
    if paper is None:
        return ParsedAttachment(name, None, missing="The export does not hold this file.")
    return ParsedAttachment(name, lambda: io.BytesIO(paper.data), size=len(paper.data))


def _closed(author: Author, kind: str, name: str) -> Paper:
    """Make a file that no packet shows."""
    word = author.coin.word("latin")
    head = b"PK\x05\x06" + bytes(16) if kind == "zip" else b"\0\0\0\x20ftypM4A \0\0\0\0"
    note = word.encode()
    return Paper(name, head + len(note).to_bytes(2, "little") + note, hidden=(word,))
