"""A clerk's profile in a Wine prefix, under a name with blanks, accents and an emoji."""

from __future__ import annotations

from winbuild.wine import Wine

SHARE = ("office", "records")
"""A computer and its share, which stand for a network."""
NAME = "Públic Récords Clérk 🌞"
HOME = rf"C:\users\{NAME}"
_FOLDERS = ("AppData/Local/Temp", "AppData/Roaming", "Documents")
_ENVIRONMENT = {
    "TEMP": rf"{HOME}\AppData\Local\Temp",
    "TMP": rf"{HOME}\AppData\Local\Temp",
    "APPDATA": rf"{HOME}\AppData\Roaming",
    "LOCALAPPDATA": rf"{HOME}\AppData\Local",
    "HOMEPATH": HOME.removeprefix("C:"),
    "QT_QPA_PLATFORM": "offscreen",
    "SUNSHINE_DESK_SHARE": "\\\\" + "\\".join(SHARE),
}
_SHELL_FOLDERS = {
    "AppData": rf"{HOME}\AppData\Roaming",
    "Local AppData": rf"{HOME}\AppData\Local",
    "Personal": rf"{HOME}\Documents",
}
_KEYS = {
    r"HKEY_CURRENT_USER\Environment": _ENVIRONMENT,
    (
        r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer"
        r"\User Shell Folders"
    ): _SHELL_FOLDERS,
}
_LISTING = "clerk.reg"


def move_in(wine: Wine) -> None:
    """Make the profile and let every program of the prefix take it for the user's own."""
    for folder in _FOLDERS:
        (wine.drive_c / "users" / NAME / folder).mkdir(parents=True, exist_ok=True)
    (wine.drive_c / _LISTING).write_bytes(registry_text().encode("utf-16"))
    _connect(wine)
    wine.run(["regedit", rf"C:\{_LISTING}"])
    wine.wait()


def _connect(wine: Wine) -> None:
    """Let Wine find a folder of its own where Windows would ask the network."""
    link = wine.prefix.joinpath("dosdevices", "unc", *SHARE)
    folder = wine.prefix / "share"
    for place in (link.parent, folder):
        place.mkdir(parents=True)
    link.symlink_to(folder, target_is_directory=True)


def registry_text() -> str:
    """Write the values as the registry's editor reads them; a command line knows no emoji."""
    lines = ["Windows Registry Editor Version 5.00", ""]
    for key, values in _KEYS.items():
        lines.append(f"[{key}]")
        for name, value in values.items():
            quoted = value.replace("\\", "\\\\")
            lines.append(f'"{name}"="{quoted}"')
        lines.append("")
    return "\r\n".join(lines)
