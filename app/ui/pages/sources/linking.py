"""Has near-copies looked for once nothing is imported any more, or when wished. No PySide6."""

from __future__ import annotations

from app.jobs.events import Event, Finished, Progress, Started
from app.ui.services import KeepsSources
from app.ui.ways import Ways
from app.ui.wording import count


class Linking:
    """At most one look at a time; what came meanwhile is looked at in the next one."""

    def __init__(self, sources: KeepsSources, ways: Ways) -> None:
        self._sources = sources
        self._ways = ways
        self._is_running = False

    def begin(self, *, tells: bool) -> None:
        """Compare what came since with all before it, and say what was found where wished."""
        if self._is_running:
            return
        self._is_running = True
        job = self._sources.linking_near_copies()

        def told(event: Event) -> None:
            if isinstance(event, Started | Progress):
                return
            self._is_running = False
            if tells and isinstance(event, Finished):
                found = count(job.result, "new pair", "new pairs")
                self._ways.say(f"{found} of near-copies found. A record tells how many it has.")

        self._ways.start(job, told)
