"""The form of the packet page: what each field says, and that all of it is remembered."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.packets import Contents, Density, Letterhead, Limits, Order, Talk
from app.domain.redacted import Picture
from app.settings.packet import PacketHabits
from app.settings.values import Settings
from app.ui.pages.packet.delivering import delivery_of
from app.ui.pages.packet.form_view import FormView
from app.ui.pages.packet.state import Form, first_form
from app.workflow.deliver import Form as Place

DAY = dt.date(2026, 11, 12)


@pytest.fixture
def view(qtbot):
    made = FormView()
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    made.show_form(Form("Ash Fork Police", dated=DAY, prefix="AF"), ("9 records",))
    return made


@pytest.fixture
def told(view) -> list[Form]:
    forms: list[Form] = []
    view.changed.connect(forms.append)
    return forms


def seal() -> Picture:
    target = io.BytesIO()
    Image.new("RGB", (8, 6), "navy").save(target, "PNG")
    return Picture(8, 6, target.getvalue())


def test_that_the_form_says_what_it_was_shown(view):
    habits = PacketHabits(
        letter=False, custody=True, talk=Talk.BUBBLES, density=Density.ONE_A_PAGE,
        order=Order.SOURCE, split="parts", part_pages=40, part_megabytes=5, place="zip",
        locked=True, index=("csv", "xlsx"), files=True, rsmf=True,
    )  # fmt: skip
    form = Form(
        "D", "1 Main\nTown", "555-0101", "M. Ortiz", DAY, "a4", "America/Boise", "X", seal(), habits
    )
    view.show_form(form, ())
    assert view.form() == form


def test_that_a_tick_is_told_at_once(view, told, qtbot):
    custody = view.contents._lines["custody"]
    custody.box.setFocus()
    qtbot.keyClick(custody.box, Qt.Key.Key_Space)
    assert told[-1].habits.custody
    assert told[-1].wishes.custody


def test_that_looks_are_chosen_by_their_pictures(view, told):
    view.looks.talk._buttons["bubbles"].click()
    view.show_form(told[-1], ())
    view.looks.density._buttons["compact"].click()
    layout = told[-1].wishes.layout
    assert (layout.talk, layout.density) == (Talk.BUBBLES, Density.COMPACT)
    names = [one.accessibleName() for one in view.looks.talk.findChildren(QPushButton)]
    assert names == ["Messages: Plain lines", "Messages: Bubbles"]


def test_that_limits_count_only_for_parts(view, told):
    assert view.form().wishes.limits == Limits()
    assert not view.handing.pages.isEnabled()
    view.handing.split["parts"].click()
    assert told[-1].wishes.limits == Limits(500, 0.0)
    view.show_form(told[-1], ())
    assert view.handing.pages.isEnabled()
    view.handing.megabytes.setValue(20)
    assert told[-1].wishes.limits == Limits(500, 20.0)
    view.handing.split["records"].click()
    assert told[-1].wishes.per_record
    assert told[-1].wishes.limits == Limits()


def test_that_letter_and_log_can_be_left_out():
    form = Form(habits=PacketHabits(letter=False, log=False, attachments=False))
    assert form.wishes.contents == Contents(letter=False, log=False)
    assert not form.wishes.layout.attachments


def test_that_a_folded_group_says_what_it_holds(view):
    summaries = [group.summary(view.form()) for _, group in view._folds]
    assert summaries == [
        "The public",
        "Letter, records, attachments, log, certificate",
        "Plain lines, normal, by date, letter",
        "Ash Fork Police",
        "AF000001 and so on",
        "One PDF",
    ]
    fold, group = view._folds[-1]
    assert not group.isVisible()
    fold._head.click()
    assert group.isVisible()
    assert fold._head.accessibleName() == "Handing over, open"


@pytest.mark.parametrize(
    ("habits", "words"),
    [
        (PacketHabits(split="parts", part_megabytes=9), "Parts of at most 500 pages or 9 MB"),
        (PacketHabits(split="parts", part_pages=0), "Parts"),
        (PacketHabits(split="records"), "One PDF a record"),
    ],
)
def test_that_parts_say_their_limits(view, habits, words):
    assert view.handing.summary(Form(habits=habits)) == words


def test_that_a_seal_is_shown_and_can_be_taken_away(view, qtbot):
    group = view.letterhead
    view.unfold()
    assert not group._seal.isVisible()
    view.show_form(replace(view.form(), logo=seal()), ())
    assert group._seal.isVisible()
    assert "with its seal" in group.summary(view.form())
    with qtbot.waitSignal(group.no_seal_wished):
        group._remove.click()
    with qtbot.waitSignal(group.seal_wished):
        group._choose.click()


def test_that_the_address_is_taken_when_its_field_is_left(view, told):
    view.unfold()
    view.activateWindow()
    view.letterhead.address.setFocus()
    view.letterhead.address.setPlainText("1 Main St")
    view.letterhead.contact.setFocus()
    assert told[-1].address == "1 Main St"


def test_that_what_is_liked_is_kept_and_offered_again():
    liked = Form("Ash Fork", "1 Main", page="a4", prefix=" AF ", logo=seal())
    liked = replace(liked, habits=PacketHabits(talk=Talk.BUBBLES))
    settings = liked.kept_in(Settings(zone="America/Chicago"))
    again = first_form(settings, "Another Department", DAY)
    assert (again.department, again.page, again.prefix) == ("Ash Fork", "a4", "AF")
    assert again.habits.talk is Talk.BUBBLES
    assert again.logo == liked.logo
    assert again.zone == "America/Chicago"
    nobody = Form(" ").kept_in(Settings(letterhead=Letterhead("Kept")))
    assert nobody.letterhead == Letterhead("Kept")


def test_that_a_delivery_is_what_the_form_says():
    habits = PacketHabits(place="zip", index=("xlsx",), files=True, load_file=True)
    wishes = delivery_of(Form("D", dated=DAY, habits=habits), "long enough words")
    assert (wishes.form, wishes.passphrase) == (Place.ZIP, "long enough words")
    assert (wishes.index, wishes.log) == (frozenset({"xlsx"}), frozenset({"xlsx"}))
    assert wishes.attachments
    assert wishes.load_file
    assert wishes.certificate
    plain = delivery_of(Form(habits=PacketHabits(certificate=False)), "is not used")
    assert (plain.passphrase, plain.log, plain.certificate) == ("", frozenset({"csv"}), False)
    assert delivery_of(Form(habits=PacketHabits(log=False))).log == frozenset()
