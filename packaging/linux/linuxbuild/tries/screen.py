"""A screen that nobody looks at, of which a picture can be kept: Xvfb's own copy of its pixels.

https://www.x.org/releases/current/doc/man/man1/Xvfb.1.xhtml, and X11/XWDFile.h for the picture.
"""

from __future__ import annotations

import os
import struct
import subprocess
import threading
import zlib
from pathlib import Path
from types import TracebackType

from winbuild.shell import BuildFailed

_SIZE = "1280x800x24"
_PATIENCE = 120
_PAUSE_S = 0.5
_STILL = 6
"""How many looks must see the same before a window counts as painted."""


class Screen:
    """One screen; ends with its ``with`` block."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._pixels = folder / "Xvfb_screen0"
        reading, writing = os.pipe()
        options = ["-screen", "0", _SIZE, "-nolisten", "tcp", "-ac", "-fbdir", str(folder)]
        self._server = subprocess.Popen(  # noqa: S603 - Debian's own
            ["Xvfb", "-displayfd", str(writing), *options],  # noqa: S607
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait()

    def keep(self, picture: Path) -> None:
        """Wait until something was painted and stands still, and keep it as a PNG."""
        pause, before, same = threading.Event(), b"", 0
        for _ in range(int(_PATIENCE / _PAUSE_S)):
            pause.wait(_PAUSE_S)
            now = self._pixels.read_bytes()
            same = same + 1 if now == before else 0
            before = now
            if same >= _STILL and painted(now):
                picture.write_bytes(png(now))
                return
        raise BuildFailed("Nothing was painted on the screen.")


def painted(dump: bytes) -> bool:
    """Say whether a dump of a screen shows more than one colour."""
    width, _, rows = _rows(dump)
    return any(row != rows[0][:4] * width for row in rows)


def png(dump: bytes) -> bytes:
    """Give a dump of a screen as a PNG."""
    width, height, rows = _rows(dump)
    lines = bytearray()
    for row in rows:
        line = bytearray(3 * width)
        line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
        lines += b"\0" + line
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _rows(dump: bytes) -> tuple[int, int, list[bytes]]:
    """Read a dump of 32 bits a pixel, blue first."""
    told = struct.unpack_from(">25I", dump)
    head, width, height, line, colours = told[0], told[4], told[5], told[12], told[19]
    start = head + 12 * colours
    rows = [dump[start + line * y : start + line * y + 4 * width] for y in range(height)]
    return width, height, rows


def _chunk(kind: bytes, data: bytes) -> bytes:
    whole = kind + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))
