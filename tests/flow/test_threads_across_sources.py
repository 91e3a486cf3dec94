"""Mails of one thread in a mailbox, a folder of mails and a journal: one conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import builders
import pytest

from app.domain.decisions import Disposition
from app.domain.ids import RecordId
from app.domain.packets import Order
from app.importers.base import ImportOptions
from app.jobs.finish import finish
from app.vault.folder import Vault
from app.workflow.decide import Decider
from app.workflow.gather_records import Gathering
from app.workflow.import_export import ImportJob, Recognised, ResumeJob, look_at, unfinished
from app.workflow.order_records import in_order

ROSA, BEN = "Rosa Diaz <rosa@example.com>", "Ben Cole <ben@example.com>"
JOURNAL = (
    "From: journal@example.com\nTo: archive@example.com\nSubject: journal\n"
    "X-MS-Journal-Report:\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=jj\n\n"
    "--jj\nContent-Type: text/plain\n\nSender: ben@example.com\nSubject: x\n"
    "Message-Id: <c@x>\nTo: rosa@example.com\n--jj\nContent-Type: message/rfc822\n\n{}\n--jj--\n"
)


def mail(own: str, hour: int, sender: str, to: str, more: str = "", *, subject: str = "") -> str:
    return (
        f"From: {sender}\nTo: {to}\nDate: Sat, 14 Mar 2026 {hour:02}:00:00 -0400\n"
        f"Subject: {subject or 'Re: Pier permit'}\nMessage-ID: <{own}@x>\n{more}"
        f"Content-Type: text/plain; charset=utf-8\n\nThe words of {own}.\n"
    )


A = mail("a", 9, ROSA, BEN, subject="Pier permit")
B = mail("b", 10, BEN, ROSA, "In-Reply-To: <a@x>\n")
C = mail("c", 11, BEN, ROSA, "In-Reply-To: <b@x>\n")
D = mail("d", 12, ROSA, BEN, "References: <gone@x> <c@x>\nIn-Reply-To: <c@x>\n")
E = mail("e", 13, BEN, ROSA, subject="AW: [EXTERNAL] Pier permit")
OTHER = mail("o", 12, BEN, ROSA, subject="Harbour fees")


def exports(folder: Path) -> list[Path]:
    """Write the exports of two officers and a journal."""
    mbox = folder / "rosa.mbox"
    lines = (f"From x Sat Mar 14 09:00:00 2026\n{one}\n" for one in (A, D, OTHER))
    mbox.write_text("".join(lines), "utf-8")
    mails = folder / "ben" / "cur"
    for name in ("cur", "new", "tmp"):
        (mails.parent / name).mkdir(parents=True)
    for number, one in enumerate((B, E, D)):
        (mails / f"{number}.host").write_text(one, "utf-8")
    journal = folder / "journal.eml"
    journal.write_text(JOURNAL.format(C), "utf-8")
    return [mbox, mails.parent, journal]


def bring(vault: Vault, paths: Sequence[Path]) -> None:
    for path in paths:
        (found,) = look_at([path])
        assert isinstance(found, Recognised), found
        finish(ImportJob(vault, found, ImportOptions("Rosa Diaz", "America/New_York", ())))


def threads(vault: Vault) -> set[str]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    with vault.read() as work:
        ids = [RecordId(n + 1) for n in range(work.records.count())]
        for record in work.records.many(ids):
            found[record.conversation].add(record.text.strip()[-2])
    return {"".join(sorted(one)) for one in found.values()}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_that_sources_in_any_order_give_the_same_threads(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    made = exports(tmp_path)
    vault = builders.new_vault(tmp_path)
    bring(vault, [made[at] for at in order])
    assert threads(vault) == {"abcde", "o"}
    vault.close()


def test_that_review_and_packet_take_the_thread_for_one_conversation(tmp_path: Path) -> None:
    vault = builders.new_vault(tmp_path)
    bring(vault, exports(tmp_path))
    with vault.read() as work:
        ids = [RecordId(n + 1) for n in range(work.records.count())]
        texts = {one.id: one.text.strip()[-2] for one in work.records.many(ids)}
    request = builders.new_request(vault, ids)
    first = next(one for one, said in texts.items() if said == "a")
    together = Gathering(vault, request, "UTC").of_conversation(first)
    assert "".join(texts[one] for one in together) == "abcde"
    Decider(vault, request, "Rosa").dispose(ids, Disposition.RELEASE)
    with vault.read() as work:
        leaving = work.outcomes.leaving(request.id)
        estimated = list(work.lengths.records(request.id))
    printed = in_order(leaving, Order.CONVERSATION, set(), {})
    assert "".join(texts[one.id] for one in printed) == "abcdeo"
    assert len({one.conversation for one in estimated}) == 2
    vault.close()


def test_that_an_import_stopped_before_its_end_is_joined_when_it_goes_on(tmp_path: Path) -> None:
    mbox, mails, journal = exports(tmp_path)
    vault = builders.new_vault(tmp_path)
    bring(vault, [mbox, mails])
    (found,) = look_at([journal])
    assert isinstance(found, Recognised)
    steps = ImportJob(vault, found, ImportOptions("Rosa Diaz", "America/New_York", ())).steps()
    while True:
        next(steps)
        with vault.read() as work:
            if work.threads.is_behind:
                break
    steps.close()
    assert threads(vault) != {"abcde", "o"}
    (source,) = unfinished(vault)
    finish(ResumeJob(vault, source))
    assert threads(vault) == {"abcde", "o"}
    vault.close()
