"""What judging and projecting leave behind, on SQLite."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from typing import Any

from province.ledger import QUARANTINED, DossierRow, StoredEvent, Telling, Verdict
from province.sqlite_journal import COLUMNS, to_event

NAMES = [field.name for field in fields(DossierRow)]
ROW = ", ".join(f"dossier.{name}" for name in NAMES)
HOLES = ", ".join("?" for _ in fields(DossierRow))
EVENT = ", ".join(f"event.{name}" for name in COLUMNS.split(", "))
ONE = "province = ? AND commune = ? AND event = ?"
MOST_BEARERS = 100


class SqliteVerdicts:
    """Rows for what is not accepted; `changed` holds the events whose office may need to hear."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def put(self, commune: str, verdict: Verdict) -> None:
        """Keep it, in place of an earlier one of the same code."""
        self._connection.execute(
            "INSERT OR REPLACE INTO verdict (province, commune, event, state, code, sentence,"
            " awaits) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._province, commune, *astuple(verdict)),
        )
        self._change(commune, verdict.event)

    def lift(self, commune: str, event: bytes, code: str) -> None:
        """It does not hold any more."""
        self._connection.execute(
            f"DELETE FROM verdict WHERE {ONE} AND code = ?",
            (self._province, commune, event, code),
        )
        self._change(commune, event)

    def of(self, commune: str, event: bytes) -> list[Verdict]:
        """Those of one event, by code."""
        rows = self._connection.execute(
            f"SELECT event, state, code, sentence, awaits FROM verdict WHERE {ONE} ORDER BY code",
            (self._province, commune, event),
        )
        return [Verdict(*row) for row in rows]

    def among(self, commune: str, events: Iterable[bytes]) -> list[Verdict]:
        """Those of these events that are quarantined."""
        found = (verdict for event in events for verdict in self.of(commune, event))
        return [verdict for verdict in found if verdict.state == QUARANTINED]

    def bearing(self, after: tuple[str, bytes], limit: int) -> list[StoredEvent]:
        """Events that bear any, by commune and identity, behind one of them."""
        rows = self._connection.execute(
            f"SELECT {EVENT} FROM (SELECT DISTINCT province, commune, event AS hash FROM verdict"
            " WHERE province = ? AND (commune, event) > (?, ?) ORDER BY commune, event LIMIT ?)"
            " CROSS JOIN event USING (province, commune, hash) ORDER BY commune, hash",
            (self._province, *after, limit),
        )
        return [to_event(row) for row in rows]

    def arrived(self, what: bytes, commune: str | None = None) -> None:
        """Whoever waits for it is due."""
        self._connection.execute(
            "INSERT OR IGNORE INTO arrived SELECT DISTINCT province, commune, awaits FROM verdict"
            " WHERE province = ?1 AND awaits = ?2 AND commune = coalesce(?3, commune)",
            (self._province, what, commune),
        )

    def take_due(self, limit: int) -> list[StoredEvent]:
        """A portion of those whose wait has ended."""
        rows = self._connection.execute(
            f"SELECT {EVENT} FROM arrived CROSS JOIN verdict ON verdict.province ="
            " arrived.province AND verdict.awaits = arrived.what AND verdict.commune ="
            " arrived.commune CROSS JOIN event ON event.province = verdict.province"
            " AND event.commune = verdict.commune AND event.hash = verdict.event"
            " WHERE arrived.province = ? LIMIT ?",
            (self._province, limit),
        ).fetchall()
        self._connection.executemany(
            f"UPDATE verdict SET awaits = NULL WHERE {ONE}",
            [(self._province, event.commune, event.hash) for event in map(to_event, rows)],
        )
        if len(rows) < limit:
            self._connection.execute("DELETE FROM arrived WHERE province = ?", (self._province,))
        once = {event.hash: event for event in map(to_event, rows)}
        return sorted(once.values(), key=lambda event: event.seq)

    def untold(self, limit: int) -> list[Telling]:
        """A portion of those that changed; what they come to may be nothing."""
        rows = self._connection.execute(
            "SELECT commune, event FROM changed WHERE province = ? ORDER BY 1, 2 LIMIT ?",
            (self._province, limit),
        ).fetchall()
        return [self._telling(commune, event) for commune, event in rows]

    def told(self, telling: Telling) -> None:
        """The office knows."""
        one = (self._province, telling.commune, telling.event)
        if telling.back:
            self._connection.execute(f"DELETE FROM told WHERE {ONE}", one)
        self._connection.executemany(
            "INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)",
            [(*one, verdict.code, verdict.sentence) for verdict in telling.verdicts],
        )
        self._connection.execute(f"DELETE FROM changed WHERE {ONE}", one)

    def _telling(self, commune: str, event: bytes) -> Telling:
        """What is wrong now against what its office was told; what waits is not lifted yet."""
        now = self.of(commune, event)
        wrong = {verdict.code: verdict for verdict in now if verdict.state == QUARANTINED}
        told = dict(
            self._connection.execute(
                f"SELECT code, sentence FROM told WHERE {ONE}", (self._province, commune, event)
            ).fetchall()
        )
        back = len(wrong) == len(now) and not told.keys() <= wrong.keys()
        news = [one for one in wrong.values() if back or told.get(one.code) != one.sentence]
        return Telling(commune, event, back, tuple(news))

    def _change(self, commune: str, event: bytes) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO changed VALUES (?, ?, ?)", (self._province, commune, event)
        )


class SqliteDossiers:
    """The projection."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def join(self, commune: str, dossier: bytes, event: StoredEvent) -> None:
        """The event is part of the dossier."""
        self._connection.execute(
            "INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?)",
            (self._province, commune, dossier, event.hash),
        )

    def parts(self, commune: str, dossier: bytes) -> list[StoredEvent]:
        """The opening chain by depth and hash first, then other chains by root, depth and hash."""
        rows = self._connection.execute(
            f"SELECT {EVENT} FROM part JOIN event ON event.province = part.province"
            " AND event.commune = part.commune AND event.hash = part.event"
            " WHERE part.province = ? AND part.commune = ? AND part.dossier = ?",
            (self._province, commune, dossier),
        )
        events = [to_event(row) for row in rows]
        opening = next((one.place.root for one in events if one.hash == dossier), b"")
        return sorted(
            events,
            key=lambda one: (
                one.place.root != opening,
                one.place.root,
                one.place.depth,
                one.hash,
            ),
        )

    def put(self, row: DossierRow) -> None:
        """The row as it stands now."""
        self._connection.execute(
            f"INSERT OR REPLACE INTO dossier (province, {', '.join(NAMES)}) VALUES (?, {HOLES})",
            (self._province, *astuple(row)),
        )
        place = (self._province, row.commune)
        self._connection.execute(
            "DELETE FROM bearer WHERE province = ? AND commune = ? AND dossier = ?",
            (*place, row.hash),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO bearer VALUES (?, ?, ?, ?, ?)",
            [(*place, one["system"], one["code"], row.hash) for one in json.loads(row.codes)],
        )

    def all(self) -> Iterator[DossierRow]:
        """Every row, by reception, code and identity."""
        rows = self._connection.execute(
            f"SELECT {ROW} FROM dossier WHERE province = ? ORDER BY received_at, code, hash",
            (self._province,),
        )
        yield from map(_to_row, rows)

    def bearing(self, commune: str, code: str) -> list[DossierRow]:
        """The office's rows with this number that are not void: the first by identity."""
        rows = self._connection.execute(
            f"SELECT {ROW} FROM dossier WHERE province = ? AND commune = ? AND code = ?"
            f" AND void = 0 ORDER BY hash LIMIT {MOST_BEARERS}",
            (self._province, commune, code),
        )
        return [_to_row(row) for row in rows]

    def bearing_code(self, commune: str, system: str, code: str) -> list[DossierRow]:
        """The office's rows that another system's code leads to."""
        rows = self._connection.execute(
            f"SELECT {ROW} FROM bearer JOIN dossier USING (province, commune)"
            " WHERE province = ? AND commune = ? AND system = ? AND bearer.code = ?"
            f" AND dossier.hash = bearer.dossier AND void = 0 ORDER BY hash LIMIT {MOST_BEARERS}",
            (self._province, commune, system, code),
        )
        return [_to_row(row) for row in rows]

    def codes(self, commune: str, dossier: bytes) -> list[tuple[str, str]]:
        """As its row was put last."""
        rows = self._connection.execute(
            "SELECT system, code FROM bearer WHERE province = ? AND commune = ? AND dossier = ?",
            (self._province, commune, dossier),
        )
        return [(system, code) for system, code in rows]

    def beyond(self, commune: str, root: bytes, depth: int) -> list[bytes]:
        """Dossiers that were opened above a depth and have a part at it or below."""
        rows = self._connection.execute(
            "SELECT DISTINCT part.dossier FROM event CROSS JOIN part ON part.province ="
            " event.province AND part.commune = event.commune AND part.event = event.hash"
            " CROSS JOIN event AS opening ON opening.province = part.province"
            " AND opening.commune = part.commune AND opening.hash = part.dossier"
            " WHERE event.province = ? AND event.commune = ? AND event.root = ?"
            " AND event.depth >= ? AND opening.depth < ?",
            (self._province, commune, root, depth, depth),
        )
        return [bytes(row[0]) for row in rows]

    def clear(self) -> None:
        """Drop all that is derived; what an office was told may have to be taken back."""
        for table in ("verdict", "arrived", "changed", "part", "dossier", "bearer"):
            self._connection.execute(f"DELETE FROM {table} WHERE province = ?", (self._province,))
        self._connection.execute(
            "INSERT OR IGNORE INTO changed SELECT province, commune, event FROM told"
            " WHERE province = ?",
            (self._province,),
        )


def _to_row(row: tuple[Any, ...]) -> DossierRow:
    return DossierRow(**dict(zip(NAMES, row, strict=True)))
