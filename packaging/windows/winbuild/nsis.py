"""Makes the two installers that people click on; what they do stands in ``desk.nsi``."""

from __future__ import annotations

import shlex
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from winbuild import arranger, msi
from winbuild.freezing import files
from winbuild.places import HERE
from winbuild.shell import run
from winbuild.signing import Signer
from winbuild.source import Commit

Scope = Literal["user", "machine"]
SCOPES: tuple[Scope, ...] = ("user", "machine")


def make(program: Path, made: Path, commit: Commit, signer: Signer, scope: Scope) -> None:
    """Make one installer, signed like the uninstaller in it."""
    with TemporaryDirectory() as folder:
        told = _words(program, made, commit, scope) | {
            "SIGN": str(_script(Path(folder), signer)),
            "ARRANGE": str(arranger.make(Path(folder), signer)),
        }
        defined = [f"-D{name}={value}" for name, value in told.items()]
        settings = {"SOURCE_DATE_EPOCH": str(commit.epoch)}
        run(["makensis", "-V2", "-WX", *defined, "desk.nsi"], folder=HERE, more=settings)


def _words(program: Path, made: Path, commit: Commit, scope: Scope) -> dict[str, str]:
    return {
        "SCOPE": scope,
        "PAYLOAD": str(program),
        "OUT": str(made),
        "VERSION": commit.version,
        "FOUR": commit.four_numbers,
        "KILOBYTES": str(sum(path.stat().st_size for path in files(program)) // 1024),
        "COMPRESS": "small" if made.name.startswith("SunshineDesk-") else "quick",
        "FAMILY": f"{{{msi.UPGRADE}}}",
    }


def _script(folder: Path, signer: Signer) -> Path:
    """Write the program that makensis calls for itself and for the uninstaller."""
    words = signer.command('"$1"', '"$1.signed"')
    command = " ".join(word if word.startswith('"$1') else shlex.quote(word) for word in words)
    script = folder / "sign.sh"
    text = f'#!/bin/sh\n{command} >/dev/null && mv "$1.signed" "$1"\n'
    script.write_text(text, encoding="utf-8")
    script.chmod(0o755)
    return script
