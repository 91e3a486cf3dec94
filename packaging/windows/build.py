"""Builds and tries Sunshine Desk for Windows on a bare Debian 12; needs nothing but Python 3.11.

``python3 packaging/windows/build.py`` makes everything into ``dist/windows``, signed by a
certificate for tries unless ``--certificate`` and ``--key`` name another. ``all`` also tries what
was made, ``try`` only that, ``compare ONE OTHER`` says whether two builds hold the same files, and
``pack FOLDER`` makes installers of a program that ``build_on_windows.py`` made. ``suite [PATHS]``
runs the project's own tests under Wine: the parts where Windows matters, ``--whole`` all that can.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from winbuild import chain, handing_out, hashes, places, shell, signing, trying
from winbuild.source import Commit
from winbuild.suite import rules, running


def main(arguments: list[str]) -> int:
    """Do what the words say; gives 1 where something is not as it should be."""
    options = _words(arguments)
    return shell.ended(lambda: _make(options))


def _make(options: argparse.Namespace) -> int:
    if options.deed == "compare":
        return hashes.compare(*options.lists)
    wishes = chain.Wishes(
        places.Places(options.work.resolve(), options.out.resolve()),
        options.commit,
    )
    steps = shell.Steps()
    if options.fresh:
        handing_out.empty(wishes.places)
    if options.deed == "suite":
        paths = rules.WHOLE if options.whole else [path.as_posix() for path in options.lists]
        running.run_suite(running.Suite(wishes.places), options.commit, paths, steps)
    if options.deed in {"all", "build", "program", "pack"}:
        brought = options.lists[0] if options.deed == "pack" else None
        commit = (
            chain.make_program(wishes, steps) if not brought else chain.take_in(wishes, brought)
        )
        if options.deed != "program":
            signer = _signer(options, wishes.places, commit)
            chain.make_artefacts(wishes, commit, signer, steps)
    if options.deed in {"all", "try"}:
        trying.try_all(wishes.places, steps, options.certificate)
    steps.say("done")
    return 0


def _signer(options: argparse.Namespace, where: places.Places, commit: Commit) -> signing.Signer:
    if not options.certificate:
        return signing.make_own(where.work / "certificate", commit.epoch)
    return signing.Signer(
        options.certificate,
        options.key,
        commit.epoch,
        options.key_password_file,
        options.timestamp_url,
    )


def _words(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    deeds = ("build", "all", "try", "program", "pack", "compare", "suite")
    parser.add_argument("deed", nargs="?", default="build", choices=deeds)
    parser.add_argument("lists", nargs="*", type=Path, help="for compare, pack and suite")
    parser.add_argument("--commit", default="HEAD", help="what is built, by git's name")
    parser.add_argument("--work", type=Path, default=places.ROOT / "build" / "windows")
    parser.add_argument("--out", type=Path, default=places.ROOT / "dist" / "windows")
    parser.add_argument("--fresh", action="store_true", help="throw away what is there before")
    parser.add_argument("--whole", action="store_true", help="suite: all that can run under Wine")
    parser.add_argument("--certificate", type=Path, help="PEM file to sign with")
    parser.add_argument("--key", default="", help="PEM file of its key, or a pkcs11: address")
    parser.add_argument("--key-password-file", type=Path)
    parser.add_argument("--timestamp-url", default="", help="server that proves the time")
    options = parser.parse_args(arguments)
    wanted = {"compare": 2, "pack": 1, "suite": len(options.lists)}.get(options.deed, 0)
    if len(options.lists) != wanted:
        parser.error("compare takes two folders or lists, pack one, suite tests, the others none")
    if bool(options.certificate) != bool(options.key):
        parser.error("--certificate and --key belong together")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
