"""kill -9 anywhere in `refuse` and in `import`: every answer holds, nothing is doubled or left out.

Signing is in `test_certification`, receiving and the exchange in `test_kill_anywhere`.
"""

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path

from app.bootstrap.opening import open_desk
from app.storage import refusals
from tests.scenarios.desks import OK, PIN, Desk
from tests.scenarios.lists import row, write_csv
from tests.scenarios.test_import import AT
from tests.scenarios.test_kill_anywhere import killed
from tests.scenarios.test_refusals import refusal

ROUNDS, LINES, ROWS = 6, 3, 40
LINE_CALLS, ROW_CALLS = 700, 200


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
