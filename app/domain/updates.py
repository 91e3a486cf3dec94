"""What a signed update says of itself; knows no file, no key and no system."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PRODUCT = "Sunshine Desk"
FORMAT = 1
LARGEST = 2_000_000_000
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){1,3}", re.ASCII)
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TEXTS = (("version", _VERSION), ("min_version", _VERSION), ("file", _FILE), ("sha256", _HASH))


class Kind(StrEnum):
    """What an update holds."""

    WINDOWS_USER = "windows-user"
    WINDOWS_MACHINE = "windows-machine"
    WINDOWS_MSI = "windows-msi"
    WINDOWS_PORTABLE = "windows-portable"
    DEB = "deb"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Update:
    """What a manifest says.

    Attributes:
        version: that it brings.
        min_version: the oldest that it is installed over.
        file: plain name of the installer; ``size`` in bytes, ``sha256`` in hexadecimal.
    """

    version: str
    min_version: str
    kind: Kind
    file: str
    size: int
    sha256: str

    def manifest(self) -> bytes:
        """Give it as it is signed: UTF-8, sorted names, no blanks."""
        told = {
            "product": PRODUCT,
            "format": FORMAT,
            "version": self.version,
            "min_version": self.min_version,
            "kind": self.kind.value,
            "file": self.file,
            "size": self.size,
            "sha256": self.sha256,
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode("utf-8")


def read_manifest(data: bytes) -> Update | None:
    """Read what was signed; None where it is no manifest of this program's."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not _is_whole(told):
        return None
    return Update(
        told["version"],
        told["min_version"],
        Kind(told["kind"]),
        told["file"],
        told["size"],
        told["sha256"],
    )


def numbers(version: str) -> tuple[int, ...]:
    """Give a version to be compared: 1.2 and 1.2.0 are the same."""
    found = [int(part) for part in version.split(".")]
    return tuple(found + [0] * (4 - len(found)))


def _is_whole(told: dict[str, Any]) -> bool:
    size = told.get("size")
    return (
        told.get("product") == PRODUCT
        and told.get("format") == FORMAT
        and told.get("kind") in [kind.value for kind in Kind]
        and all(_fits(told.get(name), form) for name, form in _TEXTS)
        and isinstance(size, int)
        and 0 < size <= LARGEST
    )


def _fits(value: object, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None
