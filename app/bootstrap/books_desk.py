"""What the part Sổ chứng thực of Quản trị is given."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.bootstrap import reading_log
from app.bootstrap.certification_files import FORM, TITLE, paper_values
from app.bootstrap.opening import OpenDesk
from app.bootstrap.reading_desk import Aside
from app.domain.certification_files import rules_on
from app.domain.errors import ClerkError
from app.domain.times import read_past_day
from app.services.certification_books import Standing, close_book, open_book, standings
from app.services.certification_register import procedures_of, register
from app.storage import print_jobs
from app.ui.admin import books_desk as ui
from app.ui.widgets.table import TableRow

log = logging.getLogger(__name__)
MOST_DIGITS = 20
MANY = 50  # registers of more people than this leave a line in the log


@dataclass(slots=True)
class BooksBridge:
    """Callables of the part over the unlocked desk; `print` alone is called in a job of `aside`."""

    opened: Callable[[], OpenDesk]
    aside: Aside
    enqueue: Callable[[str, Mapping[str, Any], str], int]
    queued: Callable[[str], str]

    def calls(self) -> ui.BookCalls:
        """The part's view of it."""
        return ui.BookCalls(
            self.kinds, self.books, self.open, self.close, self.print, self.aside.run
        )

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Each kind of book in force today."""
        today = self.opened().desk.clock.now().date()
        return tuple((one.kind, one.short) for one in rules_on(today).all)

    def books(self) -> tuple[TableRow, ...]:
        """Those of this year, the newest first; one of last year that is still open, too."""
        now = self.opened().desk.clock.now()
        found = standings(self.opened().journal, now)
        shorts = dict(self.kinds())
        return tuple(
            _row(one, shorts.get(one.book.kind, one.title))
            for one in reversed(found)
            if one.book.year == now.year or one.book.closed_at is None
        )

    def open(self, new: ui.NewBook) -> str:
        """Open it; a number that is not the next one needs its reason."""
        first, reason = _first(new.first.strip()), new.reason.strip()
        if first is not None and not reason:
            raise ClerkError(
                f"Mở sổ từ số {first} cần lý do. Chưa mở sổ nào. Hãy ghi, ví dụ: sổ giấy đã ghi "
                f"tới số {first - 1}.",
                "reason",
            )
        desk = self.opened().desk
        now = desk.clock.now()
        if first is None and not any(
            one.own and (one.book.kind, one.book.year) == (new.kind, now.year)
            for one in standings(self.opened().journal, now)
        ):
            raise ClerkError(
                "Chưa ghi số đầu tiên. Chưa mở sổ nào. Hãy ghi số, ví dụ 57; sổ bắt đầu từ 1 thì "
                "không cần mở trước, lần ký đầu tiên tự mở.",
                "first",
            )
        made = open_book(desk, new.kind, first=first, reason=reason or None)
        return f"Đã mở quyển {made.name}, số đầu tiên {made.first}."

    def close(self, name: str, reason: str) -> str:
        """Close the chosen book, if it is open and this desk's."""
        desk = self.opened().desk
        found = standings(self.opened().journal, desk.clock.now())
        chosen = next((one for one in found if one.book.name == name), None)
        if chosen is None or not chosen.own or chosen.book.closed_at is not None:
            raise ClerkError(
                f"Quyển {name} đã khoá, hoặc của quầy khác. Sổ không đổi. Hãy chọn quyển đang mở "
                "của quầy này."
            )
        if not reason.strip():
            raise ClerkError(
                f"Khoá quyển {name} cần lý do. Sổ không đổi. Hãy ghi, ví dụ: hết quyển.", "reason"
            )
        book = chosen.book
        closed, last = close_book(desk, book.kind, year=book.year, reason=reason.strip())
        return f"Đã khoá quyển {closed.name}" + (f", số cuối {last}." if last else ", chưa có số.")

    def print(self, since: str) -> str:
        """Every number from that day, or this month's first, until today; a book a part."""
        opened = self.aside.opened()
        last = opened.desk.clock.now().date()
        first = _since(since.strip(), last)
        sections = register(opened.journal, first, last)
        if not sections:
            raise ClerkError(
                f"Từ {first:%d/%m/%Y} đến nay chưa ký số chứng thực nào. Chưa in gì. Nếu đã ký "
                "trước ngày ấy, hãy ghi ngày sớm hơn.",
                "since",
            )
        count = sum(len(one.lines) for one in sections)
        title = f"{TITLE} {first:%d/%m/%Y} – {last:%d/%m/%Y}, {count} số"
        values = paper_values(opened, sections, first, last)

        def queue(desk: OpenDesk) -> None:
            if print_jobs.on_its_way(desk.connection, FORM, print_jobs.NO_DOSSIER, title):
                return
            if count > MANY:
                log.info("register certification of %d lines queued for print", count)
            reading_log.taken_out(desk, procedures_of(sections))
            self.enqueue(FORM, values, title)

        self.aside.at_desk(queue)
        return self.queued(title)


def _since(typed: str, today: date) -> date:
    day = read_past_day(typed, today) if typed else today.replace(day=1)
    empty = "hoặc để trống để in từ đầu tháng này."
    if day is None:
        raise ClerkError(
            f"“{typed[:20]}” không đọc được thành ngày. Chưa in gì. Hãy ghi ngày như "
            f"{today:%d/%m/%Y}, {empty}",
            "since",
        )
    if day > today:
        raise ClerkError(
            f"Ngày {day:%d/%m/%Y} chưa tới, hôm nay là {today:%d/%m/%Y}. Chưa in gì. Hãy ghi ngày "
            f"từ hôm nay trở về trước, {empty}",
            "since",
        )
    return day


def _first(typed: str) -> int | None:
    """The number a book begins with; None where nothing was typed."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS) or int(typed) == 0:
        raise ClerkError(
            f"“{typed[:20]}” không phải số. Chưa mở sổ nào. Hãy ghi số đầu tiên, ví dụ 121, hoặc "
            "để trống để nối tiếp.",
            "first",
        )
    return int(typed)


def _row(one: Standing, kind: str) -> TableRow:
    closed = one.book.closed_at is not None
    state = ui.CLOSED if closed else ui.OPEN if one.own else ui.OTHERS
    following = "" if closed else str(one.next)
    opened = f"{one.book.opened_at:%d/%m/%Y}"
    return TableRow(one.book.name, (one.book.name, kind, opened, following, state))
