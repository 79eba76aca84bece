"""Blank slips as the own journal has them: runs that were printed, spoilt ones, who bears which.

Derived rows. A slip is used where a dossier, voided or not, bears its number.
"""

from collections.abc import Callable
from typing import Any

from app.domain import events as e
from app.domain.blank_slips import (
    MISSING,
    SPOILT,
    UNUSED,
    USED,
    Bearer,
    BlankSlipSpoilt,
    BlankSlipsPrinted,
    PrintedSlips,
    SlipStanding,
    split,
)
from app.domain.times import from_seconds, to_seconds

Execute = Callable[..., Any]


def keep(execute: Execute, event_id: int, event: e.Event) -> None:
    """Take in a run that was printed, or a spoilt slip; everything else changes nothing."""
    fact = event.fact
    if isinstance(fact, BlankSlipsPrinted):
        run = (fact.series, fact.first, fact.last, to_seconds(event.at))
        execute("INSERT OR IGNORE INTO blank_slips VALUES(?,?,?,?)", run)
    elif isinstance(fact, BlankSlipSpoilt):
        spoilt_one = (fact.slip, event_id, fact.reason)
        execute("INSERT OR IGNORE INTO spoilt_slip VALUES(?,?,?)", spoilt_one)


def highest(execute: Execute, series: str) -> int:
    """The highest running number of a series that was printed; 0 where none was."""
    row = execute("SELECT max(last) FROM blank_slips WHERE series=?", (series,)).fetchone()
    return row[0] or 0


def run_of(execute: Execute, number: str) -> PrintedSlips | None:
    """The run that a slip was printed in; None where this journal printed none of that number."""
    parts = split(number)
    if parts is None:
        return None
    series, running = parts
    row = execute(
        "SELECT series, first, last, printed_at FROM blank_slips "
        "WHERE series=? AND first<=? AND last>=?",
        (series, running, running),
    ).fetchone()
    return None if row is None else _run(row)


def spoilt(execute: Execute, number: str) -> str | None:
    """Why a slip was set aside; None where it was not."""
    row = execute("SELECT reason FROM spoilt_slip WHERE number=?", (number,)).fetchone()
    return None if row is None else str(row[0])


def standings(execute: Execute) -> list[SlipStanding]:
    """Every blank slip that this journal knows, the newest run first, by number within it.

    One that is neither used nor spoilt, before one of its run that is, is missing: slips are taken
    from the top.
    """
    rows = execute("SELECT series, first, last, printed_at FROM blank_slips").fetchall()
    runs = sorted((_run(row) for row in rows), key=lambda run: (run.printed_at, run.first))
    reasons = dict(execute("SELECT number, reason FROM spoilt_slip").fetchall())
    return [one for run in reversed(runs) for one in _of_run(execute, run, reasons)]


def _of_run(execute: Execute, run: PrintedSlips, reasons: dict[str, str]) -> list[SlipStanding]:
    bearers = _bearers(execute, run.series)
    taken = [at for at, one in enumerate(run.numbers) if one in bearers or one in reasons]
    found = []
    for at, number in enumerate(run.numbers):
        bearer, reason = bearers.get(number), reasons.get(number)
        if bearer is not None:
            state = USED
        elif reason is not None:
            state = SPOILT
        else:
            state = MISSING if taken and at < taken[-1] else UNUSED
        found.append(SlipStanding(number, run.printed_at, state, bearer, reason))
    return found


def _bearers(execute: Execute, series: str) -> dict[str, Bearer]:
    rows = execute(
        "SELECT code, id, shown, received_at, void FROM dossier WHERE code>=? AND code<? "
        "ORDER BY void DESC, id DESC",
        (f"{series}-", f"{series}-\uffff"),
    )
    return {
        code: Bearer(number, shown, from_seconds(received_at), bool(void))
        for code, number, shown, received_at, void in rows.fetchall()
    }


def _run(row: Any) -> PrintedSlips:
    series, first, last, printed_at = row
    return PrintedSlips(series, first, last, from_seconds(printed_at))
