"""The careful clerk: the searches that gather the request and the decisions that answer it."""

from __future__ import annotations

from typing import Any

HOME = "s. 119.071(4)(d)2.a"
SOCIAL = "s. 119.071(5)(a)"
CARD = "s. 119.071(5)(b)"
ATTORNEY = "s. 119.071(1)(d)"
INFORMANT = "s. 119.071(2)(f)"

NUMBER = "2026-014"
REQUESTER = "Harriet Lindqvist"
DEPARTMENT = "Millbrook Police Department"
RECEIVED = "2026-11-02"
TEXT = (
    "All texts, e-mails, posts, comments and direct messages about the traffic stop "
    "on Cedar Street on 14 March 2026, and the complaint that followed."
)

QUERIES = (
    "cedar",
    "delaney OR delany OR delainey",
    '"traffic stop" OR "tow receipt"',
    "complaint",
    '"body camera"',
    '"850 555 0126"',
    "(with:reyna OR with:calloway OR with:dispatch OR with:hanley) on:2026-03-14",
    '"wrote the cite" OR "number in the log" OR "leave the log"',
    '"marisol at the desk" OR "posts that we report it" OR "loop in the chief"',
    '"just say what happened" OR (fair with:reyna on:2026-03-17)',
    '"face plate audio" OR "my house"',
    '"about the boy waiting" OR "with me there"',
    '"no embargo copies"',
    '"ia 2026 03"',
)

EVERYWHERE = (
    ('"joanna delaney"', "Joanna Delaney", HOME),
    ('"joanna delany"', "Joanna Delany", HOME),
    ('"mrs delaney"', "Mrs. Delaney", HOME),
    ('"ms delaney"', "Ms. Delaney", HOME),
    ('"ms delany"', "Ms. Delany", HOME),
    ("delainey", "Ms. Delainey", HOME),
    ('"joanna delaney example com"', "joanna.delaney@example.com", HOME),
    ('"14 cedar lane"', "14 Cedar Lane", HOME),
    ('"14 cedar ln"', "14 Cedar Ln", HOME),
    ('"850 555 0142"', "850-555-0142", HOME),
    ('"850 555 0142"', "(850) 555-0142", HOME),
    ('"850 555 0142"', "850.555.0142", HOME),
    ("8505550142", "8505550142", HOME),
    ('"07 31 1983"', "07/31/1983", HOME),
    ('"rdx 17p"', "RDX 17P", HOME),
    ('"d450 481 83 712 0"', "D450-481-83-712-0", HOME),
    ("caleb", "Caleb", HOME),
    ('"212 palmetto court"', "212 Palmetto Court", HOME),
    ('"219 09 9999"', "219-09-9999", SOCIAL),
    ('"4111 1111 1111 1111"', "4111 1111 1111 1111", CARD),
)

ONLY_HERE = (
    ('"up the hill from here"', "14 Cedar", HOME),
    ('"lady from up the hill"', "Delaney", HOME),
    ('"told the lieutenant"', "J.D", HOME),
    ('"complaint form is attached"', "Delaney_J_complaint.pdf", HOME),
)

ATTACHMENTS = (
    ('"registration dead since"', "IMG_20260314_152618.jpg", (HOME,)),
    ('"marisol at the desk"', "screenshot_20260319.jpg", (HOME,)),
    ('"complaint form is attached"', "Delaney_J_complaint.pdf", (HOME, SOCIAL)),
)

WITHHELD = (
    ('with:marsh AND "state attorney"', ATTORNEY),
    ('with:marsh AND "ames serves"', ATTORNEY),
    ('"ray stubbs"', INFORMANT),
    ('"reach you the usual way"', INFORMANT),
)

NOT_ABOUT_IT = (
    "before:2026-03-13",
    '"cedar mulch"',
    '"ate my sandwich"',
)

MUST_APPEAR = (
    "Cedar Street",
    "Delaney Road",
    "850-555-0100",
    "850-555-0126",
    "400 Main Street",
    "666-12-4433",
    "Harold Brandt",
    "Lucía Ferrer",
    "panadería",
    "Café on the corner",
    "sustained in part",
    "call me",
    "Driver was mouthy from the start.",
)
MUST_APPEAR_IN_OTHER_SCRIPTS = ("سمير", "投诉")

ALSO_IN_NO_PAGE = (
    "078-05-1120",
    "850-555-0171",
    "850-555-0172",
    "joannadelaney",
    "Delaney_J_complaint",
)
TOO_SHORT_TO_FORBID = ("Delaney", "14 Cedar", "J.D")


def decisions() -> list[dict[str, Any]]:
    """Give the decisions in order: release all, take out words and files, then judge whole records.

    Whole records come last, so that no later redaction can turn a withheld record into another.
    """
    lines: list[dict[str, Any]] = [{"find": "*", "disposition": "RELEASE"}]
    for find, redact, code in EVERYWHERE:
        lines.append({"find": find, "redact": redact, "exemptions": [code], "everywhere": True})
    for find, redact, code in ONLY_HERE:
        lines.append({"find": find, "redact": redact, "exemptions": [code], "everywhere": False})
    for find, name, codes in ATTACHMENTS:
        lines.append({"find": find, "attachment": name, "exemptions": list(codes)})
    lines += [{"find": find, "disposition": "NOT_RESPONSIVE"} for find in NOT_ABOUT_IT]
    for find, code in WITHHELD:
        lines.append({"find": find, "disposition": "WITHHOLD", "exemptions": [code]})
    return lines
