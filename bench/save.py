"""One save against a raw SQLCipher WAL + FULL transaction of the same rows; WAL bytes a save.

The floor repeats, statement by statement, what the save wrote: the rows are recorded from the first
journal and written to a second file with the same tables, indexes, page size and key, in turns.
"""

import gc
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from app.bootstrap import founding
from app.bootstrap.opening import OpenDesk, create_database
from app.services import reception
from app.services.ports import PrintRequest
from app.storage import drafts
from app.storage.connection import Connection
from app.storage.keys import Cost
from app.storage.profile import paths_in
from bench.people import line

ROUNDS = 5  # each with two new files: where a disk lays them changes what an fsync of them takes
SAVES, WARM = 200, 60
WRITES = ("INSERT", "UPDATE", "DELETE")
Samples = tuple[list[float], list[float], list[float], list[int]]  # whole, ours, raw, WAL bytes


class Recorder:
    """A connection that remembers what was written through it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.written: list[tuple[str, Any]] = []

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Pass it on; keep writes."""
        if sql.startswith(WRITES):
            self.written.append((sql, values))
        return self._connection.execute(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class Stopwatch:
    """The journal with its transactions timed, BEGIN to COMMIT and all that is done between."""

    def __init__(self, journal: Any) -> None:
        self._journal = journal
        self.milliseconds = 0.0

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """Time one."""
        start = time.perf_counter()
        with self._journal.transaction() as writes:
            yield writes
        self.milliseconds = (time.perf_counter() - start) * 1000

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)


def main() -> None:
    """Print the ratios."""
    gc.disable()  # as in the window, which collects between its turns (decision 007)
    rounds = []
    for _round in range(ROUNDS):
        folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
        try:
            rounds.append(_measure(folder))
        finally:
            shutil.rmtree(folder)
    whole, ours, raw, grown = ([*chain(*column)] for column in zip(*rounds, strict=True))
    print(f"receive with claim, law and promise: {statistics.median(whole):.2f} ms")
    ratio = statistics.median(ours) / statistics.median(raw)
    print(
        f"save: {statistics.median(ours):.2f} ms, raw rows: {statistics.median(raw):.2f} ms, "
        f"ratio {ratio:.2f} (at most 1.3, aim 1.1)"
    )
    kilobytes = statistics.mean(grown) / 1024
    print(f"WAL a save, a draft deleted in it: {kilobytes:.1f} kB (at most 40, aim 28)")


def _measure(folder: Path) -> Samples:
    founded = founding.found_standalone(
        str(folder / "desk"), commune="03158", desk=1, pin="246810", training=True, cost=Cost(8, 1)
    )
    opened = founded.opened
    recorder = Recorder(opened.connection)
    opened.journal.connection = recorder
    beside = paths_in(folder / "floor")
    beside.data.mkdir(parents=True)
    floor = create_database(beside, opened.key, training=True)
    copy_rows(opened.connection, floor)
    for connection in (opened.connection, floor):
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    samples = _turns(folder, opened, recorder, floor)
    opened.connection.close()
    floor.close()
    return samples


def _turns(folder: Path, opened: OpenDesk, recorder: Recorder, floor: Connection) -> Samples:
    dice, ours, raw = random.Random(7), [], []
    whole: list[float] = []
    wal_file = folder / "desk" / "data" / "motcua.db-wal"
    grown: list[int] = []
    wanted = PrintRequest("slip", "a4x2")
    for number in range(SAVES):
        claim = line(dice, number)
        now = datetime.now(UTC)
        drafts.save(opened.connection, drafts.Draft(f"d{number}", "giamdoc", claim, now))
        drafts.save(floor, drafts.Draft(f"d{number}", "giamdoc", claim, now))
        recorder.written.clear()
        before = wal_file.stat().st_size
        clock = Stopwatch(opened.journal)
        start = time.perf_counter()
        reception.receive(
            replace(opened.desk, store=clock), claim, draft=f"d{number}", print_as=wanted
        )
        whole.append((time.perf_counter() - start) * 1000)
        ours.append(clock.milliseconds)
        grown.append(wal_file.stat().st_size - before)
        start = time.perf_counter()
        floor.execute("BEGIN IMMEDIATE")
        for sql, values in recorder.written:
            floor.execute(sql, values)
        floor.execute("COMMIT")
        raw.append((time.perf_counter() - start) * 1000)
    return whole[WARM:], ours[WARM:], raw[WARM:], grown[WARM:]


def copy_rows(source: Connection, target: Connection) -> None:
    """The floor begins with the rows that founding wrote."""
    target.execute("DELETE FROM mark")
    for (name,) in source.execute(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'name_words%' "
        "AND name NOT LIKE '_sqlite%' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        for row in source.execute(f"SELECT * FROM {name}").fetchall():
            target.execute(f"INSERT INTO {name} VALUES({','.join('?' * len(row))})", row)


if __name__ == "__main__":
    main()
