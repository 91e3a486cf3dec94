"""Sets what the columns of a table hold, seen by its first rows. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.columns import ColumnMapping, Meaning
from app.errors import AppError
from app.ui.pages.sources.columns import ColumnsState, state_of
from app.ui.rows import Notice, Tone
from app.ui.services import KeepsSources
from app.ui.ways import Asks, KeepsSettings
from app.ui.wording import of_error

if TYPE_CHECKING:
    from app.domain.columns import KeptMapping
    from app.workflow.import_export import Recognised
    from app.workflow.map_columns import TablePreview


class ColumnsPresenter:
    """Remembers which table is looked at and the mapping as it stands.

    Args:
        sources: looks at tables and keeps mappings.
        asks: where long reads go.
        settings: know the zone.
        show: shows the state; None when the page is left.
        use: takes the table with its mapping to what is about to be imported.
    """

    def __init__(
        self,
        sources: KeepsSources,
        asks: Callable[[], Asks],
        settings: KeepsSettings,
        show: Callable[[ColumnsState | None], None],
        use: Callable[[Recognised], None],
    ) -> None:
        self._sources = sources
        self._asking = asks()
        self._settings = settings
        self._show = show
        self._use = use
        self._paths: tuple[Path, ...] = ()
        self._state: ColumnsState | None = None

    def open(
        self,
        paths: tuple[Path, ...],
        mapping: ColumnMapping | None,
        refused: Callable[[AppError], None],
    ) -> None:
        """Look at files as a table; ``refused`` is told where they are none."""
        self._paths = paths
        self._ask(mapping, "", refused)

    def choose(self, heading: str, meaning: Meaning | None) -> None:
        """Say what a column holds."""
        if self._state is None:
            return
        told = self._state.mapping
        if told.meaning_of(heading) is meaning:
            return
        columns = [pair for pair in told.columns if pair[0] != heading]
        if meaning is not None:
            columns.append((heading, meaning))
        self._look(replace(told, columns=tuple(columns)))

    def set_ways(self, ways: ColumnMapping) -> None:
        """Take everything of a mapping but its columns; other headings are guessed anew."""
        if self._state is None:
            return
        before = self._state.mapping
        if replace(ways, columns=()) == replace(before, columns=()):
            return
        same = (ways.heading_row, ways.delimiter, ways.encoding) == (
            before.heading_row, before.delimiter, before.encoding,
        )  # fmt: skip
        self._look(replace(ways, columns=before.columns if same else ()))

    def take_kept(self, name: str) -> None:
        """Read the columns as it was kept under a name."""
        if self._state is None or name == self._state.kept_name:
            return
        kept = next((one for one in self._sources.mappings() if one.name == name), None)
        if kept is not None:
            self._ask(kept.mapping, kept.name, self._refused)

    def keep(self, name: str) -> None:
        """Keep the mapping by a name for the next table with these headings."""
        if self._state is None:
            return
        state = self._state
        headings = tuple(line.heading for line in state.columns)
        self._asking.ask(
            lambda: self._sources.keep_mapping(name, headings, state.mapping),
            lambda _: self._kept(" ".join(name.split())),
            self._refused,
        )

    def use(self) -> None:
        """Import the table as it is shown."""
        if self._state is not None:
            recognised = self._sources.as_table(self._paths, self._state.mapping)
            self.leave()
            self._use(recognised)

    def leave(self) -> None:
        """Go back without a change."""
        self._state = None
        self._show(None)

    def _look(self, mapping: ColumnMapping) -> None:
        self._ask(mapping, "", self._refused)

    def _ask(
        self, mapping: ColumnMapping | None, kept_name: str, refused: Callable[[AppError], None]
    ) -> None:
        paths, zone = self._paths, self._settings.now.zone

        def read() -> tuple[TablePreview, list[KeptMapping]]:
            return self._sources.table(paths, mapping, zone), self._sources.mappings()

        self._asking.ask(read, lambda found: self._came(*found, kept_name), refused)

    def _came(self, preview: TablePreview, kept: list[KeptMapping], kept_name: str) -> None:
        names = tuple(one.name for one in kept)
        self._tell(state_of(preview, names, preview.kept_name or kept_name))

    def _kept(self, name: str) -> None:
        if self._state is not None:
            kept = tuple(sorted({*self._state.kept, name}, key=str.casefold))
            said = Notice(
                f"Kept as {name}.", "It is proposed when a table has the same columns.", Tone.GOOD
            )
            self._tell(replace(self._state, kept=kept, kept_name=name, notice=said))

    def _refused(self, error: AppError) -> None:
        if self._state is not None:
            self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: ColumnsState) -> None:
        self._state = state
        self._show(state)
