"""A packet that was built and verified, in one file or in several, not yet handed over."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.domain.audiences import FOR_PUBLIC, MadeFor
from app.domain.packets import BuiltPacket, PacketRecipe, Verdict
from app.errors import PacketNotClean
from app.vault.drafts import Drafts
from app.workflow.joined_names import JoinedNames
from app.workflow.letter import Tally
from app.workflow.packet_recipe import PacketWishes


class Places:
    """Where records stand in a file: number, first and last page; a few bytes for each record."""

    def __init__(self, places: Iterable[tuple[int, int, int]] = ()) -> None:
        self._told = array("q", (number for place in places for number in place))

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        told = iter(self._told)
        return zip(told, told, told, strict=True)


@dataclass(frozen=True, slots=True)
class VerifiedPart:
    """One file of a packet.

    Attributes:
        number: one-based.
        name: what its file's name says of it, such as ``part 02`` or ``exemption log``.
        read: gives the bytes, which lie sealed in the vault until the packet is dropped.
        warnings: sentences for the clerk.
        places: on which pages of this file its records stand, in their order.
    """

    number: int
    name: str
    pages: int
    bates: tuple[str, str]
    sha256: str
    size: int
    verdict: Verdict
    read: Callable[[], bytes] = field(repr=False)
    warnings: tuple[str, ...] = ()
    places: Places = field(default_factory=Places, repr=False)


@dataclass(frozen=True, slots=True)
class Verified:
    """A packet that passed its verification and may be saved.

    Attributes:
        built: the file; of several the first, with the log lines and warnings of all.
        verdict: of the file; of several, of all of them together.
        unsaid: the withheld words that the packet says nowhere; its file's name may not either.
        parts: its files; the only one where there is one.
        drafts: where they are kept, where there are several.
        head: what it was made from, without its records; ``wishes`` is how it was wanted.
        made_for: for whom it was made, and nobody else gets it.
        names: what people in the request were called when it was made; None where it tells none.
    """

    built: BuiltPacket
    verdict: Verdict
    tally: Tally
    recipient: str
    log_position: int
    seconds: float
    unsaid: tuple[str, ...] = field(default=(), repr=False)
    parts: tuple[VerifiedPart, ...] = ()
    drafts: Drafts | None = field(default=None, repr=False)
    head: PacketRecipe | None = field(default=None, repr=False)
    wishes: PacketWishes | None = None
    made_for: MadeFor = FOR_PUBLIC
    names: JoinedNames | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"Verified({self.pages} pages)"

    @property
    def is_several(self) -> bool:
        """Say whether it is handed over in several files."""
        return len(self.parts) > 1

    @property
    def pages(self) -> int:
        """Count the pages of all files."""
        return sum(part.pages for part in self.parts) if self.parts else self.built.pages

    @property
    def size(self) -> int:
        """Count the bytes of all files."""
        return sum(part.size for part in self.parts) if self.parts else len(self.built.data)

    @property
    def bates(self) -> tuple[str, str]:
        """Give the first and the last number of all files."""
        if not self.parts:
            return self.built.bates
        return self.parts[0].bates[0], self.parts[-1].bates[1]

    def drop(self) -> None:
        """Give it up; what was kept of it in the vault goes."""
        if self.drafts is not None:
            self.drafts.drop()


@dataclass(frozen=True, slots=True)
class NotClean:
    """A packet that failed its verification; there is no file."""

    verdict: Verdict

    def error(self) -> PacketNotClean:
        """Say which record to look at."""
        first = self.verdict.findings[0]
        where = f"Record {first.record}: " if first.record else ""
        return PacketNotClean(
            f"No file was written, because the finished packet is not clean. {where}{first.what}",
            "Look at that record in review and build again; if it stays, keep the vault as it "
            "is and report the fault.",
        )
