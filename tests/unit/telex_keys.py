"""Vietnamese as a scanner sends it through a keyboard in Telex: the way back of `decode_telex`."""

import re
import unicodedata

from app.domain.telex import SHAPES, TONES


def encode_telex(text: str) -> str:
    """Vietnamese as Telex keystrokes, tones at the end of each word."""
    return re.sub(r"\w+", lambda found: _encode(found[0]), unicodedata.normalize("NFC", text))


def _encode(word: str) -> str:
    keys, tone = "", ""
    back = {letter: pair for pair, letter in SHAPES.items()}
    marks = {mark: key for key, mark in TONES.items()}
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((marks[part] for part in parts if part in marks), tone)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks))
        pair = back.get(bare.lower(), bare)
        keys += pair[0].upper() + pair[1:] if letter.isupper() and len(pair) > 1 else (
            pair if bare.lower() in back else bare)  # fmt: skip
    return keys + tone
