"""The schema as ordered steps, append only: a released step is never edited, a change is a new step."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from contentlib.storage.erasing import leave_traces
from contentlib.storage.library_key import seal
from contentlib.storage.store import Store

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


def m001_library_and_activity(db: Store) -> None:
    """Assets with what they say, and what happened to them."""
    for statement in (*LIBRARY, *ACTIVITY):
        db.execute(statement)


def m002_demand_requests_feedback_corrections(db: Store) -> None:
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


def m003_links_and_graded_views(db: Store) -> None:
    """Tracked links, and views with the evidence for them, page by page."""
    for statement in LINKS:
        db.execute(statement)


SENDING = (
    # pages as “2-4,7”, empty for all of them; subject and message are what the mail said, with its fields unfilled.
    "ALTER TABLE sends ADD COLUMN pages TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sends ADD COLUMN subject TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sends ADD COLUMN message TEXT NOT NULL DEFAULT ''",
    # When our own mail server took the mail; empty for a send that happened elsewhere.
    "ALTER TABLE sends ADD COLUMN mailed_at TEXT",
    # Who must say who they are before they read: '', 'email', or 'domain' for the recipient's own.
    "ALTER TABLE links ADD COLUMN gate TEXT NOT NULL DEFAULT '' CHECK (gate IN ('', 'email', 'domain'))",
    # What a reader typed at that gate; nobody checked that it is theirs.
    "ALTER TABLE views ADD COLUMN visitor TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE downloads (
        id INTEGER PRIMARY KEY,
        send_id INTEGER NOT NULL REFERENCES sends(id),
        downloaded_at TEXT NOT NULL,
        agent TEXT NOT NULL DEFAULT '',
        visitor TEXT NOT NULL DEFAULT '',
        why TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX downloads_by_send ON downloads(send_id)",
    # A reader came back, and the rep has had a word; a later return counts anew.
    """CREATE TABLE followed_up (
        send_id INTEGER PRIMARY KEY REFERENCES sends(id),
        followed_at TEXT NOT NULL
    )""",
    # Mails that a server would not take. The sends they were for are not recorded, since they did not happen.
    """CREATE TABLE mail_failures (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER REFERENCES assets(id),
        person_id INTEGER REFERENCES people(id),
        address TEXT NOT NULL,
        reason TEXT NOT NULL,
        failed_at TEXT NOT NULL
    )""",
    # A rep who asked has seen what became of it; a mail told them at mailed_at, where there is a mail server.
    "ALTER TABLE asks ADD COLUMN seen_at TEXT",
    "ALTER TABLE asks ADD COLUMN mailed_at TEXT",
)


def m004_chosen_pages_gates_mails_and_news(db: Store) -> None:
    """Sends of a few pages, links that ask who reads, mails of our own, downloads, and news for those who asked."""
    for statement in SENDING:
        db.execute(statement)


ENTERING = (
    # Who of the people may sign in, and as what. password is scrypt, empty where it is not set yet or never will be;
    # subject is the name that the single sign-on gives the person.
    """CREATE TABLE logins (
        person_id INTEGER PRIMARY KEY REFERENCES people(id),
        role TEXT NOT NULL CHECK (role IN ('viewer', 'rep', 'marketer', 'admin')),
        password TEXT NOT NULL DEFAULT '',
        subject TEXT UNIQUE,
        added_at TEXT NOT NULL,
        joined_at TEXT,
        entered_at TEXT,
        disabled_at TEXT
    )""",
    # Links by which a person chooses a password, once. Kept by their SHA-256 only, as the sessions are.
    """CREATE TABLE invitations (
        token_hash TEXT PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES logins(person_id),
        made_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE login_sessions (
        id INTEGER PRIMARY KEY,
        token_hash TEXT NOT NULL UNIQUE,
        person_id INTEGER NOT NULL REFERENCES logins(person_id),
        via TEXT NOT NULL,
        agent TEXT NOT NULL DEFAULT '',
        started_at TEXT NOT NULL,
        seen_at TEXT NOT NULL
    )""",
    "CREATE INDEX login_sessions_by_person ON login_sessions(person_id)",
    # name is the SHA-256 of what was typed as the address, which need not be anybody's.
    """CREATE TABLE login_attempts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        tried_at TEXT NOT NULL
    )""",
    "CREATE INDEX login_attempts_by_name ON login_attempts(name, tried_at)",
    "CREATE INDEX login_attempts_by_address ON login_attempts(address, tried_at)",
    """CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        action TEXT NOT NULL,
        about TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT '',
        via TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX audit_by_time ON audit(at)",
    """CREATE TRIGGER audit_keeps_every_line BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END""",
    # A contact who wants to be forgotten is taken out of a line; everything else about it stays.
    """CREATE TRIGGER audit_changes_no_line BEFORE UPDATE ON audit
        WHEN NOT (NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.who = OLD.who AND NEW.action = OLD.action
            AND NEW.via = OLD.via AND NEW.address = OLD.address
            AND NEW.about IN (OLD.about, '(forgotten)') AND NEW.detail IN (OLD.detail, '(forgotten)'))
        BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END""",
)


def m005_logins_sessions_and_audit(db: Store) -> None:
    """Who may sign in and as what, who is in, who tried, and who did what."""
    for statement in ENTERING:
        db.execute(statement)


GUARDS = (
    """CREATE TABLE groups (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        made_at TEXT NOT NULL
    )""",
    """CREATE TABLE group_people (
        group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
        PRIMARY KEY (group_id, person_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX group_people_by_person ON group_people(person_id)",
    # folder is a path on the drive, empty for all of it. A limit without a group is for admins only.
    """CREATE TABLE limits (
        id INTEGER PRIMARY KEY,
        drive_id INTEGER NOT NULL REFERENCES drives(id),
        folder TEXT NOT NULL,
        made_at TEXT NOT NULL,
        UNIQUE (drive_id, folder)
    )""",
    """CREATE TABLE limit_groups (
        limit_id INTEGER NOT NULL REFERENCES limits(id) ON DELETE CASCADE,
        group_id INTEGER NOT NULL REFERENCES groups(id) ON DELETE CASCADE,
        PRIMARY KEY (limit_id, group_id)
    ) WITHOUT ROWID""",
    # Only the SHA-256 of a token is kept: 256 random bits need no slow hash. shown is its beginning, to tell it by.
    """CREATE TABLE tokens (
        id INTEGER PRIMARY KEY,
        person_id INTEGER REFERENCES people(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        shown TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE,
        scopes TEXT NOT NULL,
        made_at TEXT NOT NULL,
        expires_at TEXT,
        last_used_at TEXT,
        revoked_at TEXT
    )""",
    "CREATE INDEX tokens_by_person ON tokens(person_id)",
)


def m006_groups_limits_and_tokens(db: Store) -> None:
    """Who may see which folders, and the tokens of programs."""
    for statement in GUARDS:
        db.execute(statement)


KEEPING = (
    # A search under a name, as its arguments; person_id is empty for who sits at a machine without accounts.
    """CREATE TABLE saved_searches (
        id INTEGER PRIMARY KEY,
        person_id INTEGER REFERENCES people(id),
        name TEXT NOT NULL,
        arguments TEXT NOT NULL,
        saved_at TEXT NOT NULL
    )""",
    "CREATE INDEX saved_searches_by_person ON saved_searches(person_id)",
    # Taken out by a person, though its file lies there: it stays out until a person lets it back in. parked holds its
    # chunks meanwhile, which are those of the version parked_of.
    """CREATE TABLE retirements (
        id INTEGER PRIMARY KEY,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        reason TEXT NOT NULL DEFAULT '',
        retired_by TEXT NOT NULL DEFAULT '',
        retired_at TEXT NOT NULL,
        parked TEXT NOT NULL DEFAULT '[]',
        parked_of INTEGER,
        restored_by TEXT NOT NULL DEFAULT '',
        restored_at TEXT
    )""",
    "CREATE INDEX retirements_by_asset ON retirements(asset_id)",
    # Who keeps an asset right and when to look at it next, where a person said so; NULL leaves it to the file.
    """CREATE TABLE care (
        asset_id INTEGER PRIMARY KEY REFERENCES assets(id),
        owner TEXT,
        review_by TEXT,
        said_by TEXT NOT NULL DEFAULT '',
        said_at TEXT NOT NULL
    )""",
)


def m007_saved_searches_retirements_and_care(db: Store) -> None:
    """What reps keep to ask again, what marketers take out, and who looks after an asset until when."""
    for statement in KEEPING:
        db.execute(statement)


UNDERSTANDING = (
    # Rivals that battle cards and comparisons are named after, each with the file that is.
    """CREATE TABLE competitors (
        name TEXT PRIMARY KEY COLLATE NOCASE,
        evidence TEXT NOT NULL,
        learned_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    # What a section answers by itself; it counts as long as its asset has the tag too.
    """CREATE TABLE section_tags (
        section_id INTEGER NOT NULL REFERENCES sections(id),
        axis TEXT NOT NULL,
        value TEXT NOT NULL,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        evidence TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (section_id, axis, value)
    ) WITHOUT ROWID""",
    "CREATE INDEX section_tags_by_asset ON section_tags(asset_id, axis, value)",
    # The mean direction of an asset's chunks, taken when it is tagged, so that likeness costs no second reading.
    """CREATE TABLE asset_vectors (
        asset_id INTEGER PRIMARY KEY REFERENCES assets(id),
        model TEXT NOT NULL,
        vector BLOB NOT NULL
    )""",
    # What people's corrections taught: each rule with the assets it was learned from, as JSON, and its sentence.
    """CREATE TABLE rules (
        key TEXT PRIMARY KEY,
        axis TEXT NOT NULL,
        value TEXT NOT NULL,
        holds INTEGER NOT NULL,
        sentence TEXT NOT NULL,
        learned_from TEXT NOT NULL,
        learned_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    # before: the model's own tag that a rule took the place of, as JSON, or nothing where it had none.
    """CREATE TABLE rule_effects (
        key TEXT NOT NULL,
        asset_id INTEGER NOT NULL REFERENCES assets(id),
        likeness REAL NOT NULL,
        before TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (key, asset_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX rule_effects_by_asset ON rule_effects(asset_id)",
    """CREATE TABLE rules_off (
        key TEXT PRIMARY KEY,
        sentence TEXT NOT NULL,
        said_by TEXT NOT NULL DEFAULT '',
        said_at TEXT NOT NULL
    ) WITHOUT ROWID""",
)


def m008_competitors_section_tags_and_rules(db: Store) -> None:
    """Competitors by name, tags of sections, and what is learned from corrections."""
    for statement in UNDERSTANDING:
        db.execute(statement)


PICTURED = (
    # How many pages of a version are pictures that say nothing yet, and what last tried to read them.
    "ALTER TABLE versions ADD COLUMN pictured INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE versions ADD COLUMN recognised_with TEXT NOT NULL DEFAULT ''",
    "UPDATE versions SET pictured = 1 WHERE warnings LIKE '%the pages are pictures%'",
    # Since when no chunk uses a vector: what comes back soon need not be made again.
    "CREATE TABLE idle_vectors (hash BLOB PRIMARY KEY, since_at TEXT NOT NULL) WITHOUT ROWID",
)


def m009_pictured_pages_and_vector_use(db: Store) -> None:
    """Pages to be recognised, and vectors that no text needs any more."""
    for statement in PICTURED:
        db.execute(statement)


LEARNING = (
    # Which search a send came of is looked up by rep and time.
    "CREATE INDEX searches_by_person ON searches(person_id, searched_at)",
    # Queries are kept apart from texts: a new one changes nothing that can be found.
    """CREATE TABLE query_vectors (
        query TEXT NOT NULL,
        model TEXT NOT NULL,
        vector BLOB NOT NULL,
        PRIMARY KEY (query, model)
    ) WITHOUT ROWID""",
)


def m010_learning_from_use(db: Store) -> None:
    """What is needed to learn from earlier searches at the price of a few milliseconds."""
    for statement in LEARNING:
        db.execute(statement)


FOLLOWING = (
    # A row for each chunk that got, lost or passed on a vector, by which the vector index follows the library. model
    # is empty where it is the chunk that changed. lot is drawn by chance: an index file tells by it which library it
    # is of.
    """CREATE TABLE vector_log (
        at INTEGER PRIMARY KEY AUTOINCREMENT,
        chunk_id INTEGER NOT NULL,
        model TEXT NOT NULL DEFAULT '',
        lot INTEGER NOT NULL DEFAULT (random())
    )""",
    "INSERT INTO vector_log (chunk_id) VALUES (0)",
    # A text that was seen before has its vector already; any other is logged when it gets one.
    """CREATE TRIGGER chunk_has_vector AFTER INSERT ON chunks
        WHEN EXISTS (SELECT 1 FROM vectors WHERE hash = new.hash)
        BEGIN INSERT INTO vector_log (chunk_id) VALUES (new.id); END""",
    """CREATE TRIGGER chunk_is_gone AFTER DELETE ON chunks
        WHEN EXISTS (SELECT 1 FROM vectors WHERE hash = old.hash)
        BEGIN INSERT INTO vector_log (chunk_id) VALUES (old.id); END""",
    """CREATE TRIGGER chunk_has_moved AFTER UPDATE OF asset_id ON chunks
        BEGIN INSERT INTO vector_log (chunk_id) VALUES (new.id); END""",
    """CREATE TRIGGER text_has_vector AFTER INSERT ON vectors
        BEGIN INSERT INTO vector_log (chunk_id, model) SELECT id, new.model FROM chunks WHERE hash = new.hash; END""",
    # Which model answers queries: until now, the one that most vectors are of.
    """INSERT INTO meta (key, value)
        SELECT 'served_model', model FROM vectors GROUP BY model ORDER BY count(*) DESC LIMIT 1""",
)


def m011_log_of_vectors_and_served_model(db: Store) -> None:
    """What the vector index follows, and which model it is of."""
    for statement in FOLLOWING:
        db.execute(statement)


def m012_wordless_pictures(db: Store) -> None:
    """Pictures in which no words were found; and decks of pictures, whose slides can be recognised from now on."""
    db.execute(
        """CREATE TABLE wordless_pictures (
            drive_id INTEGER NOT NULL REFERENCES drives(id),
            path TEXT NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            tried_with TEXT NOT NULL,
            PRIMARY KEY (drive_id, path)
        ) WITHOUT ROWID"""
    )
    db.execute("UPDATE versions SET pictured = 1 WHERE pictured = 0 AND warnings LIKE '%the slides are pictures%'")


WHERE_CHUNKS_ARE = (
    # A search asks where hundreds of chunks are, and for the text of a few: the first needs no look into the table.
    "DROP INDEX chunks_by_asset",
    "DROP INDEX chunks_by_section",
    "CREATE INDEX chunks_by_asset ON chunks(asset_id, section_id, notes)",
    "CREATE INDEX chunks_by_section ON chunks(section_id, asset_id, notes)",
)


def m013_chunks_are_found_without_their_text(db: Store) -> None:
    """Indexes that tell where a chunk is."""
    for statement in WHERE_CHUNKS_ARE:
        db.execute(statement)


# The assets whose words were counted with ss for ß, and with σ for a ς.
WITH_FOLDED_LETTERS = """SELECT DISTINCT c.asset_id, w.title, w.heading, w.path, w.body, w.notes
    FROM chunks c JOIN section_words w ON w.rowid = c.section_id WHERE c.asset_id IN (
        SELECT c.asset_id FROM chunks c JOIN section_words w ON w.rowid = c.section_id
        WHERE w.title || w.heading || w.path || w.body || w.notes GLOB '*[ßẞς]*')"""


def m014_words_are_counted_as_the_full_text_finds_them(db: Store) -> None:
    """The lexicon has “straße”, since as “strasse” it is not found."""
    written: dict[int, set[str]] = {}
    for asset_id, *texts in db.rows(WITH_FOLDED_LETTERS):
        found = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", " ".join(texts))
        written.setdefault(asset_id, set()).update(word for word in found if word.isalpha())
    for words in written.values():
        before = {word.casefold() for word in words if 4 <= len(word.casefold()) <= 30}
        after = {word.lower() for word in words if 4 <= len(word.lower()) <= 30}
        gone, new = before - after, after - before
        db.execute_many("UPDATE lexicon SET assets = max(0, assets - 1) WHERE word = ?", [(one,) for one in gone])
        db.execute_many(
            "INSERT INTO lexicon (word, assets) VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET assets = assets + 1",
            [(one,) for one in new],
        )


COUNTED_ATTEMPTS = (
    # Tries at passwords, links and passcodes. name and address are hashes of what they are counted by, empty where it
    # is nothing; after ends_at nothing counts a row any more. No id comes twice: a right try is taken back by it.
    """CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        tried_at TEXT NOT NULL,
        ends_at TEXT NOT NULL
    )""",
    "CREATE INDEX attempts_by_name ON attempts(name, tried_at)",
    "CREATE INDEX attempts_by_address ON attempts(address, tried_at)",
    "CREATE INDEX attempts_by_end ON attempts(ends_at)",
    # The addresses stood there in clear: only the names, which were hashed, go on being counted.
    """INSERT INTO attempts (name, tried_at, ends_at)
        SELECT name, tried_at, strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', tried_at, '+1 hour') FROM login_attempts""",
    "DROP TABLE login_attempts",
)


def m015_attempts_at_links_and_passcodes(db: Store) -> None:
    """Tries at links and passcodes are counted here, as those at passwords; nobody's network address is kept."""
    for statement in COUNTED_ATTEMPTS:
        db.execute(statement)


def m016_files_that_are_no_documents(db: Store) -> None:
    """Files that had to be read to see that they are none; they are counted by kind and not read again unchanged."""
    db.execute(
        """CREATE TABLE other_files (
            drive_id INTEGER NOT NULL REFERENCES drives(id),
            path TEXT NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            kind TEXT NOT NULL,
            PRIMARY KEY (drive_id, path)
        ) WITHOUT ROWID"""
    )


def m017_on_what_an_audience_rests(db: Store) -> None:
    """Neighbours are asked where an asset's own words settle little, so what they settled is kept apart."""
    db.execute(
        """CREATE TABLE audience_grounds (
            asset_id INTEGER PRIMARY KEY REFERENCES assets(id),
            rests_on TEXT NOT NULL CHECK (rests_on IN ('internal', 'external', 'nothing')),
            sureness REAL NOT NULL,
            is_said INTEGER NOT NULL
        )"""
    )


LIMIT_PLACES = (
    # Where a limit holds: the folder it was said of, other spellings of that, folders and files that it followed to.
    # It waits until an admin has looked at what went along by itself.
    """CREATE TABLE limit_places (
        limit_id INTEGER NOT NULL REFERENCES limits(id) ON DELETE CASCADE,
        drive_id INTEGER NOT NULL REFERENCES drives(id),
        path TEXT NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('said', 'spelled', 'followed', 'held', 'checked')),
        came_from TEXT NOT NULL DEFAULT '',
        since_at TEXT NOT NULL,
        waits INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (limit_id, drive_id, path)
    ) WITHOUT ROWID""",
    "CREATE INDEX limit_places_by_path ON limit_places(drive_id, path)",
    """INSERT INTO limit_places (limit_id, drive_id, path, how, since_at)
        SELECT id, drive_id, folder, 'said', made_at FROM limits""",
)


def m018_places_of_limits(db: Store) -> None:
    """A limit holds at every folder that reads like its own, and where its files went."""
    for statement in LIMIT_PLACES:
        db.execute(statement)
    for limit_id, drive_id, folder, made_at in db.rows("SELECT id, drive_id, folder, made_at FROM limits"):
        paths = db.rows("SELECT path FROM locations WHERE drive_id = ?", [drive_id])
        depth = folder.count("/") + 1
        there = {"/".join(path.split("/")[:depth]) for (path,) in paths} if folder else set()
        alike = [(limit_id, drive_id, one, made_at) for one in there if _fold_name(one) == _fold_name(folder)]
        db.execute_many(
            "INSERT OR IGNORE INTO limit_places (limit_id, drive_id, path, how, since_at) "
            "VALUES (?, ?, ?, 'spelled', ?)",
            alike,
        )


def _fold_name(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


BY_PROVIDER = (
    # Which roles a single sign-on gave, which it may take away again. Of those from before it is told by the log:
    # what nobody here gave, it did.
    "ALTER TABLE logins ADD COLUMN role_by_provider INTEGER NOT NULL DEFAULT 0",
    """UPDATE logins SET role_by_provider = 1 WHERE subject IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM audit a JOIN people p ON p.email = a.about WHERE p.id = logins.person_id
            AND a.action IN ('invited', 'role changed') AND a.detail LIKE '%' || logins.role)""",
    # The provider's own session that this one ends with, as a hash.
    "ALTER TABLE login_sessions ADD COLUMN provider_session TEXT NOT NULL DEFAULT ''",
    # Messages of the provider that somebody signed out there, which work once, and the sessions that are over.
    """CREATE TABLE provider_logouts (
        token TEXT PRIMARY KEY,
        session TEXT NOT NULL DEFAULT '',
        ends_at TEXT NOT NULL
    ) WITHOUT ROWID""",
)


def m019_sessions_and_roles_by_a_provider(db: Store) -> None:
    """What a single sign-on gave, it can take away: roles and sessions."""
    for statement in BY_PROVIDER:
        db.execute(statement)


def m020_link_tokens_are_sealed(db: Store) -> None:
    """What opens a link stands here in clear no more: whoever has the file alone opens none, and no copy stays."""
    db.execute("ALTER TABLE links RENAME COLUMN token TO sealed")
    kept = db.rows("SELECT id, sealed FROM links")
    sealed = [(seal(db, token, purpose="links"), row_id) for row_id, token in kept]
    db.execute_many("UPDATE links SET sealed = ? WHERE id = ?", sealed)
    if kept:
        leave_traces(db)


TRIED_PASSCODES = (
    # Wrong passcodes at a link, kept as long as the link is: a pause grows with all of them, whenever they were tried.
    # One that is forgiven pauses nothing any more. No id comes twice: a right one is taken out by it.
    """CREATE TABLE passcode_tries (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        link_id INTEGER NOT NULL REFERENCES links(id),
        tried_at TEXT NOT NULL,
        forgiven_at TEXT
    )""",
    "CREATE INDEX passcode_tries_by_link ON passcode_tries(link_id, tried_at)",
)


def m021_wrong_passcodes_of_a_link(db: Store) -> None:
    """Wrong passcodes are kept with their link, so that its sender is told and patience does not pay."""
    for statement in TRIED_PASSCODES:
        db.execute(statement)


SECOND_STEPS = (
    # secret is encrypted under the key beside the library. last_step is the step of the last code that was taken: none
    # opens twice.
    """CREATE TABLE second_steps (
        person_id INTEGER PRIMARY KEY REFERENCES logins(person_id),
        secret TEXT NOT NULL,
        last_step INTEGER NOT NULL,
        since_at TEXT NOT NULL
    )""",
    # Each works once, and is gone then.
    """CREATE TABLE recovery_codes (
        code_hash TEXT PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES logins(person_id)
    ) WITHOUT ROWID""",
)


def m022_second_steps_of_signing_in(db: Store) -> None:
    """Codes of an app besides the password, and those that help where the app is lost."""
    for statement in SECOND_STEPS:
        db.execute(statement)


VERIFIED_READERS = (
    # verified: the address typed at the gate is shown to be the reader's by a code that is mailed there. allowed are
    # further addresses and domains that one is mailed to, with spaces between them.
    "ALTER TABLE links ADD COLUMN verified INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE links ADD COLUMN allowed TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE views ADD COLUMN verified INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE downloads ADD COLUMN verified INTEGER NOT NULL DEFAULT 0",
    # visitor is a hash of link and address, code is scrypt; both are for ten minutes.
    """CREATE TABLE link_codes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        link_id INTEGER NOT NULL REFERENCES links(id),
        visitor TEXT NOT NULL,
        code TEXT NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        expires_at TEXT NOT NULL
    )""",
    "CREATE INDEX link_codes_by_visitor ON link_codes(visitor)",
    "CREATE INDEX link_codes_by_link ON link_codes(link_id)",
)


def m023_readers_whose_address_is_verified(db: Store) -> None:
    """Links that mail a code to who wants to read, and let in who shows it."""
    for statement in VERIFIED_READERS:
        db.execute(statement)


INSIDES = (
    # What a version's file carries that a buyer must not get, as JSON, and which examiners told so: 0 for none yet.
    "ALTER TABLE versions ADD COLUMN inside TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE versions ADD COLUMN examined_with INTEGER NOT NULL DEFAULT 0",
)


def m024_what_is_inside_a_version(db: Store) -> None:
    """What the gate before a buyer decides by; what was read before this is looked through when it is sent."""
    for statement in INSIDES:
        db.execute(statement)


# Rows that other systems know by names of theirs; two of them may give the same one.
NAMED_OUTSIDE = ("accounts", "deals", "sends", "views", "searches")


def m025_names_of_other_systems_are_their_own(db: Store) -> None:
    """A row is known outside by its source and its id there; until now, all came from one CRM or from a mailbox.

    Two accounts may bear one name, and a contact says which source keeps it. Foreign keys have to be off.
    """
    for table in NAMED_OUTSIDE:
        _rebuild_without(db, table, ("external_id TEXT", " UNIQUE"), ("name TEXT NOT NULL", " UNIQUE"))
        db.execute(f"ALTER TABLE {table} ADD COLUMN source TEXT NOT NULL DEFAULT ''")
        db.execute(f"UPDATE {table} SET source = 'crm' WHERE external_id IS NOT NULL")
        db.execute(f"CREATE UNIQUE INDEX {table}_by_source ON {table}(source, external_id)")
    db.execute("UPDATE sends SET source = 'mailbox' WHERE external_id LIKE 'mail:%'")
    db.execute("ALTER TABLE contacts ADD COLUMN source TEXT NOT NULL DEFAULT ''")
    # Who has an account came with one; who was only written to did not.
    db.execute("UPDATE contacts SET source = 'crm' WHERE account_id IS NOT NULL")


def _rebuild_without(db: Store, table: str, *cuts: tuple[str, str]) -> None:
    """The table with the same rows and indexes, and without what follows the given beginnings of its columns."""
    ((told,),) = db.rows("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [table])
    around = db.rows(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type != 'table' AND sql IS NOT NULL", [table]
    )
    for begins, cut in cuts:
        told = told.replace(begins + cut, begins)
    db.execute(re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE rebuilt_{table}", told))
    db.execute(f"INSERT INTO rebuilt_{table} SELECT * FROM {table}")
    db.execute(f"DROP TABLE {table}")
    db.execute(f"ALTER TABLE rebuilt_{table} RENAME TO {table}")
    for (statement,) in around:
        db.execute(statement)


EXCLUSIONS = """CREATE TABLE exclusions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES people(id),
    since TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '9999',
    reason TEXT NOT NULL DEFAULT '',
    made_by TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL,
    undone_by TEXT NOT NULL DEFAULT '',
    undone_at TEXT
)"""
# What happened, and when: of a reading also when it was sent, since it counts with its send.
LEFT_OUT = """SELECT 1 FROM exclusions e WHERE e.undone_at IS NULL
    AND (e.person_id IS NULL OR e.person_id = {who}) AND {when} >= e.since AND {when} < e.until"""
COUNTED = {
    "searches": "searched_at", "opens": "opened_at", "sends": "sent_at", "asks": "asked_at", "feedback": "said_at",
}  # fmt: skip


def m026_what_is_left_out_of_the_reports(db: Store) -> None:
    """People and times that reports do not count, and views of what they do count, which they read."""
    db.execute(EXCLUSIONS)
    for table, moment in COUNTED.items():
        left_out = LEFT_OUT.format(who=f"{table}.person_id", when=f"{table}.{moment}")
        db.execute(f"CREATE VIEW counted_{table} AS SELECT * FROM {table} WHERE NOT EXISTS ({left_out})")
    sent, read = (LEFT_OUT.format(who="s.person_id", when=moment) for moment in ("s.sent_at", "views.viewed_at"))
    sql = f"SELECT 1 FROM sends s WHERE s.id = views.send_id AND (EXISTS ({sent}) OR EXISTS ({read}))"
    db.execute(f"CREATE VIEW counted_views AS SELECT * FROM views WHERE NOT EXISTS ({sql})")


def m027_marks_of_who_was_forgotten(db: Store) -> None:
    """Addresses that no import brings back, as marks made with the library's key."""
    db.execute("CREATE TABLE forgotten_contacts (mark TEXT PRIMARY KEY, forgotten_on TEXT NOT NULL)")


LINKS_ON_PAGES = (
    # Where links are on a version's pages, as JSON, and which readers of links told so: 0 for none yet.
    "ALTER TABLE versions ADD COLUMN page_links TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE versions ADD COLUMN linked_with INTEGER NOT NULL DEFAULT 0",
    # The target as it was then: the file may lead elsewhere today.
    """CREATE TABLE clicks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        view_id INTEGER NOT NULL REFERENCES views(id),
        page INTEGER NOT NULL,
        target TEXT NOT NULL,
        clicked_at TEXT NOT NULL
    )""",
    "CREATE INDEX clicks_by_view ON clicks(view_id)",
)


def m028_links_on_pages_and_their_clicks(db: Store) -> None:
    """Where a buyer can click, found at the next pass in what was read before this, and what was clicked."""
    for statement in LINKS_ON_PAGES:
        db.execute(statement)


EDITIONS = (
    "ALTER TABLE versions ADD COLUMN read_with INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE unreadable ADD COLUMN tried_with INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE other_files ADD COLUMN tried_with INTEGER NOT NULL DEFAULT 0",
)


def m029_by_which_reader_a_version_was_read(db: Store) -> None:
    """A better reader reads again what an older one read, could not read, or took for no document."""
    for statement in EDITIONS:
        db.execute(statement)


CHECKS = (
    # When anything about the file was last changed, which no program can set; NULL where it was not looked at yet.
    "ALTER TABLE locations ADD COLUMN ctime_ns INTEGER",
    # When its bytes were last compared with the version's.
    "ALTER TABLE locations ADD COLUMN checked_at TEXT NOT NULL DEFAULT ''",
)


def m030_when_the_bytes_at_a_place_were_compared(db: Store) -> None:
    """A file can be edited and keep its size and date, so bytes are compared now and then."""
    for statement in CHECKS:
        db.execute(statement)


UNSPELLED = """CREATE TABLE unspelled (
    asset_id INTEGER PRIMARY KEY
)"""


def m031_words_to_be_spelled_again(db: Store) -> None:
    """The assets whose words have letters beyond ASCII; the next pass writes them as they are looked up from now on."""
    db.execute(UNSPELLED)
    db.execute(
        "INSERT INTO unspelled (asset_id) SELECT DISTINCT c.asset_id FROM chunks c "
        "JOIN section_words w ON w.rowid = c.section_id WHERE w.title || w.heading || w.path || w.body || w.notes "
        "GLOB '*[^' || char(1) || '-' || char(127) || ']*'"
    )


SKETCHES = """CREATE TABLE sketches (
    version_id INTEGER PRIMARY KEY REFERENCES versions(id),
    sketch BLOB NOT NULL
)"""
# Both ways round, so that a version's copies are found by its own id.
NEAR_COPIES = """CREATE TABLE near_copies (
    version_id INTEGER NOT NULL REFERENCES versions(id),
    copy_id INTEGER NOT NULL REFERENCES versions(id) CHECK (copy_id != version_id),
    alike REAL NOT NULL,
    PRIMARY KEY (version_id, copy_id)
)"""


def m032_near_copies_of_a_text(db: Store) -> None:
    """What each version says in short, to be compared with others, and which of them say nearly the same."""
    for statement in (SKETCHES, NEAR_COPIES):
        db.execute(statement)


MIGRATIONS: tuple[Callable[[Store], None], ...] = (
    m001_library_and_activity,
    m002_demand_requests_feedback_corrections,
    m003_links_and_graded_views,
    m004_chosen_pages_gates_mails_and_news,
    m005_logins_sessions_and_audit,
    m006_groups_limits_and_tokens,
    m007_saved_searches_retirements_and_care,
    m008_competitors_section_tags_and_rules,
    m009_pictured_pages_and_vector_use,
    m010_learning_from_use,
    m011_log_of_vectors_and_served_model,
    m012_wordless_pictures,
    m013_chunks_are_found_without_their_text,
    m014_words_are_counted_as_the_full_text_finds_them,
    m015_attempts_at_links_and_passcodes,
    m016_files_that_are_no_documents,
    m017_on_what_an_audience_rests,
    m018_places_of_limits,
    m019_sessions_and_roles_by_a_provider,
    m020_link_tokens_are_sealed,
    m021_wrong_passcodes_of_a_link,
    m022_second_steps_of_signing_in,
    m023_readers_whose_address_is_verified,
    m024_what_is_inside_a_version,
    m025_names_of_other_systems_are_their_own,
    m026_what_is_left_out_of_the_reports,
    m027_marks_of_who_was_forgotten,
    m028_links_on_pages_and_their_clicks,
    m029_by_which_reader_a_version_was_read,
    m030_when_the_bytes_at_a_place_were_compared,
    m031_words_to_be_spelled_again,
    m032_near_copies_of_a_text,
)
