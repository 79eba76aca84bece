"""What a correction changed, in a clerk's words; fields whose values are codes stay unsaid."""

from app.domain.dossier import Change

FIELDS = {
    "name": "tên",
    "id": "số giấy tờ",
    "born_on": "ngày sinh",
    "phone": "điện thoại",
    "address": "nơi ở",
    "pages": "số trang",
    "certify": "số bản chứng thực",
    "originals": "số bản chính",
    "certified": "số bản chứng thực đã nộp",
    "copies": "số bản sao",
    "sets": "số bộ",
    "exemption": "diện miễn",
    "serial": "số biên lai",
    "code": "mã hồ sơ",
    "note": "ghi chú",
}


def changed(change: Change | None) -> str:
    """Điện thoại, from what to what: `điện thoại: 0912345678 → 0987654321`."""
    label = None if change is None else FIELDS.get(change.field.rpartition(".")[2])
    if change is None or label is None:
        return ""
    return f"{label}: {_told(change.old)} → {_told(change.new)}"


def _told(value: object) -> str:
    return "trống" if value is None else str(value)
