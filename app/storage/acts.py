"""What the people of this office did in some days: their events, by the dossier these belong to."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.events import Event
from app.storage.books import bounds
from app.storage.folding import local_id, readable

Execute = Callable[..., Any]
AT = "json_extract(CAST(body AS TEXT), '$[2]')/1000 - json_extract(CAST(body AS TEXT), '$[3]')"
IN_OWN = f"FROM event WHERE dossier<>0 AND {AT}>=? AND {AT}<?"
IN_OTHERS = f"FROM peer_event WHERE dossier IS NOT NULL AND {AT}>=? AND {AT}<?"
HEAD = (
    "SELECT dossier, json_extract(CAST(body AS TEXT), '$[0]'), "
    "coalesce(json_extract(CAST(body AS TEXT), '$[6]'), json_extract(CAST(body AS TEXT), '$[5]'))"
)


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


def steps_between(
    execute: Execute, kinds: Collection[int], first: date, last: date
) -> Iterator[tuple[int, int, str]]:
    """Steps of some kinds: local number of the dossier, kind, and who did it, as on paper.

    The account's id where no name was written. Nothing is decoded but the head of each.
    """
    numbers: dict[bytes, int | None] = {}
    days, heads = bounds(first, last), " OR ".join(map(_is_of, kinds))
    for dossier, *step in execute(f"{HEAD} {IN_OWN} AND ({heads})", days).fetchall():
        yield dossier, *step
    for identity, *step in execute(f"{HEAD} {IN_OTHERS} AND ({heads})", days).fetchall():
        known = bytes(identity)
        if known not in numbers:
            numbers[known] = local_id(execute, known)
        if (number := numbers[known]) is not None:
            yield number, *step


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
