"""``recognise``: reads the words of scans and pictures, so that search finds them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction

from app.cli.desk import Desk, finished, opened
from app.cli.output import Output
from app.cli.scan_languages import add_language, languages_of
from app.domain.ids import SourceId
from app.domain.languages import Languages
from app.jobs.isolated import Child
from app.workflow.read_pages import PageReader, ReadPages, RecogniseWords, files_read


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add this room's command."""
    recognise = commands.add_parser("recognise", help="read the words of scans and pictures")
    recognise.add_argument("vault", metavar="VAULT")
    whose = recognise.add_mutually_exclusive_group()
    whose.add_argument("--source", type=int, metavar="ID", help="only those of one source")
    whose.add_argument("--request", metavar="NUMBER", help="only those of one request")
    add_language(recognise)
    recognise.set_defaults(run=_recognise)


def _recognise(options: Namespace, output: Output) -> int:
    languages = languages_of(options)
    with opened(options) as desk, Child() as child:
        job = _job(options, desk, PageReader(desk.vault, child), languages)
        finished(job, output)
        left = sum(files.left(languages) for files in files_read(desk.vault).values())
    answer = {"read": job.result, "language": languages.value, "unread_files": left}
    output.answer(answer, f"{job.result:,} files read in {languages.told}.")
    return 0


def _job(
    options: Namespace, desk: Desk, reader: PageReader, languages: Languages
) -> RecogniseWords | ReadPages:
    if options.request is not None:
        return ReadPages(desk.vault, desk.request(options.request), reader, languages)
    source = None if options.source is None else SourceId(options.source)
    return RecogniseWords(desk.vault, reader, source, languages)
