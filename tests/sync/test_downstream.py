"""The province's journal at the desk: paged, doubled, set back, changed; the product's own ends."""

import hashlib
from dataclasses import dataclass, replace
from random import Random

import pytest

from app.domain import downstream as down
from app.domain.events import Event, Fact
from app.storage import projections, rebuilding
from app.storage.catalogues import HeldCatalogues
from app.storage.connection import transaction
from app.sync.engine import Engine
from app.sync.transport import LineError
from app.wire.answer import Answer
from app.wire.envelope import Envelope
from app.wire.event import encode
from tests.simulation.line import SimLine
from tests.simulation.machine import OFFICE, Machine
from tests.simulation.world import World, found_world
from tests.sync.fakes import MemoryChain, MemoryLine, MemoryProvince
from tests.sync.test_exchange import exchange

DICE = Random(1)


@pytest.fixture
def world() -> World:
    """One desk, enrolled, and a line that never fails."""
    return found_world(0.0, 1)


def office(world: World) -> Machine:
    (machine,) = world.machines
    return machine


def announce(world: World, count: int, mark: str = "") -> None:
    for number in range(count):
        world.province.announce(f"Trung tâm {mark}{number}")


def meet(world: World) -> SimLine:
    """A whole exchange; the line that it went over."""
    line = world.line(DICE)
    outcome = office(world).exchange(line)
    assert outcome.state == "complete", outcome
    return line


def held(world: World) -> list[bytes]:
    rows = office(world).disk.execute("SELECT body FROM downstream ORDER BY id").fetchall()
    return [bytes(row[0]) for row in rows]


def said(world: World) -> list[bytes]:
    return world.province.ledger().down.after(OFFICE.commune, 0, 1 << 30)


def check_whole(world: World) -> None:
    """Both have the same journal, and what is folded of it is what a rebuild makes."""
    assert held(world) == said(world)
    execute = office(world).disk.execute
    before = projections.digest(execute)
    rebuilding.rebuild(office(world).disk)
    assert projections.digest(execute) == before


@pytest.mark.parametrize("after", [0, 1, 5, 700])
@pytest.mark.parametrize("lost", [1, 40, 450, 1000])
def test_a_province_that_was_set_back_is_followed_from_the_last_common_event(
    world: World, lost: int, after: int
) -> None:
    announce(world, 1000 - lost)
    backup = world.province.image()
    announce(world, lost, "mất ")
    meet(world)
    world.province.put_in(backup)
    announce(world, after, "mới ")
    gone = taken_away(world)
    line = meet(world)
    assert gone == list(range(1001 - lost, 1001))
    check_whole(world)
    pages = -(-after // 200)
    assert line.requests <= pages + 5
    assert meet(world).requests == 1


def taken_away(world: World) -> list[int]:
    """Positions that go out of the desk's copy from now on."""
    disk, gone = office(world).disk, list[int]()
    disk.create_function("gone", 1, gone.append)
    disk.execute(
        "CREATE TEMP TRIGGER gone AFTER DELETE ON downstream BEGIN SELECT gone(old.id); END"
    )
    return gone


@pytest.mark.parametrize("requests", range(1, 9))
def test_a_line_that_is_cut_while_the_desk_is_set_back_leaves_what_both_have(
    world: World, requests: int
) -> None:
    announce(world, 900)
    backup = world.province.image()
    announce(world, 300, "mất ")
    meet(world)
    world.province.put_in(backup)
    announce(world, 500, "mới ")
    common = said(world)[:900]

    @dataclass(slots=True)
    class Cut(SimLine):
        def post(self, envelope: bytes) -> bytes:
            if self.requests >= requests:
                raise LineError("cut")
            return SimLine.post(self, envelope)

    weather = world.line(DICE).weather
    office(world).exchange(Cut(world.province, weather, world.limbo))
    assert held(world)[:900] == common
    meet(world)
    check_whole(world)


def test_who_was_set_back_is_told_at_both_ends(world: World) -> None:
    announce(world, 3)
    backup = world.province.image()
    announce(world, 2)
    meet(world)
    world.province.put_in(backup)
    outcome = office(world).exchange(world.line(DICE))
    assert "đã quay về một bản cũ hơn" in outcome.message
    ledger = world.province.ledger()
    assert ledger.settings.get(f"set_back/{office(world).peer.device}") is not None
    assert "đã quay về" not in office(world).exchange(world.line(DICE)).message


def test_events_that_the_province_lost_are_sent_again_and_that_is_told(world: World) -> None:
    backup = world.province.image()
    for _ in range(5):
        world.write(office(world), DICE)
    meet(world)
    world.province.put_in(backup)
    outcome = office(world).exchange(world.line(DICE))
    assert (outcome.state, "đã quay về một bản cũ hơn" in outcome.message) == ("complete", True)
    assert world.province.stored() == office(world).hashes()


def test_an_answer_that_comes_late_takes_nothing_away(world: World) -> None:
    """Another process of the desk was quicker: a page that ends earlier denies nothing."""
    announce(world, 20)
    meet(world)
    everything = held(world)
    assert office(world).chain().take_down(10, everything[10:15]) == 0
    assert office(world).chain().take_down(3, []) == 0
    assert held(world) == everything


def test_what_differs_at_the_same_place_goes_with_all_behind_it(world: World) -> None:
    announce(world, 6)
    meet(world)
    everything = held(world)
    other = b'[97,1,1700000000000,0,null,"p",null]'
    assert office(world).chain().take_down(2, [everything[2], other]) == 1
    assert held(world) == [*everything[:3], other]


def test_a_province_that_answers_no_question_is_followed_too() -> None:
    """An older one begins at the start where it denies the newest that is held."""

    class Older(MemoryProvince):
        def _make(
            self, envelope: Envelope, result: str, stored: bytes | None, message: str | None = None
        ) -> Answer:
            answer = MemoryProvince._make(self, envelope, result, stored, message)
            if envelope.header.cursor <= 6:
                return answer
            page = tuple(self.down[: self.page])
            return replace(answer, down_from=0, down=page)

    desk, province = MemoryChain(), Older(page=2)
    desk.write(3)
    shared = [b'[%d,"x"]' % number for number in range(6)]
    desk.down = [*shared, b"old", b"old too"]
    province.down = [*shared, b"new", b"newer"]
    outcome = exchange(desk, MemoryLine(province))
    assert (outcome.state, desk.down) == ("complete", province.down)


def test_one_event_of_the_province_that_cannot_be_folded_keeps_no_other_away(
    world: World,
) -> None:
    fault = down.VerdictGiven("không phải mã băm", "x", "câu")
    for fact in (down.UserSet("a", "Một", ("one_stop",)), fault, down.UserSet("b", "Hai", ())):
        world.province.announce_raw(body(world, fact))
    meet(world)
    users = office(world).disk.execute("SELECT id FROM user WHERE origin=1 ORDER BY id").fetchall()
    assert [row[0] for row in users] == ["a", "b"]
    check_whole(world)


def body(world: World, fact: Fact) -> bytes:
    now = world.clock.at.replace(microsecond=0)
    return encode(Event(now, now, "province:11", None, None, fact))


def test_effects_of_what_was_taken_back_are_gone_and_all_others_stay(world: World) -> None:
    machine = office(world)
    world.write(machine, DICE)
    block = down.BlockGranted("H18.40", 7, "2026-11-01", "2026-12-31", machine.peer.device)
    world.province.announce_raw(body(world, block))
    world.province.announce_raw(body(world, down.UserSet("a", "Một", ())))
    backup = world.province.image()
    world.province.announce_raw(body(world, down.UserSet("a", "Một", (), ended=1)))
    other = down.BlockGranted("H18.40", 8, "2026-11-01", "2026-12-31", machine.peer.device)
    world.province.announce_raw(body(world, other))
    world.province.announce_raw(body(world, down.DeviceRevoked(machine.peer.device, "mất")))
    meet(world)
    assert blocks(machine) == [7, 8]
    world.province.put_in(backup)
    meet(world)
    assert blocks(machine) == [7]
    assert machine.disk.execute("SELECT ended FROM user WHERE id='a'").fetchone()[0] == 0
    revoked = machine.disk.execute("SELECT 1 FROM standing WHERE name='revoked'").fetchone()
    assert revoked is None
    assert machine.disk.execute("SELECT count(*) FROM dossier").fetchone()[0] == 1
    check_whole(world)


def blocks(machine: Machine) -> list[int]:
    return [row[0] for row in machine.disk.execute("SELECT block FROM block ORDER BY 1").fetchall()]


def test_a_catalogue_taken_back_while_it_was_fetched_is_not_kept(world: World) -> None:
    published = down.CataloguePublished("11.1", "ab" * 32, 5)
    backup = world.province.image()
    world.province.announce_raw(body(world, published))
    chain = office(world).chain()
    chain.take_down(0, said(world))
    assert chain.wanted_blobs() == ["ab" * 32]
    chain.keep_part("ab" * 32, b"begin")
    world.province.put_in(backup)
    chain.set_down_back(0)
    chain.keep_blob("ab" * 32, b"{}")
    assert chain.wanted_blobs() == []
    assert chain.part("ab" * 32) == b""
    count = office(world).disk.execute("SELECT count(*) FROM catalogue_version").fetchone()
    assert count[0] == 0


def test_a_catalogue_rules_as_long_as_the_province_names_it(world: World) -> None:
    texts = {f"11.{n}": f"danh mục {n}".encode() for n in (1, 2)}
    digests = {label: hashlib.sha256(text).hexdigest() for label, text in texts.items()}
    for label in texts:
        fact = down.CataloguePublished(label, digests[label], 5)
        world.province.announce_raw(body(world, fact))
    chain, catalogues = office(world).chain(), HeldCatalogues(office(world).disk)
    everything = said(world)
    chain.take_down(0, everything)
    for label, text in texts.items():
        chain.keep_blob(digests[label], text)
    assert catalogues.newest_label() == "11.2"
    chain.set_down_back(1)
    assert catalogues.newest_label() == "11.1"
    assert chain.wanted_blobs() == []
    chain.take_down(1, everything[1:])
    assert catalogues.newest_label() == "11.2"
    with transaction(office(world).disk):
        rebuilding.rebuild(office(world).disk)
    assert catalogues.newest_label() == "11.2"


def by_stick(world: World) -> list[bytes]:
    """Envelopes to the province on a stick, its answers back and read."""
    machine = office(world)
    now_ms = int(world.clock.at.timestamp() * 1000)
    world.clock.pass_by(3600)
    envelopes = [raw for raw, _, _ in Engine(machine.chain(), machine.peer, "0").carry(now_ms)]
    answers = [world.province.take(raw) for raw in envelopes]
    for answer in answers:
        Engine(machine.chain(), machine.peer, "0").take_carried(answer, now_ms)
    return answers


@pytest.mark.parametrize("after", [0, 700])
def test_by_stick_a_province_that_was_set_back_is_followed_too(world: World, after: int) -> None:
    announce(world, 300)
    backup = world.province.image()
    announce(world, 250, "mất ")
    for _ in range(3):
        by_stick(world)
    check_whole(world)
    world.province.put_in(backup)
    announce(world, after, "mới ")
    gone = taken_away(world)
    for _ in range(1 + after // 200 + 1):
        by_stick(world)
    assert gone == list(range(301, 551))
    check_whole(world)


def test_an_old_answer_on_a_stick_takes_nothing_back(world: World) -> None:
    announce(world, 3)
    backup = world.province.image()
    announce(world, 2, "mất ")
    (old,) = by_stick(world)
    world.province.put_in(backup)
    announce(world, 4, "mới ")
    by_stick(world)
    check_whole(world)
    before = held(world)
    machine = office(world)
    Engine(machine.chain(), machine.peer, "0").take_carried(old, 0)
    assert held(world) == before


def test_what_a_stick_brings_needs_no_catalogue_to_be_read(world: World) -> None:
    text = b"danh muc " * 40
    digest = hashlib.sha256(text).hexdigest()
    fact = down.CataloguePublished("11.1", digest, len(text))
    world.province.announce_raw(body(world, fact))
    office(world).chain().take_down(0, said(world))
    office(world).chain().keep_blob(digest, text)
    for _ in range(40):
        world.write(office(world), DICE)
    by_stick(world)
    assert world.province.stored() == office(world).hashes()


def test_what_the_province_says_to_the_office_is_said_once_when_it_comes(world: World) -> None:
    notice = down.NoticeGiven("Quầy 1 đang có hai máy dùng chung một sổ.")
    world.province.announce_raw(body(world, notice))
    outcome = office(world).exchange(world.line(DICE))
    assert outcome.notices == (notice.text,)
    assert outcome.message.endswith(f"Tỉnh nhắn: {notice.text}")
    again = office(world).exchange(world.line(DICE))
    assert (again.notices, "Tỉnh nhắn" in again.message) == ((), False)


def test_a_verdict_on_what_is_no_dossiers_is_said(world: World) -> None:
    machine = office(world)
    machine.write_raw(b"[20]")
    meet(world)
    world.province.judge()
    outcome = machine.exchange(world.line(DICE))
    assert len(outcome.notices) == 1
    assert "không đọc được" in outcome.notices[0]
