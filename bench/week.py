"""One office's week, received and stepped at an enrolled desk, beside a province that listens.

The dossiers come from the shared generator where it lies beside the project (as the issue measures
it: `--noise`), else from `bench.people` with a few steps each.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.demo.programs import Desk, Province
from bench.people import line

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
NOW = datetime.fromisoformat("2026-03-09T08:00:00+07:00")
EARLIER = datetime.fromisoformat("2026-03-01T08:00:00+07:00")


@dataclass(frozen=True, slots=True)
class Office:
    """A desk and its province, each in a folder of its own."""

    folder: Path
    province: Province
    desk: Desk

    def work(self, dossiers: int) -> list[dict[str, Any]]:
        """Receive and step a week of them; what was typed of each received one, with its steps."""
        lines, steps = _lines(self.folder, dossiers)
        answers = self.desk.lines("receive", lines, NOW, okay=(0, 3))
        codes = {answer["line"]: answer["code"] for answer in answers if "code" in answer}
        done = steps(codes)
        self.desk.lines("step", done, NOW, okay=(0, 3))
        typed = {code: {**lines[line - 1], "steps": []} for line, code in codes.items()}
        for one in done:
            typed[one["code"]]["steps"].append(one)
        return list(typed.values())

    def exchange(self) -> dict[str, Any]:
        """What the desk's command says of one exchange."""
        said: dict[str, Any] = json.loads(self.desk.run("--json", "exchange", now=NOW, okay=(0, 4)))
        return said


@contextmanager
def office(port: Callable[[int], int] = int) -> Iterator[Office]:
    """An enrolled one; `port` answers where the desk finds the province that listens on a port."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    province = Province(folder / "province")
    province.folder.mkdir()
    try:
        province.run("init", "--province", "11", "--training")
        _publish(folder, province)
        province.serve()
        yield Office(folder, province, _enrolled(folder, province, port(province.port)))
    finally:
        province.end()
        shutil.rmtree(folder)


def _publish(folder: Path, province: Province) -> None:
    if not SHARED.exists():
        return
    delivered = folder / "catalogue"
    delivered.mkdir()
    for name in ("procedures.csv", "papers.csv", "units.csv"):
        shutil.copyfile(SHARED / name, delivered / name)
    shutil.copyfile(SHARED / "holidays_vn_2024_2030.csv", delivered / "calendar.csv")
    province.run("catalogue", "publish", str(delivered))


def _enrolled(folder: Path, province: Province, port: int) -> Desk:
    desk, request, file = Desk(folder / "desk"), folder / "request", folder / "enrolment"
    desk.run("enrol", "--request", str(request), now=EARLIER)
    province.run(
        "enrol", "--commune", "03158", "--desk", "1", "--request", str(request),
        "--out", str(file), "--server", f"http://127.0.0.1:{port}",
    )  # fmt: skip
    desk.run("enrol", str(file), now=EARLIER)
    return desk


def _lines(folder: Path, dossiers: int) -> Any:
    if SHARED.exists():
        return _generated(folder, dossiers)
    dice = random.Random(3)
    lines = [line(dice, number) for number in range(dossiers)]

    def steps(codes: dict[int, str]) -> list[dict[str, Any]]:
        return [
            {"code": code, "action": action}
            for code in codes.values()
            for action in ("hand_over", "take_over", "finish", "give_back")
        ]

    return lines, steps


def _generated(folder: Path, count: int) -> Any:
    week = ["--start", "2026-03-02", "--end", "2026-03-06", "--noise"]
    dossiers = folder / "dossiers.jsonl"
    with dossiers.open("wb") as out:
        subprocess.run(
            [sys.executable, str(SHARED / "gen_dossiers.py"), str(count), "--seed", "3",
             "--commune", "03158", *week], stdout=out, check=True,
        )  # fmt: skip

    def converted(*words: str) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, str(SHARED / "to_contract.py"), *words],
            capture_output=True, check=True,
        )  # fmt: skip
        return [json.loads(text) for text in done.stdout.decode().splitlines()]

    def steps(codes: dict[int, str]) -> list[dict[str, Any]]:
        answers = folder / "answers.jsonl"
        answers.write_text(
            "".join(json.dumps({"line": n, "code": code}) + "\n" for n, code in codes.items())
        )
        return converted("step", str(dossiers), str(answers))

    return converted("receive", str(dossiers)), steps
