"""What is read of an HTML page."""

from __future__ import annotations

import pytest

from app.reading import html_tree
from app.reading.html import html_text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One <b>t</b>wo &amp; three<p>four", "One two & three\n\nfour"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<pre>\n  x  y\n   z</pre>after", "  x  y\n   z\n\nafter"),
        ("<script>no()</script>yes<style>p{}</style><template>no</template>", "yes"),
        ("<head><title>no</title></head>yes", "yes"),
        ("<!-- no -->yes<?no ?>", "yes"),
        ("<textarea>typed</textarea><option>one", "typed\none"),
        ('<a href="http://example.com/x?y=1">here</a>', "here <http://example.com/x?y=1>"),
        ('<a href="http://example.com/">example.com http://example.com</a>', None),
        ('<a href="mailto:a@example.com">a@example.com</a>', "a@example.com"),
        ('<a href="mailto:a@example.com">Ann</a>', "Ann <mailto:a@example.com>"),
        ('<a href="#top">up</a><a>bare</a>', "upbare"),
        ('<img alt="a map" src="cid:1"><img src="cid:2">', "[picture: a map]"),
        ('<img title="tip" src="cid:1">', "[picture: tip]"),
        ('<abbr title="Florida Statutes">F.S.</abbr> 119', "F.S. [Florida Statutes] 119"),
        ("a&nbsp;&nbsp;b", "a b"),
        ("tail<script>x</script> of it", "tail of it"),
        ("a\ufdd1b\ufdd0c", "a b c"),
        ("", ""),
        ("  ", ""),
        ("just words", "just words"),
        ("<html></html>", ""),
    ],
)
def test_that_a_page_is_read_as_it_is_seen(page: str, text: str | None) -> None:
    if text is not None:
        assert html_text(page).text == text
    else:
        assert html_text(page).text.count("http") == 1


@pytest.mark.parametrize(
    "style",
    ['style="display:none"', 'style="VISIBILITY : hidden"', 'style="font-size:0px"', "hidden"],
)
def test_that_hidden_words_are_kept_and_told(style: str) -> None:
    found = html_text(f"<p>seen</p><p {style}>unseen</p>")
    assert found.text == "seen\n\nunseen"
    assert found.hidden


@pytest.mark.parametrize(
    "page",
    [
        "<p style='font-size:0.9em'>seen",
        "<p style='opacity:0.5'>seen",
        "<p style='display:none'> </p>seen",
        "<input hidden value=x>seen",
    ],
)
def test_that_words_in_sight_are_not_called_hidden(page: str) -> None:
    assert not html_text(page).hidden


def test_that_pictures_of_the_net_and_trackers_are_counted() -> None:
    found = html_text(
        '<img src="https://example.com/a.png" width="100" height="80">'
        '<img src="//t.example.com/1.gif" width="1" height="1">'
        '<img src="http://t.example.com/2.gif" style="display:none">'
        '<img src="cid:inside">'
    )
    assert (found.remote, found.trackers) == (3, 2)
    assert not found.hidden


def test_that_the_title_stands_apart() -> None:
    found = html_text("<title> The\n title </title><p>text")
    assert (found.title, found.text) == ("The title", "text")


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=cp1251><p>Привет".encode("cp1251"),
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">Привет'.encode(
            "koi8-r"
        ),
        '<?xml version="1.0" encoding="koi8-r"?><p>Привет'.encode("koi8-r"),
        "<p>Привет".encode("utf-16"),
    ],
)
def test_that_the_page_tells_its_own_character_set(page: bytes) -> None:
    assert html_text(page).text == "Привет"


def test_that_a_declared_set_goes_before_the_pages_own() -> None:
    page = "<meta charset=utf-8>Привет".encode("cp1251")
    assert html_text(page, "windows-1251").text == "Привет"


def test_that_tags_nested_too_deep_lose_no_words() -> None:
    found = html_text("<div>" * 100_000 + "deep &amp; <b>words</b>")
    assert found.text.split() == ["deep", "&", "words"]


def test_that_a_long_target_is_cut() -> None:
    found = html_text(f'<a href="http://example.com/{"x" * 5000}">a</a>')
    assert found.text.endswith("…>")
    assert len(found.text) < 2100


def test_that_hidden_elements_in_each_other_are_looked_through_once() -> None:
    nest = '<b style="display:none">' * 200
    assert not html_text(nest + "<i></i>" * 200_000).hidden
    assert html_text(nest + "<i></i>" * 1_000 + "unseen").hidden
    assert not html_text("<p hidden></p>seen<script hidden>no()</script>").hidden


@pytest.mark.parametrize(
    "crowded",
    [
        " ".join(f"a{n}" for n in range(60_000)),
        "/".join(f"a{n}" for n in range(60_000)),
        "".join(f'a{n}=">"' for n in range(60_000)),
    ],
)
def test_that_an_element_of_very_many_attributes_loses_no_words(crowded: str) -> None:
    assert "first" in (text := html_text(f"first<p {crowded}>last</p>").text)
    assert text.endswith("last")


def test_that_a_page_of_very_many_elements_loses_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_tree, "_MOST_TAGS", 5_000)
    assert html_text("<p>a" * 5_000).text.count("\n") > 5_000
    assert html_text("<p>a" * 5_001).text.split() == ["a"] * 5_001


def test_that_a_picture_within_a_page_is_no_crowd() -> None:
    data = "data:image/png;base64," + "iVBOR/w0K+Gg" * 50_000
    page = f'<p hidden>unseen</p><img src="{data}"><img alt="seen" src=\'{data}\'>'
    assert html_text(page).hidden
    assert not html_tree.asks_too_much(page)
