"""What both ends know beforehand, so that it need not travel: the stock of words of a compressor.

Number 1 is a file of the program: papers, terms, names of provinces, syllables - public lists only,
never anything learned from dossiers. Its bytes are final: another stock gets another number. A
catalogue that both hold may stand before it, named by the beginning of its digest.
"""

from functools import cache

from app.wire.packing import Stock, raw_stock
from resources import FOLDER

FILE = FOLDER / "wire" / "dictionary-1.txt"
DIGITS = 12  # of a digest, in hex: a number below 2^48


def number_of(digest: str) -> int:
    """How a header names the catalogue of this digest; never 0."""
    return int(digest[:DIGITS], 16) + 1


@cache
def stock() -> Stock:
    """The program's own."""
    return raw_stock(FILE.read_bytes())


def stock_with(catalogue: bytes) -> Stock:
    """With a catalogue's text before it: what is used most stands last."""
    return raw_stock(catalogue + FILE.read_bytes())
