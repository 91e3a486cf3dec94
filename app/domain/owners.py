"""Who stands behind a party of any export: numbers of one form, owners by what the clerk said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.domain.people import normal_address

_LEAST_DIGITS = 7
_WHATSAPP_HOSTS = frozenset({"s.whatsapp.net", "c.us"})
_INTERNATIONAL = ("+", "011", "00")
_NATIONAL_LENGTH = 10

Owner = tuple[str, Sequence[str]]


class Owners:
    """Gives everybody one form, whichever of their own numbers or names an export wrote.

    Args:
        owners: custodian and own addresses of each source; what two sources share joins them.
    """

    def __init__(self, owners: Iterable[Owner]) -> None:
        self._same: dict[str, str] = {}
        for custodian, addresses in owners:
            forms = [form_of("", one) for one in addresses] + [form_of(custodian, "")]
            self._join([form for form in forms if form])

    def person(self, name: str, address: str) -> str:
        """Give the form of a party; a name counts only where there is no address."""
        form = form_of(name, address)
        return self._same.get(form, form)

    def _join(self, forms: Sequence[str]) -> None:
        if not forms:
            return
        met = {self._same[form] for form in forms if form in self._same}
        first = min(met or forms)
        if len(met) > 1:
            self._same |= {form: first for form, same in self._same.items() if same in met}
        self._same |= dict.fromkeys(forms, first)


@lru_cache(maxsize=4096)
def form_of(name: str, address: str) -> str:
    """Give the one form of a number, an address, or else of a name; empty where there is none.

    Numbers become international ones, those of ten digits of the North American plan. A
    shorter one stays as it is: nobody knows which area it is of.
    """
    if address.strip():
        return _number(address.strip().casefold().removeprefix("tel:")) or normal_address(address)
    folded = " ".join(name.casefold().split())
    return f"name {folded}" if folded else ""


def _number(address: str) -> str:
    """Give the international form of what looks like a number; empty for all else."""
    local, _, host = address.partition("@")
    if host in _WHATSAPP_HOSTS:
        address = "+" + local.partition(":")[0]
    digits = "".join(filter(str.isdigit, address))
    if len(digits) < _LEAST_DIGITS or not all(c.isdigit() or c in "+-(). /" for c in address):
        return ""
    for prefix in _INTERNATIONAL:
        if address.startswith(prefix):
            return "+" + digits[len(prefix.removeprefix("+")) :]
    national = digits[-_NATIONAL_LENGTH:]
    is_north_american = digits in {national, f"1{national}"} and national[0] not in "01"
    return f"+1{national}" if is_north_american and len(digits) >= _NATIONAL_LENGTH else digits
