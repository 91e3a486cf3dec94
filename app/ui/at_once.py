"""Answers questions here and now, where no window waits for them; knows no PySide6."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.errors import AppError

T = TypeVar("T")


class AtOnce:
    """A line of questions that answers in the caller's thread, before ``ask`` returns."""

    def ask(
        self,
        question: Callable[[], T],
        answered: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Answer at once."""
        try:
            answer = question()
        except AppError as error:
            failed(error)
        else:
            answered(answer)

    def silence(self) -> None:
        """Do nothing, since no question is ever open."""
