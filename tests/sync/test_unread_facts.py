"""What the province says and this program cannot read: kept, told once, used after an upgrade."""

from pathlib import Path
from random import Random

import pytest

from app.bootstrap.exchange_desk import _notices as notices_of_page
from app.bootstrap.opening import READABLE, open_desk
from app.domain import downstream as down
from app.domain.events import KINDS, Event, Fact
from app.services.exchange import Outcome
from app.storage import downstream, projections, rebuilding
from app.storage.connection import transaction
from app.storage.secrets import put_mark
from app.wire import chain
from app.wire.event import encode
from province.down import send_down
from tests.printing.desks import PIN, found
from tests.simulation.machine import OFFICE, Machine
from tests.simulation.world import World, found_world

DICE = Random(1)
NEWER = b'[97,1,1700000000000,0,null,"x",null,"m\xe1\xbb\x9bi"]'
VERDICT, SENTENCE = "unreadable", "Hãy ghi lại."


@pytest.fixture
def world() -> World:
    """One desk with a dossier that the province has."""
    made = found_world(0.0, 1)
    (machine,) = made.machines
    while not machine.disk.execute("SELECT 1 FROM dossier").fetchone():
        made.write(machine, DICE)
    meet(made)
    return made


def office(world: World) -> Machine:
    (machine,) = world.machines
    return machine


def meet(world: World) -> Outcome:
    (machine,) = world.machines
    outcome = machine.exchange(world.line(DICE))
    assert outcome.state == "complete", outcome
    return outcome


def say(world: World, *facts: Fact) -> None:
    ledger = world.province.ledger()
    with ledger.transaction():
        for fact in facts:
            send_down(ledger, OFFICE.commune, fact, world.clock.at)


def kinds(world: World) -> list[str]:
    rows = office(world).disk.execute("SELECT kind FROM downstream ORDER BY id DESC LIMIT 3")
    return [kind for (kind,) in rows][::-1]


def name_of_office(world: World) -> str:
    return office(world).journal().standing().office.name


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (NEWER, "?97"),
        (b'[86,9,1700000000000,0,null,"x",null,1]', "?86"),
        (b'[86,1,1700000000000,0,null,"x",null,3.5]', "?86"),
        (b"[" * 500, "?-1"),
        (b"", "?-1"),
    ],
    ids=["newer kind", "newer version", "broken", "nested", "nothing"],
)
def test_it_is_kept_under_its_kind_told_once_and_stops_nothing(
    world: World, raw: bytes, kept: str
) -> None:
    world.province.announce("trước")
    world.province.announce_raw(raw)
    world.province.announce("sau")
    outcome = meet(world)
    assert kinds(world) == ["81", kept, "81"]
    assert name_of_office(world) == "sau"
    assert outcome.notices == (downstream.UNREAD_WORDS,)
    assert downstream.count_unread(office(world).disk) == 1
    world.province.announce_raw(NEWER)
    assert meet(world).notices == ()
    assert office(world).chain().cursor().position == world.province.ledger().down.last("03158")


def test_an_upgrade_uses_what_it_knows_by_now(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, opening = "ab" * 32, "SELECT hash FROM event WHERE dossier=id LIMIT 1"
    (event,) = office(world).disk.execute(opening).fetchone()
    with monkeypatch.context() as older:
        for fact in (down.VerdictGiven, down.CataloguePublished):
            older.delitem(KINDS, (fact.number, fact.version))
        say(
            world,
            down.VerdictGiven(bytes(event).hex(), VERDICT, SENTENCE),
            down.CataloguePublished("11.mới", digest, 10),
            down.NoticeGiven("chào"),
        )
        assert meet(world).notices == ("chào", downstream.UNREAD_WORDS)
        assert kinds(world) == ["?84", "?80", "86"]
    disk = office(world).disk
    assert office(world).chain().wanted_blobs() == []
    with transaction(disk):
        assert downstream.learn(disk) == 2
    assert kinds(world) == ["84", "80", "86"]
    assert disk.execute("SELECT code, sentence FROM verdict").fetchall() == [(VERDICT, SENTENCE)]
    assert office(world).chain().wanted_blobs() == [digest]
    before = projections.digest(disk.execute)
    rebuilding.rebuild(disk)
    assert projections.digest(disk.execute) == before
    with transaction(disk):
        assert downstream.learn(disk) == 0


def test_it_is_looked_at_again_at_the_first_start_of_another_program(
    tmp_path: Path,
) -> None:
    profile = str(found(tmp_path / "desk"))
    opened = open_desk(profile, None, PIN)
    commune = opened.journal.standing().office.commune
    fact = down.OfficeChanged(commune, "Tên mới", "UBND", "Bản", "giờ")
    now = opened.desk.clock.now()
    body = encode(Event(now, now, "tinh", None, None, fact))
    (root,) = [chain.down_root(commune)]
    with transaction(opened.connection):
        opened.connection.execute(
            "INSERT INTO downstream(id, kind, body, hash) VALUES(1,'unknown',?,?)",
            (body, chain.link(root, body)),
        )
    opened.close()
    opened = open_desk(profile, None, PIN)
    assert opened.journal.standing().office.name != "Tên mới"  # as before
    assert downstream.count_unread(opened.connection) == 1
    assert notices_of_page(opened, now) == ()  # a desk that stands alone
    with transaction(opened.connection):
        put_mark(opened.connection, READABLE, "0.0.9")
    opened.close()
    opened = open_desk(profile, None, PIN)
    assert opened.journal.standing().office.name == "Tên mới"
    assert downstream.count_unread(opened.connection) == 0
    opened.close()
