"""Documents whose text is set afresh keep their structure, their looks and their bars."""

from __future__ import annotations

import dataclasses
import io
from itertools import pairwise

import pikepdf
import pytest
from unit.packet.made import B6, B7, bar, recipe, record, text
from unit.packet.made_attachments import afresh, block, document, run, table, wide_table

from app.domain.packets import PacketRecipe
from app.domain.redacted import Look, RedactedBlock, RedactedText, Role
from app.packet.columns import column_groups, grid_of, group_title, looks_of, repeats_head
from app.packet.reading import read_pages
from app.packet.verify import verify_packet
from app.packet.writer import build


def _of(*blocks: RedactedBlock) -> PacketRecipe:
    return recipe(record(1, attachments=(afresh(*blocks),)))


def _pages(made: PacketRecipe) -> list[str]:
    built = build(made)
    assert verify_packet(built.data, made, built, ["Blackwood"]).findings == ()
    return [" ".join(page.characters.split()) for page in read_pages(built.data)]


def _tree(made: PacketRecipe) -> list[tuple[str, str]]:
    """List roles and what is read aloud, in the order of the tree."""
    found: list[tuple[str, str]] = []

    def walk(item: pikepdf.Object, path: str) -> None:
        if isinstance(item, pikepdf.Dictionary) and "/S" in item:
            role = str(item.S)[1:]
            found.append((f"{path}/{role}" if path else role, str(item.get("/Alt", ""))))
            for kid in item.get("/K", []):
                walk(kid, role)

    with pikepdf.open(io.BytesIO(build(made).data)) as pdf:
        walk(pdf.Root.StructTreeRoot.K, "")
    return found


def test_that_a_document_of_every_kind_says_all_of_its_text() -> None:
    said = " ".join(_pages(_of(*document())))
    for words in (
        "Shown as text: the layout of the original is not kept.",
        "Underlined: inserted later; struck through: deleted, but still in the file; dotted:",
        "[Comment 1] Check this with the city attorney.",
        "Columns 1 to ",
        "of 17 Column 1 of the sheet",
        "row 60, cell 17",
    ):
        assert words in said


def test_that_headings_follow_the_ones_around_them_and_skip_no_level() -> None:
    roles = [role.rpartition("/")[2] for role, _ in _tree(_of(*document(), block("x", Role.PART)))]
    levels = [int(role[1:]) for role in roles if role[0] == "H"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) > 4


def test_that_lists_lie_in_the_items_that_they_belong_to() -> None:
    items = (("one", 1), ("one a", 2), ("one b", 2), ("deep", 4), ("two", 1))
    tree = [role for role, _ in _tree(_of(*(block(said, Role.ITEM, at) for said, at in items)))]
    lists = [role for role in tree if role.rpartition("/")[2] in {"L", "LI", "LBody"}]
    assert lists == [
        *("Sect/L", "L/LI", "LI/LBody"),
        *("LBody/L", "L/LI", "LI/LBody", "L/LI", "LI/LBody"),
        *("LBody/L", "L/LI", "LI/LBody"),
        *("L/LI", "LI/LBody"),
    ]


def test_that_looks_are_read_aloud_where_they_begin_and_end() -> None:
    long = "many words that go on over more than one line of the page, as they do here " * 3
    runs = (
        run("kept "),
        run(long, Look.INSERTED),
        run(text("gone ", bar(), " for good"), Look.DELETED),
        run("unseen", Look.HIDDEN),
        run(text(bar(B7)), Look.DELETED),
    )
    told = [alt for _, alt in _tree(_of(RedactedBlock(runs=runs))) if alt]
    assert told == [
        *("inserted text:", "end of inserted text"),
        *("deleted text:", f"redacted, exemption {B6}", "end of deleted text"),
        *("hidden text:", "end of hidden text"),
        f"redacted, exemption {B7}",
    ]
    assert looks_of((RedactedBlock(runs=runs[-1:]),)) == set()


def test_that_a_look_that_nothing_has_is_not_explained() -> None:
    assert "struck through" not in " ".join(_pages(_of(block("plain"))))


def test_that_a_thin_line_through_words_is_no_cover_and_a_thick_one_is() -> None:
    made = _of(RedactedBlock(runs=(run("these words were deleted", Look.DELETED),)))
    built = build(made)
    with pikepdf.Pdf.open(io.BytesIO(built.data)) as pdf:
        page = pdf.pages[1].obj
        code = page.Contents.read_bytes()
        assert b" 0.7 w " in code
        page.Contents = pdf.make_stream(code.replace(b" 0.7 w ", b" 14 w "))
        target = io.BytesIO()
        pdf.save(target)
    found = {f.kind for f in verify_packet(target.getvalue(), made, built, ()).findings}
    assert "text_under_ink" in found


def test_that_wide_tables_are_cut_with_the_first_column_in_each_part() -> None:
    grid = grid_of(wide_table(3, 12))
    groups = column_groups(grid)
    assert [group[0] for group in groups] == [0] * len(groups)
    assert sorted(at for group in groups for at in group if at) == list(range(1, 12))
    assert group_title(groups[0], 12).startswith("Columns 1 to ")
    assert group_title([0, 11], 12) == "Column 12 of 12"


def test_that_a_bar_of_a_repeated_first_column_is_logged_as_repeated() -> None:
    names: list[RedactedText | str] = ["Name", text("by ", bar())]
    made = _of(table([[name, *(f"cell {at} of the row" for at in range(14))] for name in names]))
    where = [line.where for line in build(made).log]
    assert len(where) > 1
    assert "repeated" not in where[0]
    assert all(place == f"{where[0]} (repeated)" for place in where[1:])
    _pages(made)


def test_that_heads_are_repeated_unless_they_are_long_or_have_bars() -> None:
    for head, again in (("Name", True), (text("Name ", bar()), False), ("x" * 500, False)):
        made = table([(head, "b")] + [(f"row {at}", "two") for at in range(90)])
        assert repeats_head(made, grid_of(made)) is again
        _pages(_of(made))
    pages = _pages(_of(table([("Name", "Role")] + [(f"row {at}", "two") for at in range(90)])))
    assert pages[2].startswith("Name Role")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [()],
        [("", "")],
        [("a",), ("b", "c", "d")],
        [("x" * 300, "y")],
        [("a", ""), ("", ""), ("b", "")],
        [(text(bar(B6, B7), bar(), " x"), text(bar(B6, B7)))] * 3,
        [(f"cell {at}" for at in range(40))],
        [("שלום עולם", "مرحبا"), ("你好", "👍🏽")],
        [("line one\nline two", "a\tb")],
    ],
    ids=range(10),
)
def test_that_tables_of_any_form_are_drawn_and_read_back(rows: list[tuple[str, ...]]) -> None:
    for head_rows in (0, 1):
        _pages(_of(table([tuple(row) for row in rows], min(head_rows, len(rows)))))


def test_that_rows_of_a_table_all_have_the_same_number_of_cells() -> None:
    tree = _tree(_of(table([("a", "b", "c"), ("d",), ("e", "f")])))
    cells = [role for role, _ in tree if role in {"TR/TH", "TR/TD"}]
    assert cells == ["TR/TH"] * 3 + ["TR/TD"] * 6


def test_that_empty_blocks_leave_nothing_and_break_nothing() -> None:
    empty = tuple(RedactedBlock(role, (run(""),), 1) for role in Role)
    assert "memo.docx" in _pages(_of(*empty))[1]


def test_that_bars_of_a_document_are_logged_with_their_place() -> None:
    built = build(_of(block(text("a ", bar())), table([("Name",), (text(bar(B7)),)])))
    assert [(line.where, line.code) for line in built.log] == [
        ("record 1, attachment 1, text", B6),
        ("record 1, attachment 1, text", B7),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        block("other words"),
        table([("Name", "Role"), ("R. Diaz", "sergeant")]),
        RedactedBlock(),
    ],
)
def test_that_other_text_than_the_recipes_is_refused(changed: RedactedBlock) -> None:
    good = (block("words"), table([("Name", "Role"), ("R. Diaz", "officer")]))
    built = build(_of(*good))
    for at in range(2):
        other = _of(*(changed if nth == at else one for nth, one in enumerate(good)))
        assert "text" in {f.kind for f in verify_packet(built.data, other, built, ()).findings}


def test_that_a_row_that_is_missing_on_a_later_page_is_refused() -> None:
    rows = [("Name", "Role"), *((f"row {at}", "two") for at in range(120))]
    built = build(_of(table(rows)))
    fewer = _of(table([*rows[:90], ("row 88", "two"), *rows[91:]]))
    assert "text" in {f.kind for f in verify_packet(built.data, fewer, built, ()).findings}


def test_that_a_withheld_document_is_not_shown() -> None:
    whole = dataclasses.replace(afresh(), blocks=(), withheld=bar(B7), name=RedactedText())
    assert "Memorandum" not in " ".join(_pages(recipe(record(1, attachments=(whole,)))))
