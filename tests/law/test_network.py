"""The program speaks to no network, so it imports nothing that could."""

from __future__ import annotations

from pathlib import Path

import pytest
from law.house import files, imports, place

NETWORK = (
    "socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib",
    "imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver", "requests", "httpx", "aiohttp",
    "urllib3", "websockets", "PySide6.QtNetwork", "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "whoosh.mcp", "whoosh.cli",
    "whoosh.langchain", "whoosh.llamaindex",
)  # fmt: skip


@pytest.mark.parametrize("path", files(), ids=place)
def test_that_a_module_imports_nothing_that_speaks_to_a_network(path: Path) -> None:
    found = [
        name for name in imports(path)
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK)
    ]  # fmt: skip
    assert not found
