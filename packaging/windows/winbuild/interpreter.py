"""Puts a Windows Python together: signed libraries out of a wheel, the standard library beside.

Panda3D's wheels carry the libraries of the very CPython that python.org hands out, signed by the
Python Software Foundation. What they do not carry is the standard library (the same text on every
system), which lies in an archive beside and is known by its hash, and two small files that are made
here: ``python.exe`` (not shipped) and ``python3.dll``.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from winbuild import signing, wheels
from winbuild.compiling import link
from winbuild.pe import Library
from winbuild.places import HERE
from winbuild.shell import BuildFailed, run
from winbuild.stand_ins import COMPILER
from winbuild.unpacking import unpack

VERSION = "3.13.0"
WHEEL = "panda3d==1.10.15"
WHEEL_SHA256 = "81da0be19890802980828dde4c59f920f7e49bb9e6ec02375c899cace8074baf"
LIBRARY = HERE / "interpreter" / f"library-{VERSION}.tar.xz"
"""The standard library, as every CPython of this version has it; ``make_library.py`` packs it."""
LIBRARY_SHA256 = "1c63545054a0bc7faeaee94540375e9da6b79df9578893cb66f8650205621fab"
"""Of the names and contents of all files of the standard library that are taken."""
MAIN = "python313"
SYSTEM = ("libcrypto-3.dll", "libffi-8.dll", "libssl-3.dll", "sqlite3.dll")
LEFT_OUT = ("_ctypes_test", "_test", "_tkinter", "_wmi")
"""Modules for tests, Tk, and one that stops Wine; the standard library does without it."""
NOT_TAKEN = {
    "__phello__", "__pycache__", "ensurepip", "idlelib", "lib-dynload", "site-packages", "test",
    "tkinter", "turtledemo",
}  # fmt: skip


def assemble(uv: Path, target: Path) -> None:
    """Make the Python in a folder; raises BuildFailed where a part is not what it should be."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "DLLs").mkdir(parents=True)
    parts = _signed_parts(uv, target.with_name("panda3d"))
    shutil.copyfile(parts / f"{MAIN}.dll", target / f"{MAIN}.dll")
    for path in [*(parts / name for name in SYSTEM), *modules(parts)]:
        shutil.copyfile(path, target / "DLLs" / path.name)
    _take_library(target / "Lib")
    _make_forwarder(target)
    _make_starter(target)


def modules(parts: Path) -> list[Path]:
    """Give the extension modules that are wanted; those of the threaded kind are not."""
    found = [path for path in sorted(parts.glob("*.pyd")) if ".cp313t" not in path.name]
    return [path for path in found if not path.name.startswith(LEFT_OUT)]


def refuse_other(library: Path) -> None:
    """Raise BuildFailed unless a folder holds the standard library of this version."""
    if not library.is_dir() or digest_of(library) != LIBRARY_SHA256:
        raise BuildFailed(f"{library} is not the standard library of CPython {VERSION}.")


def digest_of(library: Path) -> str:
    """Give one hash of the names and contents of all files that are taken."""
    total = hashlib.sha256()
    for path in library_files(library):
        single = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(library).as_posix()} {single}\n".encode())
    return total.hexdigest()


def library_files(library: Path) -> Iterable[Path]:
    """Give the files of a standard library that hold no part of one system."""
    found = []
    for path in library.rglob("*"):
        first, *_ = parts = path.relative_to(library).parts
        own = first.startswith(("config-", "_sysconfigdata")) or not NOT_TAKEN.isdisjoint(parts)
        if path.is_file() and not own:
            found.append(path)
    return sorted(found, key=lambda path: path.relative_to(library).as_posix())


def _signed_parts(uv: Path, folder: Path) -> Path:
    if not folder.exists():
        wanted = folder.with_suffix(".txt")
        wanted.write_text(f"{WHEEL} --hash=sha256:{WHEEL_SHA256}\n", encoding="utf-8")
        wheels.install(uv, wanted, folder, "--no-deps")
    parts = folder / "deploy_libs"
    for path in [parts / f"{MAIN}.dll", *(parts / name for name in SYSTEM), *modules(parts)]:
        signing.refuse_foreign(path)
    return parts


def _take_library(target: Path) -> None:
    unpack(LIBRARY, target)
    refuse_other(target)


def _make_forwarder(target: Path) -> None:
    """Make ``python3.dll``, which passes on to the real one; abi3 wheels ask for it."""
    names = [
        one for one in Library(target / f"{MAIN}.dll").exports() if one.startswith(("Py", "_Py"))
    ]
    link(target / "python3.dll", [f"{name}={MAIN}.{name}" for name in names])


def _make_starter(target: Path) -> None:
    source = HERE / "interpreter"
    listing, stub, look = (target / name for name in ("main.def", "libmain.a", "look.o"))
    listing.write_text(f"LIBRARY {MAIN}.dll\nEXPORTS\n  Py_Main\n", encoding="utf-8")
    run(["x86_64-w64-mingw32-dlltool", "-d", listing, "-l", stub])
    run(["x86_64-w64-mingw32-windres", "python.rc", "-O", "coff", "-o", look], folder=source)
    made = target / "python.exe"
    run([COMPILER, "-O2", "-s", "-municode", "-o", made, source / "python.c", look, stub])
    for path in (listing, stub, look):
        path.unlink()
