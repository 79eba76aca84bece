"""What was set aside, on SQLite."""

import sqlite3

from province.aside import Decision, Held, Tripped

UNDECIDED = (
    "NOT EXISTS (SELECT 1 FROM decision WHERE decision.province = refused.province AND"
    " decision.commune = refused.commune AND decision.hash = refused.hash)"
)


class SqliteAside:
    """Tables `unjudged`, `refused` and `decision`."""

    def __init__(self, connection: sqlite3.Connection, province: str) -> None:
        """Work on this connection."""
        self._connection = connection
        self._province = province

    def trip(self, one: Tripped) -> None:
        """Once an event."""
        self._connection.execute(
            "INSERT OR REPLACE INTO unjudged VALUES (?, ?, ?, ?, ?, ?)",
            (self._province, one.commune, one.event, one.device, one.error, one.at_ms),
        )

    def healed(self, one: Tripped) -> None:
        """Gone."""
        self._connection.execute(
            "DELETE FROM unjudged WHERE province = ? AND commune = ? AND event = ?",
            (self._province, one.commune, one.event),
        )

    def tripped(self) -> list[Tripped]:
        """By time."""
        rows = self._connection.execute(
            "SELECT commune, event, device, error, at_ms FROM unjudged WHERE province = ?"
            " ORDER BY at_ms, commune, event",
            (self._province,),
        )
        return [Tripped(*row) for row in rows]

    def held(self, device: str | None = None) -> list[Held]:
        """By arrival."""
        rows = self._connection.execute(
            "SELECT commune, hash, device, received_ms, reason, raw FROM refused"
            f" WHERE province = ? AND {UNDECIDED} AND (? IS NULL OR device = ?)"
            " ORDER BY received_ms, rowid",
            (self._province, device, device),
        )
        return [Held(*row) for row in rows]

    def decide(self, one: Decision) -> None:
        """The last word counts."""
        self._connection.execute(
            "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self._province, one.commune, one.identity, one.device, one.decision, one.by,
             one.because, one.at_ms),
        )  # fmt: skip

    def decisions(self) -> list[Decision]:
        """By time."""
        rows = self._connection.execute(
            "SELECT commune, hash, device, decision, who, because, at_ms FROM decision"
            " WHERE province = ? ORDER BY at_ms, commune, hash",
            (self._province,),
        )
        return [Decision(*row) for row in rows]
