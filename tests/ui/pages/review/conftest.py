"""The review page as it stands in the window; which desk it is over, each file says itself."""

from __future__ import annotations

import pytest
from review_window import ReviewWindow


@pytest.fixture
def windows(tmp_path, qtbot):
    made: list[ReviewWindow] = []

    def make(kind: type[ReviewWindow] = ReviewWindow, **more) -> ReviewWindow:
        made.append(kind(tmp_path, qtbot, **more))
        return made[-1]

    yield make
    for window in made:
        window.close()
