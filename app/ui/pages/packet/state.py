"""What the packet page shows, as plain values. No PySide6."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from app.documents.pages import PagePicture
from app.domain.packets import Layout, Letterhead, Order
from app.ui.rows import EmptyWords, Notice, Row
from app.workflow.packet_recipe import PacketWishes

PAGE_NAMES = (("letter", "Letter (8½ × 11 in)"), ("legal", "Legal (8½ × 14 in)"), ("a4", "A4"))
ORDER_NAMES = ((Order.DATE, "By date"), (Order.CONVERSATION, "By conversation"))


@dataclass(frozen=True, slots=True)
class Form:
    """What the clerk can choose."""

    department: str = ""
    address: str = ""
    contact: str = ""
    custodian: str = ""
    dated: dt.date = dt.date.min
    page: str = "letter"
    zone: str = "America/New_York"
    order: Order = Order.DATE
    prefix: str = ""

    @property
    def wishes(self) -> PacketWishes:
        """Give it as the workflow takes it."""
        lines = tuple(line.strip() for line in self.address.splitlines() if line.strip())
        head = Letterhead(
            self.department.strip(), lines, self.contact.strip(), self.custodian.strip()
        )
        layout = Layout(self.page, self.zone, self.order)
        return PacketWishes(self.dated, head, layout, self.prefix.strip())


@dataclass(frozen=True, slots=True)
class Green:
    """A packet that was proved clean."""

    facts: tuple[tuple[str, str], ...]
    checked: tuple[str, ...]
    sha256: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Red:
    """Why there is no packet.

    Attributes:
        record: where to look; 0 for nowhere.
        check: the check page says more.
    """

    what: str
    remedy: str = ""
    record: int = 0
    check: bool = False


@dataclass(frozen=True, slots=True)
class PacketState:
    """Everything that the page shows.

    Attributes:
        contents: what goes in, a line each.
        drawing: the preview is being made.
        final: the pages shown are those of the verified packet, no longer a preview.
    """

    form: Form = field(default_factory=Form)
    contents: tuple[str, ...] = ()
    page: PagePicture | None = None
    number: int = 1
    pages: int = 0
    final: bool = False
    drawing: bool = False
    drawing_trouble: str = ""
    building: bool = False
    green: Green | None = None
    red: Red | None = None
    kept: tuple[Row, ...] = ()
    notice: Notice | None = None
    empty: EmptyWords | None = None
