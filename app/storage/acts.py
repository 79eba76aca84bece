"""What the people of this office did in some days: their events, by the dossier these belong to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from app.domain.advised import AdvisedOfPapers
from app.domain.events import Event, Refused
from app.storage.books import bounds
from app.storage.folding import local_id, readable

Execute = Callable[..., Any]
AT = "json_extract(CAST(body AS TEXT), '$[2]')/1000 - json_extract(CAST(body AS TEXT), '$[3]')"
IN_OWN = f"FROM event WHERE dossier<>0 AND {AT}>=? AND {AT}<?"
IN_OWN_NO_DOSSIER = f"FROM event WHERE dossier=0 AND {AT}>=? AND {AT}<?"
IN_OTHERS_NO_DOSSIER = f"FROM peer_event WHERE dossier IS NULL AND {AT}>=? AND {AT}<?"
IN_OTHERS = f"FROM peer_event WHERE dossier IS NOT NULL AND {AT}>=? AND {AT}<?"
WHO = "json_extract(CAST(body AS TEXT), '$[6]'), json_extract(CAST(body AS TEXT), '$[5]')"
PAPERS = (Refused.number, AdvisedOfPapers.number)


class Deed(NamedTuple):
    """A step of one kind: local number of its dossier, when, by whom on paper (None: `actor`)."""

    dossier: int
    kind: int
    at: int
    by: str | None
    actor: str


def acts_between(execute: Execute, first: date, last: date) -> Mapping[int, set[Event]]:
    """By local number of the dossier: steps of those days, by their claimed time, at any desk.

    A whole journal is looked through, in SQLite.
    """
    found: dict[int, set[Event]] = defaultdict(set)
    for dossier, body in _rows(execute, bounds(first, last)):
        event = readable(body)
        if event is not None:
            found[dossier].add(event)
    return found


def papers_between(execute: Execute, first: date, last: date) -> list[Event]:
    """Papers of no dossier: refusals, and what was missing before a reception; at any desk."""
    heads = " OR ".join(map(_is_of, PAPERS))
    found = []
    for where in (IN_OWN_NO_DOSSIER, IN_OTHERS_NO_DOSSIER):
        rows = execute(f"SELECT body {where} AND ({heads})", bounds(first, last)).fetchall()
        found += [event for (body,) in rows if (event := readable(bytes(body))) is not None]
    return found


def steps_between(
    execute: Execute, kinds: Collection[int], first: date, last: date
) -> Iterator[Deed]:
    """Steps of some kinds; nothing is decoded but the head of each."""
    numbers: dict[bytes, int | None] = {}
    days, heads = bounds(first, last), " OR ".join(map(_is_of, kinds))
    select = f"SELECT dossier, json_extract(CAST(body AS TEXT), '$[0]'), {AT}, {WHO}"
    for row in execute(f"{select} {IN_OWN} AND ({heads})", days).fetchall():
        yield Deed(*row)
    for identity, *step in execute(f"{select} {IN_OTHERS} AND ({heads})", days).fetchall():
        known = bytes(identity)
        if known not in numbers:
            numbers[known] = local_id(execute, known)
        if (number := numbers[known]) is not None:
            yield Deed(number, *step)


def _is_of(kind: int) -> str:
    head = f"[{kind},"
    return f"substr(body, 1, {len(head)})=CAST('{head}' AS BLOB)"


def _rows(execute: Execute, days: tuple[int, int]) -> Iterator[tuple[int, bytes]]:
    for dossier, body in execute(f"SELECT dossier, body {IN_OWN}", days).fetchall():
        yield dossier, bytes(body)
    for identity, body in execute(f"SELECT dossier, body {IN_OTHERS}", days).fetchall():
        number = local_id(execute, bytes(identity))
        if number is not None:
            yield number, bytes(body)
