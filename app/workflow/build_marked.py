"""Build a marked copy for a named recipient, verify it, and only then let it be saved."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from app.domain.audiences import FOR_PUBLIC, MadeFor
from app.domain.decisions import Standing
from app.domain.ids import RecordId
from app.domain.packets import BuiltPacket, KeptPacket, Layout, Verdict
from app.domain.requests import Request
from app.errors import PacketRefused
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.packet import verify, wording, writer
from app.vault.folder import Vault
from app.workflow.eyes import ManyEyes
from app.workflow.gaps import blocking_gaps
from app.workflow.hand_over import keep, kept_of, proved, refuse_decided_since, write_whole
from app.workflow.joined_names import JoinedNames
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.letter import Tally
from app.workflow.making import Making, refuse_changed
from app.workflow.mark_records import Marker
from app.workflow.outline_attachments import OutliningDrawer
from app.workflow.packet_recipe import Cooked, PacketWishes, RecipeMaker
from app.workflow.redact_records import Redactor, Titled
from app.workflow.verified import NotClean, Verified

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class VerifiedMarked:
    """A marked copy that passed its verification; no :class:`Verified`, so no packet to release.

    Attributes:
        marked_for: its recipient.
        made_for: whose copy it shows: outlines stand for what this audience may not see.
        names: as of :class:`Verified`.
    """

    built: BuiltPacket
    verdict: Verdict
    tally: Tally
    marked_for: str
    log_position: int
    seconds: float
    made_for: MadeFor = FOR_PUBLIC
    names: JoinedNames | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"VerifiedMarked({self.built.pages} pages)"


def recipient_of(who: str) -> str:
    """Give the recipient in one line; a marked copy for nobody is refused."""
    name = " ".join(who.split())
    if not any(sign.isalnum() for sign in name):
        raise PacketRefused(
            "A marked copy shows what is withheld, so it is made for a named recipient only.",
            "Say for whom it is, for example the supervisor or the court.",
        )
    if len(name) > _LONGEST:
        raise PacketRefused(
            "The name of the recipient is too long for the head of each page.",
            f"Use at most {_LONGEST} characters.",
        )
    return name


def proposed_name(request: Request, who: str) -> str:
    """Propose a file's name that says what it is and for whom."""
    plain = "".join(sign if sign.isalnum() or sign in " .,-" else " " for sign in who)
    plain = " ".join(plain.split()).strip(". ")[:60].rstrip(". ")
    number = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in request.number)
    return f"{number} marked copy for {plain or 'recipient'}.pdf"


class MarkedJob(Making[VerifiedMarked | NotClean]):
    """Builds and verifies a marked copy; one that is not clean never becomes a file.

    Undecided records refuse it as they refuse the packet: it shows what will be released and
    what will not, and of an undecided record neither can be said. The second reader's signature
    is not asked: the copy is what may be read before it is given.
    """

    _is_released = False

    def __init__(
        self, vault: Vault, request: Request, law: Library, wishes: PacketWishes, *, marked_for: str
    ) -> None:
        super().__init__(vault, request, law, wishes)
        self._marked_for = recipient_of(marked_for)

    @property
    def title(self) -> str:
        """Say what is done."""
        return f"Building the marked copy of {self._request.number} for {self._marked_for}"

    def steps(self) -> Generator[Progress, None, None]:
        """Check, uncover, build, verify: a yield between each."""
        began = time.monotonic()
        position = self._checked()
        yield Progress(1, 4, "Checked")
        law = self._law.get(self._request.details.jurisdiction)
        with Child() as child:
            maker = _MarkedMaker(self._vault, self._request, law, tools_in(child))
            cooked = maker.cook_for(self._wishes, self._marked_for)
            refuse_changed(cooked.recipe, position)
            yield Progress(2, 4, "Marked")
            built = self._warned(writer.build(cooked.recipe))
        yield Progress(3, 4, f"{built.pages:,} pages built")
        with ManyEyes() as eyes:
            verdict = verify.verify_packet(built.data, cooked.recipe, built, (), eyes)
        self._record("marked.verified", verdict, recipient=self._marked_for)
        self._result = NotClean(verdict)
        if verdict.clean:
            seconds = time.monotonic() - began
            self._result = VerifiedMarked(
                built,
                verdict,
                cooked.tally,
                self._marked_for,
                position,
                seconds,
                cooked.recipe.made_for,
                cooked.names,
            )
        yield Progress(4, 4, "Verified")

    def _warned(self, built: BuiltPacket) -> BuiltPacket:
        """Tell of the gaps that would hold back the packet, and not this copy."""
        gaps = blocking_gaps(self._vault, self._request)
        return replace(built, warnings=(*built.warnings, gaps.sentence)) if gaps else built


def save_marked(vault: Vault, request: Request, copy: VerifiedMarked, path: Path) -> KeptPacket:
    """Write a verified marked copy to a file and remember for whom, with the hash of its bytes.

    A copy without a recipient, or one that does not know the latest decisions, is refused.
    """
    refuse_outdated_marked(vault, request, copy)
    write_whole(path, proved(copy.built.data, copy.verdict.sha256, "marked copy"))
    return remember_marked(vault, request, copy, path.name, "marked.saved")


def remember_marked(
    vault: Vault, request: Request, copy: VerifiedMarked, name: str, act: str
) -> KeptPacket:
    """Keep what was handed over and to whom, in the vault and in its trail."""
    kept = replace(kept_of(request, _as_packet(copy), [name]), marked_for=copy.marked_for)
    return keep(vault, kept, act, recipient=kept.marked_for)


def refuse_outdated_marked(vault: Vault, request: Request, copy: VerifiedMarked) -> None:
    """Refuse a copy without a recipient, or one that does not know the latest decisions.

    The rule of four eyes lets it go: it is what a second reader reads, and is never released.
    """
    recipient_of(copy.marked_for)
    refuse_decided_since(vault, request, _as_packet(copy))


def _as_packet(copy: VerifiedMarked) -> Verified:
    """Give what is asked and kept of a copy as of a packet; never handed out."""
    return Verified(
        built=copy.built,
        verdict=copy.verdict,
        tally=copy.tally,
        recipient=copy.marked_for,
        log_position=copy.log_position,
        seconds=copy.seconds,
        made_for=copy.made_for,
        names=copy.names,
    )


class _MarkedMaker(RecipeMaker):
    """Makes the recipe of the packet, of records with all their words."""

    def cook_for(self, wishes: PacketWishes, marked_for: str) -> Cooked:
        """Give the recipe of the marked copy; it lists no words to search for."""
        cooked = self.cook(wishes)
        prefix = f"{wording.MARKED_PREFIX}{wishes.numbers_prefix}"
        recipe = replace(cooked.recipe, marked_for=marked_for, bates_prefix=prefix)
        return replace(cooked, recipe=recipe, withheld_words=())

    def _redactor(
        self, layout: Layout, retitled: Sequence[Titled], standings: dict[RecordId, Standing]
    ) -> Redactor:
        plain = super()._redactor(layout, retitled, standings)
        drawer = OutliningDrawer(self._vault, self._tools, shown=layout.attachments)
        known = {one.name: getattr(plain, one.name) for one in fields(plain)}
        return Marker(**(known | {"attachment": drawer.draw}))
