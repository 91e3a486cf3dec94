"""Names inside archives and folders, made safe; nothing is ever written under them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from app.disk import names_a_device
from app.importers.text import clean

LEADS_OUT = "Its name leads out of the export, so it was not read."
NOT_A_NAME = "Its name is none that a file can have, so it was not read."
HOUSEKEEPING = "A file that the computer keeps for itself; it holds no record."

_LONGEST_PATH = 8_000
_LONGEST_PART = 200
_KEPT_PART = 160
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_DRIVE = re.compile("[A-Za-z]:")
_OWN_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"})


def safe_name(untrusted: str) -> tuple[str, str]:
    """Give the safe form of a member's name and an empty reason, or the reason against it.

    Blanks and dots at the end, device names of Windows and forbidden characters are replaced,
    over-long parts are cut and told apart by a hash; only a name that leads out is refused.
    """
    if "\0" in untrusted or len(untrusted) > _LONGEST_PATH:
        return "", NOT_A_NAME
    slashed = untrusted.replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in {"", "."}]
    if slashed.startswith("/") or any(_leads_out(part) for part in parts):
        return "", LEADS_OUT
    if not parts:
        return "", NOT_A_NAME
    return "/".join(_safe_part(part) for part in parts), ""


def is_housekeeping(name: str) -> bool:
    """Say whether a safe name is one of the files that macOS and Windows strew about."""
    parts = name.split("/")
    base = parts[-1].casefold()
    return "__MACOSX" in parts or base in _OWN_FILES or base.startswith("._")


def numbered(name: str, number: int) -> str:
    """Give the name that the ``number``-th file of one name is kept under."""
    folder, slash, base = name.rpartition("/")
    stem, dot, ending = base.rpartition(".")
    if not stem:
        stem, dot, ending = base, "", ""
    return f"{folder}{slash}{stem} ({number}){dot}{ending}"


def shown_name(untrusted: str) -> str:
    """Give a refused name as it can be shown in a list."""
    return _FORBIDDEN_IN_LISTS.sub("\ufffd", clean(untrusted))[:300] or "(no name)"


_FORBIDDEN_IN_LISTS = re.compile(r"[\x00-\x1f\x7f]")


def _leads_out(part: str) -> bool:
    return part.rstrip(" ") == ".." or bool(_DRIVE.fullmatch(part))


def _safe_part(part: str) -> str:
    safe = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", clean(part))).rstrip(" .") or "_"
    if names_a_device(safe):
        safe = f"_{safe}"
    if len(safe) <= _LONGEST_PART:
        return safe
    stem, dot, ending = safe.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending) <= 20 else ""
    mark = hashlib.sha256(safe.encode("utf-8")).hexdigest()[:12]
    return f"{safe[:_KEPT_PART]}~{mark}{kept}"
