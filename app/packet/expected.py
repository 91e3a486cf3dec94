"""Says what a stranger must read on the pages, from the recipe alone; it knows no layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.packets import BuiltPacket, LogLine, Order, PacketRecipe
from app.domain.redacted import RedactedRecord, released
from app.packet import wording
from app.packet.custody_words import custody_words
from app.packet.expected_attachments import Said, say_attachment
from app.packet.fonts import PLACEHOLDER
from app.packet.normal import seen


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the packet: the letter, one record, the log or the legend.

    Attributes:
        record: the record's number, or 0.
        text: what can be seen of it, in the form of :func:`app.packet.normal.seen`.
        bars: the words on its bars, in order, in the same form.
        any_order: a reader may give its words in another order, as of a table's cells that go
            on over pages.
    """

    name: str
    record: int
    text: str = field(repr=False)
    bars: tuple[str, ...] = ()
    any_order: bool = False


def sections(recipe: PacketRecipe, built: BuiltPacket) -> list[Section]:
    """Give all stretches in the order of the pages."""
    unshown = _unshown(built)
    has = recipe.contents
    found = [Section("the letter", 0, _seen(_letter(recipe), unshown))] if has.letter else []
    if not recipe.records and has.records:
        found.append(Section("the records", 0, seen(wording.NO_RECORDS)))
    before: RedactedRecord | None = None
    told = ""
    for record in recipe.records:
        if before is None or before.thread != record.thread:
            told = record.source
        parts = _Parts()
        parts.headings(before, record, goes_on=before is None and recipe.goes_on == record.thread)
        parts.record(record, told)
        name = f"record {record.number}"
        text = _seen("".join(parts.said), unshown)
        found.append(Section(name, record.number, text, tuple(parts.bars)))
        before = record
    if has.log:
        lines = (*recipe.earlier_log, *built.log)
        found.append(Section("the exemption log", 0, _seen(_log(lines), unshown), any_order=True))
        found.append(Section("the legend", 0, _seen(_legend(recipe, lines), unshown)))
    if recipe.custody is not None:
        said = _seen(custody_words(recipe.custody), unshown)
        found.append(Section("the record of custody", 0, said, any_order=True))
    return [section for section in found if section.text]


def bookmark_titles(recipe: PacketRecipe, built: BuiltPacket) -> list[str]:
    """Give the titles of the outline in order."""
    has = recipe.contents
    titles = [wording.LETTER_TITLE] if has.letter else []
    titles += [wording.RECORDS_TITLE] if has.records else []
    before: RedactedRecord | None = None
    for record in recipe.records:
        month = wording.month_title(record.day)
        if recipe.layout.order is Order.DATE:
            if before is None or wording.month_title(before.day) != month:
                titles.append(month)
        elif before is None or before.thread != record.thread:
            titles.append(record.title.spoken(wording.mark_of) or wording.UNTITLED)
        before = record
    if has.log:
        titles.append(wording.LOG_TITLE)
        codes = {line.code for line in (*recipe.earlier_log, *built.log)}
        if any(reason.code in codes for reason in recipe.reasons):
            titles.append(wording.LEGEND_TITLE)
    return titles + ([wording.CUSTODY_TITLE] if recipe.custody is not None else [])


def spoken_texts(recipe: PacketRecipe) -> set[str]:
    """Give what screen readers may be told in place of bars."""
    bars = {wording.spoken(codes) for codes in combinations(recipe)}
    return bars | {
        wording.picture_alt(attachment.kind, index, record.number)
        for record in recipe.records
        for index, attachment in enumerate(record.attachments, start=1)
        if attachment.picture is not None
    }


def combinations(recipe: PacketRecipe) -> set[tuple[str, ...]]:
    """Give the codes that stand together on one bar or another."""
    found: set[tuple[str, ...]] = set()
    for record in recipe.records:
        texts = [record.title, record.sender, *record.recipients, record.subject, record.text]
        texts += [attachment.name for attachment in record.attachments]
        bars = [bar for text in texts for bar in text.bars]
        bars += [bar for item in record.attachments for bar in item.regions]
        wholes = [record.withheld, *(item.withheld for item in record.attachments)]
        found.update(bar.codes for bar in (*bars, *wholes) if bar is not None)
    return found


class _Parts(Said):
    """Collects what one record says, and its bars."""

    def headings(
        self, before: RedactedRecord | None, record: RedactedRecord, *, goes_on: bool
    ) -> None:
        if before is None or before.thread != record.thread:
            self.text(record.title if record.title.pieces else released(wording.UNTITLED))
            self.said.append(wording.CONTINUED if goes_on else "")
            self.said.append(record.source)
            before = None
        if before is None or before.day != record.day:
            self.said.append(wording.day_heading(record.day))

    def record(self, record: RedactedRecord, told: str) -> None:
        if record.sender.pieces:
            self.text(record.sender)
        else:
            self.said.append(wording.nobody(record))
        for at, recipient in enumerate(record.recipients):
            self.said.append("," if at else wording.TO)
            self.text(recipient)
        known = [record.sent, record.platform, record.kind]
        known += [record.source] if record.source != told else []
        facts = (wording.record_name(record.number), *(fact for fact in known if fact))
        self.said.append("·".join(dict.fromkeys(facts)))
        if record.withheld is not None:
            self.said.append(wording.WITHHELD_RECORD)
            self.bar(record.withheld)
        else:
            self._content(record)
        self.said.extend(record.remarks)

    def _content(self, record: RedactedRecord) -> None:
        if record.subject.pieces:
            self.said.append(wording.SUBJECT)
            self.text(record.subject)
        self.text(record.text)
        if not record.text.pieces and not record.attachments:
            self.said.append(wording.NO_TEXT)
        for index, attachment in enumerate(record.attachments, start=1):
            say_attachment(self, attachment, index)


def _letter(recipe: PacketRecipe) -> str:
    head = recipe.letterhead
    parts = (head.department, *head.address, head.contact, head.custodian)
    date = wording.long_date(recipe.dated)
    title = wording.request_title(recipe.number)
    return "".join((*parts, date, recipe.requester, title, *recipe.letter))


def _log(lines: Sequence[LogLine]) -> str:
    if not lines:
        return wording.LOG_TITLE + wording.NOTHING_WITHHELD
    return "".join((wording.LOG_TITLE, wording.LOG_NOTE, *wording.LOG_COLUMNS, *_rows(lines)))


def _rows(lines: Sequence[LogLine]) -> Iterator[str]:
    for line in lines:
        where = line.where[:1].upper() + line.where[1:]
        yield f"{wording.log_page(line)}{line.bates}{where}{line.code}{line.citation}{line.plain}"


def _legend(recipe: PacketRecipe, lines: Sequence[LogLine]) -> str:
    codes = {line.code for line in lines}
    used = [reason for reason in recipe.reasons if reason.code in codes]
    if not used:
        return ""
    parts = [wording.LEGEND_TITLE]
    for reason in used:
        facts = "·".join(part for part in (reason.citation, reason.tier) if part)
        parts.extend((reason.code, facts, reason.plain))
    return "".join(parts)


def _unshown(built: BuiltPacket) -> dict[int, str]:
    """Read from the build's warnings which characters stand as a box."""
    codes = (int(warning.split()[0].removeprefix("U+"), 16) for warning in built.warnings)
    return {code: PLACEHOLDER for code in codes if seen(chr(code))}


def _seen(text: str, unshown: dict[int, str]) -> str:
    return seen(text.translate(unshown) if unshown else text)
