"""The lessons' checks over a real journal: what is nearly right ticks nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap.lesson_desk import LessonBridge
from app.bootstrap.opening import OpenDesk, open_with_key
from app.devices.clock import SystemClock
from app.domain import events as e
from app.domain.card import ACCEPTED, read_scan
from app.domain.times import VN
from app.services import reception
from app.services.giveback import HandingOut, hand_out
from app.services.lessons import BAI, HOC, LESSONS, LUYEN, MAU, TAP, THU, Pretend
from app.services.ports import PrintRequest
from app.services.steps import step
from app.storage import print_jobs
from app.ui.lessons.desk import DONE, NEW, RUNNING
from tests.storage.conftest import founded
from tests.ui.samples import run_now

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=VN)
COPY, MARITAL = "2.000815", "1.004873"
SLIP = PrintRequest("slip", "a4x2")


class Learner:
    """A desk on which lessons are learnt, a minute for each thing that is done."""

    def __init__(self, opened: OpenDesk) -> None:
        self.opened = opened
        self.bridge = LessonBridge(lambda: self.opened, run_now)

    def wait(self) -> None:
        clock = self.opened.desk.clock
        assert isinstance(clock, SystemClock)
        clock.offset += timedelta(minutes=1)

    def receive(self, *lines: dict[str, Any]) -> list[str]:
        self.wait()
        done = reception.receive_all(self.opened.desk, lines, print_as=SLIP)
        return [receipt.code for receipt in done]

    def step(self, code: str, action: str, **more: Any) -> None:
        self.wait()
        step(self.opened.desk, {"code": code, "action": action, **more})

    def give(self, code: str, to: Pretend | None = None, *, slip: bool = True) -> None:
        self.wait()
        receiver = {"name": to.name, "id": to.id} if to else None
        hand_out(self.opened.desk, code, HandingOut(to=receiver, without_slip=not slip))

    def print(self) -> None:
        connection, now = self.opened.connection, self.opened.desk.clock.now()
        for job in print_jobs.unfinished(connection):
            print_jobs.set_state(connection, job.id, print_jobs.DONE, now)

    def steps(self, number: int) -> list[bool]:
        return [done for _, done in self.bridge.lessons()[number - 1].steps]

    def state(self, number: int) -> str:
        return self.bridge.lessons()[number - 1].state


@pytest.fixture
def learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learner]:
    monkeypatch.setenv("MOTCUA_NOW", NOW.isoformat())
    made = Learner(founded(tmp_path))
    yield made
    made.opened.close()


def line(owner: Pretend, procedure: str = COPY, **more: Any) -> dict[str, Any]:
    return {"procedure": procedure, "owner": {"name": owner.name, "id": owner.id}, **more}


def test_nothing_counts_before_a_lesson_was_begun_or_of_somebody_else(learner: Learner) -> None:
    learner.receive(line(TAP, pages=1, copies=2))
    learner.print()
    assert (learner.state(1), learner.steps(1)) == (NEW, [False] * 3)
    learner.bridge.begin(0)
    learner.receive(line(MAU, pages=1, copies=2))
    learner.print()
    assert (learner.state(1), learner.steps(1)) == (RUNNING, [False] * 3)


def test_the_first_lesson_ends_when_the_slip_is_out_and_says_how_long_it_took(
    learner: Learner,
) -> None:
    learner.bridge.begin(0)
    learner.receive(line(TAP, pages=1, copies=3))
    learner.receive(line(TAP, pages=1, copies=2))
    assert learner.steps(1) == [True, True, False]
    learner.print()
    first = learner.bridge.lessons()[0]
    assert (first.state, first.took) == (DONE, "2 phút 0 giây")
    learner.receive(line(TAP, pages=1, copies=2))
    assert learner.bridge.lessons()[0] == first


def test_two_saves_are_not_one_visit_and_the_owner_is_not_the_proxy(learner: Learner) -> None:
    learner.bridge.begin(1)
    two = [{"name": f"Bản {place}", "originals": 1, "pages": 1, "certify": 1} for place in (1, 2)]
    learner.receive(line(MAU, papers=two[:1]))
    learner.receive(line(MAU, MARITAL))
    assert learner.steps(2) == [False, False, False]
    other: dict[str, Any] = {"submitter": {"name": THU.name, "id": THU.id}}
    learner.receive(line(MAU, papers=two, **other), line(MAU, MARITAL, **other))
    assert learner.state(2) == DONE


def test_a_result_without_handing_over_is_not_the_third_lesson(learner: Learner) -> None:
    learner.bridge.begin(2)
    first, second = (learner.receive(line(HOC, MARITAL))[0] for _ in range(2))
    learner.step(first, "finish")
    learner.step(second, "hand_over", to="Tư pháp")
    assert learner.steps(3) == [True, True, False]
    learner.step(second, "finish")
    assert learner.state(3) == DONE


def test_papers_are_asked_for_then_taken(learner: Learner) -> None:
    learner.bridge.begin(3)
    (code,) = learner.receive(line(LUYEN, MARITAL))
    learner.step(code, "request_papers", papers=["Tờ khai"])
    assert learner.steps(4) == [True, True, False]
    learner.step(code, "papers_received")
    assert learner.state(4) == DONE


def test_the_three_ways_of_giving_back_are_told_apart(learner: Learner) -> None:
    learner.bridge.begin(4)
    for wrong in (TAP, MAU, LUYEN):
        (code,) = learner.receive(line(wrong, pages=1, copies=1))
        learner.give(code, THU)
    assert learner.steps(5) == [False, False, False]
    codes = [learner.receive(line(who, pages=1, copies=1))[0] for who in (TAP, MAU, LUYEN)]
    learner.give(codes[0])
    learner.give(codes[1], BAI)
    learner.give(codes[2])  # with his slip
    assert learner.steps(5) == [True, True, False]
    (last,) = learner.receive(line(LUYEN, pages=1, copies=1))
    learner.give(last, slip=False)
    assert learner.state(5) == DONE


def test_a_voided_dossier_is_not_received_again_by_itself(learner: Learner) -> None:
    learner.bridge.begin(5)
    learner.receive(line(BAI, pages=1, copies=1))
    (code,) = learner.receive(line(BAI, pages=1, copies=1))
    learner.step(code, "void", reason="nhập nhầm")
    assert learner.steps(6)[:2] == [True, False]
    learner.receive(line(BAI, pages=1, copies=1))
    assert learner.steps(6) == [True, True, False, False, False, False]


def test_the_same_clerk_coming_back_is_no_turn(learner: Learner) -> None:
    learner.bridge.begin(5)
    opened = learner.opened
    with opened.journal.transaction() as writes:
        writes.append(e.Locked("", ""), at=opened.desk.clock.now())
    learner.receive(line(HOC, pages=1, copies=1))
    assert learner.steps(6)[4:] == [True, False]


def test_where_a_lesson_stands_is_in_the_file(learner: Learner, tmp_path: Path) -> None:
    learner.bridge.begin(0)
    learner.receive(line(TAP, pages=1, copies=2))
    old = learner.opened
    learner.opened = open_with_key(str(tmp_path), old.desk.user, old.key)
    old.close()
    assert learner.steps(1) == [True, True, False]
    assert learner.bridge.next_scan() == TAP.card


def test_everybody_in_the_lessons_has_a_card_that_a_scanner_would_read(learner: Learner) -> None:
    for lesson in LESSONS:
        for tray in lesson.tray:
            assert read_scan(tray.person.card, today=NOW.date()).result == ACCEPTED
    assert learner.state(1) == NEW
