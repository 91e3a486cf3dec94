"""``certificate check``, and the report that ``verify`` writes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path

from app.cli.output import Output
from app.domain.certificate import CertificateCheck, canonical
from app.domain.packets import Verdict
from app.domain.report import report_of, report_table
from app.errors import AppError
from app.packet.report import build
from app.workflow.check_certificate import check_certificate, files_beside
from app.workflow.hand_over import write_whole
from app.workflow.show_times import local_today


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    certificate = commands.add_parser("certificate", help="check what somebody certified")
    verbs = certificate.add_subparsers(title="verbs", required=True, metavar="VERB")
    checking = verbs.add_parser("check", help="is it signed, and are these the files?")
    checking.add_argument("file", metavar="FILE.json", type=Path)
    checking.add_argument("files", metavar="FILE", type=Path, nargs="*")
    checking.add_argument("--fingerprint", metavar="GROUPS", help="as the office read it out")
    checking.set_defaults(run=_check)


def write_report(verdict: Verdict, name: str, path: Path, page: str = "letter") -> None:
    """Write the report of a verification: as pages for a name that ends in .pdf, else as JSON."""
    report = report_of(verdict, name)
    if path.suffix.lower() == ".pdf":
        write_whole(path, build(report, local_today(), page))
    elif path.suffix.lower() == ".json":
        write_whole(path, canonical(report_table(report)))
    else:
        raise AppError("A report is a .json or a .pdf file.", "Name it with one of these endings.")


def _check(options: Namespace, output: Output) -> int:
    try:
        envelope = options.file.read_bytes()
    except OSError as error:
        raise AppError(
            f"{options.file.name} cannot be read.", "Check the path that was given."
        ) from error
    files: dict[str, Path | bytes] = {path.name: path for path in options.files}
    if len(files) < len(options.files):
        raise AppError("Two of the files have the same name.", "Check them one after the other.")
    files = files or files_beside(envelope, options.file.absolute().parent)
    checked = check_certificate(envelope, files)
    is_theirs = _is_read_out(checked, options.fingerprint)
    sentence = checked.sentence if is_theirs else _OTHER_KEY
    output.answer(_answer(checked, sentence, holds=checked.holds and is_theirs), sentence)
    return 0 if checked.holds and is_theirs else 1


_OTHER_KEY = (
    "The certificate was signed with another key than the one whose fingerprint was given. Do not "
    "rely on it; ask the office."
)


def _is_read_out(checked: CertificateCheck, groups: str | None) -> bool:
    if groups is None or not checked.signed:
        return True
    plain = "".join(sign for sign in groups.upper() if sign.isalnum())
    return plain == checked.fingerprint.replace(" ", "")


def _answer(checked: CertificateCheck, sentence: str, *, holds: bool) -> dict[str, object]:
    return {
        "holds": holds,
        "signed": checked.signed,
        "fingerprint": checked.fingerprint,
        "request": checked.number,
        "files": [{"name": one.name, "state": one.state.value} for one in checked.files],
        "sentence": sentence,
    }
