"""Neighbours' envelopes that the province may lack: what this desk offers it.

A neighbour sends its own. Only what it has not sent for more than a day, or where nobody has seen
it for a day, is offered. All are kept: a desk that is new to the office has everything from any.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.domain.times import to_millis
from app.services.journals import Supplied
from app.storage import peers
from app.storage.connection import Connection, transaction
from app.storage.secrets import get_mark, put_mark

AWAY = timedelta(days=1)
OPEN, STORED, REFUSED = 0, 1, 2
ASKED = "supplied/"  # and the device: when the province last answered about it
PUT_OFF = "put_off/"  # and the device: when it could do nothing with it


def offer_again(connection: Connection) -> None:
    """The province was set back, inside the caller's transaction: it is told all that is held."""
    connection.execute("UPDATE office_envelope SET settled=0 WHERE settled=1")
    connection.execute("UPDATE peer SET held=NULL, contact_ms=0")


def beyond(connection: Connection, reach: Mapping[int, int], columns: str) -> list[tuple[Any, ...]]:
    """Numbers and columns of envelopes that end above what is reached of their line, as they came.

    Asked line by line: most of what is kept everybody has.
    """
    found = [
        row
        for line in _lines(connection)
        for row in connection.execute(
            f"SELECT id, {columns} FROM office_envelope WHERE line=? AND depth>?",
            (line, reach.get(line, -1)),
        ).fetchall()
    ]
    return sorted(found)


def _lines(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT id FROM peer_line").fetchall()]


@dataclass(slots=True)
class SqliteSupplies:
    """Implements Supplies on one desk's database."""

    connection: Connection
    device: str
    now: Callable[[], datetime]

    def waiting(self, most: int, most_bytes: int) -> list[Supplied]:
        """What is to be offered now, parents first.

        Once a day the newest one that a silent neighbour's province is believed to have, too: a
        province that was set back tells nobody else of it.
        """
        silent = self._silent()
        lacking = {
            number
            for number, device, settled in beyond(self.connection, self._held(), "device, settled")
            if device in silent and settled == OPEN
        }
        found: list[Supplied] = []
        size = 0
        for number in sorted(lacking | self._to_ask(silent)):
            device, line, depth, raw = self.connection.execute(
                "SELECT device, line, depth, raw FROM office_envelope WHERE id=?", (number,)
            ).fetchone()
            size += len(raw)
            if len(found) == most or (found and size > most_bytes):
                break
            head = peers.ancestor(self.connection.execute, peers.Place(line, depth), depth)
            if head is not None:
                found.append(Supplied(number, device, head, bytes(raw)))
        return found

    def _to_ask(self, silent: frozenset[str]) -> set[int]:
        """The newest of each line of whose desk the province has said nothing for a day."""
        since = to_millis(self.now() - AWAY)
        newest = (
            self.connection.execute(
                "SELECT id, device FROM office_envelope WHERE line=? AND settled<>? "
                "ORDER BY depth DESC LIMIT 1",
                (line, REFUSED),
            ).fetchone()
            for line in _lines(self.connection)
        )
        return {
            row[0]
            for row in newest
            if row is not None
            and row[1] in silent
            and int(get_mark(self.connection, ASKED + row[1]) or 0) <= since
        }

    def stored(self, one: Supplied) -> None:
        """The province has it."""
        self._settle(one, STORED)

    def refused(self, one: Supplied) -> None:
        """The province keeps it apart, and will not hear of it again."""
        self._settle(one, REFUSED)

    def put_off(self, one: Supplied) -> None:
        """Its device rests for a day."""
        with transaction(self.connection):
            put_mark(self.connection, PUT_OFF + one.device, str(to_millis(self.now())))

    def lost(self, one: Supplied) -> bool:
        """The province does not have what it stands on: it was set back, and is told all again.

        False where nothing more can be told.
        """
        with transaction(self.connection):
            settled = self.connection.execute(
                "UPDATE office_envelope SET settled=0 WHERE device=? AND settled=1", (one.device,)
            ).rowcount
            held = self.connection.execute(
                "UPDATE peer SET held=NULL, contact_ms=0 WHERE device=? AND held IS NOT NULL",
                (one.device,),
            ).rowcount
        return bool(settled + held)

    def _settle(self, one: Supplied, how: int) -> None:
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE office_envelope SET settled=? WHERE id=?", (how, one.number)
            )
            put_mark(self.connection, ASKED + one.device, str(to_millis(self.now())))

    def _silent(self) -> frozenset[str]:
        """Devices that do not send by themselves; what is this one's own and not in its journal."""
        since = to_millis(self.now() - AWAY)
        rows = self.connection.execute(
            "SELECT device FROM peer WHERE contact_ms<?1 OR seen_ms<?1", (since,)
        ).fetchall()
        devices = (self.device, *(device for (device,) in rows))
        rest = (int(get_mark(self.connection, PUT_OFF + device) or 0) for device in devices)
        return frozenset(device for device, at in zip(devices, rest, strict=True) if at <= since)

    def _held(self) -> dict[int, int]:
        """Of each line, up to where its desk said that the province has it."""
        rows = self.connection.execute("SELECT held FROM peer WHERE held IS NOT NULL").fetchall()
        with transaction(self.connection):
            return peers.reach(self.connection.execute, [bytes(held) for (held,) in rows])
