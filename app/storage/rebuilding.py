"""The derived tables from nothing, to the same rows that `projections` writes event by event.

A dossier's state stays in memory while its events go by, without its history, which no table
holds; its card is written when it has to make room: once, most often, and many at a time. A
correction, which may reach any column, is tried at the table first. Names are counted in memory,
too. Whatever comes of a dossier after an answer that puts facts of it aside takes the way of every
day: what is held of it is written first. Indexes come last, that of words too.
"""

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from app.domain import events as e
from app.domain.answers import Resolved
from app.domain.dossier import Dossier
from app.domain.errors import Trouble
from app.domain.lifecycle import advance
from app.storage import (
    cards,
    certification_books,
    covering,
    folding,
    known_by,
    own_chain,
    peers,
    projections,
    schema,
    user_rows,
)
from app.storage.connection import Connection
from app.storage.names import ManyNames

MOST_HELD, ROOM = 20_000, 5_000  # dossiers in memory; so many make room at once
MOST_INT = 1 << 63


def rebuild(connection: Connection) -> str:
    """Drop and fold again: the province's journal after the own one, as `standing` reads them.

    The own journal's chain is followed on the way: the word ok, or `own_chain.BROKEN`.
    """
    execute = connection.execute
    projections.drop(execute)
    for statement in (*schema.TABLES, *schema.CODE_INDEXES):
        execute(statement)
    with _without_collections():
        said = _fold_own(connection)
    for statement in schema.CARD_INDEXES:
        execute(statement)
    _fold_peers(execute)
    projections.fold_all_down(execute)
    covering.settle_all(execute)
    return said


def _fold_own(connection: Connection) -> str:
    execute, held = connection.execute, _Held(connection, ManyNames(connection))
    following, answered = own_chain.Following(own_chain.root_of(execute)), set[int]()
    for event_id, dossier_id, body, identity in projections.pages(
        execute, "SELECT id, dossier, body, hash FROM event"
    ):
        following.take(event_id, body, identity)
        event = folding.readable_own(body)
        if event is None:
            continue
        if dossier_id <= 0:
            projections.fold_kept(execute, event_id, identity, event, 0)
        elif dossier_id not in answered and not isinstance(event.fact, Resolved):
            held.take(event_id, dossier_id, event)
        else:
            answered.add(dossier_id)
            with held.written(dossier_id):
                projections.fold_kept(execute, event_id, identity, event, dossier_id)
    held.write_all()
    held.names.index()
    return following.said


def _fold_peers(execute: Callable[..., Any]) -> None:
    """Other desks' events, a page at a time, in the order they came."""
    before = 0
    while found := peers.page(execute, before, projections.PAGE):
        projections.fold_peers(execute, found)
        before = found[-1].id


@contextmanager
def _without_collections() -> Iterator[None]:
    """Nothing here goes round in cycles; what is held would be looked through for some, often."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def fold_down_again(connection: Connection) -> None:
    """The province's journal is another one now: its effects, and nothing else, from zero.

    Where it brought other machines' facts of dossiers here, those are folded anew, too.
    """
    execute = connection.execute
    moved = ("brought", "ruling", "peer_event")
    if any(execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in moved):
        rebuild(connection)
        return
    for table in (
        "verdict",
        "contradiction",
        "block",
        f"user WHERE origin={user_rows.FROM_PROVINCE}",
    ):
        execute(f"DELETE FROM {table}")
    execute("DELETE FROM standing WHERE name LIKE 'office%' OR name LIKE 'revoked%'")
    projections.fold_all_down(execute)


@dataclass(slots=True)
class _Known:
    """A dossier so far, its events after the first; `there`: it has a card, which may be behind."""

    dossier: Dossier
    name: cards.Named
    events: list[int]
    there: bool


def _card(number: int, known: _Known) -> tuple[Any, ...]:
    """Whoever has it belongs here: none but this desk's own events were taken."""
    work = (cards.stage_of(known.dossier), known.dossier.holder)
    return cards.row(number, known.dossier, known.name, work, known.events)


@dataclass(slots=True)
class _Held:
    """The dossiers in memory, the one whose last event is longest ago first."""

    connection: Connection
    names: ManyNames
    known: OrderedDict[int, _Known] = field(default_factory=OrderedDict)
    keys: list[tuple[str, int]] = field(default_factory=list)  # of receptions, not written yet

    def take(self, event_id: int, dossier_id: int, event: e.Event) -> None:
        """One event more; one that fails changes nothing, as in `projections.attempt`."""
        try:
            if event.fact.opens:
                self._open(event_id, event)
            else:
                self._step(event_id, dossier_id, event)
        except Trouble:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, it is this event's alone
            return
        if len(self.known) > MOST_HELD:
            self._write(ROOM)

    @contextmanager
    def written(self, dossier_id: int) -> Iterator[None]:
        """A dossier's card as its events left it, for whoever goes on with it at the table."""
        if dossier_id in self.known:
            self.known.move_to_end(dossier_id, last=False)
            self._write(1)
        self.names.write()
        yield
        self.names.learn()

    def write_all(self) -> None:
        """Whatever is held."""
        self._write(len(self.known))
        self.names.write()

    def _write(self, many: int) -> None:
        """The cards of the oldest ones, which are held no more."""
        self._put([self.known.popitem(last=False) for _ in range(many)])
        self.connection.executemany(known_by.KEY, self.keys)
        self.keys.clear()

    def _put(self, taken: list[tuple[int, _Known]]) -> None:
        rows = [(known.there, _card(number, known)) for number, known in taken]
        write = self.connection.executemany
        write(cards.INSERT, [row for there, row in rows if not there])
        write(cards.UPDATE, [cards.updating(row) for there, row in rows if there])
        for number, known in taken:
            if known.there:
                known_by.forget(self.connection.execute, number)
            known_by.remember(self.connection.execute, number, known.dossier)

    def _open(self, event_id: int, event: e.Event) -> None:
        dossier = advance(None, event)
        if abs(dossier.fee_dong or 0) >= MOST_INT:
            raise OverflowError(event_id)  # no card takes it, on no day
        said, shown, hamlet = cards.said(dossier)
        name = (self.names.remember(said, event_id), said, shown, hamlet)
        self.known[event_id] = _Known(dossier, name, [], there=False)
        key = known_by.key_of(event.fact)
        if key is not None:
            self.keys.append((key, event_id))

    def _step(self, event_id: int, dossier_id: int, event: e.Event) -> None:
        known = self.known.get(dossier_id)
        if known is None:
            known = self.known[dossier_id] = self._read(dossier_id)
        after = advance(known.dossier, event)
        if isinstance(event.fact, e.Corrected):
            self._correct(dossier_id, known, after)
        known.dossier = after
        known.events.append(event_id)
        if isinstance(event.fact, e.Finished):
            certification_books.keep_numbers(self.connection.execute, event_id, event)
        self.known.move_to_end(dossier_id)

    def _correct(self, dossier_id: int, known: _Known, after: Dossier) -> None:
        """Only the table can say whether it takes what was put right; ValueError where not."""
        said, shown, hamlet = cards.said(after)
        tried = replace(known, dossier=after, name=(known.name[0], said, shown, hamlet))
        put = partial(self._put, [(dossier_id, tried)])
        if not projections.attempt(self.connection.execute, put):
            raise ValueError(dossier_id)
        known.there = True
        known.name = (self.names.remember(said, dossier_id), said, shown, hamlet)

    def _read(self, dossier_id: int) -> _Known:
        """One that had to make room; LookupError where there is none."""
        execute = self.connection.execute
        row = execute(
            "SELECT name, folded, shown, hamlet FROM dossier WHERE id=?", (dossier_id,)
        ).fetchone()
        if row is None:
            raise LookupError(dossier_id)
        ids = folding.event_ids(execute, dossier_id)
        return _Known(folding.load(execute, dossier_id), row, ids[1:], there=True)
