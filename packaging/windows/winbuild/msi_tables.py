"""Says to a finished package what wixl has no words for: rows of tables, by msibuild's SQL."""

from __future__ import annotations

from pathlib import Path

from winbuild import arranger
from winbuild.shell import run

HELPER = "Arranger"
"""The small program, as the package's table of such programs names it."""
SHORTCUT = "StartMenu"
_UPGRADING = "WIX_UPGRADE_DETECTED"
_UP_TO_AND_WITH = 0x201
_PROGRAM, _MAY_FAIL, _IN_SCRIPT, _AS_SYSTEM = 0x2, 0x40, 0x400, 0x800
_ACT = _PROGRAM | _IN_SCRIPT | _AS_SYSTEM | _MAY_FAIL
"""Where the folder cannot be made so, the program finds out by itself what a policy is worth."""
_SHORTCUT_TABLE = (
    "CREATE TABLE `MsiShortcutProperty` (`MsiShortcutProperty` CHAR(72) NOT NULL, "
    "`Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(255) NOT NULL, "
    "`PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `MsiShortcutProperty`)"
)


def mend(package: Path, version: str, family: str) -> None:
    """Change the tables of a package.

    Args:
        package: as wixl made it, not signed yet.
        version: of the program in it.
        family: the code by which Windows knows its versions as one program.
    """
    for query in queries(version, family):
        run(["msibuild", package, "-q", query])


def queries(version: str, family: str) -> list[str]:
    """Give what is said."""
    return [*_order(), *_over_the_same_version(version, family), *_policy(), *_shortcut()]


def _order() -> list[str]:
    """Remove what is there within the transaction, so that a failure brings it back."""
    table = "`InstallExecuteSequence`"
    return [f"UPDATE {table} SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'"]


def _over_the_same_version(version: str, family: str) -> list[str]:
    """Let another build of a version replace it, not lie in one folder with it."""
    row = _row(
        "Upgrade",
        UpgradeCode=f"{{{family}}}",
        VersionMax=version,
        Attributes=_UP_TO_AND_WITH,
        ActionProperty=_UPGRADING,
    )
    return [f"DELETE FROM `Upgrade` WHERE `ActionProperty` = '{_UPGRADING}'", row]


def _policy() -> list[str]:
    """Make the folder for the policy, with its rights; remove it at the end where it is empty."""
    rows = []
    for action, word, condition, at in (
        ("MakeFolder", "folder", 'REMOVE <> "ALL"', 4001),
        ("RemoveFolder", "folder-away", 'REMOVE = "ALL"', 3501),
    ):
        rows.append(_row("CustomAction", Action=action, Type=_ACT, Source=HELPER, Target=word))
        told = _row("InstallExecuteSequence", Action=action, Condition=condition, Sequence=at)
        rows.append(told)
    return rows


def _shortcut() -> list[str]:
    """Tell Windows that the entry of the Start menu and the program that runs are one."""
    row = _row(
        "MsiShortcutProperty",
        MsiShortcutProperty="Application",
        Shortcut_=SHORTCUT,
        PropertyKey="System.AppUserModel.ID",
        PropVariantValue=arranger.APPLICATION,
    )
    return [_SHORTCUT_TABLE, row]


def _row(table: str, **values: str | int) -> str:
    names = ", ".join(f"`{name}`" for name in values)
    told = ", ".join(str(one) if isinstance(one, int) else f"'{one}'" for one in values.values())
    return f"INSERT INTO `{table}` ({names}) VALUES ({told})"
