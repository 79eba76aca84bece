"""Whether a word could be Vietnamese: a beginning, a vowel, an end, and at most one tone."""

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
VOWELS = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu oa oă oai oao oay oe oeo oi oo "
    "ôi ơi ua uâ uây ue uê ui uô uôi uơ ươ ươi ươu ưa ưi ưu uy uya uyê uyu yê yêu"
)
ENDS = "ch ng nh c m n p t"
WORD = re.compile(
    f"(?:{'|'.join(sorted(ONSETS.split(), key=len, reverse=True))})?"
    f"(?:{'|'.join(sorted(VOWELS.split(), key=len, reverse=True))})"
    f"(?:{'|'.join(ENDS.split())})?"
)


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether the law of spelling allows it; a foreign name is none."""
    parts = unicodedata.normalize("NFD", word.lower())
    if sum(part in TONES for part in parts) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(one for one in parts if one not in TONES))
    return WORD.fullmatch(plain) is not None
