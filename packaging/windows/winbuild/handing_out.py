"""What both systems' builds do with their folders: empty them, list them, weigh what is in them."""

from __future__ import annotations

import shutil

from winbuild import hashes
from winbuild.freezing import files
from winbuild.places import Places
from winbuild.shell import BuildFailed

INSTALLED_LIMIT = 350 << 20
PACKED_LIMIT = 110 << 20


def empty(places: Places) -> None:
    """Throw away what an earlier build left."""
    for folder in (places.work, places.out):
        shutil.rmtree(folder, ignore_errors=True)


def list_payload(places: Places) -> None:
    """Write the hashes of the program's files, as they are before they are signed."""
    (places.out / hashes.PAYLOAD).write_text(hashes.of_folder(places.program), encoding="utf-8")


def list_artefacts(places: Places) -> None:
    """Write the hashes of all that is handed out."""
    listing = places.out / hashes.ARTEFACTS
    listing.unlink(missing_ok=True)
    listing.write_text(hashes.of_folder(places.out), encoding="utf-8")


def tell_sizes(places: Places) -> None:
    """Print what everything weighs; too much fails the build."""
    program = [path for path in files(places.program) if not path.is_symlink()]
    installed = sum(path.stat().st_size for path in program)
    sizes = {path.name: path.stat().st_size for path in files(places.out)}
    for name, size in [("installed", installed), *sizes.items()]:
        print(f"{size / (1 << 20):8.1f} MiB  {name}", flush=True)
    large = [name for name, size in sizes.items() if size > PACKED_LIMIT]
    if installed > INSTALLED_LIMIT or large:
        raise BuildFailed(f"Too large: {', '.join(large) or 'the program'}.")
