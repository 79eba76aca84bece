CREATE TABLE setting (
    province TEXT NOT NULL, commune TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (province, commune, name)
) WITHOUT ROWID;
CREATE TABLE device (
    province TEXT NOT NULL, commune TEXT NOT NULL, name TEXT NOT NULL, desk INTEGER NOT NULL,
    certificate BLOB NOT NULL, numbering TEXT NOT NULL, agency_code TEXT,
    enrolled_ms INTEGER NOT NULL, root BLOB, revoked_ms INTEGER, revoked_because TEXT,
    contact_ms INTEGER, app_version TEXT, cursor INTEGER, clock_ms INTEGER,
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
    body BLOB NOT NULL, seq INTEGER PRIMARY KEY AUTOINCREMENT
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
    PRIMARY KEY (province, commune, event)
) WITHOUT ROWID;
CREATE TABLE down (
    province TEXT NOT NULL, commune TEXT NOT NULL, position INTEGER NOT NULL,
    hash BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (province, commune, position)
) WITHOUT ROWID;
CREATE TABLE block (
    province TEXT NOT NULL, commune TEXT NOT NULL, device TEXT NOT NULL,
    agency_code TEXT NOT NULL, block INTEGER NOT NULL, first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (province, commune, agency_code, block, first_day)
) WITHOUT ROWID;
CREATE TABLE catalogue (
    province TEXT NOT NULL, commune TEXT NOT NULL, label TEXT NOT NULL, digest TEXT NOT NULL,
    size INTEGER NOT NULL, starts_on TEXT, published_ms INTEGER NOT NULL,
    procedures TEXT NOT NULL, place INTEGER NOT NULL, packed BLOB NOT NULL,
    PRIMARY KEY (province, commune, label)
);
CREATE TABLE verdict (
    province TEXT NOT NULL, commune TEXT NOT NULL, event BLOB NOT NULL, state TEXT NOT NULL,
    code TEXT NOT NULL, sentence TEXT NOT NULL,
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
PRAGMA user_version = 1;
