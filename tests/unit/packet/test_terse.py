"""Operators of a page in fewer bytes: what is drawn, and in which marked content, is the same."""

from __future__ import annotations

from app.packet.terse import GOES_ON, terse

RULE = "/Artifact BMC 0.86 G 0.5 w 60 {} m 552 {} l S EMC"
BAR = "/Artifact BMC 0 g 60 {} 90 12 re f EMC"
PICTURE = "/Figure <</MCID 3>> BDC\nq 10 0 0 10 0 0 cm\n/I0 Do\nQ\nEMC"
STROKE = "q 0.1 G 0.7 w 60 690 m 90 690 l S Q"


def _piece(
    said: str,
    place: str,
    ink: str = "0.1 g",
    font: str = "/F1+0 9.6 Tf",
    *,
    goes_on: bool = False,
) -> str:
    follows = f"{GOES_ON}\n" if goes_on else ""
    return f"BT\n{follows}{ink}\n1 0 0 1 {place} Tm\n{font}\n({said}) Tj\nET"


def _marked(number: int, *pieces: str, role: str = "P") -> list[str]:
    return [f"/{role} <</MCID {number}>> BDC", *pieces, "EMC"]


def _lines(code: list[str]) -> list[str]:
    return terse(code).split("\n")


def test_that_paragraphs_are_one_text_object_with_places_told_from_the_last_one() -> None:
    code = _marked(0, _piece("one", "60 700"), _piece("two", "60 685.8"))
    code += _marked(1, _piece("three", "82.25 671.65"))
    assert _lines(code) == [
        "BT",
        "/P <</MCID 0>> BDC",
        "0.1 g",
        "60 700 Td",
        "/F1+0 9.6 Tf",
        "(one) Tj",
        "0 -14.2 Td",
        "(two) Tj",
        "EMC",
        "/P <</MCID 1>> BDC",
        "22.25 -14.15 Td",
        "(three) Tj",
        "EMC",
        "ET",
    ]


def test_that_places_do_not_drift_over_a_thousand_lines() -> None:
    code = [_piece("x", f"{60 + at / 100:.2f} {700 - at / 100:.2f}") for at in range(1000)]
    moved = [line.split() for line in _lines(code) if line.endswith("Td")]
    assert sum(round(float(line[0]) * 100) for line in moved) == 6000 + 999
    assert sum(round(float(line[1]) * 100) for line in moved) == 70_000 - 999


def test_that_ink_and_face_are_said_again_where_they_change() -> None:
    code = _marked(
        0,
        _piece("a", "60 700"),
        _piece("b", "70 700", ink="0.11 0.21 0.33 rg"),
        _piece("c", "80 700", ink="0.11 0.21 0.33 rg", font="/F2+0 9.6 Tf"),
        _piece("d", "90 700"),
    )
    settings = [line for line in _lines(code) if line.endswith(("g", "Tf"))]
    assert settings == [
        *("0.1 g", "/F1+0 9.6 Tf"),
        "0.11 0.21 0.33 rg",
        "/F2+0 9.6 Tf",
        *("0.1 g", "/F1+0 9.6 Tf"),
    ]


def test_that_a_text_which_looks_like_operators_stays_as_it_is() -> None:
    said = "BT 1 g EMC /F9+0 9 Tf 1 0 0 1 3 4 Tm /P <</MCID 9>> BDC"
    assert f"({said}) Tj" in _lines(_marked(0, _piece(said, "60 700")))


def test_that_a_piece_that_goes_on_is_not_placed_again() -> None:
    code = _marked(
        0, _piece("a", "60 700"), _piece("b", "70 700", goes_on=True), _piece("c", "60 690")
    )
    assert [line for line in _lines(code) if line.endswith("Td")] == ["60 700 Td", "0 -10 Td"]
    assert GOES_ON not in terse(code)


def test_that_a_piece_that_goes_on_behind_a_drawing_is_placed() -> None:
    code = _marked(0, _piece("a", "60 700"), STROKE, _piece("b", "70 700", goes_on=True))
    assert _lines(code) == [
        "/P <</MCID 0>> BDC",
        "BT",
        "0.1 g",
        "60 700 Td",
        "/F1+0 9.6 Tf",
        "(a) Tj",
        "ET",
        STROKE,
        "BT",
        "0.1 g",
        "70 700 Td",
        "/F1+0 9.6 Tf",
        "(b) Tj",
        "ET",
        "EMC",
    ]


def test_that_two_pieces_at_one_place_lie_over_one_another() -> None:
    code = [_piece("a", "60 700"), _piece("b", "60 700")]
    assert [line for line in _lines(code) if line.endswith("Td")] == ["60 700 Td", "0 0 Td"]


def test_that_artifacts_come_before_the_texts_among_which_they_stand() -> None:
    code = [
        *_marked(0, _piece("a", "60 700")),
        RULE.format(690, 690),
        "",
        BAR.format(660),
        *_marked(1, _piece("b", "60 664", ink="1 g")),
    ]
    lines = _lines(code)
    assert lines[:3] == [RULE.format(690, 690), BAR.format(660), "BT"]
    assert lines.count("BT") == lines.count("ET") == 1


def test_that_nothing_moves_past_a_picture() -> None:
    code = [
        *_marked(0, _piece("a", "60 700")),
        BAR.format(700),
        PICTURE,
        BAR.format(660),
        *_marked(4, _piece("b", "60 664")),
    ]
    lines = terse(code)
    places = [lines.index(part) for part in (BAR.format(700), "(a)", "/I0", BAR.format(660), "(b)")]
    assert places == sorted(places)
    assert lines.count("0.1 g") == 2


def test_that_artifacts_stay_behind_what_was_drawn_within_marked_content() -> None:
    code = [*_marked(0, _piece("a", "60 700"), STROKE), RULE.format(680, 680)]
    lines = _lines(code)
    assert lines.index(STROKE) < lines.index(RULE.format(680, 680))


def test_that_inner_marked_content_ends_where_it_began() -> None:
    inner = _marked(1, _piece("b", "80 700"), role="Span")
    lines = _lines(_marked(0, _piece("a", "60 700"), *inner))
    assert lines[0] == "BT"
    assert lines[-3:] == ["EMC", "EMC", "ET"]


def test_that_content_that_is_left_open_is_written_all_the_same() -> None:
    assert terse(["/Artifact BMC", _piece("a", "60 700")]).endswith("(a) Tj\nET")


def test_that_a_page_without_anything_has_no_operators() -> None:
    assert terse(["", ""]) == ""
