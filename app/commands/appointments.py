"""appointments: days agreed with citizens, ceremonies with their hour, the earliest first."""

from argparse import Namespace
from datetime import timedelta

from app.bootstrap import reading_log
from app.commands import jsonl
from app.commands.output import say
from app.commands.parser import iso_day
from app.commands.session import as_json, unlocked
from app.domain.masking import masked
from app.storage import appointments as storage

OK, MOST = 0, 10_000


def appointments(options: Namespace) -> int:
    """One a line, from a day (today) on; `--masked` names nobody whole and tells no number."""
    with unlocked(options) as desk:
        today = desk.desk.clock.now().date()
        first = today if options.first is None else iso_day(options.first, "--from")
        last = first + timedelta(days=storage.COMING_DAYS if options.days is None else options.days)
        found = storage.listed(desk.connection, first, last, MOST)
        if not options.masked:
            reading_log.listed(desk, len(found))
    for one in found:
        people = [masked(name) for name in one.people] if options.masked else list(one.people)
        phone = "" if options.masked else one.phone
        line = {
            "day": one.day.isoformat(),
            "hour": one.hour or None,
            "people": people,
            "procedure": one.card.procedure,
            "code": one.card.code,
            "phone": phone or None,
        }
        if as_json(options):
            jsonl.write(line)
        else:
            said = (f"{one.day:%d/%m/%Y}", one.hour, " – ".join(people), one.card.procedure)
            say("  ".join(part for part in (*said, one.card.code, phone) if part))
    if not found and not as_json(options):
        say(f"Chưa hẹn ai từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.")
    return OK
