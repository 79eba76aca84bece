"""The inventory of an office: every kind of the list, counted or not, on paper and as a table."""

from pathlib import Path
from typing import Any

from app.bootstrap.list_files import write_list
from app.bootstrap.opening import OpenDesk
from app.domain.incident_lines import listed_rows
from app.domain.incidents import Device, in_inventory
from app.domain.reasons import DEVICE
from app.domain.times import weekday
from app.storage import incidents

FORM, TITLE = "thiet-bi", "Thiết bị và biên chế"
HEADINGS = (
    "Mã",
    "Thiết bị, biên chế",
    "Cần",
    "Có",
    "Dùng được",
    "Hỏng",
    "Thiếu",
    "Ghi chú",
    "Ngày",
)


def inventory(opened: OpenDesk) -> list[tuple[str, str, Device | None]]:
    """Code, words and last count of every kind that the list asks for, then the office's own."""
    catalogue = opened.desk.catalogue(opened.desk.clock.now())
    counted = {one.code: one for one in incidents.inventory(opened.connection.execute)}
    asked = in_inventory(listed_rows(catalogue, DEVICE))
    rows = [(one.code, one.words, counted.pop(one.code, None)) for one in asked]
    return [*rows, *((one.code, one.about, one) for one in counted.values())]


def values(opened: OpenDesk) -> dict[str, Any]:
    """What the form thiet-bi says, but for office and print."""
    now = opened.desk.clock.now()
    still = [one for one in incidents.every(opened.connection.execute) if one.closed_at is None]
    return {
        "at": f"{now:%H:%M} {weekday(now.date())} {now:%d/%m/%Y}",
        "entries": [_entry(words, device) for _, words, device in inventory(opened)],
        "open": [
            {
                "number": one.document,
                "about": one.about,
                "since": f"{one.since:%H:%M %d/%m/%Y}",
                "days": str(one.days(now)),
            }
            for one in still
        ]
        or None,
    }


def write(opened: OpenDesk, out: Path) -> int:
    """Write it to a file, by its ending; how many lines it has."""
    rows = [_cells(code, words, device) for code, words, device in inventory(opened)]
    write_list(opened, out, FORM, values(opened), TITLE, HEADINGS, rows)
    return len(rows)


def _entry(words: str, device: Device | None) -> dict[str, str]:
    if device is None:
        return {"about": words, "needed": "", "held": "…", "works": "…", "broken": "…",
                "missing": "", "note": "chưa kiểm kê"}  # fmt: skip
    return {
        "about": words,
        "needed": _said(device.needed),
        "held": str(device.held),
        "works": str(device.works),
        "broken": str(device.broken),
        "missing": _said(device.missing),
        "note": device.note or "",
    }


def _cells(code: str, words: str, device: Device | None) -> list[str]:
    if device is None:
        return [code, words, "", "", "", "", "", "chưa kiểm kê", ""]
    return [
        code, words, _said(device.needed), str(device.held), str(device.works), str(device.broken),
        _said(device.missing), device.note or "", f"{device.counted_at:%d/%m/%Y}",
    ]  # fmt: skip


def _said(number: int | None) -> str:
    return "" if number is None else str(number)
