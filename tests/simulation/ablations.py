"""Mechanisms taken out, one at a time: each must be missed by a schedule that then goes wrong.

What the simulator cannot see, it does not guard. Each ablation puts a weaker rule in place of one
of the product's, for as long as its block runs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from app.storage.chain_store import SqliteChain
from app.sync.engine import Engine, Next
from app.wire.errors import WireError
from app.wire.event import decode
from province import branches, elsewhere, ingest, projections
from province.ingest import Unreadable
from province.ledger import Delivery, Ledger, StoredEvent
from province.sqlite_journal import SqliteJournal


@contextmanager
def _instead(owner: Any, name: str, weaker: Callable[..., Any]) -> Iterator[None]:
    real = getattr(owner, name)
    setattr(owner, name, weaker)
    try:
        yield
    finally:
        setattr(owner, name, real)


@contextmanager
def position_instead_of_hash() -> Iterator[None]:
    """An event is known by its chain and place: a second one there is thought to be the first."""
    real = SqliteJournal.store

    def store(self: SqliteJournal, delivery: Delivery) -> int:
        taken = {
            (root, depth)
            for root, depth in self._connection.execute("SELECT root, depth FROM event")
        }
        free = [one for one in delivery.events if (one.place.root, one.place.depth) not in taken]
        return real(self, replace(delivery, events=free))

    with _instead(SqliteJournal, "store", store):
        yield


@contextmanager
def trusting_the_mark() -> Iterator[None]:
    """The desk believes its own memory of what is stored."""

    def probe(self: Engine, reply: Any) -> Next:
        self.store.mark_stored(self.store.head()[0], reply.time_ms)
        return Next.DONE

    with _instead(Engine, "_probe", probe):
        yield


@contextmanager
def one_bad_record_rejects_the_batch() -> Iterator[None]:
    """The province checks what it is given before it stores any of it."""
    real = ingest._events

    def events(*given: Any) -> list[StoredEvent]:
        found = real(*given)
        for one in found:
            try:
                decode(one.body)
            except WireError as error:
                raise Unreadable("x") from error
        return found

    with _instead(ingest, "_events", events):
        yield


@contextmanager
def no_deduplication() -> Iterator[None]:
    """What comes is stored, also a second time."""
    real = SqliteJournal.store

    def store(self: SqliteJournal, delivery: Delivery) -> int:
        again = [
            replace(one, hash=sha256(one.hash).digest())
            for one in delivery.events
            if self.place(delivery.commune, one.hash) is not None
        ]
        return real(self, replace(delivery, events=[*delivery.events, *again]))

    with _instead(SqliteJournal, "store", store):
        yield


@contextmanager
def only_the_current_installation() -> Iterator[None]:
    """A desk offers what it wrote since its last `installed`, and takes the rest for stored."""
    real = SqliteChain.bodies_after

    def bodies_after(self: SqliteChain, depth: int, *limits: int) -> list[bytes]:
        newest = max(
            place
            for place, (body,) in enumerate(
                self.connection.execute("SELECT body FROM event ORDER BY id"), 0
            )
            if body.startswith(b"[1,")
        )
        return real(self, depth, *limits) if depth >= newest else []

    with _instead(SqliteChain, "bodies_after", bodies_after):
        yield


@contextmanager
def forks_untold() -> Iterator[None]:
    """A clone goes on under the letter of the machine that it is a copy of."""
    with _instead(branches, "branch_of", lambda *_given: branches.Branch()):
        yield


@contextmanager
def facts_stay_where_they_were_recorded() -> Iterator[None]:
    """A machine hears nothing of what others recorded of its dossiers."""
    with _instead(elsewhere, "bring", lambda *_given: None):
        yield


@contextmanager
def answers_stay_at_home() -> Iterator[None]:
    """The province keeps what a clerk decided and does not fold by it."""
    with _instead(projections, "put_aside", lambda _answers: frozenset()):
        yield


@contextmanager
def the_opening_alone_for_another_office() -> Iterator[None]:
    """Who has to do with another office's dossier gets how it was received, and nothing after."""
    real = elsewhere.bring

    def bring(
        ledger: Ledger,
        commune: str,
        opening: StoredEvent,
        lacking: Sequence[StoredEvent],
        now: datetime,
    ) -> None:
        first = [one for one in lacking if one.hash == opening.hash or commune == opening.commune]
        real(ledger, commune, opening, first, now)

    with _instead(elsewhere, "bring", bring):
        yield


ABLATIONS = (
    position_instead_of_hash,
    trusting_the_mark,
    one_bad_record_rejects_the_batch,
    no_deduplication,
    only_the_current_installation,
    forks_untold,
    facts_stay_where_they_were_recorded,
    answers_stay_at_home,
    the_opening_alone_for_another_office,
)
# A seed whose schedule missed each when it was last looked for: tried first, others after it.
CAUGHT = {
    position_instead_of_hash: 0,
    trusting_the_mark: 8,
    one_bad_record_rejects_the_batch: 0,
    no_deduplication: 0,
    only_the_current_installation: 0,
    forks_untold: 120,
    facts_stay_where_they_were_recorded: 1,
    answers_stay_at_home: 0,
    the_opening_alone_for_another_office: 3,
}
