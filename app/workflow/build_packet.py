"""Build the packet, verify the finished file, and only then let it be saved."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.decisions import Dispose, Lift, Redact
from app.domain.ids import PacketId
from app.domain.packets import BuiltPacket, KeptPacket, Verdict
from app.domain.requests import Request
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.packet import verify, writer
from app.vault.folder import Vault
from app.workflow.eyes import ManyEyes
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.letter import Tally
from app.workflow.packet_recipe import CHANGED, Cooked, PacketWishes, RecipeMaker, refuse_unready
from app.workflow.show_times import microseconds

PREVIEW_RECORDS = 40


@dataclass(frozen=True, slots=True)
class Verified:
    """A packet that passed its verification and may be saved.

    Attributes:
        unsaid: the withheld words that the packet says nowhere; its file's name may not either.
    """

    built: BuiltPacket
    verdict: Verdict
    tally: Tally
    recipient: str
    log_position: int
    seconds: float
    unsaid: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Verified({self.built.pages} pages)"


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


class PacketJob:
    """Builds and verifies; a packet that is not clean never becomes a file.

    ``result`` is :class:`Verified` or :class:`NotClean`.
    """

    def __init__(self, vault: Vault, request: Request, law: Library, wishes: PacketWishes) -> None:
        self._vault = vault
        self._request = request
        self._law = law
        self._wishes = wishes
        self._result: Verified | NotClean | None = None

    @property
    def title(self) -> str:
        """Say what is done."""
        return f"Building the packet for {self._request.number}"

    @property
    def result(self) -> Verified | NotClean:
        """Give the packet, or what was found in it."""
        if self._result is None:
            raise RuntimeError("the packet has not been built")
        return self._result

    def steps(self) -> Generator[Progress, None, None]:
        """Check, cook, build, verify: a yield between each."""
        began = time.monotonic()
        position = _position(self._vault, self._request)
        refuse_unready(self._vault, self._request, self._law)
        yield Progress(1, 4, "Checked")
        law = self._law.get(self._request.details.jurisdiction)
        with Child() as child:
            maker = RecipeMaker(self._vault, self._request, law, tools_in(child))
            cooked = maker.cook(self._wishes)
            if cooked.recipe.log_position != position:
                raise PacketRefused(*CHANGED)
            yield Progress(2, 4, "Redacted")
            built = writer.build(cooked.recipe)
        yield Progress(3, 4, f"{built.pages:,} pages built")
        with ManyEyes() as eyes:
            verdict = verify.verify_packet(
                built.data, cooked.recipe, built, cooked.withheld_words, eyes
            )
        self._record(verdict)
        if verdict.clean:
            self._result = _verified(built, verdict, cooked, time.monotonic() - began)
        else:
            self._result = NotClean(verdict)
        yield Progress(4, 4, "Verified")

    def _record(self, verdict: Verdict) -> None:
        with self._vault.write() as work:
            work.audit.append(
                self._vault.who,
                "packet.verified",
                request=self._request.id,
                clean=verdict.clean,
                sha256=verdict.sha256,
                pages=verdict.pages,
                findings=len(verdict.findings),
            )


def save(vault: Vault, request: Request, packet: Verified, path: Path) -> KeptPacket:
    """Write a verified packet to a file and remember it in the vault.

    The bytes are hashed once more on the way, so that nothing but what was verified leaves. A
    packet that does not know the latest decisions is refused.
    """
    refuse_outdated(vault, request, packet)
    if verify.name_tells(path.name, packet.unsaid):
        raise PacketRefused(
            "The name of the file holds words that are withheld in the packet.",
            "Choose another name.",
        )
    if hashlib.sha256(packet.built.data).hexdigest() != packet.verdict.sha256:
        raise PacketNotClean("The packet changed after it was verified.", "Build it again.")
    write_whole(path, packet.built.data)
    return remember(vault, request, packet, path.name, "packet.saved")


def refuse_outdated(vault: Vault, request: Request, packet: Verified) -> None:
    """Raise PacketRefused where something was decided since; asked before it is handed over."""
    with vault.read() as work:
        since = work.decisions.log(request.id, packet.log_position)
        held = len(work.requests.record_ids(request.id))
    decided = any(isinstance(entry.decision, Dispose | Redact | Lift) for entry in since)
    if decided or held != packet.tally.found + packet.tally.not_responsive:
        raise PacketRefused(
            "The request was changed after this packet was built.",
            "Build it again, so that it holds what is decided now.",
        )


def remember(vault: Vault, request: Request, packet: Verified, name: str, act: str) -> KeptPacket:
    """Keep what was handed over, with the hash of its bytes, in the vault and in its trail."""
    kept = KeptPacket(
        id=PacketId(0),
        request=request.id,
        made_at=microseconds(dt.datetime.now(dt.UTC)),
        recipient=packet.recipient,
        file_name=name,
        sha256=packet.verdict.sha256,
        pages=packet.built.pages,
        records=packet.tally.found,
        redactions=packet.tally.redactions,
        withheld=packet.tally.withheld,
        bates=packet.built.bates,
        log_position=packet.log_position,
    )
    with vault.write() as work:
        number = work.packets.keep(kept)
        work.audit.append(vault.who, act, request=request.id, packet=number, sha256=kept.sha256)
    return replace(kept, id=number)


def preview(vault: Vault, request: Request, law: Library, wishes: PacketWishes) -> bytes:
    """Give the first pages for the window; never offered for saving."""
    found = law.get(request.details.jurisdiction)
    with Child() as child:
        maker = RecipeMaker(vault, request, found, tools_in(child))
        return writer.build(maker.cook(wishes, PREVIEW_RECORDS).recipe).data


def _position(vault: Vault, request: Request) -> int:
    with vault.read() as work:
        return work.decisions.position(request.id)


def _verified(built: BuiltPacket, verdict: Verdict, cooked: Cooked, seconds: float) -> Verified:
    recipe = cooked.recipe
    unsaid = verify.unreleased_words(recipe, built, cooked.withheld_words)
    return Verified(
        built, verdict, cooked.tally, recipe.requester, recipe.log_position, seconds, unsaid
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target and rename, so that a half-written packet never has its name."""
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise AppError(
            f"The packet could not be written to {path.name}.",
            "Choose another folder, or close the file if another program has it open.",
        ) from error
