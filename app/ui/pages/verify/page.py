"""Joins the page that checks any PDF: view, presenter and the file dialogs."""

from __future__ import annotations

from pathlib import Path

from app.jobs.events import Job
from app.ui.page import Page
from app.ui.pages.verify.presenter import VerifyPresenter
from app.ui.pages.verify.view import VerifyView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext
from app.ui.widgets.ask_path import ask_file


class VerifyPage(Page):
    """Any PDF, checked."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = VerifyView(look)
        super().__init__(self.view, "Check a PDF")
        self.presenter = VerifyPresenter(_job, context.ways, self.view.show_state)
        self.view.file_wished.connect(self._ask_file)
        self.view.list_wished.connect(self._ask_list)
        self.view.no_list_wished.connect(lambda: self.presenter.use_list(None))

    def arrive(self, subject: str) -> None:  # noqa: ARG002 - it has no subject
        """Show what stands."""
        self.presenter.arrive()
        self.view.take_focus()

    def deeds(self) -> list[Deed]:
        """Offer what the buttons do."""
        return [
            Deed("Check another PDF", self._ask_file, "Alt+P", "verify leak redaction foreign"),
            Deed("Search it for a list of words", self._ask_list, "Alt+L", "names"),
        ]

    def _ask_file(self) -> None:
        ask_file(self.view, "Check a PDF", "PDF (*.pdf)", self.presenter.check)

    def _ask_list(self) -> None:
        words = "Text, one word or name to a line (*.txt *.csv)"
        ask_file(self.view, "Search for a list of words", words, self.presenter.use_list)


def _job(path: Path, words: Path | None) -> Job:
    from app.workflow.check_pdf import CheckPdfJob

    return CheckPdfJob(path, words)


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return VerifyPage(context, look)
