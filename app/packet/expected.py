"""Says what a stranger must read on the pages, from the recipe alone; it knows no layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.packets import BuiltPacket, LogLine, PacketRecipe
from app.packet import wording
from app.packet.custody_words import custody_words
from app.packet.expected_attachments import (
    Said,
    Stretch,
    alts_of,
    bars_of,
    looks_said,
    say_attachment,
    say_sheets,
)
from app.packet.fonts import PLACEHOLDER
from app.packet.letter_words import said_in
from app.packet.normal import seen
from app.packet.telling import Form, Told, tell_all

CUSTODY = "the record of custody"
"""The name of the stretch that holds names from outside the records."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the packet: the letter, one record, the log or the legend.

    Attributes:
        record: the record's number, or 0.
        text: what can be seen of it, in the form of :func:`app.packet.normal.seen`.
        bars: the words on its bars, in order, in the same form.
        any_order: a reader may give its words in another order, as of a table's cells that go
            on over pages.
        repeats: heads of a table that may stand again at the top of each of its further pages.
    """

    name: str
    record: int
    text: str = field(repr=False)
    bars: tuple[str, ...] = ()
    any_order: bool = False
    repeats: tuple[str, ...] = ()


def sections(recipe: PacketRecipe, built: BuiltPacket) -> list[Section]:
    """Give all stretches in the order of the pages."""
    unshown = unshown_signs(built)
    has = recipe.contents
    found = [Section("the letter", 0, _seen(_letter(recipe), unshown))] if has.letter else []
    if recipe.marked_for:
        notice = wording.marked_notice(recipe.marked_for, wording.long_date(recipe.dated))
        found.insert(0, _notice(notice, unshown))
    if not recipe.made_for.is_public:
        made_for = wording.made_for_notice(recipe.made_for, wording.long_date(recipe.dated))
        found.insert(1 if recipe.marked_for else 0, _notice(made_for, unshown))
    if not recipe.records and has.records:
        found.append(Section("the records", 0, seen(wording.NO_RECORDS)))
    for told in tell_all(recipe):
        parts = _Parts()
        parts.headings(told)
        parts.record(told)
        number = told.record.number
        say_sheets(parts, told.record)
        found.extend(_section(number, part, unshown) for part in parts.stretches)
    if has.log:
        lines = (*recipe.earlier_log, *built.log)
        found.append(
            Section("the exemption log", 0, _seen(_log(lines, recipe), unshown), any_order=True)
        )
        found.append(Section("the legend", 0, _seen(_legend(recipe, lines), unshown)))
    if recipe.custody is not None:
        said = _seen(custody_words(recipe.custody), unshown)
        found.append(Section(CUSTODY, 0, said, any_order=True))
    return [section for section in found if section.text]


def _notice(said: Sequence[str], unshown: dict[int, str]) -> Section:
    return Section("the notice", 0, _seen("".join(said), unshown))


def _section(number: int, part: Stretch, unshown: dict[int, str]) -> Section:
    text, bars = _seen(part.whole, unshown), tuple(part.bars)
    return Section(f"record {number}", number, text, bars, part.any_order, part.repeats)


def bookmark_titles(recipe: PacketRecipe, built: BuiltPacket) -> list[str]:
    """Give the titles of the outline in order."""
    has = recipe.contents
    titles = [wording.MARKED_TITLE] if recipe.marked_for else []
    titles += [wording.LETTER_TITLE] if has.letter else []
    titles += [wording.RECORDS_TITLE] if has.records else []
    titles += [title for told in tell_all(recipe) for title, _ in (*told.bookmarks, *told.attached)]
    if has.log:
        titles.append(wording.LOG_TITLE)
        codes = {line.code for line in (*recipe.earlier_log, *built.log)}
        if any(reason.code in codes for reason in recipe.reasons):
            titles.append(wording.LEGEND_TITLE)
    return titles + ([wording.CUSTODY_TITLE] if recipe.custody is not None else [])


def spoken_texts(recipe: PacketRecipe) -> set[str]:
    """Give what screen readers may be told in place of bars."""
    codes = combinations(recipe)
    said = set(map(wording.spoken, codes))
    if recipe.marked_for:
        said |= set(map(wording.withheld_under, codes))
    if recipe.letterhead.logo is not None:
        said.add(wording.seal_alt(recipe.letterhead.department))
    for record in recipe.records:
        said |= alts_of(record) | looks_said(record)
    return said


def combinations(recipe: PacketRecipe) -> set[tuple[str, ...]]:
    """Give the codes that stand together on one bar or another."""
    found: set[tuple[str, ...]] = set()
    for record in recipe.records:
        texts = [record.title, record.sender, *record.recipients, record.subject, record.text]
        texts += [attachment.name for attachment in record.attachments]
        bars = [bar for text in texts for bar in text.bars]
        bars += [bar for item in record.attachments for bar in bars_of(item)]
        bars += [record.withheld] if record.withheld is not None else []
        found.update(bar.codes for bar in bars)
    return found


class _Parts(Said):
    """Collects what one record says, and its bars."""

    def headings(self, told: Told) -> None:
        self.said.extend((told.note, told.section))
        if told.heading is not None:
            self.text(told.heading)
            self.said.append(wording.CONTINUED if told.goes_on else "")
            self.said.append("·".join(told.about))
        self.said.append(told.day)

    def record(self, told: Told) -> None:
        record = told.record
        if told.form is Form.PAGE:
            self.said.append(wording.record_name(record.number))
        elif told.form is Form.COMPACT:
            self.said.append(str(record.number))
        elif told.form is Form.DOCUMENT:
            self.text(record.subject)
        if told.form in {Form.PAGE, Form.MAIL}:
            self.said.append("·".join(told.facts))
            self._rows(told)
        else:
            self._names(told)
        if told.answers:
            self.said.append(wording.in_answer(told.answers))
        if record.withheld is not None:
            self.said.append(wording.WITHHELD_RECORD)
            self.bar(record.withheld)
        else:
            self._content(told)
        self.said.extend(record.remarks)

    def _names(self, told: Told) -> None:
        record = told.record
        if told.named and record.sender.pieces:
            self.text(record.sender)
        elif told.named:
            self.said.append(wording.nobody(record))
        for at, recipient in enumerate(record.recipients if told.addressed else ()):
            self.said.append("," if at else wording.TO)
            self.text(recipient)
        beside = told.form in {Form.BUBBLE, Form.CENTRED, Form.COMPACT}
        self.said.append("·" if beside and told.named and told.facts else "")
        self.said.append("·".join(told.facts))

    def _rows(self, told: Told) -> None:
        for row in told.rows:
            self.said.append(row.label)
            for at, (text, _) in enumerate(row.parts):
                self.said.append("," if at else "")
                self.text(text)

    def _content(self, told: Told) -> None:
        record = told.record
        if record.subject.pieces and told.form not in {Form.MAIL, Form.DOCUMENT, Form.PAGE}:
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
    return "".join((*parts, date, recipe.requester, title, *map(said_in, recipe.letter)))


def _log(lines: Sequence[LogLine], recipe: PacketRecipe) -> str:
    if not lines:
        return wording.LOG_TITLE + wording.NOTHING_WITHHELD
    note = wording.log_note(is_marked=bool(recipe.marked_for))
    return "".join((wording.LOG_TITLE, note, *wording.LOG_COLUMNS, *_rows(lines)))


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


def unshown_signs(built: BuiltPacket) -> dict[int, str]:
    """Read from the build's warnings which characters stand as a box."""
    codes = (int(warning.split()[0].removeprefix("U+"), 16) for warning in built.warnings)
    return {code: PLACEHOLDER for code in codes if seen(chr(code))}


def _seen(text: str, unshown: dict[int, str]) -> str:
    return seen(text.translate(unshown) if unshown else text)
