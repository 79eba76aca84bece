"""The offices that a dossier names: who received it, who decides it, who gives its result back."""

from collections.abc import Callable
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.place import Office
from app.services.fields import printable

DECIDING_OFFICE = "deciding_office"
FIELDS = (DECIDING_OFFICE, "return_office")
DECIDING = frozenset(
    "take_over request_papers papers_received require_payment suspend resume extend stop "
    "finish".split()
)
NameOf = Callable[[str], str]
CodeOf = Callable[[str, str], str]


def require_known(catalogue: Catalogue, own: str, code: str | None, field: str) -> None:
    """ClerkError where the catalogue has no such office, or it is of another province.

    A commune's centre receives for any commune of its own province (NĐ 118/2025, article 14).
    `own` is the commune of the receiving office.
    """
    if code is None or code == own:
        return
    if catalogue.office(code) is None:
        raise ClerkError(
            f"Không thấy cơ quan mang mã “{printable(code)}” trong danh mục. Hãy ghi mã xã năm chữ "
            f"số, ví dụ {own}; bỏ trống nếu là cơ quan mình.",
            field,
        )
    here, there = catalogue.commune(own), catalogue.commune(code)
    if here is not None and there is not None and here.province != there.province:
        raise ClerkError(
            f"{capital(there.full_name)} thuộc {there.province_name}, không cùng tỉnh với cơ quan "
            "mình nên không giải quyết hay trả kết quả thay được. Hãy xem lại mã.",
            field,
        )


def in_codes(line: dict[str, Any], code_of: CodeOf) -> dict[str, Any]:
    """A dossier line of the page with an office's code in the place of its name."""
    typed = {field: line[field] for field in FIELDS if line.get(field)}
    return line | {field: code_of(name, field) for field, name in typed.items()} if typed else line


def name_of(catalogue: Catalogue, own: Office) -> NameOf:
    """The name of the office of a commune; its code only where no catalogue has ever named it."""

    def named(code: str) -> str:
        office = own if code == own.commune else catalogue.office(code)
        return code if office is None else office.name

    return named


def unit_of(catalogue: Catalogue, own: Office) -> NameOf:
    """The commune itself, short enough for a column: Xã Nà Bủng."""
    whole = name_of(catalogue, own)

    def named(code: str) -> str:
        unit = catalogue.commune(code)
        return whole(code) if unit is None else capital(unit.full_name)

    return named


def branch_of(catalogue: Catalogue, code: str) -> str | None:
    """The branch that a reception point belongs to; None where offices have none."""
    office = catalogue.office(code)
    return None if office is None else office.branch


def places(dossier: Dossier, named: NameOf) -> dict[str, dict[str, str]]:
    """The three of them, each with code and name."""
    codes = {
        "receiving": dossier.office,
        "deciding": dossier.deciding_office or dossier.office,
        "return": dossier.return_office or dossier.office,
    }
    return {role: {"code": code, "name": named(code)} for role, code in codes.items()}


def doubt(dossier: Dossier, own: str, action: str, named: NameOf) -> str | None:
    """What to look at twice about a step that is another office's to take; it is stored anyway."""
    deciding = dossier.deciding_office or dossier.office
    returning = dossier.return_office or dossier.office
    if action in DECIDING and deciding != own:
        return (
            f"Hồ sơ này do {named(deciding)} giải quyết, không phải cơ quan mình. Đã ghi bước; "
            "ghi nhầm thì lãnh đạo đảo bước."
        )
    if action == "give_back" and returning != own:
        return f"Kết quả hồ sơ này đăng ký nhận tại {named(returning)}. Đã ghi bước trả ở đây."
    return None


def capital(words: str) -> str:
    """With a capital letter in front, the others as they are."""
    return words[:1].upper() + words[1:]
