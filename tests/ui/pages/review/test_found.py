"""Where else a record was found, in words."""

from __future__ import annotations

from dataclasses import replace

from app.domain.decisions import Standing
from app.domain.ids import RecordId, SourceId
from app.domain.people import Party, Role
from app.domain.provenance import Moment, Occurrence, Sighting
from app.domain.records import Kind, Record
from app.ui.pages.review.found import copies_of, found_at
from app.workflow.review import Sight

AT = Moment(1_773_522_240_000_000, "", "utc")
ME = Party(Role.FROM, "Ofc. Ana", "+18505550111", is_owner=True)
BEN = Party(Role.TO, "Ben", "8505550112")
SENT = Occurrence(SourceId(2), "sms 4", "", "", Sighting(AT, (ME, BEN), "ok"))
UNKNOWN = Occurrence(SourceId(3), "row 9", "Ofc. Ben", "", Sighting(AT, (BEN,), "ok"))
AGAIN = Occurrence(SourceId(4), "sms 7", "Ofc. Cleo", "")


def seen(*places: Occurrence, copies: int) -> Sight:
    record = Record(RecordId(1), SourceId(1), "sms", Kind.MESSAGE, occurrences=places)
    return Sight(record, (), Standing(RecordId(1)), {}, (), copies)


def test_that_copies_and_tellings_are_told_apart() -> None:
    assert copies_of(seen(copies=0)) == ""
    assert copies_of(seen(AGAIN, copies=2)) == "2 exact copies in the vault"
    assert copies_of(seen(SENT, UNKNOWN, AGAIN, copies=3)) == (
        "told by source 2, Ofc. Ben too · 1 exact copy in the vault"
    )


def test_that_each_place_says_how_it_tells_the_message() -> None:
    record = replace(seen(copies=0).record, occurrences=(SENT, UNKNOWN, AGAIN))
    assert found_at(record, "America/New_York").splitlines() == [
        "Source 2, sent Sat 14 Mar 2026, 5:04:00 PM EDT to Ben <8505550112>: sms 4",
        "Ofc. Ben, received Sat 14 Mar 2026, 5:04:00 PM EDT from somebody: row 9",
        "Ofc. Cleo: sms 7",
    ]
