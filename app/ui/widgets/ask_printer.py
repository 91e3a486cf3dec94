"""Asks for a printer in the system's own dialog; knows not what is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

_Option = QAbstractPrintDialog.PrintDialogOption
_RANGES = (_Option.PrintPageRange, _Option.PrintSelection, _Option.PrintCurrentPage)


def ask_printer(
    printer: QPrinter, parent: QWidget, chosen: Callable[[], object], system: str = sys.platform
) -> None:
    """Show the dialog with what is set in the printer; calls back when the clerk says yes.

    That of Windows comes back only when it is answered. Meanwhile the vault may be locked, which
    destroys ``parent``: the dialog must not go with it, and stands over the active window. Nor
    may it keep other threads waiting, as it does unless it is run as a loop of its own.
    """
    blocks = system == "win32"
    dialog = QPrintDialog(printer, None if blocks else parent)
    for option in _RANGES:
        dialog.setOption(option, on=False)
    dialog.accepted.connect(chosen)
    if blocks:
        dialog.exec()
    else:
        QDialog.open(dialog)
