"""Says which of the files that PyInstaller gathers on Linux are not shipped; knows names only.

Of the system's libraries only those are shipped on which distributions do not agree, or that do not
come with every desktop. The others are security updates away from being others: the package depends
on them, by what the closure of the shipped ones asks for.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from winbuild import pruning as windows

MODULES = (*windows.MODULES, "nis", "readline")
"""What Python is not to look for: as on Windows, and what would bring GNU's readline (GPL)."""

OF_SYSTEM = {
    "libbz2.so.1.0": "bzip2-1.0.6",
    "libpython3.11.so.1.0": "PSF-2.0",
    "libxcb-cursor.so.0": "MIT",
    "libxcb-icccm.so.4": "MIT",
    "libxcb-image.so.0": "MIT",
    "libxcb-keysyms.so.1": "MIT",
    "libxcb-render-util.so.0": "MIT",
    "libxcb-util.so.1": "MIT",
}
"""Libraries of the system that are shipped, and their licences."""
PLUGINS = (
    "iconengines/libqsvgicon.so",
    "imageformats/libqgif.so",
    "imageformats/libqico.so",
    "imageformats/libqjpeg.so",
    "imageformats/libqsvg.so",
    "imageformats/libqtiff.so",
    "imageformats/libqwebp.so",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    "platformthemes/libqgtk3.so",
    "platformthemes/libqxdgdesktopportal.so",
    "printsupport/libcupsprintersupport.so",
    "wayland-decoration-client/libadwaita.so",
    "wayland-decoration-client/libbradient.so",
    "wayland-shell-integration/libxdg-shell.so",
)
"""What Qt loads by name. The window draws without OpenGL, so nothing of it is here."""
_HOME = "PySide6/Qt/plugins/"
_LEFT_OUT = ("PySide6/Qt/translations/", "PySide6/Qt/qml/")
_UNASKED = ("libQt6EglF", "libQt6Network", "libQt6OpenGL", "libQt6WlShellIntegration")
_OF_A_WHEEL = re.compile(r"lib(Qt6|icu|pyside6|shiboken6)|.*-[0-9a-f]{8}\.so|.*-[0-9a-f]{8}-")
"""Names in the folder itself of links to libraries that came in a wheel."""


def is_shipped(name: str) -> bool:
    """Say whether a file of the gathered ones is shipped.

    Args:
        name: where it would lie in the program's folder of libraries.
    """
    path = PurePosixPath(name)
    if name.startswith(_HOME):
        return name.removeprefix(_HOME) in PLUGINS
    if name.startswith(_LEFT_OUT) or path.name.startswith(_UNASKED):
        return False
    if len(path.parts) == 1 and re.match(r"lib.*\.so", name):
        return name in OF_SYSTEM or bool(_OF_A_WHEEL.match(name))
    return path.suffix != ".pyi" and path.name not in windows.OF_INSTALLING
