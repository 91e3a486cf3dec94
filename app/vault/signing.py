"""The shelf of the vault's signing key: its private half never leaves the encrypted database."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, insert, select

from app.domain.certificate import Signature, fingerprint_of
from app.errors import VaultDamaged
from app.vault import tables as t

_KEY = "signing.key"


class Signing:
    """Signs with the vault's own Ed25519 key (RFC 8032).

    A vault that lacks a key, because an older program made it or because damage took it, gets
    one when it is opened.

    Args:
        connection: in a transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make(self) -> None:
        """Make a key where there is none; ``connection`` must be one that may write."""
        if self._kept() is None:
            private = Ed25519PrivateKey.generate().private_bytes_raw()
            self._connection.execute(insert(t.meta).values(key=_KEY, value=_plain(private)))

    @property
    def public_key(self) -> str:
        """Give the public half: 32 bytes in base64."""
        return _plain(self._key().public_key().public_bytes_raw())

    @property
    def fingerprint(self) -> str:
        """Give the public half in groups that can be read out on the telephone."""
        return fingerprint_of(self.public_key)

    def sign(self, data: bytes) -> Signature:
        """Sign some bytes."""
        return Signature(self.public_key, _plain(self._key().sign(data)))

    def _kept(self) -> str | None:
        found = select(t.meta.c.value).where(t.meta.c.key == _KEY)
        return self._connection.execute(found).scalar()

    def _key(self) -> Ed25519PrivateKey:
        try:
            raw = base64.b64decode(self._kept() or "", validate=True)
            return Ed25519PrivateKey.from_private_bytes(raw)
        except (binascii.Error, ValueError) as error:
            raise VaultDamaged(
                "The key with which the vault signs certificates is damaged.",
                "Restore the vault from a backup.",
            ) from error


def is_signed(data: bytes, signature: str, public_key: str) -> bool:
    """Say whether a signature fits some bytes and a public key; asks no vault.

    Args:
        data: what was signed.
        signature: in base64, from anybody.
        public_key: in base64, from anybody.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), data)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _plain(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
