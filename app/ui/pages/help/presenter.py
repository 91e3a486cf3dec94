"""Decides what the help shows and where its links lead. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import AppError
from app.ui.rows import Cell, Column, EmptyWords, Notice, Row, Tone
from app.ui.ways import Asks
from app.ui.wording import count, of_error

if TYPE_CHECKING:
    from app.workflow.help import Found, Help

COLUMNS = (Column("Topic"),)
FIRST = "first-steps"
FROM = ">"
"""Stands behind the page that one comes from, where both are told: ``Review>packet``."""


@dataclass(frozen=True, slots=True)
class HelpState:
    """Everything that the page shows.

    Attributes:
        chosen: key of the row on which the clerk stands.
        text: Markdown; ``heading`` is where in it to begin, empty for its top.
        leave_word: what the button says that leads back to the page one came from.
        can_go_back: whether another topic was read before.
    """

    rows: tuple[Row, ...] = ()
    chosen: str = ""
    title: str = ""
    text: str = ""
    heading: str = ""
    found: str = ""
    leave_word: str = ""
    can_go_back: bool = False
    empty: EmptyWords | None = None
    notice: Notice | None = None


class HelpPresenter:
    """Remembers what was read, what was typed and which page one came from."""

    def __init__(
        self,
        load: Callable[[], Help],
        asks: Callable[[], Asks],
        leave: Callable[[str], None],
        show: Callable[[HelpState], None],
    ) -> None:
        self._load = load
        self._asks = asks()
        self._leave = leave
        self._show = show
        self._help: Help | None = None
        self._typed = ""
        self._trail: list[Found] = []
        self._came_from = ""
        self._state = HelpState()

    def arrive(self, subject: str) -> None:
        """Show the topic that a link names, or that of the page one comes from.

        Args:
            subject: ``Review>`` or ``Review>packet``; without the page, the one that one came
                from before stays.
        """
        if self._help is None:
            self._asks.ask(self._load, lambda found: self._loaded(found, subject), self._refused)
        else:
            self._begin(self._help, subject)

    def find(self, typed: str) -> None:
        """List the places that fit plain words; all topics for none."""
        self._typed = typed
        help_, asked = self._help, typed.strip()
        if help_ is None:
            return
        if not asked:
            self._asks.silence()
            self._list()
            return
        self._asks.ask(lambda: help_.find(asked), self._came, self._refused)

    def choose(self, link: str) -> None:
        """Read what a row or a link leads to; a link that leads nowhere does nothing."""
        found = self._help.about(link) if self._help is not None and link else None
        if found is not None and (not self._trail or found != self._trail[-1]):
            self._trail.append(found)
        if found is not None:
            self._read(found)

    def go_back(self) -> None:
        """Read again what was read before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self._read(self._trail[-1])

    def leave(self) -> None:
        """Go back to the page one came from."""
        if self._came_from:
            self._leave(self._came_from)

    def _loaded(self, help_: Help, subject: str) -> None:
        self._help = help_
        self._begin(help_, subject)

    def _begin(self, help_: Help, subject: str) -> None:
        page, _, link = subject.rpartition(FROM)
        self._came_from = page or self._came_from
        wanted = help_.about(link or page)
        if wanted is not None or not self._trail:
            self._trail = [found for found in (wanted or help_.about(FIRST),) if found]
        word = f"&Back to {self._came_from}" if self._came_from else ""
        self._state = replace(self._state, leave_word=word, notice=None)
        self._list()
        if self._trail:
            self._read(self._trail[-1])

    def _list(self) -> None:
        topics = self._help.topics if self._help is not None else ()
        rows = tuple(Row(one.key, (Cell(one.title),)) for one in topics)
        here = self._trail[-1].topic.key if self._trail else ""
        self._tell(
            replace(
                self._state,
                rows=rows,
                chosen=here,
                found=count(len(rows), "topic"),
                empty=None,
            )
        )

    def _came(self, places: list[Found]) -> None:
        rows = tuple(_row(place) for place in dict.fromkeys(places))
        self._state = replace(
            self._state,
            rows=rows,
            chosen=rows[0].key if rows else "",
            found=count(len(rows), "place"),
            empty=None if rows else NONE_FOUND,
        )
        if rows:
            self.choose(rows[0].key)
        else:
            self._tell(self._state)

    def _read(self, found: Found) -> None:
        keys = {row.key for row in self._state.rows}
        chosen = found.link if found.link in keys else found.topic.key
        self._tell(
            replace(
                self._state,
                chosen=chosen if chosen in keys else self._state.chosen,
                title=found.topic.title,
                text=found.topic.text,
                heading=found.heading,
                can_go_back=len(self._trail) > 1,
            )
        )

    def _refused(self, error: AppError) -> None:
        self._tell(replace(self._state, notice=of_error(error)))

    def _tell(self, state: HelpState) -> None:
        self._state = state
        self._show(state)


NONE_FOUND = EmptyWords(
    "Nothing about that", "Try one plain word, such as “passphrase”, “copies” or “print”."
)


def _row(found: Found) -> Row:
    if not found.heading:
        return Row(found.link, (Cell(found.topic.title, strong=True),))
    words = f"{found.heading} · {found.topic.title}"
    return Row(found.link, (Cell(words, Tone.PLAIN, spoken=f"{found.heading}, {words}"),))
