"""A delivery: the packet with all that goes with it, as a folder or a ZIP. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from app.domain.packets import KeptPacket
from app.errors import AppError
from app.jobs.events import Event, Failed, Finished, Job, Progress, Stopped
from app.ui.pages.packet.previewing import HoldsState
from app.ui.pages.packet.state import Form
from app.ui.pages.packet.telling import red_of, step_of
from app.ui.pages.packet.work import PacketWork
from app.ui.wording import count, size
from app.workflow.build_packet import NotClean, Verified
from app.workflow.certify import CertificateWishes
from app.workflow.deliver import Delivered, DeliveryWishes
from app.workflow.deliver import Form as Place
from app.workflow.enclose import Permitted

LOG_FORMATS = ("csv", "xlsx")
LEAST_PASSPHRASE = 12
BEGUN = "Making what is delivered…"
SHORT = f"The passphrase needs at least {LEAST_PASSPHRASE} characters."
DIFFERENT = "The two passphrases are not the same."


class Helps(HoldsState, Protocol):
    """What the presenter does for a delivery."""

    @property
    def packet(self) -> Verified | None:
        """Give the verified packet, where there is one."""

    def run(self, job: Job, told: Callable[[Event], None]) -> None:
        """Begin what takes long."""

    def trouble(self, error: AppError) -> None:
        """Tell what went wrong."""

    def saved(self, kept: KeptPacket, words: str = "", more: str = "") -> None:
        """Tell that something was handed over."""


class Delivering:
    """Hands over deliveries; each is built, proved and written whole, or not at all."""

    def __init__(self, helps: Helps) -> None:
        self._helps = helps
        self._work: PacketWork | None = None

    def use(self, work: PacketWork) -> None:
        """Deliver this request from now on."""
        self._work = work

    @property
    def is_zip(self) -> bool:
        """Say whether it becomes a ZIP."""
        return self._helps.state.form.habits.place == Place.ZIP

    @property
    def is_locked(self) -> bool:
        """Say whether a passphrase is to be asked for."""
        return self.is_zip and self._helps.state.form.habits.locked

    def name(self) -> str:
        """Propose a name for the folder or the ZIP."""
        number = self._work.request.number if self._work is not None else ""
        plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in number)
        whom = self._helps.state.form.made_for
        copy = "" if whom.is_public else f" for {whom.audience.value}"
        return f"{plain} delivery{copy}{'.zip' if self.is_zip else ''}"

    def refusal(self, first: str, again: str) -> str:
        """Say what is wrong with a passphrase that was typed twice; empty for nothing."""
        if len(first) < LEAST_PASSPHRASE:
            return SHORT
        return DIFFERENT if first != again else ""

    def deliver(self, path: Path, passphrase: str = "") -> None:
        """Write a delivery, of the verified packet where it is the one that is wanted."""
        work, state = self._work, self._helps.state
        if work is None or state.building:
            return
        wishes = delivery_of(state.form, passphrase)
        job = work.delivery_job(wishes, path, self._helps.packet)
        self._helps.tell(replace(state, building=True, step=BEGUN, parts=None, notice=None))
        self._helps.run(job, self._told)

    def _told(self, event: Event) -> None:
        state = replace(self._helps.state, building=False)
        if isinstance(event, Progress):
            step, parts = step_of(event)
            self._helps.tell(replace(self._helps.state, step=step, parts=parts))
        elif isinstance(event, Finished):
            self._helps.tell(state)
            self._ended(event.result)
        elif isinstance(event, Failed):
            self._helps.trouble(AppError(event.what, event.remedy))
        elif isinstance(event, Stopped):
            self._helps.tell(state)

    def _ended(self, result: object) -> None:
        if isinstance(result, Delivered):
            files = f"{count(result.files, 'file')}, {size(result.size)}"
            words = f"Delivered as {result.path.name}: {files}."
            more = " ".join((*result.warnings, "Each file was read back and is as it was proved."))
            self._helps.saved(result.kept, words, more)
        elif isinstance(result, NotClean):
            red = replace(red_of(result), title="● Not delivered")
            self._helps.tell(replace(self._helps.state, red=red, showing=True))


def delivery_of(form: Form, passphrase: str = "") -> DeliveryWishes:
    """Give what the form says as the workflow takes it."""
    has = form.habits
    log = [name for name in LOG_FORMATS if name in has.index] or LOG_FORMATS[:1]
    return DeliveryWishes(
        form.wishes,
        Place(has.place),
        frozenset(has.index),
        frozenset(log) if has.log else frozenset(),
        attachments=has.files,
        natives=has.natives,
        permitted=Permitted(files=form.permitted) if has.natives else Permitted(),
        load_file=has.load_file,
        rsmf=has.rsmf,
        passphrase=passphrase if has.place == Place.ZIP else "",
        certificate=has.certificate,
    )


def certificate_of(form: Form) -> CertificateWishes | None:
    """Give how the certificate of a saved packet is wanted; None where none is."""
    return CertificateWishes(form.zone, form.page) if form.habits.certificate else None
