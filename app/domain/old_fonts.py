"""Vietnamese written in fonts from before Unicode, brought back: TCVN3 (.VnTime) and VNI.

Old lists hold it letter by letter as Windows' own page shows its bytes: "§Æng V¨n §øc", "Ñaëng Vaên
Ñöùc". A text is taken for such only where its words are none as they stand and all are once read
so; what may be both ("Vâ") follows the rest of its column, then of the sheet.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.domain.list_columns import Sheet
from app.domain.syllable import is_syllable
from resources import FOLDER

UNICODE, UNCLEAR = "unicode", "unclear"
WORD = re.compile(r"[A-Za-z\u00a1-\u00ff]+")
BEYOND = re.compile(r"[\u0100-\u1fff]")  # letters and marks that those fonts did not have
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SIGN = re.compile(r"[\u00a1-\u00bf\u00d7\u00f7]+")  # a bullet, a degree: no word by itself
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Font:
    """A way of writing: what stands for each letter, both ways."""

    name: str
    title: str
    letters: dict[str, str]
    codes: dict[str, str]
    longest: int

    def read(self, text: str) -> str:
        """The text in letters; what stands for none stays as it is."""
        out, place = [], 0
        while place < len(text):
            for length in range(self.longest, 0, -1):
                part = text[place : place + length]
                if part in self.letters:
                    break
            out.append(self.letters.get(part, part))
            place += len(part)
        return _capitals("".join(out), text)

    def write(self, text: str) -> str:
        """The other way round; a capital that the font lacks is written as the small letter."""
        letters = unicodedata.normalize("NFC", text)
        return "".join(self.codes.get(one, self.codes.get(one.lower(), one)) for one in letters)


@dataclass(frozen=True, slots=True)
class Reread:
    """What was read anew in a list: the font's title, how many cells, a few (as it stood, now)."""

    title: str
    cells: int
    examples: tuple[tuple[str, str], ...]


@cache
def fonts() -> tuple[Font, ...]:
    """The fonts that are known."""
    values = tomllib.loads((FOLDER / "import" / "old-fonts.toml").read_text("utf-8"))
    parts = {name: part for name, part in values.items() if isinstance(part, dict)}
    return tuple(_font(name, part["title"], part["pairs"]) for name, part in parts.items())


def font_of(text: str) -> str | None:
    """The font's name, UNICODE, UNCLEAR where it may be both; None where it says nothing."""
    if text.isascii():
        return None
    if BEYOND.search(unicodedata.normalize("NFC", text)):
        return UNICODE
    words = [one for one in WORD.findall(text) if not one.isascii() and not SIGN.fullmatch(one)]
    if not words:
        return None
    if all(map(is_syllable, words)):
        return UNCLEAR
    fits = [one.name for one in fonts() if all(map(is_syllable, map(one.read, words)))]
    return fits[0] if len(fits) == 1 else (UNCLEAR if fits else None)


def reread(sheet: Sheet) -> tuple[Sheet, tuple[Reread, ...]]:
    """The sheet in letters, and what of it was read anew; the same one where nothing was."""
    found = _found(sheet)
    old = {one.name: one for one in fonts()}
    if old.keys().isdisjoint(found.values()):
        return sheet, ()
    columns: dict[int, Counter[str]] = {}
    for (_row, place), name in found.items():
        columns.setdefault(place, Counter())[name] += name != UNCLEAR
    whole = _most(sum(columns.values(), Counter[str]()))
    changed: dict[str, list[tuple[str, str]]] = {}
    rows = []
    for row in sheet.rows:
        cells = list(row.cells)
        for place, cell in enumerate(cells):
            name = found.get((row.number, place), "")
            font = old.get((_most(columns[place]) or whole) if name == UNCLEAR else name)
            if font is not None:
                cells[place] = now = font.read(str(cell))
                changed.setdefault(font.title, []).append((str(cell), now))
        rows.append(replace(row, cells=tuple(cells)))
    told = (Reread(title, len(all_), tuple(all_[:EXAMPLES])) for title, all_ in changed.items())
    return replace(sheet, rows=tuple(rows)), tuple(told)


def _found(sheet: Sheet) -> dict[tuple[int, int], str]:
    """What each text of a sheet is written in, by the row's number and the column's place."""
    return {
        (row.number, place): name
        for row in sheet.rows
        for place, cell in enumerate(row.cells)
        if isinstance(cell, str) and (name := font_of(cell)) is not None
    }


def is_old(text: str) -> bool:
    """Whether a whole file's text was written in one of these fonts."""
    if CONTROL.search(text):
        return False  # no text of any page
    counted = Counter(font for line in text.splitlines() if (font := font_of(line)) is not None)
    return bool(_most(counted)) and UNICODE not in counted


def _most(counted: Counter[str]) -> str:
    """What most of them are; empty where none says anything."""
    name, many = max(counted.items(), key=lambda one: one[1], default=("", 0))
    return name if many else ""


def _capitals(text: str, typed: str) -> str:
    """Capitals that the font had only in a font of capitals: of a whole text, of a name's words."""
    plain = [one for one in typed if one.isascii() and one.isalpha()]
    if len(plain) > 1 and all(one.isupper() for one in plain):
        return text.upper()
    words = text.split(" ")
    sure = [one for one in words if one[:1].isalpha() and (one[0].isascii() or one[0].isupper())]
    if sure and all(one[0].isupper() for one in sure):
        return " ".join(one[:1].upper() + one[1:] for one in words)
    return text


def _font(name: str, title: str, pairs: Sequence[str]) -> Font:
    codes = dict(zip(pairs[::2], pairs[1::2], strict=True))
    if name == "vni":
        codes |= {letter.upper(): code.upper() for letter, code in codes.items()}
    letters = {code: letter for letter, code in codes.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for letter, code in codes.items()
             if len(code) > 1}  # fmt: skip
    letters = mixed | letters
    return Font(name, title, letters, codes, max(map(len, letters)))
