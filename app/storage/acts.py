"""What the people of this office did in some days: their events, by the dossier these belong to."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.advised import AdvisedOfPapers
from app.domain.events import Event, Refused
from app.storage.books import bounds
from app.storage.folding import local_id, readable

Execute = Callable[..., Any]
AT = "json_extract(CAST(body AS TEXT), '$[2]')/1000 - json_extract(CAST(body AS TEXT), '$[3]')"
IN_OWN = f"FROM event WHERE dossier<>0 AND {AT} BETWEEN ? AND ?-1"
IN_OWN_NO_DOSSIER = f"FROM event WHERE dossier=0 AND {AT} BETWEEN ? AND ?-1"
IN_OTHERS_NO_DOSSIER = f"FROM peer_event WHERE dossier IS NULL AND {AT} BETWEEN ? AND ?-1"
IN_OTHERS = f"FROM peer_event WHERE dossier IS NOT NULL AND {AT} BETWEEN ? AND ?-1"
WHO = "json_extract(CAST(body AS TEXT), '$[6]', '$[5]')"
PAPERS = (Refused, AdvisedOfPapers)


Deed = tuple[int, int, int, str]
"""A step: local number of its dossier, its kind, when, and who, as `read_who` takes it."""


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
    """Papers of no dossier: refusals, and what was missing before a reception; at any desk.

    Who was only advised left without one; his event bears the number of the latter.
    """
    heads = " OR ".join(_is_of(kind.number) for kind in PAPERS)
    found = []
    for where in (IN_OWN_NO_DOSSIER, IN_OTHERS_NO_DOSSIER):
        rows = execute(f"SELECT body {where} AND ({heads})", bounds(first, last)).fetchall()
        events = [readable(bytes(body)) for (body,) in rows]
        found += [one for one in events if one is not None and isinstance(one.fact, PAPERS)]
    return found


def steps_between(
    execute: Execute, kinds: Collection[int], first: date, last: date
) -> Iterator[Deed]:
    """Steps of some kinds, other desks' last; nothing is decoded but the head of each."""
    numbers: dict[bytes, int | None] = {}
    days, heads = bounds(first, last), " OR ".join(map(_is_of, kinds))
    select = f"SELECT dossier, json_extract(CAST(body AS TEXT), '$[0]'), {AT}, {WHO}"
    yield from execute(f"{select} {IN_OWN} AND ({heads})", days).fetchall()
    for identity, *step in execute(f"{select} {IN_OTHERS} AND ({heads})", days).fetchall():
        known = bytes(identity)
        if known not in numbers:
            numbers[known] = local_id(execute, known)
        if (number := numbers[known]) is not None:
            yield number, *step


def read_who(who: str) -> tuple[str | None, str]:
    """By whom on paper, None where it is the other one: who was unlocked."""
    by, actor = json.loads(who)
    return by, actor


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
