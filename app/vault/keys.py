"""The vault's keys: made at random, wrapped by what a person knows; knows no files."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import VaultRefused, WrongSecret

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS = 7
_DATA_IN_GROUP = 5
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class KeyCost:
    """How dear one guess at the passphrase is: the figures of Argon2id (RFC 9106)."""

    time: int = 3
    memory_kib: int = 128 * 1024
    lanes: int = 4


DEFAULT_COST = KeyCost()


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a clerk types to open a vault; equal however the keyboard composes accents."""

    text: str = field(repr=False)

    @property
    def material(self) -> bytes:
        """Give the bytes that the key is derived from."""
        return unicodedata.normalize("NFC", self.text).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """The printed key that opens a vault whose passphrase is lost."""

    text: str = field(repr=False)

    @property
    def material(self) -> bytes:
        """Give the bytes that the key is derived from; a typing mistake raises WrongSecret."""
        return "".join(_checked_groups(self.text)).encode("ascii")


Secret = Passphrase | RecoveryKey


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The vault key as it lies in the open, sealed with AES-256-GCM under a derived key."""

    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class SubKeys:
    """One key for each use, so that no key serves two ciphers."""

    database: bytes = field(repr=False)
    blobs: bytes = field(repr=False)
    names: bytes = field(repr=False)


def new_vault_key() -> bytes:
    """Make a vault key."""
    return secrets.token_bytes(KEY_BYTES)


def sub_keys(vault_key: bytes) -> SubKeys:
    """Derive the keys for database, blobs and blob names (HKDF, RFC 5869)."""
    return SubKeys(
        *(
            _expanded(vault_key, b"", f"sunshine-desk {use} 1")
            for use in ("database", "blobs", "names")
        )
    )


def wrap(vault_key: bytes, secret: Secret, cost: KeyCost, context: bytes) -> WrappedKey:
    """Seal the vault key so that the secret opens it.

    Args:
        vault_key: what is sealed.
        secret: what shall open it.
        cost: what a guess costs.
        context: bound to the seal, so that it opens in no other vault.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_derived(secret, salt, cost)).encrypt(nonce, vault_key, context)
    return WrappedKey(salt, nonce, sealed)


def unwrap(wrapped: WrappedKey, secret: Secret, cost: KeyCost, context: bytes) -> bytes:
    """Give the vault key; a wrong secret raises WrongSecret, always in the same words."""
    key = _derived(secret, wrapped.salt, cost)
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.sealed, context)
    except InvalidTag:
        raise _wrong(secret) from None


def new_recovery_key() -> RecoveryKey:
    """Make a recovery key: 175 random bits as seven groups, each with a check letter."""
    drawn = [[secrets.randbelow(32) for _ in range(_DATA_IN_GROUP)] for _ in range(_GROUPS)]
    groups = ["".join(_ALPHABET[v] for v in [*g, _check(n, g)]) for n, g in enumerate(drawn)]
    return RecoveryKey("-".join(groups))


def refuse_empty(passphrase: Passphrase) -> None:
    """Refuse a passphrase that is none."""
    if not passphrase.text.strip():
        raise VaultRefused(
            "A vault needs a passphrase.", "Type a passphrase of several words and try again."
        )


def _derived(secret: Secret, salt: bytes, cost: KeyCost) -> bytes:
    if isinstance(secret, RecoveryKey):
        return _expanded(secret.material, salt, "sunshine-desk recovery 1")
    derived: bytes = hash_secret_raw(
        secret.material, salt, cost.time, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )
    return derived


def _expanded(material: bytes, salt: bytes, info: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt or None, info.encode("ascii")).derive(material)


def _wrong(secret: Secret) -> WrongSecret:
    if isinstance(secret, RecoveryKey):
        return WrongSecret(
            "That recovery key does not open this vault.",
            "Check that it belongs to this vault, or use the passphrase.",
        )
    return WrongSecret(
        "That passphrase does not open this vault.",
        "Try again, or use the recovery key that was printed when the vault was made.",
    )


def _checked_groups(typed: str) -> list[str]:
    """Read a typed recovery key group by group, forgiving O for 0 and I or L for 1."""
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(_ALIKE)
    size = _DATA_IN_GROUP + 1
    if len(letters) != _GROUPS * size:
        raise WrongSecret(
            f"A recovery key has {_GROUPS} groups of {size} letters and digits.",
            f"Type all of them; {len(letters)} letters and digits were typed.",
        )
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    for number, group in enumerate(groups):
        values = [_ALPHABET.find(letter) for letter in group]
        if min(values) < 0 or _check(number, values[:-1]) != values[-1]:
            raise WrongSecret(
                f"Group {number + 1} of the recovery key has a typing mistake.",
                "Compare it with the printed key and correct it.",
            )
    return [group[:-1] for group in groups]


def _check(number: int, values: list[int]) -> int:
    """Give the check letter's value; odd weights notice every single wrong letter."""
    return (sum((2 * k + 1) * v for k, v in enumerate(values)) + 5 * number + 7) % 32


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()
