"""VNI keystrokes to Vietnamese, for hands whose input method was off: "d9a85ng" is "đặng"."""

import re

from app.domain.telex import SYLLABLE, cased, toned

TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
SHAPES = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}
WORD = re.compile(r"[a-zđ][a-zăâđêôơư]*\d[a-z0-9ăâđêôơư]*", re.IGNORECASE)


def decode_vni(text: str) -> str:
    """The text with every VNI word composed; words that are none stay as they are."""
    return WORD.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    letters, tone = "", ""
    for key in word.lower():
        if key in TONES:
            tone = TONES[key]
        elif key in SHAPES:
            shaped = _shaped(letters, key)
            if shaped == letters:
                return word  # a number, not a mark
            letters = shaped
        elif key.isdecimal():
            return word
        else:
            letters += key
    if not SYLLABLE.fullmatch(letters):
        return word
    return cased(toned(letters, tone), word)


def _shaped(letters: str, key: str) -> str:
    """The last letter that takes this mark takes it; a horn goes to both of "uo"."""
    if key == "7" and letters.find("uo") >= 0:
        return letters.replace("uo", "ươ", 1)
    shapes = SHAPES[key]
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in shapes:
            return letters[:place] + shapes[letters[place]] + letters[place + 1 :]
    return letters
