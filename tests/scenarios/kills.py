"""`make kills N=1000`: real desks and a real province under load, one of them ended by SIGKILL.

Each round both desks run a command at once, and the dice choose who dies and when. In the end each
answered receipt and step is at the province once, chains verify, both sides count the same.
"""

import json
import os
import random
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.opening import open_desk
from app.storage.keys import Cost
from tests.province.servers import Home, found_home
from tests.scenarios.desks import PIN, Desk, copies

MOST_SECONDS = 1.6  # about as long as a command takes
LINES = 3


@dataclass
class Place:
    """One desk and what it was answered."""

    desk: Desk
    told: dict[str, str] = field(default_factory=dict)
    steps: Counter[str] = field(default_factory=Counter)
    given: int = 0

    def begin(self, dice: random.Random) -> "Running":
        """Receiving, a step or an exchange."""
        word = dice.choice(("receive", "step", "exchange") if self.told else ("receive",))
        lines: list[dict[str, Any]] = []
        if word == "receive":
            lines = [copies(key=f"k{self.given + place}") for place in range(LINES)]
            self.given += dice.randrange(LINES + 1)  # some keys come again
        elif word == "step":
            codes = [dice.choice(sorted(self.told.values())) for _ in range(LINES)]
            lines = [{"code": one, "action": "note", "reason": "ghi trong sổ"} for one in codes]
        words = ["exchange", "--json"] if word == "exchange" else [word, "-"]
        with tempfile.TemporaryFile() as typed:
            typed.write("".join(json.dumps(line) + "\n" for line in lines).encode())
            typed.seek(0)
            process = subprocess.Popen(
                [sys.executable, "-m", "app", "--profile", str(self.desk.profile), *words],
                env={**os.environ, "MOTCUA_PIN": PIN},
                stdin=typed,
                stdout=subprocess.PIPE,  # a few lines: the pipe holds them
                stderr=subprocess.DEVNULL,
            )
        return Running(self, word, lines, process)


@dataclass
class Running:
    """One command of a desk."""

    place: Place
    word: str
    lines: list[dict[str, Any]]
    process: subprocess.Popen[bytes]

    def end(self) -> None:
        """Wait, and remember the whole answers."""
        said, _ = self.process.communicate(timeout=180)
        for raw in said.splitlines(keepends=True):
            if self.word == "exchange" or not raw.endswith(b"\n"):
                continue
            answer = json.loads(raw)
            assert "message" not in answer, answer
            if self.word == "step":
                self.place.steps[answer["code"]] += 1
                continue
            key = self.lines[answer["line"] - 1]["key"]
            assert self.place.told.setdefault(key, answer["code"]) == answer["code"]


def serve(home: Home, port: int) -> subprocess.Popen[bytes]:
    """The province, listening."""
    process = subprocess.Popen(
        home._command(("serve", "--port", str(port))), stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    return process


def run(folder: Path, kills: int, seed: int) -> Counter[str]:
    """So many kills and the comparison; who was killed how often, and what there is."""
    dice, killed = random.Random(seed), Counter[str]()
    home = found_home(folder / "province")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    places = [enrolled(home, folder, number, port) for number in (1, 2)]
    server = serve(home, port)
    try:
        while killed.total() < kills:
            running = [place.begin(dice) for place in places]
            victim = dice.choice([*running, None])
            process = victim.process if victim else server
            try:
                process.wait(dice.uniform(0.1, MOST_SECONDS))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed[victim.word if victim else "province"] += 1
            if server.poll() is not None:
                server = serve(home, port)
            for one in running:
                one.end()
        for place in places:
            compare(home, place)
    finally:
        server.terminate()
        server.wait(20)
    exported = Counter(one["code"] for one in home.export())
    assert set(exported.values()) == {1}
    killed["dossiers"], killed["steps"] = len(exported), sum(p.steps.total() for p in places)
    return killed


def enrolled(home: Home, folder: Path, number: int, port: int) -> Place:
    """A desk of its own."""
    file, code = folder / f"{number}.motcua", folder / f"{number}.code"
    home.json(
        "enrol", "--commune", "03158", "--desk", str(number), "--out", str(file),
        "--code-out", str(code), "--server", f"http://127.0.0.1:{port}",
    )  # fmt: skip
    profile = folder / f"desk-{number}"
    take_enrolment(str(profile), file, PIN, code=code.read_text(), cost=Cost(8, 1))
    return Place(Desk(profile))


def compare(home: Home, place: Place) -> None:
    """One desk's chain and receipts with the province's."""
    sent = place.desk.run("exchange", "--json")
    assert sent.object["state"] == "complete", sent.out
    checked = place.desk.run("check", "--json").object
    assert set(checked.values()) == {"ok"}, checked
    opened = open_desk(str(place.desk.profile), None, PIN)
    events = [bytes(row[0]) for row in opened.connection.execute("SELECT hash FROM event")]
    codes = Counter(row[0] for row in opened.connection.execute("SELECT code FROM dossier"))
    opened.close()
    file = sqlite3.connect(home.folder / "province.sqlite")
    stored = Counter(row[0] for row in file.execute("SELECT hash FROM event"))
    file.close()
    assert all(stored[one] == 1 for one in events)
    there = {one["code"]: one["events"] for one in home.export()}
    for code in place.told.values():
        assert codes[code] == 1
        assert there[code] == len(place.desk.show(code)["history"]) >= 1 + place.steps[code]


def main(kills: int, seed: int) -> None:
    """As many as were asked for, and the figures."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), kills, seed)
    sys.stdout.write(f"{kills} kills, seed {seed}, {time.monotonic() - started:.0f} s: all agree\n")
    for name, number in sorted(found.items()):
        sys.stdout.write(f"{number:>8,}  {name}\n")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(1000, 20261126)[len(given) :])
