"""An amount of money in words, as receipts write it: 21.000 is "Hai mươi mốt nghìn đồng".

The spelling of northern officialdom: lẻ is "linh", a nought hundred inside a number is said
("không trăm linh năm"), and 1, 4, 5 change behind tens (mốt, tư, lăm).
"""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
BILLION = 10**9
UNITS = {1: "mốt", 4: "tư", 5: "lăm"}  # behind hai mươi … chín mươi
AFTER_TEN = {5: "lăm"}
AFTER_LINH = {4: "tư"}


def dong_in_words(amount: int) -> str:
    """The amount with its unit, its first letter a capital; ValueError below nought."""
    words = f"{number_in_words(amount)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(number: int) -> str:
    """A whole number from nought on; ValueError below it."""
    if number < 0:
        raise ValueError(number)
    return DIGITS[0] if number == 0 else " ".join(_said(number, whole=False))


def _said(number: int, *, whole: bool) -> list[str]:
    """The words of a number; `whole`: larger ones stand before it, so noughts are said."""
    if number >= BILLION:
        billions, rest = divmod(number, BILLION)
        return [*_said(billions, whole=whole), "tỷ", *_said(rest, whole=True)]
    words: list[str] = []
    for scale in (2, 1, 0):
        group = number // 1000**scale % 1000
        if group:
            words += _group(group, whole=whole or bool(words))
            words += [SCALES[scale]] if scale else []
    return words


def _group(number: int, *, whole: bool) -> list[str]:
    """Up to three digits."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if tens > 1:
        words += [DIGITS[tens], "mươi", *([UNITS.get(ones, DIGITS[ones])] if ones else [])]
    elif tens == 1:
        words += ["mười", *([AFTER_TEN.get(ones, DIGITS[ones])] if ones else [])]
    elif ones:
        words += ["linh", AFTER_LINH.get(ones, DIGITS[ones])] if words else [DIGITS[ones]]
    return words
