"""Joins the page of the vault: view, presenter, work and the file dialogs."""

from __future__ import annotations

from collections.abc import Callable

from app import paths
from app.settings.ways_out import WayOut
from app.ui.page import Page
from app.ui.pages.vault.four_eyes import FourEyesPresenter
from app.ui.pages.vault.presenter import VaultPresenter
from app.ui.pages.vault.view import VaultView
from app.ui.pages.vault.work import VaultWork
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext
from app.ui.widgets.ask_path import ask_folder, ask_save


class VaultPage(Page):
    """What is done with the open vault as a whole."""

    def __init__(self, context: PageContext, look: Look) -> None:  # noqa: ARG002 - every page is made alike
        self.view = VaultView()
        super().__init__(self.view, "Vault")
        self._let_out = context.let_out
        self.presenter = VaultPresenter(
            VaultWork(context.desk), context.ways, context.asks, self.view.show_state
        )
        self.four_eyes = FourEyesPresenter(context, self.view.four_eyes.show_rule)
        self.view.four_eyes.set_wished.connect(self.four_eyes.set)
        self.view.change_wished.connect(self.presenter.change_passphrase)
        self.view.check_wished.connect(lambda deep: self.presenter.check(deep=deep))
        self.view.backup_wished.connect(self._ask_folder)
        self.view.trail_wished.connect(self._ask_file)

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - it has no subject
        """Show what stands."""
        self.presenter.arrive()
        self.four_eyes.arrive()
        self.view.take_focus()

    def leave(self) -> None:
        """Forget passphrases that were typed and not used."""
        self.view.empty()

    def put_away(self) -> Callable[[], None] | None:
        """Forget passphrases that were typed and not used."""
        self.view.empty()
        return None

    def deeds(self) -> list[Deed]:
        """Offer what the buttons do."""
        check = self.presenter.check
        return [
            Deed("Back up the vault", self._ask_folder, "Alt+B", "copy save"),
            Deed("Check the vault for damage", lambda: check(deep=False), "Alt+C", "verify whole"),
            Deed(
                "Rule of four eyes", self.view.four_eyes.on.setFocus, "Alt+S", "second reader sign"
            ),
            Deed("Save the audit trail", self._ask_file, "Alt+A", "export log history"),
        ]

    def _ask_folder(self) -> None:
        title, beside = "Back up into this folder", self.presenter.beside
        self._let_out(
            WayOut.BACKUPS, lambda: ask_folder(self.view, title, beside, self.presenter.back_up)
        )

    def _ask_file(self) -> None:
        suggested = paths.documents_folder() / f"{self.presenter.trail_name}.jsonl"
        title, save = "Save the audit trail", self.presenter.save_trail
        self._let_out(WayOut.AUDIT_TRAIL, lambda: ask_save(self.view, title, suggested, save))


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return VaultPage(context, look)
