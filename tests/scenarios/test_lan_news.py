"""What one desk commits the others have within two seconds, over a real relay process."""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bootstrap import opening
from app.bootstrap.lan_office import Ears, LanOffice
from app.bootstrap.opening import OpenDesk
from app.lan.state import JOINED, State
from app.services.lan import Told
from app.services.reception import receive
from tests.province.servers import Home, found_home
from tests.scenarios.desks import NOW, PIN, Desk, owned
from tests.scenarios.relays import enrolled, relaying

WITHIN, ROUNDS = 2.0, 9
WAIT = 30.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("province"))


class Sitting:
    """A desk whose program is open: its clerk's connection, and the line beside it."""

    def __init__(self, desk: Desk, at: str) -> None:
        self.desk = desk
        self.opened: OpenDesk = opening.open_desk(str(desk.profile), None, PIN)
        self._changed = threading.Condition()
        ears = Ears(self._told, self._came)
        self.line = LanOffice(self.opened, self._again, at, ears)
        self.line.start()

    def _again(self) -> OpenDesk:
        return opening.open_with_key(str(self.desk.profile), self.opened.desk.user, self.opened.key)

    def _told(self, _state: State) -> None:
        threading.Thread(target=self._wake).start()  # it is told under a lock of the line

    def _came(self, _topic: str, _told: Told) -> None:
        self._wake()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def joined(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.line.desk.state.kind == JOINED, WAIT)

    def receive(self, name: str) -> str:
        """A dossier, committed; the line is told as the window tells it."""
        code = receive(self.opened.desk, owned(name=name)).code
        self.line.desk.kick()
        return code

    def knows(self, code: str) -> None:
        with self._changed:
            known = self._changed.wait_for(lambda: bool(self.opened.journal.with_code(code)), WAIT)
        assert known, code

    def close(self) -> None:
        self.line.close()
        self.opened.close()


@contextmanager
def sitting(desk: Desk, at: str) -> Iterator[Sitting]:
    made = Sitting(desk, at)
    try:
        made.joined()
        yield made
    finally:
        made.close()


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_NOW", NOW)


def test_a_commit_is_known_at_every_other_desk_within_two_seconds(
    home: Home, tmp_path: Path
) -> None:
    first, second, third = (enrolled(home, tmp_path, number) for number in (1, 2, 3))
    with (
        relaying(first) as relay,
        sitting(second, relay.at) as near,
        sitting(third, relay.at) as far,
    ):
        took = []
        for number in range(ROUNDS):
            start = time.perf_counter()
            code = near.receive(f"Lò Văn Ướt {number}")
            far.knows(code)
            took.append(time.perf_counter() - start)
        assert statistics.median(took) < WITHIN, took
        # what a command stores beside the open program goes, too
        (code,) = second.receive(owned(name="Giàng A Páo"))
        far.knows(code)
        (code,) = third.receive(owned(name="Pờ Mỳ Xuyến"))
        near.knows(code)
    assert any(code in str(line) for line in first.run("find", "xuyen", "--json").lines)


def test_a_relay_killed_amid_the_days_work_loses_nothing(home: Home, tmp_path: Path) -> None:
    first, second, third = (enrolled(home, tmp_path, number) for number in (4, 5, 6))
    codes: list[str] = []
    with relaying(first) as relay:
        port, at = relay.port, relay.at
        with sitting(second, at) as near, sitting(third, at) as far:
            codes += [near.receive(f"Trước {number}") for number in range(3)]
            relay.kill()
            codes += [near.receive(f"Trong {number}") for number in range(3)]
            codes.append(far.receive("Bên kia"))
            with relaying(first, port):
                codes += [near.receive(f"Sau {number}") for number in range(3)]
                for code in codes:
                    near.knows(code)
                    far.knows(code)
    for desk in (first, second, third):
        assert desk.run("check", "--json").object == {
            "file": "ok", "chain": "ok", "projections": "ok",
        }  # fmt: skip
        found = {line["code"] for line in desk.run("find", "tr", "--json").lines}
        assert found == set(codes[:6])
