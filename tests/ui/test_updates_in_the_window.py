"""An update in the window: checked, asked about, and begun when the vault is locked."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from desk_fakes import FakeVaults, a_context, a_full_desk
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from app import paths
from app.domain.updates import Kind, Update
from app.settings.policy import Policy
from app.ui import application
from app.ui.application import Program
from app.ui.pages import catalogue
from app.ui.pages.preferences import updating
from app.ui.pages.preferences.page import PreferencesPage
from app.ui.pages.preferences.update_dialog import UpdateDialog
from app.ui.services import Services
from app.ui.theme import Look
from app.ui.ways import Where
from app.workflow.install_update import RESTART, Plan

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
POLICY = Policy(update_key=KEY.public_key().public_bytes_raw())


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    """Give a signed update."""
    monkeypatch.setattr(paths, "update_folder", lambda: tmp_path / "Update")
    sha256 = hashlib.sha256(b"MZ").hexdigest()
    manifest = Update("9.1.0", "0.0.0", Kind.WINDOWS_USER, "a.exe", 2, sha256).manifest()
    made = tmp_path / "a.sdupdate"
    with ZipFile(made, "w") as archive:
        archive.writestr("manifest.json", manifest)
        archive.writestr("manifest.sig", KEY.sign(manifest))
        archive.writestr("a.exe", b"MZ")
    return made


class Seat:
    """The page, and what it asked of the window."""

    def __init__(self, qtbot, policy: Policy = POLICY) -> None:
        self.left: list = []
        context = replace(a_context(), policy=policy, leave_for=self.left.append)
        self.page = PreferencesPage(context, Look(QApplication.instance()))
        qtbot.addWidget(self.page.view)
        self.page.view.show()
        self.page.arrive("")

    def told(self) -> str:
        return self.page.view._notice._words.text()


def test_that_the_button_asks_for_a_file(qtbot):
    seat = Seat(qtbot)
    seat.page.view.update_wished.emit()
    (dialog,) = seat.page.view.findChildren(QFileDialog)
    assert "*.sdupdate" in dialog.nameFilters()[0]
    dialog.reject()
    assert [deed.title for deed in seat.page.deeds()] == ["Install an update"]


def test_that_an_update_for_others_to_install_is_kept_and_named(file, qtbot):
    seat = Seat(qtbot)
    seat.page.updating.take(file)
    assert "Version 9.1.0 is checked" in seat.told()
    (kept,) = [one for one in paths.update_folder().rglob("*") if one.is_file()]
    assert str(kept) in seat.told()
    assert seat.left == []


def test_that_the_vault_is_locked_before_the_installer_is_started(file, qtbot, monkeypatch):
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(updating, "plan", lambda taken: Plan("Now?", (str(taken.installer), "/S")))
    monkeypatch.setattr(updating, "start", started.append)
    seat = Seat(qtbot)
    seat.page.updating.take(file)
    (dialog,) = seat.page.view.findChildren(UpdateDialog)
    assert seat.left == []
    dialog.go.click()
    assert started == []
    (afterwards,) = seat.left
    afterwards()
    assert Path(started[0][0]).read_bytes() == b"MZ"
    assert started[0][1:] == ("/S", RESTART)
    assert "opens by itself" in "".join(one.text() for one in dialog.findChildren(QLabel))


def test_that_a_changed_update_is_told_and_not_kept(file, qtbot):
    data = bytearray(file.read_bytes())
    data[-300] ^= 1
    file.write_bytes(data)
    seat = Seat(qtbot)
    seat.page.updating.take(file)
    assert "Nothing was installed" in seat.told()
    assert not paths.update_folder().exists()


def test_that_without_a_key_the_page_says_whom_to_ask(file, qtbot):
    seat = Seat(qtbot, Policy())
    seat.page.updating.take(file)
    assert "No key is known" in seat.told()
    assert "Ask your IT department" in seat.told()


def test_that_the_window_goes_before_what_was_handed_over_is_done(
    tmp_path, qtbot, qapp, monkeypatch
):
    pages = {one: catalogue.PAGES[one] for one in (Where.REQUESTS, Where.PREFERENCES)}
    monkeypatch.setattr(catalogue, "PAGES", pages)
    order: list[str] = []
    desk = replace(a_full_desk(), close=lambda: order.append("closed"))
    program = Program(Services(FakeVaults(lambda: desk), tmp_path / "s.toml", tmp_path), qapp)
    window = program.window
    window.show()
    window.unlock.presenter.sample()
    qtbot.waitUntil(lambda: window.frame is not None)
    window.frame._context.leave_for(lambda: order.append("begun"))
    qtbot.waitUntil(lambda: not window.isVisible())
    assert order == ["closed"]
    monkeypatch.setattr(application.QApplication, "exec", lambda: 0)
    assert application._until_closed(program) == 0
    assert order == ["closed", "begun"]
    assert base64.b64encode(POLICY.update_key or b"")
    window.deleteLater()
