"""Sổ chứng thực as a file: PDF (a part a book), a workbook, or JSON; by its ending."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import EACH, print_values, write_file
from app.bootstrap.writing import forms_published, letterhead, unlocked_name
from app.domain.times import iso
from app.domain.vietnamese import day_in_words, dong
from app.services.certification_register import Line, Section, as_rows

NAME, FORM, TITLE = "certification", "so-chung-thuc", "Sổ chứng thực"
COLUMNS = (
    ("place", "STT"),
    ("number", "Số chứng thực"),
    ("on", "Ngày, tháng, năm chứng thực"),
    ("name", "Họ tên của người yêu cầu chứng thực"),
    ("paper", "Tên của bản chính giấy tờ, văn bản"),
    ("signer", "Họ tên, chức danh người ký chứng thực"),
    ("sheets", "Số trang/Số bản"),
    ("fee_dong", "Lệ phí/Phí chứng thực (đồng)"),
    ("note", "Ghi chú"),
    ("book", "Quyển số"),
    ("code", "Mã hồ sơ"),
)
TRAINING = "LUYỆN TẬP – KHÔNG CÓ GIÁ TRỊ"
STRUCK = "huỷ"
UNNAMED = "(chưa ghi tên giấy tờ)"
Maker = Callable[[OpenDesk, Sequence[Section], date, date], bytes]


def write_certification(
    opened: OpenDesk, sections: Sequence[Section], first: date, last: date, out: Path
) -> None:
    """Write the registers of some days to a file."""
    write_file(out, MAKERS[out.suffix.lower()](opened, sections, first, last))


def _totals(sections: Sequence[Section]) -> dict[str, int]:
    return {
        "copies": sum(one.copies for one in sections),
        "fee_dong": sum(one.fee_dong for one in sections),
    }


def _as_json(opened: OpenDesk, sections: Sequence[Section], first: date, last: date) -> bytes:
    standing = opened.standing
    values = {
        "book": NAME,
        "commune": standing.commune,
        "office": standing.office.name,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "made_at": iso(opened.desk.clock.now()),
        "training": standing.training,
        "rows": as_rows(sections),
        "totals": _totals(sections),
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _as_pdf(opened: OpenDesk, sections: Sequence[Section], first: date, last: date) -> bytes:
    from app.printing.pages import render_each  # heavy, and not wanted for the others

    today = opened.desk.clock.now().date()
    common = {
        **letterhead(opened).head(today),
        **_about(opened, first, last),
        "print": print_values(opened, 0),
    }
    parts = [common | _part(one) for one in sections or [EMPTY]]
    return render_each(FORM, parts, today, forms_published(opened, today))


def paper_values(
    opened: OpenDesk, sections: Sequence[Section], first: date, last: date
) -> dict[str, Any]:
    """What the print queue is given, a part a book; office and print come when it prints."""
    return {
        "issued_on": day_in_words(opened.desk.clock.now().date()),
        **_about(opened, first, last),
        EACH: [_part(one) for one in sections],
    }


def _about(opened: OpenDesk, first: date, last: date) -> dict[str, Any]:
    return {
        "period": {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"},
        "clerk": unlocked_name(opened),
    }


def _as_xlsx(opened: OpenDesk, sections: Sequence[Section], first: date, last: date) -> bytes:
    from app.printing.workbook import workbook  # heavy, and not wanted for the others

    totals = _totals(sections)
    made = f"lập lúc {opened.desk.clock.now():%H:%M %d/%m/%Y}"
    heads = [
        TITLE,
        opened.standing.office.name,
        f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}, {made}",
        f"Cộng {totals['copies']} bản, {dong(totals['fee_dong'])} đồng",
    ]
    if opened.standing.training:
        heads.append(TRAINING)
    lines = [(section, line) for section in sections for line in section.lines]
    rows = [_row(place, *pair) for place, pair in enumerate(lines, 1)]
    return workbook(heads, COLUMNS, rows)


def _row(place: int, section: Section, line: Line) -> dict[str, object]:
    return {
        "place": place,
        "number": line.number or None,
        "on": f"{line.on:%d/%m/%Y}",
        "name": line.name,
        "paper": line.paper,
        "signer": line.signer,
        "sheets": _sheets(line),
        "fee_dong": None if line.void else line.fee_dong,
        "note": STRUCK if line.void else None,
        "book": section.book,
        "code": line.code,
    }


def _part(section: Section) -> dict[str, Any]:
    opened, closed = section.opened_on, section.closed_on
    return {
        "title": section.title,
        "book": {
            "name": section.book,
            "opened": opened and day_in_words(opened),
            "closed": closed and day_in_words(closed),
        },
        "entries": [_cells(line) for line in section.lines],
        "total": {
            "lines": str(len(section.lines)),
            "copies": str(section.copies),
            "fee": dong(section.fee_dong),
        },
    }


def _cells(line: Line) -> dict[str, str | None]:
    return {
        "number": line.number,
        "on": f"{line.on:%d/%m/%Y}",
        "name": line.name,
        "paper": f"{line.paper or UNNAMED} – HUỶ" if line.void else line.paper or UNNAMED,
        "signer": line.signer,
        "sheets": _sheets(line),
        "fee": STRUCK if line.void else _fee(line),
    }


def _sheets(line: Line) -> str | None:
    if line.pages is None and line.copies is None:
        return None
    return "/".join("…" if one is None else str(one) for one in (line.pages, line.copies))


def _fee(line: Line) -> str | None:
    return None if line.fee_dong is None else dong(line.fee_dong)


EMPTY = Section("copies", "Sổ chứng thực bản sao từ bản chính", "Bản sao", None, None, None, ())
MAKERS: dict[str, Maker] = {".json": _as_json, ".pdf": _as_pdf, ".xlsx": _as_xlsx}
