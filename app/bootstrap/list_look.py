"""A list before it is stored, as the page Hệ thống tỉnh shows it: what is what in it."""

from app.bootstrap import list_maps
from app.bootstrap.opening import OpenDesk
from app.domain.dossier import STOPPED, SUSPENDED
from app.domain.errors import ClerkError
from app.domain.list_columns import letter
from app.domain.list_terms import TITLES, Status, squeezed
from app.domain.old_fonts import Reread
from app.services.importing import FoundList
from app.ui.beside import desk as ui
from app.ui.widgets.table import TableRow

KEPT = "giữ nguyên, không mục riêng"
PASSED_OVER, UNKNOWN = "không nhập", "chưa hiểu: Enter chọn"
NOTHING, WORD = "-", "word:"
STATUSES: dict[str, tuple[str, Status]] = {
    "1": ("mới đăng ký", (1, None)),
    "2": ("đã tiếp nhận", (2, None)),
    "3": ("không tiếp nhận", (3, None)),
    "4": ("đang xử lý", (4, None)),
    "5": ("chờ bổ sung giấy tờ", (5, None)),
    "6": ("chờ nghĩa vụ tài chính", (6, None)),
    "7": ("công dân rút hồ sơ", (7, None)),
    SUSPENDED: ("tạm dừng", (8, SUSPENDED)),
    STOPPED: ("dừng xử lý", (8, STOPPED)),
    "9": ("có kết quả", (9, None)),
    "10": ("đã trả kết quả", (10, None)),
}


def looked(found: FoundList) -> ui.Looked:
    """Each column; each word for a status that had to be said or is unknown; how many rows."""
    columns = found.columns
    fields = {place: name for name, place in columns.places.items()}
    rows = [
        TableRow(letter(place), (letter(place), heading, _meaning(place, fields, found)))
        for place, heading in enumerate(columns.headings)
        if heading
    ]
    rows += [
        TableRow(f"{WORD}{word}", ("", f"trạng thái “{word}”", _status_said(found, word)))
        for word in found.statuses
        if found.terms.status(word) is None or f'"{squeezed(word)}"' in found.chosen
    ]
    many = sum(not row.blank for row in found.sheet.rows[columns.body :])
    line = f"{many} dòng. Xem các cột đã đúng chưa rồi bấm F9; Enter chọn nghĩa khác, Esc thôi."
    if not found.ready:
        line = f"{many} dòng. Chưa đủ cột: chọn dòng là mã hồ sơ, Enter; rồi một cột khác nữa."
    line = " ".join(filter(None, (line, found.assumed, *map(_anew, found.reread))))
    return ui.Looked(f"Danh sách sẽ nhập: {found.sheet.name}", tuple(rows), line)


def question(found: FoundList, key: str) -> ui.Question:
    """What a row of it may mean."""
    if key.startswith(WORD):
        words = key.removeprefix(WORD)
        options = tuple((name, said) for name, (said, _status) in STATUSES.items())
        return ui.Question(f"Trạng thái “{words}” là gì?", options)
    heading = found.columns.headings[_place(found, key)]
    options = tuple((name, title[:1].upper() + title[1:]) for name, title in TITLES.items())
    return ui.Question(f"Cột “{heading}” là gì?", (*options, (NOTHING, KEPT.capitalize())))


def meant(desk: OpenDesk, found: FoundList, key: str, meaning: str) -> FoundList:
    """The list once a row of it means something else."""
    if key.startswith(WORD):
        return list_maps.name_status(desk, found, key.removeprefix(WORD), STATUSES[meaning][1])
    field = None if meaning == NOTHING else meaning
    return list_maps.name_column(desk, found, _place(found, key), field)


def require_ready(found: FoundList) -> None:
    """ClerkError where the columns that are needed are not known."""
    if not found.ready:
        raise ClerkError(
            "Chưa biết cột nào là mã hồ sơ và một cột khác. Chưa nhập gì. Hãy chọn dòng của cột "
            "ấy, nhấn Enter rồi chọn nghĩa.",
            "code",
        )


def _place(found: FoundList, key: str) -> int:
    return next(at for at in range(len(found.columns.headings)) if letter(at) == key)


def _meaning(place: int, fields: dict[int, str], found: FoundList) -> str:
    if place in fields:
        return TITLES[fields[place]]
    return PASSED_OVER if place in found.columns.passed_over else KEPT


def _status_said(found: FoundList, word: str) -> str:
    status = found.terms.status(word)
    return next((said for said, one in STATUSES.values() if one == status), UNKNOWN)


def _anew(one: Reread) -> str:
    """What was written in an old font, with examples to compare."""
    shown = "; ".join(f"{before} → {now}" for before, now in one.examples)
    return f"Chữ {one.title}: {one.cells} ô đã đổi sang Unicode, ví dụ {shown}."
