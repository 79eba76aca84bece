"""How many dossiers came, got their result and were handed out in some days, out of the cards.

Those of another system count with ours, once where one of ours stands for it; dossiers that another
office received, and voided ones, do not.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from app.domain import events as e
from app.domain.times import from_seconds
from app.services.workload import MOMENTS, Counted, Deed, Standing, Tally
from app.storage.acts import steps_between
from app.storage.books import bounds
from app.storage.brought import GUEST

Execute = Callable[..., Any]
HOUR = 3600
COUNTED = "void=0 AND covered=0"
STEPS = dict(zip((e.Received.number, e.Finished.number, e.GivenBack.number), MOMENTS, strict=True))


def counted(execute: Execute, first: date, last: date) -> Counted:
    """Everything of the days from the first to the last, both with; persons by their accounts."""
    tallies = [one for moment in MOMENTS for one in _of(execute, moment, first, last)]
    return Counted(tallies, list(_deeds(execute, first, last)), _standings(execute, first, last))


def _of(execute: Execute, moment: str, first: date, last: date) -> Iterator[Tally]:
    begin, end = bounds(first, last)
    at = f"{moment}_at"
    rows = execute(
        f"SELECT ({at}-?)/{HOUR}, procedure, channel, system, count(*) FROM dossier "
        f"WHERE {at}>=? AND {at}<? AND {COUNTED} AND id>{-GUEST} GROUP BY 1, 2, 3, 4",
        (begin, begin, end),
    )
    for far, procedure, channel, system, count in rows.fetchall():
        at_hour = from_seconds(begin + far * HOUR)
        yield Tally(moment, at_hour.date(), at_hour.hour, procedure, channel, system, count)


def _standings(execute: Execute, first: date, last: date) -> list[Standing]:
    rows = execute(
        "SELECT status, state, channel, count(*) FROM dossier "
        f"WHERE received_at>=? AND received_at<? AND {COUNTED} AND id>{-GUEST} GROUP BY 1, 2, 3",
        bounds(first, last),
    )
    return [Standing(*row) for row in rows.fetchall()]


def _deeds(execute: Execute, first: date, last: date) -> Iterator[Deed]:
    """A dossier once for each person, however often he did it; also one of another office."""
    channels = dict(execute(f"SELECT id, channel FROM dossier WHERE {COUNTED}").fetchall())
    found = {step for step in steps_between(execute, STEPS, first, last) if step[0] in channels}
    counts = Counter((STEPS[kind], who, channels[number]) for number, kind, who in found)
    for (moment, who, channel), count in counts.items():
        yield Deed(moment, who, channel, count)
