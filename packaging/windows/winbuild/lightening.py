"""Replaces data that nothing of the program asks for by an empty piece of the same name."""

from __future__ import annotations

from pathlib import Path

from winbuild.pe import Library
from winbuild.shell import BuildFailed, run
from winbuild.stand_ins import COMPILER

ICU = "tesserocr.libs/icudt*.dll"
"""33 MB that the recognition of text would need to read web addresses and rare XML, and never does.

ICU looks at the head of its data, finds none and says so to its caller; all else works on.
"""
_SOURCE = """__declspec(dllexport) const char {name}[64] = {{0}};
int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) {{ return 1; }}
"""


def lighten(inner: Path, work: Path) -> list[Path]:
    """Replace ICU's data; give the files that are now ours, to be signed."""
    found = sorted(inner.glob(ICU))
    if len(found) != 1:
        raise BuildFailed(f"{len(found)} files are {ICU}: look at what tesserocr ships now.")
    (data,) = found
    (name,) = Library(data).exports()
    source = work / "icudata.c"
    source.write_text(_SOURCE.format(name=name), encoding="utf-8")
    options = ["-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp"]
    run([COMPILER, *options, "-o", data, source])
    return found
