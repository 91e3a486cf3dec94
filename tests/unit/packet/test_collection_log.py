"""The collection log in the record of custody: what it says, and that it tells no withheld word."""

from __future__ import annotations

from dataclasses import replace

from app.domain.packets import (
    ChannelHeld,
    CollectedSource,
    CollectionLog,
    Custody,
    CustodySource,
    GapTold,
)
from app.packet.checks.own import _nameless
from app.packet.custody_words import collection_tables, custody_words
from app.workflow.custody import without_words

ACCOUNT = CustodySource("SMS: phone.xml", "Ofc. Diaz", "Mon 6 Apr 2026", "ab" * 32, 5, 3, 1, 1, 0)
LOG = CollectionLog(
    "1 Mar 2026 to 31 Mar 2026",
    (CollectedSource(ACCOUNT, "2 Apr 2026", "Jordan Blackwood", "1 Mar 2026 to 2 Apr 2026"),),
    (
        ChannelHeld(
            "Ofc. Diaz",
            "sms · Phone 1",
            20,
            2,
            1,
            ("17 Mar 2026",),
            (GapTold("1 Mar 2026", "nothing exists", "says Jordan Blackwood"),),
        ),
        ChannelHeld("Lt. Reyes", "whatsapp", 0, note="None may lie there: Order 12"),
        ChannelHeld("", "email", 1),
    ),
)
CUSTODY = Custody((ACCOUNT,), 3, 3, 0, 0, 0, 0, collection=LOG)


def test_that_the_log_tells_everything_of_each_export_and_channel() -> None:
    collected, held = (table for _, _, table in collection_tables(LOG))
    export, who, covers, account = collected.rows[0]
    assert export == "SMS: phone.xml, custodian Ofc. Diaz"
    assert (who, covers) == ("2 Apr 2026; Jordan Blackwood", "1 Mar 2026 to 2 Apr 2026")
    assert account.startswith("5 seen = 3 records + 1 copies + 1 unreadable + 0 ignored.")
    assert held.rows[0][2:] == (
        "20 records + 2 that count elsewhere; 1 item unreadable",
        (
            "1 Mar 2026: nothing exists (says Jordan Blackwood). "
            "17 Mar 2026: no records, where there usually are some."
        ),
    )
    assert held.rows[1][3] == "None may lie there: Order 12."
    assert held.rows[2][0::3] == ("not named", "Nothing is known to be missing.")


def test_that_the_log_says_what_is_called_a_gap() -> None:
    told = collection_tables(replace(LOG, hole=5))[1][1]
    assert "An export goes on over at most 5 days without a record, unless" in told
    assert "over at most 1 day without" in collection_tables(replace(LOG, hole=1))[1][1]
    assert "goes on" not in collection_tables(LOG)[1][1]
    assert "goes on" not in collection_tables(replace(LOG, hole=5, channels=()))[1][1]


def test_that_a_log_without_a_register_says_so() -> None:
    tables = collection_tables(replace(LOG, channels=(), days=""))
    assert "keeps no register" in tables[1][1]
    assert "Days that the request" not in tables[1][1]
    assert collection_tables(None) == ()


def test_that_withheld_words_are_left_out_of_the_log() -> None:
    assert "Blackwood" in custody_words(CUSTODY)
    quiet = without_words(CUSTODY, ["Jordan Blackwood", "Order 12"])
    assert "Blackwood" not in custody_words(quiet)
    assert "Order 12" not in custody_words(quiet)
    assert "nothing exists" in custody_words(quiet)


def test_that_what_somebody_wrote_is_no_word_of_the_programs_own() -> None:
    own = custody_words(_nameless(CUSTODY))
    for word in ("Blackwood", "Diaz", "Phone 1", "Order 12", "phone.xml"):
        assert word not in own
    assert "nothing exists" in own
