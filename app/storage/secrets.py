"""Private keys and small lasting values inside the encrypted file."""

from app.storage.connection import Connection

CONTACT = "contact"  # when the province last answered, milliseconds by its clock


def put_secret(connection: Connection, name: str, value: bytes) -> None:
    """Keep a key, inside the caller's transaction."""
    connection.execute("INSERT OR REPLACE INTO secret VALUES(?,?)", (name, value))


def get_secret(connection: Connection, name: str) -> bytes | None:
    """A key, or None."""
    row = connection.execute("SELECT value FROM secret WHERE name=?", (name,)).fetchone()
    return None if row is None else bytes(row[0])


def drop_secret(connection: Connection, name: str) -> None:
    """Forget a key, inside the caller's transaction."""
    connection.execute("DELETE FROM secret WHERE name=?", (name,))


def put_mark(connection: Connection, name: str, value: str) -> None:
    """Keep a value, inside the caller's transaction."""
    connection.execute("INSERT OR REPLACE INTO mark VALUES(?,?)", (name, value))


def get_mark(connection: Connection, name: str) -> str | None:
    """A value, or None."""
    row = connection.execute("SELECT value FROM mark WHERE name=?", (name,)).fetchone()
    return None if row is None else str(row[0])


def drop_mark(connection: Connection, name: str) -> None:
    """Forget a value, inside the caller's transaction."""
    connection.execute("DELETE FROM mark WHERE name=?", (name,))


def marks(connection: Connection) -> dict[str, str]:
    """All of them."""
    return dict(connection.execute("SELECT name, value FROM mark").fetchall())
