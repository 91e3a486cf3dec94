"""What the packet page shows, as plain values. No PySide6."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.documents.pages import PagePicture
from app.domain.audiences import Audience, MadeFor
from app.domain.packets import (
    Contents,
    Density,
    Layout,
    Letterhead,
    Limits,
    Order,
    Talk,
    Verdict,
)
from app.domain.redacted import Picture
from app.settings.packet import PacketHabits
from app.settings.policy import Policy
from app.settings.values import Settings
from app.ui.rows import EmptyWords, Notice, Row
from app.workflow.made_for import LONGEST
from app.workflow.packet_recipe import PacketWishes

PAGE_NAMES = (("letter", "Letter (8½ × 11 in)"), ("legal", "Legal (8½ × 14 in)"), ("a4", "A4"))
ORDER_NAMES = (
    (Order.DATE, "By date"),
    (Order.CONVERSATION, "By conversation"),
    (Order.SOURCE, "By source"),
    (Order.CUSTODIAN, "By custodian"),
)
TALK_NAMES = ((Talk.PLAIN, "Plain lines"), (Talk.BUBBLES, "Bubbles"))
DENSITY_NAMES = (
    (Density.NORMAL, "Normal"),
    (Density.COMPACT, "Compact"),
    (Density.ONE_A_PAGE, "One a page"),
)
LONGEST_NAME = LONGEST
SPLIT_NAMES = (("one", "One PDF"), ("parts", "Parts"), ("records", "One PDF a record"))


@dataclass(frozen=True, slots=True)
class Form:
    """What the clerk can choose.

    Attributes:
        logo: cleaned; None for none.
        permitted: SHA-256 of originals that may leave with what hides in them; never kept.
        audience, for_name: for whom it is made; never kept.
        joined_names: whether joined people are called by name; never kept.
        habits: all that is remembered for the next packet beside letterhead, paper and zone.
    """

    department: str = ""
    address: str = ""
    contact: str = ""
    custodian: str = ""
    dated: dt.date = dt.date.min
    page: str = "letter"
    zone: str = "America/New_York"
    prefix: str = ""
    logo: Picture | None = None
    habits: PacketHabits = field(default_factory=PacketHabits)
    permitted: frozenset[str] = frozenset()
    audience: Audience = Audience.PUBLIC
    for_name: str = ""
    joined_names: bool = False

    def after(self, before: Form) -> Form:
        """Give the form without what was said for another reader than it is for now."""
        if self.audience is before.audience:
            return self
        name = "" if self.for_name == before.for_name else self.for_name
        return replace(self, for_name=name, permitted=frozenset())

    def under(self, policy: Policy) -> Form:
        """Give the form with what an IT department fixed."""
        held = {name: policy.fixed[name] for name in ("page", "zone") if policy.fixes(name)}
        head = policy.letterhead
        if head is not None:
            held |= {
                "department": head.department or self.department,
                "address": "\n".join(head.address),
                "contact": head.contact,
                "custodian": head.custodian,
                "logo": head.logo or self.logo,
            }
        return replace(self, **held)  # type: ignore[arg-type]  # the policy's values are read so

    @property
    def made_for(self) -> MadeFor:
        """Give for whom the packet is made; a name that says nothing is none."""
        name = " ".join(self.for_name.split())
        has_name = self.audience is not Audience.PUBLIC and any(map(str.isalnum, name))
        return MadeFor(self.audience, name if has_name else "")

    @property
    def letterhead(self) -> Letterhead:
        """Give the head of the letter."""
        lines = tuple(line.strip() for line in self.address.splitlines() if line.strip())
        return Letterhead(
            self.department.strip(), lines, self.contact.strip(), self.custodian.strip(), self.logo
        )

    @property
    def wishes(self) -> PacketWishes:
        """Give it as the workflow takes it."""
        has = self.habits
        layout = Layout(self.page, self.zone, has.order, has.talk, has.density, has.attachments)
        return PacketWishes(
            self.dated,
            self.letterhead,
            layout,
            self.prefix.strip(),
            self._limits,
            has.custody,
            has.split == "records",
            Contents(letter=has.letter, log=has.log),
            self.made_for,
            self.joined_names,
            has.custody and has.collection,
        )

    @property
    def _limits(self) -> Limits:
        if self.habits.split != "parts":
            return Limits()
        return Limits(self.habits.part_pages, float(self.habits.part_megabytes))

    def kept_in(self, settings: Settings) -> Settings:
        """Give the settings as they should be after this packet."""
        return replace(
            settings,
            letterhead=self.letterhead if self.department.strip() else settings.letterhead,
            page=self.page,
            packet=replace(self.habits, prefix=self.prefix.strip()),
        )


@dataclass(frozen=True, slots=True)
class Green:
    """A packet that was proved clean.

    Attributes:
        checks: what was checked, a sentence each.
        files: its files, where there are several: name, pages, numbers.
        marked_for: for whom, where it is a marked copy.
    """

    facts: tuple[tuple[str, str], ...]
    checks: tuple[str, ...]
    sha256: str
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    marked_for: str = ""


@dataclass(frozen=True, slots=True)
class RedLine:
    """One thing that was found, with where to look; ``record`` is 0 for nowhere."""

    what: str
    where: str = ""
    record: int = 0


@dataclass(frozen=True, slots=True)
class Red:
    """Why there is no packet.

    Attributes:
        record: where to look; 0 for nowhere.
        check: the check page says more.
        lines: everything that was found, the worst first.
        checks: what was checked, each with whether it held.
        verdict: of which a report can be printed.
    """

    what: str
    remedy: str = ""
    record: int = 0
    check: bool = False
    title: str = "● Not saved"
    lines: tuple[RedLine, ...] = ()
    checks: tuple[tuple[str, bool], ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A file of a record released whole that stays behind unless a person permits it.

    Attributes:
        where: its record and its place there.
        hides: what hides in it, in sentences, or that nobody can look into it.
    """

    sha256: str
    where: str
    name: str
    kind: str
    hides: str


@dataclass(frozen=True, slots=True)
class Hiding:
    """What hides in the attachments, and which cannot be drawn.

    Attributes:
        sentence: sums it up; empty where there is nothing to tell.
        rows: one for each attachment; the key is its record.
        originals: those that leave as they were received only where a person permits it.
        looking: the rest is still looked into.
    """

    sentence: str = ""
    rows: tuple[Row, ...] = ()
    originals: tuple[Original, ...] = ()
    looking: bool = False


class Source(StrEnum):
    """What the pages shown are of."""

    PREVIEW = "preview"
    PACKET = "packet"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class PacketState:
    """Everything that the page shows.

    Attributes:
        contents: what is decided of the records, a line each.
        drawing: the preview is being made.
        source: what the pages shown are of.
        section: what the page shown belongs to, such as the letter or the log.
        step: what is done while it is built, in words; ``parts`` how far in thousandths.
        wide: the page is shown as wide as the room, not whole.
        showing: the result is shown in place of the form.
        busy: something is being handed over.
        stopping: what is built is to stop at its next safe place.
        estimate: about how many pages the packet will have; 0 where that is not known.
        fingerprint: of the key that signs certificates.
        marked: a verified marked copy that was built beside.
    """

    form: Form = field(default_factory=Form)
    contents: tuple[str, ...] = ()
    page: PagePicture | None = None
    number: int = 1
    pages: int = 0
    source: Source = Source.PREVIEW
    section: str = ""
    drawing: bool = False
    drawing_trouble: str = ""
    building: bool = False
    step: str = ""
    parts: int | None = None
    wide: bool = False
    showing: bool = False
    busy: bool = False
    stopping: bool = False
    estimate: int = 0
    fingerprint: str = ""
    green: Green | None = None
    marked: Green | None = None
    red: Red | None = None
    hiding: Hiding = field(default_factory=Hiding)
    kept: tuple[Row, ...] = ()
    notice: Notice | None = None
    empty: EmptyWords | None = None

    @property
    def final(self) -> bool:
        """Say whether the pages shown are those of the verified packet."""
        return self.source is Source.PACKET


def first_form(settings: Settings, department: str, today: dt.date) -> Form:
    """Give the form as it stands for a request that was not packed yet."""
    head = settings.letterhead
    return Form(
        head.department or department,
        "\n".join(head.address),
        head.contact,
        head.custodian,
        today,
        settings.page,
        settings.zone,
        settings.packet.prefix or "",
        head.logo,
        replace(settings.packet, prefix=None),
    )
