"""`motcua-province assign`: another office is to decide a dossier from now on.

Nothing of the dossier is moved or rewritten: one fact more goes down to both offices, and the new
one gets the facts there are. What the old one has not sent yet arrives as ever and goes on to it.
"""

from dataclasses import dataclass
from datetime import datetime

from app.domain.dossier import FINISHED, STOPPED
from app.domain.downstream import Reassigned
from app.domain.errors import ClerkError
from app.domain.events import Event
from app.domain.place import Office
from app.wire.event import encode
from province import places
from province.catalogue import newest
from province.ledger import DossierRow, Ledger
from province.projections import project

LETTERS = 16
MOST_REASON, MOST_NAME = 2000, 200
CLOSED = {7: "công dân đã rút", 10: "đã trả kết quả"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """What was done; `has_desk`: the new office has a machine that can take it."""

    row: DossierRow
    before: Office | None
    to: Office
    has_desk: bool


def assign(  # noqa: PLR0913 - a word of the province
    ledger: Ledger, code: str, to: str, reason: str, by: str | None, now: datetime
) -> Assigned:
    """Do it; ClerkError, and nothing is changed, where the dossier or the office is not to be had.

    All that is stored must have been judged.
    """
    reason = _clean(reason, MOST_REASON, "reason", "Lý do")
    by = None if by is None else _clean(by, MOST_NAME, "by", "Tên người quyết")
    with ledger.transaction():
        row = _the_one(ledger, code)
        _require_open(row)
        office = _office(ledger, to)
        known = newest(ledger)
        if row.deciding_office == to:
            raise ClerkError(f"Hồ sơ {row.code} đã do {office.name} giải quyết. Chưa đổi gì.", "to")
        nth = len(places.assigned(ledger, row.hash)) + 1
        fact = Reassigned(row.hash.hex(), nth, row.deciding_office, to, office.name, reason)
        at = now.replace(microsecond=0)
        event = Event(at, at, f"province:{ledger.province}", by, None, fact)
        places.keep_assigned(ledger, row.hash, encode(event))
        project(ledger, row.commune, row.hash, now)
        has_desk = any(one.commune == to and one.revoked_ms is None for one in ledger.devices.all())
    return Assigned(row, known.office(row.deciding_office), office, has_desk)


def in_words(done: Assigned) -> str:
    """What the operator reads."""
    before = done.row.deciding_office if done.before is None else done.before.name
    words = (
        f"Đã chuyển hồ sơ {done.row.code} từ {before} sang {done.to.name}; hai nơi nhận ở lần gửi "
        "tới. Việc nơi cũ chưa gửi vẫn được nhận, ghi vào hồ sơ và chuyển tiếp."
    )
    if not done.has_desk:
        words += " Nơi mới chưa có máy nào ghi danh: máy đầu tiên ghi danh sẽ nhận."
    return words


def _clean(text: str, most: int, field: str, name: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > most or not words.isprintable():
        raise ClerkError(f"{name} phải có chữ và dài nhất {most} ký tự. Chưa đổi gì.", field)
    return words


def _the_one(ledger: Ledger, code: str) -> DossierRow:
    """By its number, or by the beginning of its id, in any office."""
    communes = sorted({device.commune for device in ledger.devices.all()})
    found = [row for commune in communes for row in ledger.dossiers.bearing(commune, code)]
    if not found and len(code) >= LETTERS:
        found = [row for row in ledger.dossiers.all() if row.hash.hex().startswith(code)]
    if not found:
        raise ClerkError(f"Không có hồ sơ mã “{code[:60]}” ở tỉnh. Chưa đổi gì.", "code")
    if len(found) > 1:
        ids = ", ".join(row.hash.hex()[:LETTERS] for row in found)
        raise ClerkError(
            f"Có {len(found)} hồ sơ mang mã “{code[:60]}”. Hãy ghi một trong các số: {ids}.", "code"
        )
    return found[0]


def _require_open(row: DossierRow) -> None:
    over = "đã huỷ" if row.void else CLOSED.get(row.status)
    over = "đã dừng giải quyết" if row.state == STOPPED else over
    over = "đã có kết quả" if row.status == FINISHED else over
    if over is not None:
        raise ClerkError(
            f"Hồ sơ {row.code} {over}, không còn gì để giải quyết. Chưa đổi gì.", "code"
        )


def _office(ledger: Ledger, to: str) -> Office:
    office = newest(ledger).office(to) if places.is_ours(ledger, to) else None
    if office is None:
        raise ClerkError(
            f"Tỉnh {ledger.province} không có xã, phường nào mang mã “{to[:20]}”. Mã có năm chữ "
            "số, ví dụ 03158; xem units.csv. Chưa đổi gì.",
            "to",
        )
    return office
