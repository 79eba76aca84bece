"""Which ledger a `--db URL` names.

`sqlite:///relative/file` and `sqlite:////absolute/file`, as SQLAlchemy writes them.
"""

import sqlite3
from pathlib import Path

from app.domain.errors import Trouble
from province import sqlite
from province.errors import WrongUsage
from province.ledger import Ledger

SQLITE = "sqlite:///"
INCARNATION = "incarnation"
POSTGRES = ("postgresql://", "postgres://")

STORE_ERRORS: tuple[type[Exception], ...] = (sqlite3.Error,)


def create_ledger(url: str, province: str) -> Ledger:
    """A new one at the address."""
    return sqlite.create(_path(url), province)


def begun_ledger(url: str) -> Ledger | None:
    """What an `init` that was broken off left at the address; Trouble where one ended well."""
    ledger = sqlite.begun(_path(url))
    if ledger is not None and _is_whole(ledger):
        ledger.close()
        raise Trouble(
            f"Ở {url} đã có một tỉnh tạo xong; không ghi đè. Chưa có gì bị thay đổi. Hãy dùng tỉnh "
            "ấy (lệnh serve), hoặc chọn --db và --home khác."
        )
    return ledger


def open_ledger(url: str) -> Ledger:
    """The one at the address; Trouble where there is none."""
    ledger = sqlite.open_file(_path(url))
    if not _is_whole(ledger):
        ledger.close()
        raise Trouble(
            "Lệnh init của tỉnh này bị ngắt giữa chừng. Chưa có hồ sơ nào ở đây; hãy chạy lại init "
            "đúng như lần đầu để làm nốt."
        )
    return ledger


def _is_whole(ledger: Ledger) -> bool:
    """Whether `init` came to its end: what it writes last is there."""
    return ledger.settings.get(INCARNATION) is not None


def _path(url: str) -> Path:
    if url.startswith(POSTGRES):
        raise WrongUsage(
            "Bản này chưa dùng được PostgreSQL. Hãy dùng --db sqlite:///ĐƯỜNG-DẪN.", "db"
        )
    if not url.startswith(SQLITE) or len(url) == len(SQLITE):
        raise WrongUsage("--db phải có dạng sqlite:///ĐƯỜNG-DẪN.", "db")
    return Path(url.removeprefix(SQLITE))
