"""Threads: whichever way mails come in, the same ones stand together."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from builders import new_request, new_vault
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.ids import RecordId
from app.domain.parsed import Parsed
from app.domain.people import Party, Role
from app.domain.provenance import Moment
from app.domain.records import Kind
from app.domain.sources import NewSource, SourceState
from app.vault.folder import Vault
from app.vault.incoming import IncomingRecord
from app.workflow.join_threads import join_threads

ROSA, BEN, DANA = "rosa@example.com", "ben@example.com", "dana@example.com"
DAY = 86_400 * 1_000_000
MARCH = 1_773_482_640_000_000


def mail(
    own: str,
    subject: str = "Bridge permit",
    *,
    day: float = 0,
    sender: str = ROSA,
    to: Sequence[str] = (BEN,),
    names: Sequence[str] = (),
    title: str = "",
) -> Parsed:
    """Make a mail as the importer would; the first name is the root of its references."""
    key = f"id:{names[0]}" if names else f"id:{own}"
    people = (Party(Role.FROM, "", sender), *(Party(Role.TO, "", one) for one in to))
    return Parsed(
        locator=f"mail {own}",
        platform="email",
        kind=Kind.EMAIL,
        text=f"The words of {own}.",
        sent=Moment(MARCH + int(day * DAY), "", "utc"),
        parties=people,
        platform_id=own,
        conversation_key=key,
        conversation_title=title or subject.removeprefix("Re: "),
        parent_id=names[-1] if names else "",
        named=tuple(f"id:{one}" for one in names),
        subject=subject,
    )


def bring(vault: Vault, mails: Iterable[Parsed], name: str = "one.mbox") -> None:
    """Import mails as one source, and join threads as an import does at its end."""
    new = NewSource("mbox", "Mailbox", name, name, 1, name, "Rosa Diaz", "UTC")
    with vault.write() as work:
        source = work.sources.begin(new)
        work.sources.take(source, [IncomingRecord(one) for one in mails])
        work.sources.set_state(source, SourceState.DONE)
    for _ in join_threads(vault):
        pass


def threads(vault: Vault) -> set[frozenset[str]]:
    """Give the conversations as sets of locators."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    with vault.read() as work:
        ids = [RecordId(n + 1) for n in range(work.records.count())]
        for record in work.records.many(ids):
            found[record.conversation or -record.id].add(record.text.split()[-1].strip("."))
            around = work.records.neighbours(record.id, 99, 99)
            assert record.id in around
            same = {one.conversation for one in work.records.many(around)}
            assert same == {record.conversation}
    return {frozenset(one) for one in found.values()}


def split(text: str) -> set[frozenset[str]]:
    """Read ``"a b | c"`` as conversations."""
    return {frozenset(part.split()) for part in text.split("|")}


@pytest.fixture
def vault(tmp_path: Path) -> Iterable[Vault]:
    made = new_vault(tmp_path)
    yield made
    made.close()


ANSWERS = [
    mail("a@x"),
    mail("b@x", "Re: Bridge permit", day=1, sender=BEN, to=[ROSA], names=["a@x"]),
    mail("c@x", "Re: Bridge permit", day=2, names=["b@x"]),
    mail("d@x", "Re: Bridge permit", day=3, sender=BEN, to=[ROSA], names=["c@x"]),
]


def test_that_a_thread_whose_mails_name_only_what_they_answer_is_one(vault: Vault) -> None:
    bring(vault, ANSWERS)
    assert threads(vault) == split("a@x b@x c@x d@x")


def test_that_a_missing_mail_of_another_source_joins_what_fell_apart(vault: Vault) -> None:
    apart = [replace(one, subject=f"Matter {one.locator}") for one in ANSWERS]
    bring(vault, [apart[3], apart[0]])
    assert threads(vault) == split("a@x | d@x")
    bring(vault, apart[1:3], "two.mbox")
    assert threads(vault) == split("a@x b@x c@x d@x")


def test_that_mails_that_name_the_same_missing_mail_are_one_thread(vault: Vault) -> None:
    bring(vault, [
        mail("b@x", "Permit", names=["gone@x"]),
        mail("c@x", "Fees", names=["root@x", "gone@x"]),
        mail("d@x", "Fees", day=1, names=["other@x"]),
    ])  # fmt: skip
    assert threads(vault) == split("b@x c@x | d@x")


def test_that_a_copy_with_more_references_joins_what_it_names(vault: Vault) -> None:
    bring(vault, [mail("a@x", "Permit"), mail("b@x", "Fees")])
    again = replace(mail("b@x", "Fees"), named=("id:a@x",))
    bring(vault, [again], "two.mbox")
    assert threads(vault) == split("a@x b@x")


def test_that_an_answer_without_ids_follows_the_nearest_mail_of_its_subject(vault: Vault) -> None:
    bring(vault, [
        mail("a@x", "Staff rota"), mail("b@x", "Staff rota", day=5),
        mail("c@x", "AW: [EXTERNAL] Staff rota", day=6, sender=BEN, to=[ROSA]),
    ])  # fmt: skip
    assert threads(vault) == split("a@x | b@x c@x")


@pytest.mark.parametrize(
    "answer",
    [
        mail("b@x", "Staff rota", day=1, sender=BEN, to=[ROSA]),
        mail("b@x", "Re: Staff rota", day=7.1, sender=BEN, to=[ROSA]),
        mail("b@x", "Re: Staff rota", day=-1, sender=BEN, to=[ROSA]),
        mail("b@x", "Re: Staff rota", day=1, sender=DANA, to=[ROSA]),
        mail("b@x", "Re: Staff rota", day=1, sender=BEN, to=[DANA]),
        mail("b@x", "Re: Staff rotation", day=1, sender=BEN, to=[ROSA]),
        replace(mail("b@x", "Re: Staff rota", sender=BEN, to=[ROSA]), sent=Moment(None, "", "")),
    ],
    ids=["no answer", "too late", "before", "a stranger", "to a stranger", "other", "undated"],
)
def test_that_other_mails_stay_apart(vault: Vault, answer: Parsed) -> None:
    bring(vault, [mail("a@x", "Staff rota"), answer])
    assert threads(vault) == split("a@x | b@x")


@pytest.mark.parametrize("subject", ["", "Re:", "hi", "Question", "(no subject)", "FYI"])
def test_that_subjects_that_say_nothing_join_nothing(vault: Vault, subject: str) -> None:
    bring(vault, [
        mail("a@x", subject), mail("b@x", f"Re: {subject}", day=1, sender=BEN, to=[ROSA]),
    ])  # fmt: skip
    assert threads(vault) == split("a@x | b@x")


def test_that_issues_of_a_newsletter_stay_apart_and_keep_their_answers(vault: Vault) -> None:
    news = "Town council news"
    bring(vault, [
        mail("n1@x", news, to=[BEN, DANA]), mail("n2@x", news, day=7, to=[BEN, DANA]),
        mail("r1@x", f"Re: {news}", day=1, sender=BEN, to=[ROSA]),
        mail("r2@x", f"Re: {news}", day=7.5, sender=DANA, to=[ROSA]),
    ])  # fmt: skip
    assert threads(vault) == split("n1@x r1@x | n2@x r2@x")


def test_that_what_shared_a_key_by_its_subject_alone_is_taken_apart(vault: Vault) -> None:
    def answer(own: str, sender: str, to: str) -> Parsed:
        made = mail(own, "Re: Parking", sender=sender, to=[to])
        return replace(made, conversation_key="subject:parking")

    bring(vault, [answer("a@x", ROSA, BEN), answer("b@x", DANA, "eve@example.com")])
    assert threads(vault) == split("a@x | b@x")
    with vault.read() as work:
        one, other = work.records.many([RecordId(1), RecordId(2)])
    assert (one.heading, one.conversation_title) == (other.heading, other.conversation_title)


def test_that_a_copy_without_its_id_stands_with_the_mail(vault: Vault) -> None:
    sent = replace(mail("", "Bridge permit"), text="The words of lost.", conversation_key="")
    bring(vault, [mail("a@x")])
    bring(vault, [sent], "sent.pst")
    assert threads(vault) == split("a@x lost")


def test_that_a_mass_mailing_of_one_second_stays_apart(vault: Vault) -> None:
    bring(vault, [mail("a@x", to=[BEN]), mail("b@x", to=[DANA])])
    assert threads(vault) == split("a@x | b@x")


def test_that_numbers_of_load_files_join_nothing(vault: Vault) -> None:
    one = replace(mail("7"), platform="ediscovery", conversation_key="")
    other = replace(mail("8", "Fees"), platform="ediscovery", conversation_key="", parent_id="7")
    bring(vault, [one, other])
    assert len(threads(vault)) == 2


def test_that_an_answer_by_a_wrong_clock_pulls_its_thread_nowhere(vault: Vault) -> None:
    bring(vault, [
        mail("o@x"),
        mail("a@x", day=2),
        mail("b@x", "Re: Bridge permit", day=1, sender=BEN, to=[ROSA], names=["a@x"]),
    ])  # fmt: skip
    assert threads(vault) == split("o@x | a@x b@x")


def test_that_records_decisions_and_log_stay_as_they_are(vault: Vault) -> None:
    bring(vault, [ANSWERS[0], ANSWERS[2]])
    with vault.read() as work:
        before = work.records.many([RecordId(1), RecordId(2)])
    request = new_request(vault, [RecordId(1)])
    bring(vault, [ANSWERS[1]], "two.mbox")
    with vault.read() as work:
        after = work.records.many([RecordId(1), RecordId(2)])
        assert work.requests.record_ids(request.id) == [1]
        assert work.gatherings.of_conversation(request.id, RecordId(1)) == [1]
    assert [one.heading for one in after] == [one.heading for one in before]
    assert [one.conversation_title for one in after] == [one.conversation_title for one in before]
    assert {one.conversation for one in after} == {before[0].conversation}


def test_that_one_title_of_a_thread_is_found_under_all_its_headings(vault: Vault) -> None:
    fees = replace(ANSWERS[3], conversation_title="Fees", conversation_key="id:z@x")
    bring(vault, [*ANSWERS[:3], fees, mail("o@x", day=1, sender=DANA)])
    with vault.read() as work:
        records = work.records.many([RecordId(n) for n in range(1, 6)])
        beside = [work.threads.headings_beside(one.id, one.heading) for one in records]
    same = sorted({records[0].heading, records[2].heading})
    assert beside[:3] == [same, same, same]
    assert beside[3:] == [[records[3].heading], [records[4].heading]]


def test_that_a_vault_without_clues_is_joined_and_stopped_anywhere_goes_on(vault: Vault) -> None:
    subject = "Re: Bridge permit"
    shown = [replace(one, named=()) for one in ANSWERS]
    bring(vault, [*shown, mail("e@x", subject, day=4, sender=ROSA, to=[BEN])])
    joined = threads(vault)
    with vault.write() as work:
        raw = work.threads._raw
        raw.execute("DELETE FROM clues")
        raw.execute("DELETE FROM threads")
        raw.execute("DELETE FROM meta WHERE key IN ('threads.joined', 'clues.mark')")
        raw.execute("UPDATE meta SET value = '5' WHERE key = 'clues.wanted'")
    assert threads(vault) != joined
    going = join_threads(vault)
    next(going)
    going.close()
    assert threads(vault) != joined
    for _ in join_threads(vault):
        pass
    assert threads(vault) == joined == split("a@x b@x c@x d@x e@x")


def test_that_nothing_is_done_where_nothing_came_in(vault: Vault) -> None:
    bring(vault, ANSWERS)
    with vault.read() as work:
        assert not work.threads.is_behind
    going = join_threads(vault)
    with pytest.raises(StopIteration) as end:
        next(going)
    assert end.value.value == 0


PEOPLE = (ROSA, BEN, DANA)
IDS = tuple(f"m{n}@x" for n in range(8))


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Parsed]:
    """Make mails of few ids, subjects and people, so that much is shared."""
    found = []
    for own in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=8, unique=True)):
        sender, other = draw(st.permutations(PEOPLE))[:2]
        subject = draw(st.sampled_from(["", "Re: "])) + draw(st.sampled_from(["Rota", "Fees"]))
        names = draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
        day = draw(st.integers(0, 12))
        made = mail(own, subject, day=day, sender=sender, to=[other], names=names)
        if not names and draw(st.booleans()):
            key = "subject:rota" if "Rota" in subject else "subject:fees"
            made = replace(made, conversation_key=key)
        if draw(st.integers(0, 5)) == 0:
            made = replace(made, sent=Moment(None, "", ""))
        found.append(made)
    return found


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mailboxes(), st.integers(0, 2**32))
def test_that_no_order_and_no_sharing_out_changes_the_threads(
    tmp_path_factory: pytest.TempPathFactory, mails: list[Parsed], seed: int
) -> None:
    dice = random.Random(seed)
    whole, parts = (new_vault(tmp_path_factory.mktemp("v")) for _ in range(2))
    bring(whole, mails)
    shuffled = dice.sample(mails, len(mails))
    boxes: defaultdict[int, list[Parsed]] = defaultdict(list)
    for one in shuffled:
        for box in {dice.randrange(3), dice.randrange(3)}:
            boxes[box].append(one)
    for box, held in boxes.items():
        bring(parts, held, f"{box}.mbox")
    together = threads(whole)
    assert threads(parts) == together
    whole.close()
    parts.close()
