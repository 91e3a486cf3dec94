"""Says what is told around each record in a layout: headings, names, facts; it knows no page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from app.domain.packets import Density, Layout, Order, PacketRecipe, Talk
from app.domain.redacted import RedactedAttachment, RedactedRecord, RedactedText, released
from app.packet import wording
from app.packet.attachment_words import sheets_title
from app.packet.leaves import leaves_of
from app.packet.threads import Threads


class Form(Enum):
    """How one record is set."""

    PLAIN = "plain"
    BUBBLE = "bubble"
    CENTRED = "centred"
    MAIL = "mail"
    POST = "post"
    DOCUMENT = "document"
    COMPACT = "compact"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a record's head.

    Attributes:
        parts: what it says, each with the words by which the log names its place.
    """

    label: str
    parts: tuple[tuple[RedactedText, str], ...]

    @property
    def says_something(self) -> bool:
        """Say whether there is anything to print."""
        return any(text.pieces for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Told:
    """A record with what is told around it.

    Attributes:
        note: what a reader must know before the first record.
        bookmarks: titles that lead here, each with its level.
        attached: titles that lead to its attachments with pages of their own, with their level.
        section: the heading of a source or custodian; empty where none begins.
        heading: of the conversation, where one begins.
        about: facts that stand under that heading.
        day: the heading of the day; empty where none begins.
        named: the sender is named; ``addressed``: those it was sent to are.
        facts: stand beside or below the names.
        rows: the record's head as a table.
        depth: how far a comment stands under its post.
        answers: the record that it answers, where that must be said.
        inner: the level of headings within the record.
    """

    record: RedactedRecord
    form: Form
    note: str = field(default="", repr=False)
    bookmarks: tuple[tuple[str, int], ...] = ()
    attached: tuple[tuple[str, int], ...] = ()
    section: str = ""
    heading: RedactedText | None = None
    goes_on: bool = False
    about: tuple[str, ...] = ()
    day: str = ""
    named: bool = True
    addressed: bool = True
    facts: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    depth: int = 0
    answers: int = 0
    inner: int = 4


@dataclass(slots=True)
class _Talk:
    """What was told of the conversation that is being printed."""

    before: Told | None = None
    titled: bool = False
    platform: str = ""
    kind: str = ""
    source: str = ""
    threads: Threads = field(default_factory=Threads)


class Teller:
    """Goes through the records of one file in their order."""

    def __init__(self, recipe: PacketRecipe) -> None:
        self._layout = recipe.layout
        self._goes_on = recipe.goes_on
        self._before: RedactedRecord | None = None
        self._section = ""
        self._talk = _Talk()
        self._is_brief = (
            recipe.layout.talk is Talk.BUBBLES or recipe.layout.density is Density.COMPACT
        )

    def tell(self, record: RedactedRecord) -> Told:
        """Say what is told around the next record."""
        told = Told(shown(record, self._layout), form_of(record, self._layout))
        is_first = self._before is None and told.form is Form.COMPACT
        note = wording.NUMBERS_NOTE if is_first else ""
        inner = 3 if told.form is Form.PAGE else 3 + self._deepest
        told = replace(told, note=note, bookmarks=(*self._month(record),), inner=inner)
        told = self._with_section(told)
        if told.section or self._begins_conversation(record):
            told = self._with_conversation(told)
        told = self._with_day(told)
        told = self._with_names(told)
        told = replace(told, facts=self._facts(told), rows=self._rows(told))
        told = replace(told, attached=tuple(self._attached(told)))
        told = self._with_thread(told)
        self._before, self._talk.before = record, told
        return told

    def _attached(self, told: Told) -> Iterator[tuple[str, int]]:
        level = self._deepest + (2 if told.form is Form.PAGE else 1)
        for leaf in leaves_of(told.record):
            if leaf.page == 1:
                yield sheets_title(leaf.record, leaf.index), level

    def _month(self, record: RedactedRecord) -> Iterator[tuple[str, int]]:
        month = wording.month_title(record.day)
        if self._layout.order is Order.DATE and (
            self._before is None or wording.month_title(self._before.day) != month
        ):
            yield month, 1

    def _with_section(self, told: Told) -> Told:
        if self._layout.order not in {Order.SOURCE, Order.CUSTODIAN}:
            return told
        title = section_title(told.record, self._layout.order)
        if title == self._section:
            return told
        self._section = title
        marks = (*told.bookmarks, (title, 1))
        return replace(told, section=title, bookmarks=marks)

    def _begins_conversation(self, record: RedactedRecord) -> bool:
        if self._before is None or self._before.thread != record.thread:
            return True
        return bool(record.title.pieces) and not self._talk.titled

    def _with_conversation(self, told: Told) -> Told:
        record = told.record
        goes_on = self._before is None and self._goes_on == record.thread
        titled = bool(record.title.pieces)
        self._talk = _Talk(None, titled, record.platform, record.kind, record.source)
        title = record.title if titled else released(wording.UNTITLED)
        marks = told.bookmarks
        if self._layout.order is not Order.DATE:
            level = 1 if self._layout.order is Order.CONVERSATION else 2
            marks = (*marks, (" ".join(title.spoken(wording.mark_of).split()), level))
        if told.form is Form.PAGE:
            return replace(told, bookmarks=marks)
        about = self._about(record)
        return replace(told, heading=title, goes_on=goes_on, about=about, bookmarks=marks)

    def _about(self, record: RedactedRecord) -> tuple[str, ...]:
        """Give what stands under the heading of a conversation that begins with a record."""
        is_said = self._layout.order is Order.SOURCE and record.withheld is None
        source = "" if is_said else record.source
        told = (record.platform, record.kind, source) if self._is_brief else (source,)
        return tuple(dict.fromkeys(part for part in told if part))

    def _with_day(self, told: Told) -> Told:
        if told.form is Form.PAGE:
            level = 1 + max((level for _, level in told.bookmarks), default=self._deepest)
            mark = (wording.record_name(told.record.number), level)
            return replace(told, bookmarks=(*told.bookmarks, mark))
        before = self._talk.before
        if before is not None and before.record.day == told.record.day:
            return told
        return replace(told, day=wording.day_heading(told.record.day))

    @property
    def _deepest(self) -> int:
        return 2 if self._layout.order in {Order.SOURCE, Order.CUSTODIAN} else 1

    def _with_names(self, told: Told) -> Told:
        """Name sender and recipients again only where they are others than just before."""
        if wording.is_nobodys(told.record):
            return replace(told, named=False)
        before = self._talk.before
        brief = {Form.BUBBLE, Form.CENTRED, Form.COMPACT}
        if told.form not in brief or before is None or told.day:
            return told
        one, last = told.record, before.record
        is_circle = _circle(one) == _circle(last) and last.withheld is None
        addressed = not is_circle or any(text.bars for text in one.recipients)
        same = (one.sender, one.outgoing) == (last.sender, last.outgoing)
        goes_on = same and told.form is Form.BUBBLE and before.form is Form.BUBBLE
        named = addressed or not goes_on or bool(one.sender.bars)
        return replace(told, named=named, addressed=addressed)

    def _facts(self, told: Told) -> tuple[str, ...]:
        record, talk = told.record, self._talk
        if told.form is Form.PAGE:
            return ()
        what = [record.platform, record.kind]
        if self._is_brief:
            what = [
                "" if record.platform == talk.platform else record.platform,
                "" if record.kind == talk.kind else record.kind,
            ]
        what.append("" if record.source == talk.source else record.source)
        name, clock = wording.record_name(record.number), record.clock or record.sent
        heads = {
            Form.BUBBLE: [clock, name],
            Form.CENTRED: [clock, name],
            Form.COMPACT: [clock],
            Form.MAIL: [name],
        }
        facts = [*heads.get(told.form, [name, record.sent]), *what]
        return tuple(dict.fromkeys(fact for fact in facts if fact))

    def _rows(self, told: Told) -> tuple[Row, ...]:
        if told.form is Form.MAIL:
            return tuple(row for row in _head(told.record) if row.says_something)
        if told.form is not Form.PAGE:
            return ()
        record = told.record
        kind = "  ·  ".join(dict.fromkeys(part for part in (record.platform, record.kind) if part))
        answers = wording.record_name(record.answers) if record.answers else ""
        rows = (
            Row(wording.CONVERSATION, ((record.title, "conversation title"),)),
            *_head(record),
            _plain_row(wording.KIND, kind),
            _plain_row(wording.SOURCE, record.source),
            _plain_row(wording.ANSWERS, answers),
        )
        return tuple(row for row in rows if row.says_something)

    def _with_thread(self, told: Told) -> Told:
        record, before = told.record, self._talk.before
        if told.form is Form.POST:
            depth, is_clear = self._talk.threads.place(record.number, record.answers)
            return replace(told, depth=depth, answers=0 if is_clear else record.answers)
        if told.form is Form.PAGE or record.form in {"email", "document"}:
            return told
        is_next = before is not None and before.record.number == record.answers
        return told if is_next else replace(told, answers=record.answers)


def tell_all(recipe: PacketRecipe) -> Iterator[Told]:
    """Say what is told around each record of a recipe."""
    teller = Teller(recipe)
    return map(teller.tell, recipe.records)


def form_of(record: RedactedRecord, layout: Layout) -> Form:
    """Choose how a record is set; what is withheld in full looks alike in all forms."""
    if layout.density is Density.ONE_A_PAGE:
        return Form.PAGE
    has_bubbles = layout.talk is Talk.BUBBLES and record.withheld is None
    if has_bubbles and record.form == "message":
        return Form.BUBBLE
    if has_bubbles and record.form in {"call", "system"}:
        return Form.CENTRED
    if layout.density is Density.COMPACT:
        return Form.COMPACT
    forms = {
        "email": Form.MAIL,
        "post": Form.POST,
        "comment": Form.POST,
        "document": Form.DOCUMENT,
    }
    return forms.get(record.form, Form.PLAIN) if record.withheld is None else Form.PLAIN


def shown(record: RedactedRecord, layout: Layout) -> RedactedRecord:
    """Give a record as the layout shows it: with its attachments, or with their names alone."""
    if layout.attachments or not record.attachments:
        return record
    return replace(record, attachments=tuple(map(_named_only, record.attachments)))


def laid_out(recipe: PacketRecipe) -> PacketRecipe:
    """Give a recipe whose records are as its layout shows them."""
    if recipe.layout.attachments:
        return recipe
    return replace(recipe, records=tuple(shown(one, recipe.layout) for one in recipe.records))


def section_title(record: RedactedRecord, order: Order) -> str:
    """Give the heading under which a record stands by source or custodian."""
    if record.withheld is not None:
        return wording.WITHHELD_SECTION
    if order is Order.SOURCE:
        return record.source or wording.NO_SOURCE
    return record.custodian or wording.NO_CUSTODIAN


def _named_only(attachment: RedactedAttachment) -> RedactedAttachment:
    if attachment.withheld is not None:
        return attachment
    is_drawn = attachment.picture is not None or attachment.sheets or attachment.blocks
    return replace(
        attachment,
        picture=None,
        regions=(),
        sheets=(),
        blocks=(),
        note="" if is_drawn else attachment.note,
    )


def _head(record: RedactedRecord) -> Iterator[Row]:
    """Give the lines of a record's head: who, to whom, about what, when, with what."""
    sender = record.sender if record.sender.pieces else released(wording.nobody(record))
    people = enumerate(record.recipients, start=1)
    yield Row(wording.FROM, () if wording.is_nobodys(record) else ((sender, "sender"),))
    yield Row(wording.RECIPIENT, tuple((text, f"recipient {at}") for at, text in people))
    yield Row(wording.ABOUT, ((record.subject, "subject"),))
    yield _plain_row(wording.DATE, record.sent)
    kinds = [one.kind or wording.ATTACHMENT for one in record.attachments]
    yield _plain_row(wording.ATTACHMENTS, wording.attached(kinds))


def _plain_row(label: str, said: str) -> Row:
    return Row(label, ((released(said), ""),))


def _circle(record: RedactedRecord) -> frozenset[RedactedText]:
    return frozenset((record.sender, *record.recipients))
