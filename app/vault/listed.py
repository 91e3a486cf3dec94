"""What decisions do to the clerk's lists, in the same transaction, and what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.decisions import Listed, LoggedDecision
from app.vault.lists import Lists


def follow_lists(lists: Lists, logged: Sequence[LoggedDecision]) -> None:
    """Put on lists and take off them what new entries of the log say.

    Only an entry that lies there just as it was put down is taken off.
    """
    for one in logged:
        if isinstance(one.decision, Listed) and one.decision.stands:
            lists.add([one.decision.entry], one.who)
    gone = {
        one.decision.entry
        for one in logged
        if isinstance(one.decision, Listed) and not one.decision.stands
    }
    if gone:
        lists.remove([kept.id for kept in lists.all() if kept.entry in gone])


def unlisted(act: Sequence[LoggedDecision]) -> list[Listed]:
    """Give what takes back what an act did to lists."""
    return [
        replace(one.decision, stands=not one.decision.stands)
        for one in act
        if isinstance(one.decision, Listed)
    ]
