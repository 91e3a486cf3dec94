"""Join numbers, addresses and handles into people, take it back, and see who may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.detect.same_people import Alike, Met, alike_people
from app.domain.ids import PersonId
from app.domain.joining import Joining, Joint, PersonAct, pairs_of, standing_acts
from app.domain.people import Party, Role, normal_address
from app.domain.queries import Everything
from app.domain.words import placed_words
from app.errors import AppError
from app.vault.folder import Vault
from app.vault.joined import Handle
from app.vault.work import Work

CONTACTS = "contacts"
"""The platform of contacts."""
LONGEST = 120
_SAID = {
    Joint.JOIN: "joined",
    Joint.SPLIT: "split",
    Joint.NAME: "named",
    Joint.DECLINE: "not joined",
    Joint.UNDO: "undone",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One of those who are joined, or who stands alone.

    Attributes:
        labels: names and addresses as the exports have them.
    """

    id: PersonId
    labels: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody as the clerk sees people.

    Attributes:
        id: the one by whom all are known.
        display: what they are called; ``called`` where the clerk said so.
        records: how many records of the vault they are in.
    """

    id: PersonId
    display: str = field(repr=False)
    called: str = field(repr=False)
    members: tuple[Member, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Some who may be one person, shown as they stand now."""

    alike: Alike
    people: tuple[Someone, ...]

    @property
    def ids(self) -> tuple[PersonId, ...]:
        """Give whom it speaks of."""
        return self.alike.people


class People:
    """The people of one vault; every act is kept, and logged by numbers alone.

    Args:
        vault: keeps them.
        who: the clerk.
    """

    def __init__(self, vault: Vault, who: str) -> None:
        self._vault = vault
        self._who = who

    def everyone(self, find: str = "") -> list[Someone]:
        """List people; those that are joined or named first, then by how often they are met.

        Args:
            find: words that names or addresses hold, or a number in any spelling.
        """
        with self._vault.read() as work:
            joining = work.joined.joining()
            handles = list(work.joined.handles())
        found = [one for one in self._people(joining, handles) if _is_found(one, find)]
        return sorted(found, key=lambda one: (not _is_kept(one), -one.records, one.id))

    def get(self, people: Iterable[PersonId]) -> list[Someone]:
        """Give some people as they stand now, each once."""
        wanted = list(people)
        with self._vault.read() as work:
            self._refuse_unknown(work, wanted)
            leaders = {work.joined.joining().leader_of(one) for one in wanted}
        return [one for one in self.everyone() if one.id in leaders]

    def join(self, people: Sequence[PersonId], name: str = "") -> int:
        """Say that some are one person; gives the number of the act."""
        if len(set(people)) < 2:
            raise AppError("One alone cannot be joined.", "Choose two people at least.")
        return self._act(Joint.JOIN, people, name)

    def split(self, people: Sequence[PersonId]) -> int:
        """Take some out of whom they are joined with; each stands alone again."""
        with self._vault.read() as work:
            joining = work.joined.joining()
        if not any(len(joining.together(person)) > 1 for person in people):
            raise AppError("None of these is joined with anybody.", "Choose joined people.")
        return self._act(Joint.SPLIT, people)

    def name(self, person: PersonId, name: str) -> int:
        """Say how a person is called; an empty name leaves them as the exports have them."""
        return self._act(Joint.NAME, [person], name)

    def decline(self, people: Sequence[PersonId]) -> int:
        """Say that some are not one person, so that it is not suggested again."""
        return self._act(Joint.DECLINE, people)

    def undo(self) -> str:
        """Take back the last act that stands; gives what it was, in words."""
        with self._vault.write() as work:
            standing = standing_acts(work.joined.acts())
            if not standing:
                raise AppError("Nothing was joined that could be undone.", "Join people first.")
            last = standing[-1]
            number = work.joined.add(Joint.UNDO, [], self._who, undoes=last.id)
            self._log(work, Joint.UNDO, number, last.people)
        return f"{len(last.people):,} {_SAID[last.kind]}"

    def can_undo(self) -> bool:
        """Say whether an act stands that can be taken back."""
        return bool(standing_acts(self.acts()))

    def acts(self) -> list[PersonAct]:
        """List everything that was done, in its order."""
        with self._vault.read() as work:
            return work.joined.acts()

    def suggestions(self) -> list[Proposal]:
        """Give who may be one person, is not joined yet, and was not declined."""
        with self._vault.read() as work:
            joining = work.joined.joining()
            handles = list(work.joined.handles())
            cards = work.joined.cards(CONTACTS)
        met = [Met(one.person, one.name, one.address, one.platform) for one in handles]
        open_ones = [part for one in alike_people(met, cards) for part in _still_open(one, joining)]
        named = {joining.leader_of(person) for one in open_ones for person in one.people}
        theirs = [one for one in handles if joining.leader_of(one.person) in named]
        shown = {one.id: one for one in self._people(joining, theirs)} if theirs else {}
        return [_proposal(one, joining, shown) for one in open_ones]

    def _people(self, joining: Joining, handles: Iterable[Handle]) -> Iterator[Someone]:
        counts = self._vault.index.find(Everything()).in_how_many()
        met: defaultdict[PersonId, dict[PersonId, list[Handle]]] = defaultdict(dict)
        for handle in handles:
            leader = joining.leader_of(handle.person)
            met[leader].setdefault(handle.person, []).append(handle)
        for leader, members in met.items():
            called = joining.name_of(leader)
            yield Someone(
                leader,
                called or _display(members.values()),
                called,
                tuple(Member(one, _labels(seen)) for one, seen in sorted(members.items())),
                counts.get(leader, 0),
            )

    def _act(self, kind: Joint, people: Sequence[PersonId], name: str = "") -> int:
        chosen = tuple(dict.fromkeys(people))
        with self._vault.write() as work:
            self._refuse_unknown(work, chosen)
            number = work.joined.add(kind, chosen, self._who, name=_tidy(name))
            self._log(work, kind, number, chosen)
        return number

    def _log(self, work: Work, kind: Joint, act: int, people: Sequence[PersonId]) -> None:
        numbers = " ".join(str(int(one)) for one in people)
        work.audit.append(self._who, f"people.{kind.value}", entry=act, people=numbers)

    def _refuse_unknown(self, work: Work, people: Sequence[PersonId]) -> None:
        unknown = work.joined.unknown(people)
        if unknown or not people:
            number = f" {int(unknown[0])}" if unknown else ""
            raise AppError(f"There is no person{number}.", "Choose somebody from the list.")


def _proposal(alike: Alike, joining: Joining, shown: dict[PersonId, Someone]) -> Proposal:
    leaders = dict.fromkeys(joining.leader_of(person) for person in alike.people)
    return Proposal(alike, tuple(shown[leader] for leader in leaders if leader in shown))


def _still_open(alike: Alike, joining: Joining) -> list[Alike]:
    """Give what is left of a suggestion: nothing, all of it, or the pairs nobody declined."""
    leaders = {joining.leader_of(person) for person in alike.people}
    if len(leaders) < 2:
        return []
    pairs = [
        pair
        for pair in pairs_of(alike.people)
        if joining.leader_of(pair[0]) != joining.leader_of(pair[1])
    ]
    left = [pair for pair in pairs if pair not in joining.declined]
    if len(left) == len(pairs):
        return [alike]
    return [Alike(pair, alike.sign, alike.why, alike.name) for pair in left]


def _display(members: Iterable[Sequence[Handle]]) -> str:
    seen = [handle for handles in members for handle in handles]
    named = next((handle.name for handle in seen if handle.name), "")
    return named or next((handle.address for handle in seen if handle.address), "(unknown)")


def _labels(handles: Iterable[Handle]) -> tuple[str, ...]:
    """Give names with addresses; of a handle that means somebody on one platform alone, which."""
    return tuple(
        dict.fromkeys(
            f"{Party(Role.FROM, one.name, one.address).label}"
            f"{f' on {one.platform}' if one.platform else ''}"
            for one in handles
        )
    )


def _is_kept(one: Someone) -> bool:
    return len(one.members) > 1 or bool(one.called)


def _is_found(one: Someone, find: str) -> bool:
    wanted = _folded(find)
    if not wanted:
        return True
    number = normal_address(find)
    labels = [label for member in one.members for label in member.labels]
    if number.isdigit() and len(number) >= 7:
        digits = ("".join(filter(str.isdigit, label)) for label in labels)
        return any(number in told for told in digits)
    held = [word for text in (one.display, *labels) for word in _folded(text)]
    return all(any(word.startswith(part) for word in held) for part in wanted)


def _folded(text: str) -> list[str]:
    return [word for word, _, _ in placed_words(text)]


def _tidy(name: str) -> str:
    plain = " ".join(name.split())
    if len(plain) > LONGEST:
        raise AppError(
            f"A name of more than {LONGEST} letters is too long.", "Write a shorter one."
        )
    return plain
