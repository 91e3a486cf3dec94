"""Other programs turn documents into PDF: a stand-in for LibreOffice, and one for COM."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from unit.documents.office.made_word import full_document

from app.documents.office import microsoft, outside, programs
from app.documents.office.outside import to_pdf
from app.documents.office.private_folder import private_folder
from app.documents.office.programs import LIBREOFFICE, MICROSOFT
from app.errors import AppError

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STAND_IN = """#!{python}
import os, pathlib, subprocess, sys
work = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
source = pathlib.Path(sys.argv[-1])
told = pathlib.Path({told!r})
profile = next(a for a in sys.argv if a.startswith("-env:UserInstallation=file:"))
settings = (work / "profile/user/registrymodifications.xcu").read_text(encoding="utf-8")
rights = oct(os.stat(work).st_mode & 0o777) + oct(os.stat(source).st_mode & 0o777)
told.write_text("\\n".join([str(work), rights, os.environ["TMPDIR"], settings, *sys.argv]))
{what}
"""
GOOD = '(work / "document.pdf").write_bytes(b"%PDF-1.7 " + source.read_bytes()[:2])'
HANGS = (
    "child = subprocess.Popen([sys.executable, '-c', 'import threading; "
    "threading.Event().wait()'])\n"
    "told.write_text(str(child.pid))\nchild.wait()"
)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def made(what: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        told = tmp_path / "told.txt"
        path = folder / "soffice"
        path.write_text(
            STAND_IN.format(python=sys.executable, told=str(told), what=what), encoding="utf-8"
        )
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))
        return told

    return made


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "records.vault"
    folder.mkdir()
    return folder


def test_that_a_document_becomes_a_pdf_in_a_private_folder_that_is_gone_afterwards(
    stand_in: Any, vault: Path
) -> None:
    told = stand_in(GOOD)
    assert LIBREOFFICE in programs.programs()
    assert to_pdf(full_document(), WORD, vault, LIBREOFFICE) == b"%PDF-1.7 PK"
    work, rights, temporary, *rest = told.read_text(encoding="utf-8").split("\n")
    assert Path(work).parent == vault
    assert temporary == work
    assert rights == "0o7000o600"
    assert "DisableMacrosExecution" in "".join(rest)
    assert "--headless" in rest
    assert list(vault.iterdir()) == []


def test_that_the_copy_is_marked_as_from_outside_before_a_program_sees_it(
    stand_in: Any, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = stand_in(GOOD)
    marked: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        "app.documents.office.outside.mark_from_outside",
        lambda path: marked.append((path.name, told.exists())),
    )
    to_pdf(full_document(), WORD, vault, LIBREOFFICE)
    assert marked == [("document.docx", False)]


def test_that_a_program_that_hangs_is_ended_with_its_children(stand_in: Any, vault: Path) -> None:
    told = stand_in(HANGS)
    with pytest.raises(AppError, match="too long"):
        to_pdf(b"PK", WORD, vault, LIBREOFFICE, seconds=2)
    pid = int(told.read_text(encoding="utf-8"))
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert list(vault.iterdir()) == []


def test_that_a_program_that_gives_nothing_is_told(stand_in: Any, vault: Path) -> None:
    stand_in("sys.exit(1)")
    with pytest.raises(AppError, match="could not open"):
        to_pdf(b"PK", WORD, vault, LIBREOFFICE)
    assert list(vault.iterdir()) == []


def test_that_nothing_is_started_for_kinds_and_programs_that_are_not_known(vault: Path) -> None:
    for media_type, program in (("text/plain", LIBREOFFICE), (WORD, "Other")):
        with pytest.raises(AppError, match="not opened by another"):
            to_pdf(b"x", media_type, vault, program)


def test_that_a_missing_program_is_told(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(vault))
    monkeypatch.setattr(programs, "_PLACES", ())
    assert programs.programs() == ()
    with pytest.raises(AppError, match="not installed"):
        to_pdf(b"x", WORD, vault, LIBREOFFICE)


def test_that_a_program_is_found_in_its_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert programs.find_libreoffice() == place


def test_that_on_windows_nothing_is_run_that_lies_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("soffice", "soffice.exe", "soffice.bat"):
        (tmp_path / name).write_text("", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(programs, "_places", lambda: iter(()))
    assert programs.find_libreoffice("win32") is None
    assert programs.find_libreoffice("linux") is not None


def test_that_a_program_that_cannot_be_started_is_told(
    stand_in: Any, vault: Path, tmp_path: Path
) -> None:
    stand_in(GOOD)
    (tmp_path / "bin" / "soffice").write_text("#!/no/such/program\n", encoding="utf-8")
    with pytest.raises(AppError, match="cannot be started"):
        to_pdf(b"PK", WORD, vault, LIBREOFFICE)


def test_that_what_a_lost_run_left_behind_is_removed_by_the_next(vault: Path) -> None:
    left = vault / "showing-1"
    left.mkdir()
    (left / "document.docx").write_bytes(b"secret" * 1000)
    with private_folder(vault) as folder:
        assert not left.exists()
        assert folder.parent == vault
    assert list(vault.iterdir()) == []


def test_that_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(AppError, match="cannot be laid out"),
        private_folder(tmp_path / "missing" / "vault"),
    ):
        pass


def test_that_a_copy_that_cannot_be_removed_is_told(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: Path, **__: bool) -> None:
        raise OSError

    with (
        monkeypatch.context() as context,
        pytest.raises(AppError, match="could not be removed"),
        private_folder(vault),
    ):
        context.setattr(shutil, "rmtree", refuses)


class Recorder:
    """Stands for a COM application: takes every call and every value, and keeps them."""

    def __init__(self, log: list[str], name: str) -> None:
        object.__setattr__(self, "log", log)
        object.__setattr__(self, "name", name)

    def __getattr__(self, name: str) -> Recorder:
        return Recorder(self.log, f"{self.name}.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        self.log.append(f"{self.name}.{name}={value}")

    def __call__(self, **given: object) -> Recorder:
        told = " ".join(f"{key}={value}" for key, value in sorted(given.items()))
        self.log.append(f"{self.name}({told})")
        return Recorder(self.log, f"{self.name}()")


@pytest.mark.parametrize(
    ("ending", "application", "told"),
    [
        (".docx", "Word", ["ReadOnly=True", "RevisionsFilter.Markup=2", "Item=7"]),
        (".xlsx", "Excel", ["UpdateLinks=0", "ReadOnly=True", "EnableEvents=False"]),
        (".pptx", "PowerPoint", ["ReadOnly=-1", "WithWindow=0", "PrintHiddenSlides=-1"]),
    ],
)
def test_that_an_application_opens_read_only_without_macros_and_is_ended(
    ending: str, application: str, told: list[str]
) -> None:
    log: list[str] = []
    microsoft.convert(Path(f"a{ending}"), Path("a.pdf"), lambda name: Recorder(log, name))
    assert log[0] == f"{application}.Application.AutomationSecurity=3"
    assert log[-1] == f"{application}.Application.Quit()"
    assert not [words for words in told if words not in " ".join(log)]
    assert "Save()" not in " ".join(log)


def test_that_an_application_that_fails_is_ended() -> None:
    log: list[str] = []

    class Failing(Recorder):
        def __setattr__(self, name: str, value: object) -> None:
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any failure of COM
        microsoft.convert(Path("a.docx"), Path("a.pdf"), lambda name: Failing(log, name))
    assert log == ["Word.Application.Quit()"]


def test_that_only_applications_started_for_us_are_ended() -> None:
    assert microsoft.is_ours("WINWORD.EXE", "winword.exe /Automation -Embedding", 5, 4)
    assert not microsoft.is_ours("WINWORD.EXE", "winword.exe report.docx", 5, 4)
    assert not microsoft.is_ours("WINWORD.EXE", "winword.exe /Automation", 3, 4)
    assert not microsoft.is_ours("notepad.exe", "/Automation", 5, 4)


def test_that_microsofts_program_gives_nothing_where_there_is_none(vault: Path) -> None:
    with pytest.raises(AppError, match="could not open"):
        to_pdf(b"PK", WORD, vault, MICROSOFT)
    with pytest.raises(AppError, match="too long"):
        to_pdf(b"PK", WORD, vault, MICROSOFT, seconds=0)
    assert outside.ENDINGS[WORD] == ".docx"
