"""Participants of a snapshot: who they are, and when they were there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.people import normal_address
from app.importers.chat.entries import Person
from app.importers.legal.smarsh_xml import take
from app.importers.times import TimeReader
from app.importers.xml_nodes import Node

_IDS = ("participantid", "userid", "id", "oid", "objectid", "refid")
_ADDRESSES = (
    *("emailaddress", "emailid", "email", "mail", "smtpaddress", "phonenumber", "mobilenumber"),
    *("loginname", "login", "handle", "networkid", "buddyname", "screenname", "address", "upn"),
)
_NAMES = ("displayname", "fullname", "name", "participantname", "username", "nickname")
_CAME = ("jointime", "joinedtime", "joined", "joinedat", "entertime", "enteredtime", "starttime")
_WENT = ("lefttime", "leavetime", "left", "leftat", "exittime", "endtime")


@dataclass(slots=True)
class Member:
    """One participant.

    Attributes:
        came: when they joined, in microseconds since 1970; None where that is not told.
        went: when they left.
    """

    person: Person
    came: int | None = None
    went: int | None = None


@dataclass(slots=True)
class People:
    """The participants of a snapshot, by their ids, names and addresses in small letters."""

    members: list[Member] = field(default_factory=list)
    rest: list[dict[str, object]] = field(default_factory=list, repr=False)
    _by: dict[str, Person] = field(default_factory=dict, repr=False)

    def add(self, node: Node, times: TimeReader) -> None:
        """Take a participant."""
        own = take(node, *_IDS)
        person = person_in(node)
        came, went = (times_at(take(node, *names), times) for names in (_CAME, _WENT))
        if not any(person):
            person = ("", own)
        if any(person):
            self.members.append(Member(person, came, went))
            for key in (own, *person):
                self._by.setdefault(key.casefold(), person)
        left = node.rest()
        if left:
            self.rest.append({"participant": own or person[1] or person[0], **left})

    def known(self, told: str) -> Person:
        """Give who is meant by an id, a name or an address."""
        found = self._by.get(told.casefold())
        if found is not None:
            return found
        return ("", told) if "@" in told or normal_address(told).isdigit() else (told, "")

    def there(self, when: int | None) -> Iterable[Person]:
        """Give those who were there at a moment; where that is not told, all."""
        for one in self.members:
            is_early = when is not None and one.came is not None and when < one.came
            is_late = when is not None and one.went is not None and when > one.went
            if not is_early and not is_late:
                yield one.person


def person_in(node: Node) -> Person:
    """Take a name and an address."""
    names = filter(None, (take(node, "firstname"), take(node, "lastname", "surname")))
    name = take(node, *_NAMES) or " ".join(names)
    return name, take(node, *_ADDRESSES).removeprefix("sip:").removeprefix("mailto:")


def times_at(written: str, times: TimeReader) -> int | None:
    """Read a moment; None where there is none that is believed."""
    is_number = written.replace(".", "", 1).isdigit()
    return (times.epoch(written) if is_number else times.iso(written)).moment.utc
