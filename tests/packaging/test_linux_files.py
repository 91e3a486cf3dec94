"""What desktops and Debian are told of the program in files of other kinds can be read and fits."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from imported import imported_by
from linuxbuild import desktop
from linuxbuild.pruning import PLUGINS
from winbuild.source import Commit

LINUX = Path(desktop.FILES).parent
ROOT = LINUX.parent.parent
SPEC = ROOT / "packaging" / "windows" / "desk.spec"
SCRIPTS = sorted(LINUX.rglob("*.py"))
COMMIT = Commit("0123456789abcdef", 1_790_000_000, "0.1.0")


@pytest.mark.parametrize("path", [*SCRIPTS, SPEC], ids=lambda path: path.name)
def test_that_every_script_compiles(path: Path) -> None:
    compile(path.read_text(encoding="utf-8"), str(path), "exec")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(LINUX)))
def test_that_the_build_needs_nothing_but_python(path: Path) -> None:
    assert imported_by(path) <= {*sys.stdlib_module_names, "linuxbuild", "winbuild"}


def test_that_one_specification_serves_both_systems() -> None:
    told = SPEC.read_text(encoding="utf-8")
    assert "from winbuild.pruning import MODULES, is_shipped" in told
    assert "from linuxbuild.pruning import MODULES, is_shipped" in told


def test_that_windows_of_both_kinds_and_printing_are_shipped() -> None:
    assert {"platforms/libqxcb.so", "platforms/libqwayland.so"} <= set(PLUGINS)
    assert {"platforms/libqoffscreen.so", "printsupport/libcupsprintersupport.so"} <= set(PLUGINS)


def test_that_the_menu_starts_what_is_installed() -> None:
    told = entry("sunshine-desk.desktop")["Desktop Entry"]
    assert told["Type"] == "Application"
    assert told["Exec"] == f"{desktop.COMMAND} %f"
    assert told["Icon"] == desktop.PACKAGE
    assert "inode/directory" not in told["MimeType"], "folders stay with the file manager"


def test_that_folders_of_vaults_have_an_entry_where_a_desktop_knows_such() -> None:
    told = entry("sunshine-desk-vault.desktop")
    profile = told["X-Action-Profile vault"]
    assert told["Desktop Entry"]["Name"] == "Open in Sunshine Desk"
    assert profile["Basenames"] == "*.vault;"
    assert profile["Exec"] == f"{desktop.COMMAND} %f"


@pytest.mark.parametrize("name", ["sunshine-desk.desktop"])
def test_that_the_tool_of_desktops_finds_no_fault(name: str) -> None:
    tool = shutil.which("desktop-file-validate")
    if tool is None:
        pytest.skip("desktop-file-utils is not installed")
    done = subprocess.run([tool, desktop.FILES / name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_that_kinds_of_files_agree() -> None:
    kinds = ET.parse(desktop.FILES / "sunshine-desk.xml")  # noqa: S314 - a file of this checkout
    named = {one.attrib["type"] for one in kinds.iter() if one.tag.endswith("mime-type")}
    offered = entry("sunshine-desk.desktop")["Desktop Entry"]["MimeType"]
    assert named == {one for one in offered.split(";") if one}


def test_that_a_software_centre_is_told_version_and_day() -> None:
    told = desktop.told(desktop.FILES / "metainfo.xml", COMMIT)
    release = ET.fromstring(told).find("releases/release")  # noqa: S314 - a file of this checkout
    assert release is not None
    assert release.attrib == {"version": "0.1.0", "date": "2026-09-21"}


def test_that_the_manual_names_real_commands() -> None:
    from app.cli.main import _parser

    help_text = _parser(lambda _: 0).format_help()
    manual = (desktop.FILES / "sunshine-desk.1").read_text(encoding="utf-8")
    named = re.findall(r"^\.TP\n\.BI? \"?([a-z][a-z-]+)", manual, re.MULTILINE)
    assert len(named) >= 10
    assert [one for one in named if not re.search(rf"^    {one}\b", help_text, re.MULTILINE)] == []


def test_that_the_licence_is_told_as_debian_reads_it() -> None:
    told = (desktop.FILES / "copyright").read_text(encoding="utf-8")
    assert told.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format")
    head, own = told.split("\n\n")
    assert "resources/licences" in head
    assert own.startswith("Files: *\nCopyright: ")
    assert (ROOT / "resources" / "LICENSE").is_file()


def test_that_the_release_is_told_as_debian_reads_it() -> None:
    first, *_, last = desktop.release(COMMIT).splitlines()
    assert first == "sunshine-desk (0.1.0) stable; urgency=medium"
    assert last.startswith(" -- ")
    assert last.endswith(">  Mon, 21 Sep 2026 14:13:20 -0000")


def entry(name: str) -> configparser.SectionProxy | configparser.ConfigParser:
    """Read a file in the manner of desktops."""
    parser = configparser.ConfigParser(interpolation=None, strict=True, delimiters=("=",))
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read(desktop.FILES / name, encoding="utf-8")
    return parser
