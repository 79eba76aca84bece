"""Numbers of people and bodies, and birth dates as they are typed.

Twelve digits are hard; that sex, year and province fit is only ever a warning: the card is right,
not we (NĐ 137/2015/NĐ-CP: three digits of province, one of century and sex, two of the birth year).
"""

import re
from calendar import monthrange
from datetime import date

from app.domain.errors import ClerkError

CCCD, CMND, PASSPORT, TAX, BIRTH, NONE = "cccd", "cmnd", "passport", "tax", "birth", "none"
LENGTHS = {CCCD: (12,), CMND: (9,), TAX: (10, 13)}
NAMES = {CCCD: "CCCD", CMND: "CMND", TAX: "mã số thuế"}
PASSPORT_FORM = re.compile(r"[A-Z]{1,2}\d{6,8}")
FOREIGN_PASSPORT = re.compile(r"[A-Z0-9]{5,12}")
TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 "
    "036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 "
    "074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split()
)
LAST_PROVINCE = "096"  # above it: births registered abroad
OLDEST = 1850

Warned = tuple[str, str]


def guess_id_kind(text: str) -> str | None:
    """The kind that a number's shape tells, None where it tells none."""
    bare = squeezed(text)
    if bare.isascii() and bare.isdigit():
        return {12: CCCD, 9: CMND, 10: TAX, 13: TAX}.get(len(bare))
    return PASSPORT if PASSPORT_FORM.fullmatch(bare) else None


def clean_id(text: str, kind: str) -> str:
    """The number without spaces and dots; ClerkError saying how many digits are missing."""
    bare = squeezed(text)
    if kind in LENGTHS:
        return _digits(bare, kind)
    if kind == PASSPORT and not FOREIGN_PASSPORT.fullmatch(bare):
        raise ClerkError("Số hộ chiếu gồm 5 đến 12 chữ và số, ví dụ C1234567.", "id")
    if kind == NONE:
        raise ClerkError("Đã ghi “chưa có giấy tờ” thì để trống số.", "id")
    return bare


def squeezed(text: str) -> str:
    """A number as it is stored: no spaces, dots or dashes, capitals."""
    return re.sub(r"[\s.\-]", "", text).upper()


def _digits(bare: str, kind: str) -> str:
    name, lengths = NAMES[kind], LENGTHS[kind]
    wanted = " hoặc ".join(map(str, lengths))
    if not (bare.isascii() and bare.isdigit()):
        raise ClerkError(f"Số {name} chỉ gồm {wanted} chữ số. Hãy xem lại.", "id")
    if len(bare) in lengths:
        return bare
    nearest = min(lengths, key=lambda length: abs(length - len(bare)))
    off = len(bare) - nearest
    words = f"thừa {off} số" if off > 0 else f"thiếu {-off} số"
    raise ClerkError(f"Số {name} có {wanted} chữ số. Bạn đã nhập {len(bare)} - {words}.", "id")


def sex_and_year(cccd: str) -> tuple[str, int]:
    """What digits four to six say: even is male, each pair of digits a century from 1900."""
    digit = int(cccd[3])
    return ("female" if digit % 2 else "male"), 1900 + digit // 2 * 100 + int(cccd[4:6])


def id_warnings(
    number: str, born_on: str | None, sex: str | None, kind: str = CCCD
) -> tuple[Warned, ...]:
    """(field, sentence) of what does not fit; nothing of it stops a dossier."""
    if kind == TAX:
        return _tax_warnings(number)
    if kind != CCCD or len(number) != 12:  # noqa: PLR2004 - digits of a CCCD
        return ()
    found = []
    told_sex, told_year = sex_and_year(number)
    if born_on is not None and int(born_on[:4]) != told_year:
        found.append(("born_on", f"Số CCCD cho năm sinh {told_year}, ở đây là {born_on[:4]}."))
    if sex is not None and sex != told_sex:
        words = {"male": "Nam", "female": "Nữ"}
        found.append(("sex", f"Số CCCD cho giới tính {words[told_sex]}, ở đây là {words[sex]}."))
    if number[:3] not in PROVINCES and number[:3] <= LAST_PROVINCE:
        found.append(("id", f"Ba số đầu {number[:3]} không phải mã tỉnh. Hãy xem lại số."))
    return tuple(found)


def _tax_warnings(number: str) -> tuple[Warned, ...]:
    total = sum(int(digit) * weight for digit, weight in zip(number, TAX_WEIGHTS, strict=False))
    if int(number[9]) == 10 - total % 11:
        return ()
    return (("id", "Chữ số kiểm tra của mã số thuế không khớp. Hãy xem lại số."),)


def parse_born_on(text: str, *, today: date) -> str:
    """ISO day, or the year alone, of a birth date as people type it.

    Takes 1990, 00001950, 14031990, 140390, 14/03/1990, 14-3-1990 and ISO; two digits of a year mean
    the last such year that is not ahead. Raises ClerkError with an example of a day that exists.
    """
    typed = text.strip()
    if re.fullmatch(r"0{0,4}\d{4}", typed) and len(typed) in (4, 8) and typed[-4:] != "0000":
        return _year_alone(int(typed[-4:]), today)
    found = _parts(typed, today)
    if found is None:
        raise ClerkError(
            f"Ngày sinh “{typed[:20]}” chưa đủ. Ví dụ: 28/02/1990, hoặc 1990.", "born_on"
        )
    return _day(*found, typed, today)


def _parts(typed: str, today: date) -> tuple[int, int, int] | None:
    """Day, month, year."""
    short = re.fullmatch(r"(\d{2})(\d{2})(\d{2})", typed)
    if short:
        day, month, year = (int(part) for part in short.groups())
        year += today.year // 100 * 100
        ahead = (year, month, day) > (today.year, today.month, today.day)
        return day, month, year - 100 * ahead
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed)
    if iso:
        return int(iso[3]), int(iso[2]), int(iso[1])
    parted = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", typed)
    whole = re.fullmatch(r"(\d{2})(\d{2})(\d{4})", typed)
    found = parted or whole
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _year_alone(year: int, today: date) -> str:
    if not OLDEST <= year <= today.year:
        raise ClerkError(f"Năm sinh {year} không hợp lý. Hãy xem lại.", "born_on")
    return str(year)


def _day(day: int, month: int, year: int, typed: str, today: date) -> str:
    if day == 0 and month == 0:
        return _year_alone(year, today)
    if not OLDEST <= year <= today.year:
        raise ClerkError(f"Năm sinh {year} không hợp lý. Hãy xem lại.", "born_on")
    known_month = min(max(month, 1), 12)
    last = monthrange(year, known_month)[1]
    if month != known_month or not 1 <= day <= last:
        shown = f"{day:02d}/{month:02d}/{year}" if len(typed) <= 10 else typed[:20]  # noqa: PLR2004
        example = f"{min(max(day, 1), last):02d}/{known_month:02d}/{year}"
        raise ClerkError(f"Ngày sinh {shown} không có. Ví dụ: {example}.", "born_on")
    born = date(year, month, day)
    if born > today:
        raise ClerkError(f"Ngày sinh {born:%d/%m/%Y} ở tương lai. Hãy xem lại.", "born_on")
    return born.isoformat()
