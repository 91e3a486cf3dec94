"""Replaces libraries that the recognition of text drags along and never uses by empty ones.

Tesseract can read pictures from the web and its own data out of archives. The program asks for
neither, ever: so no library that could open a connection is shipped, nor what it would need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from winbuild.compiling import link
from winbuild.pe import Library, is_code
from winbuild.shell import BuildFailed

FOLDERS = ("tesserocr", "tesserocr.libs")
"""Where the parts of it lie; only these ask for one another."""
EMPTY = ("archive-*.dll", "libcurl-*.dll")
"""Every function of theirs answers 0, by which Tesseract knows that there is none."""
_NOTHING = "long long nothing(void) { return 0; }\n"


def lighten(inner: Path) -> None:
    """Lay the empty libraries, and take away what nothing asks for after that.

    Raises:
        BuildFailed: if the wheel no longer holds what is to be replaced.
    """
    folder = inner / FOLDERS[1]
    asked = _all_imports(inner)
    for pattern in EMPTY:
        found = sorted(folder.glob(pattern))
        if len(found) != 1:
            raise BuildFailed(f"{len(found)} files are {pattern}: look at what tesserocr ships.")
        names = names_asked(asked, found[0].name)
        link(found[0], [f"{name}=nothing" for name in names], _NOTHING)
    needed = reached(_all_imports(inner), (path.name for path in (inner / FOLDERS[0]).iterdir()))
    for path in folder.iterdir():
        if path.name.lower() not in needed:
            path.unlink()


def made_here(inner: Path) -> list[Path]:
    """Give the empty libraries: they are ours, and so signed by us."""
    return [path for pattern in EMPTY for path in sorted((inner / FOLDERS[1]).glob(pattern))]


Imports = Mapping[str, Mapping[str, list[str]]]
"""Of each file, by its name in small letters: the names it asks of each library."""


def names_asked(asked: Imports, name: str) -> list[str]:
    """Give the functions that any file asks of one library."""
    return sorted({one for of in asked.values() for one in of.get(name.lower(), [])})


def reached(asked: Imports, beginnings: Iterable[str]) -> set[str]:
    """Give the files that are loaded when the first ones are, with these."""
    found: set[str] = set()
    left = [name.lower() for name in beginnings]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [one for one in asked.get(name, {}) if one in asked]
    return found


def _all_imports(inner: Path) -> dict[str, dict[str, list[str]]]:
    paths = [path for one in FOLDERS for path in sorted((inner / one).iterdir()) if is_code(path)]
    return {path.name.lower(): Library(path).imports() for path in paths}
