"""Mẫu 07: the dossiers that an office received in some days, as they stand now.

Every number stands in the book, a voided one too, but only valid dossiers are counted. What the
form of 2018 asked for besides (who decides, when it went there and came back) is in the list for
other programs.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.story import Story, steps_of
from app.services.books import Book, Column, Period
from app.services.codes import SYSTEMS, province_code
from app.services.control_values import late_by
from app.services.letterhead import Letterhead, clipped

NAME, TITLE, LAYOUT = "dossiers", "Sổ theo dõi hồ sơ (Mẫu số 07)", "mau-07"
MOST_NOTE = 80
COLUMNS = (
    Column("code", "Mã hồ sơ"),
    Column("external_code", "Mã trên hệ thống của tỉnh"),
    Column("procedure", "Mã thủ tục"),
    Column("subject", "Nội dung hồ sơ"),
    Column("sets", "Số lượng (bộ)"),
    Column("owner", "Họ tên chủ hồ sơ"),
    Column("address", "Địa chỉ chủ hồ sơ"),
    Column("phone", "Số điện thoại"),
    Column("channel", "Kênh nộp"),
    Column("received_at", "Ngày nhận hồ sơ"),
    Column("due_at", "Ngày hẹn trả kết quả"),
    Column("now_due_at", "Hẹn lại"),
    Column("deciding_office", "Cơ quan chủ trì giải quyết"),
    Column("forwarded_at", "Chuyển hồ sơ đến cơ quan giải quyết"),
    Column("finished_at", "Nhận kết quả từ cơ quan giải quyết"),
    Column("returned_at", "Ngày trả kết quả"),
    Column("returned_to", "Người nhận kết quả"),
    Column("return_by", "Phương thức nhận kết quả"),
    Column("status", "Trạng thái"),
    Column("state", "Tình trạng"),
    Column("void", "Đã huỷ"),
    Column("note", "Ghi chú"),
)
CHANNELS = {"counter": "trực tiếp", "online": "trực tuyến", "post": "bưu chính"}
STATES = {"suspended": "tạm dừng", "stopped": "dừng giải quyết", None: None}
LATE = (
    (e.Received, "tiếp nhận"),
    (e.Finished, "kết quả"),
    (e.GivenBack, "trả kết quả"),
)


def dossier_book(head: Letterhead, stories: Iterable[Story], period: Period) -> Book:
    """In the order of reception."""
    ordered = sorted(stories, key=lambda story: (story[-1].after.received_at, story[-1].after.code))
    dossiers = [story[-1].after for story in ordered]
    valid = [dossier for dossier in dossiers if not dossier.void]
    rows = tuple(_row(head, story) for story in ordered)
    totals = {
        "total": len(valid),
        "done": sum(dossier.returned_at is not None for dossier in valid),
        "voided": len(dossiers) - len(valid) or None,
    }
    entries = tuple(_entry(row) for row in rows)
    return Book(NAME, TITLE, LAYOUT, period, COLUMNS, rows, entries, totals)


def _row(head: Letterhead, story: Story) -> dict[str, Any]:
    dossier = story[-1].after
    handed = steps_of(story, e.HandedOver)
    return {
        "code": dossier.code,
        "external_code": province_code(dossier),
        "procedure": dossier.procedure,
        "subject": head.subject(dossier.procedure),
        "sets": dossier.sets,
        "owner": dossier.owner.name,
        "address": dossier.owner.address,
        "phone": dossier.owner.phone,
        "channel": CHANNELS.get(dossier.channel, dossier.channel),
        "received_at": dossier.received_at,
        "due_at": dossier.first_due_at,
        "now_due_at": _moved(dossier),
        "deciding_office": _decides(head, dossier),
        "forwarded_at": handed[0].event.at if handed else None,
        "finished_at": dossier.finished_at,
        "returned_at": dossier.returned_at,
        "returned_to": _taker(dossier),
        "return_by": CHANNELS.get(dossier.return_by) if dossier.master is None else None,
        "status": dossier.status,
        "state": STATES[dossier.state],
        "void": dossier.void,
        "note": _note(story) or None,
    }


def _decides(head: Letterhead, dossier: Dossier) -> str | None:
    """Which office: of another system's dossier its list does not say."""
    if dossier.master is not None:
        return None
    return head.office(dossier.deciding_office) or dossier.deciding_office


def _moved(dossier: Dossier) -> datetime | None:
    return None if dossier.due_at == dossier.first_due_at else dossier.due_at


def _taker(dossier: Dossier) -> str | None:
    if dossier.returned_at is None or dossier.master is not None:
        return None
    return dossier.returned_to.name if dossier.returned_to else dossier.owner.name


def _note(story: Story) -> str:
    """Voided, promised anew, typed in later, and the clerk's own remark."""
    dossier, moved = story[-1].after, _moved(story[-1].after)
    parts = ["đã huỷ"] if dossier.void else []
    parts += [f"của {SYSTEMS.get(dossier.master, dossier.master)}"] if dossier.master else []
    parts += [f"hẹn lại {moved:%d/%m/%Y}"] if moved else []
    for kind, words in LATE:
        late = [late_by(told) for told in steps_of(story, kind)]
        parts += [f"{words} {said}" for said in late[-1:] if said]
    parts += [dossier.note] if dossier.note else []
    return "; ".join(parts)


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    """The columns that paper has room for."""
    code, external = row["code"], row["external_code"]
    return {
        "code": f"{code}\n{external}" if external else code,
        "subject": row["subject"],
        "sets": row["sets"],
        "owner": row["owner"],
        "address": row["address"],
        "phone": row["phone"],
        "received": row["received_at"],
        "due": row["due_at"],
        "returned": row["returned_at"],
        "note": clipped(row["note"], MOST_NOTE) if row["note"] else None,
    }
