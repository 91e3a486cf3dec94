"""Decisions from a file: each kind of line, and each way in which one is wrong."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest

from app.domain.audiences import Audience
from app.domain.decisions import Disposition, Standing
from app.domain.ids import BlobName
from app.domain.packets import Letterhead
from app.domain.redaction import Field, RegionTarget, SpanTarget, WholeTarget
from app.errors import DecisionRefused, PacketRefused
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.vault.folder import Vault
from app.vault.incoming import StoredAttachment
from app.workflow.build_packet import PacketJob, Verified
from app.workflow.decide import Decider
from app.workflow.decision_file import DecisionFile
from app.workflow.hand_over import refuse_outdated
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.packet_recipe import PacketWishes, RecipeMaker
from app.workflow.search_records import Searcher

PHOTO = StoredAttachment(
    "Photo.JPG", 10, "image/jpeg", "0" * 64, BlobName(""), missing="not in the export"
)


class Office:
    """A request of three messages, the first with a photograph."""

    def __init__(self, vault: Vault) -> None:
        texts = ("Jordan Blackwood came by", "ask Blackwood", "call me")
        records = [builders.message(text, number) for number, text in enumerate(texts)]
        self.vault = vault
        self.ids = builders.hold(vault, records, [[PHOTO]])
        self.request = builders.new_request(vault, self.ids)
        decider = Decider(vault, self.request, "Pat")
        self.file = DecisionFile(vault, Searcher(vault, "UTC"), decider)

    def apply(self, *lines: object) -> int:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        done, _ = self.file.apply(texts)
        return done.records

    def redactions(self, number: int) -> list[object]:
        with self.vault.read() as work:
            standing = work.decisions.standing(self.request.id, self.ids[number])
        return [redaction.target for redaction in standing.redactions]

    def disposition(self, number: int) -> Disposition | None:
        with self.vault.read() as work:
            return work.decisions.standing(self.request.id, self.ids[number]).disposition


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = builders.new_vault(tmp_path)
    yield Office(vault)
    vault.close()


def test_that_a_search_disposes_and_the_last_line_counts(office: Office) -> None:
    office.apply(
        {"find": "*", "disposition": "RELEASE"},
        "",
        {"find": "call", "disposition": "WITHHOLD", "exemptions": ["(x)"]},
    )
    assert office.disposition(0) is Disposition.RELEASE
    assert office.disposition(2) is Disposition.WITHHOLD


def test_that_words_are_redacted_where_found_or_everywhere(office: Office) -> None:
    line = {"find": "jordan", "redact": "blackwood", "exemptions": ["(x)"]}
    office.apply(line)
    assert (len(office.redactions(0)), len(office.redactions(1))) == (1, 0)
    office.apply({**line, "everywhere": True})
    assert (len(office.redactions(0)), len(office.redactions(1))) == (1, 1)


def test_that_an_attachment_is_withheld_by_name_in_any_case(office: Office) -> None:
    office.apply({"find": "*", "attachment": "photo.jpg", "exemptions": ["(x)"]})
    assert office.redactions(0) == [WholeTarget(0)]


def test_that_a_record_is_redacted_by_span_place_and_region(office: Office) -> None:
    record = office.ids[0]
    office.apply(
        {"record": record, "span": [0, 6], "exemptions": ["(x)"]},
        {"record": record, "span": [0, 4], "field": "party", "index": 1, "exemptions": ["(x)"]},
        {"record": record, "attachment": 0, "page": 1, "region": [0, 0, 0.5, 0.5]},
    )
    targets = office.redactions(0)
    fields = {t.place.field for t in targets if isinstance(t, SpanTarget)}
    assert fields == {Field.TEXT, Field.PARTY}
    assert any(isinstance(target, RegionTarget) for target in targets)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1, 2]",
        {"disposition": "RELEASE"},
        {"find": "*", "disposition": "SHRED"},
        {"find": "*", "disposition": "WITHHOLD"},
        {"find": '"unclosed', "disposition": "RELEASE"},
        {"find": "*", "redact": "call", "exemptions": "(x)"},
        {"record": 1, "span": [5, 2], "exemptions": []},
        {"record": 1, "span": [0, 999], "exemptions": []},
        {"record": 1, "span": [0, 1], "field": "party", "index": 9, "exemptions": []},
        {"record": 1, "attachment": 7, "exemptions": []},
        {"record": 1, "attachment": 0, "region": [0.5, 0, 0.1, 1], "exemptions": []},
        {"record": 99, "span": [0, 1], "exemptions": []},
    ],
)
def test_that_a_wrong_line_is_named_and_nothing_is_applied(office: Office, line: object) -> None:
    with pytest.raises(DecisionRefused) as refused:
        office.apply({"find": "*", "disposition": "RELEASE"}, line)
    assert refused.value.what
    assert refused.value.remedy
    assert office.disposition(0) is None


def sought(office: Office) -> list[str]:
    with office.vault.read() as work:
        return work.decisions.withheld_words(office.request.id)


NOWHERE = {"find": "*", "redact": "Marcus  Stone", "exemptions": ["(x)"], "everywhere": True}


def test_that_words_that_stand_nowhere_are_kept_to_be_searched_for(office: Office) -> None:
    done, (result,) = office.file.apply([json.dumps(NOWHERE)])
    assert (result.records, result.decisions) == (0, 0)
    assert done.sentence == "0 decisions from a file"
    assert sought(office) == ["Marcus Stone"]
    again, _ = office.file.apply([json.dumps(NOWHERE)])
    assert again.sentence == "Nothing to change"


def test_that_words_that_were_found_are_searched_for_too(office: Office) -> None:
    office.apply({"find": "*", "redact": "blackwood", "exemptions": ["(x)"]})
    assert sought(office) == ["blackwood"]
    office.apply({"find": "*", "redact": "--", "exemptions": ["(x)"]})
    assert sought(office) == ["blackwood"]


def test_that_words_to_be_searched_for_are_taken_back_and_brought_again(office: Office) -> None:
    office.apply(NOWHERE)
    decider = Decider(office.vault, office.request, "Pat")
    assert decider.undo() is not None
    assert sought(office) == []
    assert decider.redo() is not None
    assert sought(office) == ["Marcus Stone"]
    with office.vault.write() as work:
        assert work.decisions.agrees_with_log()


def test_that_the_packet_is_searched_for_words_that_stood_nowhere(office: Office) -> None:
    office.apply({"find": "*", "disposition": "RELEASE"}, NOWHERE)
    law = Library.load().get("FL")
    with Child() as child:
        maker = RecipeMaker(office.vault, office.request, law, tools_in(child))
        cooked = maker.cook(PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook")))
    assert cooked.withheld_words == ("Marcus Stone",)


def test_that_a_packet_made_before_words_were_withheld_is_outdated(office: Office) -> None:
    office.apply({"find": "*", "disposition": "RELEASE"})
    wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook"))
    job = PacketJob(office.vault, office.request, Library.load(), wishes)
    packet = finish(job)
    assert isinstance(packet, Verified)
    refuse_outdated(office.vault, office.request, packet)
    office.apply(NOWHERE)
    with pytest.raises(PacketRefused):
        refuse_outdated(office.vault, office.request, packet)


def test_that_a_packet_made_before_words_were_brought_again_is_outdated(office: Office) -> None:
    office.apply({"find": "*", "disposition": "RELEASE"})
    office.apply(NOWHERE)
    decider = Decider(office.vault, office.request, "Pat")
    decider.undo()
    wishes = PacketWishes(dt.date(2026, 11, 17), Letterhead("Millbrook"))
    packet = finish(PacketJob(office.vault, office.request, Library.load(), wishes))
    assert isinstance(packet, Verified)
    decider.redo()
    with pytest.raises(PacketRefused, match="changed after"):
        refuse_outdated(office.vault, office.request, packet)
    assert decider.undo() is not None
    assert sought(office) == []
    assert decider.redo() is not None
    assert sought(office) == ["Marcus Stone"]


def seen(office: Office, number: int, audience: Audience) -> Standing:
    with office.vault.read() as work:
        ids = [office.ids[number]]
        return work.layers.standings_of(office.request.id, ids, audience)[office.ids[number]]


def test_that_lines_open_what_earlier_lines_withhold(office: Office) -> None:
    office.apply(
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "redact": "Blackwood", "exemptions": ["(x)"]},
        {"find": "call", "disposition": "WITHHOLD", "exemptions": ["(y)"]},
        {"record": office.ids[0], "span": [7, 16], "open_for": "victim"},
        {"record": office.ids[2], "open_for": "victim"},
        {"open": ["(x)", "(y)"], "for": "court"},
    )
    assert seen(office, 0, Audience.VICTIM).redactions == ()
    assert seen(office, 1, Audience.VICTIM).redactions
    assert seen(office, 2, Audience.VICTIM).outcome is Disposition.RELEASE
    assert [seen(office, one, Audience.COURT).outcome for one in range(3)] == [
        Disposition.RELEASE
    ] * 3


def test_that_words_are_opened_wherever_exactly_they_are_withheld(office: Office) -> None:
    office.apply(
        {"find": "*", "redact": "Blackwood", "exemptions": ["(x)"]},
        {"find": "came", "redact": "Jordan", "exemptions": ["(x)"]},
    )
    office.apply({"find": "*", "words": "blackwood", "open_for": "victim"})
    assert len(seen(office, 0, Audience.VICTIM).redactions) == 1
    assert seen(office, 1, Audience.VICTIM).redactions == ()
    with office.vault.read() as work:
        words = work.layers.withheld_words(office.request.id, Audience.VICTIM)
    assert words == ("Jordan",)


def test_that_lines_withhold_for_one_alone(office: Office) -> None:
    office.apply(
        {"find": "*", "disposition": "RELEASE"},
        {"find": "*", "redact": "Blackwood", "exemptions": ["(x)"], "only_for": "court"},
        {"find": "call", "disposition": "WITHHOLD", "exemptions": ["(y)"], "only_for": "court"},
        {"record": office.ids[0], "attachment": 0, "exemptions": ["(x)"], "only_for": "victim"},
    )
    assert office.redactions(0) == office.redactions(1) == []
    assert len(seen(office, 0, Audience.COURT).redactions) == 1
    assert seen(office, 2, Audience.COURT).outcome is Disposition.WITHHOLD
    assert [one.target for one in seen(office, 0, Audience.VICTIM).redactions] == [WholeTarget(0)]
    with office.vault.read() as work:
        assert work.decisions.withheld_words(office.request.id) == []
        words = work.layers.withheld_words(office.request.id, Audience.COURT)
    assert words == ("Blackwood",)


@pytest.mark.parametrize(
    "line",
    [
        {"open": ["(x)"], "for": "public"},
        {"open": ["(x)"], "for": "neighbour"},
        {"open": "(x)", "for": "victim"},
        {"record": 1, "span": [0, 6], "open_for": "victim"},
        {"record": 1, "open_for": "victim"},
        {"record": 99, "open_for": "victim"},
        {"find": "*", "words": "Blackwood", "open_for": "victim"},
        {"find": "*", "disposition": "RELEASE", "only_for": "victim"},
        {"record": 1, "span": [0, 6], "only_for": "victim"},
    ],
)
def test_that_a_line_for_an_audience_that_is_wrong_refuses_the_file(
    office: Office, line: dict[str, object]
) -> None:
    with pytest.raises(DecisionRefused):
        office.apply({"find": "*", "disposition": "RELEASE"}, line)
    assert office.disposition(0) is None
