"""A copy for one audience: said on every page, in letters that fit, and proved to be said."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from unit.packet import made

from app.domain.audiences import Audience, MadeFor
from app.domain.packets import Layout, PacketRecipe
from app.packet import reading, verify, wording, writer

VICTIM = MadeFor(Audience.VICTIM, "Maria Soto", shows_more=True)
LONG = "Maria Fernanda del Carmen Soto y Villanueva de los Montes Altos, by her attorney A. B."


def copy_for(whom: MadeFor, **changes: object) -> PacketRecipe:
    return made.recipe(*made.story(), made_for=whom, **changes)


@pytest.mark.parametrize("page", ["letter", "legal", "a4"])
@pytest.mark.parametrize("name", ["", "Maria Soto", LONG, "مريم", "マリア"])
def test_that_every_page_says_for_whom_and_the_file_is_clean(page: str, name: str) -> None:
    whom = MadeFor(Audience.PROSECUTOR, name, shows_more=True)
    recipe = copy_for(whom, layout=Layout(page))
    built = writer.build(recipe)
    verdict = verify.verify_packet(built.data, recipe, built, ("Jordan Blackwood",))
    assert verdict.findings == ()
    pdf = pypdfium2.PdfDocument(built.data)
    for sheet, said in zip(pdf, reading.read_pages(built.data), strict=True):
        assert "Copy for" in said.characters
        foot = said.boxes[(said.boxes[:, 3] < 36) & said.boxes.any(axis=1)]
        assert foot[:, 0].min() >= 0
        assert foot[:, 2].max() <= sheet.get_width()
        assert foot[:, 1].min() >= 18
    pdf.close()


def test_that_a_copy_is_no_clean_copy_of_anybody_else() -> None:
    for whom in (VICTIM, MadeFor(Audience.COURT), MadeFor(Audience.VICTIM, "Ann Gray")):
        built = writer.build(copy_for(whom))
        for other in (MadeFor(), VICTIM, MadeFor(Audience.COURT)):
            if other != whom:
                verdict = verify.verify_packet(built.data, copy_for(other), built, ())
                assert {one.kind for one in verdict.findings} >= {"bates", "metadata"}


def test_that_the_publics_copy_says_nothing_of_it() -> None:
    plain = writer.build(copy_for(MadeFor()))
    assert plain.data == writer.build(made.recipe(*made.story())).data
    text = "".join(page.characters for page in reading.read_pages(plain.data))
    assert "Copy for" not in text
    assert wording.made_for_foot(MadeFor()) == ""


def test_that_it_says_that_more_is_shown_only_where_that_is_so() -> None:
    more, less = VICTIM, replace(VICTIM, shows_more=False)
    assert "words that are withheld from the public" in wording.not_passed_on(more)
    assert wording.not_passed_on(less) == "It may not be passed on or published."
    assert "withheld from the public" not in wording.made_for_foot(less)
    assert wording.title_of(copy_for(more)).startswith("Copy for Maria Soto, the victim: ")


def test_that_a_marked_copy_says_both() -> None:
    changes = {"marked_for": "Lt. Reyes", "bates_prefix": wording.MARKED_PREFIX}
    recipe = made.recipe(made.record(1, "where are you"), made_for=VICTIM, **changes)
    built = writer.build(recipe)
    assert verify.verify_packet(built.data, recipe, built, ()).findings == ()
    assert wording.title_of(recipe).startswith("Marked copy, not for release: Copy for Maria")
