"""Says which libraries the shipped ones ask for that are neither shipped nor part of Windows 10."""

from __future__ import annotations

from pathlib import Path

from winbuild.freezing import files
from winbuild.pe import Library, is_code

_NAMES = """
advapi32 authz bcrypt bcryptprimitives cfgmgr32 combase comctl32 comdlg32 crypt32 cryptbase d2d1
d3d11 d3d12 d3d9 dbghelp dcomp dnsapi dwmapi dwrite dxgi dxva2 gdi32 gdiplus icuuc imm32 iphlpapi
kernel32 mpr msi msimg32 msvcrt ncrypt netapi32 normaliz ntdll ole32 oleacc oleaut32 opengl32 pdh
powrprof propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore
urlmon user32 userenv usp10 uxtheme version wevtapi winhttp winmm winscard winspool.drv wintrust
wldap32 ws2_32 wsock32 wtsapi32
"""
_WINDOWS = frozenset(_NAMES.split())
"""Libraries of Windows 10 since 1809."""
_SETS = ("api-ms-win-", "ext-ms-win-")
"""Names that stand for some library of the system."""


def lacking(program: Path) -> dict[str, list[str]]:
    """Give what would not be found on a fresh Windows, with the files that ask for it."""
    code = [path for path in files(program) if is_code(path)]
    shipped = {path.name.lower() for path in code}
    found: dict[str, list[str]] = {}
    for path in code:
        for name in Library(path).imports():
            own = name in shipped or name.startswith(_SETS)
            if not own and name.removesuffix(".dll") not in _WINDOWS:
                found.setdefault(name, []).append(path.relative_to(program).as_posix())
    return found
