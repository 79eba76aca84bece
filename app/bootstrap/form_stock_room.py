"""Sổ phôi in the window: what the page is given, and the way there from Sự cố & thiết bị."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.bootstrap import form_stock_files
from app.bootstrap.door import Door
from app.bootstrap.form_stock_files import Register, signed
from app.bootstrap.house import House
from app.bootstrap.opening import OpenDesk
from app.bootstrap.print_worker import PrintWorker
from app.domain.errors import ClerkError
from app.domain.form_stock import COUNTED, RECEIVED, SPOILT, USED, WAYS, Stock
from app.domain.incident_lines import listed_rows
from app.domain.reasons import FORM
from app.services.form_stock import move
from app.storage import print_jobs
from app.ui.form_stock import desk as ui
from app.ui.form_stock.page import FormStockPage
from app.ui.tasks import Run
from app.ui.widgets.table import TableRow

FORM_STOCK = "form_stock"
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]
ASKS = {
    RECEIVED: ("quantity", "serials", "document", "note", "least"),
    USED: ("quantity", "serials", "dossier", "note"),
    SPOILT: ("quantity", "serials", "dossier", "note"),
    COUNTED: ("quantity", "serials", "note", "least"),
}
NUMBERS = {"quantity": "Số lượng", "least": "Mức báo"}


@dataclass(slots=True)
class FormStockBridge:
    """Callables over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    run: Run
    saved_at: Callable[[datetime], None]
    enqueue: Enqueue
    queued: Callable[[str], str]

    def desk(self) -> ui.FormStockDesk:
        """The page's view of it."""
        return ui.FormStockDesk(
            ways=[ui.Way(name, words, ASKS[name]) for name, words in WAYS.items()],
            stocks=self.stocks,
            move=self.move,
            print_register=self.print_register,
            run=self.run,
            queued=self.queued,
        )

    def stocks(self) -> tuple[ui.Shown, ...]:
        """Every form of the list, moved or not, then the office's own."""
        opened = self.opened()
        book = form_stock_files.register(opened)
        moved = {one.form: one for one in book.stocks}
        listed = listed_rows(opened.desk.catalogue(opened.desk.clock.now()), FORM)
        rows = [_shown(book, one.code, one.words, moved.pop(one.code, None)) for one in listed]
        return (*rows, *(_shown(book, o.form, o.about, o) for o in moved.values()))

    def move(self, draft: ui.Draft) -> tuple[str, ...]:
        """Store it; what is to be looked at."""
        opened = self.opened()
        line: dict[str, Any] = {
            name: getattr(draft, name) or None
            for name in ("form", "way", "serials", "document", "dossier", "note")
        }
        line |= {name: _number(getattr(draft, name), name) for name in NUMBERS}
        done = move(opened.desk, line)
        self.saved_at(opened.desk.clock.now())
        return tuple(one.message for one in done.warnings)

    def print_register(self) -> None:
        """Queue the paper; a double press is one."""
        opened, form, title = self.opened(), form_stock_files.FORM, form_stock_files.TITLE
        if print_jobs.on_its_way(opened.connection, form, print_jobs.NO_DOSSIER, title):
            return
        book = form_stock_files.register(opened)
        self.enqueue(form, form_stock_files.values(opened, book), title, "a4")


class FormStockRoom:
    """Built once; `home` is the page that it belongs to."""

    def __init__(
        self,
        program: House,
        door: Door,
        printing: PrintWorker,
        home: str,
        saved_at: Callable[[datetime], None],
    ) -> None:
        """`saved_at` hears when something was stored."""
        self._window = program.window
        bridge = FormStockBridge(
            door.now_open, program.run, saved_at, printing.enqueue_content, printing.queued
        )
        self.page = FormStockPage(bridge.desk(), program.messages)
        self._window.add_page(FORM_STOCK, self.page, home)
        self.page.left.connect(lambda: self._window.go(home))

    def open(self) -> None:
        """Show the register."""
        self._window.go(FORM_STOCK)


def _shown(book: Register, code: str, words: str, stock: Stock | None) -> ui.Shown:
    if stock is None:
        return ui.Shown(code, words)
    totals = book.totals(stock)
    numbers = (totals.opening, totals.received, totals.used, totals.spoilt)
    return ui.Shown(
        code,
        words,
        (*map(str, numbers), signed(totals.difference), str(totals.left)),
        ("attention", stock.warning) if stock.low else ("", ""),
        "" if stock.least is None else str(stock.least),
        tuple(_moves(book, stock))[::-1],
    )


def _moves(book: Register, stock: Stock) -> list[TableRow]:
    rows = []
    for place, one in enumerate(book.movements(stock)):
        said = form_stock_files.moved(book, stock, one)
        told = (said[name] for name in ("way", "quantity", "difference", "left", "said", "by"))
        rows.append(TableRow(str(place), (f"{one.at:%d/%m}", *told)))
    return rows


def _number(typed: str, field: str) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 7):  # noqa: PLR2004 - digits
        raise ClerkError(f"{NUMBERS[field]} phải là số, ví dụ 50. Chưa ghi gì.", field)
    return int(typed)
