"""What a scanner delivers, as fields of a card: repaired where that is sure, never guessed.

Card QR (2021 and 2024): number | old number | name | birth ddmmyyyy | sex | address | issued, and
on newer cards further fields, which are neither needed nor kept (domain of data protection).
Keyboard scanners mangle text in a dozen ways; each repair must bring back exactly what was sent, or
the field is asked for.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import ClerkError
from app.domain.identity import CCCD, CMND, PASSPORT, id_warnings, parse_born_on, sex_and_year
from app.domain.mojibake import mended, unmended
from app.domain.mrz import Mrz, looks_like_mrz, read_mrz
from app.domain.telex import decode_telex, has_two_spellings, is_telex
from app.domain.vietnamese import fold

ACCEPTED, REPAIRED, PARTIAL, REJECTED = "accepted", "repaired", "partial", "rejected"
MOST_LETTERS = 4000
NEAR_YEARS = 2
SEPARATORS = "|§~}Ư÷¦\\><^"
SURE_SEPARATORS = "|§~"
NUMBER, OLD, NAME, BORN, SEX, ADDRESS, ISSUED = range(7)
SEXES = {"nam": "male", "nu": "female"}
ASKED = ("id", "name", "born_on", "sex", "address")
SLIP = re.compile(r"(?:^|#)(MC1\d{50,})\s*$")
HEALTH = re.compile(r"^[A-Z]{2}\d{13}\|[0-9a-f]{6,}\|")


@dataclass(frozen=True, slots=True)
class CardFields:
    """The card; None is unknown."""

    id: str | None = None
    old_id: str | None = None
    name: str | None = None
    born_on: str | None = None
    sex: str | None = None
    address: str | None = None
    issued_on: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned text.

    `ask` names the fields to type; `hint_name` is a name without marks; `slip_text` the token of
    our own slip; `message` a sentence where nothing, or not all, was read.
    """

    kind: str
    result: str
    fields: CardFields = CardFields()
    id_kind: str | None = None
    hint_name: str | None = None
    ask: tuple[str, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    message: str | None = None
    slip_text: str | None = None


GARBLED = (
    "Máy quét đang gửi kiểu bàn phím và bộ gõ đã làm sai dấu. Số và ngày vẫn đúng; hãy gõ lại phần "
    "còn trống, và chuyển bộ gõ sang tiếng Anh khi quét."
)
TWO_PLACES = "Máy quét gửi phím Telex nên không rõ dấu đặt ở chữ nào (Hoà hay Hòa). Hãy xem thẻ."
UNREAD = "Không đọc được mã QR. Lau thẻ rồi quét lại, hoặc gõ 12 số."


def read_scan(text: str, *, today: date, separator: str | None = None) -> Scan:
    """Read one scanned text; whatever it is, a Scan and never an exception."""
    if len(text) > MOST_LETTERS or any(unicodedata.category(c) == "Cs" for c in text):
        return _rejected("unknown", UNREAD)
    slip = SLIP.search(text.strip())
    if slip:
        return Scan("slip", ACCEPTED, slip_text=slip[1])
    if looks_like_mrz(text):
        mrz = read_mrz(text, today=today)
        if mrz is not None:
            return _from_mrz(mrz)
    return _card(text, today, separator)


# --- MRZ and bare numbers -------------------------------------------------------------------------


def _from_mrz(mrz: Mrz) -> Scan:
    fields = CardFields(id=mrz.number, born_on=mrz.born_on, sex=mrz.sex)
    warnings = tuple((name, "Chữ số kiểm tra không khớp. Hãy gõ lại.") for name in mrz.failed)
    return Scan(
        "mrz",
        PARTIAL if fields.id or fields.born_on else REJECTED,
        fields,
        PASSPORT if mrz.kind == "passport" else CCCD,
        mrz.name,
        tuple(name for name in ASKED if getattr(fields, name) is None),
        warnings,
        "Dòng máy đọc không có dấu: hãy gõ họ tên và nơi ở.",
    )


def _bare_number(text: str) -> Scan | None:
    if re.fullmatch(r"\d{12}", text):
        fields, kind = CardFields(id=text), CCCD
    elif re.fullmatch(r"\d{9}", text):
        fields, kind = CardFields(old_id=text), CMND
    else:
        return None
    ask = tuple(name for name in ASKED if getattr(fields, name) is None)
    return Scan(
        "card_qr", PARTIAL, fields, kind, ask=ask, message="Mới có số. Hãy gõ phần còn lại."
    )


# --- the card's QR --------------------------------------------------------------------------------


def _card(text: str, today: date, separator: str | None) -> Scan:
    bare = text.strip("\r\n\t \x02\x03\x00")
    number = _bare_number(bare)
    if number is not None:
        return number
    if HEALTH.match(bare):
        return _rejected("unknown", "Đây là thẻ BHYT. Hãy quét thẻ căn cước, hoặc gõ 12 số.")
    if re.match(r"https?://", bare):
        return _rejected("unknown", "Đây là một địa chỉ trang mạng, không phải thẻ căn cước.")
    mark = separator or _separator(bare)
    if mark is None:
        return _rejected("unknown", UNREAD)
    return _fields(bare, mark, today, clean=text.removesuffix("\r\n").removesuffix("\n") == bare)


def _separator(text: str) -> str | None:
    """The letter that stands after twelve digits and again behind the old number."""
    found = re.match(r"\s*\d{12}\s*(\D)\s*(?:\d{9})?\s*(\D)", text)
    if found and found[1] == found[2] and found[1] in SEPARATORS:
        return found[1]
    return None


def _fields(text: str, mark: str, today: date, *, clean: bool) -> Scan:
    once, doubled = _once(text, mark)
    parts = [part.strip() for part in once.split(mark)]
    exact = clean and not doubled and mark == "|" and parts == once.split(mark)
    if len(parts) < BORN + 1 or not re.fullmatch(r"\d{12}", parts[NUMBER]):
        return _rejected("card_qr", UNREAD)
    texts = _Texts.of(parts, sure=mark in SURE_SEPARATORS)
    return _scan(parts, texts, today, exact=exact)


def _once(text: str, mark: str) -> tuple[str, bool]:
    """The same card scanned twice without a suffix is one card."""
    number = text[:12]
    again = text.find(number + mark, 12)
    if again < 0:
        return text, False
    return text[:again].rstrip("\r\n"), True


@dataclass(frozen=True, slots=True)
class _Texts:
    """Name, sex and address after repair; None where the text cannot be brought back."""

    name: str | None
    sex: str | None
    address: str | None
    repaired: bool
    lost: bool
    hint: str | None

    @classmethod
    def of(cls, parts: list[str], *, sure: bool) -> "_Texts":
        raw = [parts[place] if len(parts) > place else "" for place in (NAME, SEX, ADDRESS)]
        whole = len(parts) > ISSUED
        fixed, how = _repair(raw)
        if fixed is None:
            return cls(None, _sex(_best_effort(raw[1])), None, repaired=False, lost=True, hint=None)
        name, sex, address = fixed
        if _bare_of_marks(name, sex, address):
            return cls(None, _sex(sex), None, repaired=False, lost=True, hint=name)
        return cls(
            name or None,
            _sex(sex),
            (address or None) if whole else None,
            repaired=how,
            lost=not sure or not whole,
            hint=None,
        )


def _repair(raw: list[str]) -> tuple[list[str] | None, bool]:  # noqa: PLR0911 - one return a case
    """The texts as they were sent, and whether that took a repair; None where it is not sure."""
    if any("\ufffd" in text or "?" in text for text in raw):
        return None, False
    if any(unmended(text) for text in raw):
        fixed = [mended(text) for text in raw]
        if any(text is None for text in fixed):
            return None, False
        return [unicodedata.normalize("NFC", text or "") for text in fixed], True
    normal = [unicodedata.normalize("NFC", text.replace("\u00a0", " ")) for text in raw]
    if _caps_lock(normal):
        return [text.swapcase() for text in normal], True
    if _scrambled(normal):
        return None, False
    if normal[1].isascii() and any(map(is_telex, normal)) and _telex_sure(normal):
        return [decode_telex(text) for text in normal], True
    return normal, normal != raw


def _caps_lock(texts: list[str]) -> bool:
    name = texts[0]
    words = [word for word in name.split() if len(word) > 1]
    return bool(words) and all(word[0].islower() and word[1:].isupper() for word in words)


def _scrambled(texts: list[str]) -> bool:
    """An input method recomposed ASCII: digits in words, or accents beside a bare name."""
    if any(
        re.search(r"[^\W\d_]\d+\b(?=[,\s]|$)(?<![A-Z]\d)", text) and _odd_digit(text)
        for text in texts
    ):
        return True
    address_marked = fold(texts[2]) != texts[2].casefold()
    return texts[0].isascii() and " " in texts[0] and address_marked and _no_marks_in_name(texts)


def _odd_digit(text: str) -> bool:
    return re.search(r"\b[a-zà-ỹ]{1,4}\d\b", text) is not None


def _no_marks_in_name(texts: list[str]) -> bool:
    """A Kinh name of three words without one mark, in an address with some: not a card's text."""
    return len(texts[0].split()) >= 3 and texts[0].split()[0] in UNMARKED_FAMILY  # noqa: PLR2004


UNMARKED_FAMILY = frozenset("Nguyen Tran Le Pham Hoang Vo Vu Dang Bui Do Ho Ngo Duong".split())


def _telex_sure(texts: list[str]) -> bool:
    return texts[1].lower() in ("nuwx", "nam") and fold(decode_telex(texts[1])) in SEXES


def _bare_of_marks(name: str, sex: str, address: str) -> bool:
    """All marks dropped: "Nu" is no Vietnamese word for a sex."""
    if sex == "Nu":
        return True
    return sex == "Nam" and (name + address).isascii() and len(address.split()) > 3  # noqa: PLR2004


def _best_effort(text: str) -> str:
    return mended(text) or text


def _sex(text: str) -> str | None:
    if not text:
        return None
    folded = fold(text)
    if folded in SEXES:
        return SEXES[folded]
    return (
        "female"
        if folded.startswith("n") and not folded.startswith("nam") and len(folded) <= 5  # noqa: PLR2004 - said beside it
        else None
    )


def _scan(parts: list[str], texts: _Texts, today: date, *, exact: bool) -> Scan:
    old = parts[OLD] if re.fullmatch(r"\d{9}|\d{12}", parts[OLD]) else None
    born, born_exact = _day(parts[BORN], today)
    issued, issued_exact = _day(parts[ISSUED] if len(parts) > ISSUED else "", today)
    fields = CardFields(parts[NUMBER], old, texts.name, born, texts.sex, texts.address, issued)
    warnings = list(id_warnings(parts[NUMBER], born, texts.sex))
    if issued is None and len(parts) > ISSUED and parts[ISSUED]:
        warnings.append(("issued_on", "Ngày cấp trên thẻ không đọc được hoặc ở tương lai."))
    ask = tuple(name for name in ASKED if getattr(fields, name) is None)
    if texts.lost or ask or _doubtful(warnings, parts[NUMBER], born):
        result = PARTIAL
    elif exact and born_exact and issued_exact and not texts.repaired:
        result = ACCEPTED
    else:
        result = REPAIRED
    warnings += [(name, TWO_PLACES) for name, sent in (("name", NAME), ("address", ADDRESS))
                 if _typed_mark(getattr(fields, name), parts[sent:])]  # fmt: skip
    scan = Scan("card_qr", result, fields, CCCD, texts.hint, ask, tuple(warnings))
    return replace(scan, message=GARBLED) if ask else scan


def _typed_mark(text: str | None, sent: list[str]) -> bool:
    """Composed here from keystrokes, which do not say on which vowel the card has the mark."""
    return text is not None and sent[0].isascii() and has_two_spellings(text)


def _doubtful(warnings: list[tuple[str, str]], number: str, born: str | None) -> bool:
    """A number and a birth year that differ a little are told, but the card is still the card."""
    near = born is not None and abs(sex_and_year(number)[1] - int(born[:4])) <= NEAR_YEARS
    return any(not (name == "born_on" and near) for name, _ in warnings)


def _day(text: str, today: date) -> tuple[str | None, bool]:
    """ISO day (or year), and whether it stood as cards write it."""
    if not text:
        return None, True
    try:
        return parse_born_on(text, today=today), "/" not in text and "-" not in text
    except ClerkError:
        return None, False


def _rejected(kind: str, sentence: str) -> Scan:
    return Scan(kind, REJECTED, message=sentence)
