"""Asks for files and folders in the system's own dialogs, which never block the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_files(
    parent: QWidget, title: str, chosen: Callable[[tuple[Path, ...]], object]
) -> QFileDialog:
    """Ask for one or more files."""
    dialog = _dialog(parent, title, Path())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen(tuple(Path(name) for name in names)))
    dialog.open()
    return dialog


def ask_file(
    parent: QWidget, title: str, kind: str, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for one file of a kind, for example ``PDF (*.pdf)``."""
    dialog = _dialog(parent, title, Path())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kind)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def ask_folder(
    parent: QWidget, title: str, begin: Path, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def ask_save(
    parent: QWidget, title: str, suggested: Path, chosen: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to save a file; its ending is that of the suggested name."""
    dialog = _dialog(parent, title, suggested.parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    suffix = suggested.suffix.removeprefix(".")
    dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(suggested.name)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, begin: Path) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(begin) if begin != Path() else "")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
