"""Takes an update that was carried in: checked beside the window, installed when it is closed.

No PySide6.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app import paths
from app.errors import AppError
from app.ui.rows import Notice, Tone
from app.ui.ways import PageContext
from app.ui.wording import of_error
from app.workflow.install_update import RESTART, Plan, judge_for, plan, start
from app.workflow.update_file import take


class Updating:
    """One update at a time.

    Args:
        tell: shows what came of it.
        sure: asks whether the vault may be locked and the installer started; calls back if so.
    """

    def __init__(
        self,
        context: PageContext,
        tell: Callable[[Notice], None],
        sure: Callable[[str, Callable[[], None]], None],
    ) -> None:
        self._context = context
        self._asks = context.asks()
        self._tell = tell
        self._sure = sure

    def take(self, path: Path) -> None:
        """Check a file, and keep its installer apart from it."""
        judge, folder = judge_for(self._context.policy), paths.update_folder()
        self._tell(Notice("The update is being checked…", "", Tone.PLAIN))
        self._asks.ask(lambda: plan(take(path, judge, folder)), self._came, self._refused)

    def _came(self, what: Plan) -> None:
        if not what.command:
            self._tell(Notice("The update is signed and whole.", what.words, Tone.GOOD))
            return
        self._tell(Notice("The update is signed and whole.", "", Tone.GOOD))
        self._sure(f"{what.words} {_THEN}", lambda: self._context.leave_for(lambda: _begin(what)))

    def _refused(self, error: AppError) -> None:
        self._tell(of_error(error))


def _begin(what: Plan) -> None:
    start((*what.command, RESTART))


_THEN = "The vault is locked, the window closes, and the new version opens by itself."
