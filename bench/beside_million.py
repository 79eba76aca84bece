"""Beside a million events: what one new one costs, what many at once hold in memory, a rebuild.

A desk of the size is written as `bench.large` does and exchanged over the line. Each figure is
taken in a process of its own; floors in it: the desk open and idle, a bare read of the journal.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from app.bootstrap import opening
from app.domain.times import iso
from bench.large import CHUNK, PIN, Writer
from bench.people import GIVEN, MIDDLES, line
from bench.week import NOW, Office, office

MANY, MILLION = 34_000, 340_000  # dossiers, of three events each
PEAK = """
def peak():  # not ru_maxrss: that begins with what the parent held
    text = open("/proc/self/status").read()
    return int(text.partition("VmHWM:")[2].split()[0]) // 1024
"""
MEMORY = f"""{PEAK}
import json, sys
from app.bootstrap import opening
from app.sync import exchange, transport
desk = opening.open_desk(sys.argv[1], None, sys.argv[2])
desk.journal.standing()
idle = peak()
outcome = opening.exchange(desk)
print(json.dumps([idle, peak(), outcome.sent_events, outcome.state]))
"""
ONE_MORE = """
import json, random, statistics, sys, time
from app.bootstrap import opening
from app.services import reception
from bench.people import line
desk = opening.open_desk(sys.argv[1], None, sys.argv[2])
dice, taken = random.Random(5), []
for number in range(20):
    claim = line(dice, number)
    reception.receive(desk.desk, claim)
    start = time.process_time()
    outcome = opening.exchange(desk)
    cpu = (time.process_time() - start) * 1000
    assert outcome.state == "complete", outcome
    taken.append((outcome.bytes_up, outcome.bytes_down, outcome.requests, cpu))
print(json.dumps([statistics.median(one) for one in zip(*taken[5:])]))
"""
REBUILD = f"""{PEAK}
import json, sys, time
from app.bootstrap import opening
from app.storage import rebuilding
from app.storage.connection import transaction
desk = opening.open_desk(sys.argv[1], None, sys.argv[2])
execute = desk.connection.execute
(names,) = execute("SELECT count(*) FROM name").fetchone()
start = time.process_time()
events = sum(1 for row in execute("SELECT id, body, hash FROM event ORDER BY id"))
read = time.process_time() - start
begun, start = time.perf_counter(), time.process_time()
with transaction(desk.connection):
    assert rebuilding.rebuild(desk.connection) == "ok"  # the chain is followed on the way
cpu, took = time.process_time() - start, time.perf_counter() - begun
print(json.dumps([events, names, read, cpu, took, peak()]))
"""


def main() -> None:
    """Print every row."""
    with office() as one:
        _many(one, MANY)
    with office() as one:
        _many(one, MILLION)
        _one_more(one)
        _rebuild(one)


def _many(one: Office, dossiers: int) -> None:
    opened = opening.open_desk(str(one.desk.profile), None, PIN)
    writer = Writer(opened, random.Random(11), _many_names)
    for first in range(0, dossiers, CHUNK):
        writer.write(first, min(CHUNK, dossiers - first), dossiers)
    opened.close()
    start = time.perf_counter()
    idle, most, sent, state = _child(MEMORY, one.desk.profile)
    seconds = time.perf_counter() - start
    print(
        f"exchange of {sent} events: {state}, {seconds:.0f} s, {most - idle} MB above the "
        f"{idle} MB of an idle desk (at most 100 MB for 100,000)"
    )


def _many_names(dice: random.Random, number: int) -> dict[str, Any]:
    """Nearly each dossier's owner another one."""
    drawn = line(dice, number)
    drawn["owner"]["name"] += f" {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
    return drawn


def _one_more(one: Office) -> None:
    up, down, requests, cpu = _child(ONE_MORE, one.desk.profile)
    print(
        f"one new dossier: {up + down:.0f} B both ways with HTTP (at most 700, aim 520), "
        f"{requests:.0f} request, {cpu:.1f} ms of the desk's CPU (at most 10)"
    )


def _rebuild(one: Office) -> None:
    events, names, read, cpu, took, most = _child(REBUILD, one.desk.profile)
    print(
        f"rebuild of {events} events with {names} names, chain verified: {took:.1f} s (at most "
        f"30 s, aim 12 s), {cpu:.1f} s of CPU, {cpu / read:.1f} of a bare read; {most} MB (at most "
        "600, aim 450)"
    )


def _child(code: str, profile: Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", code, str(profile), PIN],
        env={**os.environ, "MOTCUA_NOW": iso(NOW)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
