"""Friday, 16:00: every commune of the province comes with its week at once."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wire.answer import open_answer
from app.wire.signing import new_key
from province.database import open_ledger
from province.keys import read_server_key
from province.turns import INGESTS, LONGEST_WAIT, Turns
from tests.province.desks import Desk, add_device, make_keys
from tests.province.servers import Home, Process, found_home

DESKS, DOSSIERS, BUSY = 170, 12, 503
MOST_MEGABYTES = 220


def machines(home: Home) -> list[Desk]:
    """Enrolled ones, each of its own commune, with a week that nobody knows yet."""
    ledger, keys = open_ledger(home.db), make_keys()
    server = read_server_key(home.folder).certificate.public_key
    desks = []
    with ledger.transaction():
        for number in range(DESKS):
            private, public = new_key()
            commune = f"{3000 + number:05d}"
            name = add_device(ledger, keys, public, commune=commune)
            desks.append(Desk(name, private, public, server, commune=commune))
    ledger.close()
    for desk in desks:
        for number in range(DOSSIERS):
            desk.receive(number, office=desk.commune)
    return desks


def most_memory(server: Process) -> int:
    """In megabytes."""
    told = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", told)
    assert found is not None
    return int(found[1]) // 1024


def answered(server: Process, desk: Desk) -> bool:
    """Whether its week is stored; False where it is to come back."""
    reply = server.ask("POST", "/sync/1", desk.envelope(), seconds=300)
    if reply.status == BUSY:
        assert int(reply.headers["retry-after"]) >= 10
        return False
    assert open_answer(reply.body, desk.server_public, desk.hashes[-1]).count == len(desk.bodies)
    return True


def test_a_whole_province_at_once_is_stored_within_bounds(tmp_path: Path) -> None:
    home = found_home(tmp_path / "home")
    desks = machines(home)
    with home.serving() as server:
        with ThreadPoolExecutor(DESKS) as all_at_once:
            while desks:  # whoever was told to come back comes with the others again
                done = list(all_at_once.map(partial(answered, server), desks))
                assert any(done)
                desks = [desk for desk, through in zip(desks, done, strict=True) if not through]
        assert most_memory(server) < MOST_MEGABYTES
    assert len(home.export()) == DESKS * DOSSIERS


class Clock:
    """Moved by hand."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


async def brought(turns: Turns, clock: Clock, seconds: float) -> None:
    async with turns.taken():
        clock.at += seconds


def waiting(many: int, seconds: float, then: Callable[[Turns], None]) -> None:
    """So many wait behind those who have a place; each takes so long, as the last ones did."""

    async def run() -> None:
        clock = Clock()
        turns = Turns(clock, lambda least, _most: least)
        for _ in range(60):
            await brought(turns, clock, seconds)
        full, ended = asyncio.Event(), asyncio.Event()

        async def hold() -> None:
            async with turns.taken():
                full.set()
                await ended.wait()

        held = [asyncio.create_task(hold()) for _ in range(INGESTS + many)]
        await full.wait()
        then(turns)
        ended.set()
        await asyncio.gather(*held)
        assert turns.wait == 0

    asyncio.run(run())


def test_who_would_be_let_wait_too_long_is_told_when_to_come_back() -> None:
    def look(turns: Turns) -> None:
        assert turns.is_long
        assert turns.wait == pytest.approx(50 * 2 / INGESTS, rel=0.01)
        assert turns.come_back() == 25

    waiting(50, 2.0, look)


def test_a_queue_that_moves_quickly_turns_nobody_away() -> None:
    waiting(160, 0.2, lambda turns: pytest.fail("turned away") if turns.is_long else None)


@given(st.floats(0, 1000), st.integers(0, 500))
def test_nobody_comes_back_sooner_than_those_who_wait_are_through(
    measured: float, many: int
) -> None:
    turns = Turns(measured=measured)
    turns._waiting = many
    assert turns.come_back() >= round(max(10.0, turns.wait)) - 1
    assert turns.is_long == (turns.wait > LONGEST_WAIT)


def test_they_do_not_come_back_together() -> None:
    turns = Turns()
    assert len({turns.come_back() for _ in range(200)}) > 10
