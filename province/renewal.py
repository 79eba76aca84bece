"""`renew`: another server key, under a certificate of the root that ends later.

A `serve` that runs beside takes it up with its next answer. From then on every answer brings the
certificate: a desk that was away for a year learns it from the first one that it gets.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.times import VN
from app.wire.signing import certify_server, new_key
from province.keys import ServerKey, read_server_key, replace_server_key
from province.ledger import Ledger
from province.passphrase import unlock_root
from province.setup import CERTIFICATE_DAYS

RENEWED = "server_renewed"
DAY = timedelta(days=1)


def renew(ledger: Ledger, home: Path, keys: Path, now: datetime) -> date:
    """Make and put it in force; its last day, always later than the one before.

    Trouble, with nothing changed, where the key in `keys` is not this province's root.
    """
    root, before = unlock_root(keys), read_server_key(home).certificate
    if root.public.hex() != ledger.settings.get("root"):
        raise Trouble(
            f"Khóa gốc trong {keys} không phải của tỉnh này. Chưa có gì bị thay đổi; "
            "hãy cắm đúng thư mục khóa (--keys)."
        )
    private, public = new_key()
    days = timedelta(days=CERTIFICATE_DAYS)
    last_day = max(now.astimezone(VN).date() + days, before.last_day + DAY)
    certificate = certify_server(
        root.private,
        province=ledger.province,
        training=before.training,
        key=public,
        last_day=last_day,
    )
    ledger.settings.put(RENEWED, last_day.isoformat())  # before anything is signed with the new key
    replace_server_key(home, ServerKey(private, certificate))
    return last_day
