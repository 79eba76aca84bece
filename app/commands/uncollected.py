"""uncollected: results that nobody has come for, with whom to call and when that was done last."""

from argparse import Namespace

from app.bootstrap import reading_log
from app.bootstrap.place import profile_folder
from app.commands import jsonl
from app.commands.output import say
from app.commands.session import as_json, profile, unlocked
from app.services.views import plain
from app.settings import read_settings
from app.storage import uncollected as storage

OK, MOST = 0, 10_000


def uncollected(options: Namespace) -> int:
    """One result a line, the longest wait first; `--days` in the place of the setting."""
    days = options.days
    if days is None:
        days = read_settings(profile_folder(profile(options))).uncollected_days
    with unlocked(options) as desk:
        now = desk.desk.clock.now()
        found = storage.listed(desk.connection, storage.before(now, days), MOST)
        reading_log.listed(desk, len(found))
    for one in found:
        line = {
            "code": one.card.code,
            "name": one.card.name,
            "procedure": one.card.procedure,
            "finished_at": plain(one.since),
            "days": one.days(now),
            "phone": one.phone or None,
            "reminded_at": plain(one.reminded_at),
            "reminded_by": one.way or None,
        }
        if as_json(options):
            jsonl.write(line)
        else:
            told = f"nhắc {one.reminded_at:%d/%m/%Y}" if one.reminded_at else "chưa nhắc"
            say(f"{one.card.code}  {one.card.name}  {one.phone}  {one.days(now)} ngày, {told}")
    if not found and not as_json(options):
        say(f"Không có kết quả nào chờ lấy quá {days} ngày.")
    return OK
