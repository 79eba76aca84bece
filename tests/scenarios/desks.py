"""`motcua` as an outside tester runs it: processes, files, exit statuses."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import warm

PIN = "246810"
NOW = "2026-11-20T09:00:00+07:00"  # a Friday
OK, BUG, USAGE, REFUSED, TROUBLE = 0, 1, 2, 3, 4
SECONDS = 120
Line = dict[str, Any]
PERSON = {
    "name": "Đặng Văn Đức",
    "id": "011090000007",
    "born_on": "1990-03-14",
    "sex": "male",
    "address": "Bản Tả Kố Khừ",
}


def copies(**changes: Any) -> Line:
    """A certified copy of six pages in two copies, asked for by an invented person."""
    return {"procedure": "2.000815", "owner": PERSON, "pages": 6, "copies": 2, **changes}


def owned(**changes: Any) -> Line:
    """The same, the owner changed."""
    return copies(owner={**PERSON, **changes})


@dataclass(frozen=True)
class Done:
    """How a process ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[Line]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> Line:
        """Its one JSON object."""
        (line,) = self.lines
        return line


@dataclass(frozen=True)
class Desk:
    """One profile."""

    profile: Path

    def run(
        self,
        *words: str,
        typed: str | bytes = "",
        now: str = NOW,
        pin: str | None = PIN,
        **more: str,
    ) -> Done:
        """One command, its standard input and its environment."""
        environment = {**os.environ, "MOTCUA_NOW": now, **more}
        if pin is not None:
            environment["MOTCUA_PIN"] = pin
        done = warm.run(
            "app",
            ["--profile", str(self.profile), *words],
            typed.encode() if isinstance(typed, str) else typed,
            environment,
            SECONDS,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def feed(self, command: str, *lines: Line | str, now: str = NOW) -> list[Line]:
        """JSON lines through `receive` or `step`; the answers, whatever they are."""
        return self.feed_as(PIN, command, *lines, now=now)

    def feed_as(self, pin: str, command: str, *lines: Line | str, now: str = NOW) -> list[Line]:
        """The same by another PIN."""
        text = "".join(
            (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n"
            for line in lines
        )
        done = self.run(command, "-", typed=text, now=now, pin=pin)
        assert done.status in (OK, REFUSED), done.err
        return done.lines

    def receive(self, *lines: Line, now: str = NOW) -> list[str]:
        """Good dossiers; their codes."""
        return [answer["code"] for answer in self.feed("receive", *lines, now=now)]

    def show(self, code: str) -> Line:
        """One dossier."""
        done = self.run("show", code)
        assert done.status == OK, done.err
        return done.object

    def status(self) -> Line:
        """What is counted."""
        return self.run("status", "--json").object
