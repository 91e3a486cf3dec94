"""Makes the MSI with which group policy installs the program for all; wixl does the packing.

https://learn.microsoft.com/windows/win32/msi/component-table and wixl's own subset of WiX.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from winbuild import arranger, msi_tables
from winbuild.freezing import PROGRAMS, files
from winbuild.places import HERE, NAME
from winbuild.shell import run
from winbuild.signing import Signer
from winbuild.source import Commit

PUBLISHER = "The Sunshine Desk contributors"
UPGRADE = "2B0C6C39-7B58-5B57-9A0D-0E5D3F6C1A44"
"""Tells Windows that two packages are versions of one program; never changed."""
OTHER_FORM = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\SunshineDesk"
"""Where the per-machine installer tells of itself; both would lie in one folder."""
BESIDE = (
    "Sunshine Desk is installed for all by its per-machine installer. Upgrade with that, or remove "
    "it first."
)
PROPERTIES = (
    ("ARPPRODUCTICON", "desk.ico"),
    ("ARPNOMODIFY", "1"),
    ("ARPNOREPAIR", "1"),
    ("REINSTALLMODE", "amus"),  # else a library whose version went down would not be laid down
)
_SPACE = uuid.UUID(UPGRADE)
_WINDOW, _CONSOLE = (f"[INSTALLDIR]{name}" for name in PROGRAMS)
_OPEN = f'"{_WINDOW}" "%1"'
_CLASSES = r"Software\Classes"
_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths"
REGISTRY = (
    (rf"{_PATHS}\{PROGRAMS[0]}", "", _WINDOW),
    (rf"{_PATHS}\{PROGRAMS[1]}", "", _CONSOLE),
    (rf"{_CLASSES}\Directory\shell\SunshineDesk", "", f"Open in {NAME}"),
    (rf"{_CLASSES}\Directory\shell\SunshineDesk", "Icon", _WINDOW),
    (rf"{_CLASSES}\Directory\shell\SunshineDesk", "AppliesTo", 'System.FileName:"*.vault"'),
    (rf"{_CLASSES}\Directory\shell\SunshineDesk\command", "", _OPEN),
    (rf"{_CLASSES}\SunshineDesk.Vault", "", f"{NAME} vault"),
    (rf"{_CLASSES}\SunshineDesk.Vault\DefaultIcon", "", f"{_WINDOW},0"),
    (rf"{_CLASSES}\SunshineDesk.Vault\shell\open\command", "", _OPEN),
    (rf"{_CLASSES}\.vault", "", "SunshineDesk.Vault"),
)


def make(program: Path, made: Path, commit: Commit, signer: Signer) -> None:
    """Make the package and sign it."""
    with TemporaryDirectory() as folder:
        pack(program, made, commit, arranger.make(Path(folder), signer))
    signer.sign(made)


def pack(program: Path, made: Path, commit: Commit, helper: Path) -> None:
    """Make the package; ``helper`` does what its tables cannot."""
    tree = ElementTree(package(program, commit, helper))
    indent(tree)
    told = made.with_suffix(".wxs")
    tree.write(told, encoding="utf-8", xml_declaration=True)
    settings = {"SOURCE_DATE_EPOCH": str(commit.epoch)}
    run(["wixl", "-a", "x64", "-o", made, told], folder=program, more=settings)
    told.unlink()
    msi_tables.mend(made, commit.version, UPGRADE)


def package(program: Path, commit: Commit, helper: Path) -> Element:
    """Describe the package in the words that wixl reads.

    Args:
        program: the folder that is installed.
        commit: what it was built from.
        helper: the program that does what the tables cannot.
    """
    root = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = SubElement(root, "Product", {
        "Id": _guid(f"product {commit.version} {commit.name}"), "Name": NAME, "Language": "1033",
        "Version": commit.version, "Manufacturer": PUBLISHER, "UpgradeCode": UPGRADE,
    })  # fmt: skip
    SubElement(product, "Package", {
        "Id": _guid(f"package {commit.version} {commit.name}"), "InstallerVersion": "500",
        "Compressed": "yes", "InstallScope": "perMachine",
        "Description": f"{NAME} {commit.version}", "Manufacturer": PUBLISHER,
    })  # fmt: skip
    newer = "A newer version of Sunshine Desk is installed. It stays as it is."
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage=newer)
    found = SubElement(product, "Property", Id="OTHERFORM")
    SubElement(found, "RegistrySearch", {
        "Id": "OtherForm", "Root": "HKLM", "Key": OTHER_FORM, "Name": "DisplayVersion",
        "Type": "raw", "Win64": "yes",
    })  # fmt: skip
    SubElement(product, "Condition", Message=BESIDE).text = "Installed OR NOT OTHERFORM"
    SubElement(product, "Media", Id="1", Cabinet="program.cab", EmbedCab="yes")
    for kind, name, path in (
        ("Icon", "desk.ico", HERE / "desk.ico"),
        ("Binary", msi_tables.HELPER, helper),
    ):
        SubElement(product, kind, Id=name, SourceFile=os.path.relpath(path, program))
    for name, value in PROPERTIES:
        SubElement(product, "Property", Id=name, Value=value)
    feature = SubElement(product, "Feature", Id="Program", Title=NAME, Level="1")
    top = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    for name in [*_lay_down(top, program), _lay_extras(top)]:
        SubElement(feature, "ComponentRef", Id=name)
    return root


def _lay_down(top: Element, program: Path) -> Iterator[str]:
    """Write every file as a component of its own, in folders that are removed when empty."""
    programs = SubElement(top, "Directory", Id="ProgramFiles64Folder")
    known = {program: SubElement(programs, "Directory", Id="INSTALLDIR", Name=NAME)}
    for folder in [program, *sorted(path for path in program.rglob("*") if path.is_dir())]:
        place = _place_of(folder, program, known)
        held = [path for path in files(folder) if path.parent == folder]
        components = [_component(place, path, program) for path in held] or [_bare(place, folder)]
        name = f"r{_key(place.attrib['Id'])}"
        SubElement(components[0], "RemoveFolder", Id=name, On="uninstall")
        yield from (component.attrib["Id"] for component in components)


def _place_of(folder: Path, program: Path, known: dict[Path, Element]) -> Element:
    if folder not in known:
        above = _place_of(folder.parent, program, known)
        key = _key(folder.relative_to(program).as_posix())
        known[folder] = SubElement(above, "Directory", Id=f"d{key}", Name=folder.name)
    return known[folder]


def _component(place: Element, path: Path, program: Path) -> Element:
    name = path.relative_to(program).as_posix()
    key = _key(name)
    component = SubElement(place, "Component", Id=f"c{key}", Guid=_guid(name), Win64="yes")
    SubElement(component, "File", Id=f"f{key}", Source=name, Name=path.name, KeyPath="yes")
    return component


def _bare(place: Element, folder: Path) -> Element:
    """Write a component for a folder that holds only folders; Windows knows it by a value."""
    name = place.attrib["Id"]
    component = SubElement(place, "Component", Id=f"e{name}", Guid=_guid(name), Win64="yes")
    SubElement(component, "RegistryValue", {
        "Id": f"v{name}", "Root": "HKLM", "Key": rf"Software\{NAME}\Folders", "Name": folder.name,
        "Type": "string", "Value": name, "KeyPath": "yes",
    })  # fmt: skip
    return component


def _lay_extras(top: Element) -> str:
    """Write the entry of the Start menu and what Windows is to know, as one component."""
    menu = SubElement(top, "Directory", Id="ProgramMenuFolder")
    component = SubElement(menu, "Component", Id="Extras", Guid=_guid("extras"), Win64="yes")
    SubElement(component, "Shortcut", {
        "Id": msi_tables.SHORTCUT, "Name": NAME, "Target": _WINDOW, "Icon": "desk.ico",
        "WorkingDirectory": "INSTALLDIR",
    })  # fmt: skip
    for at, (key, name, value) in enumerate(REGISTRY):
        words = {"Id": f"reg{at}", "Root": "HKLM", "Key": key, "Type": "string", "Value": value}
        if name:
            words["Name"] = name
        if at == 0:
            words["KeyPath"] = "yes"
        SubElement(component, "RegistryValue", words)
    return "Extras"


def _key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:20]


def _guid(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name)).upper()
