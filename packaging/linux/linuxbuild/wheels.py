"""Takes the wheels of the lock for Debian 12's own Python, every one checked by its hash."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable
from pathlib import Path

from winbuild.shell import run

PYTHON = Path("/usr/bin/python3.11")
_NAMED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_CHOICE = ("--frozen", "--no-dev", "--no-emit-project")


def lay(uv: Path, source: Path, into: Path) -> Path:
    """Make the environment that freezes the program; give its folder of packages."""
    shutil.rmtree(into, ignore_errors=True)
    wanted = into.with_name("requirements.txt")
    run([uv, "export", "-q", *_CHOICE, "--group", "windows", "-o", wanted], folder=source)
    run([uv, "venv", "-q", "--no-project", "--python", PYTHON, into])
    strict = ["--require-hashes", "--only-binary", ":all:", "--link-mode", "copy"]
    python = into / "bin" / "python"
    run([uv, "pip", "install", "-q", "--python", python, *strict, "-r", wanted])
    return next((into / "lib").glob("python3.*")) / "site-packages"


def named(uv: Path, source: Path) -> set[str]:
    """Give the names of what the program itself is made with."""
    told = run([uv, "export", "-q", "--no-header", *_CHOICE], folder=source).stdout
    return set(_NAMED.findall(told))


def installed(site: Path, lock: Path) -> dict[str, dict[str, str]]:
    """Give, by name and version, the file that a lock names for what is installed: its hash."""
    tags = {_name(one): _tags_within(one) for one in site.glob("*.dist-info")}
    found = {}
    for package in tomllib.loads(lock.read_text(encoding="utf-8"))["package"]:
        told = f"{package['name']} {package['version']}"
        for wheel in package.get("wheels", []):
            file = wheel["url"].rsplit("/", 1)[-1]
            if tags.get(told) == _tags_of(file):
                found[told] = {file: wheel["hash"].removeprefix("sha256:")}
    return found


def _name(information: Path) -> str:
    name, _, version = information.stem.partition("-")
    return f"{name.lower().replace('_', '-').replace('.', '-')} {version}"


def _tags_within(information: Path) -> frozenset[str]:
    lines = (information / "WHEEL").read_text(encoding="utf-8").splitlines()
    return frozenset(line.removeprefix("Tag: ") for line in lines if line.startswith("Tag: "))


def _tags_of(file: str) -> frozenset[str]:
    """Give the tags that a name of a wheel packs together."""
    pythons, abis, systems = file.removesuffix(".whl").rsplit("-", 3)[-3:]
    return frozenset(
        f"{python}-{abi}-{system}"
        for python in pythons.split(".")
        for abi in abis.split(".")
        for system in systems.split(".")
    )


def present(site: Path, names: Iterable[str]) -> list[str]:
    """Give those of the names that are installed: others are for other systems."""
    here = {_name(one).split(" ")[0] for one in site.glob("*.dist-info")}
    return sorted(here & set(names))
