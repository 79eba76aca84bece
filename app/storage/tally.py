"""How many dossiers came, got their result and were handed out in some days, out of the cards.

Those of another system count with ours, once where one of ours stands for it; dossiers that another
office received, and voided ones, do not.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from app.domain.times import from_seconds
from app.services.workload import MOMENTS, Tally
from app.storage.books import bounds
from app.storage.brought import GUEST

Execute = Callable[..., Any]
DAY = 24 * 3600
COUNTED = f"void=0 AND covered=0 AND id>{-GUEST}"


def tallies(execute: Execute, first: date, last: date) -> list[Tally]:
    """Every such group from the first to the last day, both with."""
    return [one for moment in MOMENTS for one in _of(execute, moment, first, last)]


def _of(execute: Execute, moment: str, first: date, last: date) -> Iterator[Tally]:
    begin, end = bounds(first, last)
    at = f"{moment}_at"
    rows = execute(
        f"SELECT ({at}-?)/{DAY}, procedure, channel, system, count(*) FROM dossier "
        f"WHERE {at}>=? AND {at}<? AND {COUNTED} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        (begin, begin, end),
    )
    for far, procedure, channel, system, count in rows.fetchall():
        day = from_seconds(begin + far * DAY).date()
        yield Tally(moment, day, procedure, channel, system, count)
