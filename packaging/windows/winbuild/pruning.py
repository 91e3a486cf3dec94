"""Says which of the files that PyInstaller gathers are not shipped; knows names only.

What is left out is proved not to be needed by the tries, which run the frozen program.
"""

from __future__ import annotations

from pathlib import PurePosixPath

MODULES = (
    "Cryptodome.PublicKey", "IPython", "PIL.ImageTk", "PIL._tkinter_finder", "PySide6.QtNetwork",
    "PySide6.QtQml", "PySide6.QtQuick", "_pytest", "adodbapi", "curses", "doctest", "ensurepip",
    "ftplib", "hypothesis", "idlelib", "isapi", "lib2to3", "lxml.isoschematron", "lxml.objectify",
    "numpy.distutils", "numpy.f2py", "numpy.fft", "numpy.polynomial", "numpy.random",
    "numpy.testing", "pip", "pydoc", "pytest", "pythonwin", "pywin", "setuptools", "smtplib",
    "sqlite3", "ssl", "test", "tkinter", "turtledemo", "venv", "webbrowser", "win32ui",
    "win32uiole", "xmlrpc",
)  # fmt: skip
"""What Python is not to look for."""

_FOLDERS = (
    "PySide6/translations",
    "PySide6/qml",
    "PySide6/plugins/generic",
    "PySide6/plugins/networkinformation",
    "PySide6/plugins/platforminputcontexts",
    "PySide6/plugins/qmltooling",
    "PySide6/plugins/sqldrivers",
    "PySide6/plugins/tls",
    "pythonwin",
    "tcl",
    "tk",
)
_LIBRARIES = (
    "d3dcompiler_",
    "opengl32sw",
    "qt6network",
    "qt6opengl",
    "qt6pdf",
    "qt6qml",
    "qt6quick",
    "qt6sql",
    "qt6virtualkeyboard",
    "qdirect2d",
    "qminimal",
    "qtuiotouchplugin",
    "qpdf.dll",
    "qtga",
    "qwbmp",
    "qicns",
)
"""Beginnings of names of libraries of Qt, in small letters."""
OF_INSTALLING = (".gitattributes", "INSTALLER", "RECORD", "REQUESTED")
"""How files came here; the list of a wheel's files tells the folder that it was laid into."""
_RUNTIMES = ("api-ms-win-", "ucrtbase")
"""Windows 10 and 11 have them; one of another system must not come before them."""


def is_shipped(name: str) -> bool:
    """Say whether a file of the gathered ones is shipped.

    Args:
        name: where it would lie in the program's folder of libraries, with either slash.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    whole = path.as_posix()
    last = path.name.lower()
    if any(whole == one or whole.startswith(f"{one}/") for one in _FOLDERS):
        return False
    if last.startswith((*_LIBRARIES, *_RUNTIMES)):
        return False
    return path.suffix not in {".pyi", ".lib", ".pdb"} and path.name not in OF_INSTALLING
