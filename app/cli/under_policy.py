"""What an IT department fixed, for every command: the one gate of the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from app.settings.policy import Policy
from app.settings.ways_out import WayOut

OPEN = frozenset(
    {
        "window", "self-test", "demo", "licences", "update check", "update apply", "formats",
        "verify", "certificate check", "vault new", "vault restore",
    }
)  # fmt: skip
"""Commands that tell nothing of a vault that somebody keeps."""


def refuse(policy: Policy, command: str, options: Namespace) -> None:
    """Raise AppError where the policy forbids a command, or what its options ask for.

    Args:
        policy: of this computer.
        command: its words, such as ``vault backup``.
        options: as they were read.
    """
    for way in _ways_of(command, options):
        policy.refuse(way)


def fix(policy: Policy, options: Namespace) -> None:
    """Put what is fixed in place of what was typed, where a packet is made."""
    if hasattr(options, "signed_by"):
        for name in ("page", "zone"):
            setattr(options, name, policy.fixed.get(name, getattr(options, name)))
        head = policy.letterhead
        if head is not None:
            options.department = head.department or options.department
            options.address = list(head.address)
            options.contact, options.signed_by = head.contact, head.custodian
    if hasattr(options, "days_of"):
        options.days_of = policy.fixed.get("zone", options.days_of)


def _ways_of(command: str, options: Namespace) -> Iterator[WayOut]:
    verifies = command == "audit" and options.vault == "verify"
    if command not in OPEN and not verifies:
        yield WayOut.COMMAND_LINE
    if command in {"vault backup", "vault salvage"}:
        yield WayOut.BACKUPS
    if command in {"lists export", "register export"} or getattr(options, "csv", None):
        yield WayOut.TABLES
    if getattr(options, "export", None) and command == "audit":
        yield WayOut.AUDIT_TRAIL
    if getattr(options, "marked_copy_for", None):
        yield WayOut.MARKED_COPIES
    if getattr(options, "natives", False):
        yield WayOut.ORIGINALS
