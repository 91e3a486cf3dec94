"""That hidden things of attachments are kept once found, and told until somebody looked at them."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from fakes import Here
from page_desk import pdf, stored, with_note

from app.domain.decisions import Disposition, LookedAt
from app.domain.hidden import HiddenKind
from app.domain.redaction import WholeTarget
from app.domain.requests import Request
from app.vault.folder import Vault
from app.workflow.check_request import check
from app.workflow.decide import Decider
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.look_at_hidden import HiddenThings, to_be_looked_at, unseen

LAW = Library.load()
HTML = "<p>seen</p><p style='display:none'>not seen</p>"
PLAIN = pdf([["nothing hides here"]])


class Counting(Here):
    """Does the calls of a child process here, and counts them."""

    def __init__(self) -> None:
        self.calls = 0

    def call(self, function: Callable[..., object], *arguments: object, **_: float) -> object:
        self.calls += 1
        return super().call(function, *arguments)


class Office:
    """A request of one released message with a PDF that holds a note, and a web page."""

    def __init__(self, vault: Vault) -> None:
        files = [
            stored(vault, "report.pdf", with_note(PLAIN), "application/pdf"),
            stored(vault, "page.html", HTML.encode(), "text/html", "seen\nnot seen"),
            stored(vault, "notes.txt", b"plain", "text/plain", "plain"),
        ]
        self.vault = vault
        self.child = Counting()
        self.ids = builders.hold(vault, [builders.message("see these")], [files])
        self.request: Request = builders.new_request(vault, self.ids)
        self.decider = Decider(vault, self.request, "Pat")
        self.decider.dispose(self.ids, Disposition.RELEASE)
        self.things = HiddenThings(vault, tools_in(self.child))
        with vault.read() as work:
            self.record = work.records.get(self.ids[0])

    def kinds(self) -> list[str]:
        return [found.kind for found in check(self.vault, self.request, LAW)]


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def test_that_what_was_never_opened_is_told_and_plain_text_is_not(office: Office) -> None:
    found = unseen(office.vault, office.request)
    assert (found.unopened, found.hiding) == (2, 0)
    assert found.unopened_in == (office.ids[0],)
    assert office.kinds() == ["never_opened"]


def test_that_a_file_is_opened_once_and_known_ever_after(office: Office) -> None:
    note = office.things.found(office.record, 0)
    hidden = office.things.found(office.record, 1)
    assert HiddenKind.MARKUP in {one.kind for one in note} or to_be_looked_at(note)
    calls = office.child.calls
    assert office.things.found(office.record, 0) == note
    assert office.things.found(office.record, 1) == hidden
    assert office.child.calls == calls


def test_that_what_hides_is_told_until_it_is_ticked_and_again_when_the_tick_is_undone(
    office: Office,
) -> None:
    office.things.found(office.record, 0)
    assert office.kinds() == ["hidden_unseen", "never_opened"]
    office.decider.apply([LookedAt(office.ids[0], 0)], "1 attachment looked at")
    assert office.kinds() == ["never_opened"]
    office.decider.undo()
    assert office.kinds() == ["hidden_unseen", "never_opened"]
    office.decider.redo()
    assert office.kinds() == ["never_opened"]


def test_that_what_does_not_leave_need_not_be_looked_at(office: Office) -> None:
    office.things.found(office.record, 0)
    office.decider.redact(office.ids[0], [WholeTarget(0), WholeTarget(1)], ["(x)"])
    found = unseen(office.vault, office.request)
    assert (found.unopened, found.hiding) == (0, 0)
    office.decider.undo()
    office.decider.dispose(office.ids, Disposition.NOT_RESPONSIVE)
    assert unseen(office.vault, office.request).unopened == 0


def test_that_what_every_file_has_is_no_reason_to_look(vault: Vault) -> None:
    file = stored(vault, "plain.pdf", PLAIN, "application/pdf")
    ids = builders.hold(vault, [builders.message("see this")], [[file]])
    request = builders.new_request(vault, ids)
    Decider(vault, request, "Pat").dispose(ids, Disposition.RELEASE)
    with vault.read() as work:
        record = work.records.get(ids[0])
    found = HiddenThings(vault, tools_in(Here())).found(record, 0)
    assert not to_be_looked_at(found)
    assert unseen(vault, request).hiding == 0
    assert unseen(vault, request).unopened == 0
