"""Names what the build and its tries install on a bare Debian 12."""

from __future__ import annotations

TO_FREEZE = (
    "binutils",
    "ca-certificates",
    "git",
    "libpython3.11",
    "python3.11",
    "python3.11-venv",
    "xz-utils",
)
TO_RESOLVE = (
    "libcups2",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
"""Libraries that Qt asks for: PyInstaller looks into them, and packages are told by them."""
TO_PACK = ("squashfs-tools",)
TO_TRY = ("appstream", "debootstrap", "desktop-file-utils", "lintian", "xvfb")
