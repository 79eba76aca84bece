"""What a correction changed, in a clerk's words; fields whose values are codes stay unsaid."""

from app.domain.dossier import Change
from app.services.offices import FIELDS as OFFICES
from app.services.offices import NameOf

FIELDS = {
    "name": "tên",
    "id": "số giấy tờ",
    "id_kind": "loại giấy tờ",
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
    "deciding_office": "cơ quan giải quyết",
    "return_office": "nơi trả kết quả",
}


ID_KINDS = {
    "cccd": "căn cước",
    "cmnd": "CMND",
    "passport": "hộ chiếu",
    "tax": "mã số thuế",
    "birth": "giấy khai sinh",
    "none": "chưa có giấy tờ",
}


def changed(change: Change | None, named: NameOf | None = None) -> str:
    """Điện thoại, from what to what: `điện thoại: 0912345678 → 0987654321`.

    `named` calls an office by its code; without it such a field stays unsaid.
    """
    label = None if change is None else FIELDS.get(change.field.rpartition(".")[2])
    if change is None or label is None:
        return ""
    if change.field in OFFICES:
        if named is None:
            return ""
        old, new = (None if one is None else named(str(one)) for one in (change.old, change.new))
        return f"{label}: {old or 'cơ quan mình'} → {new}"
    told = _kind if change.field.endswith("id_kind") else _told
    return f"{label}: {told(change.old)} → {told(change.new)}"


def _kind(value: object) -> str:
    return ID_KINDS.get(str(value), _told(value))


def _told(value: object) -> str:
    return "trống" if value is None else str(value)
