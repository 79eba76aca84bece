"""`init`: a new province out of nothing."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.times import VN
from app.wire.signing import certify_server, public_key
from province.database import INCARNATION, begun_ledger, create_ledger
from province.errors import WrongUsage
from province.keys import (
    RECOVERY,
    RELEASE,
    ROOT,
    SERVER_KEY,
    KeyPair,
    is_sealed,
    is_written,
    new_keys,
    read_key,
    settle_server_key,
    write_certificate,
    write_key,
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
    """Schema, keys and server certificate; Trouble where anything of another lies there already.

    The ledger is made first and told last what it is. Broken off in between, the same command goes
    on: keys that were written are kept, what is lacking is made.
    """
    if not re.fullmatch("[0-9]{2}", new.province):
        raise WrongUsage("Mã tỉnh có hai chữ số, ví dụ 11.", "province")
    ledger = _begun(new)
    try:
        pairs = tuple(_settled(new, fresh) for fresh in new_keys())
        _certify(new, pairs[0], now)
        _describe(ledger, pairs, training=new.training)
    finally:
        ledger.close()


def _begun(new: NewProvince) -> Ledger:
    """A new ledger, or the one that was broken off."""
    ledger = begun_ledger(new.db)
    if ledger is None:
        _check_free(new)
        return create_ledger(new.db, new.province)
    if ledger.province != new.province:
        province = ledger.province
        ledger.close()
        raise Trouble(
            f"Ở {new.db} có lệnh init của tỉnh {province} bị ngắt giữa chừng. Chưa có gì bị thay "
            f"đổi. Hãy chạy lại với --province {province}, hoặc chọn --db khác."
        )
    return ledger


def _check_free(new: NewProvince) -> None:
    """Keys without their ledger are another province's: never written over, never shared."""
    keys = [new.keys / f"{name}.key" for name in (ROOT, RECOVERY, RELEASE)]
    for path in (new.home / SERVER_KEY, *keys):
        if path.exists():
            raise Trouble(
                f"Tệp {path} đã có; không ghi đè lên khóa cũ. Chưa có gì được tạo. Hãy xem lại "
                "--db nếu đó là khóa của tỉnh này, nếu không thì chọn --home, --keys khác."
            )


def _settled(new: NewProvince, fresh: KeyPair) -> KeyPair:
    """The key as it was written before the break, else the fresh one, written now."""
    if not is_written(new.keys, fresh.name):
        write_key(new.keys, fresh, new.passphrase)
        return fresh
    if is_sealed(new.keys, fresh.name) != (new.passphrase is not None):
        raise Trouble(
            f"Khóa {fresh.name} đã ghi dở {'không có' if new.passphrase else 'có'} mật khẩu. Chưa "
            "có gì bị thay đổi. Hãy chạy lại init đúng như lần đầu, hoặc chuyển các tệp .key trong "
            f"{new.keys} đi chỗ khác rồi chạy lại."
        )
    return read_key(new.keys, fresh.name, new.passphrase)


def _certify(new: NewProvince, root: KeyPair, now: datetime) -> None:
    certificate = certify_server(
        root.private,
        province=new.province,
        training=new.training,
        key=public_key(settle_server_key(new.home)),
        last_day=now.astimezone(VN).date() + timedelta(days=CERTIFICATE_DAYS),
    )
    write_certificate(new.home, certificate)


def _describe(ledger: Ledger, pairs: tuple[KeyPair, ...], *, training: bool) -> None:
    with ledger.transaction():
        for pair in pairs:
            ledger.settings.put(pair.name, pair.public.hex())
        ledger.settings.put("training", str(int(training)))
        ledger.settings.put(INCARNATION, secrets.token_hex(8))
