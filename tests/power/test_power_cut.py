"""The power goes around every fsync: what was answered before is there, once, and all is whole.

The method is `disk.py`'s: a recorder of writes under real processes, and the folder laid out as the
disk may hold it at each moment before an fsync ended. A sample of the moments is looked at, all of
them with `make powercuts`. Not modelled: the file system's own notes (see there).
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from app.bootstrap.enrolling import take_enrolment
from app.bootstrap.opening import OpenDesk, open_desk, open_with_key, unlock
from app.commands.upkeep import LOOKS
from app.storage.keys import Cost
from app.wire.chain import link
from province import sqlite
from province.judge import judge, rebuild
from province.projections import digest
from tests.power.disk import LOSSES, Recording
from tests.province.servers import found_home
from tests.scenarios.conftest import desk, founded  # noqa: F401 - fixtures
from tests.scenarios.desks import NOW, PIN, Desk, copies
from tests.scenarios.test_duty import told

SEED = 20261126
UNLOCKED = b"[4,"  # what each process that writes begins with
WINDOW = """
import json, sys
from app.bootstrap.opening import open_desk
from app.services import reception
from app.services.ports import PrintRequest
from app.storage import drafts
opened = open_desk(sys.argv[1], None, sys.argv[2])
for line in map(json.loads, sys.stdin):
    name = f"draft-{line['key']}"
    drafts.save(opened.connection, drafts.Draft(
        name, opened.desk.user, line, opened.desk.clock.now()))
    print(json.dumps({"draft": name}), flush=True)
    receipt = reception.receive(
        opened.desk, line, draft=name, print_as=PrintRequest("slip", "a4x2"))
    print(json.dumps({"code": receipt.code, "job": receipt.print_job, "of": name}), flush=True)
opened.close()
"""


def answers(texts: Iterable[bytes]) -> list[dict[str, str]]:
    return [json.loads(line) for line in b"".join(texts).splitlines()]


def test_every_receipt_that_was_answered_outlives_a_cut_at_any_fsync(
    desk: Desk,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    recording = Recording.of(desk.profile, tmp_path)
    for part in range(2):  # the end of a process folds the WAL in
        lines = [copies(key=f"k{part}-{number}") for number in range(8)]
        typed = "".join(json.dumps(line) + "\n" for line in lines)
        done = desk.run("receive", "-", typed=typed, **recording.environment)
        assert len(done.lines) == 8, done.err
        subprocess.run(
            [sys.executable, "-c", WINDOW, str(desk.profile), PIN],
            input="".join(json.dumps(copies(key=f"w{part}-{n}")) + "\n" for n in range(4)).encode(),
            env={**os.environ, "MOTCUA_NOW": NOW, **recording.environment},
            stdout=subprocess.PIPE,
            check=True,
        )
    who, key = unlock(str(desk.profile), None, PIN)
    dice, states = Random(SEED), 0
    for cut in recording.sampled(dice):
        told = answers(one.data for one in cut.told if one.kind == "a")
        for loss in LOSSES:
            cut.lay(tmp_path / "cut", loss, dice)
            opened = open_with_key(str(tmp_path / "cut"), who, key)
            assert holds(opened, told) == [], (loss, len(told))
            opened.close()
            states += 1
    assert len(told) == 2 * (8 + 4 * 2)
    assert states >= 3 * 10


def holds(opened: OpenDesk, told: list[dict[str, str]]) -> list[str]:
    """What is not as it was told; empty where all is."""
    execute = opened.connection.execute
    wrong = [said for look in LOOKS.values() if (said := look(opened.connection)) != "ok"]
    codes = [code for (code,) in execute("SELECT code FROM dossier").fetchall()]
    drafts = {name for (name,) in execute("SELECT id FROM draft").fetchall()}
    jobs = dict(execute("SELECT id, code FROM print_job").fetchall())
    done = {one["of"] for one in told if "of" in one}
    for one in told:
        if "code" in one and codes.count(one["code"]) != 1:
            wrong.append(f"{one['code']} is there {codes.count(one['code'])} times")
        if "job" in one and jobs.get(one["job"]) != one["code"]:
            wrong.append(f"the paper of {one['code']} is lost")
        if one.get("of") in drafts:
            wrong.append(f"{one['of']} came back though it is a dossier")
    begun = [one["draft"] for one in told if "draft" in one]
    # the last one may have become a dossier whose answer was not given
    wrong += [f"{name} is lost" for name in begun[:-1] if name not in drafts | done]
    if begun and begun[-1] not in drafts | done and len(jobs) != len(done) + 1:
        wrong.append(f"{begun[-1]} went and no dossier with its paper came")
    return wrong


def test_every_note_day_and_correction_that_was_answered_outlives_a_cut_at_any_fsync(
    desk: Desk,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    (code,) = desk.receive(copies())
    told(desk, "leave", {"words": "trước"})
    note = desk.run("duty", "notes", "--json").object["note"]
    fix = {"code": code, "action": "correct", "field": "appointment", "reason": "hẹn lại"}
    recording, before = Recording.of(desk.profile, tmp_path), bodies(desk.profile)
    for words, lines in (
        (("duty", "leave", "-"), [{"words": f"lời {number}"} for number in range(4)]),
        (("duty", "set", "-"), [{"state": state} for state in ("on", "call", "away")]),
        (("duty", "take", note, "--json"), []),
        (("step", "-"), [fix | {"value": f"2026-11-{day}"} for day in (24, 25, 26)]),
    ):
        typed = "".join(json.dumps(line) + "\n" for line in lines)
        done = desk.run(*words, typed=typed, **recording.environment)
        assert done.status == 0, done.err
    written = bodies(desk.profile)
    deeds = [one for one in written[len(before) :] if not one.startswith(UNLOCKED)]
    assert len(deeds) == 4 + 3 + 1 + 3
    who, key = unlock(str(desk.profile), None, PIN)
    dice, most = Random(SEED), 0
    for cut in recording.sampled(dice):
        told_by_then = len(answers(one.data for one in cut.told if one.kind == "a"))
        for loss in LOSSES:
            cut.lay(tmp_path / "cut", loss, dice)
            opened = open_with_key(str(tmp_path / "cut"), who, key)
            assert holds(opened, []) == [], loss
            opened.close()
            there = bodies(tmp_path / "cut")
            assert there == written[: len(there)]
            held = [one for one in there[len(before) :] if not one.startswith(UNLOCKED)]
            assert told_by_then <= len(held) <= told_by_then + 1, loss
        most = max(most, told_by_then)
    assert most == len(deeds)


def bodies(profile: Path) -> list[bytes]:
    """The events of a desk in their order."""
    opened = open_desk(str(profile), None, PIN)
    found = opened.connection.execute("SELECT body FROM event ORDER BY id").fetchall()
    opened.close()
    return [bytes(body) for (body,) in found]


def test_whatever_the_province_answered_outlives_a_cut_at_any_fsync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = found_home(tmp_path / "province")
    recording = Recording.of(home.folder, tmp_path)
    unrecorded = dict.fromkeys(recording.environment, "")
    for name, value in recording.environment.items():
        monkeypatch.setenv(name, value)
    exchanges: list[tuple[int, set[bytes]]] = []
    with home.serving() as server:
        file, code = tmp_path / "desk.motcua", tmp_path / "desk.code"
        home.json(
            "enrol", "--commune", "03158", "--desk", "1", "--out", str(file),
            "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}",
        )  # fmt: skip
        one = Desk(tmp_path / "profile")
        take_enrolment(str(one.profile), file, PIN, code=code.read_text(), cost=Cost(8, 1))
        for week in range(5):
            typed = "".join(json.dumps(copies(key=f"{week}-{n}")) + "\n" for n in range(3))
            one.run("receive", "-", typed=typed, **unrecorded)
            before = recording.size()
            done = one.run("exchange", "--json", **unrecorded)
            assert done.object["state"] == "complete", done.err
            exchanges.append((before, identities(one)))
    monkeypatch.delenv("LD_PRELOAD")
    dice, most, most_told = Random(SEED), 0, set[bytes]()
    for cut in recording.sampled(dice):
        sent = [told.ends for told in cut.told if told.data.startswith(b"HTTP/1.1 200")]
        told = set[bytes]().union(
            *(
                hashes
                for (start, hashes), end in zip(
                    exchanges, [*(start for start, _ in exchanges[1:]), 1 << 60], strict=True
                )
                if any(start < moment <= end for moment in sent)
            )
        )
        for loss in LOSSES:
            cut.lay(tmp_path / "cut", loss, dice)
            assert kept(tmp_path / "cut" / "province.sqlite", told) == [], loss
        most, most_told = max(most, len(sent)), max(most_told, told, key=len)
    assert most >= len(exchanges)
    assert most_told == exchanges[-1][1]


def identities(one: Desk) -> set[bytes]:
    """Of all that the desk has recorded."""
    opened = open_desk(str(one.profile), None, PIN)
    found = {bytes(row[0]) for row in opened.connection.execute("SELECT hash FROM event")}
    opened.close()
    return found


def kept(file: Path, told: set[bytes]) -> list[str]:
    """What is not as it was answered; empty where all is."""
    ledger = sqlite.open_file(file)
    execute = ledger._connection.execute
    wrong = [said for (said,) in execute("PRAGMA integrity_check") if said != "ok"]
    rows = execute("SELECT hash, parent, root, body FROM event").fetchall()
    there = [row[0] for row in rows]
    if len(set(there)) != len(there):
        wrong.append("an event is there twice")
    if missing := told - set(there):
        wrong.append(f"{len(missing)} of {len(told)} answered events are lost")
    if any(link(parent, body) != name for name, parent, _, body in rows):
        wrong.append("a hash is not its event's")
    if any(parent not in there and parent != root for _, parent, root, _ in rows):
        wrong.append("an event has no parent")
    judge(ledger, datetime.fromisoformat(NOW))
    before = digest(ledger.dossiers.all())
    rebuild(ledger, datetime.fromisoformat(NOW))
    if digest(ledger.dossiers.all()) != before:
        wrong.append("what is derived folds to something else")
    ledger.close()
    return wrong
