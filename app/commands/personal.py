"""person, readings: all that is stored on one person, and who looked at what is not his."""

from argparse import Namespace
from datetime import date

from app.bootstrap import reading_log
from app.commands import jsonl
from app.commands.session import unlocked
from app.domain.errors import ClerkError
from app.domain.times import iso
from app.services.authority import leads
from app.services.person_file import clean_number, person_file
from app.storage import personal, readings

OK = 0
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)  # what a time may be (claim.read_moment)


def person(options: Namespace) -> int:
    """One object: everything stored on one person, with corrections."""
    with unlocked(options) as desk:
        number = clean_number(options.id)
        found = [desk.journal.dossier(one) for one in personal.dossiers(desk.connection, number)]
        papers = personal.papers(desk.connection, number)
        told = person_file(number, found, papers, personal.drafts(desk.connection, number))
        reading_log.asked_for_person(desk, len(told["dossiers"]))
    jsonl.write(told)
    return OK


def log_of_readings(options: Namespace) -> int:
    """The log of reading, a line each; for a leader."""
    first, last = _day(options.first, FIRST), _day(options.last, LAST)
    with unlocked(options) as desk:
        if not leads(desk.desk):
            raise ClerkError(
                "Sổ ai đã xem chỉ Giám đốc hoặc Phó Giám đốc được đọc. Hãy nhờ một người như thế.",
                "user",
            )
        rows = readings.between(desk.connection, first, last)
        codes = {
            one.dossier: desk.journal.dossier(one.dossier).dossier.code
            for one in rows
            if one.dossier is not None
        }
    for one in rows:
        code = None if one.dossier is None else codes[one.dossier]
        said = {"at": iso(one.at), "user": one.user, "what": one.what}
        jsonl.write({**said, "code": code, "count": one.count})
    return OK


def _day(typed: str | None, default: date) -> date:
    if typed is None:
        return default
    try:
        return date.fromisoformat(typed)
    except ValueError as fault:
        raise ClerkError("Ngày ghi như 2026-11-27.", "day") from fault
