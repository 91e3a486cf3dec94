"""Says what the shipped libraries ask of the system, and which packages of Debian hold that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from linuxbuild.elf import Library, is_code
from winbuild.freezing import files
from winbuild.shell import BuildFailed, run

OPTIONAL = ("libqgtk3.so",)
"""Parts that are loaded only where the system has what they ask for: GNOME's own dialogues."""
_GLIBC = "libc6"
_LOWEST = re.compile(r"GLIBC_(\d+)\.(\d+)")


def code_of(program: Path) -> list[Path]:
    """Give the files of machine code, each once, whatever links to it."""
    return [path for path in files(program) if not path.is_symlink() and is_code(path)]


def asked(code: Iterable[Path]) -> set[str]:
    """Give the libraries that must be on the system for all but what is optional."""
    code = list(code)
    shipped = {path.name for path in code}
    needed = (Library(path).needed() for path in code if path.name not in OPTIONAL)
    return {name for names in needed for name in names} - shipped


def lowest_glibc(code: Iterable[Path]) -> tuple[int, int]:
    """Give the oldest version of the C library on which all of it loads."""
    told = " ".join(
        name for path in code for names in Library(path).versions().values() for name in names
    )
    found = [(int(first), int(second)) for first, second in _LOWEST.findall(told)]
    return max(found, default=(0, 0))


def dependencies(code: Iterable[Path]) -> list[str]:
    """Give what a package of the program depends on, as its control file says it.

    The C library alone has a version: a system that has that one has the others new enough.
    """
    code = list(code)
    packages = {package_of(name) for name in asked(code)}
    first, second = lowest_glibc(code)
    lowest = f"{_GLIBC} (>= {first}.{second})"
    return [lowest if one == _GLIBC else one for one in sorted(packages)]


def package_of(library: str) -> str:
    """Give the package that holds a library on this system; raises BuildFailed where none does."""
    told = run(["dpkg-query", "-S", f"*/{library}"], may_fail=True).stdout
    found = {
        line.split(":", 1)[0]
        for line in told.splitlines()
        if line.endswith((f"-linux-gnu/{library}", f"/lib64/{library}"))
    }
    if len(found) != 1:
        raise BuildFailed(f"{library} is of {sorted(found) or 'no package'}: add it to the tools.")
    return found.pop()
