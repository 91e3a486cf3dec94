"""Read a request a second time: passes, verdicts, the rule of four eyes, and its gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.decisions import BeginPass, Disposition, SignOff, Verdict, Which
from app.domain.ids import RecordId
from app.domain.lists import ListKind
from app.domain.requests import Request
from app.domain.second_reading import (
    WHICH_IN_WORDS,
    FourEyes,
    Read,
    Reading,
    ReadingFacts,
    folded,
    is_enough,
    open_for_review,
    reading_of,
)
from app.errors import AppError, DecisionRefused, PacketRefused
from app.vault.folder import Vault
from app.vault.work import Work
from app.workflow.count_review import outcomes_in
from app.workflow.find_words import matches_in, pattern_of, records_of

UNREAD = "second_reader"
UNSIGNED = "second_reader_signature"
OF_READER = (UNREAD, UNSIGNED)
_CRITICAL = (ListKind.VICTIMS, ListKind.MINORS)


@dataclass(frozen=True, slots=True)
class Seconding:
    """What the window shows of a request's second reading.

    Attributes:
        sent_back: records that wait for who decides, and why.
        why_not: why the one who asks may not read; empty where they may.
        signed: somebody stands for the request as it is now.
    """

    rule: FourEyes = FourEyes()
    reading: Reading | None = None
    sent_back: Mapping[RecordId, str] = field(default_factory=dict, repr=False)
    why_not: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """What the second reader still has to do.

    Attributes:
        records: where to go, first one first; none where a pass or a signature is missing.
        to_sign: only the signature is missing.
    """

    sentence: str
    remedy: str
    records: tuple[RecordId, ...] = ()
    to_sign: bool = False


def rule_of(vault: Vault) -> FourEyes:
    """Give the vault's rule."""
    with vault.read() as work:
        return work.readings.rule()


def set_rule(vault: Vault, rule: FourEyes, who: str, reason: str = "") -> None:
    """Switch the rule of four eyes on or off; less of it needs a reason, which is kept."""
    why = " ".join(reason.split())
    with vault.write() as work:
        before = work.readings.rule()
        if rule == before:
            return
        is_less = before.is_on and not (rule.is_on and is_enough(rule.least, before.least))
        if is_less and not any(map(str.isalnum, why)):
            raise AppError(
                "The rule of four eyes is not loosened without a reason.",
                "Say why in a few words; they are kept in the audit trail.",
            )
        work.readings.set_rule(rule, who, why)
        act = "four_eyes.on" if rule.is_on else "four_eyes.off"
        work.audit.append(who, act, least=rule.least.value, reason=why)


def begin_pass(vault: Vault, request: Request, who: str, which: Which) -> Reading:
    """Begin to read; where the rule holds, nobody who decided in the request may.

    Records in which somebody on the lists of victims or minors is named are read whatever is
    drawn.
    """
    always = _naming_the_listed(vault, request) if which is not Which.ALL else ()
    with vault.write() as work:
        _refuse_decider(work, request, who)
        work.decisions.append(request.id, who, [BeginPass(which, always)])
        work.audit.append(who, "pass.begun", request=request.id, which=which.value, desk=vault.who)
        reading = _reading(work, request)
    if reading is None:
        raise RuntimeError("the pass that was begun is not there")
    return reading


def reading(vault: Vault, request: Request) -> Reading | None:
    """Give the pass that was begun last, as it stands; None where none was."""
    with vault.read() as work:
        return _reading(work, request)


def sent_back(vault: Vault, request: Request) -> dict[RecordId, str]:
    """Give the records that were sent back and not decided again since, and why."""
    with vault.read() as work:
        if not work.readings.verdicts(request.id):
            return {}
        facts = _facts(work, request)
    return _sent_back(facts, open_for_review(facts))


def seconding(vault: Vault, request: Request, who: str) -> Seconding:
    """Give how the second reading stands, for somebody; costs little where there is none."""
    with vault.read() as work:
        rule = work.readings.rule()
        why_not = _why_not(work, request, who)
        passes = work.readings.passes(request.id)
        if not passes and not work.readings.verdicts(request.id):
            return Seconding(rule, why_not=why_not)
        facts = _facts(work, request)
        states = open_for_review(facts)
        reading = reading_of(passes[-1], facts, states) if passes else None
        is_signed = work.readings.signature(request.id) is not None
    return Seconding(rule, reading, _sent_back(facts, states), why_not, is_signed)


def in_words(told: Seconding) -> str:
    """Say in a sentence how a second reading stands."""
    reading = told.reading
    if reading is None:
        asked = f" The vault asks for {WHICH_IN_WORDS[told.rule.least]}." if told.rule.is_on else ""
        return f"Nobody has begun to read.{asked}"
    which = WHICH_IN_WORDS[reading.which].capitalize()
    if told.signed:
        return f"{which}: read and signed."
    if told.rule.is_on and not is_enough(reading.which, told.rule.least):
        return f"{which}. The vault asks for {WHICH_IN_WORDS[told.rule.least]}."
    if reading.is_done:
        return f"{which}: all accepted. Sign off now."
    parts = (
        f"{len(reading.of(Read.OPEN)):,} to read",
        f"{len(reading.of(Read.ACCEPTED)):,} accepted",
        f"{len(reading.of(Read.SENT_BACK)):,} sent back",
    )
    return f"{which}: {', '.join(parts)}."


def judge(
    vault: Vault, request: Request, who: str, verdicts: Sequence[Verdict]
) -> tuple[RecordId, ...]:
    """Accept records or send them back, as one act; gives the records.

    What is sent back needs a comment. What has no decision yet cannot be accepted, nor can
    anything be accepted by somebody who decided in the request, where the rule holds.
    """
    if not verdicts:
        return ()
    if any(not one.accepted and not one.note.strip() for one in verdicts):
        raise DecisionRefused(
            "A record is not sent back without a word.", "Say what is to be looked at again."
        )
    with vault.write() as work:
        if any(one.accepted for one in verdicts):
            _refuse_decider(work, request, who)
            _refuse_undecided(work, request, verdicts)
        work.decisions.append(request.id, who, verdicts)
    return tuple(one.record for one in verdicts)


def refuse_signing(work: Work, request: Request, who: str) -> str:
    """Raise DecisionRefused where somebody may not sign off; gives what they have read, in words.

    Without the rule anybody may sign at any time, and nothing is said of what was read.
    """
    rule = work.readings.rule()
    if not rule.is_on:
        return ""
    _refuse_decider(work, request, who)
    left = _left(work, request, rule)
    if left is not None and not left.to_sign:
        raise DecisionRefused(left.sentence, left.remedy)
    now = _reading(work, request)
    return WHICH_IN_WORDS[now.which] if now is not None else ""


def unread(vault: Vault, request: Request) -> Unread | None:
    """Say what the second reader still has to do before anything leaves; None where nothing."""
    with vault.read() as work:
        rule = work.readings.rule()
        return _left(work, request, rule) if rule.is_on else None


def refuse_unread(vault: Vault, request: Request) -> None:
    """Raise PacketRefused where the rule of four eyes keeps a packet from leaving.

    The one gate: it is asked wherever a packet that is released is made, and again wherever one
    is handed over.
    """
    left = unread(vault, request)
    if left is not None:
        raise PacketRefused(left.sentence, left.remedy)


def _left(work: Work, request: Request, rule: FourEyes) -> Unread | None:
    now = _reading(work, request)
    who = _who_may(work, request)
    asked = WHICH_IN_WORDS[rule.least]
    if now is None:
        return Unread(f"The second reader has not begun; the vault asks for {asked}.", who)
    if not is_enough(now.which, rule.least):
        return Unread(f"The second reader has not read enough: the vault asks for {asked}.", who)
    for state, words in ((Read.SENT_BACK, "sent back"), (Read.OPEN, "not accepted yet")):
        records = now.of(state)
        if records:
            be = "record is" if len(records) == 1 else "records are"
            remedy = "Decide again, then have it read again." if words == "sent back" else who
            sentence = f"{len(records):,} {be} {words} by the second reader."
            return Unread(sentence, remedy, records)
    if not _is_signed(work, request):
        return Unread("The second reader has read everything, but not signed.", who, to_sign=True)
    return None


def _is_signed(work: Work, request: Request) -> bool:
    signature = work.readings.signature(request.id)
    if signature is None or not isinstance(signature.decision, SignOff):
        return False
    deciders = set(map(folded, work.readings.deciders(request.id)))
    return not {folded(signature.who), folded(signature.decision.who)} & deciders


def _who_may(work: Work, request: Request) -> str:
    names = [who or "somebody without a name" for who in work.readings.deciders(request.id)]
    if not names:
        return "Whoever reads must open the vault under another name than those who decide."
    told = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"This is for anybody but {told}, who decided in this request."


def _why_not(work: Work, request: Request, who: str) -> str:
    if not work.readings.rule().is_on:
        return ""
    if not folded(who):
        return "Nobody is named as the one who reads."
    if folded(who) in set(map(folded, work.readings.deciders(request.id))):
        return f"{who} decided in this request, and so may not be its second reader."
    return ""


def _refuse_decider(work: Work, request: Request, who: str) -> None:
    why = _why_not(work, request, who)
    if why:
        raise DecisionRefused(why, _who_may(work, request))


def _refuse_undecided(work: Work, request: Request, verdicts: Sequence[Verdict]) -> None:
    records = [one.record for one in verdicts if one.accepted]
    standings = work.decisions.standings_of(request.id, records)
    for record in records:
        if standings[record].outcome is None:
            raise DecisionRefused(
                f"Record {record} has no decision that could be accepted.",
                "Have it decided first, or send it back.",
            )


def _reading(work: Work, request: Request) -> Reading | None:
    passes = work.readings.passes(request.id)
    return reading_of(passes[-1], _facts(work, request)) if passes else None


def _facts(work: Work, request: Request) -> ReadingFacts:
    rule = work.readings.rule()
    barred = work.readings.deciders(request.id) if rule.is_on else ()
    return ReadingFacts(
        request.id,
        _with_closed(outcomes_in(work, request), work.layers.closed(request.id)),
        work.readings.decided(request.id),
        work.readings.verdicts(request.id),
        frozenset(map(folded, barred)),
    )


def _with_closed(
    outcomes: Mapping[RecordId, Disposition | None], closed: Sequence[RecordId]
) -> Mapping[RecordId, Disposition | None]:
    """Count a record of which something is withheld from one audience alone as a redacted one."""
    released = Disposition.RELEASE
    hides = {one: Disposition.REDACT for one in closed if outcomes.get(one) is released}
    return {**outcomes, **hides} if hides else outcomes


def _sent_back(facts: ReadingFacts, states: Mapping[RecordId, Read]) -> dict[RecordId, str]:
    found: dict[RecordId, str] = {}
    for entry in facts.verdicts:
        verdict = entry.decision
        if isinstance(verdict, Verdict) and states.get(verdict.record) is Read.SENT_BACK:
            found[verdict.record] = verdict.note or found.get(verdict.record, "")
    return found


def _naming_the_listed(vault: Vault, request: Request) -> tuple[RecordId, ...]:
    """List the records that name anybody of the lists of victims and minors, as written there."""
    with vault.read() as work:
        kept = work.lists.all()
        ids = work.requests.record_ids(request.id)
    patterns = [pattern_of(one.entry.text) for one in kept if one.entry.list in _CRITICAL]
    if not patterns:
        return ()
    return tuple(
        record.id
        for record in records_of(vault, ids)
        if any(next(matches_in(record, pattern), None) for pattern in patterns)
    )
