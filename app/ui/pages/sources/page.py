"""Joins the page of sources: view, presenter and the file dialogs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from app import paths
from app.domain.columns import Meaning
from app.domain.languages import Languages
from app.settings.ways_out import WayOut
from app.ui.page import Page
from app.ui.pages.sources.columns_presenter import ColumnsPresenter
from app.ui.pages.sources.presenter import SourcesPresenter
from app.ui.pages.sources.view import SourcesView
from app.ui.theme import Look
from app.ui.ways import Deed, PageContext, Where
from app.ui.widgets.ask_path import ask_files, ask_folder, ask_save


class SourcesPage(Page):
    """The exports in the vault."""

    def __init__(self, context: PageContext, look: Look) -> None:
        self.view = SourcesView(look)
        self._ways, self._let_out = context.ways, context.let_out
        super().__init__(self.view, "Sources")
        self.presenter = SourcesPresenter(
            context.desk,
            context.ways,
            context.asks,
            context.settings,
            self.view.show_state,
        )
        self.columns = ColumnsPresenter(
            context.desk.sources,
            context.asks,
            context.settings,
            self.view.show_columns,
            self.presenter.take,
        )
        self._bind()
        self._bind_columns()

    def arrive(self, subject: str) -> None:
        """Read the sources afresh."""
        if subject:
            self.presenter.choose(subject)
        self.presenter.arrive()
        self.view.take_focus()

    def refresh(self) -> None:
        """Read the sources afresh."""
        self.presenter.arrive()

    def dropped(self, paths: tuple[Path, ...]) -> None:
        """Ask what must be known of dropped files."""
        self.presenter.add(paths)

    def open_columns(self, name: str) -> None:
        """Say what the columns of a file hold that is being added."""
        one = self.presenter.named(name)
        if one is not None:
            self.columns.open(one.paths, getattr(one, "mapping", None), self.presenter.refuse)

    def deeds(self) -> list[Deed]:
        """Offer to add and to go on."""
        return [
            Deed("Add an export", self._ask_files, "Alt+A", "import file phone mailbox"),
            Deed("Add a folder", self._ask_folder, "Alt+F", "import directory"),
            Deed("Go on with the import", self.presenter.go_on, "Alt+G", "resume unfinished"),
            *self._words_deeds(),
            Deed(
                "Look for near-copies",
                self.presenter.find_near_copies,
                words="duplicates similar alike",
            ),
            Deed("Save account as CSV", self._ask_account, "Alt+C", "export list items"),
        ]

    def _words_deeds(self) -> list[Deed]:
        further = "ocr scan picture text read language"
        return [
            Deed(
                f"Recognise words in {one.told}",
                partial(self.presenter.read_words, one.value),
                "Alt+R",
                further,
            )
            for one in Languages
        ]

    def _bind(self) -> None:
        view, presenter = self.view, self.presenter
        view.drop.files_wished.connect(self._ask_files)
        view.drop.folder_wished.connect(self._ask_folder)
        view.drop.dropped.connect(presenter.add)
        view.empty.pressed.connect(self._ask_files)
        view.table.chosen.connect(presenter.choose)
        view.table.pressed_cell.connect(presenter.press)
        view.keys.unreadable_wished.connect(lambda: presenter.open_problems("unreadable"))
        view.keys.ignored_wished.connect(lambda: presenter.open_problems("ignored"))
        view.keys.go_on_wished.connect(presenter.go_on)
        view.keys.account_wished.connect(self._ask_account)
        view.keys.coverage_wished.connect(lambda: self._ways.go(Where.COVERAGE))
        view.keys.words_wished.connect(presenter.read_words)
        view.unfinished.pressed.connect(presenter.go_on_all)
        view.problems.back_wished.connect(presenter.close_problems)
        view.adding.begun.connect(presenter.begin)
        view.adding.away_wished.connect(presenter.leave_adding)
        view.adding.files.table_wished.connect(self.open_columns)
        view.adding.files.paper_wished.connect(presenter.as_paper)
        view.adding.files.left_out.connect(presenter.leave_out)

    def _bind_columns(self) -> None:
        view, columns = self.view.columns, self.columns
        view.chosen.connect(
            lambda heading, told: columns.choose(heading, Meaning(told) if told else None)
        )
        view.ways_changed.connect(columns.set_ways)
        view.kept_chosen.connect(columns.take_kept)
        view.keep_wished.connect(columns.keep)
        view.used.connect(columns.use)
        view.away_wished.connect(columns.leave)

    def _ask_files(self) -> None:
        ask_files(self.view, "Add an export", self.presenter.add)

    def _ask_folder(self) -> None:
        ask_folder(self.view, "Add a folder", Path(), lambda path: self.presenter.add((path,)))

    def _ask_account(self) -> None:
        suggested = paths.documents_folder() / f"{self.presenter.account_name}.csv"
        title, save = "Save the account of this source", self.presenter.save_account
        self._let_out(WayOut.TABLES, lambda: ask_save(self.view, title, suggested, save))


def make(context: PageContext, look: Look) -> Page:
    """Make the page."""
    return SourcesPage(context, look)
