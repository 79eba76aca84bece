"""A real desk of any size, built in a minute: events with their chain, cards and names.

Bodies are put together as text and cards as rows, a hundred times faster than receiving; a sample
is folded from the journal and compared with its cards, so it is a desk like any other.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.bootstrap import founding, opening
from app.bootstrap.opening import OpenDesk
from app.domain.times import VN
from app.domain.vietnamese import fold
from app.storage import cards, folding, stages
from app.storage.connection import transaction
from app.storage.journal import INSERT, LAST
from app.storage.keys import Cost
from app.wire import chain
from bench.people import line

PIN = "246810"
OPEN_SHARE = 0.01
CHUNK = 20_000
SAMPLE = 200
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=VN)
NAMES_ONCE = 400_000  # so many draws of a name; a commune has no more people than that


def opened_desk(folder: Path, dossiers: int) -> OpenDesk:
    """The desk in a folder, built there if it is not; unlocked."""
    profile = folder / f"desk-{dossiers}"
    ready = profile / "ready"
    if not ready.exists():
        _build(profile, dossiers)
        ready.write_text("")
    return opening.open_desk(str(profile), None, PIN)


def _build(profile: Path, dossiers: int) -> None:
    founded = founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=Cost(8, 1)
    )
    writer = Writer(founded.opened, random.Random(11))
    for start in range(0, dossiers, CHUNK):
        writer.write(start, min(CHUNK, dossiers - start), dossiers)
    writer.check()
    founded.opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    founded.opened.close()


@dataclass
class Writer:
    """Appends dossiers to a desk's journal and cards."""

    opened: OpenDesk
    dice: random.Random
    draw: Callable[[random.Random, int], dict[str, Any]] = line
    names: dict[str, int] = field(default_factory=dict)
    newest: dict[int, int] = field(default_factory=dict)
    people: list[dict[str, Any]] = field(default_factory=list)

    def write(self, start: int, count: int, total: int) -> None:
        """One chunk in one transaction; the name index follows at its end."""
        connection = self.opened.connection
        first, previous = connection.execute(LAST).fetchone()
        events: list[tuple[Any, ...]] = []
        rows: list[tuple[Any, ...]] = []
        event_id, known = first, len(self.newest)
        for number in range(start, start + count):
            dossier_id = event_id + 1
            for body in self._bodies(number, total, rows, dossier_id):
                event_id += 1
                previous = chain.link(previous, body)
                events.append((event_id, dossier_id, body, previous))
        with transaction(connection):
            connection.cursor().executemany(INSERT, events)
            connection.cursor().executemany(cards.INSERT, rows)
            self._write_names(known)

    def check(self) -> None:
        """A sample of cards is what folding the journal gives."""
        connection = self.opened.connection
        ids = [row[0] for row in connection.execute("SELECT id FROM dossier").fetchall()]
        for dossier_id in self.dice.sample(ids, min(SAMPLE, len(ids))):
            sql = f"SELECT {cards.COLUMNS} FROM dossier WHERE id=?"
            before = connection.execute(sql, (dossier_id,)).fetchone()
            found = folding.event_ids(connection.execute, dossier_id)
            folded = folding.load(connection.execute, dossier_id)
            with transaction(connection):
                cards.update(connection.execute, dossier_id, folded, found[1:])
            assert connection.execute(sql, (dossier_id,)).fetchone() == before, dossier_id

    def _person(self, number: int) -> dict[str, Any]:
        if len(self.people) < NAMES_ONCE:
            self.people.append(self.draw(self.dice, number))
            return self.people[-1]
        return self.dice.choice(self.people)

    def _bodies(
        self, number: int, total: int, rows: list[tuple[Any, ...]], dossier_id: int
    ) -> Iterator[bytes]:
        claim = self._person(number)
        owner = claim["owner"]
        is_open = self.dice.random() < OPEN_SHARE or number > total - 40
        at = NOW - timedelta(minutes=total - number)
        due = at + timedelta(days=self.dice.randrange(-1, 15) if is_open else 1)
        recorded, seconds = int(at.timestamp() * 1000), int(at.timestamp())
        code = f"MC-03158-1-{at:%y%m%d}-{number % 10_000:04d}"
        person = [
            owner["name"], "citizen", owner["id"], "cccd", None, owner["born_on"], "male", None,
            owner["phone"], None, owner["address"], "03158",
        ]  # fmt: skip
        fact = [
            code, claim["procedure"], "goc-2026-11", "03158", person, "counter",
            int(due.timestamp()), "Nhận trước 15 giờ, giải quyết trong ngày.", "trong ngày", [],
            None, [], 1, claim["pages"], claim["copies"],
        ]  # fmt: skip
        yield _body([20, 1, recorded, 0, 0, "giamdoc", None, *fact])
        later = [recorded + 3_600_000, recorded + 7_200_000]
        if not is_open:
            yield _body([33, 1, later[0], 0, 1, "giamdoc", None])
            yield _body([34, 1, later[1], 0, 2, "giamdoc", None, None, "có ký nhận"])
        ends = [None, None] if is_open else [moment // 1000 for moment in later]
        hamlet = fold(owner["address"].partition(",")[0])
        said = cards.said_of(fold(owner["name"]), hamlet)
        rows.append(
            (
                dossier_id, self._name(said, dossier_id), said,
                owner["name"], hamlet, code, claim["procedure"],
                "counter", 2 if is_open else 10, None, 0, seconds, int(due.timestamp()), *ends,
                owner["id"], owner["phone"], 0, stages.RUNNING if is_open else None,
                None, None, None, None, None, b"" if is_open else b"\x01\x01", None, 0,
            )
        )  # fmt: skip

    def _name(self, folded: str, dossier_id: int) -> int:
        number = self.names.setdefault(folded, len(self.names) + 1)
        self.newest[number] = dossier_id
        return number

    def _write_names(self, known: int) -> None:
        write = self.opened.connection.cursor()
        by_number = {number: folded for folded, number in self.names.items()}
        fresh = [number for number in by_number if number > known]
        write.executemany(
            "INSERT OR REPLACE INTO name(id, folded, newest) VALUES(?,?,?)",
            [(number, by_number[number], newest) for number, newest in self.newest.items()],
        )
        write.executemany(
            "INSERT INTO name_words(rowid, folded) VALUES(?,?)",
            [(number, by_number[number]) for number in fresh],
        )


def _body(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
