"""Drives Word, Excel or PowerPoint through COM in a process of its own: a document to PDF.

Nothing is asked, macros cannot run, links are not updated, and the document is never saved.
Changes that were tracked and comments are shown, as they are in the program's own text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

FORCE_DISABLE = 3
"""``msoAutomationSecurityForceDisable``: no macro runs, and nobody is asked."""

_WORD_PDF, _WITH_MARKUP, _ALL_PAGES, _FOR_PRINT = 17, 7, 0, 0
_ALL_MARKUP, _FINAL = 2, 0
_EXCEL_PDF, _NO_LINKS = 0, 0
_POWERPOINT_PDF = 2
_NO, _YES = 0, -1
_NO_PASSWORD = "-"  # noqa: S105 - a wrong one on purpose: a locked file then fails and asks nobody
_PROGRAMS = frozenset({"winword.exe", "excel.exe", "powerpnt.exe"})
_WORD = frozenset({".docx", ".doc", ".rtf", ".odt"})
_EXCEL = frozenset({".xlsx", ".xls", ".ods"})


class Dispatch(Protocol):
    """Starts an application by its name; ``win32com.client.DispatchEx`` is one."""

    def __call__(self, name: str) -> Any:  # noqa: ANN401 - a COM object has no type
        """Start it."""


def convert(source: Path, target: Path, dispatch: Dispatch) -> None:
    """Write the document as PDF; the application that was started is ended in any event."""
    name, way = _way(source.suffix)
    application = dispatch(name)
    try:
        application.AutomationSecurity = FORCE_DISABLE
        way(application, source, target)
    finally:
        application.Quit()


def _way(ending: str) -> tuple[str, Callable[[Any, Path, Path], None]]:
    if ending in _WORD:
        return "Word.Application", _word
    if ending in _EXCEL:
        return "Excel.Application", _excel
    return "PowerPoint.Application", _powerpoint


def _word(application: Any, source: Path, target: Path) -> None:  # noqa: ANN401 - a COM object
    application.Visible = False
    application.DisplayAlerts = 0
    application.Options.UpdateLinksAtOpen = False
    document = application.Documents.Open(
        FileName=str(source), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False,
        PasswordDocument=_NO_PASSWORD, Visible=False, OpenAndRepair=False, NoEncodingDialog=True,
    )  # fmt: skip
    try:
        view = document.ActiveWindow.View
        view.RevisionsFilter.Markup = _ALL_MARKUP
        view.RevisionsFilter.View = _FINAL
        document.ExportAsFixedFormat(
            OutputFileName=str(target), ExportFormat=_WORD_PDF, OpenAfterExport=False,
            OptimizeFor=_FOR_PRINT, Range=_ALL_PAGES, Item=_WITH_MARKUP, IncludeDocProps=False,
        )  # fmt: skip
    finally:
        document.Close(SaveChanges=_NO)


def _excel(application: Any, source: Path, target: Path) -> None:  # noqa: ANN401 - a COM object
    application.Visible = False
    application.DisplayAlerts = False
    application.AskToUpdateLinks = False
    application.EnableEvents = False
    book = application.Workbooks.Open(
        Filename=str(source), UpdateLinks=_NO_LINKS, ReadOnly=True, Password=_NO_PASSWORD,
        IgnoreReadOnlyRecommended=True, AddToMru=False,
    )  # fmt: skip
    try:
        book.ExportAsFixedFormat(
            Type=_EXCEL_PDF, Filename=str(target), IncludeDocProperties=False,
            IgnorePrintAreas=True, OpenAfterPublish=False,
        )  # fmt: skip
    finally:
        book.Close(SaveChanges=False)


def _powerpoint(application: Any, source: Path, target: Path) -> None:  # noqa: ANN401 - a COM object
    application.DisplayAlerts = 1
    shown = application.Presentations.Open(
        FileName=str(source), ReadOnly=_YES, Untitled=_NO, WithWindow=_NO
    )
    try:
        shown.ExportAsFixedFormat(
            Path=str(target), FixedFormatType=_POWERPOINT_PDF, PrintHiddenSlides=_YES,
            IncludeDocProperties=False,
        )  # fmt: skip
    finally:
        shown.Close()


def run(source: str, target: str) -> None:  # pragma: no cover - on Windows only
    """Convert one file; what a process of its own does."""
    if sys.platform == "win32":
        from win32com.client import DispatchEx

        convert(Path(source), Path(target), DispatchEx)


def is_ours(name: str, call: str, started: float, since: float) -> bool:
    """Say whether a process is an application that was started for us, by nobody at the desk."""
    automated = "/automation" in call.lower() or "-embedding" in call.lower()
    return name.lower() in _PROGRAMS and automated and started >= since
