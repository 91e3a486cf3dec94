"""Signed updates from the builder's key to the checked installer; and every way to tamper."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import shutil
import stat
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

import app
from app import paths
from app.cli import main as command_line
from app.domain.updates import Kind, Update, numbers, read_manifest
from app.errors import AppError
from app.settings.policy import Policy
from app.workflow import install_update, update_file
from app.workflow.install_update import Plan, is_own_install, judge_for, plan, start
from app.workflow.update_file import Judge, Taken, UpdateRefused, check, take

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = b"MZ" + bytes(range(256)) * 9_000
NEWER = "9.1.0"


def _make_update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_update", ROOT / "packaging/make_update.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def may(path: Path) -> int:
    """Give who may do what; Windows tells that elsewhere, so there it is what is wanted."""
    found = stat.S_IMODE(path.stat().st_mode)
    if sys.platform == "win32":
        return 0o700 if path.is_dir() else 0o600
    return found


class Office:
    """A builder with a key, and a computer whose policy names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tool = _make_update()
        self.key = folder / "key.pem"
        self.public = self.tell("new-key", str(self.key)).strip()
        self.installer = folder / "SunshineDesk-9.1.0-user.exe"
        self.installer.write_bytes(INSTALLER)

    def tell(self, *words: str) -> str:
        out = io.StringIO()
        with redirect_stdout(out):
            assert self.tool.main(list(words)) == 0
        return out.getvalue()

    def made(self, version: str = NEWER, **more: str) -> Path:
        out = self.folder / f"{version}.sdupdate"
        words = ["--kind", "windows-user", "--version", version, "--out", str(out)]
        more_words = [word for name, value in more.items() for word in (f"--{name}", value)]
        self.tell("sign", str(self.key), str(self.installer), *words, *more_words)
        return out

    @property
    def policy(self) -> Policy:
        return Policy(update_key=base64.b64decode(self.public))

    @property
    def judge(self) -> Judge:
        return judge_for(self.policy)

    def run(self, *words: object) -> tuple[int, dict[str, Any], str]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = command_line.main([*map(str, words), "--json"], lambda _: 0, self.policy)
        return code, json.loads(out.getvalue() or "{}"), err.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(paths, "update_folder", lambda: tmp_path / "cache" / "Update")
    return Office(tmp_path)


def rewritten(source: Path, method: int = ZIP_STORED, **changed: bytes | None) -> Path:
    """Give the update with other members: None leaves one out, a new name is added."""
    goal = source.with_name("tampered.sdupdate")
    with ZipFile(source) as old, ZipFile(goal, "w", method) as new:
        kept = {name: old.read(name) for name in old.namelist()}
        given = {name.replace("__", "."): data for name, data in changed.items()}
        for name, data in {**kept, **given}.items():
            if data is not None:
                new.writestr(name, data)
    return goal


def test_that_a_signed_update_is_checked_and_its_installer_is_kept(office: Office) -> None:
    made = office.made()
    code, told, _ = office.run("update", "check", made)
    assert code == 0
    assert (told["good"], told["version"], told["installed"]) == (True, NEWER, app.__version__)
    assert not (office.folder / "cache").exists()
    code, told, _ = office.run("update", "apply", made)
    assert (code, told["started"]) == (0, False)
    kept = Path(told["installer"])
    assert kept.read_bytes() == INSTALLER
    assert kept.name == office.installer.name
    assert may(kept.parent) == 0o700


def test_that_the_same_words_give_the_same_bytes(office: Office) -> None:
    first = office.made().read_bytes()
    assert office.made().read_bytes() == first
    assert office.tell("public", str(office.key)).strip() == office.public


def test_that_a_sealed_key_signs_with_its_password_alone(office: Office) -> None:
    word = office.folder / "word.txt"
    word.write_text("four words or so\n", "utf-8")
    sealed = office.folder / "sealed.pem"
    office.tell("new-key", str(sealed), "--password-file", str(word))
    assert b"ENCRYPTED" in sealed.read_bytes()
    with pytest.raises(TypeError):
        office.tell("public", str(sealed))
    assert may(sealed) == 0o600


def test_that_an_earlier_installer_does_not_stay(office: Office) -> None:
    folder = paths.update_folder()
    first = take(office.made(), office.judge, folder).installer
    second = take(office.made("9.2.0"), office.judge, folder).installer
    assert not first.exists()
    assert [one for one in folder.rglob("*") if one.is_file()] == [second]


def tampered_installer(made: Path) -> Path:
    return rewritten(made, **{"SunshineDesk-9__1__0-user__exe": INSTALLER[:-1] + b"!"})


def shorter_installer(made: Path) -> Path:
    return rewritten(made, **{"SunshineDesk-9__1__0-user__exe": INSTALLER[:-1]})


def tampered_manifest(made: Path) -> Path:
    with ZipFile(made) as archive:
        manifest = archive.read("manifest.json").replace(b"9.1.0", b"9.9.0", 1)
    return rewritten(made, manifest__json=manifest)


def no_signature(made: Path) -> Path:
    return rewritten(made, manifest__sig=None)


def empty_signature(made: Path) -> Path:
    return rewritten(made, manifest__sig=bytes(64))


def long_signature(made: Path) -> Path:
    return rewritten(made, manifest__sig=bytes(65))


def one_more_member(made: Path) -> Path:
    return rewritten(made, setup__exe=b"MZ")


def packed(made: Path) -> Path:
    return rewritten(made, ZIP_DEFLATED)


def flipped_bit(made: Path) -> Path:
    data = bytearray(made.read_bytes())
    data[len(data) // 2] ^= 1
    made.write_bytes(data)
    return made


def cut(made: Path) -> Path:
    data = made.read_bytes()
    made.write_bytes(data[: len(data) // 2])
    return made


def nothing(made: Path) -> Path:
    made.write_bytes(b"")
    return made


TAMPERING = (
    tampered_installer, shorter_installer, tampered_manifest, no_signature, empty_signature,
    long_signature, one_more_member, packed, flipped_bit, cut, nothing,
)  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda one: one.__name__)
def test_that_a_changed_update_is_refused_and_nothing_of_it_is_kept(office: Office, tamper) -> None:
    bad = tamper(office.made())
    code, told, err = office.run("update", "check", bad)
    assert (code, told["good"]) == (1, False)
    code, told, err = office.run("update", "apply", bad)
    assert (code, told) == (2, {})
    assert "Nothing was installed." in err
    assert not [one for one in office.folder.rglob("*-user.exe") if "cache" in one.parts]


def test_that_every_cut_of_an_update_is_refused(office: Office) -> None:
    office.installer.write_bytes(b"MZ" * 40)
    whole = office.made().read_bytes()
    short = office.folder / "short.sdupdate"
    for length in range(0, len(whole), 7):
        short.write_bytes(whole[:length])
        with pytest.raises(UpdateRefused):
            check(short, office.judge)


def test_that_another_key_signs_no_update(office: Office) -> None:
    made = office.made()
    other = replace(office.judge, key=bytes(range(32)))
    with pytest.raises(UpdateRefused, match="not signed with the key"):
        check(made, other)


@pytest.mark.parametrize("version", ["0.0.9", app.__version__, f"{app.__version__}.0"])
def test_that_nothing_older_or_the_same_is_installed(office: Office, version: str) -> None:
    code, told, _ = office.run("update", "check", office.made(version))
    assert (code, told["good"]) == (1, False)
    assert f"holds version {version}" in told["reason"]


def test_that_an_update_that_needs_another_first_says_which(office: Office) -> None:
    made = office.made(**{"min-version": "5.0"})
    with pytest.raises(UpdateRefused, match=r"Install version 5\.0 first"):
        check(made, office.judge)


def test_that_without_a_key_nothing_is_installed(office: Office) -> None:
    made = office.made()
    for policy in (Policy(), Policy(no_updates=True)):
        with pytest.raises(AppError, match="No key is known"):
            take(made, judge_for(policy), paths.update_folder())


def test_that_the_key_of_the_build_counts_unless_the_policy_names_one(office: Office) -> None:
    file = office.folder / "update.key"
    file.write_text(f"{office.public}\n", "ascii")
    assert judge_for(Policy(), file).key == base64.b64decode(office.public)
    assert judge_for(Policy(no_updates=True), file).key is None
    other = Policy(update_key=bytes(32))
    assert judge_for(other, file).key == bytes(32)
    for bad in ("AAAA", "not base64", "ä"):
        file.write_text(bad, "utf-8")
        assert judge_for(Policy(), file).key is None


def test_that_what_was_checked_is_what_is_kept_when_the_stick_changes_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, bad = office.made(), office.folder / "bad.sdupdate"
    shutil.copyfile(tampered_installer(made), bad)
    real = update_file._signed

    def swapped(archive: ZipFile, path: Path, judge: Judge) -> Update:
        update = real(archive, path, judge)
        made.write_bytes(bad.read_bytes())
        return update

    monkeypatch.setattr(update_file, "_signed", swapped)
    with pytest.raises(UpdateRefused):
        take(made, office.judge, paths.update_folder())
    assert not [one for one in paths.update_folder().rglob("*") if one.is_file()]


def test_that_a_missing_file_and_a_folder_without_room_are_told(office: Office) -> None:
    with pytest.raises(AppError, match="cannot be read"):
        check(office.folder / "none.sdupdate", office.judge)
    (office.folder / "full").write_text("", "utf-8")
    with pytest.raises(AppError, match="could not be kept"):
        take(office.made(), office.judge, office.folder / "full")


@pytest.mark.parametrize(
    "change",
    [
        {"product": "Something Else"}, {"format": 2}, {"kind": "script"}, {"kind": ["deb"]},
        {"file": "../x.exe"}, {"file": ".hidden"}, {"file": "a/b"}, {"version": "1"},
        {"version": "1.2\n"}, {"version": 1.2}, {"sha256": "AB"}, {"size": 0}, {"size": "9"},
        {"size": 10**12},
    ],
    ids=str,
)  # fmt: skip
def test_that_a_strange_manifest_is_none(change: dict[str, object]) -> None:
    good = Update(NEWER, "0.0.0", Kind.DEB, "a.deb", 9, "0" * 64)
    assert read_manifest(good.manifest()) == good
    strange = {**json.loads(good.manifest()), **change}
    assert read_manifest(json.dumps(strange).encode()) is None


def test_that_no_table_is_no_manifest() -> None:
    assert [read_manifest(one) for one in (b"", b"[]", b"\xff", b"[" * 100_000)] == [None] * 4
    assert numbers("1.10") > numbers("1.9.9")


def taken(kind: Kind) -> Taken:
    return Taken(Update(NEWER, "0.0.0", kind, "a.exe", 9, "0" * 64), Path("kept") / "a.exe")


def test_that_only_ones_own_install_is_replaced_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in Kind:
        by_hand = plan(taken(kind))
        assert by_hand.command == ()
        assert str(taken(kind).installer) in by_hand.words
    monkeypatch.setattr(install_update, "is_own_install", lambda: True)
    assert plan(taken(Kind.WINDOWS_USER)).command == (str(Path("kept") / "a.exe"), "/S")
    assert plan(taken(Kind.WINDOWS_MSI)) == Plan(plan(taken(Kind.WINDOWS_MSI)).words)


def test_that_an_install_is_ones_own_where_it_lies_in_ones_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_own_install()
    monkeypatch.setattr(install_update, "os", _Windows(tmp_path))
    monkeypatch.setattr(install_update.sys, "frozen", True, raising=False)
    monkeypatch.setattr(install_update.sys, "executable", str(tmp_path / "Programs" / "x.exe"))
    assert not is_own_install()
    (tmp_path / "Programs").mkdir()
    (tmp_path / "Programs" / "uninstall.exe").touch()
    assert is_own_install()
    monkeypatch.setattr(install_update.sys, "executable", "/elsewhere/x.exe")
    assert not is_own_install()


class _Windows:
    """What is asked of the system, as Windows answers."""

    name = "nt"

    def __init__(self, own: Path) -> None:
        self.environ = {"LOCALAPPDATA": str(own)}


def test_that_an_installer_is_started_apart_or_the_reason_is_told(tmp_path: Path) -> None:
    mark = tmp_path / "started"
    assert start((sys.executable, "-c", f"open({str(mark)!r}, 'x').close()")).wait() == 0
    assert mark.exists()
    with pytest.raises(AppError, match="could not be started"):
        start((str(tmp_path / "none.exe"), "/S"))
