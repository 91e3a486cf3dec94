"""Collects the licence texts of all that is shipped into one folder with an index; judges none.

The folder is ``resources/licences`` of the frozen program: ``index.json`` is a list of
``{"name", "version", "licence", "files"}``, in which files are named within that folder.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from pathlib import Path

from winbuild.places import HERE
from winbuild.shell import BuildFailed

INDEX = "index.json"
_WORDS = ("licen", "copying", "notice")
_NO_TEXT = {".docx", ".rtf", ".yml"}
_COMMON = Path("/usr/share/common-licenses")
_QT = (HERE / "notices" / "qt.txt", _COMMON / "LGPL-3", _COMMON / "GPL-3")
_MORE = {"pyside6-essentials": _QT, "shiboken6": _QT}
"""Texts that belong to wheels which name them only; every Debian holds the common ones."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is shipped and that others made."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, Path], ...]

    @property
    def folder(self) -> str:
        """Give the name of the folder of its texts."""
        plain = self.name.replace(" ", "-").replace("'", "")
        return f"{plain}-{self.version}" if self.version else plain


def of_wheels(site: Path, names: Iterable[str]) -> list[Part]:
    """Give the parts that came as wheels; raises BuildFailed where one has no text."""
    found = {_name(one): one for one in site.glob("*.dist-info")}
    parts = [_of_wheel(name, found[name]) for name in sorted(names)]
    bare = [part.name for part in parts if not part.texts]
    if bare:
        raise BuildFailed(f"No licence text came with {', '.join(bare)}: lay one into notices.")
    return parts


def of_files(name: str, version: str, licence: str, texts: Iterable[Path]) -> Part:
    """Give a part whose texts lie somewhere else."""
    return Part(name, version, licence, tuple((path.name, path) for path in texts))


def of_resources(resources: Path) -> list[Part]:
    """Give what others made of the program's own data: faces, word models, a network's weights."""
    fonts = sorted((resources / "fonts").glob("LICENSE-*"))
    return [
        of_files("Noto faces", "", "OFL-1.1", fonts),
        of_files("Tesseract's trained data", "", "Apache-2.0", [resources / "ocr" / "LICENSE"]),
        of_files("YuNet", "2023mar", "MIT", [resources / "faces" / "LICENSE"]),
    ]


def write(parts: Iterable[Part], folder: Path) -> None:
    """Write all texts and the index."""
    index = []
    for part in sorted(parts, key=lambda one: one.name.lower()):
        for name, path in part.texts:
            goal = folder / part.folder / name
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)
        texts = [f"{part.folder}/{name}" for name, _ in part.texts]
        told = {"name": part.name, "version": part.version, "licence": part.licence}
        index.append({**told, "files": texts})
    (folder / INDEX).write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _of_wheel(name: str, information: Path) -> Part:
    told = _metadata(information)
    texts = [(_short(path, information), path) for path in _texts(information)]
    texts += [(f"{path.stem}.txt", path) for path in _MORE.get(name, ())]
    licence = told["License-Expression"] or _one_line(told)
    return Part(name, told["Version"], licence, tuple(texts))


def _texts(information: Path) -> list[Path]:
    """Give the texts within a wheel's information, in one order."""
    found = []
    for path in information.rglob("*"):
        within = path.relative_to(information).as_posix().lower()
        wanted = any(word in within for word in _WORDS) and path.suffix.lower() not in _NO_TEXT
        if path.is_file() and wanted:
            found.append(path)
    return sorted(found)


def _short(path: Path, information: Path) -> str:
    return path.relative_to(information).as_posix().removeprefix("licenses/").lstrip(".")


def _name(information: Path) -> str:
    return str(_metadata(information)["Name"]).lower().replace("_", "-")


def _metadata(information: Path) -> Message[str, str]:
    return message_from_string((information / "METADATA").read_text(encoding="utf-8"))


def _one_line(told: Message[str, str]) -> str:
    """Give the licence as older wheels tell it: in a line, or as a class."""
    plain = (told["License"] or "").strip()
    if plain and "\n" not in plain:
        return plain
    classes = [one for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    return classes[0].rsplit(" :: ", 1)[-1] if classes else "see its text"
