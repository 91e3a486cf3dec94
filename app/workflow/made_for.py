"""For whom a copy is made: read from what a clerk typed, and proposed as the name of a file."""

from __future__ import annotations

from app.domain.audiences import Audience, MadeFor
from app.domain.requests import Request
from app.errors import PacketRefused

LONGEST = 80


def made_for(audience: Audience, name: str = "") -> MadeFor:
    """Give for whom a copy is made; the public has no name.

    Raises:
        PacketRefused: the name cannot stand at the foot of each page.
    """
    plain = " ".join(name.split())
    if plain and audience is Audience.PUBLIC:
        raise PacketRefused(
            "The public's copy is made for nobody by name.",
            "Say whether the copy is for the victim, the prosecutor or the court.",
        )
    if plain and not any(map(str.isalnum, plain)):
        raise PacketRefused("The name of the recipient says nothing.", "Type the name, or none.")
    if len(plain) > LONGEST:
        raise PacketRefused(
            "The name of the recipient is too long for the foot of each page.",
            f"Use at most {LONGEST} characters.",
        )
    return MadeFor(audience, plain)


def file_stem(request: Request, whom: MadeFor) -> str:
    """Propose a file's name, without its ending, that says for whom the copy is."""
    number = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in request.number)
    return number if whom.is_public else f"{number} copy for {whom.audience.value}"


def is_requester(request: Request, whom: MadeFor) -> bool:
    """Say whether the copy is for the one who asked, by name."""
    wanted = request.details.requester.casefold().split()
    return bool(whom.name) and whom.name.casefold().split() == wanted
