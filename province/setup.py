"""`init`: a new province out of nothing."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.times import VN
from app.wire.signing import certify_server, new_key
from province.database import create_ledger
from province.errors import WrongUsage
from province.keys import (
    SERVER_KEY,
    KeyPair,
    ServerKey,
    new_keys,
    write_key,
    write_server_key,
)
from province.ledger import Ledger

CERTIFICATE_DAYS = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProvince:
    """What `init` is asked for."""

    db: str
    home: Path
    keys: Path
    province: str
    training: bool
    passphrase: str | None


def found(new: NewProvince, now: datetime) -> None:
    """Schema, keys and server certificate; Trouble where anything lies there already."""
    if not re.fullmatch("[0-9]{2}", new.province):
        raise WrongUsage("Mã tỉnh có hai chữ số, ví dụ 11.", "province")
    for path in (new.home / SERVER_KEY, new.keys / "root.key"):
        if path.exists():
            raise Trouble(f"Tệp {path} đã có; không ghi đè lên khóa cũ.")
    root, recovery, release = new_keys()
    private, public = new_key()
    last_day = now.astimezone(VN).date() + timedelta(days=CERTIFICATE_DAYS)
    certificate = certify_server(
        root.private,
        province=new.province,
        training=new.training,
        key=public,
        last_day=last_day,
    )
    ledger = create_ledger(new.db, new.province)
    try:
        for pair in (root, recovery, release):
            write_key(new.keys, pair, new.passphrase)
        write_server_key(new.home, ServerKey(private, certificate))
        _describe(ledger, (root, recovery, release), training=new.training)
    finally:
        ledger.close()


def _describe(ledger: Ledger, pairs: tuple[KeyPair, ...], *, training: bool) -> None:
    with ledger.transaction():
        for pair in pairs:
            ledger.settings.put(pair.name, pair.public.hex())
        ledger.settings.put("training", str(int(training)))
        ledger.settings.put("incarnation", secrets.token_hex(8))
