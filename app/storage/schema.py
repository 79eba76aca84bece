"""The derived tables: dropped and folded again from the journals whenever their shape changes.

The shape is measured (docs/decisions): integer keys, a card per dossier for lists and search, the
rest of a dossier being the fold of its events; each further index costs a page of WAL a save.
"""

PROJECTION_VERSION = 27

NEVER = 1 << 40  # seconds; stands behind every due time
AWAITED = f"coalesce(due_at, {NEVER})"  # work without a due time comes last

TABLES = (
    """CREATE TABLE dossier(
        id INTEGER PRIMARY KEY,
        name INTEGER NOT NULL,
        folded TEXT NOT NULL,
        shown TEXT NOT NULL,
        hamlet TEXT NOT NULL,
        code TEXT NOT NULL,
        procedure TEXT NOT NULL,
        channel TEXT NOT NULL,
        status INTEGER NOT NULL,
        state TEXT,
        void INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        due_at INTEGER,
        finished_at INTEGER,
        returned_at INTEGER,
        owner_id TEXT,
        phone TEXT,
        fee_dong INTEGER,
        stage INTEGER,
        holder TEXT,
        place TEXT,
        appointment TEXT,
        papers_until TEXT,
        technical INTEGER,
        events BLOB NOT NULL,
        system TEXT,
        covered INTEGER NOT NULL)""",
    """CREATE TABLE name(
        id INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE, newest INTEGER NOT NULL)""",
    """CREATE VIRTUAL TABLE name_words USING fts5(
        folded, content='', columnsize=0, detail=none, prefix='1 2 3',
        tokenize="unicode61 tokenchars ''''")""",
    "CREATE TABLE foreign_code(code TEXT NOT NULL, dossier INTEGER NOT NULL, system TEXT NOT NULL)",
    """CREATE TABLE fee_receipt(
        mark TEXT, dossier INTEGER, PRIMARY KEY(mark, dossier)) WITHOUT ROWID""",
    "CREATE TABLE claim_key(key TEXT PRIMARY KEY, dossier INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE user(
        id TEXT, origin INTEGER, place INTEGER NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL,
        fields TEXT NOT NULL, public_key TEXT, ended INTEGER NOT NULL,
        PRIMARY KEY(id, origin)) WITHOUT ROWID""",
    "CREATE TABLE standing(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE block(
        agency_code TEXT NOT NULL, block INTEGER NOT NULL, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL, letter TEXT NOT NULL,
        PRIMARY KEY(agency_code, block, first_day)) WITHOUT ROWID""",
    """CREATE TABLE desk_paper(
        number TEXT PRIMARY KEY, event INTEGER NOT NULL, day TEXT NOT NULL,
        procedure TEXT NOT NULL, owner_id TEXT) WITHOUT ROWID""",
    """CREATE TABLE advice(
        day TEXT, procedure TEXT, visits INTEGER NOT NULL, PRIMARY KEY(day, procedure)
        ) WITHOUT ROWID""",
    "CREATE TABLE incident(number TEXT PRIMARY KEY, event INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE incident_change(
        number TEXT, event INTEGER, PRIMARY KEY(number, event)) WITHOUT ROWID""",
    "CREATE TABLE device(code TEXT PRIMARY KEY, event INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE duty(event INTEGER PRIMARY KEY, last TEXT NOT NULL)",
    """CREATE TABLE shift_note(
        identity BLOB PRIMARY KEY, event INTEGER NOT NULL, key TEXT) WITHOUT ROWID""",
    """CREATE TABLE shift_note_taken(
        note BLOB, event INTEGER, PRIMARY KEY(note, event)) WITHOUT ROWID""",
    "CREATE TABLE form_stock(event INTEGER PRIMARY KEY)",
    """CREATE TABLE book(
        name TEXT PRIMARY KEY, kind TEXT NOT NULL, year INTEGER NOT NULL, first INTEGER NOT NULL,
        place INTEGER NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER) WITHOUT ROWID""",
    """CREATE TABLE book_entry(
        book TEXT, number INTEGER, event INTEGER, day TEXT NOT NULL,
        PRIMARY KEY(book, number, event)) WITHOUT ROWID""",
    """CREATE TABLE blank_slips(
        series TEXT, first INTEGER, last INTEGER NOT NULL, printed_at INTEGER NOT NULL,
        PRIMARY KEY(series, first)) WITHOUT ROWID""",
    """CREATE TABLE spoilt_slip(
        number TEXT PRIMARY KEY, event INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE verdict(
        event BLOB, dossier INTEGER NOT NULL, code TEXT, sentence TEXT NOT NULL,
        PRIMARY KEY(event, code)) WITHOUT ROWID""",
    """CREATE TABLE brought(
        event BLOB PRIMARY KEY, dossier BLOB NOT NULL, line TEXT NOT NULL, depth INTEGER NOT NULL,
        device TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE contradiction(event BLOB PRIMARY KEY, events TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE ruling(
        place INTEGER PRIMARY KEY, dossier BLOB, answer TEXT NOT NULL, text TEXT NOT NULL)""",
    """CREATE TABLE apart(
        event BLOB PRIMARY KEY, dossier INTEGER NOT NULL, sentence TEXT NOT NULL,
        events TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE reference(
        dossier BLOB, event INTEGER, PRIMARY KEY(dossier, event)) WITHOUT ROWID""",
    """CREATE TABLE answer(
        event BLOB, code TEXT, identity TEXT, answer TEXT NOT NULL,
        PRIMARY KEY(event, code, identity)) WITHOUT ROWID""",
    """CREATE TABLE event_mark(
        mark BLOB, id INTEGER, PRIMARY KEY(mark, id)) WITHOUT ROWID""",
)
CARD_INDEXES = (
    "CREATE INDEX dossier_name ON dossier(name, id)",
    "CREATE INDEX dossier_code ON dossier(code)",
    "CREATE INDEX dossier_owner ON dossier(owner_id) WHERE owner_id IS NOT NULL",
    "CREATE INDEX dossier_phone ON dossier(phone) WHERE phone IS NOT NULL",
    f"CREATE INDEX dossier_work ON dossier(stage, {AWAITED}) WHERE stage IS NOT NULL",
    "CREATE INDEX dossier_agreed ON dossier(appointment) WHERE appointment IS NOT NULL",
)
CODE_INDEXES = (
    "CREATE INDEX dossier_system ON dossier(code, system) WHERE system IS NOT NULL",
    "CREATE INDEX foreign_code_code ON foreign_code(code)",
    "CREATE INDEX brought_dossier ON brought(dossier)",
    "CREATE INDEX ruling_dossier ON ruling(dossier)",
    "CREATE INDEX foreign_code_dossier ON foreign_code(dossier)",
    "CREATE INDEX fee_receipt_dossier ON fee_receipt(dossier)",
)
NAMES = (
    "dossier",
    "name",
    "name_words",
    "foreign_code",
    "fee_receipt",
    "claim_key",
    "user",
    "standing",
    "block",
    "desk_paper",
    "advice",
    "incident",
    "incident_change",
    "device",
    "duty",
    "shift_note",
    "shift_note_taken",
    "form_stock",
    "book",
    "book_entry",
    "blank_slips",
    "spoilt_slip",
    "verdict",
    "brought",
    "contradiction",
    "ruling",
    "apart",
    "reference",
    "answer",
    "event_mark",
)
UNDIGESTED = ("name_words", "event_mark")  # an index of others; one that lags behind
DIGESTED = tuple(name for name in NAMES if name not in UNDIGESTED)
ORDER = {
    "dossier": "dossier.id",
    "name": "folded",
    "foreign_code": "code, dossier, system",
    "fee_receipt": "mark, dossier",
    "claim_key": "key",
    "user": "id, origin",
    "standing": "name",
    "block": "agency_code, block, first_day",
    "desk_paper": "number",
    "advice": "day, procedure",
    "incident": "number",
    "incident_change": "number, event",
    "device": "code",
    "duty": "event",
    "shift_note": "identity",
    "shift_note_taken": "note, event",
    "form_stock": "event",
    "book": "name",
    "book_entry": "book, number, event",
    "blank_slips": "series, first",
    "spoilt_slip": "number",
    "verdict": "event, code",
    "brought": "event",
    "contradiction": "event",
    "ruling": "place",
    "apart": "event",
    "reference": "dossier, event",
    "answer": "event, code, identity",
}
# a name's number and its newest dossier tell how it was met, and that may be while another
# machine's fact of a dossier was the newest: by its words, where a dossier bears them, it is the
# same in every order. One that no dossier bears any more stays until a rebuild and finds nothing.
READ = {
    "dossier": "SELECT name.folded AS said, dossier.* FROM dossier JOIN name ON name.id=name",
    "name": "SELECT folded FROM name WHERE id IN (SELECT name FROM dossier)",
}
WITHOUT = {"dossier": 2}  # the column that stands for what was read in its place
