"""`motcua report`: statistics of some days, and each person's sheet of what he did, as files."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app.bootstrap import reading_log
from app.bootstrap.book_files import ENDINGS, PDF, write_books
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import letterhead
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.events import Event
from app.domain.vietnamese import dong
from app.services import day_sheet, workload
from app.services.authority import hands_of
from app.services.books import Book, Period
from app.services.doers import Doers, alphabet
from app.services.promise import Promise
from app.services.workload import Naming
from app.storage.acts import acts_between, papers_between
from app.storage.stories import story_of
from app.storage.tally import counted

__all__ = ["ENDINGS", "NAMES"]

log = logging.getLogger(__name__)
SHEET = day_sheet.NAME
NAMES = (workload.NAME, SHEET)
LATER = ("II.06a", "quality", "inspection")
MOST_ROWS = 5_000  # on paper at once: some 250 pages, five seconds of work and 200 MB
MOST_DAYS = 31  # of a sheet: it is read act by act
NO_PROCEDURE = "Chưa rõ thủ tục"
MANY = 50  # sheets of more acts than this leave a line in the log
OWN_ONLY = (
    "Phiếu công việc của người khác do lãnh đạo xem. Chưa ghi gì. Hãy lấy phiếu của mình, hoặc nhờ "
    "Giám đốc, Phó Giám đốc."
)


def write_report(opened: OpenDesk, name: str, period: Period, out: Path, person: str = "") -> int:
    """Write a report of `NAMES` to a file, by its ending; how many rows it has.

    `person` is an account or a name as papers have it; left out, the sheets are of everybody who
    did something, or for who does not lead his own. Days to come are left out.
    """
    period = until_today(opened, period)
    if name == workload.NAME:
        return write_books(opened, [statistics(opened, period)], out, "report")
    books = sheets(opened, period, person)
    check_file(books, out)
    rows = write_books(opened, books, out, "report", many=True)
    leave_word(opened, books)
    return rows


def until_today(opened: OpenDesk, period: Period) -> Period:
    """Its days up to today; ClerkError where all are to come."""
    today = opened.desk.clock.now().date()
    if period.first > today:
        raise ClerkError(
            f"{period.first:%d/%m/%Y} chưa tới. Báo cáo tính tới hôm nay; hãy ghi ngày đã qua.",
            "first",
        )
    return Period(period.first, min(period.last, today))


def statistics(opened: OpenDesk, period: Period) -> Book:
    """The figures of some days, counted now; of persons who does not lead has his own alone."""
    head, doers = letterhead(opened), doers_of(opened)
    calendar = Promise.of(head.catalogue, opened.standing.office).calendar
    found = counted(opened.connection.execute, period.first, period.last, doers.of)
    if not hands_of(opened.desk).leads:
        own = doers.label(opened.desk.user)
        found = replace(found, deeds=[one for one in found.deeds if one.person == own])
    naming = Naming(
        lambda code: head.subject(code) or NO_PROCEDURE,
        cache(lambda code: _field(head.catalogue, code)),  # asked of each figure of an hour
    )
    return workload.workload(found, period, calendar, naming)


def _field(catalogue: Catalogue, code: str) -> str | None:
    found = catalogue.offered(code)
    return found.field if found else None


def doers_of(opened: OpenDesk) -> Doers:
    """How the office's lists name its people."""
    return Doers(tuple(opened.journal.users()))


def sheets(opened: OpenDesk, period: Period, person: str = "") -> list[Book]:
    """A sheet a person; ClerkError where it is somebody else's, or nobody of that name worked."""
    work, doers = work_of(opened, period), doers_of(opened)
    wanted, own = doers.named(person), doers.label(opened.desk.user)
    leads = hands_of(opened.desk).leads
    if wanted not in ("", own) and not leads:
        raise ClerkError(OWN_ONLY, "by")
    everybody = work.people
    if wanted and wanted not in {*everybody, *doers.labels}:
        raise ClerkError(
            f"Không có ai tên “{wanted[:60]}” làm việc trong những ngày ấy. Chưa ghi gì. Hãy xem "
            "lại tên, hoặc bỏ --by để có phiếu của mọi người.",
            "by",
        )
    names = [wanted] if wanted else ((everybody or [own]) if leads else [own])
    return [sheet_of(opened, work, name) for name in names]


def own_label(opened: OpenDesk) -> str:
    """How the lists name who works at the desk now."""
    return doers_of(opened).label(opened.desk.user)


@dataclass(frozen=True, slots=True)
class Work:
    """What was done at the office in some days: events by dossier, and papers of no dossier."""

    period: Period
    by_dossier: Mapping[int, set[Event]]
    papers: Sequence[Event]
    doers: Doers

    @property
    def people(self) -> list[str]:
        """Who did anything, by the alphabet: nobody stands before another by his number."""
        events = (*self.papers, *(one for some in self.by_dossier.values() for one in some))
        return sorted({self.doers.of(one.by, one.actor) for one in events}, key=alphabet)


def work_of(opened: OpenDesk, period: Period) -> Work:
    """Read it; ClerkError for too many days."""
    if (period.last - period.first).days >= MOST_DAYS:
        raise ClerkError(
            f"Phiếu công việc lập cho tối đa {MOST_DAYS} ngày. Hãy chọn ít ngày hơn.", "last"
        )
    execute = opened.connection.execute
    events = acts_between(execute, period.first, period.last)
    papers = papers_between(execute, period.first, period.last)
    return Work(period, events, papers, doers_of(opened))


def sheet_of(opened: OpenDesk, work: Work, person: str) -> Book:
    """One person's sheet: only dossiers that he touched are folded."""
    execute = opened.connection.execute
    stories = (
        (story_of(execute, number), own)
        for number, events in work.by_dossier.items()
        if (own := {one for one in events if work.doers.of(one.by, one.actor) == person})
    )
    papers = [one for one in work.papers if work.doers.of(one.by, one.actor) == person]
    return day_sheet.sheet(day_sheet.acts(letterhead(opened), stories, papers), work.period, person)


def check_file(books: Sequence[Book], out: Path) -> None:
    """ClerkError where a file is to be paper and has too many rows for it."""
    if out.suffix.lower() == PDF:
        check_paper(books)


def check_paper(books: Sequence[Book]) -> None:
    """ClerkError where sheets have more rows than are made at once."""
    count = sum(len(book.rows) for book in books)
    if count > MOST_ROWS:
        raise ClerkError(
            f"Phiếu công việc của những ngày ấy tới {dong(count)} dòng, quá {dong(MOST_ROWS)} dòng "
            "một lần ra giấy. Chưa in, chưa ghi gì. Hãy chọn ít ngày hơn, hoặc ghi ra tệp .xlsx.",
            "last",
        )


def leave_word(opened: OpenDesk, books: Sequence[Book]) -> None:
    """Many acts of others, on one sheet or on all of a file, are told in the logs."""
    own = own_label(opened)
    count = sum(len(book.rows) for book in books if book.totals["person"] != own)
    if count > MANY:
        log.info("sheets of %d acts of others read", count)
        reading_log.listed(opened, count)
