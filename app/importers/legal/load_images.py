"""Lists of page images of production sets: Opticon (OPT) and IPRO (LFP)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.importers.base import Export, MemberUnreadable
from app.importers.phone.lines import lines_of

_OPT = re.compile(r"[^,]{1,200},[^,]*,[^,]+\.\w{2,5},\s*[Yy]?\s*,[^,]*,[^,]*,\s*\d*\s*")
_LFP = re.compile(r"(?:IM|OF|VN|FT|IO|KV|IT|IS|PV|CI|AN|ID|DD),", re.IGNORECASE)
_HEAD = 4_096
_MOST_PAGES = 5_000_000


@dataclass(frozen=True, slots=True)
class Pictured:
    """A document as its pages are listed.

    Attributes:
        place: locator of the list's line.
        paths: of the page images, each once.
        fault: why the list could not be read on from here; the document is then none.
    """

    key: str
    place: str
    paths: list[str] = field(default_factory=list, repr=False)
    fault: str = ""


def is_image_list(export: Export, member: str) -> bool:
    """Say whether a member lists page images."""
    name = member.casefold()
    if not name.endswith((".opt", ".lfp", ".log")):
        return False
    head = export.head(member, _HEAD).removeprefix(b"\xef\xbb\xbf")
    first = head.decode("utf-8", "replace").replace("\0", "").lstrip("\ufeff").splitlines()[:1]
    if not first:
        return False
    return bool((_LFP if name.endswith(".lfp") else _OPT).match(first[0]))


def pictured_in(export: Export, member: str) -> Iterator[Pictured]:
    """Give the documents whose pages are listed, in their order."""
    current: Pictured | None = None
    number = 0
    fault = ""
    try:
        for number, (key, path, is_first) in _pages(export, member):
            if is_first or current is None:
                if current is not None:
                    yield current
                current = Pictured(key, f"{member}#{number}")
            if path not in current.paths[-1:]:
                current.paths.append(path)
    except MemberUnreadable as error:
        fault = error.reason
    if current is not None:
        yield current
    if fault:
        yield Pictured("", f"{member}#{number + 1} and after", fault=fault)


def _pages(export: Export, member: str) -> Iterator[tuple[int, tuple[str, str, bool]]]:
    """Give the pages with the numbers of their lines."""
    read = _lfp_line if member.casefold().endswith(".lfp") else _opt_line
    number = pages = 0
    for line in lines_of(export, member):
        is_piece, number = line.number == number, line.number
        found = None if is_piece else read(line.text)
        if found is not None and pages < _MOST_PAGES:
            pages += 1
            yield number, found


def _opt_line(text: str) -> tuple[str, str, bool] | None:
    """Read ``page,volume,path,Y,,,pages``."""
    parts = [part.strip().strip('"') for part in text.split(",")]
    if len(parts) < 4 or not parts[0] or not parts[2]:
        return None
    return parts[0], parts[2], parts[3].casefold() == "y"


def _lfp_line(text: str) -> tuple[str, str, bool] | None:
    """Read ``IM,key,D,0,@volume;folder;file;type``."""
    parts = [part.strip() for part in text.split(",", 4)]
    if len(parts) < 5 or parts[0].casefold() != "im" or not parts[1]:
        return None
    places = parts[4].removeprefix("@").split(";")
    if len(places) < 3 or not places[2]:
        return None
    return parts[1], "\\".join(filter(None, places[:3])), parts[2].casefold() in {"d", "c"}
