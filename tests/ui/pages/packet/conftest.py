"""The packet page as it stands in the window; which desk it is over, each file says itself."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.pages.packet.page import PacketPage
from app.ui.theme import Look


@pytest.fixture
def page(desk, qtbot):
    made = PacketPage(desk.context, Look(QApplication.instance()))
    qtbot.addWidget(made.view)
    made.view.resize(880, 560)
    made.view.show()
    made.arrive("")
    yield made
    finish = made.put_away()
    if finish is not None:
        finish()
