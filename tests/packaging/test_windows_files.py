"""What the build for Windows is told in files of other kinds fits together and can be read."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from imported import imported_by
from winbuild import arranger, msi, places
from winbuild.freezing import INNER, PROGRAMS
from winbuild.pruning import is_shipped

from app.windows_desk import identity

WINDOWS = places.HERE
SCRIPTS = sorted([*WINDOWS.rglob("*.py"), WINDOWS / "desk.spec"])
BY_HAND = {"make_icon.py", "desk.spec"}
INSTALLER = (WINDOWS / "desk.nsi").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(WINDOWS)))
def test_that_every_script_compiles(path: Path) -> None:
    compile(path.read_text(encoding="utf-8"), str(path), "exec")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(WINDOWS)))
def test_that_the_build_needs_nothing_but_python(path: Path) -> None:
    if path.name not in BY_HAND:
        assert imported_by(path) <= {*sys.stdlib_module_names, "winbuild"}


@pytest.mark.parametrize("name", ["program.manifest", "interpreter/python.manifest"])
def test_that_manifests_can_be_read(name: str) -> None:
    ET.parse(WINDOWS / name)  # noqa: S314 - a file of this checkout


def test_that_the_program_asks_for_what_it_needs_and_for_no_rights() -> None:
    told = (WINDOWS / "program.manifest").read_text(encoding="utf-8")
    assert 'level="asInvoker" uiAccess="false"' in told
    assert ">true</longPathAware>" in told
    assert ">PerMonitorV2, PerMonitor</dpiAwareness>" in told
    assert ">UTF-8</activeCodePage>" in told


def test_that_both_kinds_of_installer_tell_windows_the_same() -> None:
    defined = dict(re.findall(r'^!define (\w+) "(.*)"$', INSTALLER, re.MULTILINE))
    written = set()
    for key, name, value in re.findall(
        r"""^ +WriteRegStr SHCTX "(.*?)" "(.*?)" (?:"(.*?)"|'.*?')$""", INSTALLER, re.MULTILINE
    ):
        del value
        whole = key
        for told, meant in defined.items():
            whole = whole.replace(f"${{{told}}}", meant)
        written.add((whole, name))
    own = {
        one
        for one in written
        if not one[0].startswith(r"Software\Microsoft\Windows\CurrentVersion\Uninstall")
    }
    assert own == {(key, name) for key, name, _ in msi.REGISTRY}


def test_that_the_installers_name_the_programs_that_are_made() -> None:
    assert all(f'"{name}"' in INSTALLER for name in (*PROGRAMS, INNER))
    assert all(
        f'("{Path(name).stem}", ' in (WINDOWS / "desk.spec").read_text() for name in PROGRAMS
    )


def test_that_the_start_menu_knows_the_program_by_the_name_it_gives_itself() -> None:
    assert f'!define APPLICATION "{identity.NAME}"' in INSTALLER
    assert arranger.APPLICATION == identity.NAME


def test_that_every_exit_code_of_an_installer_is_explained() -> None:
    explained = (places.ROOT / "packaging" / "README.md").read_text(encoding="utf-8")
    told = explained[explained.index("Exit codes of the `.exe`") :].split("\n\n")[0]
    for code in set(re.findall(r"SetErrorLevel (\d+)", INSTALLER)):
        assert re.search(rf"\b{code}\b", told), code


def test_that_an_uninstaller_removes_no_folder_whole_but_its_own() -> None:
    whole = re.findall(r"RMDir /r (.*)", INSTALLER)
    own = ("${INNER}", "${STAGED}", "${BEFORE}", r"${BEFORE}\${NAME}")
    assert set(whole) == {rf'"$INSTDIR\{name}"' for name in own}


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/translations/qtbase_de.qm",
        r"PySide6\qml\QtQuick\qmldir",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt6Network.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/QtCore.pyi",
        "holidays-0.109.dist-info/RECORD",
        "ucrtbase.dll",
        "api-ms-win-crt-math-l1-1-0.dll",
    ],
)
def test_that_what_is_not_needed_is_left_out(name: str) -> None:
    assert not is_shipped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/Qt6PrintSupport.dll",
        "PySide6/Qt6Svg.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/platforms/qoffscreen.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/iconengines/qsvgicon.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "python3.dll",
        "python313.dll",
        "tesserocr.libs/tesseract55.dll",
        "resources/ocr/eng.traineddata",
        "app/vault/migrations/versions/0001_first_vault.py",
    ],
)
def test_that_what_is_needed_is_shipped(name: str) -> None:
    assert is_shipped(name)
