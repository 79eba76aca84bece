"""exchange, status, check, rebuild: what an administrator or a scheduled task asks."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from app.bootstrap import opening
from app.bootstrap.by_stick import exchange_by_stick
from app.commands.output import say
from app.commands.session import as_json, pin, profile, unlocked, user
from app.domain.errors import Trouble
from app.services.exchange import COMPLETE
from app.storage import projections, rebuilding
from app.storage.connection import Connection, integrity, transaction
from app.storage.own_chain import WHOLE, verify_chain
from app.storage.problems import BadFile

OK, USAGE, TROUBLE = 0, 2, 4


def exchange(options: Namespace) -> int:
    """One exchange over the line or by stick; only `complete` ends with 0."""
    if (options.usb is None) == (options.usb_out or options.usb_in):
        sys.stderr.write("Bằng USB cần đủ: exchange --usb DIR --out, hoặc --usb DIR --in.\n")
        return USAGE
    with unlocked(options) as desk:
        if options.usb is None:
            outcome = opening.exchange(desk)
        else:
            outcome = exchange_by_stick(desk, Path(options.usb), out=options.usb_out)
    answer = asdict(outcome)
    for said in ("notices", "wait_seconds"):  # in the message; for the window
        del answer[said]
    _write(answer if as_json(options) else outcome.message)
    return OK if outcome.state == COMPLETE else TROUBLE


def status(options: Namespace) -> int:
    """Counted from the database."""
    with unlocked(options) as desk:
        counted = desk.status()
    if as_json(options):
        _write(counted.line())
        return OK
    contact = counted.last_contact_at
    _write(
        f"Máy {counted.device or 'đứng riêng'}, bản {counted.app_version}, "
        f"danh mục {counted.catalogue_version}.\n"
        f"{counted.dossiers} hồ sơ, {counted.events} việc đã ghi; "
        f"chưa gửi {counted.unsent_dossiers} hồ sơ ({counted.unsent_events} việc).\n"
        f"Liên lạc gần nhất: {f'{contact:%H:%M %d/%m/%Y}' if contact else 'chưa lần nào'}; "
        f"cần xử lý {counted.needs_attention}."
    )
    return OK


def check(options: Namespace) -> int:
    """File, chain and projections, each "ok" or a sentence."""
    who, key = opening.unlock(profile(options), user(options), pin(options))
    found = {part: _looked_at(profile(options), who, key, look) for part, look in LOOKS.items()}
    if as_json(options):
        _write(found)
    else:
        names = {"file": "Tệp dữ liệu", "chain": "Sổ sự kiện", "projections": "Các bảng"}
        _write("\n".join(f"{names[part]}: {said}" for part, said in found.items()))
    return OK if set(found.values()) == {"ok"} else TROUBLE


def rebuild(options: Namespace) -> int:
    """Fold the journals again; the digest before and after. Trouble where the chain is broken."""
    with unlocked(options) as desk:
        execute = desk.connection.execute
        before = projections.digest(execute)
        with transaction(desk.connection):
            chain = rebuilding.rebuild(desk.connection)
        after = projections.digest(execute)
    values = {"before": before, "after": after}
    _write(values if as_json(options) else f"Trước: {before}\nSau:   {after}")
    if chain != WHOLE:
        raise Trouble(chain)
    return OK


def _looked_at(folder: str | None, who: str, key: bytes, look: Callable[[Connection], str]) -> str:
    """One look, each on a connection of its own: the library shuts one that met a bad page."""
    try:
        desk = opening.open_with_key(folder, who, key)
        try:
            return look(desk.connection)
        finally:
            desk.close()
    except BadFile as found:
        return found.message


def _whole_chain(connection: Connection) -> str:
    return verify_chain(connection.execute)


def _same_fold(connection: Connection) -> str:
    """Fold again inside a transaction that is undone: nothing changes, whatever is found."""
    before = projections.digest(connection.execute)
    try:
        with transaction(connection):
            rebuilding.rebuild(connection)
            raise _Undo(projections.digest(connection.execute))  # noqa: TRY301 - undoes the transaction
    except _Undo as undone:
        if undone.digest == before:
            return "ok"
    return "Các bảng khác với sổ sự kiện. Sổ sự kiện vẫn đúng; hãy chạy motcua rebuild."


LOOKS = {"file": integrity, "chain": _whole_chain, "projections": _same_fold}


class _Undo(Exception):
    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


def _write(values: object) -> None:
    say(values if isinstance(values, str) else json.dumps(values, ensure_ascii=False))
