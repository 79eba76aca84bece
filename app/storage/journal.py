"""The store of one desk: its journal, and the projections folded with it.

A save is one transaction: event, card, search row, print job; previous hash and next place are read
inside it, so two processes on one file can never fork the chain.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from app.domain import events as e
from app.domain.blank_slips import PrintedSlips
from app.domain.certification import Book, Given
from app.domain.dossier import Dossier
from app.domain.duty import Note
from app.domain.form_stock import Stock
from app.domain.incidents import Incident
from app.domain.numbering import SUPPLEMENT
from app.domain.order import Seen
from app.domain.place import Office
from app.domain.scan import ScanAdded
from app.domain.times import from_millis, to_millis
from app.domain.undo import undone_by
from app.services.ports import Card, Clock, PrintRequest, Standing, Stored, User
from app.storage import (
    blank_slips,
    brought,
    certification_books,
    drafts,
    duty,
    folding,
    form_stock,
    identities,
    incidents,
    installations,
    office_names,
    peers,
    persons,
    print_jobs,
    projections,
    scans,
    search,
)
from app.storage.connection import Connection, transaction
from app.storage.own_chain import DEPTH_BITS, DEPTH_MASK
from app.wire import chain
from app.wire.event import decode, encode, load

LAST = "SELECT id, hash FROM event ORDER BY id DESC LIMIT 1"
INSERT = "INSERT INTO event VALUES(?,?,?,?)"
CODES = "SELECT code FROM dossier WHERE code>=? AND code<?"
NONCE_BYTES = 16


@dataclass(slots=True)
class Session:
    """Who is unlocked in this process; `opened` once his `unlocked` is in the journal."""

    user: str
    opened: bool = False

    def reopen(self, opened: bool) -> None:  # noqa: FBT001 - its value
        """Back to what it was before a transaction that did not hold."""
        self.opened = opened


@dataclass(slots=True)
class Journal:
    """Implements the Store port on one SQLCipher connection."""

    connection: Connection
    clock: Clock
    session: Session
    office: Office
    _fresh: dict[int, Stored] = field(default_factory=dict, init=False)

    # --- reading ---------------------------------------------------------------------------------

    def standing(self) -> Standing:
        """What this desk is, out of its journal."""
        values = dict(self._all("SELECT name, value FROM standing"))
        today = self.clock.now().date()
        founded = office_names.with_hours(self.office, values.items(), today)
        said = office_names.hours_said(self.office, values.items())
        return _read_standing(values["installed"], values.get("office"), founded, said)

    def users(self) -> list[User]:
        """Everybody of the office in the order they came; the province's word rules."""
        rows = self._all(
            "SELECT id, name, roles, fields, public_key, ended FROM user ORDER BY origin, place, id"
        )
        people: dict[str, User] = {}
        for number, name, roles, fields, key, ended in rows:
            known = people.get(number)
            people[number] = User(
                id=number,
                name=name,
                roles=tuple(roles.split()),
                fields=tuple(fields.split("\n")) if fields else (),
                public_key=key or (known.public_key if known else None),
                ended=bool(ended),
            )
        return list(people.values())

    def dossier(self, dossier_id: int) -> Stored:
        """One dossier out of its events; LookupError where there is none."""
        fresh = self._fresh.get(dossier_id)
        if fresh is not None:
            return fresh
        state = folding.load(self.connection.execute, dossier_id)
        opening = folding.opening(self.connection.execute, dossier_id)
        return Stored(dossier_id, opening.identity, opening.depth, state)

    def with_code(self, code: str) -> list[Stored]:
        """By own code, foreign code or identity (hex, 16 letters or more)."""
        rows = self._all(
            "SELECT id FROM dossier WHERE code=?1 UNION SELECT dossier FROM foreign_code "
            "WHERE code=?1 ORDER BY 1",
            code,
        )
        found = [self.dossier(number) for (number,) in rows]
        ours = [one for one in found if one.dossier.master is None]
        if any(not one.dossier.void for one in ours):
            return ours  # it stands for the foreign one, which is still found by its id
        return found or self._with_identity(code)

    def foreign(self, system: str, code: str) -> Stored | None:
        """The dossier that a system has under a code; of two, the one that counts."""
        newest = "SELECT id FROM dossier WHERE system=? AND code=? ORDER BY id<0, abs(id) LIMIT 1"
        row = self._one(newest, system.casefold(), code)
        return None if row is None else self.dossier(row[0])

    def filed_elsewhere(self, owner_id: str, procedure: str) -> list[Card]:
        """What other systems' lists have open of him that none of ours stands for."""
        return persons.filed_elsewhere(self.connection, owner_id, procedure)

    def with_key(self, key: str) -> Stored | None:
        """The dossier received under a key."""
        row = self._one("SELECT dossier FROM claim_key WHERE key=?", key)
        return None if row is None else self.dossier(row[0])

    def with_receipt(self, mark: str) -> list[Stored]:
        """The last two, the asker's own may be one: a receipt typed as `1` may have thousands."""
        last = "SELECT dossier FROM fee_receipt WHERE mark=? ORDER BY dossier DESC LIMIT 2"
        return [self.dossier(number) for (number,) in self._all(last, mark)]

    def promised(self, dossier_id: int) -> e.Received:
        """The event that opened a dossier."""
        fact = decode(folding.opening(self.connection.execute, dossier_id).body).fact
        if not isinstance(fact, e.Received):
            raise LookupError(dossier_id)  # noqa: TRY004 - the number is at fault, not a type
        return fact

    def highest_code(self, prefix: str) -> str | None:
        """The code with the greatest running number behind a prefix.

        The last code of the index is the greatest, as four digits sort like numbers; only behind
        9999 the longer ones must be looked through.
        """
        ends = (prefix, prefix + "\uffff")
        last = self._one(f"{CODES} ORDER BY code DESC LIMIT 1", *ends)
        if last is not None and last[0] == f"{prefix}9999":
            last = self._one(f"{CODES} ORDER BY length(code) DESC, code DESC LIMIT 1", *ends)
        return None if last is None else str(last[0])

    def highest_paper(self, prefix: str) -> str | None:
        """The number with the greatest running number of the desk's papers without a dossier."""
        row = self._one(
            "SELECT number FROM desk_paper WHERE number>=? AND number<? "
            "ORDER BY length(number) DESC, number DESC LIMIT 1",
            prefix,
            prefix + "\uffff",
        )
        return None if row is None else str(row[0])

    def asked_before(self, procedure: str, owner_id: str) -> str | None:
        """The last paper of this desk that told the person what this procedure lacks, or None."""
        row = self._one(
            "SELECT number FROM desk_paper WHERE owner_id=? AND procedure=? AND number GLOB ? "
            "ORDER BY event DESC LIMIT 1",
            owner_id,
            procedure,
            f"{SUPPLEMENT}-*",
        )
        return None if row is None else str(row[0])

    def highest_incident(self, prefix: str) -> str | None:
        """The greatest number of an incident of this desk behind a prefix."""
        return incidents.highest(self.connection.execute, prefix)

    def incident(self, number: str) -> Incident | None:
        """One incident that was reported at this desk, as it stands."""
        return incidents.one(self.connection.execute, number)

    def shift_note(self, identity: str) -> Note | None:
        """One note from clerk to clerk; None where none or more than one begins so."""
        found = duty.beginning_with(self.connection.execute, identity)
        return found[0] if len(found) == 1 else None

    def note_with_key(self, key: str) -> Note | None:
        """The note that was left at this desk under a key."""
        return duty.left_under(self.connection.execute, key)

    def form_stocks(self) -> list[Stock]:
        """The register of blank forms of this desk, by the forms' codes."""
        return form_stock.stocks(self.connection.execute)

    def highest_blank(self, series: str) -> int:
        """The highest running number of a series of blank slips; 0 where none was printed."""
        return blank_slips.highest(self.connection.execute, series)

    def blank_run(self, number: str) -> PrintedSlips | None:
        """The run in which a blank slip was printed."""
        return blank_slips.run_of(self.connection.execute, number)

    def spoilt_slip(self, number: str) -> str | None:
        """Why a blank slip was set aside."""
        return blank_slips.spoilt(self.connection.execute, number)

    def codes_between(self, first: str, last: str) -> list[str]:
        """Codes from the first to the last one, both with."""
        rows = self._all("SELECT code FROM dossier WHERE code BETWEEN ? AND ?", first, last)
        return [str(row[0]) for row in rows]

    def books(self, kind: str | None = None, year: int | None = None) -> list[Book]:
        """Books of certification in the order they were opened."""
        return certification_books.listed(self.connection.execute, kind, year)

    def highest_entry(self, book: str) -> int | None:
        """The highest number that was given in a book."""
        return certification_books.highest(self.connection.execute, book)

    def given(self, first: date, last: date) -> list[Given]:
        """Numbers of signings from the first to the last day, by book and number."""
        return certification_books.given(self.connection.execute, first, last)

    def finished(self, procedures: Sequence[str], first: date, last: date) -> list[int]:
        """Dossiers of some procedures, finished from the first to the last day."""
        return certification_books.finished(self.connection.execute, procedures, first, last)

    def blocks(self, on: date, letter: str) -> list[tuple[str, int]]:
        """Leased number blocks of an installation that cover a day."""
        day = on.isoformat()
        return self._all(
            "SELECT agency_code, block FROM block WHERE first_day<=? AND last_day>=? AND letter=? "
            "ORDER BY agency_code, block",
            day,
            day,
            letter,
        )

    def last_recorded_at(self) -> datetime | None:
        """When the newest event was written."""
        row = self._one("SELECT body FROM event ORDER BY id DESC LIMIT 1")
        return None if row is None else from_millis(load(row[0])[2])

    def clock_offset(self) -> timedelta:
        """What was last said that the machine's clock is off by."""
        row = self._one("SELECT value FROM standing WHERE name='clock'")
        return timedelta(seconds=0 if row is None else int(row[0]))

    def find(self, text: str, limit: int) -> list[Card]:
        """Newest first."""
        return search.find(self.connection, text, limit)

    def _with_identity(self, text: str) -> list[Stored]:
        if len(text) < 16 or any(letter not in "0123456789abcdef" for letter in text):  # noqa: PLR2004 - said beside it
            return []
        found = identities.beginning_with(self.connection, text)
        found += peers.beginning_with(self.connection.execute, text)
        found += map(brought.guest_id, brought.guests(self.connection.execute, text, 9))
        opened = [
            number
            for number in found
            if self._one("SELECT 1 FROM dossier WHERE id=?", number) is not None
        ]
        return [self.dossier(number) for number in opened]

    def _one(self, sql: str, *values: Any) -> Any:
        return self.connection.execute(sql, values).fetchone()

    def _all(self, sql: str, *values: Any) -> list[Any]:
        return self.connection.execute(sql, values).fetchall()  # type: ignore[no-any-return]

    # --- writing ---------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator["Journal"]:
        """BEGIN IMMEDIATE … COMMIT; on any error nothing of it happened."""
        opened = self.session.opened
        try:
            with undone_by(lambda: self.session.reopen(opened)), transaction(self.connection):
                installations.settle(self.connection, self._now)
                yield self
        finally:
            self._fresh.clear()

    def append(
        self, fact: e.Fact, *, at: datetime, by: str | None = None, dossier_id: int | None = None
    ) -> int:
        """Append one event inside an open transaction, its session's `unlocked` before it."""
        if not self.session.opened:
            self.session.opened = True
            nonce = secrets.token_hex(NONCE_BYTES)
            now = self.clock.now()
            self._write(e.Unlocked(nonce), at=now, by=None, dossier_id=None)
        seen = () if dossier_id is None else folding.unseen(self.connection.execute, dossier_id)
        if seen:
            self._write(Seen(seen), at=self.clock.now(), by=by, dossier_id=dossier_id)
        return self._write(fact, at=at, by=by, dossier_id=dossier_id)

    def begin(self, fact: e.Installed, root: bytes, *, lineage: int = 1) -> None:
        """The first event of an installation, inside an open transaction."""
        now = self.clock.now()
        last = self._one(LAST)
        depth = 1 if last is None else (last[0] & DEPTH_MASK) + 1
        previous = root if last is None else last[1]
        self._put(lineage << DEPTH_BITS | depth, previous, self._event(fact, now, None, None), 0)

    def scan_fact(self, digest: str) -> ScanAdded:
        """A scan that lies at this desk, as a fact; it belongs to a dossier from now on."""
        return scans.attach(self.connection, digest)

    def drop_draft(self, draft_id: str) -> None:
        """The draft became a dossier."""
        drafts.delete(self.connection, draft_id)

    def enqueue_print(self, request: PrintRequest, dossier_id: int, code: str) -> int:
        """A job that waits; it prints only after COMMIT."""
        return print_jobs.enqueue(
            self.connection,
            form=request.form,
            dossier=dossier_id,
            code=code,
            paper=request.paper,
            copies=request.copies,
            now=self.clock.now(),
            content=print_jobs.contents_of(request.others),
        )

    def _write(self, fact: e.Fact, *, at: datetime, by: str | None, dossier_id: int | None) -> int:
        last_id, previous = self._one(LAST)
        event_id: int = last_id + 1
        reference: int | bytes | None = None
        if fact.opens:
            reference, dossier_id = 0, event_id
        elif dossier_id is not None and dossier_id < 0:
            reference = folding.opening(self.connection.execute, dossier_id).identity
        elif dossier_id is not None:
            reference = (event_id & DEPTH_MASK) - (dossier_id & DEPTH_MASK)
        self._put(event_id, previous, self._event(fact, at, by, reference), dossier_id or 0)
        return event_id

    def _event(
        self, fact: e.Fact, at: datetime, by: str | None, reference: int | bytes | None
    ) -> e.Event:
        now = self._now()
        return e.Event(now, at.replace(microsecond=0), self.session.user, by, reference, fact)

    def _now(self) -> datetime:
        return from_millis(to_millis(self.clock.now()))

    def _put(self, event_id: int, previous: bytes, event: e.Event, dossier_id: int) -> None:
        body = encode(event)
        identity = chain.link(previous, body)
        execute = self.connection.execute
        execute(INSERT, (event_id, dossier_id, body, identity))
        dossier = projections.fold_own(execute, event_id, identity, event, dossier_id)
        if dossier is not None:
            self._keep_fresh(event_id, dossier_id, identity, dossier)

    def _keep_fresh(
        self, event_id: int, dossier_id: int, identity: bytes, dossier: Dossier
    ) -> None:
        """What this transaction has just folded need not be read and folded again."""
        known = self._fresh.get(dossier_id)
        depth = dossier_id & DEPTH_MASK
        if event_id != dossier_id:
            if known is None:
                opening = folding.opening(self.connection.execute, dossier_id)
                identity, depth = opening.identity, opening.depth
            else:
                identity, depth = known.identity, known.depth
        self._fresh[dossier_id] = Stored(dossier_id, identity, depth, dossier)


@lru_cache(maxsize=4)  # it is asked in every save and hardly ever changes
def _read_standing(
    installed: str, named: str | None, office: Office, hours: tuple[tuple[str, str], ...]
) -> Standing:
    values = json.loads(installed)
    values.pop("depth")
    if named is not None:
        return Standing(office=Office(**json.loads(named)), **values)
    return Standing(office=office, hours=hours, **values)
