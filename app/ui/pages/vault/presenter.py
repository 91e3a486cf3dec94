"""Decides what the page of the vault shows: passphrase, backup, damage, trail. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from app.errors import AppError, WrongSecret
from app.jobs.events import Event, Failed, Finished, Job, Progress, Started, Stopped
from app.ui.rows import Notice, Tone
from app.ui.ways import Asks, Ways
from app.ui.wording import count, of_error

DIFFERENT = "The two new passphrases are not the same."


class KeepsVault(Protocol):
    """What is done with a vault as a whole."""

    @property
    def name(self) -> str:
        """Give the vault's name."""

    @property
    def place(self) -> Path:
        """Give the vault's folder."""

    @property
    def fingerprint(self) -> str:
        """Give the fingerprint of the key that signs certificates."""

    @property
    def backup_name(self) -> str:
        """Name the folder of a backup made today."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Let a new passphrase open the vault; WrongSecret where the old one is wrong."""

    def backing_up(self, folder: Path) -> Job:
        """Make the job that copies the vault into a folder."""

    def checking(self, *, deep: bool) -> Job:
        """Make the job that looks for damage."""

    def save_trail(self, path: Path) -> tuple[int, int | None]:
        """Write the audit trail; gives its entries and where its chain is broken, if so."""


@dataclass(frozen=True, slots=True)
class VaultState:
    """What the page shows.

    Attributes:
        fingerprint: of the key that signs certificates.
        changing, copying, checking: which of them goes on, so that it is not begun twice.
        changed: how many times the passphrase was changed; the view empties its fields then.
        wrong: sentence below the passphrases.
        found: what the last check said, with one line for each fault.
    """

    name: str
    place: str = ""
    fingerprint: str = ""
    changing: bool = False
    copying: bool = False
    checking: bool = False
    changed: int = 0
    wrong: str = ""
    found: Notice | None = None
    faults: tuple[str, ...] = ()
    notice: Notice | None = None


class VaultPresenter:
    """Keeps what goes on."""

    def __init__(
        self,
        work: KeepsVault,
        ways: Ways,
        asks: Callable[[], Asks],
        show: Callable[[VaultState], None],
    ) -> None:
        self._work = work
        self._ways = ways
        self._secret, self._trail, self._key = asks(), asks(), asks()
        self._show = show
        self._state = VaultState(work.name)

    @property
    def trail_name(self) -> str:
        """Suggest a name for the file of the audit trail."""
        return f"Audit trail of {self._work.name}"

    @property
    def beside(self) -> Path:
        """Give the folder in which a backup is looked for first: not the vault's own drive."""
        return self._work.place.parent

    def arrive(self) -> None:
        """Show what stands."""
        self._tell(replace(self._state, place=str(self._work.place)))
        self._key.ask(lambda: self._work.fingerprint, self._know, self._refused)

    def change_passphrase(self, old: str, new: str, again: str) -> None:
        """Change the passphrase, once all three are right."""
        if self._state.changing:
            return
        if new != again:
            self._tell(replace(self._state, wrong=DIFFERENT))
            return
        self._tell(replace(self._state, changing=True, wrong="", notice=None))
        self._secret.ask(
            lambda: self._work.change_passphrase(old, new), self._changed, self._not_changed
        )

    def back_up(self, folder: Path) -> None:
        """Copy the vault into a folder."""
        if self._state.copying:
            return
        self._tell(replace(self._state, copying=True, notice=None))

        def told(event: Event) -> None:
            if isinstance(event, Started | Progress):
                return
            self._tell(replace(self._state, copying=False, notice=self._of_backup(event)))

        self._ways.start(self._work.backing_up(folder), told)

    def check(self, *, deep: bool) -> None:
        """Look for damage."""
        if self._state.checking:
            return
        self._tell(replace(self._state, checking=True, found=None, faults=(), notice=None))

        def told(event: Event) -> None:
            if isinstance(event, Started | Progress):
                return
            faults = event.result if isinstance(event, Finished) else None
            self._checked(faults if isinstance(faults, tuple) else None)

        self._ways.start(self._work.checking(deep=deep), told)

    def save_trail(self, path: Path) -> None:
        """Write the audit trail to a file."""
        self._trail.ask(lambda: self._work.save_trail(path), self._saved, self._refused)

    def _know(self, fingerprint: str) -> None:
        self._tell(replace(self._state, fingerprint=fingerprint))

    def _changed(self, _: None) -> None:
        changed = self._state.changed + 1
        self._tell(replace(self._state, changing=False, changed=changed, notice=_CHANGED))
        self._ways.say("The passphrase is changed.")

    def _not_changed(self, error: AppError) -> None:
        wrong = f"{error.what} {error.remedy}".strip()
        if isinstance(error, WrongSecret):
            wrong = "The passphrase that holds now is another one. Nothing was changed."
        self._tell(replace(self._state, changing=False, wrong=wrong))

    def _of_backup(self, event: Event) -> Notice | None:
        if isinstance(event, Finished):
            return Notice(
                "The backup is whole.",
                f"It is the folder {self._work.backup_name}. Keep it on another drive.",
                Tone.GOOD,
            )
        if isinstance(event, Stopped):
            return Notice("The backup was stopped.", "Nothing of it is left.", Tone.SOON)
        if isinstance(event, Failed):
            return Notice(event.what, event.remedy, Tone.BAD)
        return None

    def _checked(self, faults: tuple[str, ...] | None) -> None:
        found = None if faults is None else _of_faults(faults)
        self._tell(replace(self._state, checking=False, found=found, faults=faults or ()))

    def _saved(self, done: tuple[int, int | None]) -> None:
        entries, broken = done
        if broken is None:
            words = f"{count(entries, 'entry', 'entries')}, and their chain holds."
            notice = Notice("The audit trail is saved.", words, Tone.GOOD)
        else:
            notice = Notice(
                f"The audit trail is saved, but its chain is broken at entry {broken}.",
                "It or one before it was changed. Tell who is responsible for the vault.",
                Tone.BAD,
            )
        self._tell(replace(self._state, notice=notice))

    def _refused(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: VaultState) -> None:
        self._state = state
        self._show(state)


def _of_faults(faults: tuple[str, ...]) -> Notice:
    if not faults:
        return Notice("Nothing is damaged.", "", Tone.GOOD)
    return Notice(
        f"{count(len(faults), 'fault')} found.",
        "Do not go on with this vault: use a backup, or read the help on damaged vaults.",
        Tone.BAD,
    )


_CHANGED = Notice(
    "The new passphrase opens the vault from now on.",
    "The recovery key is the same. Backups made before open with the old passphrase.",
    Tone.GOOD,
)
