"""Telex keystrokes to Vietnamese, for scanners and hands whose input method was off.

"Nguyeexn Thij Nhaanx" is what a machine types for "Nguyễn Thị Nhẫn" when nothing composes it.
"""

import re
import unicodedata

TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
SHAPES = {"aa": "â", "aw": "ă", "ee": "ê", "oo": "ô", "ow": "ơ", "uw": "ư", "dd": "đ"}
VOWELS = "aăâeêioôơuưy"
TWO_SPELLINGS = re.compile(
    r"(?:o[àáảãạèéẻẽẹ]|[òóỏõọ][ae]|(?<!q)u[ỳýỷỹỵ]|[ùúủũụ]y)(?!\w)", re.IGNORECASE
)
WORD = re.compile(r"[a-zđăâêôơư]+", re.IGNORECASE)
SYLLABLE = re.compile(
    r"(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x)?"
    r"[aăâeêioôơuưy]{1,3}(ch|ng|nh|c|m|n|p|t)?"
)


def decode_telex(text: str) -> str:
    """The text with every Telex word composed; words that are none stay as they are."""
    return WORD.sub(lambda found: _word(found[0]), text)


def is_telex(text: str) -> bool:
    """Whether decoding changes something."""
    return decode_telex(text) != text


def has_two_spellings(text: str) -> bool:
    """Whether the mark of a word has two places (Hoà, Hòa): keystrokes do not tell which."""
    return TWO_SPELLINGS.search(unicodedata.normalize("NFC", text)) is not None


def _word(word: str) -> str:
    lower = word.lower()
    tone = ""
    plain = lower
    if len(lower) > 1 and lower[-1] in TONES and any(one in VOWELS for one in lower[:-1]):
        plain, tone = lower[:-1], TONES[lower[-1]]
    else:
        inner = re.search(r"(?<=[aăâeêioôơuưy])([sfrxj])(?=[a-z]*$)", lower)
        if inner:
            plain = lower[: inner.start()] + lower[inner.end() :]
            tone = TONES[inner[1]]
    shaped = _shaped(plain)
    if (shaped == lower and not tone) or not SYLLABLE.fullmatch(shaped):
        return word
    return cased(toned(shaped, tone), word)


def _shaped(plain: str) -> str:
    plain = re.sub(r"uow", "ươ", plain)
    for keys, letter in SHAPES.items():
        plain = plain.replace(keys, letter)
    if plain.endswith("w") and "u" in plain:
        plain = plain[:-1].replace("u", "ư", 1)
    return plain


def toned(shaped: str, tone: str) -> str:
    """A syllable with a tone (a combining mark, or nothing) where the usual rules put it."""
    if not tone:
        return shaped
    place = _tone_place(shaped)
    return unicodedata.normalize("NFC", shaped[: place + 1] + tone + shaped[place + 1 :])


def _tone_place(shaped: str) -> int:
    """Where the mark stands: on the shaped vowel, else by the usual rules."""
    start = 2 if shaped.startswith(("qu", "gi")) and any(c in VOWELS for c in shaped[2:]) else 0
    vowels = [n for n, letter in enumerate(shaped) if letter in VOWELS and n >= start]
    special = [n for n in vowels if shaped[n] in "ăâêôơư"]
    if special:
        return special[-1]
    closed = vowels[-1] < len(shaped) - 1
    if len(vowels) == 1:
        return vowels[0]
    return vowels[1] if closed or len(vowels) == 3 else vowels[0]  # noqa: PLR2004


def cased(text: str, like: str) -> str:
    """Capitals as in the keystrokes."""
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text[0].upper() + text[1:] if like[0].isupper() else text
