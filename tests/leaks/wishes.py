"""Wishes for packets and deliveries, drawn at random from all that can be wished."""

from __future__ import annotations

import datetime as dt
import random

from app.domain.packets import Contents, Density, Layout, Letterhead, Limits, Order, Talk
from app.workflow.deliver import DeliveryWishes, Form
from app.workflow.packet_recipe import PacketWishes


def packet(chance: random.Random) -> PacketWishes:
    """Wish for a packet."""
    layout = Layout(
        page=chance.choice(("letter", "legal", "a4")),
        zone=chance.choice(("America/New_York", "UTC", "Pacific/Honolulu")),
        order=chance.choice(list(Order)),
        talk=chance.choice(list(Talk)),
        density=chance.choice((Density.NORMAL, Density.COMPACT, Density.ONE_A_PAGE)),
        attachments=chance.random() < 0.9,
    )
    limits = chance.choice((
        Limits(), Limits(), Limits(), Limits(pages=12), Limits(records=25), Limits(megabytes=1.0),
    ))  # fmt: skip
    return PacketWishes(
        dt.date(2026, 11, 17),
        Letterhead("Millbrook Police", ("1 Main Street",), "850-555-0100", "R. Calloway"),
        layout,
        chance.choice(("", "MPD")),
        limits,
        custody=chance.random() < 0.4,
        contents=Contents(letter=chance.random() < 0.8, log=chance.random() < 0.9),
    )


def delivery(chance: random.Random) -> DeliveryWishes:
    """Wish for a delivery."""

    def some(*formats: str) -> frozenset[str]:
        return frozenset(one for one in formats if chance.random() < 0.7)

    return DeliveryWishes(
        packet(chance),
        chance.choice((Form.FOLDER, Form.FOLDER, Form.ZIP)),
        some("csv", "xlsx", "html"),
        some("csv", "xlsx"),
        attachments=chance.random() < 0.4,
        natives=chance.random() < 0.4,
        load_file=chance.random() < 0.15,
        rsmf=chance.random() < 0.3,
        certificate=chance.random() < 0.3,
    )
