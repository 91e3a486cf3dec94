"""Decides what the box of the rule of four eyes shows. No PySide6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.decisions import Which
from app.domain.second_reading import FourEyes
from app.ui.rows import Notice, Tone
from app.ui.ways import PageContext
from app.ui.wording import of_error
from app.workflow.second_reading import rule_of, set_rule

CHOICES = (
    (Which.ALL.value, "every record"),
    (Which.REDACTED.value, "at least what is withheld"),
    (Which.TENTH.value, "at least a random tenth"),
)


@dataclass(frozen=True, slots=True)
class RuleState:
    """The rule as it holds, and what came of changing it."""

    is_on: bool = False
    least: str = Which.ALL.value
    notice: Notice | None = None


class FourEyesPresenter:
    """Asks the vault; remembers nothing."""

    def __init__(self, context: PageContext, show: Callable[[RuleState], None]) -> None:
        self._desk = context.desk
        self._ways = context.ways
        self._reading, self._writing = context.asks(), context.asks()
        self._show = show
        self._state = RuleState()

    def arrive(self) -> None:
        """Show the rule."""
        self._reading.ask(lambda: rule_of(self._desk.vault), self._came, self._ways.trouble)

    def set(self, is_on: bool, least: str, reason: str) -> None:  # noqa: FBT001 - as the box says it
        """Switch the rule; a looser one needs a reason."""
        rule = FourEyes(is_on, Which(least))
        vault, who = self._desk.vault, self._desk.who

        def done(_: None) -> None:
            words = "The rule is on." if is_on else "The rule is off."
            self._tell(RuleState(is_on, least, Notice(words, "", Tone.GOOD)))
            self._ways.say(words)
            self._ways.changed()

        self._writing.ask(
            lambda: set_rule(vault, rule, who, reason),
            done,
            lambda error: self._tell(replace(self._state, notice=of_error(error))),
        )

    def _came(self, rule: FourEyes) -> None:
        self._tell(RuleState(rule.is_on, rule.least.value))

    def _tell(self, state: RuleState) -> None:
        self._state = state
        self._show(state)
