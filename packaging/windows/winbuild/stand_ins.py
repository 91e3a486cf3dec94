"""Makes the few system libraries that Wine 8 lacks, for tries only; none of them is handed out."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

from winbuild.pe import Library
from winbuild.places import HERE
from winbuild.shell import run

COMPILER = "x86_64-w64-mingw32-gcc"
NAMES = ("icuuc.dll", "mscms.dll", "bcryptprimitives.dll", "ucrtbase.dll", "ucrtwine.dll")
OVERRIDES = "mscoree,mshtml=;mscms,ucrtbase=n"
"""What Wine must take from its prefix and not from its own libraries."""
_SOURCES = HERE / "stand_ins"
_WINES = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
_MARK = slice(0x40, 0x50)
"""Where Wine's own libraries say that they are its own."""
_COMPLEX = "cabs carg ccos ccosh cexp cimag cpow creal csin csinh ctan ctanh"
_OWN = tuple(f"{name}{form}" for name, form in product(_COMPLEX.split(), ("", "l", "f")))


def make(folder: Path) -> None:
    """Compile them all into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    bare = [COMPILER, "-shared", "-nostdlib", "-O2", "-s"]
    for name in ("icuuc", "mscms"):
        run([*bare, "-o", folder / f"{name}.dll", _SOURCES / f"{name}.c"])
    ready = [COMPILER, "-shared", "-O2", "-s", "-static-libgcc"]
    source = _SOURCES / "bcryptprimitives.c"
    run([*ready, "-o", folder / "bcryptprimitives.dll", source, "-ladvapi32"])
    _make_runtime(folder, ready)


def _make_runtime(folder: Path, ready: list[str]) -> None:
    """Make Wine's C runtime anew: itself by another name, and before it one that knows more."""
    names = sorted({*Library(_WINES).exports(), *_OWN})
    lines = [f"  {name}={f'own_{name}' if name in _OWN else f'ucrtwine.{name}'}" for name in names]
    listing = folder / "ucrtbase.def"
    listing.write_text("\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines, ""]), "utf-8")
    run([*ready, "-o", folder / "ucrtbase.dll", _SOURCES / "ucrtbase.c", listing])
    wines = bytearray(_WINES.read_bytes())
    wines[_MARK] = bytes(_MARK.stop - _MARK.start)
    (folder / "ucrtwine.dll").write_bytes(wines)


def put_into(prefix: Path, folder: Path) -> None:
    """Lay them into the system folder of a Wine prefix."""
    for name in NAMES:
        shutil.copyfile(folder / name, prefix / "drive_c" / "windows" / "system32" / name)
