"""Says where else a record was found, and how other custodians' exports tell it. No PySide6."""

from __future__ import annotations

from app.domain.people import Role
from app.domain.provenance import Occurrence, Sighting
from app.domain.records import Record
from app.ui.wording import count
from app.workflow.review import Sight as Seen
from app.workflow.show_times import in_words


def copies_of(seen: Seen) -> str:
    """Count exact copies, and name the custodians whose exports tell the message as well."""
    sightings = [one for one in seen.record.occurrences if one.sighting is not None]
    others = seen.copies - len(sightings)
    copies = f"{count(others, 'exact copy', 'exact copies')} in the vault" if others else ""
    whose = dict.fromkeys(one.custodian or f"source {one.source}" for one in sightings)
    told = f"told by {', '.join(whose)} too" if whose else ""
    return " · ".join(filter(None, (told, copies)))


def found_at(record: Record, zone: str) -> str:
    """List the further places at which a record was found, one a line."""
    return "\n".join(_place(one, zone) for one in record.occurrences)


def _place(one: Occurrence, zone: str) -> str:
    told = "" if one.sighting is None else f", {_telling(one.sighting, zone)}"
    return f"{one.custodian or f'Source {one.source}'}{told}: {one.locator}"


def _telling(one: Sighting, zone: str) -> str:
    """Give ``received Sat 14 Mar 2026, 9:04:12 PM EDT from Ana <+1 850 555 0111>``."""
    sender = next((party for party in one.parties if party.role is Role.FROM), None)
    when = in_words(one.sent, zone)
    if sender is not None and sender.is_owner:
        to = ", ".join(party.label for party in one.parties if party is not sender)
        return f"sent {when} to {to}"
    return f"received {when} from {sender.label if sender else 'somebody'}"
