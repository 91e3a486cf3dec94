"""Which exemptions of a jurisdiction fit what was found; proposes, and never decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.detect.kinds import Kind
from app.domain.exemptions import Exemption, Tier

_MONEY = ("financial_id", "privacy")
_STATE = ("dmv", "financial_id", "privacy")
_WHERE = ("privacy",)
_DEVICE = ("privacy",)
_HEALTH = ("medical", "privacy")
_SECRET = ("security_techniques",)

_CATEGORIES: Mapping[str, tuple[str, ...]] = {
    Kind.SSN: _MONEY,
    Kind.ITIN: _MONEY,
    Kind.EIN: _MONEY,
    Kind.CARD: _MONEY,
    Kind.ROUTING: _MONEY,
    Kind.BANK_ACCOUNT: _MONEY,
    Kind.IBAN: _MONEY,
    Kind.CRYPTO: _MONEY,
    Kind.DRIVER_LICENSE: _STATE,
    Kind.PLATE: ("dmv", "privacy"),
    Kind.VIN: ("dmv", "privacy"),
    Kind.PASSPORT: _MONEY,
    Kind.IMMIGRATION: _MONEY,
    Kind.CRIMINAL_ID: ("criminal_history",),
    Kind.MEDICAL: _HEALTH,
    Kind.INSURANCE: _HEALTH,
    Kind.BIRTH_DATE: ("privacy", "financial_id"),
    Kind.MINOR_AGE: _WHERE,
    Kind.PHONE: _WHERE,
    Kind.EMAIL: _WHERE,
    Kind.ADDRESS: _WHERE,
    Kind.GPS: _WHERE,
    Kind.HANDLE: _WHERE,
    Kind.IP: _DEVICE,
    Kind.MAC: _DEVICE,
    Kind.IMEI: _DEVICE,
    Kind.LINK: _SECRET,
    Kind.PASSWORD: _SECRET,
    Kind.DOOR_CODE: _SECRET,
    "name": ("privacy",),
    "victims": ("victim", "dv_sa_victim", "privacy"),
    "minors": ("juvenile", "privacy"),
    "informants": ("informant",),
    "officers_families": ("officer_home", "privacy"),
}
"""What the law's library calls the subjects of a kind, the nearest first."""

_PERSONS = ("officer_home", "victim", "dv_sa_victim", "informant")
_DEPENDING: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.GPS, "name"), _PERSONS),
    Kind.MINOR_AGE: ("juvenile",),
}
"""Subjects that fit only where the thing belongs to such a person."""

_NAMING: Mapping[str, tuple[str, ...]] = {
    Kind.SSN: ("social security", "ssn"),
    Kind.ITIN: ("taxpayer", "tax identification"),
    Kind.MEDICAL: ("medical", "health"),
    Kind.INSURANCE: ("medical", "health", "insurance"),
    Kind.CARD: ("credit card", "debit", "credit", "card"),
    Kind.ROUTING: ("bank", "account", "financial"),
    Kind.BANK_ACCOUNT: ("bank", "account", "financial"),
    Kind.IBAN: ("bank", "account", "financial"),
    Kind.DRIVER_LICENSE: ("driver", "licence", "license", "motor vehicle"),
    Kind.PLATE: ("plate", "motor vehicle", "registration"),
    Kind.VIN: ("motor vehicle", "title", "registration"),
    Kind.PHONE: ("phone",),
    Kind.EMAIL: ("e-mail", "email"),
    Kind.ADDRESS: ("address",),
    Kind.BIRTH_DATE: ("birth",),
    Kind.PASSWORD: ("password", "computer", "it security", "information technology"),
    Kind.LINK: ("password", "computer", "it security", "information technology"),
    Kind.DOOR_CODE: ("security plan", "building", "structure", "emergency", "security"),
}
"""Words of an exemption's own title and sentence that name the thing itself."""

_OTHERS = ("social security", "credit card", "bank account", "medical")
_NEVER = ("911", "gps", "alarm", "recording", "video", "image", "gang", "schedule")
"""Things that an exemption may be all about; it then fits no other, of ``_NEVER`` none."""

_OF_SOMEBODY = ("officer", "employee", "personnel", "victim", "witness", "minor", "juvenile")
"""Words of a title by which an exemption protects some persons and not all."""

_ONLY_NAMED = frozenset({Kind.LINK, Kind.PASSWORD, Kind.DOOR_CODE})
"""Kinds for which an exemption that does not name them is only a thought."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An exemption that may fit.

    Attributes:
        depends: it fits only where the thing belongs to a person of a certain sort, such as an
            officer or a victim; then a person must say so.
    """

    code: str
    depends: bool


def proposals(exemptions: Sequence[Exemption], kind: str) -> tuple[Proposal, ...]:
    """Give the exemptions that may fit a kind of suggestion, the likeliest first.

    Those that name the thing come before those that only share its subject, the nearer subject
    before the farther, what must be withheld before what may be; those that depend on whose it
    is come last. Empty where the library of the jurisdiction holds none.
    """
    sure = _ranked(exemptions, kind, _CATEGORIES.get(kind, ()))
    taken = {one.code for one in sure}
    rest = [one for one in exemptions if one.code not in taken]
    depending = _ranked(rest, kind, _DEPENDING.get(kind, ()))
    found = [Proposal(one.code, depends=_depends(one, kind)) for one in sure]
    found += [Proposal(one.code, depends=True) for one in depending]
    return tuple(sorted(found, key=lambda one: one.depends))


def _depends(exemption: Exemption, kind: str) -> bool:
    if kind in _ONLY_NAMED and not _names(exemption, kind):
        return True
    title = exemption.title.casefold()
    return kind in tuple(Kind) and any(word in title for word in _OF_SOMEBODY)


def propose_codes(exemptions: Sequence[Exemption], kind: str) -> tuple[str, ...]:
    """Give the codes that may fit a kind of suggestion, the likeliest first."""
    return tuple(one.code for one in proposals(exemptions, kind))


def proposed_code(exemptions: Sequence[Exemption], kind: str) -> str:
    """Give the code that an accepted suggestion takes of itself; empty where a person must say."""
    return next((one.code for one in proposals(exemptions, kind) if not one.depends), "")


def _ranked(
    exemptions: Sequence[Exemption], kind: str, categories: tuple[str, ...]
) -> list[Exemption]:
    fitting = [one for one in exemptions if _fits(one, kind, categories)]
    return sorted(fitting, key=lambda one: _rank(one, kind, categories))


def _fits(exemption: Exemption, kind: str, categories: tuple[str, ...]) -> bool:
    if not any(one in categories for one in exemption.categories):
        return False
    return not _is_of_another(exemption, kind)


def _names(exemption: Exemption, kind: str) -> bool:
    said = f"{exemption.title} {exemption.plain}".casefold()
    return any(word in said for word in _NAMING.get(kind, ()))


def _is_of_another(exemption: Exemption, kind: str) -> bool:
    title = exemption.title.casefold()
    if any(word in title for word in _NEVER):
        return True
    narrow = len(exemption.categories) == 1 and not _names(exemption, kind)
    return narrow and any(word in title for word in _OTHERS)


def _rank(exemption: Exemption, kind: str, categories: tuple[str, ...]) -> tuple[bool, int, bool]:
    nearest = min(categories.index(one) for one in exemption.categories if one in categories)
    return not _names(exemption, kind), nearest, exemption.tier is not Tier.CONFIDENTIAL
