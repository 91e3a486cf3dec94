"""A part of an export as an export of its own; knows no format."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from app.errors import AppError
from app.importers.base import Export, MemberUnreadable
from app.importers.members import LIMITS, Gathering, Limits, Member
from app.importers.safe_tar import TAR_ENDINGS, gather_tar_in, looks_like_tar
from app.importers.safe_zip import gather_zip_in, looks_like_zip
from app.importers.tree import Tree

_HEAD = 600


def portion_of(export: Export, members: Iterable[str], prefix: str = "") -> Tree:
    """Give some members of an export as one, each name with ``prefix`` before it.

    What the export as a whole had to reject is not told again.
    """
    return Tree(
        export.paths,
        {
            prefix + name: Member(
                prefix + name, prefix + name, export.size(name), -1, partial(export.open, name)
            )
            for name in members
        },
        (),
    )


def is_archive(export: Export, member: str) -> bool:
    """Say whether a member is a ZIP or TAR that holds files, by its name and its first bytes.

    Many documents are ZIPs inside; their names say what they are.
    """
    name = member.casefold()
    if not name.endswith((".zip", *TAR_ENDINGS)):
        return False
    head = export.head(member, _HEAD)
    return looks_like_zip(head) or looks_like_tar(name, head)


def open_nested(export: Export, member: str, limits: Limits = LIMITS) -> Tree:
    """Open an archive that lies in an export; nothing is unpacked to disk.

    Raises:
        MemberUnreadable: when it is no archive though it says so, or asks for too much.
    """
    gathering = Gathering(limits)
    opened = partial(export.open, member)
    name = member.rpartition("/")[2]
    try:
        if looks_like_zip(export.head(member, _HEAD)):
            gather_zip_in(opened, name, gathering)
        else:
            gather_tar_in(opened, name, gathering)
    except AppError as refused:
        raise MemberUnreadable(refused.what) from refused
    return Tree(export.paths, gathering.members, gathering.rejected)
