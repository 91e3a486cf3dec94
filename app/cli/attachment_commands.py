"""``attachments``: how each is shown and what hides in it; ``lay-out``: by an office program."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import opened
from app.cli.output import Output
from app.domain.hidden import Hidden
from app.domain.records import Attachment
from app.errors import AppError
from app.jobs.isolated import Child
from app.workflow.convert_office import Converted, programs
from app.workflow.find_words import records_of
from app.workflow.kept_sheets import Tools, tools_in
from app.workflow.widen_regions import AttachmentWords


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's commands."""
    listing = commands.add_parser("attachments", help="what a request's attachments hold and hide")
    listing.add_argument("vault", metavar="VAULT")
    listing.add_argument("number", metavar="NUMBER")
    listing.set_defaults(run=_attachments)
    laying = commands.add_parser(
        "lay-out", help="have an office document laid out by LibreOffice or Word"
    )
    laying.add_argument("vault", metavar="VAULT")
    laying.add_argument("record", metavar="RECORD", type=int)
    laying.add_argument("attachment", metavar="K", type=int, help="counted from 0")
    laying.add_argument("--with", dest="program", default="", metavar="PROGRAM")
    laying.add_argument("--undo", action="store_true", help="show it by its text again")
    laying.set_defaults(run=_lay_out)


def _attachments(options: Namespace, output: Output) -> int:
    with opened(options) as desk, Child() as child:
        request = desk.request(options.number)
        tools = tools_in(child)
        words = AttachmentWords(desk.vault, tools)
        converted = Converted(desk.vault)
        with desk.vault.read() as work:
            held = work.requests.record_ids(request.id)
        for record in records_of(desk.vault, held):
            for index, attachment in enumerate(record.attachments):
                is_laid_out = converted.of(attachment) is not None
                shown = _shown_as(attachment, tools)
                answer = {
                    "record": record.id,
                    "attachment": index,
                    "name": attachment.name,
                    "type": attachment.media_type,
                    "size": attachment.size,
                    "sha256": attachment.sha256,
                    "shown": "pages" if is_laid_out else shown,
                }
                hidden = () if attachment.missing else words.hidden_in(record, index)
                answer["hidden"] = [_told(one) for one in hidden]
                said = "; ".join(one.what for one in hidden)
                head = f"{record.id:>8} {index:>2}  {answer['shown']:8} {attachment.name}"
                output.answer(answer, f"{head}  {said}".rstrip())
    return 0


def _shown_as(attachment: Attachment, tools: Tools) -> str:
    """Say how a packet shows it, as far as its type tells."""
    if attachment.missing:
        return "missing"
    if attachment.reflows:
        return "text"
    if tools.sheets.draws(attachment.media_type):
        return "pages"
    return "picture" if tools.cleaner.draws(attachment.media_type) else "slip"


def _told(hidden: Hidden) -> dict[str, object]:
    return {"kind": hidden.kind.value, "count": hidden.count, "what": hidden.what}


def _lay_out(options: Namespace, output: Output) -> int:
    with opened(options) as desk:
        with desk.vault.read() as work:
            record = work.records.get(options.record)
        converted = Converted(desk.vault)
        if options.undo:
            converted.forget(record, options.attachment)
            output.answer({"laid_out": False}, "It is shown by its text again.")
            return 0
        program = _program(options.program)
        made = converted.make(record, options.attachment, program)
    answer = {"laid_out": True, "program": program, "bytes": made.size, "sha256": made.sha256}
    output.answer(answer, f"Laid out by {program}; it is shown by its pages now.")
    return 0


def _program(named: str) -> str:
    """Give the program that was named, or the first there is."""
    found = programs()
    for program in found:
        if program.casefold() == named.casefold() or not named:
            return program
    raise AppError(
        "There is no such program on this computer.",
        f"There is: {', '.join(found)}." if found else "Show the document by its text.",
    )
