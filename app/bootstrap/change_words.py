"""What a correction changed, in a clerk's words; fields whose values are codes stay unsaid."""

from app.domain.dossier import Change
from app.services.field_words import FIELD_WORDS
from app.services.offices import FIELDS as OFFICES
from app.services.offices import NameOf

TOLD = frozenset(
    "name id id_kind born_on phone address pages certify originals certified copies sets exemption "
    "serial code note deciding_office return_office".split()
)


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
    name = "" if change is None else change.field.rpartition(".")[2]
    if change is None or name not in TOLD:
        return ""
    label = FIELD_WORDS[name]
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
