"""Turns office documents into PDF through a program of this computer, on the clerk's wish only.

Such a program works on files: for as long as it takes, an unencrypted copy of the document and
of its PDF lies in a private folder inside the vault's folder. So nothing here is ever done by
default. The program is given a profile of its own, in which macros are off and links are not
followed; it is ended, with all that it started, when its time is over. The copy bears the mark
of what came from outside, so that such a program trusts it no more than a file from the net.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from app.documents.office import microsoft
from app.documents.office.private_folder import private_folder, write_private
from app.documents.office.programs import LIBREOFFICE, MICROSOFT, find_libreoffice, programs
from app.errors import AppError
from app.windows_desk.origin import mark_from_outside

__all__ = ["ENDINGS", "programs", "to_pdf"]

SECONDS = 180.0

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
ENDINGS = {
    f"{_OPEN_XML}wordprocessingml.document": ".docx",
    f"{_OPEN_XML}spreadsheetml.sheet": ".xlsx",
    f"{_OPEN_XML}presentationml.presentation": ".pptx",
    f"{_OPEN}text": ".odt",
    f"{_OPEN}spreadsheet": ".ods",
    f"{_OPEN}presentation": ".odp",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/rtf": ".rtf",
}
"""The ending that a file of a type is given, since such programs believe endings."""

_NO_LINKS = 2
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Save/Document", "WarnAlienFormat", "false"),
    ("Common/Misc", "FirstRun", "false"),
    ("Writer/Content/Update", "Link", str(_NO_LINKS)),
    ("Calc/Content/Update", "Link", str(_NO_LINKS)),
)
_NO_PROXY = "http://127.0.0.1:9"


def to_pdf(
    untrusted: bytes, media_type: str, folder: Path, program: str, seconds: float = SECONDS
) -> bytes:
    """Give the document as PDF, as the named program lays it out.

    Args:
        untrusted: the document.
        media_type: sniffed from its bytes.
        folder: the vault's folder; a private folder is made in it and removed again.
        program: one of those that :func:`programs` names.
        seconds: how long the program may take.

    Raises:
        AppError: the program is not there, cannot open the document or takes too long.
    """
    ending = ENDINGS.get(media_type)
    if ending is None or program not in {LIBREOFFICE, MICROSOFT}:
        raise AppError(
            "Documents of this kind are not opened by another program.",
            "Show the document by its text.",
        )
    with private_folder(folder) as work:
        source, target = work / f"document{ending}", work / "document.pdf"
        write_private(source, untrusted)
        mark_from_outside(source)
        if program == LIBREOFFICE:
            _run_program(_libreoffice(work, source), work, seconds)
        else:
            _run_microsoft(source, target, seconds)
        return _taken(target)


def _libreoffice(work: Path, source: Path) -> list[str]:
    path = find_libreoffice()
    if path is None:
        raise AppError("LibreOffice is not installed.", "Show the document by its text.")
    profile = work / "profile"
    (profile / "user").mkdir(parents=True)
    write_private(profile / "user" / "registrymodifications.xcu", _settings())
    return [
        str(path), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible",
        "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo",
        "--convert-to", "pdf", "--outdir", str(work), str(source),
    ]  # fmt: skip


def _settings() -> bytes:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" '
        f'oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    ).encode()


def _run_microsoft(source: Path, target: Path, seconds: float) -> None:
    """Drive Microsoft's program from a process that can be ended, and end the program with it.

    The program itself is started by Windows and is no child of ours.
    """
    since = time.time()
    process = multiprocessing.get_context("spawn").Process(
        target=microsoft.run, args=(str(source), str(target)), daemon=True
    )
    process.start()
    process.join(seconds)
    late = process.is_alive()
    if late:
        process.kill()
        process.join()
        _end_applications(since)
    process.close()
    if late:
        raise _too_long()


def _end_applications(since: float) -> None:
    for one in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if microsoft.is_ours(one.name(), " ".join(one.cmdline()), one.create_time(), since):
                one.kill()


def _too_long() -> AppError:
    return AppError("The other program took too long.", "Show the document by its text.")


def _run_program(call: Sequence[str], work: Path, seconds: float) -> None:
    """Run a program in its folder until it ends; end it with its children when time is over."""
    environment = _environment(work)
    try:
        process = subprocess.Popen(  # noqa: S603 - a program that was looked up, no shell
            call, cwd=work, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        raise AppError(
            "The other program cannot be started.", "Show the document by its text."
        ) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise _too_long() from error
    finally:
        _end_tree(process)


def _environment(work: Path) -> dict[str, str]:
    """Keep what programs need; temporary files go to the private folder, the net leads nowhere."""
    kept = dict(os.environ)
    kept.update({name: str(work) for name in ("TMP", "TEMP", "TMPDIR")})
    kept.update(dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NO_PROXY))
    return kept


def _end_tree(process: subprocess.Popen[bytes]) -> None:
    with suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.Error):
                child.kill()
    with suppress(OSError):
        process.kill()
    process.wait()


def _taken(target: Path) -> bytes:
    data = target.read_bytes() if target.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise AppError(
            "The other program could not open the document.", "Show the document by its text."
        )
    return data
