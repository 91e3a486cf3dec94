"""The first vault; self-contained, and never changed once released."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sources (
    id INTEGER NOT NULL PRIMARY KEY,
    format TEXT NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    place TEXT NOT NULL,
    custodian TEXT NOT NULL,
    zone TEXT NOT NULL,
    own_addresses TEXT NOT NULL,
    state TEXT NOT NULL,
    failure TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    seconds FLOAT NOT NULL,
    peak_rss_mb FLOAT NOT NULL,
    kept_blob TEXT NOT NULL,
    taken INTEGER NOT NULL,
    records INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    unreadable INTEGER NOT NULL,
    ignored INTEGER NOT NULL,
    attachments INTEGER NOT NULL
);
CREATE INDEX ix_sources_sha256 ON sources (sha256);

CREATE TABLE people (
    id INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
);
CREATE TABLE handles (
    id INTEGER NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    normal TEXT NOT NULL,
    UNIQUE (person_id, name, address)
);
CREATE INDEX ix_handles_normal ON handles (normal);
CREATE TABLE casts (
    id INTEGER NOT NULL PRIMARY KEY,
    key BLOB NOT NULL UNIQUE
);
CREATE TABLE cast_members (
    cast_id INTEGER NOT NULL REFERENCES casts (id),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    handle_id INTEGER NOT NULL REFERENCES handles (id),
    is_owner BOOLEAN NOT NULL,
    PRIMARY KEY (cast_id, position)
) WITHOUT ROWID;
CREATE TABLE conversations (
    id INTEGER NOT NULL PRIMARY KEY,
    platform TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    UNIQUE (platform, key)
);
CREATE TABLE traits (
    id INTEGER NOT NULL PRIMARY KEY,
    platform TEXT NOT NULL,
    kind TEXT NOT NULL,
    zone TEXT NOT NULL,
    flags TEXT NOT NULL,
    labels TEXT NOT NULL,
    UNIQUE (platform, kind, zone, flags, labels)
);

CREATE TABLE records (
    id INTEGER NOT NULL PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    traits_id INTEGER NOT NULL REFERENCES traits (id),
    conversation_id INTEGER REFERENCES conversations (id),
    cast_id INTEGER NOT NULL REFERENCES casts (id),
    sent INTEGER,
    sent_raw TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    platform_id TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    locator TEXT NOT NULL,
    identity BLOB NOT NULL,
    ordinal INTEGER NOT NULL,
    raw TEXT NOT NULL,
    UNIQUE (identity, ordinal)
);
CREATE INDEX ix_records_sent ON records (sent);
CREATE INDEX ix_records_conversation ON records (conversation_id, sent);
CREATE INDEX ix_records_platform_id ON records (platform_id) WHERE platform_id <> '';
CREATE TABLE attachments (
    id INTEGER NOT NULL PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    blob TEXT NOT NULL,
    text TEXT NOT NULL,
    inline BOOLEAN NOT NULL,
    missing TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (record_id, position)
);
CREATE TABLE occurrences (
    id INTEGER NOT NULL PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    locator TEXT NOT NULL,
    context TEXT NOT NULL
);
CREATE INDEX ix_occurrences_record ON occurrences (record_id, source_id);
CREATE TABLE problems (
    id INTEGER NOT NULL PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    kind TEXT NOT NULL,
    locator TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    record_id INTEGER REFERENCES records (id),
    untrusted BLOB
);
CREATE INDEX ix_problems_source ON problems (source_id, kind, id);
CREATE INDEX ix_problems_record ON problems (record_id) WHERE record_id IS NOT NULL;

CREATE TABLE requests (
    id INTEGER NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    requester TEXT NOT NULL,
    received DATE NOT NULL,
    jurisdiction TEXT NOT NULL,
    text TEXT NOT NULL,
    contact TEXT NOT NULL,
    department TEXT NOT NULL,
    notes TEXT NOT NULL,
    due DATE,
    after_hours BOOLEAN NOT NULL,
    stage TEXT NOT NULL
);
CREATE TABLE request_records (
    request_id INTEGER NOT NULL REFERENCES requests (id),
    record_id INTEGER NOT NULL REFERENCES records (id),
    how TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (request_id, record_id)
) WITHOUT ROWID;
CREATE TABLE confirmations (
    jurisdiction TEXT NOT NULL,
    code TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (jurisdiction, code)
) WITHOUT ROWID;
CREATE TABLE saved_searches (
    name TEXT NOT NULL PRIMARY KEY,
    query TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE decision_groups (
    id INTEGER NOT NULL PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES requests (id),
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    undoes INTEGER REFERENCES decision_groups (id)
);
CREATE INDEX ix_decision_groups_request ON decision_groups (request_id);
CREATE TABLE decisions (
    id INTEGER NOT NULL PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES decision_groups (id),
    request_id INTEGER NOT NULL REFERENCES requests (id),
    record_id INTEGER REFERENCES records (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX ix_decisions_group ON decisions (group_id);
CREATE INDEX ix_decisions_record ON decisions (request_id, record_id);
CREATE TABLE dispositions (
    request_id INTEGER NOT NULL REFERENCES requests (id),
    record_id INTEGER NOT NULL REFERENCES records (id),
    decision_id INTEGER NOT NULL REFERENCES decisions (id),
    disposition TEXT NOT NULL,
    codes TEXT NOT NULL,
    PRIMARY KEY (request_id, record_id)
) WITHOUT ROWID;
CREATE TABLE redactions (
    id INTEGER NOT NULL PRIMARY KEY REFERENCES decisions (id),
    request_id INTEGER NOT NULL REFERENCES requests (id),
    record_id INTEGER NOT NULL REFERENCES records (id),
    target TEXT NOT NULL,
    codes TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ix_redactions_record ON redactions (request_id, record_id);

CREATE TABLE packets (
    id INTEGER NOT NULL PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES requests (id),
    made_at INTEGER NOT NULL,
    recipient TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    redactions INTEGER NOT NULL,
    withheld INTEGER NOT NULL,
    first_bates TEXT NOT NULL,
    last_bates TEXT NOT NULL,
    log_position INTEGER NOT NULL,
    marked_for TEXT NOT NULL
);
CREATE TABLE packet_files (
    packet_id INTEGER NOT NULL REFERENCES packets (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    first_bates TEXT NOT NULL,
    last_bates TEXT NOT NULL,
    PRIMARY KEY (packet_id, position)
);
CREATE TABLE drawings (
    key TEXT NOT NULL PRIMARY KEY,
    blob TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    detail TEXT NOT NULL,
    seal TEXT NOT NULL
)
"""

_ONLY_ADDED_TO = ("records", "attachments", "decision_groups", "decisions", "audit")

_WORD_INDEX = (
    """CREATE VIEW indexed_records AS
    SELECT id, spaced(text) AS text, spaced(subject) AS subject, spaced(coalesce((
        SELECT group_concat(a.name || char(10) || a.text, char(10) ORDER BY a.position)
        FROM attachments AS a WHERE a.record_id = records.id), '')) AS files
    FROM records""",
    """CREATE VIEW indexed_handles AS
    SELECT id, spaced(name) AS name, address, normal FROM handles""",
    """CREATE VIEW indexed_titles AS
    SELECT id, spaced(title) AS title FROM conversations""",
)
_SPLITS = "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
_WORD_TABLES = (
    ("words", "text, subject, files", "indexed_records"),
    ("handle_words", "name, address, normal", "indexed_handles"),
    ("title_words", "title", "indexed_titles"),
)


def upgrade() -> None:
    """Make all tables, the triggers that keep the logs, and the word index."""
    for statement in _TABLES.split(";"):
        op.execute(statement)
    for table in _ONLY_ADDED_TO:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )
    for view in _WORD_INDEX:
        op.execute(view)
    for table, columns, content in _WORD_TABLES:
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, content='{content}', "
            f"content_rowid='id', {_SPLITS})"
        )
        op.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)")
        op.execute(f"CREATE VIRTUAL TABLE {table}_counts USING fts5vocab('{table}', 'row')")


def downgrade() -> None:
    """Refuse: a vault is never taken back to an older form."""
    raise NotImplementedError
