"""What the picture of what is held costs over a million records, in time of the processor.

    uv run python tests/bench/bench_coverage.py [--records 1000000] [--seed 5]

The columns are made up in memory, as the vault holds them; nothing is written. 40 sources of 20
custodians, three platforms, three years; one record in twenty was met in a second source.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from figures import Clock

from app.domain.coverage import LONGEST_HOLE, SILENT_DAYS, Days
from app.vault.columns import Columns, Pairs, Trait
from app.vault.covering import bridged, silent_days, union
from app.vault.day_counts import DayCounts, day_borders, day_counts

PLATFORMS = ("sms", "email", "facebook")
SOURCES = 40
LIMIT = 0.3


def made(records: int, seed: int) -> Columns:
    """Make the columns of a vault up."""
    rng = np.random.default_rng(seed)
    begins = int(dt.datetime(2023, 1, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
    sent = begins + rng.integers(0, 3 * 365 * 86_400, records + 1) * 1_000_000
    source = rng.integers(1, SOURCES + 1, records + 1).astype(np.int32)
    again = rng.integers(1, records + 1, records // 20)
    present = np.ones(records + 1, np.bool_)
    present[0] = False
    return Columns(
        present=present,
        sent=sent,
        source=source,
        trait=rng.integers(1, len(PLATFORMS) + 1, records + 1).astype(np.int32),
        traits=(None, *(Trait(name, "message", (), ()) for name in PLATFORMS)),
        elsewhere=Pairs(again, rng.integers(1, SOURCES + 1, len(again))),
    )


def counted(columns: Columns, days: Days) -> DayCounts:
    """Count them, and look for what is covered and silent, as the picture does."""
    around = Days(days.first - dt.timedelta(400), days.last + dt.timedelta(400))
    borders = day_borders(around, ZoneInfo("America/New_York"))
    counts = day_counts(
        columns,
        borders,
        lambda pairs: [int(one[0]) // 2 * 3 + PLATFORMS.index(one[1]) for one in pairs],
    )
    for line in range(len(counts.own)):
        own = [row for at, row in zip(counts.lines, counts.seen, strict=True) if at == line]
        covered = union((bridged(one, LONGEST_HOLE) for one in own), around.length)
        held = counts.own[line] + counts.again[line]
        silent_days(held, covered, around.first.weekday(), SILENT_DAYS)
    return counts


def main() -> int:
    """Print the median of five; 1 where it is over the limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    columns = made(options.records, options.seed)
    took = []
    days = Days(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    for _ in range(5):
        clock = Clock()
        counted(columns, days)
        took.append(clock.cpu)
    middle = statistics.median(took)
    print(f"coverage of {options.records:,} records, a year: {middle * 1000:.0f} ms of CPU")
    return int(middle > LIMIT * options.records / 1_000_000)


if __name__ == "__main__":
    sys.exit(main())
