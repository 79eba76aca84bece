"""Why a due time is what it is: one short sentence that a clerk can read aloud.

The sentence is stored with the dossier, so it stays under 200 letters: where the days off would
make it longer they are counted instead of named.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from app.domain.calendar import SATURDAY, Calendar
from app.domain.limit import UNITS, Limit, last_day, spoken_number
from app.domain.times import WEEKDAYS, weekday

LONGEST = 200
NO_LIMIT = "Pháp luật không ấn định thời hạn"
SUNDAY = 6
WEEK = timedelta(days=7)
CALENDAR_KINDS = ("calendar_day", "month")

Wording = Callable[[Sequence[date], Calendar], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Count:
    """A count that has been made: from reception over its reckoned moment to the due time."""

    limit: Limit
    received_at: datetime
    counted_at: datetime
    due_at: datetime
    calendar: Calendar

    @property
    def day_zero(self) -> date:
        """The day that the law does not count."""
        return max(self.received_at.date(), self.counted_at.date())

    @property
    def undecreed(self) -> tuple[int, ...]:
        """The years that the count touches and whose holidays are not decided."""
        years = range(self.counted_at.year, self.due_at.year + 1)
        return tuple(year for year in years if not self.calendar.is_decreed(year))


def explain(count: Count) -> str:
    """The sentence for a counted due time, never empty, NFC, at most 200 letters."""
    reception, undecided = _reception(count), _undecided(count.undecreed)
    worked = _worked(count)
    return _first_that_fits(
        (reception, _term(count, _named), _not_counted(count, _named), worked, undecided),
        (reception, _term(count, _numbered), _not_counted(count, _numbered), worked, undecided),
        (reception, _term(count, _numbered), undecided),
    )


def explain_agreed(day: date | None, calendar: Calendar) -> str:
    """The sentence where the law sets no term: a day may have been agreed with the citizen."""
    if day is None:
        return f"{NO_LIMIT}."
    years = () if calendar.is_decreed(day.year) else (day.year,)
    return _first_that_fits((NO_LIMIT, f"hẹn trả {_on(day)}", _undecided(years)))


def spoken_clock(clock: time) -> str:
    """A clock time as it is said: 7 giờ, 13 giờ 30."""
    return f"{clock.hour} giờ {clock.minute:02}" if clock.minute else f"{clock.hour} giờ"


def short_name(name: str) -> str:
    """A holiday's name without its bracket; the days around Tết all bear its name."""
    if "Tết" in name and "Dương lịch" not in name:
        return "Tết Nguyên đán"
    return name.partition(" (")[0]


def _first_that_fits(*variants: Iterable[str]) -> str:
    sentence = ""
    for parts in variants:
        text = "; ".join(filter(None, parts))
        sentence = normalize("NFC", f"{text[0].upper()}{text[1:]}.")
        if len(sentence) <= LONGEST:
            break
    return sentence


def _reception(count: Count) -> str:
    received, counted = count.received_at, count.counted_at
    if received == counted:
        return ""
    if counted < received:
        return f"nhận ở buổi ngoài giờ {_on(received)}"
    place = "ngoài giờ" if count.calendar.is_working(received.date()) else "vào ngày nghỉ"
    when = spoken_clock(counted.time())
    same_day = received.date() == counted.date()
    return f"nhận {place}, tính như {when}{'' if same_day else ' ' + _on(counted)}"


def _term(count: Count, wording: Wording) -> str:
    if count.limit.kind == "same_day":
        return _same_day(count)
    term = f"{spoken_number(count.limit.value)} {UNITS[count.limit.kind]}"
    return f"{term}, tính từ {_first(count)}{_moved(count, wording)}"


def _same_day(count: Count) -> str:
    inside = count.counted_at == count.received_at
    cutoff = spoken_clock(count.limit.cutoff)
    if count.counted_at.date() == count.due_at.date():
        return f"nhận trước {cutoff}, giải quyết trong ngày" if inside else "giải quyết trong ngày"
    return f"{f'nhận sau {cutoff} nên ' if inside else ''}trả vào ngày làm việc tiếp theo"


def _first(count: Count) -> str:
    """Where the count begins: the day after day 0, or a moment where hours are counted."""
    if count.limit.kind == "hour" or count.limit.value < 1:
        return f"{spoken_clock(count.counted_at.time())} {_on(count.counted_at)}"
    if count.limit.kind == "working_day":
        return _on(count.calendar.next_working_day(count.counted_at.date()))
    return _on(count.day_zero + timedelta(days=1))


def _moved(count: Count, wording: Wording) -> str:
    """For calendar terms: that the last day is off and the next working day takes its place."""
    if count.limit.kind not in CALENDAR_KINDS:
        return ""
    last = last_day(count.limit, count.day_zero)
    if count.calendar.is_working(last):
        return ""
    holiday = count.calendar.off_name(last) not in WEEKDAYS
    name = ", ".join(wording([last], count.calendar)) if holiday else _on(last)
    return f"; hết hạn vào {name}, trả vào ngày làm việc tiếp theo"


def _not_counted(count: Count, wording: Wording) -> str:
    if count.limit.kind in CALENDAR_KINDS:
        return ""
    calendar, after, until = count.calendar, count.counted_at.date(), count.due_at.date()
    holidays = calendar.holidays_between(after, until)
    off = [*wording(holidays, calendar), *_weekend(calendar, after, until)]
    return f"không tính {', '.join(off)}" if off else ""


def _weekend(calendar: Calendar, after: date, until: date) -> Iterator[str]:
    """Which of the two weekly days off fall in the span and are really off."""
    for number in (SATURDAY, SUNDAY):
        day = after + timedelta(days=(number - after.weekday() - 1) % 7 + 1)
        while day <= until and calendar.is_working(day):
            day += WEEK
        if day <= until:
            yield WEEKDAYS[number]


def _named(holidays: Sequence[date], calendar: Calendar) -> Iterator[str]:
    """Each holiday by its name; days in a row that bear one name are told together."""
    for run in _runs(holidays, calendar):
        name = short_name(calendar.off_name(run[0]) or "")
        first = f"{run[0].day}/{run[0].month}"
        days = (
            _on(run[0]) if len(run) == 1 else f"các ngày {first} đến {run[-1].day}/{run[-1].month}"
        )
        yield f"{days} ({name})"


def _numbered(holidays: Sequence[date], _: Calendar) -> Iterator[str]:
    if holidays:
        yield f"{len(holidays)} ngày nghỉ lễ"


def _runs(holidays: Sequence[date], calendar: Calendar) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in holidays:
        if runs and _continues(runs[-1][-1], day, calendar):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _continues(earlier: date, later: date, calendar: Calendar) -> bool:
    names = {short_name(calendar.off_name(day) or "") for day in (earlier, later)}
    return len(names) == 1 and calendar.next_working_day(earlier) > later


def _worked(count: Count) -> str:
    """The Saturdays of the span that are worked in exchange, so that nobody leaves them out."""
    if count.limit.kind in CALENDAR_KINDS:
        return ""
    days = count.calendar.exchanged(count.counted_at.date(), count.due_at.date())
    return f"có tính {', '.join(map(_on, days))} (làm bù)" if days else ""


def _undecided(years: Sequence[int]) -> str:
    if not years:
        return ""
    since = "" if len(years) == 1 else "từ "
    return f"lịch nghỉ {since}năm {years[0]} chưa được quyết định"


def _on(day: date) -> str:
    return f"{weekday(day)} {day.day}/{day.month}"
