"""Codes of dossiers as a step names them: other systems' codes, and the dossier that one links to.

A code is a label and may come twice out of two machines; here, where both dossiers are at hand, a
clerk is told before it does.
"""

import re
from dataclasses import replace

from app.domain.correction import put
from app.domain.dossier import Dossier, PairedCode
from app.domain.errors import ClerkError
from app.domain.events import Corrected
from app.domain.numbering import is_own_code
from app.services.fields import Fields, clean_text, printable
from app.services.ports import Reads, Stored

PROVINCE = "province"
SYSTEMS = {
    PROVINCE: "hệ thống tỉnh", "hotich": "hệ thống hộ tịch", "datdai": "hệ thống đất đai",
}  # fmt: skip
SPECIAL = ("hotich", "datdai")
CODE_KEYS = frozenset({"system", "code"})
SHAPE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9./_-]+[A-Z0-9]")
SAMPLE = "H18.40-261123-0001"
NOTHING = "Chưa ghi gì."


def entered(dossier: Dossier) -> bool:
    """Whether it stands in the province's system; the civil status and land systems are others."""
    return province_code(dossier) is not None


def province_code(dossier: Dossier) -> str | None:
    """Its code there, as papers and the book call it; the first one where there are several."""
    codes = (one.code for one in dossier.codes if one.system.casefold() not in SPECIAL)
    return next(codes, None)


def read_code(line: Fields) -> tuple[str, str]:
    """System and code of a step line: `external_code` as in a dossier line, or the code alone.

    The province's own system is meant where none is named.
    """
    if isinstance(line.values.get("external_code"), str | None):
        return line.text("system", 100) or PROVINCE, clean_code(line, "external_code")
    inner = Fields.of(line.values["external_code"], "external_code", CODE_KEYS)
    system = inner.text("system", 100) or line.text("system", 100)
    return system or PROVINCE, clean_code(inner, "code")


def clean_code(part: Fields, name: str) -> str:
    """A code in capitals as it is printed; ClerkError for what no system can have given."""
    code = clean_text(part.values.get(name), part.at(name), 100)
    if code is None:
        raise ClerkError(
            f"Thiếu mã của hệ thống kia. {NOTHING} Hãy nhập mã, ví dụ {SAMPLE}.", part.at(name)
        )
    if not SHAPE.fullmatch(code.upper()):
        raise ClerkError(
            f"“{printable(code)}” không phải mã hồ sơ: mã chỉ gồm chữ không dấu, chữ số, dấu chấm "
            f"và gạch, có ít nhất một chữ số. {NOTHING} Hãy chép lại, ví dụ {SAMPLE}.",
            part.at(name),
        )
    if is_own_code(code.upper()):
        raise ClerkError(
            f"“{printable(code)}” là số phiếu của chương trình này, không phải mã của hệ thống "
            f"khác. {NOTHING} Hãy chép mã ở hệ thống kia.",
            part.at(name),
        )
    return code.upper()


def check_free(reads: Reads, stored: Stored, system: str, code: str, field: str) -> None:
    """ClerkError where this dossier has the code already, or another one does.

    A voided dossier holds none: what was received twice gives its code to the one that stays.
    """
    named = f"mã “{printable(code)}” của {SYSTEMS.get(system, printable(system))}"
    known = _known(stored.dossier, system, code)
    if known is not None:
        raise ClerkError(
            f"Hồ sơ này đã có {named} từ {known.paired_at:%d/%m/%Y}. Không cần ghi lại.", field
        )
    for other in reads.with_code(code):
        if other.dossier.master is not None:
            continue  # what its list says of it: this dossier will stand for it
        if other.id == stored.id and other.dossier.code == code:
            raise ClerkError(
                f"“{printable(code)}” là số phiếu của chính hồ sơ này. {NOTHING} Hãy chép mã ở hệ "
                "thống kia.",
                field,
            )
        if other.id != stored.id and _holds(other.dossier, system, code):
            raise ClerkError(
                f"Hồ sơ {other.dossier.code} đã mang {named}. {NOTHING} Hãy xem lại mã; nếu hồ sơ "
                "kia ghi nhầm thì sửa mã ở đó trước.",
                field,
            )


def borne_by(reads: Reads, system: str, code: str) -> Dossier | None:
    """A dossier of ours that has the code; a voided one and a row of their list hold none."""
    found = (one.dossier for one in reads.with_code(code))
    return next((one for one in found if not one.master and _holds(one, system, code)), None)


def corrected(reads: Reads, stored: Stored, fact: Corrected) -> Corrected:
    """The correction, a code as codes are written; ClerkError where it may be none, or is taken."""
    before = stored.dossier
    if fact.field.endswith(".code") and fact.field.startswith(("codes.", "external_code.")):
        fact = replace(fact, new=clean_code(Fields({"value": fact.new}), "value"))
    for one in put(before, fact.field, fact.new).codes:
        if one not in before.codes:
            check_free(reads, stored, one.system, one.code, "value")
    return fact


def check_other(reads: Reads, stored: Stored, code: str) -> None:
    """ClerkError unless the code leads to another dossier of this desk, and to one only."""
    found = reads.with_code(code)
    if not found:
        raise ClerkError(
            f"Không có hồ sơ “{printable(code)}” trên máy này để liên kết. Hồ sơ không đổi. Hãy "
            "xem lại mã.",
            "other",
        )
    if len(found) > 1:
        ids = ", ".join(one.identity.hex()[:16] for one in found)
        raise ClerkError(
            f"Có {len(found)} hồ sơ mang mã “{printable(code)}”. Hồ sơ không đổi. Hãy ghi một "
            f"trong các số: {ids}.",
            "other",
        )
    if found[0].id == stored.id:
        raise ClerkError(
            "Đây là mã của chính hồ sơ này. Hồ sơ không đổi. Hãy ghi mã của hồ sơ kia.", "other"
        )


def _known(dossier: Dossier, system: str, code: str) -> PairedCode | None:
    """The code among those of the dossier; names of systems in any case."""
    return next(
        (
            one
            for one in dossier.codes
            if one.system.casefold() == system.casefold() and one.code.upper() == code.upper()
        ),
        None,
    )


def _holds(dossier: Dossier, system: str, code: str) -> bool:
    """Whether a dossier that counts has the code: as its own number, or of that system."""
    return not dossier.void and (dossier.code == code or _known(dossier, system, code) is not None)
