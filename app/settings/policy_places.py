"""Looks where an IT department lays its policy: files and the Windows registry; judges nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.paths import NAME, POLICY, program_folder
from app.settings.policy import Policy
from app.settings.policy_reading import Told, of_registry, parsed, policy_of
from app.windows_desk.places import program_data
from app.windows_desk.rights import kept_by_administrators

REGISTRY = r"SOFTWARE\Policies\Sunshine Desk"
MOST_BYTES = 1_000_000


def policy_at(
    files: Iterable[Path],
    kept: Callable[[Path], bool] = kept_by_administrators,
    for_all: Callable[[], Path | None] = program_data,
) -> Policy:
    """Read the policy of this computer.

    A file in a folder of all users counts in full where administrators alone could have written
    it. One beside the program is as good as the program: who could change it could change both.

    Args:
        files: where one may lie, the weightiest last; the registry outweighs them all.
        kept: says whether nobody but administrators can change a file.
        for_all: gives the folder of all users' data, in which one may lie as well.
    """
    shared = for_all()
    fixed = [] if shared is None else [shared / NAME / POLICY]
    return policy_of([*_of_files(dict.fromkeys([*files, *fixed]), kept), *_of_registry()])


def _of_files(files: Iterable[Path], kept: Callable[[Path], bool]) -> Iterator[Told]:
    home = program_folder()
    for path in files:
        try:
            with path.open("rb") as stream:
                text = stream.read(MOST_BYTES + 1)
                trusted = path.parent == home or kept(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield Told(str(path), None)
            continue
        yield Told(str(path), _table(text), trusted)


def _table(text: bytes) -> dict[str, object] | None:
    if len(text) > MOST_BYTES:
        return None
    try:
        found = parsed(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None
    return None if found is None else dict(found)


if sys.platform == "win32":
    import winreg

    def _of_registry() -> Iterator[Told]:
        place = f"HKLM\\{REGISTRY}"
        read = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY, 0, read) as key:
                count = winreg.QueryInfoKey(key)[1]
                values = [winreg.EnumValue(key, at)[:2] for at in range(count)]
        except FileNotFoundError:
            return
        except OSError:
            yield Told(place, None)
            return
        yield Told(place, of_registry(values))

else:

    def _of_registry() -> Iterator[Told]:
        """Find none: other systems have no registry."""
        return iter(())
