"""Weeks of 1,000 and of 30 dossiers over HTTP: bytes a dossier with all events, and round trips.

The dossiers come from the shared generator where it lies beside the project (as the issue measures
it: `--noise`), else from `bench.people` with a few steps each.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from app.demo.programs import Desk, Province
from bench.people import line

GOALS = {1000: (100, 65), 30: (150, 110)}  # dossiers: at most, aim
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
NOW = datetime.fromisoformat("2026-03-09T08:00:00+07:00")
EARLIER = datetime.fromisoformat("2026-03-01T08:00:00+07:00")


def main() -> None:
    """Print bytes a dossier and round trips of each week."""
    for dossiers in GOALS:
        _week(dossiers)


def _week(dossiers: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    province = Province(folder / "province")
    province.folder.mkdir()
    try:
        _measure(folder, province, dossiers)
    finally:
        province.end()
        shutil.rmtree(folder)


def _measure(folder: Path, province: Province, dossiers: int) -> None:
    province.run("init", "--province", "11", "--training")
    _publish(folder, province)
    province.serve()
    desk = _enrolled(folder, province)
    lines, steps = _lines(folder, dossiers)
    answers = desk.lines("receive", lines, NOW, okay=(0, 3))
    codes = {answer["line"]: answer["code"] for answer in answers if "code" in answer}
    desk.lines("step", steps(codes), NOW, okay=(0, 3))
    start = time.perf_counter()
    outcome = json.loads(desk.run("--json", "exchange", now=NOW))
    seconds = time.perf_counter() - start
    most, aim = GOALS[dossiers]
    total = outcome["bytes_up"] + outcome["bytes_down"]
    print(
        f"week of {len(codes)}: {total / len(codes):.1f} B a dossier with {outcome['sent_events']} "
        f"events, both ways with HTTP (at most {most}, aim {aim}); {outcome['requests']} round "
        f"trips (at most 3, aim 1); {seconds:.1f} s"
    )


def _publish(folder: Path, province: Province) -> None:
    if not SHARED.exists():
        return
    delivered = folder / "catalogue"
    delivered.mkdir()
    for name in ("procedures.csv", "papers.csv", "units.csv"):
        shutil.copyfile(SHARED / name, delivered / name)
    shutil.copyfile(SHARED / "holidays_vn_2024_2030.csv", delivered / "calendar.csv")
    province.run("catalogue", "publish", str(delivered))


def _enrolled(folder: Path, province: Province) -> Desk:
    desk, request, file = Desk(folder / "desk"), folder / "request", folder / "enrolment"
    desk.run("enrol", "--request", str(request), now=EARLIER)
    province.run(
        "enrol", "--commune", "03158", "--desk", "1", "--request", str(request),
        "--out", str(file), "--server", f"http://127.0.0.1:{province.port}",
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


if __name__ == "__main__":
    main()
