"""Which page is made by what; pages are imported when they are first shown."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from app.ui.page import Page
from app.ui.theme import Look
from app.ui.ways import PageContext, Where

Maker = Callable[[PageContext, Look], Page]

PAGES: dict[Where, str] = {
    Where.REQUESTS: "app.ui.pages.requests.page",
    Where.INTAKE: "app.ui.pages.intake.page",
    Where.SOURCES: "app.ui.pages.sources.page",
    Where.COVERAGE: "app.ui.pages.coverage.page",
    Where.SEARCH: "app.ui.pages.search.page",
    Where.REVIEW: "app.ui.pages.review.page",
    Where.CHECK: "app.ui.pages.check.page",
    Where.PACKET: "app.ui.pages.packet.page",
    Where.LIBRARY: "app.ui.pages.library.page",
    Where.VERIFY: "app.ui.pages.verify.page",
    Where.VAULT: "app.ui.pages.vault.page",
    Where.PREFERENCES: "app.ui.pages.preferences.page",
    Where.HELP: "app.ui.pages.help.page",
}


def load(where: Where) -> bool:
    """Import a page in the window's thread, as all that is Qt; says whether it was not yet."""
    if PAGES[where] in sys.modules:
        return False
    import_module(PAGES[where])
    return True


def made(where: Where, context: PageContext, look: Look) -> Page:
    """Make a page; each ``page.py`` offers one function ``make(context, look)``."""
    make: Maker = import_module(PAGES[where]).make
    return make(context, look)
