"""Storing: once, in order, nothing lost, nothing of others."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain import events as e
from app.domain.errors import Trouble
from app.domain.events import Noted
from app.domain.times import iso
from app.wire import chain
from app.wire.envelope import open_envelope
from app.wire.signing import new_key
from province.ingest import UnknownDevice, Unreadable, ingest
from province.ledger import Ledger
from province.oversight import device_rows
from province.sqlite import create, open_file
from tests.province.desks import NOW, Desk, Keys, Post, make_desk


def stored(ledger: Ledger) -> list[bytes]:
    return [event.hash for event in ledger.journal.after(0, 10_000)]


def test_a_chain_is_stored_from_its_root_and_counted(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    answer = desk.send(post)
    assert (answer.result, answer.count, answer.stored) == ("stored", 2, desk.hashes[-1])
    assert answer.incarnation == "abc"
    assert stored(ledger) == desk.hashes


def test_sending_again_changes_nothing_and_gets_the_same_answer(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    first = desk.send(post)
    assert desk.send(post) == first
    assert stored(ledger) == desk.hashes


def test_an_overlapping_resend_adds_only_what_is_new(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    desk.send(post)
    desk.add(Noted("x"), 1)
    assert desk.send(post, 1).count == 3
    assert stored(ledger) == desk.hashes


def test_batches_in_the_wrong_order_leave_no_hole(ledger: Ledger, post: Post, desk: Desk) -> None:
    for number in range(4):
        desk.receive(number)
    early = desk.send(post, 3)
    assert (early.result, early.stored, early.count) == ("unknown_parent", None, 0)
    assert stored(ledger) == []
    desk.send(post, 0, 3)
    assert desk.send(post, 3).count == 5


def test_an_unknown_parent_names_the_newest_stored_of_those_asked(post: Post, desk: Desk) -> None:
    for number in range(6):
        desk.receive(number)
    desk.send(post, 0, 3)
    hashes = desk.hashes
    answer = desk.send(post, 6, asks=(hashes[5], hashes[4], hashes[2], hashes[0]))
    assert (answer.result, answer.stored, answer.count) == ("unknown_parent", hashes[2], 3)


def test_an_answer_to_an_unknown_parent_does_not_rewind_what_came_down(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    ledger.down.append("03158", b"[1]")
    desk.receive()
    desk.cursor = (1, chain.run(chain.down_root("03158"), [b"[1]"])[0])
    answer = desk.send(post, 1)
    assert (answer.result, answer.down_from, answer.down_last) == ("unknown_parent", 1, 1)


def test_an_empty_envelope_learns_how_much_is_stored(post: Post, desk: Desk) -> None:
    desk.receive()
    desk.send(post)
    answer = desk.send(post, 2)
    assert (answer.result, answer.stored, answer.count) == ("stored", desk.hashes[-1], 2)


def test_a_chain_made_alone_joins_from_its_root(ledger: Ledger, keys: Keys, post: Post) -> None:
    joined = make_desk(ledger, keys)
    other_public = new_key()[1]
    alone = replace(joined, name=joined.name, bodies=[], public=other_public)
    alone.receive()
    alone.add(
        e.Installed(
            "joined",
            other_public.hex(),
            alone.salt.hex(),
            1,
            "03158",
            1,
            "",
            "own",
            joined.name,
            None,
            alone.hashes[-1].hex(),
        )
    )
    assert alone.send(post).count == 3
    assert stored(ledger) == alone.hashes


def test_a_second_machine_under_one_enrolment_is_refused_and_kept_apart(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.send(post)
    second = replace(desk, bodies=[], salt=b"\x08" * 16)
    answer = second.send(post)
    assert answer.result == "refused"
    assert "máy khác" in (answer.message or "")
    assert stored(ledger) == desk.hashes
    assert ledger.journal.refused(desk.name) == 1


def test_a_revoked_device_is_refused_and_its_envelope_kept(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    ledger.devices.revoke(desk.name, 1, "mất máy")
    assert desk.send(post).result == "refused"
    assert stored(ledger) == []
    assert ledger.journal.refused(desk.name) == 1


def test_what_a_refused_machine_sends_again_and_again_is_kept_once(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    ledger.devices.revoke(desk.name, 1, "mất máy")
    for minutes in range(3):
        desk.at = NOW + timedelta(minutes=minutes)
        assert desk.send(post).result == "refused"
    assert ledger.journal.refused(desk.name) == 1
    desk.receive()
    desk.send(post)
    assert ledger.journal.refused(desk.name) == 2


def test_a_real_chain_does_not_enter_a_training_province(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    real = replace(desk, bodies=[], training=False)
    answer = real.send(post)
    assert answer.result == "refused"
    assert "luyện tập" in (answer.message or "")
    assert stored(ledger) == []


def test_every_flipped_byte_is_refused(ledger: Ledger, post: Post, desk: Desk) -> None:
    raw = desk.envelope()
    for place in range(len(raw)):
        with pytest.raises(Unreadable):
            post(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
    assert stored(ledger) == []


def test_every_cut_is_refused(ledger: Ledger, post: Post, desk: Desk) -> None:
    raw = desk.envelope()
    for length in range(len(raw)):
        with pytest.raises(Unreadable):
            post(raw[:length])
    assert stored(ledger) == []


def test_another_key_and_an_unknown_machine_are_refused(post: Post, desk: Desk) -> None:
    with pytest.raises(Unreadable):
        post(replace(desk, private=new_key()[0]).envelope())
    with pytest.raises(UnknownDevice):
        post(replace(desk, name="11-9999").envelope())


def test_the_same_envelope_delivered_at_once_by_many_is_stored_once(
    tmp_path: Path, ledger: Ledger, keys: Keys, desk: Desk
) -> None:
    for number in range(30):
        desk.receive(number)
    raw, answers = desk.envelope(), []

    def deliver() -> None:
        mine = open_file(tmp_path / "province.sqlite")
        answers.append(ingest(raw, mine, keys.server, lambda: NOW))
        mine.close()

    threads = [threading.Thread(target=deliver) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6
    assert len(set(answers)) == 1
    assert stored(ledger) == desk.hashes


def test_two_machines_that_meet_at_once_bind_one_chain(
    tmp_path: Path, keys: Keys, desk: Desk
) -> None:
    machines = [replace(desk, bodies=[], salt=bytes([n]) * 16) for n in range(5)]
    results: list[str] = []

    def deliver(machine: Desk) -> None:
        mine = open_file(tmp_path / "province.sqlite")
        answer = machine.send(lambda raw: ingest(raw, mine, keys.server, lambda: NOW))
        results.append(answer.result)
        mine.close()

    threads = [threading.Thread(target=deliver, args=(machine,)) for machine in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["refused"] * 4 + ["stored"]


def test_a_fork_is_kept_on_both_sides(ledger: Ledger, post: Post, desk: Desk) -> None:
    desk.receive(1)
    desk.send(post)
    clone = replace(desk, bodies=list(desk.bodies))
    desk.receive(2)
    clone.receive(3)
    assert desk.send(post, 2).count == clone.send(post, 2).count == 3
    assert set(stored(ledger)) == {*desk.hashes, *clone.hashes}


def test_offices_do_not_see_each_others_chains(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    desk.receive()
    desk.send(post)
    stranger = make_desk(ledger, keys, commune="03176")
    copied = replace(stranger, bodies=list(desk.bodies), public=desk.public, salt=desk.salt)
    copied.receive(2)
    assert copied.send(post, 2).result == "unknown_parent"


def test_downstream_goes_on_from_an_agreed_cursor_and_else_from_the_start(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    bodies = [b'["%d"]' % number for number in range(5)]
    for body in bodies:
        ledger.down.append("03158", body)
    first = desk.send(post)
    assert (first.down_from, list(first.down), first.down_last) == (0, bodies, 5)
    desk.cursor = (3, chain.run(chain.down_root("03158"), bodies)[2])
    assert desk.send(post).down == tuple(bodies[3:])
    desk.cursor = (3, b"\0" * 32)
    assert desk.send(post).down_from == 0
    desk.cursor = (9, b"\0" * 32)
    assert desk.send(post).down_from == 0


def test_downstream_comes_in_bounded_pages(ledger: Ledger, post: Post, desk: Desk) -> None:
    bodies = [b'["%d"]' % number for number in range(450)]
    for body in bodies:
        ledger.down.append("03158", body)
    got: list[bytes] = []
    hashes = chain.run(chain.down_root("03158"), bodies)
    while len(got) < 450:
        answer = desk.send(post)
        assert 0 < len(answer.down) <= 200
        got += answer.down
        desk.cursor = (len(got), hashes[len(got) - 1])
    assert got == bodies


def test_what_was_answered_is_in_the_file(tmp_path: Path, post: Post, desk: Desk) -> None:
    desk.send(post)
    again = open_file(tmp_path / "province.sqlite")
    assert stored(again) == desk.hashes
    again.close()


def test_an_envelope_is_kept_as_it_came(ledger: Ledger, post: Post, desk: Desk) -> None:
    desk.receive()
    opened = open_envelope(desk.envelope(), desk.public)
    desk.send(post)
    assert [event.body for event in ledger.journal.after(0, 9)] == list(opened.bodies)


@pytest.mark.usefixtures("ledger")
def test_a_ledger_is_not_made_over_another(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="đã có dữ liệu"):
        create(tmp_path / "province.sqlite", "11")


def test_the_clock_of_what_lay_on_a_stick_says_nothing(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    later = NOW + timedelta(days=20)
    ingest(desk.envelope(), ledger, keys.server, lambda: later, carried=True)
    (row,) = device_rows(ledger)
    assert (row["clock_difference_seconds"], row["last_contact_at"]) == (0, iso(later))
    desk.send(post)
    ingest(desk.envelope(), ledger, keys.server, lambda: later, carried=True)
    (row,) = device_rows(ledger)
    assert row["clock_difference_seconds"] == 20
