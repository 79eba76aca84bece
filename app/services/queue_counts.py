"""What stays of a day's tickets when they are forgotten: how many, and how long they waited."""

from collections.abc import Iterable
from statistics import median

from app.domain.queue import ABSENT, CANCELLED, SERVED, Ticket
from app.services.queue_ports import Count

MINUTE = 60


def count(tickets: Iterable[Ticket]) -> list[Count]:
    """By row and by the desk that called last (0: none did), in this order."""
    groups: dict[tuple[str, int], list[Ticket]] = {}
    for one in tickets:
        desk = one.desk if one.called and one.desk is not None else 0
        groups.setdefault((one.row, desk), []).append(one)
    return [_counted(row, desk, groups[row, desk]) for row, desk in sorted(groups)]


def _counted(row: str, desk: int, tickets: list[Ticket]) -> Count:
    waits = [one.waited // MINUTE for one in tickets if one.waited is not None]
    return Count(
        day=tickets[0].day,
        row=row,
        desk=desk,
        issued=len(tickets),
        served=sum(one.state == SERVED for one in tickets),
        absent=sum(one.state == ABSENT for one in tickets),
        cancelled=sum(one.state == CANCELLED for one in tickets),
        median=round(median(waits)) if waits else None,
        longest=max(waits, default=None),
    )
