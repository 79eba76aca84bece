"""What the people of this office did in some days: their events, by the dossier these belong to."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.events import Event
from app.storage.books import bounds
from app.storage.folding import local_id, readable

Execute = Callable[..., Any]
AT = "json_extract(CAST(body AS TEXT), '$[2]')/1000 - json_extract(CAST(body AS TEXT), '$[3]')"
OWN = f"SELECT dossier, body FROM event WHERE dossier<>0 AND {AT}>=? AND {AT}<?"
OTHERS = f"SELECT dossier, body FROM peer_event WHERE dossier IS NOT NULL AND {AT}>=? AND {AT}<?"


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


def _rows(execute: Execute, days: tuple[int, int]) -> Iterator[tuple[int, bytes]]:
    for dossier, body in execute(OWN, days).fetchall():
        yield dossier, bytes(body)
    for identity, body in execute(OTHERS, days).fetchall():
        number = local_id(execute, bytes(identity))
        if number is not None:
            yield number, bytes(body)
