"""Every door through which a released packet can go stands behind the rule of four eyes."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import builders
import pytest

import app
from app.cli import main as command_line
from app.domain.decisions import Disposition, Verdict, Which
from app.domain.ids import RecordId
from app.domain.packets import Letterhead
from app.domain.requests import Request
from app.domain.second_reading import FourEyes
from app.errors import AppError, PacketRefused
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.build_marked import MarkedJob, VerifiedMarked, save_marked
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.certify import CertificateWishes, certify, files_of
from app.workflow.check_request import sign_off
from app.workflow.decide import Decider
from app.workflow.deliver import DeliverJob, DeliveryWishes
from app.workflow.hand_over import save
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes
from app.workflow.print_packet import log_printout, marked_printout, packet_printout, printout_of
from app.workflow.second_reading import begin_pass, judge, set_rule

LAW = Library.load()
WISHES = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook Police"))
CLERK, READER = "Pat Doe", "Marta Ruiz"
ROOMS = ("workflow", "cli", "ui", "delivery", "bootstrap.py")
MAKES_OR_WRITES = {
    "writer.build", "write_all", "write_whole", "target.put_in_place", "Printout", "PacketJob",
    "DeliverJob", "Previewer", "preview", "save",
}  # fmt: skip
DOORS = {
    "workflow/build_packet.py": "PacketJob asks; Previewer gives first pages to the window alone",
    "workflow/deliver.py": "DeliverJob asks before it begins and before it puts in place",
    "workflow/hand_over.py": "save asks; what writes is called by it",
    "workflow/certify.py": "certify asks before it signs",
    "workflow/print_packet.py": "each Printout of a packet or its log asks before the first page",
    "workflow/enclose.py": "files of a delivery, which asks",
    "workflow/build_marked.py": "not released: for a named recipient",
    "workflow/demo.py": "the sample, by PacketJob and save",
    "cli/packet_commands.py": "PacketJob and save; or a marked copy",
    "cli/deliver_command.py": "DeliverJob",
    "cli/certificate_commands.py": "a report on a file that is outside already",
    "ui/pages/packet/work.py": "PacketJob, DeliverJob, save and Printouts; first pages to look at",
    "ui/pages/packet/print_to_file.py": "the sample's packet, for the self-test alone",
    "ui/keeper.py": "the settings, no packet",
}

pytestmark = pytest.mark.usefixtures("blind")


@dataclass
class Office:
    """A request that one clerk decided, whose packet was built before the rule was set."""

    vault: Vault
    request: Request
    packet: Verified
    place: Path

    def read_and_sign(self) -> None:
        begin_pass(self.vault, self.request, READER, Which.ALL)
        with self.vault.read() as work:
            ids = work.requests.record_ids(self.request.id)
        judge(self.vault, self.request, READER, [Verdict(one, accepted=True) for one in ids])
        sign_off(self.vault, self.request, READER)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    ids = builders.hold(vault, [builders.message("call me", 1), builders.message("at ten", 2)])
    request = builders.new_request(vault, ids)
    Decider(vault, request, CLERK).dispose(ids, Disposition.RELEASE)
    packet = finish(PacketJob(vault, request, LAW, WISHES))
    assert isinstance(packet, Verified)
    set_rule(vault, FourEyes(is_on=True), CLERK)
    yield Office(vault, request, packet, tmp_path / "out")
    vault.close()


def deliver(office: Office, given: Verified | None) -> None:
    job = DeliverJob(office.vault, office.request, LAW, DeliveryWishes(WISHES), office.place)
    if given is not None:
        job.use(given)
    finish(job)


def certified(office: Office) -> None:
    files = files_of(office.packet, ["packet.pdf"])
    certify(office.vault, office.request, office.packet, files, CertificateWishes("UTC"))


VERBS: dict[str, Callable[[Office], object]] = {
    "build": lambda o: finish(PacketJob(o.vault, o.request, LAW, WISHES)),
    "save": lambda o: save(o.vault, o.request, o.packet, o.place.with_suffix(".pdf")),
    "deliver": lambda o: deliver(o, None),
    "deliver what was built": lambda o: deliver(o, o.packet),
    "certify": certified,
    "print": lambda o: packet_printout(o.vault, o.request, o.packet, "letter").prove(),
    "print with letter": lambda o: printout_of(
        o.vault, o.request, LAW, o.packet, WISHES
    ).prove(),
    "print the log": lambda o: log_printout(o.vault, o.request, LAW, o.packet, WISHES),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_that_nothing_is_released_before_the_second_reader_has_signed(
    office: Office, verb: str
) -> None:
    with pytest.raises(AppError) as refused:
        VERBS[verb](office)
    assert "second reader has not begun" in str(refused.value)
    assert "anybody but Pat Doe" in str(refused.value)
    assert not list(office.place.parent.glob("out*"))


def test_that_a_packet_that_was_built_before_leaves_once_it_is_signed(office: Office) -> None:
    office.read_and_sign()
    kept = save(office.vault, office.request, office.packet, office.place.with_suffix(".pdf"))
    assert kept.pages
    packet_printout(office.vault, office.request, office.packet, "letter").prove()
    Decider(office.vault, office.request, CLERK).comment(_first(office), "one more thing")
    with pytest.raises(PacketRefused):
        save(office.vault, office.request, office.packet, office.place.with_suffix(".pdf"))


def test_that_a_packet_is_built_and_certified_once_it_is_signed(office: Office) -> None:
    office.read_and_sign()
    packet = finish(PacketJob(office.vault, office.request, LAW, WISHES))
    assert isinstance(packet, Verified)
    files = files_of(packet, ["packet.pdf"])
    made = certify(office.vault, office.request, packet, files, CertificateWishes("UTC"))
    assert made.certificate.signed_off[0].startswith(
        "Marta Ruiz, second reader, who read every record, at the desk of"
    )


def test_that_a_marked_copy_may_go_to_the_reader(office: Office) -> None:
    job = MarkedJob(office.vault, office.request, LAW, WISHES, marked_for=READER)
    copy = finish(job)
    assert isinstance(copy, VerifiedMarked)
    save_marked(office.vault, office.request, copy, office.place.with_suffix(".pdf"))
    marked_printout(office.vault, office.request, copy, "letter").prove()


@pytest.mark.parametrize(
    "command",
    [
        ("packet", "{vault}", "2026-014", "--out", "{out}.pdf"),
        ("packet", "{vault}", "2026-014", "--out", "{out}.pdf", "--certificate"),
        ("packet", "{vault}", "2026-014", "--out", "{out}", "--per-record"),
        ("deliver", "{vault}", "2026-014", "--out", "{out}"),
        ("deliver", "{vault}", "2026-014", "--out", "{out}.zip", "--zip"),
    ],
)
def test_that_every_command_that_releases_is_refused(
    office: Office,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    office.vault.close()
    monkeypatch.setenv("SUNSHINE_DESK_PASSPHRASE", builders.PASSPHRASE)
    words = [word.format(vault=office.vault.path, out=office.place) for word in command]
    assert command_line.main(words, lambda _: 0) == command_line.COULD_NOT
    assert "second reader has not begun" in capsys.readouterr().err
    assert not list(office.place.parent.glob("out*"))


def test_that_no_door_is_unknown() -> None:
    """A module that makes or writes files of packets is listed above with why it is guarded."""
    root = Path(app.__file__).parent
    files = [f for room in ROOMS for f in (root / room).rglob("*.py")] + [root / "bootstrap.py"]
    found = {str(f.relative_to(root).as_posix()) for f in files if _calls(f) & MAKES_OR_WRITES}
    assert found == set(DOORS)


def _calls(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    return {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}


def _first(office: Office) -> RecordId:
    with office.vault.read() as work:
        return work.requests.record_ids(office.request.id)[0]
