"""kill -9 at any call of `receive` and of `exchange`, again and again; then both sides agree."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.opening import open_desk
from app.services import views
from app.services.steps import ruling
from app.storage.keys import Cost
from tests.province.servers import Home, found_home
from tests.scenarios.desks import PIN, copies

COMMUNE, DOSSIERS, ROUNDS = "03158", 12, 9
NEVER = 1 << 60
LINE_CALLS, EXCHANGE_CALLS = 1_000, 3_000  # of those counted: about as many as there are
KILLED = """
import os, signal, sys
from app import cli
work, left = sys.argv[1], int(sys.argv[2])
begun = False
def count(frame, event, _):
    global begun, left
    code = frame.f_code
    begun = begun or code.co_name == work
    if begun and any(place in code.co_filename for place in ("/app/storage/", "/app/sync/",
            "/app/commands/", "/app/wire/", "/http/", "/urllib3/")):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(count)
sys.exit(cli.main(sys.argv[3:]))
"""
COMPARED = ("procedure", "channel", "received_at", "due_at", "status", "state", "fee_dong", "void")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def desk(home: Home, tmp_path: Path) -> Iterator[Path]:
    """An enrolled desk whose province listens."""
    with home.serving() as server:
        file, code = home.folder / "desk.motcua", home.folder / "desk.code"
        home.json(
            "enrol", "--commune", COMMUNE, "--desk", "1", "--out", str(file),
            "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}",
        )  # fmt: skip
        profile = tmp_path / "desk"
        take_enrolment(str(profile), file, PIN, code=code.read_text(), cost=Cost(8, 1))
        yield profile


def killed(profile: Path, calls: int, work: str, *words: str) -> tuple[bool, list[Any]]:
    """Run until so many calls of store, wire and line inside `work`; whether it died there.

    And its whole answers.
    """
    done = subprocess.run(
        [sys.executable, "-c", KILLED, work, str(calls), "--profile", str(profile), *words],
        env={**os.environ, "MOTCUA_PIN": PIN},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL)
    answers = [json.loads(line) for line in done.stdout.splitlines(keepends=True) if b"\n" in line]
    return done.returncode != 0, answers


def test_whatever_is_killed_where_every_answer_holds_and_both_sides_agree(
    home: Home, desk: Path, tmp_path: Path
) -> None:
    dice = random.Random(20261120)
    lines = [json.dumps(copies(key=f"k{number}")) for number in range(DOSSIERS)]
    file = tmp_path / "week.jsonl"
    told: dict[int, str] = {}
    kills = 0
    for done in range(1, ROUNDS + 1):
        given = done * DOSSIERS // ROUNDS
        file.write_text("\n".join(lines[:given]) + "\n", "utf-8")
        died, answers = killed(
            desk, dice.randrange(given * LINE_CALLS), "run_lines", "receive", str(file)
        )
        for answer in answers:
            assert told.setdefault(answer["line"], answer["code"]) == answer["code"]
        kills += died
        died, answers = killed(
            desk, dice.randrange(EXCHANGE_CALLS), "_exchanged", "exchange", "--json"
        )
        assert all(answer["state"] == "complete" for answer in answers)
        kills += died
    assert kills >= ROUNDS

    _, answers = killed(desk, NEVER, "", "receive", str(file))
    final = {answer["line"]: answer["code"] for answer in answers}
    assert len(set(final.values())) == DOSSIERS
    assert final == final | told
    _, (outcome,) = killed(desk, NEVER, "", "exchange", "--json")
    assert outcome["state"] == "complete"
    assert there(home) == here(desk)


def here(profile: Path) -> list[tuple[Any, ...]]:
    """The desk's dossiers as both sides must have them, by code."""
    opened = open_desk(str(profile), None, PIN)
    ids = [row[0] for row in opened.connection.execute("SELECT id FROM dossier ORDER BY code")]
    users = opened.desk.store.users()
    found = [opened.journal.dossier(number) for number in ids]
    shown = [views.show(one, users, ruling(opened.desk, one.dossier)) for one in found]
    opened.close()
    assert len(shown) == DOSSIERS
    return [
        (one["code"], len(one["history"]), one["owner"]["name"], *(one[name] for name in COMPARED))
        for one in shown
    ]


def there(home: Home) -> list[tuple[Any, ...]]:
    """The province's."""
    return sorted(
        (one["code"], one["events"], one["owner_name"], *(one[name] for name in COMPARED))
        for one in home.export()
    )
