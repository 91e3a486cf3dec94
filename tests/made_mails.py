"""Mails of one thread, as the importer gives them, that quote one another; for several tests."""

from __future__ import annotations

from collections.abc import Sequence

from builders import MARCH_14

from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind

ROSA = Party(Role.FROM, "Rosa Diaz", "rosa@example.com")
BEN = Party(Role.FROM, "Ben Cole", "ben@example.com")

ASKED = (
    "Good morning Ben,\n\nJordan Blackwood called about the permit for the pier at the old "
    "harbour.\nPlease call back at 850-555-0142 before noon.\n\nRosa"
)
ANSWERED = (
    "I spoke with them. All is settled.\n\nBen\n\n"
    "On Sat, Mar 14, 2026 at 10:02 AM Rosa Diaz <rosa@example.com> wrote:\n\n"
    "> Good morning Ben,\n>\n> Jordan\n> Blackwood called about the permit for the pier at\n"
    "> the old harbour.\n> Please call back at 850-555-0142 before noon.\n>\n> Rosa"
)
THANKED = (
    "Thank you!\n\nFrom: Ben Cole <ben@example.com>\nSent: Saturday, March 14, 2026 11:10 AM\n"
    "To: Rosa Diaz <rosa@example.com>\nSubject: Re: Pier permit\n\n"
    "I spoke with them. All is settled.\n\nBen\n\n"
    "-----Original Message-----\nFrom: Rosa Diaz\nSent: Saturday, March 14, 2026 10:02 AM\n"
    "To: Ben Cole\nSubject: Pier permit\n\nGood morning Ben,\n\nJordan Blackwood called about "
    "the permit for the pier at the old harbour.\nPlease call back at 850-555-0142 before noon."
    "\n\nRosa"
)


def mail(text: str, number: int, sender: Party, to: Party, names: Sequence[str] = ()) -> Parsed:
    """Make a mail; ``number`` names it and puts it an hour later."""
    own = f"m{number}@example.com"
    return Parsed(
        locator=f"mail {number}",
        platform="email",
        kind=Kind.EMAIL,
        text=text,
        sent=Moment(MARCH_14 + number * 3_600_000_000, "", "utc"),
        parties=(sender, Party(Role.TO, to.name, to.address)),
        platform_id=own,
        conversation_key=f"id:{names[0]}" if names else f"id:{own}",
        conversation_title="Pier permit",
        parent_id=names[-1] if names else "",
        named=tuple(f"id:{one}" for one in names),
        subject="Re: Pier permit" if names else "Pier permit",
    )


def thread() -> list[Parsed]:
    """Give a question, an answer that quotes it, and thanks that quote both as Outlook does."""
    return [
        mail(ASKED, 0, ROSA, BEN),
        mail(ANSWERED, 1, BEN, ROSA, ["m0@example.com"]),
        mail(THANKED, 2, ROSA, BEN, ["m0@example.com", "m1@example.com"]),
    ]
