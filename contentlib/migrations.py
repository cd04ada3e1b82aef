"""The schema as ordered steps, append only: a released step is never edited, a change is a new step."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

LIBRARY = (
    # What the indexer reads from.
    """CREATE TABLE drives (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        root TEXT NOT NULL,
        added_at TEXT NOT NULL
    )""",
    # kind and audience hold the winning tag of their axis, so that filters and refusals need no join.
    """CREATE TABLE assets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT 'other',
        audience TEXT NOT NULL DEFAULT 'internal' CHECK (audience IN ('internal', 'external')),
        author TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT '',
        created_at TEXT,
        modified_at TEXT,
        owner TEXT NOT NULL DEFAULT '',
        review_by TEXT,
        expires_at TEXT,
        added_at TEXT NOT NULL,
        retired_at TEXT,
        tagged_with TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        number INTEGER NOT NULL,
        fingerprint TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        properties TEXT NOT NULL DEFAULT '{}',
        sidecar TEXT NOT NULL DEFAULT '{}',
        warnings TEXT NOT NULL DEFAULT '[]',
        words INTEGER NOT NULL DEFAULT 0,
        read_at TEXT NOT NULL,
        UNIQUE (asset_id, number)
    )""",
    """CREATE TABLE locations (
        id INTEGER PRIMARY KEY,
        drive_id INTEGER NOT NULL REFERENCES drives(id),
        path TEXT NOT NULL,
        version_id INTEGER NOT NULL REFERENCES versions(id),
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        sidecar_mtime_ns INTEGER,
        first_seen_at TEXT NOT NULL,
        gone_at TEXT,
        UNIQUE (drive_id, path)
    )""",
    "CREATE INDEX locations_by_version ON locations(version_id)",
    """CREATE TABLE sections (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        version_id INTEGER NOT NULL REFERENCES versions(id),
        position INTEGER NOT NULL,
        locator TEXT NOT NULL,
        heading TEXT NOT NULL,
        text TEXT NOT NULL,
        notes TEXT NOT NULL DEFAULT '',
        UNIQUE (version_id, position)
    )""",
    # Ids are never used twice, so the vector index can tell what it lacks by comparing ids.
    """CREATE TABLE chunks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        section_id INTEGER NOT NULL REFERENCES sections(id),
        position INTEGER NOT NULL,
        notes INTEGER NOT NULL DEFAULT 0,
        text TEXT NOT NULL,
        hash BLOB NOT NULL
    )""",
    "CREATE INDEX chunks_by_asset ON chunks(asset_id)",
    "CREATE INDEX chunks_by_section ON chunks(section_id)",
    "CREATE INDEX chunks_by_hash ON chunks(hash)",
    # Vectors belong to words, not to files: a text seen before, anywhere, is never embedded again.
    """CREATE TABLE vectors (
        hash BLOB NOT NULL,
        model TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (hash, model)
    ) WITHOUT ROWID""",
    # Words are looked up by section, a unit that a person can point at; rowid is the section's. path holds the names of
    # files and folders, as words.
    """CREATE VIRTUAL TABLE section_words USING fts5(
        title, heading, path, body, notes, tokenize = "porter unicode61 remove_diacritics 2"
    )""",
    # The words of living assets as they are written, and how many assets have them: what a typing error is mended from.
    """CREATE TABLE lexicon (
        word TEXT PRIMARY KEY,
        assets INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE tags (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        axis TEXT NOT NULL,
        value TEXT NOT NULL,
        confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        evidence TEXT NOT NULL DEFAULT '',
        locator TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL CHECK (source IN ('person', 'file', 'model')),
        said_by TEXT NOT NULL DEFAULT '',
        said_at TEXT NOT NULL,
        UNIQUE (asset_id, axis, value, source)
    )""",
    "CREATE INDEX tags_by_value ON tags(axis, value, asset_id)",
    # A person's word beats a file's, a file's beats the model's, value by value; confidence 0 means "no".
    """CREATE VIEW winning_tags AS
        SELECT * FROM tags t WHERE t.confidence > 0 AND NOT EXISTS (
            SELECT 1 FROM tags b WHERE b.asset_id = t.asset_id AND b.axis = t.axis
            AND (b.value = t.value OR b.source = 'file' AND t.source = 'model')
            AND (CASE b.source WHEN 'person' THEN 3 WHEN 'file' THEN 2 ELSE 1 END)
              > (CASE t.source WHEN 'person' THEN 3 WHEN 'file' THEN 2 ELSE 1 END)
        )""",
    """CREATE TABLE unreadable (
        drive_id INTEGER NOT NULL REFERENCES drives(id),
        path TEXT NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        reason TEXT NOT NULL,
        advice TEXT NOT NULL DEFAULT '',
        since_at TEXT NOT NULL,
        PRIMARY KEY (drive_id, path)
    )""",
    """CREATE TABLE passes (
        id INTEGER PRIMARY KEY,
        drive_id INTEGER NOT NULL REFERENCES drives(id),
        started_at TEXT NOT NULL,
        finished_at TEXT,
        summary TEXT NOT NULL DEFAULT '{}'
    )""",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)

ACTIVITY = (
    """CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT NOT NULL UNIQUE COLLATE NOCASE,
        role TEXT NOT NULL DEFAULT 'rep',
        team TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE accounts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        industry TEXT NOT NULL DEFAULT '',
        employees INTEGER,
        country TEXT NOT NULL DEFAULT '',
        external_id TEXT UNIQUE
    )""",
    """CREATE TABLE contacts (
        id INTEGER PRIMARY KEY,
        account_id INTEGER REFERENCES accounts(id),
        name TEXT NOT NULL DEFAULT '',
        email TEXT NOT NULL UNIQUE COLLATE NOCASE,
        title TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE deals (
        id INTEGER PRIMARY KEY,
        account_id INTEGER REFERENCES accounts(id),
        person_id INTEGER REFERENCES people(id),
        name TEXT NOT NULL,
        amount REAL NOT NULL DEFAULT 0,
        currency TEXT NOT NULL DEFAULT 'EUR',
        pipeline_stage TEXT NOT NULL DEFAULT '',
        outcome TEXT NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'won', 'lost')),
        lost_reason TEXT NOT NULL DEFAULT '',
        opened_at TEXT,
        closed_at TEXT,
        external_id TEXT UNIQUE
    )""",
    """CREATE TABLE sends (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        version_id INTEGER NOT NULL REFERENCES versions(id),
        person_id INTEGER NOT NULL REFERENCES people(id),
        contact_id INTEGER NOT NULL REFERENCES contacts(id),
        deal_id INTEGER REFERENCES deals(id),
        channel TEXT NOT NULL CHECK (channel IN ('link', 'email', 'attached', 'meeting', 'copied')),
        note TEXT NOT NULL DEFAULT '',
        token TEXT NOT NULL UNIQUE,
        sent_at TEXT NOT NULL,
        search_id INTEGER REFERENCES searches(id),
        external_id TEXT UNIQUE
    )""",
    "CREATE INDEX sends_by_asset ON sends(asset_id, sent_at)",
    "CREATE INDEX sends_by_time ON sends(sent_at)",
    # human is 0 for mail scanners and link previewers: kept and shown, never counted as reading.
    """CREATE TABLE views (
        id INTEGER PRIMARY KEY,
        send_id INTEGER NOT NULL REFERENCES sends(id),
        viewed_at TEXT NOT NULL,
        seconds REAL NOT NULL DEFAULT 0,
        pages INTEGER NOT NULL DEFAULT 0,
        agent TEXT NOT NULL DEFAULT '',
        human INTEGER NOT NULL DEFAULT 1,
        external_id TEXT UNIQUE
    )""",
    "CREATE INDEX views_by_send ON views(send_id)",
    """CREATE TABLE searches (
        id INTEGER PRIMARY KEY,
        searched_at TEXT NOT NULL,
        person_id INTEGER REFERENCES people(id),
        query TEXT NOT NULL,
        filters TEXT NOT NULL DEFAULT '{}',
        confidence REAL,
        fits INTEGER,
        door TEXT NOT NULL DEFAULT 'web',
        external_id TEXT UNIQUE
    )""",
    "CREATE INDEX searches_by_time ON searches(searched_at)",
    """CREATE TABLE impressions (
        search_id INTEGER NOT NULL REFERENCES searches(id),
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        rank INTEGER NOT NULL,
        PRIMARY KEY (search_id, asset_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX impressions_by_asset ON impressions(asset_id)",
    """CREATE TABLE opens (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        person_id INTEGER REFERENCES people(id),
        search_id INTEGER REFERENCES searches(id),
        opened_at TEXT NOT NULL
    )""",
    "CREATE INDEX opens_by_asset ON opens(asset_id, opened_at)",
)

MARKETING = (
    # A query is read once for what it voices; read again only when the model or the vocabulary is another.
    # Its words are kept without regard to case and spaces.
    """CREATE TABLE read_queries (
        query TEXT PRIMARY KEY,
        read_with TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE understood (
        query TEXT NOT NULL REFERENCES read_queries(query) ON DELETE CASCADE,
        axis TEXT NOT NULL,
        value TEXT NOT NULL,
        confidence REAL NOT NULL,
        PRIMARY KEY (query, axis, value)
    ) WITHOUT ROWID""",
    """CREATE TABLE requests (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'in_work', 'answered', 'declined')),
        assignee_id INTEGER REFERENCES people(id),
        asset_id INTEGER REFERENCES assets(id),
        reply TEXT NOT NULL DEFAULT '',
        asked_at TEXT NOT NULL,
        closed_at TEXT
    )""",
    # Who asked, in which words; a query that marketing took from the searches has the reps who typed it.
    """CREATE TABLE asks (
        id INTEGER PRIMARY KEY,
        request_id INTEGER NOT NULL REFERENCES requests(id),
        query TEXT NOT NULL COLLATE NOCASE,
        person_id INTEGER REFERENCES people(id),
        asked_at TEXT NOT NULL
    )""",
    "CREATE INDEX asks_by_request ON asks(request_id)",
    "CREATE INDEX asks_by_query ON asks(query)",
    """CREATE TABLE feedback (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        verdict TEXT NOT NULL CHECK (verdict IN ('useful', 'outdated', 'wrong', 'change')),
        note TEXT NOT NULL DEFAULT '',
        person_id INTEGER REFERENCES people(id),
        search_id INTEGER REFERENCES searches(id),
        said_at TEXT NOT NULL,
        answer TEXT NOT NULL DEFAULT '',
        answered_by TEXT NOT NULL DEFAULT '',
        closed_at TEXT
    )""",
    "CREATE INDEX feedback_by_asset ON feedback(asset_id, said_at)",
    """CREATE TABLE review_periods (
        kind TEXT PRIMARY KEY,
        months INTEGER NOT NULL CHECK (months > 0)
    ) WITHOUT ROWID""",
    """CREATE TABLE verifications (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        verified_by TEXT NOT NULL DEFAULT '',
        verified_at TEXT NOT NULL
    )""",
    "CREATE INDEX verifications_by_asset ON verifications(asset_id, verified_at)",
    # before: the person's tags that the correction took the place of, as JSON, so that it can be undone.
    """CREATE TABLE corrections (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        axis TEXT NOT NULL,
        value TEXT NOT NULL,
        holds INTEGER NOT NULL,
        effect TEXT NOT NULL,
        before TEXT NOT NULL DEFAULT '[]',
        said_by TEXT NOT NULL DEFAULT '',
        said_at TEXT NOT NULL,
        undone_by TEXT NOT NULL DEFAULT '',
        undone_at TEXT
    )""",
    "CREATE INDEX corrections_by_asset ON corrections(asset_id, axis)",
    # As before, and: of kind and audience there is one, so the better word for it silences every other value.
    "DROP VIEW winning_tags",
    """CREATE VIEW winning_tags AS
        SELECT * FROM tags t WHERE t.confidence > 0 AND NOT EXISTS (
            SELECT 1 FROM tags b WHERE b.asset_id = t.asset_id AND b.axis = t.axis
            AND (b.value = t.value
                OR b.confidence > 0 AND (t.axis IN ('kind', 'audience') OR b.source = 'file' AND t.source = 'model'))
            AND (CASE b.source WHEN 'person' THEN 3 WHEN 'file' THEN 2 ELSE 1 END)
              > (CASE t.source WHEN 'person' THEN 3 WHEN 'file' THEN 2 ELSE 1 END)
        )""",
)


def m001_library_and_activity(db: Database) -> None:
    """Assets with what they say, and what happened to them."""
    for statement in (*LIBRARY, *ACTIVITY):
        db.execute(statement)


def m002_demand_requests_feedback_corrections(db: Database) -> None:
    """What reps ask for and say back, and what marketers do about it."""
    for statement in MARKETING:
        db.execute(statement)


LINKS = (
    # token is what the buyer holds; it is looked up by its SHA-256, so that no index is walked by a guessed prefix.
    """CREATE TABLE links (
        id INTEGER PRIMARY KEY,
        send_id INTEGER NOT NULL UNIQUE REFERENCES sends(id),
        token TEXT NOT NULL UNIQUE,
        token_hash TEXT NOT NULL UNIQUE,
        expires_at TEXT,
        passcode TEXT NOT NULL DEFAULT '',
        pinned INTEGER NOT NULL DEFAULT 0,
        download INTEGER NOT NULL DEFAULT 0,
        words TEXT NOT NULL DEFAULT '',
        revoked_at TEXT,
        created_at TEXT NOT NULL
    )""",
    # What was seen of a view and how sure we are; grade is empty for views that somebody else counted and we took over.
    "ALTER TABLE views ADD COLUMN grade TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE views ADD COLUMN reader TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE views ADD COLUMN nonce TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE views ADD COLUMN why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE views ADD COLUMN hand INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE views ADD COLUMN last_at TEXT",
    "CREATE UNIQUE INDEX views_by_nonce ON views(nonce) WHERE nonce != ''",
    """CREATE TABLE view_pages (
        view_id INTEGER NOT NULL REFERENCES views(id),
        page INTEGER NOT NULL,
        seconds REAL NOT NULL DEFAULT 0,
        PRIMARY KEY (view_id, page)
    ) WITHOUT ROWID""",
    "CREATE INDEX sends_by_person ON sends(person_id, sent_at)",
    "CREATE INDEX sends_by_contact ON sends(contact_id, asset_id)",
)


def m003_links_and_graded_views(db: Database) -> None:
    """Tracked links, and views with the evidence for them, page by page."""
    for statement in LINKS:
        db.execute(statement)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    m001_library_and_activity,
    m002_demand_requests_feedback_corrections,
    m003_links_and_graded_views,
)
