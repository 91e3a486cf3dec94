"""Joins the unlock page: view, presenter, file dialogs and the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from app.errors import AppError
from app.ui.error_dialog import error_dialog
from app.ui.pages.unlock.presenter import UnlockPresenter, UnlockState
from app.ui.pages.unlock.view import UnlockView
from app.ui.services import Desk, Services
from app.ui.ways import Asks, KeepsSettings
from app.ui.widgets.ask_path import ask_folder, ask_save

STEP_EACH_MS = 100


class UnlockPage:
    """The page that stands while no vault is open."""

    def __init__(
        self,
        services: Services,
        asks: Asks,
        settings: KeepsSettings,
        opened: Callable[[Desk], None],
    ) -> None:
        self.widget = UnlockView()
        self._folder = services.vault_folder
        self._state: UnlockState | None = None
        self._opened = opened
        self.presenter = UnlockPresenter(
            services.vaults, asks, settings, self._show, self._hand_over
        )
        self._clock = QTimer(self.widget)
        self._clock.setInterval(STEP_EACH_MS)
        self._clock.timeout.connect(self.presenter.tell_step)
        self._bind()
        self.presenter.begin(services.start_with, services.vault_folder)

    def tell_warnings(self, warnings: tuple[str, ...]) -> None:
        """Tell at the start which settings or rules could not be used."""
        self.presenter.warn(warnings)

    def locking(self) -> None:
        """Tell that a vault is being closed."""
        self.presenter.locking()

    def locked(self) -> None:
        """Offer the vault again."""
        self.presenter.locked()
        self.widget.be_ready()

    def abandon(self) -> None:
        """The window goes."""
        self.presenter.abandon()

    def _bind(self) -> None:
        view, presenter = self.widget, self.presenter
        view.other_wished.connect(self._ask_vault)
        view.new_wished.connect(presenter.want_new)
        view.sample_wished.connect(presenter.sample)
        view.recovery_wished.connect(presenter.want_recovery)
        view.unlock.wished.connect(presenter.unlock)
        view.new.wished.connect(presenter.create)
        view.new.back_wished.connect(presenter.back)
        view.new.folder_wished.connect(self._ask_folder)
        view.recover.wished.connect(presenter.recover)
        view.recover.back_wished.connect(presenter.back)
        view.key.kept.connect(presenter.key_kept)
        view.key.print_wished.connect(self._print)
        view.key.save_wished.connect(self._ask_file)

    def _show(self, state: UnlockState) -> None:
        self._state = state
        self.widget.show_state(state)
        if not state.busy:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()

    def _hand_over(self, desk: Desk) -> None:
        self.widget.forget()
        self._opened(desk)

    def _ask_vault(self) -> None:
        title = "Open a vault: choose its folder"
        ask_folder(self.widget, title, self._folder, self.presenter.choose)

    def _ask_folder(self) -> None:
        title = "Where shall the vault be kept?"
        ask_folder(self.widget, title, self._folder, self.presenter.keep_in)

    def _ask_file(self) -> None:
        desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        suggested = Path(desktop) / "Recovery key.txt"
        ask_save(self.widget, "Save the recovery key", suggested, self.save_key)

    def save_key(self, path: Path) -> None:
        """Write the recovery key where the clerk asked for it."""
        try:
            path.write_text(self._sheet(), encoding="utf-8")
        except OSError:
            self._tell(AppError("The key could not be saved there.", "Choose another folder."))

    def _print(self) -> None:
        printer = QPrinter()
        printer.setDocName("Sunshine Desk")
        dialog = QPrintDialog(printer, self.widget)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document = QTextDocument()
            document.setPlainText(self._sheet())
            document.print_(printer)

    def _sheet(self) -> str:
        state = self._state
        if state is None:
            return ""
        return (
            f"Recovery key of the Sunshine Desk vault “{state.vault_name}”\n\n"
            f"{state.recovery_key}\n\n"
            "It opens the vault without the passphrase. Keep it in a safe.\n"
        )

    def _tell(self, error: AppError) -> None:
        error_dialog(error, self.widget).open()
