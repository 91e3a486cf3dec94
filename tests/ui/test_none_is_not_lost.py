"""The binding to Qt counts its references: PySide6 6.12.0 lost one to None with many calls."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QStandardItemModel

CALLS = 200


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never deallocated there")
def test_that_asking_qt_for_nothing_loses_no_reference_to_none(qtbot):
    model = QStandardItemModel(1, 1)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        model.property("nothing of that name")
    assert sys.getrefcount(None) > before - CALLS // 2
