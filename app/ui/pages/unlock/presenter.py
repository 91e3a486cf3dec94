"""Decides what the unlock page shows; keeps no passphrase. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.disk import is_in_one_drive, names_a_device, with_room
from app.errors import AppError, WrongSecret
from app.ui.pages.unlock.strength import strength
from app.ui.rows import Notice, Tone
from app.ui.services import Desk, FreshDesk, OpensVaults
from app.ui.ways import Asks, KeepsSettings
from app.ui.wording import of_error
from app.workflow.vault_places import IN_ONE_DRIVE

SUFFIX = ".vault"


class Mode(StrEnum):
    """What the page is asking for."""

    WELCOME = "welcome"
    UNLOCK = "unlock"
    NEW = "new"
    RECOVER = "recover"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class UnlockState:
    """What the page shows.

    Attributes:
        busy: what is being done; empty when the clerk may go on.
        recovery_key: shown once, in mode KEY only.
    """

    mode: Mode
    vault_name: str = ""
    vault_folder: str = ""
    clerk: str = ""
    busy: str = ""
    notice: Notice | None = None
    recovery_key: str = ""

    def __repr__(self) -> str:
        return f"UnlockState({self.mode})"


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the clerk typed to make a vault."""

    name: str
    folder: Path
    clerk: str
    passphrase: str
    again: str

    def __repr__(self) -> str:
        return "NewVault()"


class UnlockPresenter:
    """Opens vaults beside the window and hands over the desk."""

    def __init__(
        self,
        vaults: OpensVaults,
        asks: Asks,
        settings: KeepsSettings,
        show: Callable[[UnlockState], None],
        opened: Callable[[Desk], None],
    ) -> None:
        self._vaults = vaults
        self._asks = asks
        self._settings = settings
        self._show = show
        self._opened = opened
        self._path: Path | None = None
        self._pending: Desk | None = None
        self._gone = False
        self._step = ""
        self._state = UnlockState(Mode.WELCOME)

    def begin(self, path: Path | None, folder: Path) -> None:
        """Offer the last vault, or welcome somebody new."""
        last = self._settings.now.last_vault
        self._path = path or (Path(last) if last else None)
        self._state = replace(self._state, vault_folder=str(folder))
        self.back()

    def warn(self, warnings: tuple[str, ...]) -> None:
        """Tell what could not be used of settings and policy, until something else is told."""
        if warnings:
            self._tell(Notice(warnings[0], " ".join(warnings[1:]), Tone.SOON))

    def back(self) -> None:
        """Go back to the first question."""
        mode = Mode.UNLOCK if self._path else Mode.WELCOME
        self._turn(mode)

    def choose(self, path: Path) -> None:
        """Ask for the passphrase of another vault."""
        if not _is_vault(path):
            self._tell(
                _bad(
                    f"{path.name} is no vault.",
                    f"A vault is a folder whose name ends in “{SUFFIX}”.",
                )
            )
            return
        self._path = path
        self._turn(Mode.UNLOCK)

    def want_new(self) -> None:
        """Ask what a new vault needs."""
        self._turn(Mode.NEW)

    def want_recovery(self) -> None:
        """Ask for the recovery key."""
        self._turn(Mode.RECOVER if self._path else Mode.WELCOME)

    def keep_in(self, folder: Path) -> None:
        """Make the new vault in another folder."""
        self._state = replace(self._state, vault_folder=str(folder))
        self._turn(Mode.NEW)

    def unlock(self, passphrase: str) -> None:
        """Open the chosen vault."""
        path = self._path
        if path is None:
            return
        if not passphrase:
            self._tell(_bad("Type the passphrase of this vault."))
            return
        who = self._settings.now.clerk
        self._busy("Opening the vault…")
        self._asks.ask(
            lambda: self._vaults.unlock(path, passphrase, who), self._came, self._refused
        )

    def recover(self, recovery_key: str, passphrase: str, again: str) -> None:
        """Open the vault with its recovery key and give it a new passphrase."""
        path = self._path
        wrong = _wrong_pair(passphrase, again)
        if path is None or wrong:
            self._tell(wrong)
            return
        who = self._settings.now.clerk
        self._busy("Opening the vault…")
        self._asks.ask(
            lambda: self._vaults.recover(path, recovery_key.strip(), passphrase, who),
            self._came,
            self._refused,
        )

    def create(self, wanted: NewVault) -> None:
        """Make a vault."""
        wrong = _wrong_new(wanted) or _wrong_pair(wanted.passphrase, wanted.again)
        if wrong:
            self._tell(wrong)
            return
        path = wanted.folder / f"{wanted.name.strip()}{SUFFIX}"
        clerk = wanted.clerk.strip()
        self._keep(clerk=clerk)
        self._busy("Making the vault…")
        self._asks.ask(
            lambda: self._vaults.create(path, wanted.passphrase, clerk),
            lambda fresh: self._made(fresh, path),
            self._refused,
        )

    def sample(self) -> None:
        """Make the sample vault and open it."""
        self._busy("Making the sample vault…")
        self._asks.ask(lambda: self._vaults.sample(self._note), self._opened_sample, self._refused)

    def tell_step(self) -> None:
        """Show the step at which the sample stands; asked by a clock in the window's thread."""
        step, self._step = self._step, ""
        if step and self._state.busy:
            self._busy(step)

    def key_kept(self) -> None:
        """Go on after the recovery key was kept."""
        desk, self._pending = self._pending, None
        if desk is not None:
            self._came(desk)

    def locking(self) -> None:
        """Tell that a vault is being closed."""
        self._turn(Mode.UNLOCK if self._path else Mode.WELCOME)
        self._busy("Locking the vault…")

    def locked(self) -> None:
        """Offer the vault again."""
        self.back()

    def abandon(self) -> None:
        """The window goes: close a vault whose key is still shown, or that opens too late."""
        self._gone = True
        desk, self._pending = self._pending, None
        if desk is not None:
            _shut(desk)

    def _made(self, fresh: FreshDesk, path: Path) -> None:
        if self._gone:
            _shut(fresh.desk)
            return
        self._path = path
        self._pending = fresh.desk
        self._state = replace(self._state, recovery_key=fresh.recovery_key)
        self._turn(Mode.KEY)

    def _came(self, desk: Desk) -> None:
        if self._gone:
            _shut(desk)
            return
        self._keep(last_vault=str(self._path))
        self._state = replace(self._state, busy="", notice=None, recovery_key="")
        self._opened(desk)

    def _note(self, step: str) -> None:
        """Receive a step in the thread in which the sample is made."""
        self._step = step

    def _opened_sample(self, desk: Desk) -> None:
        if self._gone:
            _shut(desk)
            return
        self._state = replace(self._state, busy="", notice=None)
        self._opened(desk)

    def _refused(self, error: AppError) -> None:
        self._state = replace(self._state, busy="")
        if isinstance(error, WrongSecret):
            thing = "recovery key" if self._state.mode is Mode.RECOVER else "passphrase"
            self._tell(_bad(f"That {thing} does not open this vault."))
        else:
            self._tell(of_error(error))

    def _keep(self, *, clerk: str = "", last_vault: str = "") -> None:
        now = self._settings.now
        try:
            self._settings.change(
                replace(now, clerk=clerk or now.clerk, last_vault=last_vault or now.last_vault)
            )
        except AppError as error:
            self._tell(of_error(error))

    def _turn(self, mode: Mode) -> None:
        path = self._path
        self._state = replace(
            self._state,
            mode=mode,
            vault_name=path.name.removesuffix(SUFFIX) if path else "",
            clerk=self._settings.now.clerk,
            busy="",
            notice=self._doubt(mode),
            recovery_key=self._state.recovery_key if mode is Mode.KEY else "",
        )
        self._show(self._state)

    def _doubt(self, mode: Mode) -> Notice | None:
        """Tell of a place that is none for a vault, where one is opened or made."""
        places = {Mode.UNLOCK: self._path, Mode.NEW: Path(self._state.vault_folder)}
        place = places.get(mode)
        return Notice(*IN_ONE_DRIVE, Tone.SOON) if place and is_in_one_drive(place) else None

    def _busy(self, what: str) -> None:
        self._state = replace(self._state, busy=what, notice=None)
        self._show(self._state)

    def _tell(self, notice: Notice | None) -> None:
        self._state = replace(self._state, notice=notice)
        self._show(self._state)


def _shut(desk: Desk) -> None:
    desk.lane.close()
    desk.close()


def _is_vault(path: Path) -> bool:
    return (with_room(path) / "vault.toml").is_file()


def _bad(what: str, remedy: str = "") -> Notice:
    return Notice(what, remedy, Tone.BAD)


def _wrong_pair(passphrase: str, again: str) -> Notice | None:
    found = strength(passphrase)
    if found.level == 0:
        return _bad(found.sentence or "Choose a passphrase.")
    if passphrase != again:
        return _bad("The two passphrases differ.", "Type the same one twice.")
    return None


def _wrong_new(wanted: NewVault) -> Notice | None:
    name = wanted.name.strip()
    if not name:
        return _bad("The vault has no name.", "Give it the name of your office or of a year.")
    if names_a_device(name):
        return _bad("Windows keeps this name for itself.", "Add a word to it.")
    if any(sign in name for sign in '<>:"/\\|?*') or name.endswith("."):
        return _bad("A file cannot have this name.", 'Leave out < > : " / \\ | ? * and a last dot.')
    if not wanted.clerk.strip():
        return _bad("Your name is missing.", "The audit trail says who did what.")
    return None
