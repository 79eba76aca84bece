"""Whose turn it is, what a number is called on paper, and what holds where two machines differ.

Whose turn: who was transferred to the desk, then who was transferred to one of its rows, then who
goes first (elderly, disabled, with child), but no more than `priority_run` of these in a row past
an ordinary one of the same row; each by its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.queue import CALLED, CANCELLED, SERVED, STATES, WAITING, Row, Ticket

ROW_LETTERS = "ABCDEFGHJKL"  # neither I nor O: on paper they are 1 and 0
DESK_LETTERS = "MNPQRSTUVWXYZ"  # of numbers that a desk gives alone: never a row's


@dataclass(frozen=True, slots=True)
class Rules:
    """The office's rows, and how it calls."""

    rows: tuple[Row, ...]
    priority_run: int = 2
    absent_after: int = 3

    def row(self, letter: str) -> Row | None:
        """The row of a letter."""
        return next((row for row in self.rows if row.letter == letter), None)


def choose(
    tickets: Iterable[Ticket],
    desk: int,
    rows: Sequence[str],
    runs: Mapping[str, int],
    priority_run: int,
) -> Ticket | None:
    """Who is called next at a desk that serves these rows (none named: all); None: nobody waits.

    `runs` says of a row how many that go first were called last in a row past an ordinary one.
    """
    mine = [
        one
        for one in tickets
        if one.state == WAITING
        and (one.desk == desk or (one.desk is None and (not rows or one.row in rows)))
    ]
    head = [one for one in mine if one.front]
    if head:
        return min(head, key=lambda one: (one.desk is None, one.place))
    ordinary = {one.row for one in mine if not one.priority}
    first = [
        one
        for one in mine
        if one.priority and (one.row not in ordinary or runs.get(one.row, 0) < priority_run)
    ]
    turn = first or [one for one in mine if not one.priority]
    return min(turn, key=lambda one: one.place, default=None)


def run_after(ticket: Ticket, tickets: Iterable[Ticket], runs: Mapping[str, int]) -> int:
    """How many that go first have been called in a row past an ordinary one, once this one is."""
    before = runs.get(ticket.row, 0)
    if ticket.front or ticket.desk is not None:
        return before
    if not ticket.priority:
        return 0
    passed = any(
        one.state == WAITING and one.row == ticket.row and not one.priority and one.desk is None
        for one in tickets
    )
    return before + 1 if passed else 0


def before(ticket: Ticket, tickets: Iterable[Ticket]) -> int:
    """How many of its row wait before it: a number to tell the visitor, no promise."""
    return sum(
        one.state == WAITING
        and one.row == ticket.row
        and one.desk is None
        and one.id != ticket.id
        and _ahead(one, ticket)
        for one in tickets
    )


def _ahead(one: Ticket, other: Ticket) -> bool:
    def rank(ticket: Ticket) -> tuple[bool, bool, int]:
        return (not ticket.front, not ticket.priority, ticket.place)

    return rank(one) < rank(other)


def letters_of_row(row: str, desk: int, origin: str) -> tuple[str, ...]:
    """Letters for a row's numbers given by the relay, best first; the last is nobody else's."""
    return (row, f"{row}{desk}", f"{row}0{origin}")


def letters_of_desk(desk: int, origin: str) -> tuple[str, ...]:
    """Letters for numbers that a desk gives alone, best first; the last is nobody else's."""
    letter = DESK_LETTERS[(desk - 1) % len(DESK_LETTERS)]
    return (letter if desk <= len(DESK_LETTERS) else f"{letter}{desk}", f"{letter}0{origin}")


def free_letter(candidates: Sequence[str], origin: str, known: Mapping[str, set[str]]) -> str:
    """The first letter under which nobody else has given a number today, as far as is known.

    `known` says of each letter which machines gave numbers under it.
    """
    for letter in candidates:
        if known.get(letter, set()) <= {origin}:
            return letter
    return candidates[-1]


def merged(one: Ticket, other: Ticket) -> Ticket:
    """What holds of the same ticket as two machines know it; the same in every order.

    What is over stays over; else the one that moved more; else the one that went farther.
    """
    return max(one, other, key=_weight)


def _weight(ticket: Ticket) -> tuple[object, ...]:
    return (
        ticket.state in (SERVED, CANCELLED),
        len(ticket.moves),
        STATES.index(ticket.state),
        ticket.called,
        ticket.op,
        tuple((move.at, move.what, move.desk or 0) for move in ticket.moves),
        ticket.desk or 0,
        ticket.place,
        ticket.row,
    )


def newest_calls(tickets: Iterable[Ticket], most: int) -> list[Ticket]:
    """The last numbers called that were not called off, the newest first."""
    out = [one for one in tickets if one.called and one.state not in (WAITING, CANCELLED)]
    return sorted(out, key=lambda one: one.called, reverse=True)[:most]


def at_desk(tickets: Iterable[Ticket], desk: int) -> Ticket | None:
    """The number before a desk: the one called there last."""
    there = [one for one in tickets if one.state == CALLED and one.desk == desk]
    return max(there, key=lambda one: one.called, default=None)
