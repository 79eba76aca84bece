"""What judging and projecting leave behind, on SQLite."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from typing import Any

from app.domain.downstream import ACCEPTED
from province.ledger import QUARANTINED, DossierRow, StoredEvent, Verdict
from province.sqlite_journal import COLUMNS, to_event

ROW = ", ".join(field.name for field in fields(DossierRow))
HOLES = ", ".join("?" for _ in fields(DossierRow))
EVENT = ", ".join(f"event.{name}" for name in COLUMNS.split(", "))
LIFTED = "Tỉnh đã nhận và ghi nhận sự việc này."


class SqliteVerdicts:
    """Rows for what is not accepted."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def put(self, commune: str, verdict: Verdict) -> None:
        """Keep it, in place of an earlier one."""
        self._connection.execute(
            "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?)",
            (self._province, commune, *astuple(verdict)),
        )

    def lift(self, commune: str, event: bytes) -> None:
        """The event is accepted."""
        self._connection.execute(
            "DELETE FROM verdict WHERE province = ? AND commune = ? AND event = ?",
            (self._province, commune, event),
        )

    def find(self, commune: str, event: bytes) -> Verdict | None:
        """The verdict, None for an accepted or unjudged event."""
        row = self._connection.execute(
            "SELECT event, state, code, sentence FROM verdict"
            " WHERE province = ? AND commune = ? AND event = ?",
            (self._province, commune, event),
        ).fetchone()
        return Verdict(*row) if row else None

    def among(self, commune: str, events: Iterable[bytes]) -> list[Verdict]:
        """Those of these events that are quarantined."""
        found = (self.find(commune, event) for event in events)
        return [verdict for verdict in found if verdict and verdict.state == QUARANTINED]

    def events(self, codes: Sequence[str] = ()) -> list[StoredEvent]:
        """The events that bear a verdict (of these codes), by arrival."""
        holes = ", ".join("?" for _ in codes)
        chosen = f"AND verdict.code IN ({holes})" if codes else ""
        rows = self._connection.execute(
            f"SELECT {EVENT} FROM verdict JOIN event ON event.province = verdict.province"
            " AND event.commune = verdict.commune AND event.hash = verdict.event"
            f" WHERE verdict.province = ? {chosen} ORDER BY event.seq",
            (self._province, *codes),
        )
        return [to_event(row) for row in rows]

    def untold(self) -> list[tuple[str, Verdict]]:
        """What the offices were not told yet; lifted verdicts as accepted."""
        new = self._connection.execute(
            "SELECT v.commune, v.event, v.state, v.code, v.sentence FROM verdict v LEFT JOIN told t"
            " ON t.province = v.province AND t.commune = v.commune AND t.event = v.event"
            " WHERE v.province = ? AND v.state = ? AND v.code IS NOT t.code ORDER BY 1, 2",
            (self._province, QUARANTINED),
        ).fetchall()
        gone = self._connection.execute(
            "SELECT t.commune, t.event FROM told t LEFT JOIN verdict v"
            " ON t.province = v.province AND t.commune = v.commune AND t.event = v.event"
            " WHERE t.province = ? AND t.code <> ? AND v.event IS NULL ORDER BY 1, 2",
            (self._province, ACCEPTED),
        ).fetchall()
        lifted = [(commune, Verdict(event, ACCEPTED, ACCEPTED, LIFTED)) for commune, event in gone]
        return [(commune, Verdict(*rest)) for commune, *rest in new] + lifted

    def told(self, commune: str, verdict: Verdict) -> None:
        """The office was told."""
        self._connection.execute(
            "INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)",
            (self._province, commune, verdict.event, verdict.code),
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
            f"INSERT OR REPLACE INTO dossier (province, {ROW}) VALUES (?, {HOLES})",
            (self._province, *astuple(row)),
        )

    def all(self) -> Iterator[DossierRow]:
        """Every row, by reception, code and identity."""
        rows = self._connection.execute(
            f"SELECT {ROW} FROM dossier WHERE province = ? ORDER BY received_at, code, hash",
            (self._province,),
        )
        yield from map(_to_row, rows)

    def bearing(self, commune: str, code: str) -> list[DossierRow]:
        """The office's rows with this number on their slip, by identity."""
        rows = self._connection.execute(
            f"SELECT {ROW} FROM dossier WHERE province = ? AND commune = ? AND code = ?"
            " ORDER BY hash",
            (self._province, commune, code),
        )
        return [_to_row(row) for row in rows]

    def clear(self) -> None:
        """Drop all that is derived."""
        for table in ("verdict", "part", "dossier"):
            self._connection.execute(f"DELETE FROM {table} WHERE province = ?", (self._province,))


def _to_row(row: tuple[Any, ...]) -> DossierRow:
    return DossierRow(**dict(zip(ROW.split(", "), row, strict=True)))
