"""Addresses and keys of cryptocurrencies, each known by its check digits or its form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from app.detect.kinds import Kind
from app.detect.seen import Seen
from app.detect.suggestion import Suggestion
from app.domain.spans import Span

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_SEGWIT = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_RUN = re.compile(r"[0-9A-Za-z]{26,94}")


def find(seen: Seen) -> Iterator[Suggestion]:
    """Give addresses of Bitcoin and its kin and of Ethereum, and private keys."""
    for match in _RUN.finditer(seen.plain):
        run = match[0]
        span = Span(*match.span())
        if is_ethereum(run):
            why = "An Ethereum address by its form."
            yield Suggestion(span, Kind.CRYPTO, "look", why, run.lower())
        elif is_segwit(run):
            why = "A cryptocurrency address: its check digits fit."
            yield Suggestion(span, Kind.CRYPTO, "look", why, run.lower())
        elif kind := base58_length(run):
            why = (
                "A cryptocurrency address: its check digits fit."
                if kind == 21
                else "A private key of a cryptocurrency: its check digits fit."
            )
            yield Suggestion(span, Kind.CRYPTO, "look" if kind == 21 else "critical", why, run)


def is_ethereum(run: str) -> bool:
    """Say whether a run is ``0x`` and forty hexadecimal digits, not all alike."""
    if len(run) != 42 or run[:2] not in {"0x", "0X"}:
        return False
    digits = run[2:].lower()
    return not digits.strip("0123456789abcdef") and len(set(digits)) > 3


def is_segwit(run: str) -> bool:
    """Say whether a run is an address in Bech32 whose check digits fit (BIP 173 and 350)."""
    low = run.lower()
    if run not in {low, run.upper()} or (low[:3] not in {"bc1", "tb1"} and low[:4] != "ltc1"):
        return False
    human, _, data = low.partition("1")
    if data.strip(_SEGWIT):
        return False
    values = [ord(one) >> 5 for one in human] + [0] + [ord(one) & 31 for one in human]
    return _polymod(values + [_SEGWIT.index(one) for one in data]) in {1, 0x2BC830A3}


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= part if top >> at & 1 else 0
    return check


def base58_length(run: str) -> int:
    """Give how many bytes a run says in Base58 with fitting check bytes.

    An address says 21, a private key 33 or 34; all else is 0.
    """
    if not 26 <= len(run) <= 52 or run.strip(_ALPHABET):
        return 0
    number = 0
    for sign in run:
        number = number * 58 + _ALPHABET.index(sign)
    zeros = len(run) - len(run.lstrip("1"))
    data = b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
    said, check = data[:-4], data[-4:]
    if len(said) not in {21, 33, 34} or (len(said) != 21 and said[0] not in {0x80, 0xEF, 0xB0}):
        return 0
    twice = hashlib.sha256(hashlib.sha256(said).digest()).digest()
    return len(said) if twice[:4] == check else 0
