"""Holds the tables of a finished MSI against the rules by which Windows Installer reads them.

Some of what its makers check with ICE: https://learn.microsoft.com/windows/win32/msi/ice-reference
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from winbuild.shell import run
from winbuild.tries.computer import demand

Row = dict[str, str]
_NAME = re.compile(r"[A-Za-z_][\w.]{0,71}")
_ORDER = (
    ("AppSearch", "LaunchConditions"),
    ("InstallInitialize", "RemoveExistingProducts"),
    ("RemoveExistingProducts", "ProcessComponents"),
    ("InstallInitialize", "RemoveFolder"),
    ("InstallFiles", "MakeFolder"),
    ("MakeFolder", "InstallFinalize"),
)
"""Which action comes before which."""
_HEAD = 3


def demand_sane(package: Path) -> None:
    """Fail unless all tables agree with each other and with what is meant."""
    with TemporaryDirectory() as folder:
        names = run(["msiinfo", "tables", package], folder=Path(folder)).stdout.split()
        tables = {name: _read(package, name, Path(folder)) for name in names if name[0] != "_"}
    _demand_components(tables)
    _demand_files(tables)
    _demand_sequences(tables["InstallExecuteSequence"])
    held = {row["Property"]: row["Value"] for row in tables["Property"]}
    over = [row for row in tables["Upgrade"] if row["VersionMax"]]
    demand(
        [(row["UpgradeCode"], row["VersionMax"]) for row in over]
        == [(held["UpgradeCode"], held["ProductVersion"])],
        "the package goes over every version up to its own",
    )
    demand(held["ALLUSERS"] == "1", "the package serves all who log on")


def _read(package: Path, name: str, folder: Path) -> list[Row]:
    lines = run(["msiinfo", "export", package, name], folder=folder).stdout.splitlines()
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[_HEAD:]]


def _demand_components(tables: dict[str, list[Row]]) -> None:
    components = tables["Component"]
    folders = {row["Directory"] for row in tables["Directory"]}
    keys = {row["File"] for row in tables["File"]} | {row["Registry"] for row in tables["Registry"]}
    demand(all(row["Directory_"] in folders for row in components), "components lie in folders")
    demand(all(row["KeyPath"] in keys for row in components), "components are known by a key")
    _demand_single((row["ComponentId"] for row in components), "components have codes of their own")
    named = [row["Component_"] for row in tables["FeatureComponents"]]
    own = {row["Component"] for row in components}
    demand(sorted(named) == sorted(own), "every component belongs to the one feature")
    demand(all(_NAME.fullmatch(name) for name in own | folders | keys), "names are such")
    for table in ("File", "Registry", "Shortcut", "RemoveFile", "CreateFolder"):
        held = {row["Component_"] for row in tables.get(table, [])}
        demand(held <= own, f"what {table} lists belongs to components")
    emptied = {row["DirProperty"] for row in tables["RemoveFile"]}
    demand(emptied <= folders, "folders that are removed are known")


def _demand_files(tables: dict[str, list[Row]]) -> None:
    place = {row["Component"]: row["Directory_"] for row in tables["Component"]}
    whole = (
        (place[row["Component_"]], row["FileName"].rpartition("|")[2].lower())
        for row in tables["File"]
    )
    _demand_single(whole, "no two files of a folder have one name")
    numbers = sorted(int(row["Sequence"]) for row in tables["File"])
    demand(numbers == list(range(1, len(numbers) + 1)), "files are numbered one by one")
    last = [int(row["LastSequence"]) for row in tables["Media"]]
    demand(last == [len(numbers)], "the cabinet holds them all")


def _demand_sequences(actions: list[Row]) -> None:
    at = {row["Action"]: int(row["Sequence"]) for row in actions}
    _demand_single(at.values(), "no two actions come at one time")
    for first, second in _ORDER:
        demand(at[first] < at[second], f"{first} comes before {second}")


def _demand_single(values: Iterable[object], what: str) -> None:
    twice = [value for value, times in Counter(values).items() if times > 1]
    demand(not twice, f"{what}: {twice[:3]}")
