"""What the review says when there is nothing to show, or nothing left to do. No PySide6."""

from __future__ import annotations

from app.ui.rows import EmptyWords, Notice, Tone

NOTHING = EmptyWords(
    "Nothing to review yet",
    "Records come here from the search. Find those that answer the request and add them.",
    "Go to &Search",
)
NO_REQUEST = EmptyWords(
    "No request is open", "Open the request whose records are to be reviewed.", "Go to &Requests"
)
ALL_DECIDED = Notice(
    "Every record has a decision.", "Look at the check next.", Tone.GOOD, "Go to &Check"
)
NO_FOLD = "Nothing here is quoted, or something is marked in all of it."
NO_QUOTED = "This record quotes no mail that is in the request."
