"""The tables of the ledger on SQLite; each leads with (province, commune).

Rows of the whole province carry an empty commune. `event.seq` is the order of arrival: one writer
at a time takes them, so a reader that has seen `seq` has seen all before it.
"""

SCHEMA_VERSION = 9

TABLES = """
CREATE TABLE setting (
    province TEXT NOT NULL, commune TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (province, commune, name)
) WITHOUT ROWID;
CREATE TABLE device (
    province TEXT NOT NULL, commune TEXT NOT NULL, name TEXT NOT NULL, desk INTEGER NOT NULL,
    certificate BLOB NOT NULL, numbering TEXT NOT NULL, agency_code TEXT,
    enrolled_ms INTEGER NOT NULL, root BLOB, revoked_ms INTEGER, revoked_because TEXT,
    contact_ms INTEGER, app_version TEXT, cursor INTEGER, clock_ms INTEGER,
    letter TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (province, commune, name)
) WITHOUT ROWID;
CREATE UNIQUE INDEX device_name ON device (province, name);
CREATE TABLE envelope (
    province TEXT NOT NULL, commune TEXT NOT NULL, hash BLOB NOT NULL, device TEXT NOT NULL,
    received_ms INTEGER NOT NULL, raw BLOB NOT NULL,
    PRIMARY KEY (province, commune, hash)
);
CREATE TABLE event (
    province TEXT NOT NULL, commune TEXT NOT NULL, hash BLOB NOT NULL, parent BLOB NOT NULL,
    root BLOB NOT NULL, depth INTEGER NOT NULL, device TEXT NOT NULL, kind INTEGER NOT NULL,
    body BLOB NOT NULL, seq INTEGER PRIMARY KEY AUTOINCREMENT, opened INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX event_hash ON event (province, commune, hash);
CREATE INDEX event_place ON event (province, commune, root, depth);
CREATE INDEX event_device ON event (province, commune, device, kind);
CREATE TABLE refused (
    province TEXT NOT NULL, commune TEXT NOT NULL, hash BLOB NOT NULL, device TEXT NOT NULL,
    received_ms INTEGER NOT NULL, reason TEXT NOT NULL, raw BLOB NOT NULL,
    PRIMARY KEY (province, commune, hash)
);
CREATE TABLE told (
    province TEXT NOT NULL, commune TEXT NOT NULL, event BLOB NOT NULL, code TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (province, commune, event, code)
) WITHOUT ROWID;
CREATE TABLE down (
    province TEXT NOT NULL, commune TEXT NOT NULL, position INTEGER NOT NULL,
    hash BLOB NOT NULL, body BLOB NOT NULL, kind INTEGER NOT NULL DEFAULT -1,
    PRIMARY KEY (province, commune, position)
) WITHOUT ROWID;
CREATE INDEX down_hash ON down (province, commune, hash);
CREATE INDEX down_kind ON down (province, commune, kind, position);
CREATE TABLE block (
    province TEXT NOT NULL, commune TEXT NOT NULL, device TEXT NOT NULL,
    agency_code TEXT NOT NULL, block INTEGER NOT NULL, first_day TEXT NOT NULL,
    last_day TEXT NOT NULL, letter TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (province, commune, agency_code, block, first_day)
) WITHOUT ROWID;
CREATE TABLE catalogue (
    province TEXT NOT NULL, commune TEXT NOT NULL, label TEXT NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, starts_on TEXT, published_ms INTEGER NOT NULL,
    procedures TEXT NOT NULL, place INTEGER NOT NULL, packed BLOB NOT NULL,
    PRIMARY KEY (province, commune, label)
);
"""

BRANCHES = """
CREATE INDEX event_parent ON event (province, commune, parent);
CREATE TABLE fork (
    province TEXT NOT NULL, commune TEXT NOT NULL, root BLOB NOT NULL, depth INTEGER NOT NULL,
    event BLOB NOT NULL,
    PRIMARY KEY (province, commune, root, depth, event)
) WITHOUT ROWID;
"""
DERIVED = """
CREATE TABLE verdict (
    province TEXT NOT NULL, commune TEXT NOT NULL, event BLOB NOT NULL, state TEXT NOT NULL,
    code TEXT NOT NULL, sentence TEXT NOT NULL, awaits BLOB,
    PRIMARY KEY (province, commune, event, code)
) WITHOUT ROWID;
CREATE INDEX verdict_awaits ON verdict (province, awaits, commune) WHERE awaits IS NOT NULL;
CREATE TABLE arrived (
    province TEXT NOT NULL, commune TEXT NOT NULL, what BLOB NOT NULL,
    PRIMARY KEY (province, commune, what)
) WITHOUT ROWID;
CREATE TABLE changed (
    province TEXT NOT NULL, commune TEXT NOT NULL, event BLOB NOT NULL,
    PRIMARY KEY (province, commune, event)
) WITHOUT ROWID;
CREATE TABLE part (
    province TEXT NOT NULL, commune TEXT NOT NULL, dossier BLOB NOT NULL, event BLOB NOT NULL,
    PRIMARY KEY (province, commune, dossier, event)
) WITHOUT ROWID;
CREATE TABLE dossier (
    province TEXT NOT NULL, commune TEXT NOT NULL, hash BLOB NOT NULL, device TEXT NOT NULL,
    code TEXT NOT NULL, codes TEXT NOT NULL, procedure TEXT NOT NULL, channel TEXT NOT NULL,
    owner_name TEXT NOT NULL, owner_id TEXT, received_at INTEGER NOT NULL, due_at INTEGER,
    status INTEGER NOT NULL, state TEXT, finished_at INTEGER, returned_at INTEGER,
    fee_dong INTEGER, void INTEGER NOT NULL, events INTEGER NOT NULL,
    PRIMARY KEY (province, commune, hash)
) WITHOUT ROWID;
CREATE INDEX dossier_code ON dossier (province, commune, code);
CREATE INDEX dossier_received ON dossier (province, received_at, code, hash);
"""
BEARERS = """
CREATE TABLE bearer (
    province TEXT NOT NULL, commune TEXT NOT NULL, system TEXT NOT NULL, code TEXT NOT NULL,
    dossier BLOB NOT NULL,
    PRIMARY KEY (province, commune, system, code, dossier)
) WITHOUT ROWID;
CREATE INDEX bearer_dossier ON bearer (province, commune, dossier);
CREATE INDEX part_event ON part (province, commune, event);
"""
SCANS = """
CREATE TABLE scan (
    province TEXT NOT NULL, commune TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
    device TEXT NOT NULL, offset INTEGER NOT NULL, touched_ms INTEGER NOT NULL, stored_ms INTEGER,
    PRIMARY KEY (province, commune, digest)
) WITHOUT ROWID;
CREATE INDEX scan_device ON scan (province, device) WHERE stored_ms IS NULL;
"""
ASIDE = """
CREATE TABLE unjudged (
    province TEXT NOT NULL, commune TEXT NOT NULL, event BLOB NOT NULL, device TEXT NOT NULL,
    error TEXT NOT NULL, at_ms INTEGER NOT NULL,
    PRIMARY KEY (province, commune, event)
) WITHOUT ROWID;
CREATE TABLE decision (
    province TEXT NOT NULL, commune TEXT NOT NULL, hash BLOB NOT NULL, device TEXT NOT NULL,
    decision TEXT NOT NULL, who TEXT NOT NULL, because TEXT NOT NULL, at_ms INTEGER NOT NULL,
    PRIMARY KEY (province, commune, hash)
) WITHOUT ROWID;
"""
OFFSITE = """
ALTER TABLE scan ADD COLUMN copied_ms INTEGER;
"""
PLACES = """
ALTER TABLE dossier ADD COLUMN deciding_office TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN return_office TEXT NOT NULL DEFAULT '';
"""
ALL = TABLES + BRANCHES + SCANS + OFFSITE + DERIVED + BEARERS + ASIDE + PLACES

VERDICTS = """
ALTER TABLE told RENAME TO told_before;
CREATE TABLE told (
    province TEXT NOT NULL, commune TEXT NOT NULL, event BLOB NOT NULL, code TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (province, commune, event, code)
) WITHOUT ROWID;
INSERT INTO told SELECT t.province, t.commune, t.event, t.code, coalesce(v.sentence, '')
    FROM told_before t LEFT JOIN verdict v ON v.province = t.province AND v.commune = t.commune
    AND v.event = t.event AND v.code = t.code WHERE t.code <> 'accepted';
DROP TABLE told_before;
ALTER TABLE down ADD COLUMN kind INTEGER NOT NULL DEFAULT -1;
UPDATE down SET kind = CAST(substr(CAST(body AS TEXT), 2, 9) AS INTEGER);
CREATE INDEX down_hash ON down (province, commune, hash);
CREATE INDEX down_kind ON down (province, commune, kind, position);
DROP TABLE verdict;
DROP TABLE part;
DROP TABLE dossier;
DELETE FROM setting WHERE name = 'judged';
"""
INSTALLATIONS = """
ALTER TABLE event ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
WITH RECURSIVE line(seq, province, commune, hash, opened) AS (
    SELECT seq, province, commune, hash, depth FROM event WHERE kind = 1
    UNION ALL
    SELECT event.seq, event.province, event.commune, event.hash, line.opened FROM line JOIN event
    ON event.province = line.province AND event.commune = line.commune AND event.parent = line.hash
    WHERE event.kind <> 1
)
UPDATE event SET opened = line.opened FROM line WHERE event.seq = line.seq;
ALTER TABLE device ADD COLUMN letter TEXT NOT NULL DEFAULT '';
ALTER TABLE block ADD COLUMN letter TEXT NOT NULL DEFAULT '';
"""
# from a version to the next one
UPGRADES = {
    1: BRANCHES,
    2: VERDICTS + DERIVED,
    3: INSTALLATIONS,
    4: BEARERS,
    5: SCANS,
    6: ASIDE,
    7: OFFSITE,
    8: PLACES,
}
