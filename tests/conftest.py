"""What every test needs: no window on the screen, and widgets that look as they are shipped."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew where a change of the packet is wanted."""
    parser.addoption("--regold", action="store_true", help="write tests/golden anew")


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it cannot do without failing a test."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support")
