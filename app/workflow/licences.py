"""The licence texts of everything that is shipped: what a build collected, or what is installed."""

from __future__ import annotations

import json
import platform
import re
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import app
from app.errors import AppError
from app.paths import resource

INDEX = "index.json"
OWN = "Sunshine Desk"
_PROJECT = "sunshine-desk"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_WORDS = ("licen", "copying", "notice")
_NO_TEXT = {".docx", ".rtf", ".yml", ".py", ".pyc"}
_QT = ("pyside6_essentials", "pyside6-essentials", "shiboken6")
_RESOURCES = (
    ("Noto faces", "OFL-1.1", "fonts"),
    ("Tesseract's trained data", "Apache-2.0", "ocr"),
    ("YuNet", "MIT", "faces"),
)


@dataclass(frozen=True, slots=True)
class Component:
    """Something that is shipped.

    Attributes:
        licence: its name, as an SPDX expression where its makers give one.
        texts: files; read when somebody wants to see them.
    """

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    @property
    def key(self) -> str:
        """Give the name by which links lead to it."""
        return "licence-" + "-".join(re.findall(r"[a-z0-9]+", self.name.casefold()))

    def text(self) -> str:
        """Give all its texts, one below the other.

        Raises:
            AppError: a file cannot be read.
        """
        try:
            found = [path.read_text(encoding="utf-8", errors="replace") for path in self.texts]
        except OSError as reason:
            raise AppError(
                f"The licence of {self.name} cannot be read.", "Install the program again."
            ) from reason
        return "\n\n".join(text.strip("\n\ufeff") for text in found)


def components() -> tuple[Component, ...]:
    """List what is shipped, by name: from the folder that a build laid down, if there is one."""
    folder = resource("licences")
    found = _collected(folder) if (folder / INDEX).is_file() else _installed()
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _collected(folder: Path) -> list[Component]:
    try:
        told = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        found = [
            Component(
                one["name"],
                one["version"],
                one["licence"],
                tuple(folder / file for file in one["files"]),
            )
            for one in told
        ]
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise AppError(
            "The list of licences cannot be read.", "Install the program again."
        ) from reason
    return found if any(one.name == OWN for one in found) else [*found, _own()]


def _installed() -> list[Component]:
    found = [_own(), _python()]
    found += [_of_distribution(one) for one in _needed()]
    for name, licence, folder in _RESOURCES:
        texts = tuple(sorted(resource(folder).glob("LICENSE*")))
        found.append(Component(name, "", licence, texts))
    return found


def _own() -> Component:
    return Component(OWN, app.__version__, "Apache-2.0", (resource("LICENSE"),))


def _python() -> Component:
    texts = _there(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")
    return Component("CPython", platform.python_version(), "PSF-2.0", texts)


def _there(*places: Path) -> tuple[Path, ...]:
    return tuple(place for place in places if place.is_file())


def _needed() -> Iterator[Distribution]:
    """Give what the program needs, and what that needs in turn, as far as it is installed."""
    known = {_PROJECT}
    waiting = _wanted_by(_PROJECT)
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        try:
            yield distribution(name)
        except PackageNotFoundError:
            continue
        waiting += _wanted_by(name)


def _wanted_by(name: str) -> list[str]:
    try:
        wanted = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    plain = [one for one in wanted if "extra ==" not in one]
    names = [found[0] for found in map(_NAME.match, plain) if found]
    return [one.lower().replace("_", "-") for one in names]


def _of_distribution(one: Distribution) -> Component:
    told = one.metadata
    texts = tuple(_texts(one)) or (_of_qt() if told["Name"].lower() in _QT else ())
    classes = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    plain, licence = (told.get_all(name) or [""] for name in ("License", "License-Expression"))
    return Component(told["Name"], one.version, licence[0] or _plain(plain[0], classes), texts)


def _plain(told: str, classes: list[str]) -> str:
    """Give the licence as older wheels tell it: in a line, or as a class."""
    line = told.strip()
    return line if line and "\n" not in line else _last_word(classes)


def _last_word(classes: list[str]) -> str:
    return classes[0].rsplit(" :: ", 1)[-1] if classes else "see its text"


def _texts(one: Distribution) -> list[Path]:
    """Give the texts within a distribution's information."""
    found = []
    for file in one.files or ():
        place = file.as_posix()
        wanted = "/licenses/" in place or any(word in file.name.lower() for word in _WORDS)
        if ".dist-info/" in place and wanted and file.suffix.lower() not in _NO_TEXT:
            found.append(Path(str(file.locate())))
    return sorted(found)


def _of_qt() -> tuple[Path, ...]:
    """Give the texts of Qt and its Python, which their wheels name only."""
    notice = resource("").parent / "packaging" / "windows" / "notices" / "qt.txt"
    common = Path("/usr/share/common-licenses")
    return _there(notice, common / "LGPL-3", common / "GPL-3")
