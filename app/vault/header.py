"""``vault.toml``: what must be known before a vault can be unlocked; holds no secret."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from app.disk import give_name
from app.errors import VaultDamaged, VaultRefused, VaultTooNew
from app.vault.faults import held_back
from app.vault.keys import KeyCost, WrappedKey, digest

FILE_NAME = "vault.toml"
SPARE_NAME = "vault.spare.toml"
FORMAT = 1
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_TIME = 100
_MOST_LANES = 64


@dataclass(frozen=True, slots=True)
class Header:
    """The vault's name plate.

    Attributes:
        vault: random id, by which seals are bound to this vault.
        by_passphrase: the vault key, wrapped by the passphrase; ``by_recovery`` by the other.
    """

    vault: str
    cost: KeyCost
    by_passphrase: WrappedKey
    by_recovery: WrappedKey
    format: int = FORMAT


def context_of(vault: str, cost: KeyCost) -> bytes:
    """Give what is bound to the wrapped keys, so that nobody can lower the figures unnoticed."""
    return f"{FORMAT}|{vault}|{cost.time}|{cost.memory_kib}|{cost.lanes}".encode("ascii")


def new_vault_id() -> str:
    """Make an id for a vault."""
    return secrets.token_hex(16)


def write_header(folder: Path, header: Header) -> None:
    """Write the name plate and its spare, each at one stroke."""
    body = _as_table(header)
    text = tomli_w.dumps({**body, "check": _check_of(body)})
    try:
        for name in (FILE_NAME, SPARE_NAME):
            replace_file(folder / name, text.encode("utf-8"))
    except OSError as error:
        raise VaultRefused(
            "The vault cannot be made there.",
            "Choose another place that you may change and that has room.",
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place so that a crash leaves either the old or the new one."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    give_name(part, path)


def read_header(folder: Path) -> Header:
    """Read the name plate, from its spare where the first is damaged.

    A folder without either raises VaultRefused, a damaged one VaultDamaged, one of a later
    program VaultTooNew.
    """
    paths = [folder / FILE_NAME, folder / SPARE_NAME]
    if not any(path.is_file() for path in paths):
        raise VaultRefused(
            f"{folder.name} is not a vault.", "Choose a folder whose name ends in .vault."
        )
    held: list[OSError] = []
    for path in paths:
        try:
            header = _readable(path)
        except OSError as error:
            held.append(error)
            continue
        if header is not None:
            return header
    if held:
        raise held_back(f"The vault's name plate, {FILE_NAME},") from held[0]
    raise VaultDamaged(
        "The vault's name plate, vault.toml, is damaged.", "Restore the vault from a backup."
    )


def _readable(path: Path) -> Header | None:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    number = table.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise VaultTooNew(
            "This vault was made by a newer version of Sunshine Desk.",
            "Update the program on this computer, then open the vault again.",
        )
    check = table.pop("check", "")
    return _as_header(table) if check == _check_of(table) else None


def _as_table(header: Header) -> dict[str, object]:
    cost = header.cost
    return {
        "format": header.format,
        "vault": header.vault,
        "kdf": {
            "name": "argon2id",
            "time": cost.time,
            "memory_kib": cost.memory_kib,
            "lanes": cost.lanes,
        },
        "passphrase": _wrapped_table(header.by_passphrase),
        "recovery": _wrapped_table(header.by_recovery),
    }


def _wrapped_table(wrapped: WrappedKey) -> dict[str, str]:
    return {
        "salt": wrapped.salt.hex(),
        "nonce": wrapped.nonce.hex(),
        "sealed": wrapped.sealed.hex(),
    }


def _check_of(table: Mapping[str, object]) -> str:
    """Tell a damaged file from a wrong passphrase; everything in it is public."""
    return digest(tomli_w.dumps(table).encode("utf-8"))


def _as_header(table: Mapping[str, object]) -> Header | None:
    try:
        kdf = _table(table["kdf"])
        cost = KeyCost(_int(kdf["time"]), _int(kdf["memory_kib"]), _int(kdf["lanes"]))
        header = Header(
            str(table["vault"]),
            cost,
            _wrapped(_table(table["passphrase"])),
            _wrapped(_table(table["recovery"])),
            _int(table["format"]),
        )
    except (KeyError, ValueError, TypeError):
        return None
    sane = 1 <= cost.time <= _MOST_TIME and 1 <= cost.lanes <= _MOST_LANES
    return header if sane and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB else None


def _wrapped(table: Mapping[str, object]) -> WrappedKey:
    salt, nonce, sealed = (bytes.fromhex(str(table[k])) for k in ("salt", "nonce", "sealed"))
    return WrappedKey(salt, nonce, sealed)


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(type(value))
    return value


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(type(value))
    return value
