"""Content lines of calendars and contacts taken apart; RFC 5545, 3.1 and RFC 6350, 3.2."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from app.importers.text import clean, decode

_HEAD = re.compile(
    r"(?:[A-Za-z0-9_-]{1,60}\.)?(?P<name>[A-Za-z0-9-]{1,80})(?P<parameters>(?:;[^:\"]*+(?:\"[^\"]*+\"[^:\"]*+)*+)?):"
)
_PARAMETER = re.compile(r";([^=;\"]{1,80})(?:=((?:\"[^\"]*\"|[^;\"])*))?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPLIT = re.compile(r"(?<!\\);")


@dataclass(frozen=True, slots=True)
class Property:
    """One content line.

    Attributes:
        group: the word before a dot, which ties lines of a contact together.
        parameters: by name in capitals; several values stand with commas between them.
        written: the value as it stands there.
    """

    name: str
    group: str
    parameters: dict[str, str]
    written: str = field(repr=False)

    @property
    def text(self) -> str:
        """Give the value as a person reads it."""
        return clean(_ESCAPED.sub(_unescaped, self._plain())).strip()

    @property
    def pieces(self) -> list[str]:
        """Give the pieces of a value that has several, such as an address."""
        plain = self._plain()
        return [clean(_ESCAPED.sub(_unescaped, one)).strip() for one in _SPLIT.split(plain)]

    def _plain(self) -> str:
        if "QUOTED-PRINTABLE" not in self.parameters.get("ENCODING", ""):
            return self.written
        held = binascii.a2b_qp(self.written.encode("utf-8", "replace"))
        return decode(held, self.parameters.get("CHARSET", "")).text


def property_of(written: str) -> Property | None:
    """Take one content line apart; None where it is none."""
    found = _HEAD.match(written)
    if found is None:
        return None
    name = found["name"].upper()
    group = written[: found.start("name")].rstrip(".")
    gathered: dict[str, list[str]] = {}
    for key, value in _PARAMETER.findall(found["parameters"]):
        word, told = (key, value) if value else ("TYPE", key)
        if not value and key.upper() in {"QUOTED-PRINTABLE", "BASE64"}:
            word = "ENCODING"
        gathered.setdefault(word.upper(), []).append(clean(told.replace('"', "")))
    parameters = {word: ",".join(filter(None, told)) for word, told in gathered.items()}
    for word in ("TYPE", "ENCODING", "VALUE"):
        if word in parameters:
            parameters[word] = parameters[word].upper()
    return Property(name, group, parameters, written[found.end() :])


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
