"""Takes pictures of the print preview: ``uv run tests/ui/shots_print.py FOLDER [dark] [125]``."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the path is set above
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from review_desk import CODE, LAW, TEXTS, Bench  # noqa: E402

from app.domain.decisions import Disposition  # noqa: E402
from app.domain.packets import Contents, Letterhead  # noqa: E402
from app.domain.redaction import SpanTarget  # noqa: E402
from app.domain.spans import Span  # noqa: E402
from app.jobs.finish import finish  # noqa: E402
from app.settings.values import Theme  # noqa: E402
from app.ui.pages.packet.print_desk import PrintDesk  # noqa: E402
from app.ui.pages.packet.print_state import Phase, Turning  # noqa: E402
from app.ui.rows import Notice, Tone  # noqa: E402
from app.ui.theme import Look  # noqa: E402
from app.workflow.build_packet import PacketJob  # noqa: E402
from app.workflow.decide import Decider  # noqa: E402
from app.workflow.packet_recipe import PacketWishes  # noqa: E402


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    look = Look(application)
    look.wear(Theme.DARK if "dark" in sys.argv else Theme.LIGHT, 125 if "125" in sys.argv else 100)
    with TemporaryDirectory() as place:
        bench = Bench(Path(place), TEXTS * 8)
        decider = Decider(bench.vault, bench.request, "M. Ortiz")
        decider.dispose(bench.ids, Disposition.RELEASE)
        start = TEXTS[1].index("Jordan Blackwood")
        decider.redact(bench.ids[1], [SpanTarget(Span(start, start + 16))], [CODE])
        head = Letterhead("Millbrook Police Department", ("1 Main Street", "Millbrook"))
        wishes = PacketWishes(
            dt.date(2026, 11, 17), head, bates_prefix="MPD", contents=Contents(letter=False)
        )
        packet = finish(PacketJob(bench.vault, bench.request, LAW, wishes))
        desk, window = PrintDesk(bench.context, look), QWidget()
        dialog = desk.open_packet(window, packet, wishes, lambda: None)
        presenter = desk.presenter
        shots = {
            "plain": {},
            "stamped": {"stamped": True},
            "two_up": {"two_up": True, "copies": 3, "turning": Turning.LONG},
            "smaller": {"two_up": False, "paper": "a4", "copies": 1, "pages": "1-2"},
            "wrong": {"pages": "1-99"},
        }
        for number, (name, changes) in enumerate(shots.items()):
            presenter.change(replace(presenter.state.form, **changes))
            wait(500)
            dialog.grab().save(str(folder / f"{number}_{name}.png"))
        presenter.change(replace(presenter.state.form, pages=""))
        presenter._tell(replace(presenter.state, phase=Phase.PRINTING, done=3, total=7))
        dialog.grab().save(str(folder / "5_printing.png"))
        told = Notice("The printer took no more after 3 of 7 sides.", "Look for paper.", Tone.BAD)
        presenter._tell(replace(presenter.state, phase=Phase.CHOOSING, notice=told))
        dialog.grab().save(str(folder / "6_failed.png"))
        desk.put_away()()
        bench.vault.close()


if __name__ == "__main__":
    main()
