"""Joins the desk: view and presenter, and what it offers among everything that can be done."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.redaction import RegionTarget
from app.ui.pages.review.desk_presenter import DeskPresenter
from app.ui.pages.review.desk_view import DeskView
from app.ui.ways import Deed


def bind_desk(view: DeskView, desk: DeskPresenter) -> None:
    """Let wishes of the view reach the presenter."""
    canvas, choosing = view.canvas, desk.choosing
    view.left.connect(desk.back)
    view.looked_for.connect(desk.look_for)
    view.hit_wished.connect(desk.next_hit)
    view.found_wished.connect(desk.redact_found)
    view.burned_wished.connect(desk.show_burned)
    view.wider_wished.connect(choosing.wider)
    view.inverted_wished.connect(choosing.invert)
    view.whole_wished.connect(choosing.whole_page)
    view.ticked.connect(desk.tick)
    view.page_wished.connect(desk.go)
    canvas.looked.connect(desk.in_sight)
    canvas.dragged.connect(choosing.drag)
    canvas.clicked.connect(lambda page, at, n, more: choosing.click(page, at, n, extend=more))
    canvas.arrow.connect(lambda x, y, more, fine: choosing.arrow(x, y, extend=more, fine=fine))
    canvas.turned.connect(desk.turn)
    canvas.other.connect(desk.other)
    canvas.hint_wished.connect(desk.next_hint)
    canvas.accepted.connect(desk.accept)
    canvas.declined.connect(desk.hinting.decline)
    canvas.cells_wished.connect(choosing.cells)
    canvas.zoomed.connect(desk.zoom_by)


def open_at(desk: DeskPresenter, target: object) -> None:
    """Bring a withheld region into sight."""
    if isinstance(target, RegionTarget):
        desk.open_at(target)


def deeds_of(desk: DeskPresenter, toggle: Callable[[], None]) -> list[Deed]:
    """Offer what the keys of the desk do."""
    words = "page pdf scan picture image region box"
    return [
        Deed("Pages of the attachment", toggle, "P", f"{words} open back"),
        Deed("Show the pages as released", desk.show_burned, "B", words),
        Deed("Choose all of the page but this", desk.choosing.invert, "I", words),
        Deed("Choose the whole page", desk.choosing.whole_page, "F", words),
        Deed("Widen what is chosen on the page", desk.choosing.wider, "X", words),
        Deed("Tick what hides in the file as looked at", desk.tick, "L", f"{words} hidden"),
    ]
