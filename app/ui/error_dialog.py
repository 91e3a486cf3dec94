"""Tells an error where no page is there to tell it in."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import AppError


def error_dialog(error: AppError, parent: QWidget | None = None) -> QMessageBox:
    """Make the dialog; what happened stands above what to do."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Sunshine Desk")
    box.setText(error.what)
    box.setInformativeText(error.remedy)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    return box
