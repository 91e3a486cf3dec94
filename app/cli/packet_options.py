"""The options that say how a packet is wanted; ``packet`` and ``deliver`` share them."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from app.cli.desk import DEFAULT_ZONE
from app.cli.view_commands import add_for
from app.documents.images import Cleaner
from app.documents.types import HEAD, sniff
from app.domain.audiences import Audience
from app.domain.packets import Contents, Density, Layout, Letterhead, Limits, Order, Talk
from app.domain.redacted import Picture
from app.domain.requests import Request
from app.errors import AppError, ChildFailed
from app.jobs.isolated import Child
from app.workflow.made_for import made_for
from app.workflow.packet_recipe import PacketWishes
from app.workflow.show_times import local_today

_TALKS = {talk.value: talk for talk in Talk}
_DENSITIES = {density.value: density for density in Density}
Look = tuple[Talk, Density]


def add_options(parser: ArgumentParser) -> None:
    """Add the options of look, contents and letterhead."""
    looks = ", ".join((*_TALKS, *_DENSITIES))
    parser.add_argument(
        "--layout", type=look_of, default=look_of(""), metavar="L", help=f"of {looks}; with commas"
    )
    parser.add_argument("--order", choices=[order.value for order in Order], default="date")
    parser.add_argument("--page", choices=("letter", "legal", "a4"), default="letter")
    parser.add_argument("--zone", default=DEFAULT_ZONE, metavar="IANA")
    parser.add_argument("--bates", default="", metavar="PREFIX")
    parser.add_argument("--dated", type=dt.date.fromisoformat, metavar="DATE")
    for part in ("letter", "log", "attachments"):
        parser.add_argument(f"--no-{part}", action="store_true", help=f"leave out the {part}")
    parser.add_argument("--custody", action="store_true", help="print the record of custody")
    parser.add_argument(
        "--collection-log", action="store_true", help="and what was collected, and what is held"
    )
    parser.add_argument("--department", default="", metavar="NAME")
    parser.add_argument("--address", action="append", default=[], metavar="LINE")
    parser.add_argument("--contact", default="", metavar="LINE")
    parser.add_argument("--signed-by", default="", metavar="NAME")
    parser.add_argument("--logo", type=Path, metavar="PICTURE", help="seal for the letterhead")
    parser.add_argument("--parts-pages", type=_count, default=0, metavar="N")
    parser.add_argument("--parts-mb", type=float, default=0.0, metavar="N")
    add_for(parser, "whose copy is made; the public's if left out")
    parser.add_argument("--for-name", default="", metavar="NAME", help="who gets that copy")
    parser.add_argument("--per-record", action="store_true", help="a file for each record")
    parser.add_argument(
        "--joined-names", action="store_true", help="say what the office calls joined people"
    )


def wishes_of(options: Namespace, request: Request) -> PacketWishes:
    """Read how the packet is wanted."""
    talk, density = options.layout
    return PacketWishes(
        dated=options.dated or local_today(),
        letterhead=_letterhead(options, request),
        layout=Layout(
            page=options.page,
            zone=options.zone,
            order=Order(options.order),
            talk=talk,
            density=density,
            attachments=not options.no_attachments,
        ),
        bates_prefix=options.bates,
        limits=Limits(options.parts_pages, options.parts_mb),
        custody=options.custody or options.collection_log,
        collection=options.collection_log,
        per_record=options.per_record,
        made_for=made_for(options.audience or Audience.PUBLIC, options.for_name),
        contents=Contents(letter=not options.no_letter, log=not options.no_log),
        joined_names=options.joined_names,
    )


def look_of(typed: str) -> Look:
    """Read a layout such as ``bubbles,compact``; what is not said stays plain and normal."""
    talk, density = Talk.PLAIN, Density.NORMAL
    for word in filter(None, (part.strip().lower() for part in typed.split(","))):
        if word in _TALKS:
            talk = _TALKS[word]
        elif word in _DENSITIES:
            density = _DENSITIES[word]
        else:
            known = ", ".join((*_TALKS, *_DENSITIES))
            raise ArgumentTypeError(f"there is no layout {word!r}; there are {known}")
    return talk, density


def _count(typed: str) -> int:
    number = int(typed)
    if number < 0:
        raise ArgumentTypeError("must not be below 0")
    return number


def _letterhead(options: Namespace, request: Request) -> Letterhead:
    return Letterhead(
        options.department or request.details.department or "Records Office",
        tuple(options.address),
        options.contact,
        options.signed_by,
        _logo(options.logo) if options.logo else None,
    )


def _logo(path: Path) -> Picture:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AppError("The logo could not be read.", "Check the path.") from error
    with Cleaner(Child()) as cleaner:
        try:
            return cleaner.clean(data, sniff(data[:HEAD], path.name))
        except ChildFailed as failure:
            raise AppError(f"The logo: {failure.reason}", "Use a PNG or a JPEG.") from failure
