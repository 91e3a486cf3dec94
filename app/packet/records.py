"""Lays out the records: headings of sources, conversations and days, then each in its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.packets import Density, Layout, Order, PacketRecipe
from app.domain.redacted import RedactedRecord, released
from app.packet import palette, wording
from app.packet.breaking import Inline
from app.packet.bubbles import lay_bubble, lay_centred
from app.packet.flow import BODY, Flow, Place
from app.packet.forms import lay_compact, lay_document, lay_mail, lay_page, lay_plain, lay_post
from app.packet.inline import always, worded
from app.packet.palette import Type
from app.packet.sheets import lay_sheets
from app.packet.telling import Form, Teller, Told

_SECTIONED = frozenset({Order.SOURCE, Order.CUSTODIAN})
_SETTERS = {
    Form.PLAIN: lay_plain,
    Form.BUBBLE: lay_bubble,
    Form.CENTRED: lay_centred,
    Form.MAIL: lay_mail,
    Form.POST: lay_post,
    Form.DOCUMENT: lay_document,
    Form.COMPACT: lay_compact,
    Form.PAGE: lay_page,
}


def laying(
    flow: Flow,
    recipe: PacketRecipe,
    records: Iterable[RedactedRecord],
    first_pages: dict[int, int],
) -> Iterator[RedactedRecord]:
    """Lay out records as they come and give each when it stands, so that one can stop there.

    Args:
        flow: where they are laid.
        recipe: how; its own records are not looked at.
        records: in their order.
        first_pages: takes the page on which each begins.
    """
    flow.fresh_page()
    flow.bookmark(wording.RECORDS_TITLE)
    teller = Teller(recipe)
    setting = _Setting(flow, recipe.layout)
    for record in records:
        setting.lay(teller.tell(record), first_pages)
        yield record
    if not first_pages:
        flow.put(flow.set([(released(wording.NO_RECORDS), BODY)]))


class _Setting:
    """Sets records one after another, with what stands before and between them."""

    def __init__(self, flow: Flow, layout: Layout) -> None:
        self._flow = flow
        self._type = palette.COMPACT if layout.density is Density.COMPACT else palette.NORMAL
        self._level = 3 if layout.order in _SECTIONED else 2
        self._section = flow.root
        self._last: Told | None = None

    def lay(self, told: Told, first_pages: dict[int, int]) -> None:
        """Lay headings and record."""
        flow = self._flow
        if told.note:
            flow.put(flow.set([(released(told.note), palette.NUMBER)]))
        if told.form is Form.PAGE:
            flow.fresh_page()
            flow.parent = flow.root.child("Sect")
        self._headings(told)
        self._between(told)
        first_pages[told.record.number] = flow.page
        _SETTERS[told.form](flow, told, self._type)
        lay_sheets(flow, told)
        self._last = told

    def _headings(self, told: Told) -> None:
        flow = self._flow
        high = sum((40 if told.section else 0, 46 if told.heading else 0, 18 if told.day else 0))
        if told.section or told.heading:
            flow.gap(16)
        flow.need(high + head_height(flow, told, self._type))
        for title, level in told.bookmarks:
            flow.bookmark(title, level)
        if told.section:
            self._section = flow.parent = flow.root.child("Sect")
            flow.put(flow.set([(released(told.section), palette.SECTION)]), role="H2")
            flow.gap(6)
        if told.heading is not None:
            self._conversation(told)
        if told.day:
            self._day(told)

    def _conversation(self, told: Told) -> None:
        """Draw the heading of a conversation with what is true of its records."""
        flow, number = self._flow, told.record.number
        if told.heading is None:
            return
        flow.parent = self._section.child("Sect")
        again = f" {wording.CONTINUED}" if told.goes_on else ""
        title: list[Inline] = [(worded(told.heading), palette.TITLE)]
        title += [(released(again), self._type.facts)] if again else []
        where = Place(number, f"record {number}, conversation title")
        flow.put(flow.set(title), always(where), role=f"H{self._level}")
        if told.about:
            about = released("  ·  ".join(told.about))
            flow.put(flow.set([(about, self._type.facts)]))
        flow.gap(3)
        flow.rule(palette.RULE)
        flow.gap(4)

    def _day(self, told: Told) -> None:
        flow = self._flow
        flow.gap(5 if told.heading else 9)
        lines = flow.set([(released(told.day), palette.DAY)])
        flow.put(lines, role=f"H{self._level + 1}")
        flow.gap(3)

    def _between(self, told: Told) -> None:
        """Part a record from the one before it on its day."""
        flow, last = self._flow, self._last
        if told.day or last is None or told.form is Form.PAGE:
            return
        if told.form is Form.POST and told.depth:
            return
        if Form.PLAIN in {told.form, last.form} and told.form is not Form.CENTRED:
            flow.gap(4)
            if not flow.at_top:
                flow.rule(palette.HAIR)
            flow.gap(4)
        elif told.form is Form.BUBBLE and not told.named:
            flow.gap(3)
        elif told.form in {Form.MAIL, Form.DOCUMENT, Form.POST}:
            flow.gap(12)
        else:
            flow.gap(5 if self._type is palette.NORMAL else 2)


def head_height(flow: Flow, told: Told, look: Type) -> float:
    """Give what must stay on one page: names, facts and two lines of what follows."""
    people = 1 + min(len(told.record.recipients) // 4, 6)
    rows = len(told.rows) * look.body.leading + 20 if told.rows else 0.0
    pictured = told.record.attachments and not told.record.text.pieces
    below = 190 if pictured else 2 * look.body.leading
    high = people * look.sender.leading + rows + look.facts.leading + below + 22
    return min(high, flow.size[1] / 3)
