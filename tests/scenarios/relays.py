"""`motcua relay` as a process, and desks of one office that a province enrolled."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap.enrolling import take_enrolment
from app.storage.keys import Cost
from tests.province.servers import Home
from tests.scenarios.desks import NOW, OK, PIN, Desk, Line

CHEAP = Cost(8, 1)  # to guess at, in every command of theirs


def enrolled(home: Home, folder: Path, number: int, commune: str = "03158") -> Desk:
    """A desk of the office; it works without the province from here on."""
    desk = Desk(folder / f"{commune}-{number}")
    file, code = desk.profile.with_suffix(".motcua"), desk.profile.with_suffix(".code")
    home.json(
        "enrol", "--commune", commune, "--desk", str(number), "--out", str(file),
        "--code-out", str(code),
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_NOW", NOW)
        take_enrolment(str(desk.profile), file, PIN, code=code.read_text().strip(), cost=CHEAP)
    return desk


@dataclass
class RelayProcess:
    """A relay that listens; `said` is its one line."""

    process: subprocess.Popen[str]
    said: Line

    @property
    def at(self) -> str:
        """Its address."""
        return str(self.said["listening"])

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.at.rpartition(":")[2])

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait(20)


@contextmanager
def relaying(desk: Desk, port: int = 0) -> Iterator[RelayProcess]:
    """A relay until the block ends; it ends well where nobody killed it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(desk.profile), "relay", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MOTCUA_NOW": NOW, "MOTCUA_PIN": PIN},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, process.wait(20)
        yield RelayProcess(process, json.loads(line))
        if process.poll() is None:
            process.terminate()
            assert process.wait(20) == OK
    finally:
        process.kill()
        process.wait(20)
        process.stdout.close()
