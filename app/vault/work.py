"""One transaction of the vault, as shelves; knows neither keys nor files."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from app.vault.across import Across
from app.vault.audit import Audit
from app.vault.coverage_log import CoverageLog
from app.vault.decisions import Decisions
from app.vault.drawings import Drawings
from app.vault.gatherings import Gatherings
from app.vault.interning import Interned
from app.vault.joined import Joined
from app.vault.layers import Layers
from app.vault.lengths import Lengths
from app.vault.lists import Lists
from app.vault.mappings import Mappings
from app.vault.near_pairs import NearPairs
from app.vault.outcomes import Outcomes
from app.vault.packets import Packets
from app.vault.printed import Printed
from app.vault.recognised import Recognised
from app.vault.records import Records
from app.vault.requests import Requests
from app.vault.second_readings import SecondReadings
from app.vault.signing import Signing
from app.vault.sources import Sources
from app.vault.threads import Threads
from app.vault.word_index import WordIndex


class Work:
    """The shelves, bound to one transaction.

    Args:
        connection: in a transaction.
        interned: the writer's memory of what records share.
        clock: gives microseconds since 1970 UTC.
        index: knows what requests hold; left out where something may be written.
    """

    def __init__(
        self,
        connection: Connection,
        interned: Interned,
        clock: Callable[[], int],
        index: WordIndex | None = None,
    ) -> None:
        self.sources = Sources(connection, interned, clock)
        self.threads = Threads(connection)
        self.records = Records(connection)
        self.requests = Requests(connection, clock, index.holding_in if index else None)
        self.decisions = Decisions(connection, self.requests, clock)
        self.layers = Layers(connection, self.decisions)
        self.outcomes = Outcomes(connection, self.requests)
        self.readings = SecondReadings(connection, self.decisions, self.outcomes, clock)
        self.lengths = Lengths(connection)
        self.packets = Packets(connection)
        self.drawings = Drawings(connection)
        self.recognised = Recognised(connection, clock)
        self.audit = Audit(connection, clock)
        self.signing = Signing(connection)
        self.lists = Lists(connection, clock)
        self.mappings = Mappings(connection, clock)
        self.coverage = CoverageLog(connection, clock)
        self.joined = Joined(connection, clock)
        self.printed = Printed(connection)
        self.near_pairs = NearPairs(connection)
        self.across = Across(connection)
        self.gatherings = Gatherings(connection)
