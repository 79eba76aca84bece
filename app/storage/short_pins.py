"""Short PINs: each opens a window again that its clerk's pass-phrase has opened in the same run.

A row inside the encrypted file of one machine: who can read it has the database already.
"""

from dataclasses import dataclass

from app.storage.connection import Connection
from app.storage.keys import Cost, verifier_of
from app.storage.secrets import drop_secret, get_secret, put_secret

ROW = "short/"


@dataclass(frozen=True, slots=True)
class ShortPin:
    """How many digits it has, and what it is checked by."""

    digits: int
    verifier: str


def keep(connection: Connection, user: str, pin: str, cost: Cost) -> None:
    """Keep it, inside the caller's transaction; ClerkError unless it is 6-12 digits."""
    row = f"{len(pin)} {verifier_of(pin, cost)}"
    put_secret(connection, ROW + user, row.encode())


def drop(connection: Connection, user: str) -> None:
    """It opens nothing any more; inside the caller's transaction."""
    drop_secret(connection, ROW + user)


def drop_all(connection: Connection) -> None:
    """They were another machine's; inside the caller's transaction."""
    connection.execute("DELETE FROM secret WHERE name>=? AND name<?", (ROW, ROW + "\uffff"))


def read(connection: Connection, user: str) -> ShortPin | None:
    """A clerk's, None where he has none."""
    row = get_secret(connection, ROW + user)
    if row is None:
        return None
    digits, verifier = row.decode().split(" ", 1)
    return ShortPin(int(digits), verifier)
