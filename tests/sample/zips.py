"""ZIP files whose bytes depend on nothing but their members."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIXED_DATE = (2026, 5, 4, 9, 0, 0)


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """Pack members in order, stored: deflate gives other bytes under another zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, FIXED_DATE)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()
