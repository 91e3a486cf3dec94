"""Deliver a request's packet with all that goes with it, as one folder or ZIP, whole or not."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from app.delivery.archive import FolderTarget, Target, ZipTarget
from app.delivery.hashes import LIST
from app.domain.packets import Density, KeptPacket, Layout
from app.domain.requests import Request
from app.errors import AppError, PacketNotClean, PacketRefused
from app.jobs.events import Progress
from app.jobs.isolated import Child
from app.packet import verify
from app.vault.folder import Vault
from app.workflow.build_packet import PacketJob
from app.workflow.certify import note_certified
from app.workflow.enclose import Permitted
from app.workflow.hand_over import refuse_nameless, refuse_outdated, remember
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker, refuse_unready
from app.workflow.shipment import Bench, Shipment
from app.workflow.verified import NotClean, Verified


class Form(StrEnum):
    """What a delivery is put into."""

    FOLDER = "folder"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class DeliveryWishes:
    """What is delivered, and how.

    Attributes:
        packet: how the packet is wanted, its parts included; a load file needs every record on
            pages of its own, so that the packet is laid out one record a page then.
        index: formats of the index: ``csv``, ``xlsx``, ``html``.
        log: formats of the exemption log: ``csv``, ``xlsx``.
        attachments: attachments as they are released are files of their own.
        natives: originals leave where nothing of them is withheld and nothing hides.
        permitted: what may hide in originals all the same.
        passphrase: seals a ZIP; at least 12 characters.
        certificate: a signed certificate lies beside; it covers the packet and, by the list of
            hashes, every other file.
    """

    packet: PacketWishes
    form: Form = Form.FOLDER
    index: frozenset[str] = frozenset({"csv", "xlsx", "html"})
    log: frozenset[str] = frozenset({"csv", "xlsx"})
    attachments: bool = False
    natives: bool = False
    permitted: Permitted = field(default_factory=Permitted)
    load_file: bool = False
    rsmf: bool = False
    passphrase: str = field(default="", repr=False)
    certificate: bool = False

    def laid_out(self) -> PacketWishes:
        """Give the packet's wishes as the delivery needs them."""
        if not self.load_file:
            return self.packet
        layout = replace(self.packet.layout, density=Density.ONE_A_PAGE)
        return replace(self.packet, layout=layout)

    def layout_of_files(self) -> Layout:
        """Give the layout by which attachments are drawn for files of their own."""
        layout = self.laid_out().layout
        shown = layout.attachments or self.attachments
        return replace(layout, attachments=shown)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery that was handed over.

    Attributes:
        kept: what the vault remembers of its packet.
        files: how many, the list of hashes included.
        sha256: of the list of hashes, which stands for all.
    """

    kept: KeptPacket
    path: Path
    files: int
    size: int
    sha256: str
    warnings: tuple[str, ...] = ()


class DeliverJob:
    """Builds, verifies and delivers; stopped anywhere it leaves nothing.

    Args:
        vault: open.
        request: whose records are delivered.
        law: of the request's jurisdiction.
        wishes: what is delivered.
        path: the folder or ZIP that is made.
    """

    def __init__(
        self, vault: Vault, request: Request, law: Library, wishes: DeliveryWishes, path: Path
    ) -> None:
        self._vault = vault
        self._request = request
        self._law = law
        self._wishes = wishes
        self._path = path
        self._given: Verified | None = None
        self._result: Delivered | NotClean | None = None

    @property
    def title(self) -> str:
        """Say what is done."""
        return f"Delivering {self._request.number}"

    @property
    def result(self) -> Delivered | NotClean:
        """Give what was handed over, or what was found in the packet."""
        if self._result is None:
            raise RuntimeError("nothing has been delivered")
        return self._result

    def use(self, packet: Verified) -> None:
        """Deliver a packet that was built before, where it is the one that would be built now.

        It stays with who built it, and must not be dropped before the delivery has ended.
        """
        self._given = packet

    def steps(self) -> Generator[Progress, None, None]:
        """Build and prove the packet, write everything beside the target, then give it its name."""
        target = self._target()
        made: Verified | None = None
        try:
            packet = self._still_right()
            if packet is None:
                job = PacketJob(self._vault, self._request, self._law, self._wishes.laid_out())
                yield from job.steps()
                if isinstance(job.result, NotClean):
                    self._result = job.result
                    return
                packet = made = job.result
            self._refuse_telling(packet)
            yield from self._delivered(packet, target)
        except OSError as error:
            raise AppError(
                f"The delivery could not be written to {self._path.name}.",
                "Choose another folder, or make room on the drive.",
            ) from error
        finally:
            target.abandon()
            if made is not None:
                made.drop()

    def _still_right(self) -> Verified | None:
        """Give the packet that was built before, unless another one would be built now."""
        packet, wishes = self._given, self._wishes.laid_out()
        if packet is None or packet.head is None or packet.wishes != wishes:
            return None
        audience = wishes.made_for.audience
        refuse_unready(self._vault, self._request, self._law, audience)
        law = self._law.get(self._request.details.jurisdiction)
        with Child() as child:
            maker = RecipeMaker(self._vault, self._request, law, tools_in(child))
            now = maker.stream(wishes, most=1)
        is_same = replace(now.head, custody=None) == replace(packet.head, custody=None)
        return packet if is_same and now.names == packet.names else None

    def _note_permission(self) -> None:
        """Put into the trail who let originals leave with what hides in them."""
        permitted = self._wishes.permitted
        if not self._wishes.natives or permitted == Permitted():
            return
        with self._vault.write() as work:
            work.audit.append(
                self._vault.who,
                "originals.permitted",
                request=self._request.id,
                files=" ".join(sorted(permitted.files)),
                hidden=" ".join(sorted(kind.value for kind in permitted.hidden)),
                unseen=" ".join(sorted(permitted.unseen)),
            )

    def _delivered(self, packet: Verified, target: Target) -> Generator[Progress, None, None]:
        self._note_permission()
        law = self._law.get(self._request.details.jurisdiction)
        with Child() as child:
            tools = tools_in(child)
            maker = RecipeMaker(self._vault, self._request, law, tools)
            bench = Bench(self._vault, self._request, maker, tools, child)
            shipment = Shipment(bench, self._wishes, packet, target)
            yield from shipment.steps()
        yield Progress(packet.tally.found, packet.tally.found, "Reading back")
        for name, sha256 in target.read_back():
            if shipment.sums.hash_of(name) != sha256:
                raise PacketNotClean("A file changed after it was written.", "Deliver again.")
        refuse_outdated(self._vault, self._request, packet)
        target.put_in_place()
        self._result = self._remembered(packet, shipment)
        yield Progress(packet.tally.found, packet.tally.found, "Delivered")

    def _remembered(self, packet: Verified, shipment: Shipment) -> Delivered:
        names = shipment.packet_names if packet.is_several else []
        told = [self._path.name, *names]
        kept = remember(self._vault, self._request, packet, told, "packet.delivered")
        if shipment.certified is not None:
            note_certified(self._vault, self._request, shipment.certified)
        listed = shipment.sums.hash_of(LIST)
        with self._vault.write() as work:
            work.audit.append(
                self._vault.who,
                "delivery.saved",
                request=self._request.id,
                packet=kept.id,
                sha256=listed,
                files=len(shipment.sums),
                bytes=shipment.sums.size,
            )
        return Delivered(
            kept,
            self._path,
            len(shipment.sums),
            shipment.sums.size,
            listed,
            packet.built.warnings,
        )

    def _target(self) -> Target:
        if self._wishes.form is Form.ZIP:
            return ZipTarget(self._path, self._wishes.passphrase)
        if self._wishes.passphrase:
            raise AppError("A folder cannot be sealed.", "Deliver as a ZIP with the passphrase.")
        return FolderTarget(self._path)

    def _refuse_telling(self, packet: Verified) -> None:
        refuse_nameless(packet, self._path.name)
        if verify.name_tells(self._path.name, packet.unsaid):
            raise PacketRefused(
                "The name of the delivery holds words that are withheld in the packet.",
                "Choose another name.",
            )
