"""What every test needs: no window on the screen, and widgets that look as they are shipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from app.vault.folder import Vault

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
# Nothing is tested by the clock: the machine may be busy.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew where a change of the packet is wanted."""
    parser.addoption("--regold", action="store_true", help="write tests/golden anew")


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it cannot do without failing a test."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Give an empty vault."""
    from builders import new_vault  # the program is not loaded before its coverage is measured

    made = new_vault(tmp_path)
    yield made
    made.close()


@pytest.fixture
def blind() -> Iterator[None]:
    """Verify files without eyes, which take seconds a file and have tests of their own."""
    from fakes import Blind

    with pytest.MonkeyPatch.context() as patch:
        for room in ("build_packet", "print_packet", "build_marked"):
            patch.setattr(f"app.workflow.{room}.ManyEyes", Blind)
        yield
