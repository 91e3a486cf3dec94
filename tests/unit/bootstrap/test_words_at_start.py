"""What the program does with the words that it is started with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app import bootstrap


@pytest.mark.parametrize("word", ["Office.vault", "Office.vault/", "/home/a clerk/Öffice.vault/"])
def test_that_a_vault_named_alone_opens_the_window(
    monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    opened: list[Sequence[str]] = []

    def open_window(arguments: Sequence[str]) -> int:
        opened.append(arguments)
        return 7

    monkeypatch.setattr(bootstrap, "open_window", open_window)
    assert bootstrap.main([word]) == 7
    assert opened == [[word]]
