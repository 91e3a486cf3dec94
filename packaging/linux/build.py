"""Builds and tries Sunshine Desk for Linux on a bare Debian 12; needs nothing but Python 3.11.

``python3 packaging/linux/build.py`` makes package and archives into ``dist/linux``; ``all`` also
tries what was made, ``try`` only that, and ``compare ONE OTHER`` says whether two builds hold the
same files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(1, str(HERE.parent / "windows"))

from linuxbuild import chain, trying  # noqa: E402 - it imports winbuild, found by the line above
from winbuild import handing_out, hashes, places, shell  # noqa: E402 - found by the line above


def main(arguments: list[str]) -> int:
    """Do what the words say; gives 1 where something is not as it should be."""
    options = _words(arguments)
    return shell.ended(lambda: _do(options))


def _do(options: argparse.Namespace) -> int:
    if options.deed == "compare":
        return hashes.compare(*options.lists)
    where = places.Places(options.work.resolve(), options.out.resolve())
    steps = shell.Steps()
    if options.fresh:
        handing_out.empty(where)
    if options.deed in {"all", "build", "program"}:
        chain.make_program(where, options.commit, steps)
    if options.deed in {"all", "build", "pack"}:
        chain.make_artefacts(where, steps, options.runtime)
    if options.deed in {"all", "try"}:
        trying.try_all(where, steps)
    steps.say("done")
    return 0


def _words(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    deeds = ("build", "all", "try", "program", "pack", "compare")
    parser.add_argument("deed", nargs="?", default="build", choices=deeds)
    parser.add_argument("lists", nargs="*", type=Path, help="for compare")
    parser.add_argument("--commit", default="HEAD", help="what is built, by git's name")
    parser.add_argument("--work", type=Path, default=places.ROOT / "build" / "linux")
    parser.add_argument("--out", type=Path, default=places.ROOT / "dist" / "linux")
    parser.add_argument("--runtime", type=Path, help="AppImage runtime, to make one too")
    parser.add_argument("--fresh", action="store_true", help="throw away what is there before")
    options = parser.parse_args(arguments)
    if len(options.lists) != 2 * (options.deed == "compare"):
        parser.error("compare takes two folders or lists, the others none")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
