"""`motcua report`: statistics of some days, and each person's sheet of what he did, as files."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.bootstrap import reading_log
from app.bootstrap.book_files import ENDINGS, write_books
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import letterhead, unlocked_name
from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.services import day_sheet, workload
from app.services.authority import hands_of
from app.services.books import Book, Period
from app.services.day_sheet import Act
from app.services.promise import Promise
from app.services.workload import Naming
from app.storage.acts import acts_between
from app.storage.refusals import refusals
from app.storage.stories import story_of
from app.storage.tally import counted

__all__ = ["ENDINGS", "NAMES"]

log = logging.getLogger(__name__)
SHEET = day_sheet.NAME
NAMES = (workload.NAME, SHEET)
LATER = ("II.06a", "quality", "inspection")
MOST_DAYS = 31  # of a sheet: it is read act by act
MANY = 50  # sheets of more people than this leave a line in the log
OWN_ONLY = (
    "Phiếu công việc của người khác do lãnh đạo xem. Chưa ghi gì. Hãy lấy phiếu của mình, hoặc nhờ "
    "Giám đốc, Phó Giám đốc."
)


def write_report(opened: OpenDesk, name: str, period: Period, out: Path, person: str = "") -> int:
    """Write a report of `NAMES` to a file, by its ending; how many rows it has.

    `person` is an account or a name as papers have it; left out, the sheets are of everybody who
    did something, or for who does not lead his own.
    """
    books = (
        [statistics(opened, period)] if name == workload.NAME else sheets(opened, period, person)
    )
    return write_books(opened, books, out, "report", many=name == SHEET)


def statistics(opened: OpenDesk, period: Period) -> Book:
    """The figures of some days, counted now; of persons who does not lead has his own alone."""
    head = letterhead(opened)
    calendar = Promise.of(head.catalogue, opened.standing.office).calendar
    found = counted(opened.connection.execute, period.first, period.last)
    deeds = [replace(one, person=head.person(one.person)) for one in found.deeds]
    if not hands_of(opened.desk).leads:
        deeds = [one for one in deeds if one.person == unlocked_name(opened)]
    naming = Naming(head.subject, lambda code: _field(head.catalogue, code))
    return workload.workload(replace(found, deeds=deeds), period, calendar, naming)


def _field(catalogue: Catalogue, code: str) -> str | None:
    found = catalogue.offered(code)
    return found.field if found else None


def sheets(opened: OpenDesk, period: Period, person: str = "") -> list[Book]:
    """A sheet a person; ClerkError where it is somebody else's, or nobody of that name worked."""
    return sheets_of(opened, acts(opened, period), period, person)


def sheets_of(
    opened: OpenDesk, found: Sequence[Act], period: Period, person: str = ""
) -> list[Book]:
    """The same of acts that were read already."""
    names = named(opened, found, person)
    made = [day_sheet.sheet(found, period, name) for name in names]
    rows = sum(len(book.rows) for book in made)
    if rows > MANY:
        log.info("sheets of %d acts written", rows)
        reading_log.listed(opened, rows)
    return made


def acts(opened: OpenDesk, period: Period) -> list[Act]:
    """What everybody of this office did; ClerkError for too many days."""
    if (period.last - period.first).days >= MOST_DAYS:
        raise ClerkError(
            f"Phiếu công việc lập cho tối đa {MOST_DAYS} ngày. Chưa ghi gì. Hãy chọn ít ngày hơn."
        )
    execute = opened.connection.execute
    events = acts_between(execute, period.first, period.last)
    stories = ((story_of(execute, number), those) for number, those in events.items())
    papers = {
        one.number: one.event for one in refusals(opened.connection, period.first, period.last)
    }
    return day_sheet.acts(letterhead(opened), stories, papers)


def named(opened: OpenDesk, found: Sequence[Act], person: str = "") -> list[str]:
    """Whose sheets are meant: everybody's for who leads, his own for anybody else."""
    own, leads = unlocked_name(opened), hands_of(opened.desk).leads
    users = {user.id: user.name for user in opened.journal.users()}
    wanted = users.get(person, person)
    if wanted not in ("", own) and not leads:
        raise ClerkError(OWN_ONLY, "by")
    everybody = day_sheet.people(found)
    if not wanted:
        return (everybody or [own]) if leads else [own]
    if wanted not in everybody and wanted not in users.values():
        raise ClerkError(
            f"Không có ai tên “{wanted[:60]}” làm việc trong những ngày ấy. Chưa ghi gì. Hãy xem "
            "lại tên, hoặc bỏ --by để có phiếu của mọi người.",
            "by",
        )
    return [wanted]
