"""Makes what the desk shows out of what its presenter knows; pure. No PySide6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.records import Attachment
from app.domain.redacted import Box
from app.domain.redaction import Redaction, RegionTarget
from app.domain.spans import Region
from app.ui.pages.review.desk_choice import Reach
from app.ui.pages.review.desk_choosing import Choosing
from app.ui.pages.review.desk_drawn import DrawnPages
from app.ui.pages.review.desk_find import FindOnPages
from app.ui.pages.review.desk_hints import Hinting
from app.ui.pages.review.desk_state import (
    Come,
    DeskHint,
    DeskState,
    Outline,
    PageRow,
    Ring,
)
from app.ui.wording import count
from app.workflow.look_at_hidden import to_be_looked_at
from app.workflow.review import Sight as Seen
from app.workflow.show_pages import DeskFacts, OpenedPages, is_withheld

OPENING = "Opening…"
WITHHELD = "The whole attachment is withheld; none of its pages leaves."
REACHES = {
    Reach.EXACT: "exactly",
    Reach.LINE: "its whole line",
    Reach.BLOCK: "its whole block",
    Reach.PAGE: "the whole page",
}
EYES = {"ocr": "its words were read by eye", "": "no words were found on it"}


@dataclass(frozen=True, slots=True)
class Told:
    """The record and the attachment that lies open."""

    seen: Seen
    attachment: Attachment
    kind: str


class Desk(Protocol):
    """What the presenter knows."""

    opened: OpenedPages | None
    index: int
    page: int
    burned: bool
    zoom: float
    come: Come
    facts: DeskFacts
    looked: set[int]
    drawn: DrawnPages
    find: FindOnPages
    choosing: Choosing
    hinting: Hinting


def state_of(desk: Desk, told: Told) -> DeskState:
    """Give everything that the desk shows."""
    opened = desk.opened or OpenedPages(note=OPENING)
    hints = desk.hinting.open()
    marks = [one for one in told.seen.standing.redactions if _is_on(one, desk.index)]
    note = WITHHELD if is_withheld(told.seen.standing, desk.index) else opened.note
    looking = to_be_looked_at(opened.hidden)
    return DeskState(
        title=told.attachment.name or f"attachment {desk.index + 1}",
        kind=told.kind,
        several=len(told.seen.record.attachments) > 1,
        sizes=opened.sizes,
        drawn=desk.drawn.at_hand(),
        page=desk.page,
        rows=_rows(desk, opened, marks, hints),
        outlines=tuple(_outlines(desk, marks, hints)),
        burned=desk.burned,
        zoom=desk.zoom,
        note=note,
        telling=_telling(desk, opened, hints, told.attachment),
        hidden=tuple(_sentence(one.what, printed=one.printed) for one in opened.hidden),
        to_look_at=bool(looking),
        looked_at=desk.index in desk.facts.looked_at,
        found=_left(desk, marks) if desk.find.words else -1,
        looking=desk.find.looking,
        hints=len(hints),
        waiting=desk.hinting.waiting is not None,
        chosen=desk.choosing.choice is not None,
        come=desk.come,
    )


def _is_on(redaction: Redaction, index: int) -> bool:
    target = redaction.target
    return isinstance(target, RegionTarget) and target.attachment == index


def _left(desk: Desk, marks: list[Redaction]) -> int:
    """Count the found places that nothing withholds yet."""
    return len(desk.find.targets(desk.index, [_region(one) for one in marks]))


def _rows(
    desk: Desk, opened: OpenedPages, marks: list[Redaction], hints: Sequence[DeskHint]
) -> tuple[PageRow, ...]:
    bars = Counter(_region(one).page for one in marks)
    suggested = Counter(one.at[0] for one in hints)
    hits = Counter(one.page for one in desk.find.hits)
    return tuple(
        PageRow(number, bars[number], suggested[number], hits[number], number in desk.looked)
        for number in range(1, len(opened.sizes) + 1)
    )


def _outlines(desk: Desk, marks: list[Redaction], hints: Sequence[DeskHint]) -> Iterator[Outline]:
    if not desk.burned:
        for one in marks:
            codes = " + ".join(one.codes) or "no exemption"
            yield Outline(_region(one).page, _box(_region(one)), Ring.REDACTED, codes)
    yield from _hint_outlines(hints, desk.hinting.waiting)
    for hit in desk.find.hits:
        ring = Ring.WAITING if hit is desk.find.here else Ring.HIT
        yield Outline(hit.page, _box(hit), ring)
    choice = desk.choosing.choice
    if choice is not None:
        for box in desk.choosing.boxes():
            yield Outline(choice.page, box, Ring.CHOSEN)
        words = desk.choosing.words(choice.page)
        if choice.box is None and 0 <= choice.last < len(words):
            yield Outline(choice.page, words[choice.last].box, Ring.CELL)


def _hint_outlines(hints: Sequence[DeskHint], waiting: DeskHint | None) -> Iterator[Outline]:
    for hint in hints:
        ring = Ring.CRITICAL if hint.level == "critical" else Ring.HINT
        ring = Ring.WAITING if hint == waiting else ring
        for target in hint.targets:
            yield Outline(target.region.page, _box(target.region), ring)


def _telling(
    desk: Desk, opened: OpenedPages, hints: Sequence[DeskHint], attachment: Attachment
) -> str:
    if not opened.sizes:
        return ""
    if desk.choosing.choice is not None:
        return _about_choice(desk)
    if desk.hinting.waiting is not None:
        return _about_hint(desk.hinting.waiting, hints, desk.hinting.under)
    if desk.find.words:
        return _about_hits(desk.find)
    page = desk.drawn.page(desk.page)
    read = "" if page is None or page.note else _read_by(page.read_by, attachment)
    burned = "as released" if desk.burned else ""
    found = f"▒ {count(len(hints), 'suggestion')}, Tab goes through" if hints else ""
    parts = (f"Page {desk.page:,} of {len(opened.sizes):,}", burned, read, found)
    return " · ".join(part for part in parts if part)


def _read_by(how: str, attachment: Attachment) -> str:
    told = EYES.get(how, "")
    languages = attachment.languages if how == "ocr" else None
    return f"{told}, in {languages.told}" if languages else told


def _about_hint(hint: DeskHint, hints: Sequence[DeskHint], under: str) -> str:
    level = "● critical: " if hint.level == "critical" else "▲ "
    at = hints.index(hint) + 1 if hint in hints else 1
    enter = f"Enter withholds it under {under}" if under else "Enter withholds it"
    told = f"{level}{hint.name} {at:,} of {len(hints):,} · {enter} · Del none · Tab next"
    return f"{told} · {hint.why}" if hint.why else told


def _about_choice(desk: Desk) -> str:
    choice = desk.choosing.choice
    if choice is None:
        return ""
    many = abs(choice.last - choice.first) + 1
    what = "A box" if choice.box is not None else count(many, "word")
    if choice.reach is Reach.PAGE:
        what = f"Page {choice.page:,}"
    reach = f", {REACHES[choice.reach]}" if choice.reach is not Reach.EXACT else ""
    but = "Everything but: " if choice.inverted else ""
    return f"{but}{what}{reach} · X wider · I everything but this · D or 1–9 withholds · E find"


def _about_hits(find: FindOnPages) -> str:
    if find.looking:
        return f"Looking… {find.done:,} of {count(find.count, 'page')} · {len(find.hits):,} found"
    if not find.hits:
        return "These words stand on no page."
    pages = count(len({hit.page for hit in find.hits}), "page")
    at = f"{find.at + 1:,} of " if find.at >= 0 else ""
    places = count(len(find.hits), "place")
    return f"{at}{places} on {pages} · Enter next · Ctrl+Enter withholds all"


def _sentence(what: str, *, printed: bool) -> str:
    return f"{what} {'It is printed.' if printed else 'It stays behind.'}"


def _region(redaction: Redaction) -> Region:
    if not isinstance(redaction.target, RegionTarget):
        raise TypeError("not a region")
    return redaction.target.region


def _box(region: Region) -> Box:
    return region.left, region.top, region.right, region.bottom
