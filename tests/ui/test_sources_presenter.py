"""The page of sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desk_fakes import FakeSettings, FakeSources, FakeWays, Shown, a_desk, a_source, texts

from app.domain.columns import ColumnMapping, KeptMapping, Meaning
from app.domain.ids import SourceId
from app.domain.languages import FilesRead, Languages
from app.domain.sources import Counts, SourceProblem, SourceState
from app.errors import AppError
from app.importers.registry import by_key
from app.jobs.events import Failed, Finished, Progress, Started
from app.settings.values import Settings
from app.ui.at_once import AtOnce
from app.ui.pages.sources.adding import READ_AS_TABLE, SET_COLUMNS, Adding, Answers, Whose
from app.ui.pages.sources.columns_presenter import ColumnsPresenter
from app.ui.pages.sources.presenter import EMPTY, SourcesPresenter
from app.ui.pages.sources.scans import ScansOffer, offer_of
from app.ui.rows import Tone
from app.workflow.import_export import Recognised, recognised_as

SMS, FACEBOOK, ODD = Path("sms.xml"), Path("page.zip"), Path("notes.dat")
ANSWERS = Answers(" Ofc. R. Diaz ", "America/Denver", keep_export=True)


class Desk:
    """The presenter over two sources, one of which was stopped."""

    def __init__(self, *sources: object) -> None:
        self.sources = FakeSources(*sources)
        self.ways = FakeWays()
        self.settings = FakeSettings(Settings(zone="America/Chicago"))
        self.shown: Shown = Shown()
        self.told: Shown = Shown()
        self.presenter = SourcesPresenter(
            a_desk(sources=self.sources),
            self.ways,
            AtOnce,
            self.settings,
            self.shown,
        )
        self.columns = ColumnsPresenter(
            self.sources, AtOnce, self.settings, self.told, self.presenter.take
        )
        self.presenter.arrive()


@pytest.fixture
def desk() -> Desk:
    stopped = a_source(2, "mail.mbox", SourceState.STOPPED, Counts(51, 0, 1, 0))
    return Desk(a_source(1), stopped)


def test_that_items_are_always_the_sum_of_the_others(desk):
    for row in desk.shown.last.rows:
        items, *others = (int(cell.text.split()[0].replace(",", "")) for cell in row.cells[3:])
        assert items == sum(others)
    assert desk.shown.last.sum == (
        "8,266 items = 8,241 records + 12 copies + 3 unreadable + 10 ignored"
    )


def test_that_figures_that_open_a_list_say_so(desk):
    first = desk.shown.last.rows[0]
    assert (first.cells[6].text, first.cells[6].tone) == ("2 ▸", Tone.SOON)
    assert first.cells[7].spoken == "10, opens a list"
    assert desk.shown.last.rows[1].cells[7].text == "0"


def test_that_an_empty_vault_says_what_belongs_here():
    assert Desk().shown.last.empty == EMPTY


def test_that_known_and_unknown_files_are_told_apart(desk):
    desk.presenter.add((SMS, ODD))
    lines = desk.shown.last.adding.lines
    assert [(line.name, line.tone) for line in lines] == [
        ("sms.xml", Tone.GOOD),
        ("notes.dat", Tone.SOON),
    ]
    assert "no export that is known" in lines[1].sentence
    assert [line.table_word for line in lines] == ["", READ_AS_TABLE]


def test_that_the_zone_is_asked_only_where_the_format_leaves_it_out(desk):
    desk.presenter.add((SMS,))
    assert not desk.shown.last.adding.needs_zone
    desk.presenter.add((FACEBOOK,))
    assert desk.shown.last.adding.needs_zone
    assert desk.shown.last.adding.zone == "America/Chicago"


def test_that_custodians_are_offered_from_before(desk):
    desk.presenter.add((SMS,))
    assert desk.shown.last.adding.custodians == ("Ofc. R. Diaz",)


def test_that_everything_known_is_imported_with_the_answers(desk):
    desk.presenter.add((SMS, FACEBOOK))
    assert desk.shown.last.adding.import_word == "&Import 2 exports"
    desk.presenter.begin(ANSWERS)
    assert desk.sources.begun == [
        ("sms.xml", "Ofc. R. Diaz", "America/Chicago", True),
        ("page.zip", "Ofc. R. Diaz", "America/Denver", True),
    ]
    assert [job.title for job in desk.ways.jobs] == ["Importing sms.xml", "Importing page.zip"]
    assert desk.shown.last.adding is None


def test_that_the_phones_own_numbers_are_handed_on_one_by_one(desk):
    desk.presenter.add((SMS,))
    desk.presenter.begin(replace(ANSWERS, own=" 850-555-0126, diaz@example.com;"))
    assert desk.sources.own == [("850-555-0126", "diaz@example.com")]


def test_that_each_of_several_exports_may_be_somebody_elses(desk):
    desk.presenter.add((SMS, FACEBOOK))
    assert [line.asks_whose for line in desk.shown.last.adding.lines] == [True, True]
    each = {"page.zip": Whose(" City of Millbrook ", "fb-1"), "sms.xml": Whose(" ", " ")}
    desk.presenter.begin(replace(ANSWERS, own="850-555-0126", each=each))
    assert [told[1] for told in desk.sources.begun] == ["Ofc. R. Diaz", "City of Millbrook"]
    assert desk.sources.own == [("850-555-0126",), ("fb-1",)]


def test_that_the_numbers_of_one_custodian_are_never_those_of_another(desk):
    desk.presenter.add((SMS, FACEBOOK))
    each = {"page.zip": Whose("City of Millbrook", ""), "sms.xml": Whose("ofc. r. diaz", "")}
    desk.presenter.begin(replace(ANSWERS, own="850-555-0126", each=each))
    assert desk.sources.own == [("850-555-0126",), ()]


def test_that_files_of_one_name_are_told_apart(desk):
    desk.presenter.add((Path("Diaz/sms.xml"),))
    assert not desk.shown.last.adding.lines[0].asks_whose
    desk.presenter.add((Path("Reyes/sms.xml"),))
    assert [line.name for line in desk.shown.last.adding.lines] == ["Diaz/sms.xml", "Reyes/sms.xml"]
    desk.presenter.leave_out("Diaz/sms.xml")
    desk.presenter.begin(ANSWERS)
    assert [told[0] for told in desk.sources.begun] == ["Reyes/sms.xml"]


def test_that_a_zone_nobody_knows_is_refused(desk):
    desk.presenter.add((FACEBOOK,))
    desk.presenter.begin(Answers("x", "Mars/Olympus", keep_export=False))
    assert desk.sources.begun == []
    assert "no time zone" in desk.shown.last.notice.what


def test_that_nothing_begins_where_nothing_is_known(desk):
    desk.presenter.begin(ANSWERS)
    desk.presenter.add((ODD,))
    desk.presenter.begin(ANSWERS)
    assert desk.ways.jobs == []


def test_that_an_unknown_file_is_read_as_a_table_by_its_columns(desk):
    desk.presenter.add((ODD,))
    desk.columns.open((ODD,), None, desk.presenter.refuse)
    assert desk.told.last.name == "notes.dat"
    assert [one.meaning for one in desk.told.last.columns] == [Meaning.DATE, Meaning.TEXT, None]
    assert desk.told.last.warnings == ("odd",)
    desk.columns.choose("mood", Meaning.SUBJECT)
    desk.columns.use()
    adding = desk.shown.last.adding
    assert [(one.key, dict(one.mapping.columns)["mood"]) for one in adding.recognised] == [
        ("table", Meaning.SUBJECT)
    ]
    assert adding.unknown == ()
    assert adding.lines[0].table_word == SET_COLUMNS
    assert desk.told.last is None
    assert desk.presenter.named("notes.dat").mapping is not None


def test_that_a_table_can_be_taken_as_a_document_instead(desk):
    desk.presenter.add((ODD,))
    desk.columns.open((ODD,), None, desk.presenter.refuse)
    desk.columns.use()
    assert desk.shown.last.adding.lines[0].offers_paper
    desk.presenter.as_paper("nothing")
    desk.presenter.as_paper("notes.dat")
    (one,) = desk.shown.last.adding.recognised
    assert one.key == "files"
    assert not desk.shown.last.adding.lines[0].offers_paper


def test_that_papers_that_may_be_tables_say_so():
    paper = Recognised((Path("a.CSV"),), "files", "Files", False, "a.CSV")
    several = Recognised((Path("a.csv"), Path("b.csv")), "files", "Files", False, "a.csv")
    letter = Recognised((Path("b.pdf"),), "files", "Files", False, "b.pdf")
    lines = Adding((paper, several, letter)).lines
    assert [line.table_word for line in lines] == [READ_AS_TABLE, "", ""]


def test_that_a_file_that_is_no_table_is_told(desk):
    desk.presenter.add((Path("movie.mkv"),))
    desk.columns.open((Path("movie.mkv"),), None, desk.presenter.refuse)
    assert "is no table" in desk.shown.last.notice.what


def test_that_ways_of_a_table_are_read_anew_only_where_they_differ(desk):
    desk.presenter.add((ODD,))
    columns = desk.columns
    columns.set_ways(ColumnMapping())
    columns.choose("mood", Meaning.TEXT)
    columns.open((ODD,), None, desk.presenter.refuse)
    before = len(desk.sources.looked_with)
    columns.choose("created", Meaning.DATE)
    columns.set_ways(ColumnMapping())
    assert len(desk.sources.looked_with) == before
    columns.set_ways(ColumnMapping(platform="Facebook"))
    assert desk.sources.looked_with[-1][0].columns
    columns.set_ways(ColumnMapping(platform="Facebook", delimiter=";"))
    assert desk.sources.looked_with[-1] == (
        ColumnMapping(platform="Facebook", delimiter=";"), "America/Chicago"
    )  # fmt: skip
    columns.choose("created", None)
    assert "created" not in dict(desk.sources.looked_with[-1][0].columns)


def test_that_columns_are_kept_by_name_and_taken_again(desk):
    columns = desk.columns
    columns.keep("Archive")
    columns.take_kept("Archive")
    columns.use()
    assert desk.sources.kept_mappings == []
    columns.open((ODD,), None, desk.presenter.refuse)
    columns.keep("")
    assert "no name" in desk.told.last.notice.what
    columns.choose("mood", Meaning.SUBJECT)
    columns.keep(" Archive ")
    assert desk.told.last.kept == ("Archive",)
    assert desk.told.last.kept_name == "Archive"
    columns.choose("mood", None)
    assert desk.told.last.kept_name == ""
    desk.sources.kept_mappings[0] = KeptMapping(
        "Archive", frozenset(), ColumnMapping((("mood", Meaning.SUBJECT),))
    )
    columns.take_kept("Archive")
    columns.take_kept("Archive")
    columns.take_kept("gone")
    assert desk.told.last.columns[2].meaning is Meaning.SUBJECT
    columns.leave()
    assert desk.told.last is None


def test_that_files_are_left_out_one_by_one(desk):
    desk.presenter.add((SMS, ODD))
    desk.presenter.leave_out("notes.dat")
    assert [line.name for line in desk.shown.last.adding.lines] == ["sms.xml"]
    desk.presenter.leave_out("sms.xml")
    assert desk.shown.last.adding is None
    desk.presenter.leave_out("sms.xml")


def test_that_adding_can_be_left(desk):
    desk.presenter.add((SMS,))
    desk.presenter.leave_adding()
    assert desk.shown.last.adding is None
    desk.presenter.add(())
    assert desk.shown.last.adding is None


def test_that_an_unfinished_import_is_offered_to_go_on(desk):
    assert desk.shown.last.unfinished.sentence == (
        "mail.mbox is not finished. What was imported is kept."
    )
    desk.presenter.go_on_all()
    assert [job.title for job in desk.ways.jobs] == ["Importing mail.mbox"]
    desk.presenter.arrive()
    assert desk.shown.last.unfinished is None


def test_that_several_unfinished_imports_are_counted():
    stopped = SourceState.STOPPED
    desk = Desk(a_source(1, "a", stopped), a_source(2, "b", SourceState.FAILED))
    assert desk.shown.last.unfinished.what == "2 imports are not finished."


def test_that_going_on_is_refused_where_the_export_is_gone():
    desk = Desk(a_source(1, "a", SourceState.STOPPED, place="gone"))
    desk.presenter.choose("1")
    assert desk.shown.last.chosen.may_go_on
    desk.presenter.go_on()
    assert desk.ways.jobs == []
    assert "no longer there" in desk.shown.last.notice.what


def test_that_nothing_happens_where_no_source_is_chosen():
    desk = Desk()
    desk.presenter.go_on()
    desk.presenter.open_problems("unreadable")
    desk.presenter.save_account(Path("a.csv"))
    assert desk.ways.jobs == []
    assert desk.sources.saved == []


def test_that_a_finished_import_is_told_with_its_records(desk):
    desk.ways.events = [Started("x"), Progress(1, 2), Finished("x")]
    desk.presenter.add((SMS,))
    desk.presenter.begin(ANSWERS)
    assert desk.ways.said == ["sms.xml: 8,190 new records. Every item is accounted for."]


def test_that_the_same_export_again_is_told_as_such(desk):
    desk.sources.already_held = True
    desk.ways.events = [Finished("x")]
    desk.presenter.add((SMS,))
    desk.presenter.begin(ANSWERS)
    assert "imported before" in desk.ways.said[0]


def test_that_a_failed_import_is_offered_to_go_on_again(desk):
    desk.ways.events = [Failed("x", "The disk is full.", "Make room.")]
    desk.presenter.go_on_all()
    assert desk.shown.last.unfinished is not None


def test_that_the_list_behind_a_figure_opens_with_place_and_reason(desk):
    desk.sources.bad = [SourceProblem("unreadable", f"sms[{n}]", "No date.") for n in range(450)]
    desk.presenter.press("1", 6)
    problems = desk.shown.last.problems
    assert (problems.title, problems.count) == ("2 unreadable items in sms-20260401.xml", 450)
    came = []
    problems.fetch(400, 200, came.append)
    assert texts(came[0], 0)[0] == "sms[400]"
    assert len(came[0]) == 50
    desk.presenter.close_problems()
    assert desk.shown.last.problems is None


def test_that_a_figure_without_a_list_opens_none(desk):
    desk.presenter.press("2", 7)
    desk.presenter.press("1", 3)
    assert desk.shown.last.problems is None
    desk.presenter.press("1", 7)
    assert desk.shown.last.problems.title.startswith("10 ignored items")


def test_that_the_account_is_saved(desk):
    desk.presenter.choose("1")
    desk.presenter.save_account(Path("account.csv"))
    assert desk.sources.saved == [Path("account.csv")]
    assert desk.ways.said == ["The account of sms-20260401.xml is saved."]


def test_that_trouble_reading_the_vault_stands_in_the_page(desk, monkeypatch):
    def broken() -> list[object]:
        raise AppError("The vault is damaged.", "Restore it.")

    monkeypatch.setattr(desk.sources, "all", broken)
    desk.presenter.arrive()
    assert desk.shown.last.notice.what == "The vault is damaged."


def test_that_a_format_made_without_a_real_sample_says_so():
    known = tuple(recognised_as([ODD], by_key(key)) for key in ("sms_backup", "ufed"))
    words = [line.sentence for line in Adding(known).lines]
    assert words == [by_key("sms_backup").label, f"{by_key('ufed').label} · experimental"]


BOTH = Languages.ENGLISH_AND_SPANISH


def test_that_pages_nobody_read_are_offered_and_read(desk):
    assert desk.shown.last.chosen.scans == ScansOffer()
    desk.presenter.read_words()
    assert desk.ways.jobs == []
    desk.sources.scans[SourceId(1)] = FilesRead(12)
    desk.presenter.arrive()
    offer = desk.shown.last.chosen.scans
    assert offer.button == "&Recognise words in 12"
    assert offer.choices == (
        ("eng", "In English (12 files)"),
        ("eng+spa", "In English and Spanish (12 files)"),
    )
    assert offer.told == "Scans and pictures: none read yet."
    desk.ways.events = [Started("x"), Progress(1, 2), Finished("x")]
    desk.presenter.read_words()
    assert [job.title for job in desk.ways.jobs] == ["Recognising words"]
    assert desk.sources.languages == [Languages.ENGLISH]
    assert desk.ways.said == ["2 files read; search finds the words that were recognised."]
    assert desk.shown.last.chosen.scans.told == "Scans and pictures: 12 files read in English."


def test_that_what_was_read_in_english_may_be_read_in_spanish_too(desk):
    desk.sources.scans[SourceId(1)] = FilesRead(1, {Languages.ENGLISH: 3, BOTH: 1})
    desk.presenter.arrive()
    offer = desk.shown.last.chosen.scans
    assert [words for _, words in offer.choices] == [
        "In English (1 file)",
        "In English and Spanish (4 files)",
    ]
    assert offer.told == (
        "Scans and pictures: 3 files read in English, 1 file read in English and Spanish, "
        "1 not read yet."
    )
    desk.presenter.read_words(BOTH.value)
    desk.presenter.arrive()
    assert desk.sources.languages == [BOTH]
    assert desk.shown.last.chosen.scans.choices == ()


def test_that_the_languages_of_the_preferences_come_first(desk):
    desk.settings.change(replace(desk.settings.now, scans=BOTH))
    desk.sources.scans[SourceId(1)] = FilesRead(0, {Languages.ENGLISH: 3})
    desk.presenter.arrive()
    assert desk.shown.last.chosen.scans.button == "&Recognise words in 3"
    desk.presenter.read_words()
    assert desk.sources.languages == [BOTH]


def test_that_reading_again_is_told_where_the_usual_languages_were_read():
    offer = offer_of(FilesRead(0, {Languages.ENGLISH: 3}), Languages.ENGLISH)
    assert offer.button == "&Recognise words again"
    assert [key for key, _ in offer.choices] == [BOTH]
