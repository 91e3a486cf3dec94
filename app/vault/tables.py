"""The tables as SQLAlchemy Core sees them; the schema itself is made by the migrations."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=primary_key, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _link(name: str, to: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{to}.id"), nullable=nullable, primary_key=primary_key)


meta = Table("meta", metadata, _text("key", primary_key=True), _text("value"))

sources = Table(
    "sources",
    metadata,
    _id(),
    *(_text(name) for name in ("format", "label", "name", "sha256")),
    _number("size"),
    *(_text(name) for name in ("place", "custodian", "zone", "own_addresses", "state", "failure")),
    _number("imported_at"),
    Column("seconds", Float, nullable=False),
    Column("peak_rss_mb", Float, nullable=False),
    _text("kept_blob"),
    *(_number(n) for n in ("taken", "records", "copies", "unreadable", "ignored", "attachments")),
    Column("mapping", Text, nullable=False, server_default=""),
    Index("ix_sources_sha256", "sha256"),
)

people = Table("people", metadata, _id(), Column("key", Text, nullable=False, unique=True))

handles = Table(
    "handles",
    metadata,
    _id(),
    _link("person_id", "people"),
    *(_text(name) for name in ("name", "address", "normal")),
    UniqueConstraint("person_id", "name", "address"),
    Index("ix_handles_normal", "normal"),
)

people_acts = Table(
    "people_acts",
    metadata,
    _id(),
    *(_text(name) for name in ("kind", "people", "name")),
    _link("undoes", "people_acts", nullable=True),
    _text("who"),
    _number("at"),
)

casts = Table("casts", metadata, _id(), Column("key", LargeBinary, nullable=False, unique=True))

cast_members = Table(
    "cast_members",
    metadata,
    _link("cast_id", "casts", primary_key=True),
    Column("position", Integer, primary_key=True),
    _text("role"),
    _link("handle_id", "handles"),
    Column("is_owner", Boolean, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    *(_text(name) for name in ("platform", "key", "title")),
    UniqueConstraint("platform", "key"),
)

traits = Table(
    "traits",
    metadata,
    _id(),
    *(_text(name) for name in ("platform", "kind", "zone", "flags", "labels")),
    UniqueConstraint("platform", "kind", "zone", "flags", "labels"),
)

records = Table(
    "records",
    metadata,
    _id(),
    _link("source_id", "sources"),
    _link("traits_id", "traits"),
    _link("conversation_id", "conversations", nullable=True),
    _link("cast_id", "casts"),
    Column("sent", Integer),
    *(_text(name) for name in ("sent_raw", "subject", "text")),
    Column("text_hash", LargeBinary, nullable=False),
    *(_text(name) for name in ("platform_id", "parent_id", "locator")),
    Column("identity", LargeBinary, nullable=False),
    _number("ordinal"),
    _text("raw"),
    Column("meeting", Integer),
    UniqueConstraint("identity", "ordinal"),
    Index("ix_records_meeting", "meeting", sqlite_where=text("meeting IS NOT NULL")),
    Index("ix_records_sent", "sent"),
    Index("ix_records_conversation", "conversation_id", "sent"),
    Index("ix_records_platform_id", "platform_id", sqlite_where=text("platform_id <> ''")),
)

clues = Table(
    "clues",
    metadata,
    _link("record_id", "records", primary_key=True),
    Column("clue", LargeBinary, primary_key=True),
)

threads = Table(
    "threads",
    metadata,
    _link("record_id", "records", primary_key=True),
    _link("conversation_id", "conversations"),
    Index("ix_threads_conversation", "conversation_id"),
)

attachments = Table(
    "attachments",
    metadata,
    _id(),
    _link("record_id", "records"),
    _number("position"),
    _text("name"),
    _number("size"),
    *(_text(name) for name in ("media_type", "sha256", "blob", "text")),
    Column("inline", Boolean, nullable=False),
    *(_text(name) for name in ("missing", "note")),
    UniqueConstraint("record_id", "position"),
    Index("ix_attachments_sha256", "sha256", sqlite_where=text("sha256 <> ''")),
    Index("ix_attachments_media_type", "media_type", "sha256", "record_id"),
)

recognised = Table(
    "recognised",
    metadata,
    _text("sha256", primary_key=True),
    _text("text"),
    *(_number(name) for name in ("pages", "at")),
    _text("languages"),
    Index("ix_recognised_languages", "languages", "sha256"),
)

sightings = Table(
    "sightings",
    metadata,
    _id(),
    _link("record_id", "records"),
    Column("was", Integer),
    _link("source_id", "sources"),
    _link("traits_id", "traits"),
    _link("conversation_id", "conversations", nullable=True),
    _link("cast_id", "casts"),
    Column("sent", Integer),
    *(_text(name) for name in ("sent_raw", "subject", "text")),
    Column("text_hash", LargeBinary, nullable=False),
    *(_text(name) for name in ("platform_id", "parent_id", "locator")),
    Column("identity", LargeBinary, nullable=False),
    _number("ordinal"),
    _text("raw"),
    Column("meeting", Integer),
    _text("files"),
    UniqueConstraint("identity", "ordinal"),
    Index("ix_sightings_meeting", "meeting"),
    *(Index(f"ix_sightings_{one}", f"{one}_id") for one in ("record", "source", "conversation")),
    Index("ix_sightings_was", "was", sqlite_where=text("was IS NOT NULL")),
)

near_pairs = Table(
    "near_pairs",
    metadata,
    _link("record_id", "records", primary_key=True),
    _link("other_id", "records", primary_key=True),
    Column("share", Float, nullable=False),
    Index("ix_near_pairs_other", "other_id"),
)

occurrences = Table(
    "occurrences",
    metadata,
    _id(),
    _link("record_id", "records"),
    _link("source_id", "sources"),
    *(_text(name) for name in ("locator", "context")),
    _link("sighting_id", "sightings", nullable=True),
    Index("ix_occurrences_record", "record_id", "source_id"),
    Index("ix_occurrences_sighting", "sighting_id", sqlite_where=text("sighting_id IS NOT NULL")),
)

problems = Table(
    "problems",
    metadata,
    _id(),
    _link("source_id", "sources"),
    *(_text(name) for name in ("kind", "locator", "code", "reason")),
    _link("record_id", "records", nullable=True),
    Column("untrusted", LargeBinary),
    Index("ix_problems_source", "source_id", "kind", "id"),
    Index("ix_problems_record", "record_id", sqlite_where=text("record_id IS NOT NULL")),
)

requests = Table(
    "requests",
    metadata,
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _text("requester"),
    Column("received", Date, nullable=False),
    *(_text(n) for n in ("jurisdiction", "text", "contact", "department", "notes")),
    Column("due", Date),
    Column("after_hours", Boolean, nullable=False),
    _text("stage"),
)

request_records = Table(
    "request_records",
    metadata,
    _link("request_id", "requests", primary_key=True),
    _link("record_id", "records", primary_key=True),
    _text("how"),
    _number("at"),
)

confirmations = Table(
    "confirmations",
    metadata,
    _text("jurisdiction", primary_key=True),
    _text("code", primary_key=True),
    _text("who"),
    _number("at"),
)

saved_searches = Table(
    "saved_searches", metadata, _text("name", primary_key=True), _text("query"), _number("at")
)

decision_groups = Table(
    "decision_groups",
    metadata,
    _id(),
    _link("request_id", "requests"),
    _number("at"),
    _text("who"),
    _link("undoes", "decision_groups", nullable=True),
    Index("ix_decision_groups_request", "request_id"),
    Index(
        "ix_decision_groups_undoes",
        "request_id",
        "undoes",
        sqlite_where=text("undoes IS NOT NULL"),
    ),
)

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _link("group_id", "decision_groups"),
    _link("request_id", "requests"),
    _link("record_id", "records", nullable=True),
    _text("kind"),
    _text("body"),
    Index("ix_decisions_group", "group_id"),
    Index("ix_decisions_record", "request_id", "record_id"),
    Index("ix_decisions_kind", "request_id", "kind", "record_id"),
)

dispositions = Table(
    "dispositions",
    metadata,
    _link("request_id", "requests", primary_key=True),
    _link("record_id", "records", primary_key=True),
    _link("decision_id", "decisions"),
    _text("disposition"),
    _text("codes"),
)

redactions = Table(
    "redactions",
    metadata,
    _link("id", "decisions", primary_key=True),
    _link("request_id", "requests"),
    _link("record_id", "records"),
    *(_text(name) for name in ("target", "codes", "who")),
    _number("at"),
    Index("ix_redactions_record", "request_id", "record_id"),
)

layers = Table(
    "layers",
    metadata,
    _link("id", "decisions", primary_key=True),
    _link("request_id", "requests"),
    _link("record_id", "records", nullable=True),
    *(_text(name) for name in ("audience", "kind", "target", "codes", "said", "text_hash", "who")),
    _number("at"),
    Index("ix_layers_record", "request_id", "audience", "record_id"),
)

packets = Table(
    "packets",
    metadata,
    _id(),
    _link("request_id", "requests"),
    _number("made_at"),
    *(_text(name) for name in ("recipient", "file_name", "sha256")),
    *(_number(name) for name in ("pages", "records", "redactions", "withheld")),
    *(_text(name) for name in ("first_bates", "last_bates")),
    _number("log_position"),
    *(_text(name) for name in ("marked_for", "audience", "made_for")),
)

packet_files = Table(
    "packet_files",
    metadata,
    _link("packet_id", "packets", primary_key=True),
    Column("position", Integer, primary_key=True),
    *(_text(name) for name in ("name", "sha256")),
    *(_number(name) for name in ("size", "pages")),
    *(_text(name) for name in ("first_bates", "last_bates")),
)

drawings = Table("drawings", metadata, _text("key", primary_key=True), _text("blob"), _text("body"))

audit = Table(
    "audit",
    metadata,
    _id(),
    _number("at"),
    *(_text(name) for name in ("who", "act", "detail", "seal")),
)

list_entries = Table(
    "list_entries",
    metadata,
    _id(),
    *(_text(name) for name in ("list", "name", "kind", "text", "note", "codes", "who")),
    _number("at"),
    UniqueConstraint("list", "name", "kind", "text"),
)

column_mappings = Table(
    "column_mappings",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    *(_text(name) for name in ("headings", "mapping", "who")),
    _number("at"),
)

four_eyes = Table(
    "four_eyes",
    metadata,
    _id(),
    _number("is_on"),
    *(_text(name) for name in ("least", "reason", "who")),
    _number("at"),
)

coverage_log = Table(
    "coverage_log",
    metadata,
    _id(),
    _number("act"),
    Column("undoes", Integer),
    _link("request_id", "requests", nullable=True),
    *(_text(name) for name in ("kind", "body")),
    _number("stands"),
    _text("who"),
    _number("at"),
    Index("ix_coverage_log_kind", "request_id", "kind"),
)
