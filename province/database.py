"""Which ledger a `--db URL` names.

`sqlite:///relative/file` and `sqlite:////absolute/file`, as SQLAlchemy writes them.
"""

import sqlite3
from pathlib import Path

from province import sqlite
from province.errors import WrongUsage
from province.ledger import Ledger

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")

STORE_ERRORS: tuple[type[Exception], ...] = (sqlite3.Error,)


def create_ledger(url: str, province: str) -> Ledger:
    """A new one at the address."""
    return sqlite.create(_path(url), province)


def open_ledger(url: str) -> Ledger:
    """The one at the address; Trouble where there is none."""
    return sqlite.open_file(_path(url))


def _path(url: str) -> Path:
    if url.startswith(POSTGRES):
        raise WrongUsage(
            "Bản này chưa dùng được PostgreSQL. Hãy dùng --db sqlite:///ĐƯỜNG-DẪN.", "db"
        )
    if not url.startswith(SQLITE) or len(url) == len(SQLITE):
        raise WrongUsage("--db phải có dạng sqlite:///ĐƯỜNG-DẪN.", "db")
    return Path(url.removeprefix(SQLITE))
