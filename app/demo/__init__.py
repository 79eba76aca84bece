"""`motcua demo`: the main job on its own, through the commands of the README only.

Two communes, a week without a line, a power cut while saving and one while exchanging; then the
line comes back and both sides are compared dossier by dossier.
"""

import json
import shutil
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.demo.compare import differences, exported
from app.demo.line import Line
from app.demo.programs import Desk, Province
from app.demo.week import (
    PLACES,
    VISITORS,
    Place,
    Received,
    Visit,
    batches,
    stamped,
    visits,
)
from app.domain.errors import Trouble

LATER = timedelta(minutes=2)
SUNDAY_EVENING = datetime.fromisoformat("2026-11-15T20:00:00+07:00")
FRIDAY_EVENING = datetime.fromisoformat("2026-11-20T18:00:00+07:00")
OK, DIFFERENT = 0, 4


@dataclass(slots=True)
class Commune:
    """One commune of the demo and what it has received."""

    place: Place
    desk: Desk
    received: list[Received] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """Codes in the order of reception."""
        return [one.code for one in self.received]


@dataclass(slots=True)
class Demo:
    """Runs the week in a folder; `say` tells what happens."""

    out: Path
    say: Callable[[str], None]
    kills: int = 0
    province: Province = field(init=False)
    line: Line = field(init=False)
    communes: list[Commune] = field(init=False, default_factory=list)

    def run(self) -> int:
        """The whole demo; 0 only if both sides agree."""
        self._prepare()
        try:
            self._enrol()
            with ThreadPoolExecutor(len(self.communes)) as pool:
                list(pool.map(self._week, self.communes))
            self._exchange()
            agree = self._compare()
            self._slips()
            self._pictures()
        finally:
            self.line.close()
            self.province.end()
        return OK if agree else DIFFERENT

    def _prepare(self) -> None:
        work = self.out / "work"
        shutil.rmtree(work, ignore_errors=True)
        for folder in (work / "province", self.out / "slips", self.out / "pictures"):
            folder.mkdir(parents=True, exist_ok=True)
        self.province = Province(work / "province")
        self.province.run("init", "--province", "11", "--training")
        self.province.serve()
        self.line = Line(self.province.port)
        self.communes = [Commune(place, Desk(work / place.folder)) for place in PLACES]

    def _enrol(self) -> None:
        self.say("Ghi danh hai xã với tỉnh (tập huấn).")
        for commune in self.communes:
            folder = self.out / "work"
            request, file = folder / f"{commune.place.folder}.request", folder / "enrol.motcua"
            commune.desk.run("enrol", "--request", str(request), now=SUNDAY_EVENING)
            self.province.run(
                "enrol", "--commune", commune.place.commune, "--desk", "1",
                "--request", str(request), "--out", str(file),
                "--server", f"http://127.0.0.1:{self.line.port}",
            )  # fmt: skip
            commune.desk.run("enrol", str(file), now=SUNDAY_EVENING)
            file.unlink()
            self._clerk(commune)

    def _clerk(self, commune: Commune) -> None:
        user, name = commune.place.clerk
        added = commune.desk.run(
            "--json", "user", "add", user, "--name", name, "--roles", "reception,specialist",
            now=SUNDAY_EVENING,
        )  # fmt: skip
        code = self.out / "work" / f"{commune.place.folder}.code"
        code.write_text(json.loads(added)["one_time_code"], "utf-8")
        commune.desk.run("user", "pin", user, "--code-file", str(code), now=SUNDAY_EVENING)
        code.unlink()
        commune.desk = Desk(commune.desk.profile, user)

    # --- the week --------------------------------------------------------------------------------

    def _week(self, commune: Commune) -> None:
        self.say(f"{commune.place.clerk[1]}: một tuần làm việc không có mạng.")
        week = list(enumerate(visits(commune.place)))
        for day in range(0, len(week), VISITORS):
            today = week[day : day + VISITORS]
            if day == 2 * VISITORS:
                self._receive_through_a_power_cut(commune, today)
            else:
                for number, visit in today:
                    self._receive(commune, number, visit)
            self._steps(commune, today[0][1].at)

    def _receive(self, commune: Commune, number: int, visit: Visit) -> None:
        (answer,) = commune.desk.lines("receive", [visit.line], visit.at)
        commune.received.append(Received(number, answer["code"], visit))

    def _receive_through_a_power_cut(
        self, commune: Commune, today: list[tuple[int, Visit]]
    ) -> None:
        """Six lines, the plug pulled after two answers; then the same six again."""
        lines = [visit.line for _, visit in today]
        file = commune.desk.profile.parent / f"{commune.place.folder}-cut.jsonl"
        file.write_text(
            "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8"
        )
        now = today[0][1].at
        process = commune.desk.start("receive", str(file), now=now)
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        told = [json.loads(process.stdout.readline())["code"] for _ in range(2)]
        process.kill()
        process.wait()
        process.stdout.close()
        file.unlink()
        self.kills += 1
        answers = commune.desk.lines("receive", lines, now + LATER)
        if [answer["code"] for answer in answers[:2]] != told:
            raise Trouble("Hồ sơ đã trả lời trước khi mất điện không còn như cũ.")
        commune.received += [
            Received(number, answer["code"], visit)
            for (number, visit), answer in zip(today, answers, strict=True)
        ]

    def _steps(self, commune: Commune, day: datetime) -> None:
        for at, lines in batches(commune.received):
            if at.date() == day.date() and lines:
                commune.desk.lines("step", stamped(lines, at), at + LATER)

    # --- the line comes back ---------------------------------------------------------------------

    def _exchange(self) -> None:
        self.say("Có mạng lại: gửi, bị ngắt, mất điện khi chờ trả lời, rồi gửi tiếp.")
        first, *others = self.communes
        self.line.up, self.line.cut_after = True, 700
        process = first.desk.start("exchange", now=FRIDAY_EVENING)
        self.line.when_lost = process.kill
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
        self.kills += 1
        for commune in (first, *others):
            commune.desk.run("exchange", now=FRIDAY_EVENING + LATER)

    def _compare(self) -> bool:
        there = exported(self.province)
        codes = [code for commune in self.communes for code in commune.codes]
        with ThreadPoolExecutor(len(self.communes)) as pool:
            found = pool.map(
                lambda commune: differences(commune.desk, commune.codes, there), self.communes
            )
            different = [one for ones in found for one in ones]
        missing = [code for code in codes if code not in there]
        extra = sorted(set(there) - set(codes))
        agree = not different and not missing and not extra and len(codes) == len(set(codes))
        self._summary(codes, there, missing, agree=agree)
        for sentence in different[:20]:
            self.say(sentence)
        return agree

    def _summary(
        self, codes: list[str], there: dict[str, Any], missing: list[str], *, agree: bool
    ) -> None:
        summary = {
            "received": len(codes),
            "province": len(there),
            "missing": missing,
            "kills": self.kills,
            "cuts": self.line.cuts,
            "agree": agree,
        }
        text = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
        (self.out / "summary.json").write_text(text, "utf-8")
        self.say(
            f"Tiếp nhận {len(codes)}, tỉnh có {len(there)}, thiếu {len(missing)}; "
            f"mất điện {self.kills} lần, đứt mạng {self.line.cuts} lần: "
            + ("hai bên khớp." if agree else "HAI BÊN KHÁC NHAU.")
        )

    # --- papers and pictures ---------------------------------------------------------------------

    def _slips(self) -> None:
        self.say("In phiếu hẹn.")
        with ThreadPoolExecutor(2) as pool:
            list(
                pool.map(
                    lambda one: one[0].run(
                        "print", "slip", one[1], "--out", str(self.out / "slips" / f"{one[1]}.pdf")
                    ),
                    [(commune.desk, code) for commune in self.communes for code in commune.codes],
                )
            )

    def _pictures(self) -> None:
        self.say("Chụp các trang.")
        first = self.communes[0].desk
        first.run("pictures", "--out", str(self.out / "pictures"), now=FRIDAY_EVENING)


def run_demo(out: Path) -> int:
    """Run the demo into a folder; results lie there."""

    def say(sentence: str) -> None:
        sys.stdout.write(sentence + "\n")
        sys.stdout.flush()

    out.mkdir(parents=True, exist_ok=True)
    status = Demo(out.resolve(), say).run()
    say(f"Kết quả ở {out.resolve()}: summary.json, slips, pictures.")
    return status
