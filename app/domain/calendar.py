"""Which days the law counts: weekly days off, public holidays, days worked in exchange.

The calendar is data: the Government fixes holidays and exchanged days year by year (Bộ luật Lao
động 2019, Điều 112), mostly late in the year before, and the province delivers them. A year
without a decision is still counted, by weekdays and the days that are foreseen, but it is marked.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from csv import DictReader
from csv import Error as CsvError
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, get_args
from unicodedata import normalize

from app.domain.errors import ClerkError
from app.domain.times import weekday

Kind = Literal["off", "working_saturday"]

DAY = timedelta(days=1)
SATURDAY = 5
NOT_DECREED = ("not_decreed", "predicted")
COLUMNS = ("date", "weekday", "kind", "name", "name_vi", "source", "certainty", "confidence")
YEARLY = "off_yearly"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day that is not what its weekday says.

    `working_saturday` is a weekly day off that is worked in exchange. `certainty` beginning with
    `not_decreed` (or `PREDICTED`) says that the Government has not decided its year yet.
    """

    date: date
    kind: Kind
    name: str
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days. `decreed` holds the years whose holidays the Government has decided.

    Where a date is both off and worked in exchange, it is worked.
    """

    days: tuple[CalendarDay, ...] = ()
    decreed: frozenset[int] = frozenset()
    _off: dict[date, str] = field(init=False, repr=False, compare=False)
    _worked: frozenset[date] = field(init=False, repr=False, compare=False)
    _holidays: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _exchanged: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the days once; every question after that is a look-up."""
        worked = frozenset(day.date for day in self.days if day.kind == "working_saturday")
        off: dict[date, str] = {}
        for day in self.days:
            if day.kind == "off" and day.date not in worked:
                off.setdefault(day.date, day.name)
        object.__setattr__(self, "_off", off)
        object.__setattr__(self, "_worked", worked)
        object.__setattr__(self, "_holidays", _sorted(d for d in off if d.weekday() < SATURDAY))
        object.__setattr__(self, "_exchanged", _sorted(d for d in worked if not _on_weekday(d)))

    def is_working(self, day: date) -> bool:
        """Whether the law counts this day as a working day."""
        return day in self._worked or (day.weekday() < SATURDAY and day not in self._off)

    def off_name(self, day: date) -> str | None:
        """Why the day is off: the holiday, or "thứ Bảy", "Chủ nhật"; None on a working day."""
        return None if self.is_working(day) else self._off.get(day) or weekday(day)

    def is_decreed(self, year: int) -> bool:
        """Whether the holidays of this year are decided; if not: "chưa có quyết định nghỉ"."""
        return year in self.decreed

    def on_or_after(self, day: date) -> date:
        """The day itself if it is worked, else the next working day."""
        while not self.is_working(day):
            day += DAY
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.on_or_after(day + DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """The working day number `count` after `day`; the day itself is not counted."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and with `until`; 0 if it is not later."""
        if until <= after:
            return 0
        plain = _weekdays_before(until + DAY) - _weekdays_before(after + DAY)
        holidays, exchanged = self.holidays_between(after, until), self.exchanged(after, until)
        return plain - len(holidays) + len(exchanged)

    def holidays_between(self, after: date, until: date) -> tuple[date, ...]:
        """The days from Monday to Friday in that span that are off."""
        return _within(self._holidays, after, until)

    def exchanged(self, after: date, until: date) -> tuple[date, ...]:
        """The Saturdays and Sundays in that span that are worked in exchange."""
        return _within(self._exchanged, after, until)


def read_calendar(text: str) -> Calendar:
    """Read calendar.csv: date, kind, name, source, certainty; other columns are ignored.

    `name_vi` and `confidence` may stand for name and certainty. Kind `off_yearly` is off on that
    date and on the same date of each later year of the file: one line switches such a day on. A
    day off in lieu of it has a line of its own. A year is decreed when it has lines and none of
    them is marked otherwise. Raises ClerkError with the number of the line, the header being 1.
    """
    rows = tuple(_rows(text))
    dated = tuple(day for day, _ in rows)
    guessed = {day.date.year for day in dated if day.certainty.lower().startswith(NOT_DECREED)}
    last = max((day.date.year for day in dated), default=0)
    days = tuple(each for day, yearly in rows for each in _each_year(day, last, yearly=yearly))
    return Calendar(days, frozenset(day.date.year for day in dated) - guessed)


def _each_year(day: CalendarDay, last: int, *, yearly: bool) -> Iterator[CalendarDay]:
    years = range(day.date.year, (last if yearly else day.date.year) + 1)
    return (replace(day, date=day.date.replace(year=year)) for year in years)


def _rows(text: str) -> Iterator[tuple[CalendarDay, bool]]:
    """Each line as a day, and whether it comes back every year."""
    reader = DictReader(text.removeprefix("\ufeff").splitlines(), strict=True, restval="")
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    _check_columns(reader.fieldnames)
    try:
        for row in reader:
            cells = {k: normalize("NFC", v).strip() for k, v in row.items() if isinstance(v, str)}
            if any(cells.values()):
                yield _day(cells, reader.line_num), cells["kind"] == YEARLY
    except CsvError as error:
        raise _bad(reader.reader.line_num, "dấu phẩy hoặc dấu nháy đặt sai chỗ") from error


def _check_columns(names: Iterable[str]) -> None:
    missing = {"date", "kind"} - set(names)
    if not {"name", "name_vi"} & set(names):
        missing.add("name")
    if missing:
        raise _bad(1, f"thiếu cột {', '.join(sorted(missing))}")


def _day(cells: dict[str, str], line: int) -> CalendarDay:
    name = cells.get("name") or cells.get("name_vi")
    if not name:
        raise _bad(line, "cột name còn trống")
    day, kind = _date(cells["date"], line), _kind(cells["kind"], line)
    if kind == "working_saturday" and _on_weekday(day):
        raise _bad(line, f"{weekday(day)} {day:%d/%m/%Y} vốn là ngày làm việc, không làm bù được")
    if cells["kind"] == YEARLY and (day.month, day.day) == (2, 29):
        raise _bad(line, "ngày 29/2 không có mỗi năm")
    certainty = cells.get("certainty") or cells.get("confidence") or ""
    return CalendarDay(day, kind, name, cells.get("source", ""), certainty)


def _date(typed: str, line: int) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        reason = f"ngày “{typed[:40]}” không có. Viết như 2026-11-24"
        raise _bad(line, reason) from error


def _kind(typed: str, line: int) -> Kind:
    if typed == YEARLY:
        return "off"
    for kind in get_args(Kind):
        if typed == kind:
            return kind  # type: ignore[no-any-return]
    raise _bad(line, f"cột kind chỉ có off, {YEARLY}, working_saturday, không có “{typed[:40]}”")


def _bad(line: int, reason: str) -> ClerkError:
    return ClerkError(f"Lịch nghỉ, dòng {line}: {reason}.")


def _on_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _sorted(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted(days))


def _within(days: tuple[date, ...], after: date, until: date) -> tuple[date, ...]:
    return days[bisect_right(days, after) : bisect_right(days, until)]


def _weekdays_before(day: date) -> int:
    """Days from Monday to Friday since year 1 before `day`; 0001-01-01 is a Monday."""
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * SATURDAY + min(rest, SATURDAY)
