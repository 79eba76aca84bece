"""Blank forms (phôi) that came, were used, spoilt or counted, one movement at a time.

Each is one event without a dossier, durable before the answer. Nothing is taken that is not there,
and no printed number comes in or goes out twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import ClerkError
from app.domain.form_stock import (
    COUNTED,
    SPOILT,
    USED,
    WAYS,
    FormStockMoved,
    Serials,
    Stock,
    moved,
    read_serials,
)
from app.domain.incident_lines import listed_rows
from app.domain.reasons import FORM, Reason
from app.services.claim import read_key, read_moment
from app.services.desk import Desk, Warned, check_time, require_clerk
from app.services.fields import LINE, NAME, Fields, printable
from app.services.incidents import impersonal, row_of

KEYS = frozenset("key form way quantity serials document dossier note least at by".split())
MOST, MOST_CODE = 1_000_000, 60


@dataclass(frozen=True, slots=True)
class Moved:
    """How a form stands after the movement, and what is to be looked at; `again`: it was before."""

    stock: Stock
    warnings: tuple[Warned, ...] = ()
    again: bool = False


def move(desk: Desk, values: Mapping[str, Any]) -> Moved:
    """Store one movement, once under a key.

    ClerkError with its field, and nothing stored, where it cannot be one.
    """
    require_clerk(desk)
    line, now = Fields.of(values, "", KEYS), desk.clock.now()
    listed = listed_rows(desk.catalogue(now), FORM)
    at = read_moment(line, "at") or now.replace(microsecond=0)
    check_time(at, now, "at", late_allowed=True)
    key, by = read_key(line), line.text("by", NAME)
    with desk.store.transaction() as writes:
        stocks = writes.form_stocks()
        stored = next((one for one in stocks if key and one.knows(key)), None)
        if stored is not None:
            return Moved(stored, again=True)
        form, about = _form(line, listed, stocks)
        before = next((one for one in stocks if one.form == form), None)
        fact = _fact(line, form, about)
        _check(before, fact)
        writes.append(fact, at=at, by=by)
    last = moved(before.left if before else None, at, desk.user, by, fact)
    stock = Stock(form, (*(before.movements if before else ()), last))
    return Moved(stock, _warned(stock))


def _form(line: Fields, listed: Iterable[Reason], stocks: Iterable[Stock]) -> tuple[str, str]:
    """Code and words: a row of the list, one of the office's own, or a new one."""
    impersonal(line, "form", LINE)
    typed = line.needed("form", "tên phôi", LINE)
    row = row_of(listed, typed)
    if row is not None:
        return row.code, row.words
    wanted = typed.casefold()
    own = (o for o in stocks if wanted in (o.form.casefold(), o.about.casefold()))
    return next(((one.form, one.about) for one in own), (typed, typed))


def _fact(line: Fields, form: str, about: str) -> FormStockMoved:
    way = line.one_of("way", tuple(WAYS))
    if way is None:
        raise ClerkError("Chưa chọn nhận, dùng, hỏng hay kiểm đếm. Chưa ghi gì.", "way")
    serials = _serials(line)
    return FormStockMoved(
        form, about, way, _quantity(line, way, serials), serials,
        impersonal(line, "document", LINE), impersonal(line, "dossier", MOST_CODE),
        impersonal(line, "note", LINE), line.whole("least", 0, MOST), read_key(line),
    )  # fmt: skip


def _serials(line: Fields) -> Serials | None:
    typed = line.text("serials", MOST_CODE)
    if typed is None:
        return None
    serials = read_serials(typed)
    if serials is None:
        raise ClerkError(
            f"“{printable(typed)}” không phải dải sê-ri. Chưa ghi gì; hãy ghi đủ hai số dài bằng "
            "nhau, ví dụ AB 001201-001300.",
            "serials",
        )
    return serials


def _quantity(line: Fields, way: str, serials: Serials | None) -> int:
    """As it is said, or as many as there are serials; both must say the same."""
    said = line.whole("quantity", 0 if way == COUNTED else 1, MOST)
    if serials is None:
        if said is None:
            raise ClerkError("Thiếu số lượng. Chưa ghi gì; hãy ghi số tờ, ví dụ 50.", "quantity")
        return said
    if said not in (None, serials.count) or serials.count > MOST:
        raise ClerkError(
            f"Dải {serials.words} có {serials.count} tờ, không phải {said or 'một lần ghi'}. Chưa "
            "ghi gì; hãy xem lại số lượng hoặc sê-ri.",
            "quantity",
        )
    return serials.count


def _check(stock: Stock | None, fact: FormStockMoved) -> None:
    left = stock.left if stock else 0
    if fact.way in (USED, SPOILT) and fact.quantity > left:
        raise ClerkError(
            f"Sổ chỉ còn {left} phôi {fact.about}, không đủ {fact.quantity}. Chưa ghi gì, số còn "
            "vẫn như cũ. Hãy xem lại số lượng, hoặc ghi lần nhận hay kiểm đếm trước.",
            "quantity",
        )
    if stock is None or fact.serials is None or fact.way == COUNTED:
        return
    found = stock.meeting(fact.way, fact.serials)
    if found is not None:
        before, had = found
        raise ClerkError(
            f"Sê-ri {fact.serials.words} trùng với {had.words} đã ghi “{WAYS[before.fact.way]}” "
            f"ngày {before.at:%d/%m/%Y}. Chưa ghi gì. Hãy xem lại số trên phôi; nếu lần trước ghi "
            "nhầm thì kiểm đếm lại kèm sê-ri.",
            "serials",
        )


def _warned(stock: Stock) -> tuple[Warned, ...]:
    """What the last movement shows: a count that differs, a stock that runs out."""
    last, found = stock.movements[-1], []
    if last.difference:
        found.append(
            f"Kiểm đếm {stock.about} được {last.left}, sổ ghi {last.left - last.change}: lệch "
            f"{last.difference:+d}. Đã ghi theo số đếm; hãy tìm nguyên nhân và ghi vào ghi chú."
        )
    if stock.low:
        found.append(
            f"Phôi {stock.about} sắp hết: còn {stock.left}, mức báo {stock.least}. Hãy xin cấp "
            "thêm."
        )
    return tuple(Warned("quantity", one) for one in found)
