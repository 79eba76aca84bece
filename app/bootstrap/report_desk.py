"""Báo cáo over the unlocked desk: days out of digits and typing, the tables, the papers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.bootstrap import registers, reports, words
from app.bootstrap.book_files import paper_values, write_books
from app.bootstrap.opening import OpenDesk
from app.bootstrap.reading_desk import Aside
from app.domain.errors import ClerkError
from app.domain.times import read_past_day
from app.domain.vietnamese import dong
from app.services.authority import hands_of
from app.services.books import Book, Period
from app.services.doers import alphabet
from app.services.workload import FIGURES, said
from app.storage import print_jobs
from app.ui.paper_words import queued
from app.ui.report import desk as ui
from app.ui.widgets.table import TableRow

TWO_LEVELS = date(2025, 7, 1)  # communes with a centre of their own, and no districts, since then
SHOWN = {
    "procedures": "Theo thủ tục",
    "fields": "Theo lĩnh vực",
    "days": "Theo thời gian",
    "hours": "Theo giờ trong ngày",
    "people": "Theo người",
    "states": "Đang ở bước",
    "systems": "Của hệ thống khác",
}
TILES = ("received", "counter", "online", "finished")
A_DAY, OLDEST_YEAR = timedelta(days=1), 1900
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]


def nothing(_desk: OpenDesk) -> None:
    """Figures name nobody's data: no log has them."""


@dataclass(slots=True)
class ReportBridge:
    """Callables of the page: each is called in a job of `aside`, but `spans`."""

    aside: Aside
    now: Callable[[], datetime]
    enqueue: Enqueue
    pick_out: Callable[[str], Path | None]
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.ReportDesk:
        """The page's view of it."""
        return ui.ReportDesk(
            titles=tuple(SHOWN.values()),
            spans=self.spans,
            figures=self.figures,
            sheet=self.sheet,
            print_figures=self.print_figures,
            print_sheet=self.print_sheet,
            print_book=self.print_book,
            write=self.write,
            pick_out=self.pick_out,
            run=self.aside.run,
            queued=self.queued,
        )

    def spans(self) -> tuple[ui.Span, ...]:
        """The days that the digits choose today."""
        return tuple(
            ui.Span(words, f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}")
            for words, period in spans_of(self._today())
        )

    def figures(self, asked: ui.Asked) -> ui.Figures:
        """The statistics of the days, counted now."""
        opened, period = self.aside.opened(), self._period(asked)
        book = reports.statistics(opened, period)
        return ui.Figures(
            days=said(period),
            numbers=tuple(int(book.totals[name]) for name in TILES),
            each=_each(book),
            counted=self._counted(opened, book),
            file_name=_file_name(book),
            parts=tuple(
                ui.Part(title, _rows(book.parts[name])[:: -1 if name == "days" else 1])
                for name, title in SHOWN.items()
            ),
        )

    def sheet(self, asked: ui.Asked) -> ui.Sheet:
        """What one person did in the days; of others only for who leads."""
        opened = self.aside.opened()
        own, leads = reports.own_label(opened), hands_of(opened.desk).leads
        person = self._whose(opened, asked)
        work = reports.work_of(opened, self._period(asked))
        book = reports.sheet_of(opened, work, person)
        self.aside.at_desk(lambda desk: reports.leave_word(desk, [book]))
        people = {own, person, *work.people} if leads else {own}
        listed = book.totals["listed"]
        return ui.Sheet(
            person=person,
            said=f"Ngoài ra nhập {listed} dòng danh sách của hệ thống khác." if listed else "",
            acts=tuple(_act(place, row) for place, row in enumerate(book.rows)),
            people=[(name, name) for name in sorted(people, key=alphabet)],
            file_name=_file_name(book, person),
        )

    def print_figures(self, asked: ui.Asked) -> str:
        """Queue the statistics; what the paper is called. A double press is one."""
        return self._print(reports.statistics(self.aside.opened(), self._period(asked)))

    def print_sheet(self, asked: ui.Asked) -> str:
        """Queue the sheet."""
        opened = self.aside.opened()
        person = self._whose(opened, asked)
        book = reports.sheet_of(opened, reports.work_of(opened, self._period(asked)), person)
        reports.check_paper([book])
        return self._print(book, f", {person}", lambda desk: reports.leave_word(desk, [book]))

    def print_book(self, name: str, asked: ui.Asked) -> str:
        """Queue a register of the days: `dossiers` (Mẫu 07) or `fees`."""
        opened, period = self.aside.opened(), self._period(asked)
        count = registers.most_rows(opened, name, period)
        if count > reports.MOST_ROWS:
            raise ClerkError(
                f"Sổ của những ngày ấy tới {dong(count)} dòng, quá {dong(reports.MOST_ROWS)}. "
                "Chưa in gì. Hãy chọn ít ngày hơn."
            )
        book = registers.book_of(opened, name, period)
        if not book.rows:
            raise ClerkError(f"{book.title}: những ngày ấy không có dòng nào. Chưa in gì.")
        procedures = [row["procedure"] for row in book.rows]
        return self._print(
            book, leave_word=lambda desk: registers.leave_word(desk, name, procedures)
        )

    def write(self, asked: ui.Asked, out: Path, *, of_one: bool) -> str:
        """Write the figures, or one person's sheet, to a file; where it is."""
        opened, period = self.aside.opened(), self._period(asked)
        if of_one:
            person = self._whose(opened, asked)
            book = reports.sheet_of(opened, reports.work_of(opened, period), person)
            reports.check_file([book], out)
            self.aside.at_desk(lambda desk: reports.leave_word(desk, [book]))
        else:
            book = reports.statistics(opened, period)
        write_books(opened, [book], out, "report", many=of_one)
        return str(out)

    def _whose(self, opened: OpenDesk, asked: ui.Asked) -> str:
        """Who is chosen; ClerkError where that is somebody else's sheet."""
        own = reports.own_label(opened)
        if asked.person not in ("", own) and not hands_of(opened.desk).leads:
            raise ClerkError(reports.OWN_ONLY)
        return asked.person or own

    def _print(
        self, book: Book, whose: str = "", leave_word: Callable[[OpenDesk], None] = nothing
    ) -> str:
        """A double press is one; a minute later the figures may be others, and so is the paper."""
        form, values = book.layout, paper_values(self.aside.opened(), book)
        title = f"{book.title} {said(book.period)}{whose} lúc {self.now():%H:%M}"

        def queue(desk: OpenDesk) -> None:
            if not print_jobs.on_its_way(desk.connection, form, print_jobs.NO_DOSSIER, title):
                leave_word(desk)
                self.enqueue(form, values, title, "a4")

        self.aside.at_desk(queue)
        return title

    def _today(self) -> date:
        return self.now().date()

    def _period(self, asked: ui.Asked) -> Period:
        today = self._today()
        first = _day(asked.first, today, "first")
        last = _day(asked.last, today, "last") if asked.last else first
        if first > last:
            raise ClerkError(
                f"{last:%d/%m/%Y} đứng trước {first:%d/%m/%Y}. Hãy ghi lại ngày cuối.", "last"
            )
        return Period(first, last)

    def _counted(self, opened: OpenDesk, book: Book) -> str:
        now, undated = opened.desk.clock.now(), book.totals["undated"]
        more = f" {undated} hồ sơ có kết quả mà danh sách không ghi ngày." if undated else ""
        return (
            f"Tính lúc {now:%H:%M %d/%m/%Y} từ sổ của quầy này, của các quầy đã nối và từ danh "
            f"sách đã nhập của hệ thống khác.{more}"
        )


def spans_of(today: date) -> tuple[tuple[str, Period], ...]:
    """The usual days, in their words."""
    month = today.replace(day=1)
    before = month - A_DAY
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return (
        ("Hôm nay", Period(today, today)),
        ("Tuần này", Period(today - today.weekday() * A_DAY, today)),
        ("Tháng này", Period(month, today)),
        ("Tháng trước", Period(before.replace(day=1), before)),
        ("Quý này", Period(quarter, today)),
        (f"Từ {TWO_LEVELS:%d/%m/%Y} đến nay", Period(min(TWO_LEVELS, today), today)),
    )


def _file_name(book: Book, person: str = "") -> str:
    """What a file of it is called, unless it is said otherwise."""
    parts = (book.title, person, said(book.period).replace("/", "-"))
    return " ".join(part for part in parts if part)


def _day(typed: str, today: date, field: str) -> date:
    day = read_past_day(typed, today)
    if day is None or day.year < OLDEST_YEAR:
        raise ClerkError(f"“{typed[:20]}” không phải ngày. Hãy ghi ngày, ví dụ 01/07/2025.", field)
    if day > today:
        raise ClerkError(
            f"{day:%d/%m/%Y} chưa tới. Báo cáo tính tới hôm nay; hãy ghi ngày đã qua.", field
        )
    return day


def _each(book: Book) -> str:
    totals = book.totals
    days, each, direct = totals["working_days"], totals["a_day"], totals["counter_a_day"]
    if each is None:
        return "Không có ngày làm việc nào."
    direct = f"trong đó {direct} trực tiếp" if totals["counter"] else "không có trực tiếp"
    return f"{dong(days)} ngày làm việc: trung bình mỗi ngày {each} hồ sơ, {direct}."


def _rows(rows: Sequence[Mapping[str, Any]]) -> tuple[TableRow, ...]:
    return tuple(
        TableRow(row["key"], (row["about"], *(dong(row[name]) for name in FIGURES))) for row in rows
    )


def _act(place: int, row: Mapping[str, Any]) -> TableRow:
    at: datetime = row["at"]
    number = words.said_number(row["code"], row["received_at"])
    what = f"{row['act']}, {row['note']}" if row["note"] else row["act"]
    cells = (f"{at:%d/%m %H:%M}", number, row["owner"], row["subject"], what)
    return TableRow(str(place), cells)
