"""UTF-8 bytes that a keyboard driver showed through a single-byte code page, brought back.

Latin-1, CP1252 and CP1258 (undefined bytes kept as C1 controls) and the Alt codes of CP437 and
CP850 are lossless. Where the driver swallowed bytes, nothing is guessed.
"""

import re
import unicodedata

PAGES = ("latin-1", "cp1252", "cp1258", "cp437", "cp850")


def unmended(text: str) -> bool:
    """Whether it looks like bytes of UTF-8 shown one by one."""
    if re.search(
        "á[º»]|Ã.|Ä[\x80-\xbf‘’“”]|Æ[°\u00a0¡]|ß[║╗]|├.|Ă[\x80-\xbf¢-¿]|[\x80-\x9f]", text
    ):
        return True
    return bool(re.search("[ÃÄÆ├─╗║»º]", text))


def mended(text: str) -> str | None:
    """The text that was sent; None where no page brings back whole UTF-8."""
    if text.isascii():
        return text
    for page in PAGES:
        raw = _bytes(text, page)
        if raw is None:
            continue
        try:
            plain = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if plain != text and _plausible(plain):
            return plain
    return None if unmended(text) else text


def _bytes(text: str, page: str) -> bytes | None:
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode(page)
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:  # noqa: PLR2004 - C1 controls and Latin-1 stand for themselves
                return None
            out.append(ord(letter))
    return bytes(out)


def _plausible(plain: str) -> bool:
    return all(
        letter.isascii()
        or unicodedata.category(letter) in ("Lu", "Ll", "Mn", "Lm", "Pd", "Pf", "Pi")
        for letter in plain
    )
