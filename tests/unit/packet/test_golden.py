"""Packets say what they said before, word by word; `--regold` writes the files anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.packet.made import bar, by_conversation, recipe, record, story, text

from app.domain.packets import PacketRecipe
from app.packet.comparing import body_of
from app.packet.reading import read_pages
from app.packet.writer import build

GOLDEN = Path(__file__).parents[2] / "golden"
PACKETS = {
    "every_kind_of_record": recipe(*story()),
    "by_conversation_on_a4": by_conversation(story()),
    "long_text_over_pages": recipe(record(7, text("words and more words. " * 400, bar(), " end"))),
    "nothing_released": recipe(),
}


def _read(made: PacketRecipe) -> list[dict[str, object]]:
    return [
        {
            "page": page.number,
            "words": page.characters.encode("utf-16", "surrogatepass").decode("utf-16").split(),
            "bars": list(body_of(page).marks),
        }
        for page in read_pages(build(made).data)
    ]


@pytest.mark.parametrize("name", PACKETS)
def test_that_a_packet_reads_as_its_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{name}.json"
    read = _read(PACKETS[name])
    if request.config.getoption("--regold"):
        said = json.dumps(read, ensure_ascii=False, indent=1)
        path.write_text(said + "\n", encoding="utf-8", newline="\n")
    assert read == json.loads(path.read_text(encoding="utf-8"))
