"""What takes back what one act changed in layers; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.audiences import Audience
from app.domain.decisions import LoggedDecision
from app.domain.ids import GroupId
from app.domain.layers import Layered, LayerEntry

_Named = tuple[Audience, LayerEntry]


def layered_inverse(group: GroupId, log: Sequence[LoggedDecision]) -> list[Layered]:
    """Give the changes of layers that take a group back.

    An entry that another act put in or took out since stays as that act left it.

    Args:
        group: what is taken back.
        log: every change of layers of what the group names, in order.
    """
    before: dict[GroupId, GroupId] = {
        one.group: one.undoes for one in log if one.undoes is not None
    }
    last: dict[_Named, tuple[GroupId, Layered]] = {}
    own: dict[_Named, None] = {}
    was: dict[_Named, bool] = {}
    for one in log:
        if not isinstance(one.decision, Layered):
            continue
        named = (one.decision.audience, one.decision.entry)
        if one.group == group:
            own[named] = None
        elif named not in own:
            was[named] = one.decision.stands
        last[named] = (one.group, one.decision)
    return [
        replace(last[named][1], stands=was.get(named, False))
        for named in own
        if _is_of(last[named][0], group, before)
        and last[named][1].stands is not was.get(named, False)
    ]


def _is_of(acted: GroupId, group: GroupId, before: Mapping[GroupId, GroupId]) -> bool:
    """Say whether an act is the group itself, or the group done again after it was taken back."""
    while acted != group:
        undone = before.get(acted)
        again = before.get(undone) if undone is not None else None
        if again is None:
            return False
        acted = again
    return True
