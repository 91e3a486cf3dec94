"""Makes snapshots of conversations in the folder ``smarsh_xml``; everything in them is invented.

Run ``python tests/exports/smarsh_files.py`` from the top of the checkout; the same script always
gives the same bytes. No real one is public: the elements are those of ``formats.md``, g1, the
fields of events are guessed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exports.chat_archive_files import DANA, JPEG, ROSA, element
from exports.zipped import Tree, write_all

SPACES = {
    "xmlns:sn": "urn:smarsh.sfab:cis:dig:itm-transcript-snapshot",
    "xmlns:itm-types": "urn:smarsh.sfab:cis:dig:itm-types",
}


def told(name: str, *inner: str, text: str = "", **attributes: str) -> str:
    """Give one element, with lines in its name and in those of its attributes."""
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    return element(f"sn:{name}", *inner, text=text, **named)


def person(number: str, name: str, mail: str, **more: str) -> str:
    """Give a participant."""
    return told("participant", participant_id=number, display_name=name, email_address=mail, **more)


def text_event(number: int, text: str, who: str = "p1", **more: str) -> str:
    """Give one message."""
    return told(
        "text-event", told("content", text=text), event_id=f"evt-{number:012}",
        participant_id=who, timestamp=f"2026-03-02T14:{number % 60:02}:00Z", **more,
    )  # fmt: skip


def file_event(name: str, number: int, **more: str) -> str:
    """Give one file that was sent."""
    return told(
        "file-event", file_event_id=f"f{number}", participant_id="p2", file_name=name,
        timestamp=f"2026-03-02T14:{number:02}:30Z", **more,
    )  # fmt: skip


def infos(interaction: str = "room-1", number: str = "t-1") -> str:
    """Give what is told of the file as a whole."""
    return told("transcript-infos", told(
        "transcript-info",
        told("transcript-id", text=number), told("interaction-id", text=interaction),
        told("interaction-start-time", text="2026-03-02T14:00:00Z"),
        told("source-endpoint-id", text="msteams-1"),
        told("interaction-checksum", text="00ff"),
    ))  # fmt: skip


def metadata(network: str = "MS Teams", subject: str = "Harbor night") -> str:
    """Give what is told of a conversation."""
    return told(
        "metadata",
        told("tenant-id", text="harbor"),
        element("itm-types:modality", text="Collaboration"),
        element("itm-types:network", text=network),
        element("itm-types:subject", text=subject),
        told("properties", told("property", key="retention", value="7y")),
    )


PEOPLE = (
    person("p1", "Rosa Diaz", ROSA),
    person("p2", "Dana Whitlow", DANA, join_time="2026-03-02T14:02:00Z", region="north"),
    person("p3", "Sam Reyes", "sam@example.com", left_time="2026-03-02T14:01:30Z"),
)


def snapshot(
    *inner: str, people: tuple[str, ...] = PEOPLE, before: str = "", after: str = ""
) -> str:
    """Give one snapshot."""
    return told(
        "snapshot", before or infos(), told("participants", *people, count=str(len(people))),
        metadata(), *inner, after,
        interaction_event_id="evt-9", transaction_scope="COMPLETE", zone="America/New_York",
    )  # fmt: skip


def whole(*snapshots: str) -> str:
    """Give a whole file of one snapshot, or of several."""
    spaces = "".join(f' {key}="{value}"' for key, value in SPACES.items())
    inner = "".join(snapshots)
    if len(snapshots) == 1:
        inner = inner.replace("<sn:snapshot", f"<sn:snapshot{spaces}", 1)
    else:
        inner = f"<sn:snapshots{spaces}>{inner}</sn:snapshots>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inner}'


TEXTS = told(
    "text-events",
    text_event(1, "Where is the boat?"),
    text_event(3, "<p>At the <b>pier</b></p>", "p2", in_reply_to="evt-000000000001", mood="calm"),
    text_event(4, "Gone", "p2", action="deleted"),
    text_event(5, "At the dock", "p2", action="edited"),
)
FILES = told(
    "file-events",
    file_event("boat.jpg", 6, file_path="files/f1.jpg", mime_type="image/jpeg", size="22"),
    file_event("lost.mov", 7, text_event_id="evt-000000000001"),
)
ACTIONS = told(
    "action-events",
    told("action-event", action="joined", participant_id="p2", timestamp="2026-03-02T14:02:00Z"),
    told("action-event", told("tag", text="Hot"), action="Tag applied", user="reviewer@example.com",
         timestamp="2026-04-01T09:00:00Z"),
)  # fmt: skip
POLICIES = told("policy-events", told("policy-event", policy_name="Claim", time="1775034000"))
FIRST = snapshot(
    TEXTS, FILES, ACTIONS, POLICIES, after=told("app-metadata", told("app", text="a1"))
)
LATER = snapshot(
    told(
        "text-events",
        text_event(1, "Where is the boat?"),
        text_event(5, "At the dock, now", "p2", action="edited"),
        text_event(8, "Good night"),
    ),
    before=infos(number="t-2"),
)
SILENT = snapshot(told("text-events"))


def damaged() -> str:
    """Give a file with an event that is not XML."""
    broken = "<sn:text-event event-id='x'><sn:content>broken</sn:contents></sn:text-event>\n"
    return whole(snapshot(
        told("text-events", text_event(1, "Before"), broken, text_event(2, "After")),
        told("file-events", file_event("late.pdf", 3)),
    ))  # fmt: skip


def samples() -> dict[str, Tree]:
    """Give the members of each sample that is packed."""
    return {
        "teams": {
            "export_1.xml": whole(FIRST).encode(),
            "export_2.xml": whole(LATER, SILENT).encode(),
            "files/f1.jpg": JPEG,
            "summary.csv": b"Snapshot ID,Network\r\nt-1,MS Teams\r\n",
        },
        "wide": {"snapshot.xml": whole(FIRST).encode("utf-16")},
    }


def many(count: int) -> bytes:
    """Give one file of so many messages, always the same."""
    texts = ("The boat is out", "Rain at the pier", "Call me from the desk")
    said = [text_event(n, f"{texts[n % 3]} {n}", ("p1", "p2")[n % 2]) for n in range(count)]
    return whole(snapshot(told("text-events", *said))).encode()


def main() -> None:
    """Write all samples."""
    place = Path(__file__).parent / "smarsh_xml"
    place.mkdir(exist_ok=True)
    (place / "damaged.xml").write_bytes(damaged().encode())
    write_all(samples(), place)


if __name__ == "__main__":
    main()
