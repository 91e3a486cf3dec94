"""What joined people are called beside the parties of a record, and never within their texts.

A party's own text, which redactions count in, stays as the export has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from app.domain.ids import PersonId, RequestId
from app.domain.joining import Joining
from app.domain.people import Party, normal_address
from app.domain.records import Record
from app.domain.redaction import Field, Redaction, SpanTarget
from app.domain.words import placed_words
from app.vault.folder import Vault
from app.vault.identity import person_key
from app.vault.joined import Handle
from app.vault.work import Work

_LEAST_WORD = 2
_LEAST_PIECE = 3


@dataclass(frozen=True, slots=True)
class JoinedNames:
    """The names that joined people go by, for every address they have.

    Attributes:
        names: by the keys under which the vault tells people apart.
        signs: of each name, the words and addresses that speak of the person; equal names are
            told alike, whatever else speaks of them.
    """

    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    signs: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, platform: str, party: Party) -> str:
        """Give what a party is called; empty where the export says as much already."""
        if not self.names:
            return ""
        name = self.names.get(person_key(platform, party.name, party.address), "")
        return "" if _words(name) <= _words(party.name) else name

    def beside(self, record: Record) -> dict[int, str]:
        """Give the names that stand beside the parties of a record, by their positions."""
        told = enumerate(self.of(record.platform, party) for party in record.parties)
        return {index: name for index, name in told if name}

    def remarks(self, record: Record, redactions: Sequence[Redaction]) -> tuple[str, ...]:
        """Give a sentence for each party that is called otherwise.

        Nothing is said of a party of which anything is withheld in this record.
        """
        hidden = _hidden_parties(redactions)
        told = (
            f"{record.parties[index].label} is known to this office as {name}"
            for index, name in self.beside(record).items()
            if index not in hidden
        )
        return tuple(dict.fromkeys(told))

    def met_as(self, keys: Set[str]) -> list[tuple[str, str]]:
        """List names, each with no address, of those whom some keys mean."""
        return [
            (name, "")
            for name in dict.fromkeys(name for key, name in self.names.items() if key in keys)
        ]

    def without(self, withheld: Iterable[str], *, whole: bool = False) -> JoinedNames:
        """Leave out everybody of whom some withheld text speaks.

        Args:
            withheld: texts, or stretches of them.
            whole: they are whole texts, so that they hold no pieces of words.
        """
        hidden: set[str] = set()
        for text in withheld:
            hidden |= {normal_address(text)} | _words(text)
        return self._but(
            name
            for name in self.called
            if hidden & self.signs[name]
            or (not whole and _any_within(hidden, " ".join(self.signs[name])))
        )

    def without_parties(self, record: Record, redactions: Sequence[Redaction]) -> JoinedNames:
        """Leave out the parties of a record of whom anything is withheld in it."""
        parties = [record.parties[index] for index in _hidden_parties(redactions)]
        keys = {person_key(record.platform, one.name, one.address) for one in parties}
        return self._but(self.names[key] for key in keys if key in self.names)

    def only(self, keys: Set[str]) -> JoinedNames:
        """Leave out those whom none of some keys means."""
        names = {key: name for key, name in self.names.items() if key in keys}
        called = set(names.values())
        return JoinedNames(names, {one: told for one, told in self.signs.items() if one in called})

    @property
    def called(self) -> frozenset[str]:
        """Give all names, each once."""
        return frozenset(self.names.values())

    def _but(self, names: Iterable[str]) -> JoinedNames:
        gone = set(names)
        if not gone:
            return self
        kept = {key: name for key, name in self.names.items() if name not in gone}
        return JoinedNames(kept, self.signs)


NOBODY = JoinedNames()


def joined_names_in(work: Work) -> JoinedNames:
    """Read it in a transaction; quick where nobody is joined."""
    joining = work.joined.joining()
    if not joining.leaders and not joining.names:
        return NOBODY
    met: defaultdict[PersonId, list[Handle]] = defaultdict(list)
    for handle in work.joined.handles_of({*joining.leaders, *joining.names}):
        met[joining.leader_of(handle.person)].append(handle)
    return _names(joining, met)


def names_told(vault: Vault, request: RequestId) -> JoinedNames:
    """Read what those in the records of a request are called now; a packet can tell no others."""
    with vault.read() as work:
        names = joined_names_in(work)
        return names.only(work.joined.keys_in(request)) if names.names else names


def _names(joining: Joining, met: Mapping[PersonId, Sequence[Handle]]) -> JoinedNames:
    names: dict[str, str] = {}
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for leader, handles in met.items():
        first = next((handle.name for handle in handles if handle.name), "")
        name = joining.name_of(leader) or first
        if not name:
            continue
        names.update({handle.key: name for handle in handles})
        signs[name] |= _words(name)
        for handle in handles:
            signs[name] |= _words(handle.name) | ({handle.normal} if handle.normal else set())
    return JoinedNames(names, {name: frozenset(told) for name, told in signs.items()})


def _hidden_parties(redactions: Iterable[Redaction]) -> set[int]:
    """Give the positions of parties of which something is withheld."""
    targets = (one.target for one in redactions)
    places = (one.place for one in targets if isinstance(one, SpanTarget))
    return {place.index for place in places if place.field is Field.PARTY}


def _any_within(words: Iterable[str], signs: str) -> bool:
    return any(len(word) >= _LEAST_PIECE and word in signs for word in words)


def _words(text: str) -> set[str]:
    return {word for word, _, _ in placed_words(text) if len(word) >= _LEAST_WORD}
