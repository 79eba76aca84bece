"""How many dossiers came, got their result and were handed out in some days, out of the cards.

Those of another system count with ours, once where one of ours stands for it; dossiers that another
office received, and voided ones, do not.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from app.domain import events as e
from app.domain.dossier import FINISHED, RETURNED
from app.domain.times import from_seconds
from app.services.workload import MOMENTS, Counted, Deed, Standing, Tally
from app.storage.acts import read_who, steps_between
from app.storage.books import bounds
from app.storage.brought import GUEST

Execute = Callable[..., Any]
Whose = Callable[[str | None, str], str]
HOUR = 3600
COUNTED = "void=0 AND covered=0"
STEPS = dict(zip((e.Received.number, e.Finished.number, e.GivenBack.number), MOMENTS, strict=True))


def counted(execute: Execute, first: date, last: date, whose: Whose) -> Counted:
    """Everything of the days from the first to the last, both with; `whose` names who did it."""
    return Counted(
        [one for moment in MOMENTS for one in _of(execute, moment, first, last)],
        list(_deeds(execute, first, last, whose)),
        _standings(execute, first, last),
        _undated(execute, first, last),
    )


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


def _undated(execute: Execute, first: date, last: date) -> int:
    """Received then, with a result of which another system's list does not say since when."""
    (found,) = execute(
        f"SELECT count(*) FROM dossier WHERE received_at>=? AND received_at<? AND {COUNTED} "
        f"AND id>{-GUEST} AND status IN ({FINISHED},{RETURNED}) AND finished_at IS NULL",
        bounds(first, last),
    ).fetchone()
    return int(found)


def _deeds(execute: Execute, first: date, last: date, whose: Whose) -> Iterator[Deed]:
    """Each moment that still holds once, for who brought it last; also one of another office."""
    steps = sorted(steps_between(execute, STEPS, first, last), key=itemgetter(2))
    for kind, moment in STEPS.items():
        last_by = {dossier: who for dossier, of_kind, _at, who in steps if of_kind == kind}
        channels = _holding(execute, moment, first, last)
        counts = Counter(zip(map(last_by.get, channels), channels.values(), strict=True))
        for (who, channel), count in counts.items():
            if who is not None:
                yield Deed(moment, whose(*read_who(who)), channel, count)


def _holding(execute: Execute, moment: str, first: date, last: date) -> dict[int, str]:
    """Channels of the dossiers to which the moment came in those days, as they stand now."""
    rows = execute(
        f"SELECT id, channel FROM dossier WHERE {moment}_at>=? AND {moment}_at<? AND {COUNTED}",
        bounds(first, last),
    )
    return dict(rows.fetchall())
