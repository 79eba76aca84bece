"""Vietnamese text: one normal form, keys to search by, amounts and dates as papers write them."""

import unicodedata
from datetime import date, datetime

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
STROKES = str.maketrans("đðƀøł", "ddbol")  # ð is often typed for đ; ƀ is Ê Đê
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ")
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
FIRST_MARK = "\u0300"  # no combining mark stands before it
ALWAYS_TWO = (1, 2)  # NĐ 30/2020: days under ten and the months 1 and 2 take a nought


def nfc(text: str) -> str:
    """The one form in which text is stored and compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The key that search compares: no marks, lower case, single spaces, one apostrophe.

    An apostrophe joins: "H'Bia", "H’ Bia" and "H' Bia" have one key.
    """
    lowered = text.casefold().translate(STROKES).translate(APOSTROPHES)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", lowered)
        if letter < FIRST_MARK or not unicodedata.combining(letter)
    )
    return " ".join(bare.split()).replace("' ", "'")


def words(text: str) -> list[str]:
    """The folded words."""
    return fold(text).split()


def initials(text: str) -> str:
    """First letters of the folded words: "tình trạng hôn nhân" is "tthn"."""
    return "".join(word[0] for word in words(text))


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sort key of the Vietnamese alphabet: letters first, tones only where letters are equal."""
    letters, tones = [], []
    for letter in nfc(text).casefold():
        base, tone = _parted(letter)
        place = LETTERS.find(base)
        letters.append(place if place >= 0 else ord(base) + (1000 if base.isalpha() else -1000))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def dong(amount: int) -> str:
    """Thousands parted by dots: 200.000."""
    return f"{amount:,}".replace(",", ".")


def dong_in_words(amount: int) -> str:
    """The amount as receipts spell it: "Hai mươi mốt nghìn đồng"."""
    if amount < 0:
        return "Âm " + _spelt(-amount) + " đồng"
    spelt = _spelt(amount)
    return spelt[0].upper() + spelt[1:] + " đồng"


def day_in_words(day: date) -> str:
    """ngày 05 tháng 02 năm 2026, the months 3 to 9 without a nought."""
    month = f"{day.month:02d}" if day.month in ALWAYS_TWO else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_in_words(moment: datetime) -> str:
    """08 giờ 37 phút, ngày 20 tháng 11 năm 2026."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {day_in_words(moment.date())}"


def _parted(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((place for place, mark in enumerate(TONES) if mark and mark in parts), 0)
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES[1:]))
    return base[:1], tone


def _spelt(amount: int) -> str:
    if amount == 0:
        return DIGITS[0]
    groups = []
    while amount:
        amount, group = divmod(amount, 1000)
        groups.append(group)
    spelt = [
        _hundreds(group, whole=place == len(groups) - 1) + GROUPS[place]
        for place, group in reversed(list(enumerate(groups)))
        if group
    ]
    return " ".join(spelt)


def _hundreds(group: int, *, whole: bool) -> str:
    """Three digits; `whole` where no larger group stands before them."""
    hundred, rest = divmod(group, 100)
    parts = []
    if hundred or not whole:
        parts.append(f"{DIGITS[hundred]} trăm")
    if rest:
        parts.append(_tens(rest, after_hundred=bool(parts)))
    return " ".join(parts)


def _tens(rest: int, *, after_hundred: bool) -> str:
    ten, one = divmod(rest, 10)
    if ten == 0:
        unit = "tư" if one == 4 and after_hundred else DIGITS[one]  # noqa: PLR2004 - the digit
        return f"linh {unit}" if after_hundred else DIGITS[one]
    spelt = "mười" if ten == 1 else f"{DIGITS[ten]} mươi"
    if one == 0:
        return spelt
    return f"{spelt} {_unit(ten, one)}"


def _unit(ten: int, one: int) -> str:
    if one == 5:  # noqa: PLR2004 - the digit
        return "lăm"
    if ten > 1:
        return {1: "mốt", 4: "tư"}.get(one, DIGITS[one])
    return DIGITS[one]
