"""Copies of a vault: made while it is open, brought back, checked, salvaged."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Sequence
from pathlib import Path

from app.disk import give_name, with_room
from app.errors import VaultBusy, VaultDamaged, VaultRefused
from app.vault.checking import check_vault
from app.vault.database import FILE_NAME
from app.vault.folder import BLOBS, Secret, Vault
from app.vault.header import FILE_NAME as HEADER_NAME
from app.vault.header import SPARE_NAME, read_header
from app.vault.lock import VaultLock, this_process
from app.vault.salvaging import Salvage


def backup(vault: Vault, destination: Path) -> None:
    """Copy a vault as it is at this moment, while it is open and written to.

    The copy opens with the same passphrase and recovery key. It appears under its name only
    when it is whole.
    """
    for _ in copying(vault, destination):
        pass


def copying(vault: Vault, destination: Path) -> Generator[tuple[int, int]]:
    """Copy a vault piece by piece; gives how many attachments were copied, and of how many.

    Left before its end it leaves nothing behind.
    """
    destination = with_room(destination)
    part = _new_place(destination)
    try:
        yield 0, len(_blobs(vault.home))
        vault.copy_database(part / FILE_NAME)
        yield from _copied_rest(vault.home, part)
        give_name(part, destination)
    except OSError as error:
        raise _cannot_copy() from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def restore(copy: Path, destination: Path) -> None:
    """Bring a backup back as a vault; the backup stays as it is."""
    copy, destination = with_room(copy), with_room(destination)
    read_header(copy)
    if not (copy / FILE_NAME).is_file():
        raise VaultDamaged("The backup has no database, vault.db.", "Choose another backup.")
    _refuse_open(copy)
    part = _new_place(destination)
    try:
        for path in copy.glob(f"{FILE_NAME}*"):
            if path.name in {FILE_NAME, f"{FILE_NAME}-wal"}:
                shutil.copyfile(path, part / path.name)
        for _ in _copied_rest(copy, part):
            pass
        give_name(part, destination)
    except OSError as error:
        raise _cannot_copy() from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def check(vault: Vault, *, deep: bool = False) -> Sequence[str]:
    """Give one sentence for each thing that is wrong with a vault; none when it is sound.

    Args:
        vault: open.
        deep: also read every page, every word and every attachment.
    """
    return check_vault(vault, deep=deep)


def salvage(damaged: Path, destination: Path, secret: Secret) -> dict[str, int]:
    """Save what can still be read of a damaged vault into a new one; gives how much of what.

    The new vault opens with the same passphrase and recovery key; the damaged one is not
    changed.
    """
    destination = with_room(destination)
    part = _new_place(destination)
    try:
        saved = Salvage(with_room(damaged), part, secret).save()
        give_name(part, destination)
    except OSError as error:
        raise _cannot_copy() from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return saved


def _blobs(folder: Path) -> list[Path]:
    return sorted((folder / BLOBS).glob("??/*"))


def _copied_rest(source: Path, part: Path) -> Generator[tuple[int, int]]:
    for name in (HEADER_NAME, SPARE_NAME):
        if (source / name).is_file():
            shutil.copyfile(source / name, part / name)
    (part / BLOBS).mkdir(exist_ok=True)
    blobs = _blobs(source)
    for done, path in enumerate(blobs, start=1):
        target = part / BLOBS / path.parent.name / path.name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
        yield done, len(blobs)


def _new_place(destination: Path) -> Path:
    """Make the folder in which a copy grows until it is whole."""
    if destination.exists():
        raise VaultRefused(f"{destination.name} exists already.", "Choose another name or folder.")
    part = destination.with_name(destination.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
    except OSError as error:
        raise _cannot_copy() from error
    return part


def _cannot_copy() -> VaultRefused:
    return VaultRefused(
        "The copy cannot be written there.",
        "Choose another place that you may change and that has room.",
    )


def _refuse_open(copy: Path) -> None:
    """Refuse to copy the files of a vault that is open; one on a read-only drive is not."""
    try:
        VaultLock(copy, this_process()).let_go()
    except VaultBusy:
        raise
    except VaultRefused:
        return
