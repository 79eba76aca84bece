"""Vietnamese text: one normal form, keys to search by, amounts and dates as papers write them."""

import unicodedata
from datetime import date, datetime

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
STROKES = str.maketrans("đðƀøł", "ddbol")  # ð is often typed for đ; ƀ is Ê Đê
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


def dong(amount: int) -> str:
    """Thousands parted by dots: 200.000."""
    return f"{amount:,}".replace(",", ".")


def day_in_words(day: date) -> str:
    """ngày 05 tháng 02 năm 2026, the months 3 to 9 without a nought."""
    month = f"{day.month:02d}" if day.month in ALWAYS_TWO else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_in_words(moment: datetime) -> str:
    """08 giờ 37 phút, ngày 20 tháng 11 năm 2026."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {day_in_words(moment.date())}"
