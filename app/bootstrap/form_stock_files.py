"""The register of blank forms in some days: totals of each form, and its movements in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.bootstrap.list_files import write_list
from app.bootstrap.opening import OpenDesk
from app.domain.form_stock import WAYS, Movement, Stock, Totals
from app.domain.times import weekday

FORM, TITLE = "so-phoi", "Sổ phôi"
HEADINGS = (
    "Mã", "Phôi", "Ngày", "Việc", "Số lượng", "Lệch", "Còn", "Sê-ri", "Nơi cấp, văn bản", "Hồ sơ",
    "Ghi chú", "Người ghi",
)  # fmt: skip
OPENING, CLOSING = "Tồn đầu kỳ", "Còn cuối kỳ"


@dataclass(frozen=True, slots=True)
class Register:
    """The forms with what they come to from the first to the last day."""

    first: date
    last: date
    stocks: Sequence[Stock]
    names: dict[str, str]

    def totals(self, stock: Stock) -> Totals:
        """Of one form."""
        return stock.totals(self.first, self.last)

    def movements(self, stock: Stock) -> list[Movement]:
        """Those of the days, as they were written."""
        return [one for one in stock.movements if self.first <= one.at.date() <= self.last]

    def who(self, one: Movement) -> str:
        """Who wrote it down, by name."""
        return one.by or self.names.get(one.actor, one.actor)


def register(opened: OpenDesk, first: date | None = None, last: date | None = None) -> Register:
    """The register of some days; of this year, where none are named."""
    today = opened.desk.clock.now().date()
    names = {user.id: user.name for user in opened.journal.users()}
    return Register(
        first or today.replace(month=1, day=1), last or today, opened.journal.form_stocks(), names
    )


def values(opened: OpenDesk, book: Register) -> dict[str, Any]:
    """What the form so-phoi says, but for office and print."""
    now = opened.desk.clock.now()
    lines = [moved(book, stock, one) for stock in book.stocks for one in book.movements(stock)]
    return {
        "at": f"{now:%H:%M} {weekday(now.date())} {now:%d/%m/%Y}",
        "days": f"từ {book.first:%d/%m/%Y} đến {book.last:%d/%m/%Y}",
        "entries": [_entry(stock, book.totals(stock)) for stock in book.stocks],
        "moved": lines or None,
    }


def write(opened: OpenDesk, book: Register, out: Path) -> int:
    """Write it to a file, by its ending; how many movements it has."""
    rows = [cells for stock in book.stocks for cells in _cells(book, stock)]
    write_list(opened, out, FORM, values(opened, book), TITLE, HEADINGS, rows)
    return sum(len(book.movements(stock)) for stock in book.stocks)


def signed(number: int | None) -> str:
    """A difference with its sign; nothing where nothing was compared or all agrees."""
    return f"{number:+d}".replace("-", "−") if number else ""


def _entry(stock: Stock, totals: Totals) -> dict[str, str]:
    mark = "" if stock.least is None else str(stock.least)
    return {
        "about": stock.about,
        "opening": str(totals.opening),
        "received": str(totals.received),
        "used": str(totals.used),
        "spoilt": str(totals.spoilt),
        "difference": signed(totals.difference),
        "left": str(totals.left),
        "least": f"{mark}\n{stock.warning}" if stock.low else mark,
    }


def moved(book: Register, stock: Stock, one: Movement) -> dict[str, str]:
    """One movement as paper and screen have it."""
    fact = one.fact
    serials = fact.serials.words if fact.serials else ""
    said = (serials, fact.document, fact.dossier and f"hồ sơ {fact.dossier}", fact.note)
    return {
        "day": f"{one.at:%d/%m/%Y}",
        "about": stock.about,
        "way": WAYS.get(fact.way, fact.way),
        "quantity": str(fact.quantity),
        "difference": signed(one.difference),
        "left": str(one.left),
        "serials": serials,
        "said": "; ".join(part for part in said if part),
        "by": book.who(one),
    }


def _cells(book: Register, stock: Stock) -> list[list[str]]:
    head, totals, rest = [stock.form, stock.about], book.totals(stock), [""] * 5
    rows = [[*head, f"{book.first:%d/%m/%Y}", OPENING, "", "", str(totals.opening), *rest]]
    for one in book.movements(stock):
        fact, said = one.fact, moved(book, stock, one)
        told = (said[name] for name in ("day", "way", "quantity", "difference", "left", "serials"))
        paper = (fact.document or "", fact.dossier or "", fact.note or "", said["by"])
        rows.append([*head, *told, *paper])
    difference, left = signed(totals.difference), str(totals.left)
    rows.append([*head, f"{book.last:%d/%m/%Y}", CLOSING, "", difference, left, *rest])
    return rows
