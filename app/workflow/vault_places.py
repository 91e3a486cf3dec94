"""What is said of places where a vault is badly kept; light, since the first page asks it."""

from __future__ import annotations

IN_ONE_DRIVE = (
    "OneDrive keeps this folder in step with the cloud.",
    "It may replace files of an open vault: keep it on this computer's own disk or on a share.",
)
