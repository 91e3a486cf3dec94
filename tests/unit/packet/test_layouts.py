"""Every layout shows every record whole, and is verified as the recipe says."""

from __future__ import annotations

import pytest
from unit.packet.made import layouts

from app.packet.verify import verify_packet
from app.packet.writer import build

LAYOUTS = layouts()


@pytest.mark.parametrize("name", LAYOUTS)
def test_that_every_layout_is_verified_clean(name: str) -> None:
    made = LAYOUTS[name]
    built = build(made)
    assert verify_packet(built.data, made, built, ["Blackwood"]).findings == ()
