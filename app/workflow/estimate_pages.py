"""Estimate how many pages a packet will have from lengths alone; it reads no word of a record."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.images import PICTURES
from app.documents.sheets import PAGED
from app.domain.audiences import Audience
from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.packets import Density, Layout, Order, Talk
from app.domain.records import Kind, reflows
from app.domain.requests import Request
from app.packet.flow import BODY, BOTTOM, MARGIN, PAGE_SIZES, TOP
from app.packet.palette import COMPACT, NORMAL, Type
from app.vault.folder import Vault
from app.vault.lengths import AttachmentLength, RecordLength
from app.workflow.kept_sheets import KeptSheets, Tools
from app.workflow.law import Library
from app.workflow.letter import reasons_for
from app.workflow.order_records import in_order
from app.workflow.packet_recipe import PacketWishes

_DAY = 86_400_000_000
_EM = 0.53
"""How wide a letter is on average, blanks among them, in its size."""
_NAME_LETTERS = 26
_POSTS = frozenset({Kind.POST, Kind.COMMENT})
_ASIDE = frozenset({Kind.CALL, Kind.SYSTEM})
_BUBBLED = 0.76
_HEADING, _DAY_HEADING, _SECTION = 53.0, 22.0, 30.0
_SLIP, _FOLLOW = 50.0, 35.0
_PICTURE, _ICON, _ICON_BYTES = 262.0, 120.0, 20_000
_SHEET_LETTERS, _SHEET_BYTES = 2_300, 90_000
_LOG_CELL, _LOG_LINE, _LOG_LETTERS = 6.0, 11.6, 27
_LETTER_PAGES = 1.4
_CUSTODY_ROWS = 16


@dataclass(slots=True)
class _Pile:
    """Pages that are filled with nothing but heights."""

    room: float
    pages: int = 1
    used: float = 0.0

    def need(self, height: float) -> None:
        """Go to a new page where less is left."""
        if self.used and self.used + height > self.room:
            self.fresh()

    def add(self, height: float) -> None:
        """Let something flow down the pages."""
        self.used += height
        while self.used > self.room:
            self.used -= self.room
            self.pages += 1

    def fresh(self) -> None:
        """Go to the top of a new page."""
        if self.used:
            self.pages += 1
            self.used = 0.0

    def sheets(self, count: int) -> None:
        """Take whole pages; what follows begins on a new one."""
        self.pages += count
        self.used = self.room if count else self.used


@dataclass(slots=True)
class _Desk:
    """What the estimate is made from.

    Attributes:
        counted: gives the pages of a file that was opened before.
    """

    layout: Layout
    look: Type
    column: float
    pile: _Pile
    attached: Mapping[RecordId, Sequence[AttachmentLength]]
    counted: Callable[[AttachmentLength], int | None]
    custodians: Mapping[int, str] = field(default_factory=dict)


def estimate_pages(
    vault: Vault, request: Request, law: Library, wishes: PacketWishes, tools: Tools
) -> int:
    """Estimate the pages of a packet as it is decided now, all its files together.

    Attachments that nobody opened yet are taken by their size and by the words found in them.

    Args:
        vault: open.
        request: whose packet it would be.
        law: names what the log prints of each exemption.
        wishes: how it is wanted.
        tools: of the pages that were counted before; opens nothing.
    """
    with vault.read() as work:
        records = list(work.lengths.records(request.id))
    desk = _desk(vault, request, wishes.layout, tools)
    _records(desk, records)
    pages = desk.pile.pages
    if wishes.per_record:
        pages = max(pages, len(records))
    if wishes.contents.letter:
        pages += round(_LETTER_PAGES)
    if wishes.contents.log:
        pages += _log_pages(vault, (request, wishes.made_for.audience), law, desk)
    if wishes.custody:
        sheets = 1 + len(desk.custodians) // _CUSTODY_ROWS
        pages += sheets * 2 if wishes.collection else sheets
    return pages


def _desk(vault: Vault, request: Request, layout: Layout, tools: Tools) -> _Desk:
    attached: dict[RecordId, list[AttachmentLength]] = defaultdict(list)
    with vault.read() as work:
        for one in work.lengths.attachments(request.id):
            attached[one.record].append(one)
        custodians = {int(one.id): one.details.custodian for one in work.sources.all()}
    wide, high = PAGE_SIZES.get(layout.page, PAGE_SIZES["letter"])
    return _Desk(
        layout=layout,
        look=COMPACT if layout.density is Density.COMPACT else NORMAL,
        column=wide - 2 * MARGIN,
        pile=_Pile(high - TOP - BOTTOM),
        attached=attached,
        counted=KeptSheets(vault, tools).counted,
        custodians=custodians,
    )


def _records(desk: _Desk, records: Sequence[RecordLength]) -> None:
    """Let every record take its place, with the headings before it."""
    withheld = {one.id for one in records if one.withheld}
    last: RecordLength | None = None
    for one in in_order(records, desk.layout.order, withheld, desk.custodians):
        if desk.layout.density is Density.ONE_A_PAGE:
            desk.pile.fresh()
            desk.pile.add(_on_its_page(desk, one))
        else:
            above = _above(desk, one, last)
            head, height = _height(desk, one)
            desk.pile.need(above + head)
            desk.pile.add(above + height)
        _attachments(desk, one)
        last = one


def _above(desk: _Desk, one: RecordLength, last: RecordLength | None) -> float:
    """Give the height of the headings before a record."""
    height = 0.0
    if last is None or _section(desk, one) != _section(desk, last):
        height += _SECTION if _section(desk, one) else 0.0
        last = None
    if last is None or one.conversation != last.conversation:
        return height + _HEADING + _DAY_HEADING
    return height + (_DAY_HEADING if _day(one) != _day(last) else 0.0)


def _section(desk: _Desk, one: RecordLength) -> str:
    if desk.layout.order not in {Order.SOURCE, Order.CUSTODIAN}:
        return ""
    if one.withheld:
        return "withheld"
    if desk.layout.order is Order.SOURCE:
        return f"source {one.source}"
    return f"custodian {desk.custodians.get(int(one.source), '')}"


def _day(one: RecordLength) -> int:
    return -1 if one.sent is None else one.sent // _DAY


def _height(desk: _Desk, one: RecordLength) -> tuple[float, float]:
    """Give what of a record must stay together, and its whole height."""
    look, column = desk.look, desk.column
    names = _lines(one.parties * _NAME_LETTERS, 0, look.sender.size, column) * look.sender.leading
    if one.withheld:
        return names + 60, names + look.facts.leading + 3 * look.body.leading + 28
    if desk.layout.talk is Talk.BUBBLES and one.kind is Kind.MESSAGE:
        text = _text(one, desk, column * _BUBBLED - 20)
        return look.sender.leading + 30, look.sender.leading + 2 + text + 12 + 4
    if desk.layout.talk is Talk.BUBBLES and one.kind in _ASIDE:
        return 30.0, look.recipient.leading + _text(one, desk, column * _BUBBLED) + 7
    if desk.layout.density is Density.COMPACT:
        return 2 * look.body.leading, look.sender.leading + _text(one, desk, column - 40) + 3
    return _spacious(desk, one, names)


def _spacious(desk: _Desk, one: RecordLength, names: float) -> tuple[float, float]:
    """Measure a record in the form that its kind has in a normal layout."""
    look, text = desk.look, _text(one, desk, desk.column)
    if one.kind is Kind.EMAIL:
        head = look.facts.leading + 4 * look.body.leading + names + 25
    elif one.kind in _POSTS:
        head = names + look.facts.leading + 30
    elif one.kind is Kind.DOCUMENT:
        head = names + look.facts.leading + 46
    else:
        head = names + look.facts.leading + 14
    return head + 2 * look.body.leading, head + text


def _on_its_page(desk: _Desk, one: RecordLength) -> float:
    return 32 + 6 * desk.look.body.leading + 20 + _text(one, desk, desk.column)


def _text(one: RecordLength, desk: _Desk, room: float) -> float:
    """Give the height of a record's text, its subject among it where that stands there."""
    look = desk.look.body
    lines = _lines(one.letters, one.breaks, look.size, room) if one.letters else 0
    has_line = one.subject and one.kind not in {Kind.EMAIL, Kind.DOCUMENT}
    lines += _lines(one.subject, 0, look.size, room) if has_line else 0
    if not lines and one.id not in desk.attached:
        lines = 1
    return lines * look.leading


def _lines(letters: int, breaks: int, size: float, room: float) -> float:
    """Give how many lines a text takes; its last words of each paragraph fill half a line."""
    across = max(room / (size * _EM), 1.0)
    paragraphs = breaks + 1
    if not breaks:
        return math.ceil(letters / across * 1.02) or 1
    return max(float(paragraphs), letters / across + 0.5 * paragraphs)


# Attachments


def _attachments(desk: _Desk, one: RecordLength) -> None:
    leaves = 0
    for file in desk.attached.get(one.id, ()):
        if not desk.layout.attachments or file.missing:
            desk.pile.add(_SLIP)
        elif reflows(file.media_type) and file.letters:
            lines = _lines(file.letters, file.breaks, BODY.size, desk.column - 12)
            desk.pile.add(lines * BODY.leading + 0.35 * BODY.leading * file.breaks + 40)
        elif file.media_type in PAGED:
            leaves += _sheets(desk, file)
            desk.pile.add(_FOLLOW)
        elif file.media_type in PICTURES:
            height = _ICON if file.size < _ICON_BYTES else _PICTURE
            desk.pile.need(min(height, 150.0))
            desk.pile.add(min(height, max(150.0, desk.pile.room - desk.pile.used)) + 24)
        else:
            desk.pile.add(_SLIP)
    desk.pile.sheets(leaves)


def _sheets(desk: _Desk, file: AttachmentLength) -> int:
    """Count the pages of a file, or guess them."""
    counted = desk.counted(file)
    if counted is not None:
        return counted
    by_size = file.size / _SHEET_BYTES
    return max(1, round(file.letters / _SHEET_LETTERS if file.letters else by_size))


# The log


def _log_pages(vault: Vault, asked: tuple[Request, Audience], law: Library, desk: _Desk) -> int:
    """Estimate the pages of log and legend: its widest column sets the height of a row."""
    request, audience = asked
    with vault.read() as work:
        counts = work.outcomes.counts(request.id, audience)
        codes = work.outcomes.codes_that_leave(request.id, audience)
        rows = work.outcomes.redactions(request.id, audience) + counts.get(Disposition.WITHHOLD, 0)
    reasons = reasons_for(law.get(request.details.jurisdiction), codes)
    if not rows:
        return 1
    plain = [len(reason.plain) for reason in reasons]
    row = _LOG_CELL + _LOG_LINE * max(2, math.ceil(_mean(plain) / _LOG_LETTERS))
    across = desk.column / (BODY.size * _EM)
    legend = sum(38 + BODY.leading * math.ceil(length / across) for length in plain)
    return math.ceil((60 + rows * row + legend) / desk.pile.room)


def _mean(numbers: Iterable[int]) -> float:
    held = list(numbers)
    return sum(held) / len(held) if held else 0.0
