"""Keeps the SHA-256 of every file of a delivery, and writes their list."""

from __future__ import annotations

import hashlib

LIST = "SHA256SUMS.txt"


class Sums:
    """What was put into a delivery: names, hashes and sizes."""

    def __init__(self) -> None:
        self._hashes: dict[str, str] = {}
        self._sizes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._hashes)

    def add(self, name: str, data: bytes) -> str:
        """Take a file in; gives its hash. A name stands once."""
        if name in self._hashes:
            raise ValueError("a delivery has two files of one name")
        self._hashes[name] = hashlib.sha256(data).hexdigest()
        self._sizes[name] = len(data)
        return self._hashes[name]

    def hash_of(self, name: str) -> str:
        """Give the hash of a file; empty where there is no such file."""
        return self._hashes.get(name, "")

    def size_of(self, name: str) -> int:
        """Give the size of a file in bytes; 0 where there is no such file."""
        return self._sizes.get(name, 0)

    @property
    def size(self) -> int:
        """Count the bytes of all files."""
        return sum(self._sizes.values())

    @property
    def names(self) -> list[str]:
        """List the files in the order of their names."""
        return sorted(self._hashes)

    def listed(self) -> bytes:
        """Give the list in the form of ``sha256sum``: binary mark, line feeds, UTF-8."""
        lines = (f"{self._hashes[name]} *{name}\n" for name in self.names)
        return "".join(lines).encode("utf-8")
