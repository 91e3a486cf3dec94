"""The page of coverage over a real small vault; all invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from coverage_desk import DIAZ, MARCH, ZONE, daily, day, hold_of, on
from desk_fakes import Shown
from review_desk import Bench

from app.domain.coverage import Days, GapAnswer, RegisterEntry, Scope, Settling
from app.ui.pages.coverage.presenter import CoveragePresenter
from app.ui.pages.coverage.state import CoverageState
from app.workflow.coverage_scope import set_scope
from app.workflow.gaps import answer_gaps
from app.workflow.keep_register import Register

SPRING = Days(dt.date(2026, 1, 12), dt.date(2026, 4, 12))
PAGE = RegisterEntry("Ofc. Diaz", channel="facebook", account="diaz.millbrook")
COLE = RegisterEntry("Sgt. Cole", role="Sergeant", channel="sms", account="850-555-0102")


class CoverageDesk(Bench):
    """A register, exports with a gap, silence and an end, and the presenter."""

    def __init__(self, folder: Path, *, registered: bool = True) -> None:
        super().__init__(folder)
        quiet = tuple(f"2026-03-{n}" for n in (17, 18, 19, 20))
        texts = daily("2026-01-20", "2026-04-12", leave_out=quiet)
        more = [replace(on(day("2026-02-03"), n), text=f"busy {n}") for n in range(1, 40)]
        hold_of(self.vault, "Ofc. Diaz", [*texts, *more], unreadable=2)
        posts = [on(one, 3, platform="facebook") for one in map(day, ("2026-02-02", "2026-03-10"))]
        hold_of(self.vault, "Ofc. Diaz", posts, name="page.zip")
        self.cole = hold_of(
            self.vault, "Sgt. Cole", daily("2026-03-01", "2026-03-20"), name="c.xml"
        )
        hold_of(self.vault, "Lt. Reyes", daily("2026-03-05", "2026-03-06"), name="r.xml")
        if registered:
            register = Register(self.vault, "Rosa")
            barred = RegisterEntry(
                "Lt. Reyes", channel="whatsapp", may_hold=False, said="Order 12, 2025"
            )
            register.add([DIAZ, PAGE, COLE, barred])
        set_scope(self.vault, self.request, Scope(SPRING, (), ZONE), "Rosa")
        if registered:
            said = GapAnswer(
                COLE.key, Days(day("2026-03-21"), SPRING.last), Settling.NOTHING_EXISTS, "On leave"
            )
            answer_gaps(self.vault, self.request, [said], "Rosa")
        self.shown: Shown[CoverageState] = Shown()
        self.presenter = CoveragePresenter(self.context, self.shown)

    @property
    def state(self) -> CoverageState:
        """Give what is shown now."""
        return self.shown.last


__all__ = ["MARCH", "CoverageDesk"]
