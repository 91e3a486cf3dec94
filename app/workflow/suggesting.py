"""What is suggested in one request: identifiers, its people's names, and the clerk's lists."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.detect import strangers
from app.detect.lexicon import Lexicon
from app.detect.names import Known, Names, group_of, is_spared, known_people, said
from app.detect.suggest import Finder, Suggestion, apart
from app.domain.lists import KeptEntry, ListEntry, ListKind, list_in_words
from app.domain.requests import Request
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.joined_names import joined_names_in
from app.workflow.known_words import KnownWords

Mark = tuple[object, ...]


class Suggesting:
    """What is suggested as things stand now.

    Args:
        finder: finds identifiers.
        names: people and lists.
        listed: entries of lists, by kind and group of a suggestion.
    """

    def __init__(
        self, finder: Finder, names: Names, listed: Mapping[tuple[str, str], KeptEntry]
    ) -> None:
        self._finder = finder
        self._names = names
        self._listed = listed
        self._shared: dict[str, tuple[Suggestion, ...]] = {}

    def find_shared(self, text: str) -> tuple[Suggestion, ...]:
        """Give the same of a name or title, which many records share; it is looked at once."""
        found = self._shared.get(text)
        if found is None:
            found = self._shared[text] = tuple(self.find(text)) if text else ()
        return found

    def find(self, text: str) -> list[Suggestion]:
        """Give what might have to be withheld, in the order of the text and apart."""
        spared = self._names.spared_in(text)
        found = self._finder.suggestions(text)
        plain = [one for one in found if not is_spared(one, spared)]
        return apart([*self._names.find(text), *plain])

    def entry_of(self, one: Suggestion) -> ListEntry | None:
        """Give the entry of a list that a suggestion comes from; None of anything else."""
        kept = self._listed.get((one.kind, one.group))
        return None if kept is None else kept.entry

    def listed_at(self, one: Suggestion) -> int:
        """Give when that entry was put down; 0 of anything else."""
        kept = self._listed.get((one.kind, one.group))
        return 0 if kept is None else kept.at


class Suggester:
    """Knows the people of one request and the clerk's lists, from any thread.

    Args:
        vault: holds both; when either grew, they are read again.
        request: whose people are known.
        words: the vault's words, where others ask for them too.
    """

    def __init__(self, vault: Vault, request: Request, words: KnownWords | None = None) -> None:
        self._vault = vault
        self._request = request
        self._words = words or KnownWords(vault)
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._finder = Finder(request.details.jurisdiction, (strangers.find,))
        self._now = Suggesting(self._finder, Names((), Lexicon(())), {})

    def now(self) -> Suggesting:
        """Give what is suggested now; people and lists are read again where they changed."""
        with self._lock:
            lexicon = self._words.lexicon(self._request.id)
            with self._vault.read() as work:
                mark: Mark = (
                    work.printed.mark(self._request.id),
                    work.lists.mark(),
                    work.joined.mark(),
                    lexicon,
                )
                if mark != self._mark:
                    people = _people_now(work, self._request)
                    names, listed = _known_now(people, work.lists.all(), lexicon)
                    self._now = Suggesting(self._finder, names, listed)
                    self._mark = mark
            return self._now


def _people_now(work: Work, request: Request) -> list[tuple[str, str]]:
    """Give names and addresses of the people in a request, and what joined ones are called."""
    met = [(name, address) for name, address, _ in work.printed.people(request.id)]
    joined = joined_names_in(work)
    return [*met, *joined.met_as(work.joined.keys_in(request.id))] if joined.names else met


def _known_now(
    people: Iterable[tuple[str, str]], entries: Sequence[KeptEntry], lexicon: Lexicon
) -> tuple[Names, dict[tuple[str, str], KeptEntry]]:
    listed = [one for one in entries if one.entry.list is not ListKind.NEVER_REDACT]
    spared = [one for one in entries if one.entry.list is ListKind.NEVER_REDACT]
    known = [*map(_known, listed), *known_people(people)]
    return Names(known, lexicon, map(_known, spared)), _by_group(listed)


def _known(kept: KeptEntry) -> Known:
    entry = kept.entry
    why = f"On the list “{list_in_words(entry)}”"
    return Known(entry.text, entry.kind, "critical", why)


def _by_group(listed: Sequence[KeptEntry]) -> dict[tuple[str, str], KeptEntry]:
    """Give the entry of each group: that of the first list in the order of :class:`ListKind`.

    It counts as put down when the last one of its group was.
    """
    found: dict[tuple[str, str], KeptEntry] = {}
    for kept in sorted(listed, key=lambda one: _RANK[one.entry.list]):
        key = (said(kept.entry.kind), group_of(kept.entry.text, kept.entry.kind))
        first = found.setdefault(key, kept)
        found[key] = replace(first, at=max(first.at, kept.at))
    return found


_RANK = {kind: rank for rank, kind in enumerate(ListKind)}
