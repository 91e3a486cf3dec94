"""The composition root: makes each object once and joins the rooms."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app import logs, paths
from app.disk import outside_one_drive
from app.settings.policy_places import policy_at

if TYPE_CHECKING:
    from app.vault.folder import Vault

SELF_TEST = "--self-test"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run one command where one is named; gives the exit code.

    A single argument that is a vault's folder opens the window for it, as a double click does.
    The command ``window`` does not wait for what only other commands load.
    ``--self-test`` is the whole self-test for a program without a console, with ``--report``.
    """
    multiprocessing.freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (len(given) == 1 and _names_vault(given[0])):
        return open_window(given)
    if given in (["window"], ["window", "--close"]):
        return open_window([SELF_TEST] if given[1:] else [])
    if given[0] == SELF_TEST:
        given = ["self-test", "--window", *given[1:]]
    from app.cli.main import main as run_command

    return run_command(given, open_window, policy_at(paths.policy_files()), print_file)


def print_file(data: bytes, pages: int, path: Path) -> None:
    """Print a PDF into a file; imported late, as the window is."""
    from app.ui.pages.packet.print_to_file import print_to_file

    print_to_file(data, pages, path)


def open_window(arguments: Sequence[str]) -> int:
    """Open the window; imported late, so that commands never load PySide6."""
    from app.ui.plain_imports import plain_imports

    with plain_imports():
        from app.ui import application
    from app.ui.doors import Doors
    from app.ui.services import Services
    from app.workflow.show_times import local_today

    is_test = SELF_TEST in arguments
    with tempfile.TemporaryDirectory(prefix="sunshine-desk-", ignore_cleanup_errors=True) as folder:
        own = Path(folder)
        log_folder = own if is_test else paths.log_folder()
        if not is_test:
            logs.start(log_folder)
        services = Services(
            vaults=Doors(lambda tell: sample_vault(own, tell), local_today),
            settings_path=own / "settings.toml" if is_test else paths.settings_file(),
            vault_folder=own if is_test else outside_one_drive(paths.documents_folder()),
            log_folder=log_folder,
            start_with=next((Path(a) for a in arguments if _names_vault(a)), None),
            policy=policy_at(paths.policy_files()),
        )
        if is_test:
            return application.self_test(services)
        return application.run(services)


def sample_vault(folder: Path, tell: Callable[[str], None]) -> Vault:
    """Make the sample's vault: imported, its request filled, two thirds of it decided."""
    from app.workflow.try_sample import make_sample_vault

    return make_sample_vault(folder, tell)


def _names_vault(argument: str) -> bool:
    """Say whether it is the folder of a vault, also with the slash that shells put behind it."""
    return Path(argument).suffix == ".vault"
