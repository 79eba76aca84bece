"""kill -9 anywhere in refuse, import, duty, office hours: answers hold, nothing is doubled or lost.

Signing is in `test_certification`, receiving and the exchange in `test_kill_anywhere`.
"""

import json
import random
import shutil
from collections import Counter
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from app.bootstrap.opening import open_desk
from app.domain.duty import DutySet, NoteLeft
from app.domain.events import Corrected, Fact
from app.storage import refusals
from app.wire.event import decode
from tests.scenarios.desks import NOW, OK, PIN, REFUSED, Desk, Line, copies
from tests.scenarios.lists import row, write_csv
from tests.scenarios.test_duty import told
from tests.scenarios.test_import import AT
from tests.scenarios.test_kill_anywhere import killed
from tests.scenarios.test_refusals import refusal

ROUNDS, LINES, ROWS = 6, 3, 40
LINE_CALLS, ROW_CALLS, TAKE_CALLS, HOURS_STEP = 700, 200, 500, 12


def written(file: Path, many: int) -> str:
    file.write_text("".join(json.dumps(refusal()) + "\n" for _ in range(many)), "utf-8")
    return str(file)


def test_refusals_are_numbered_without_a_gap_whenever_the_power_goes(
    desk: Desk, tmp_path: Path
) -> None:
    dice, deaths = random.Random(20261127), 0
    answered: list[str] = []
    for _ in range(ROUNDS):
        calls = dice.randrange(LINES * LINE_CALLS)
        file = written(tmp_path / "refused.jsonl", LINES)
        died, answers = killed(desk.profile, calls, "run_lines", "refuse", file)
        answered += [answer["number"] for answer in answers]
        deaths += died
    assert deaths > ROUNDS // 2
    opened = open_desk(str(desk.profile), None, PIN)
    day = opened.desk.clock.now().date()
    stored = [one.number for one in refusals.refusals(opened.connection, date(2020, 1, 1), day)]
    opened.close()
    assert Counter(answered) <= Counter(stored) == Counter(set(stored))
    assert [int(number[-4:]) for number in sorted(stored)] == list(range(1, len(stored) + 1))
    assert len(answered) <= len(stored) <= len(answered) + deaths
    assert set(desk.run("check", "--json").object.values()) == {"ok"}


def test_a_list_comes_in_once_however_often_the_power_goes(desk: Desk, tmp_path: Path) -> None:
    dice, deaths, told = random.Random(20261127), 0, set[str]()
    rows = [row(number, AT, "2.000815") for number in range(ROWS)]
    file = str(write_csv(tmp_path / "ds.csv", rows))
    for _ in range(ROUNDS):
        calls = dice.randrange(ROWS * ROW_CALLS // ROUNDS)
        died, answers = killed(desk.profile, calls, "import_list", "import", file)
        told |= {answer["code"] for answer in answers}
        deaths += died
    assert deaths > ROUNDS // 2
    done = desk.run("import", file)
    assert done.status == OK, done.err
    results = {line["code"]: line["result"] for line in done.lines}
    assert len(results) == ROWS
    assert {results[code] for code in told} <= {"same"}
    opened = open_desk(str(desk.profile), None, PIN)
    (stored,) = opened.connection.execute("SELECT count(*) FROM dossier").fetchone()
    opened.close()
    assert stored == ROWS
    assert set(desk.run("check", "--json").object.values()) == {"ok"}


AGREED = {"action": "correct", "field": "appointment", "value": "2026-11-26"}


@pytest.mark.parametrize(
    ("words", "line", "mark", "kind", "line_calls"),
    [
        (("duty", "leave"), {}, "words", NoteLeft, 260),
        (("duty", "set"), {"state": "away"}, "words", DutySet, 300),
        (("step",), AGREED, "reason", Corrected, 2_000),
    ],
    ids=["notes", "days", "corrections"],
)
def test_what_was_answered_is_there_once_and_whole_whenever_the_power_goes(
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    line: Line,
    mark: str,
    kind: type[Fact],
    line_calls: int,
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", NOW)
    if words == ("step",):
        line = line | {"code": desk.receive(copies())[0]}
    dice, deaths = random.Random(20261128), 0
    answered: list[str] = []
    for turn in range(ROUNDS):
        marks = [f"{turn}.{place}" for place in range(LINES)]
        file = tmp_path / "lines.jsonl"
        file.write_text("".join(json.dumps(line | {mark: one}) + "\n" for one in marks), "utf-8")
        calls = dice.randrange(LINES * line_calls)
        died, answers = killed(desk.profile, calls, "run_lines", *words, str(file))
        answered += [marks[answer["line"] - 1] for answer in answers]
        deaths += died
    assert deaths > ROUNDS // 2
    stored = Counter(str(getattr(fact, mark)) for fact in facts(desk) if isinstance(fact, kind))
    assert Counter(answered) <= stored == Counter(set(stored))
    assert stored.total() <= len(answered) + deaths
    assert set(desk.run("check", "--json").object.values()) == {"ok"}


def facts(desk: Desk) -> list[Fact]:
    """All that the desk holds, in its order."""
    opened = open_desk(str(desk.profile), None, PIN)
    bodies = opened.connection.execute("SELECT body FROM event ORDER BY id").fetchall()
    opened.close()
    return [decode(body).fact for (body,) in bodies]


def test_a_note_is_taken_once_wherever_the_power_went_while_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", NOW)
    told(desk, "leave", {"words": "Bà Mẩy (0012) quay lại chiều nay"})
    note = desk.run("duty", "notes", "--json").object["note"]
    stood = set[int]()
    for calls in count(0, TAKE_CALLS // (4 * ROUNDS)):
        one = Desk(Path(shutil.copytree(desk.profile, tmp_path / str(calls))))
        died, answers = killed(one.profile, calls, "_store", "duty", "take", note, "--json")
        if not died:
            break
        before = len(one.run("duty", "notes", "--json").object["taken"])
        assert len(answers) <= before
        again = one.run("duty", "take", note)
        assert again.status == (REFUSED if before else OK), again.err
        assert len(one.run("duty", "notes", "--json").object["taken"]) == 1
        assert set(one.run("check", "--json").object.values()) == {"ok"}
        stood.add(before)
    assert stood == {0, 1}


def test_hours_are_the_old_or_the_new_ones_wherever_the_power_went(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", NOW)
    old = desk.run("office", "hours", "--json").object["hours"]
    asked = ("office", "hours", "07:00-11:30 13:30-17:00; thêm T7 07:30-11:00")
    stood = set[bool]()
    for calls in count(0, HOURS_STEP):
        one = Desk(Path(shutil.copytree(desk.profile, tmp_path / str(calls))))
        died, answers = killed(one.profile, calls, "set_hours", *asked, "--json")
        if not died:
            break
        now = one.run("office", "hours", "--json").object["hours"]
        assert now == old or "07:30-11:00" in json.dumps(now)
        assert now != old or not answers  # what was answered is there
        assert one.run(*asked).status == OK
        assert "07:30-11:00" in json.dumps(one.run("office", "hours", "--json").object["hours"])
        assert set(one.run("check", "--json").object.values()) == {"ok"}
        stood.add(now == old)
    assert stood == {True, False}
