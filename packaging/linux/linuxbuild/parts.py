"""Lists what others made of a program for Linux, with the texts of their licences."""

from __future__ import annotations

from pathlib import Path

from linuxbuild import wheels
from linuxbuild.closure import package_of
from linuxbuild.pruning import OF_SYSTEM
from winbuild import licences
from winbuild.freezing import INNER
from winbuild.places import Places
from winbuild.shell import run

_DOCUMENTS = Path("/usr/share/doc")


def shipped(uv: Path, places: Places, site: Path) -> list[licences.Part]:
    """Give all of them: wheels, Debian's Python and libraries, and what the data came from."""
    names = wheels.named(uv, places.source)
    found = licences.of_wheels(site, wheels.present(site, {*names, "pyinstaller"}))
    here = [one for one in OF_SYSTEM if (places.program / INNER / one).exists()]
    found += {part.name: part for part in map(_of_system, here)}.values()
    return found + licences.of_resources(places.source / "resources")


def _of_system(library: str) -> licences.Part:
    package = package_of(library)
    version = run(["dpkg-query", "-W", "-f", "${Version}", package]).stdout.strip()
    text = _DOCUMENTS / package / "copyright"
    named = f"{package} of Debian"
    return licences.of_files(named, version, OF_SYSTEM[library], [text])
