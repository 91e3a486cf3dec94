"""Says whether administrators alone decide what a file holds; knows not what it is for."""

from __future__ import annotations

import ctypes
import re
import stat
from pathlib import Path

from app.windows_desk.descriptor import WRITE_DAC, rights
from app.windows_desk.system import Libraries, Library, library

_OWNER_AND_LIST = 0x1 | 0x4
_ANYTHING = 0x10000000
_DELETE, _WRITE_OWNER = 0x10000, 0x80000
_REPLACES = _ANYTHING | WRITE_DAC | _WRITE_OWNER | _DELETE
_WRITE, _APPEND, _ANY_WRITE = 0x2, 0x4, 0x40000000
_CHANGES = _REPLACES | _WRITE | _APPEND | _ANY_WRITE
_DELETES_WITHIN = 0x40
_EMPTIES = _REPLACES | _DELETES_WITHIN

_ADMINISTRATORS = re.compile(
    r"""
    S-1-5-18 | S-1-5-32-544                               # the system; administrators
    | S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464    # Windows' own installer
    | S-1-5-21-\d+-\d+-\d+-(500|512|519)                  # those of the computer, domain, forest
    | S-1-3-0 | S-1-3-4                                   # whoever owns it, who is judged as such
    """,
    re.VERBOSE,
)


def kept_by_administrators(path: Path, libraries: Libraries = library) -> bool:
    """Say whether nobody else can change a file, or lay another one in its place.

    That others may add files to its folder is as Windows makes folders of all users, and harms
    nothing while this one is there. Where the system has no such lists, places are taken to be
    as safe as it made them.
    """
    security = libraries("advapi32")
    if security is None:
        return True
    return not any(
        _is_elsewhere(one) or _may_be_done(security, one, harm)
        for one, harm in ((path, _CHANGES), (path.parent, _EMPTIES))
    )


def _is_elsewhere(path: Path) -> bool:
    """Say whether a name only leads to another place, by a link or a junction."""
    try:
        kinds = getattr(path.lstat(), "st_file_attributes", 0)
    except OSError:
        return True
    return bool(kinds & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def _may_be_done(security: Library, path: Path, harm: int) -> bool:
    """Say whether somebody who is no administrator has one of these rights."""
    try:
        found = rights(_descriptor(security, path))
    except ValueError:
        return True
    return any(one.mask & harm and not _ADMINISTRATORS.fullmatch(one.who) for one in found)


def _descriptor(security: Library, path: Path) -> bytes:
    """https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-getfilesecurityw."""
    name, needed = ctypes.c_wchar_p(str(path)), ctypes.c_uint32()
    security.GetFileSecurityW(name, _OWNER_AND_LIST, None, 0, ctypes.byref(needed))
    held = ctypes.create_string_buffer(needed.value)
    told = security.GetFileSecurityW(
        name, _OWNER_AND_LIST, held, needed.value, ctypes.byref(needed)
    )
    return held.raw if told else b""
