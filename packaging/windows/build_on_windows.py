r"""Builds Sunshine Desk on a real Windows computer with the Python of python.org, and no more.

``py -3.13 packaging\windows\build_on_windows.py`` makes ``dist\windows\Sunshine Desk`` and a
portable ZIP, from the same lock, specification and list of what is left out as the build on Debian.
A newer Python than 3.13.0 is welcome: ``py -3.14`` works as soon as every wheel is there for it.
With ``--certificate THUMBPRINT`` it signs what is ours by ``signtool``, where Windows' SDK is
installed. Installers are made on Debian from the folder, by ``build.py pack FOLDER``.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from winbuild import archive, hashes  # noqa: E402 - found by the line above
from winbuild.freezing import OURS  # noqa: E402
from winbuild.places import NAME  # noqa: E402

LOWEST = (3, 13)


def main(arguments: list[str]) -> int:
    """Build; gives 1 where this computer cannot."""
    options = _words(arguments)
    if platform.system() != "Windows" or sys.version_info < LOWEST:
        print("This needs Windows and Python 3.13 or newer from python.org.", file=sys.stderr)
        return 1
    work, out = ROOT / "build" / "on-windows", ROOT / "dist" / "windows"
    python = _environment(work)
    epoch = _told("git", "log", "-1", "--format=%ct").strip()
    settings = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": epoch,
        "DESK_FOLDER": NAME,
    }
    where = ["--distpath", str(out), "--workpath", str(work / "freezing")]
    freeze = [str(python), "-m", "PyInstaller", "--noconfirm", *where, str(HERE / "desk.spec")]
    _run(freeze, settings)
    program = out / NAME
    (out / hashes.PAYLOAD).write_text(hashes.of_folder(program), encoding="utf-8")
    if options.certificate:
        _sign(program, options.certificate, options.timestamp_url)
    archive.make(program, out / "SunshineDesk-portable.zip", int(epoch))
    _run([str(program / "sunshine-desk.exe"), "self-test", "--window"])
    print(f"Built {program}")
    return 0


def _environment(work: Path) -> Path:
    """Make the environment that freezes: uv, and by it what the lock names, checked by hashes."""
    home = work / "python"
    _run([sys.executable, "-m", "venv", "--clear", str(home)])
    python = home / "Scripts" / "python.exe"
    _run([str(python), "-m", "pip", "-q", "install", "uv"])
    wanted = work / "requirements.txt"
    choice = ["--frozen", "--no-dev", "--group", "windows", "--no-emit-project"]
    _run([str(python), "-m", "uv", "export", "-q", *choice, "-o", str(wanted)])
    strict = ["--require-hashes", "--only-binary", ":all:", "--python", str(python)]
    _run([str(python), "-m", "uv", "pip", "install", "-q", *strict, "-r", str(wanted)])
    return python


def _sign(program: Path, thumbprint: str, timestamp_url: str) -> None:
    when = ["/tr", timestamp_url, "/td", "sha256"] if timestamp_url else []
    ours = [str(program / name) for name in OURS if (program / name).exists()]
    _run(["signtool", "sign", "/sha1", thumbprint, "/fd", "sha256", *when, "/d", NAME, *ours])


def _run(command: list[str], settings: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, env=settings, check=True)  # noqa: S603 - our own commands


def _told(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - git
    return done.stdout


def _words(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificate", default="", help="thumbprint of a certificate to sign by")
    parser.add_argument("--timestamp-url", default="", help="server that proves the time")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
