"""A machine that learns that it is a copy: what it lacked comes in, and it counts by itself."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.bootstrap.opening import OpenDesk, open_desk
from app.domain.catalogue import Catalogue
from app.domain.events import Installed, Received
from app.services import reception, steps
from app.storage import installations
from app.storage.chain_store import copied_until
from app.storage.connection import transaction
from app.storage.own_chain import verify_chain
from app.storage.projections import digest
from app.storage.rebuilding import rebuild
from app.wire.event import decode
from tests.printing.desks import LINE, PIN, found

if TYPE_CHECKING:
    from collections.abc import Callable

Copies = tuple[OpenDesk, OpenDesk]


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    """Two machines of one disk that holds one dossier."""
    first = found(tmp_path / "desk")
    one = open_desk(str(first), None, PIN)
    reception.receive(one.desk, LINE)
    one.close()
    shutil.copytree(first, tmp_path / "copy")
    return open_desk(str(first), None, PIN), open_desk(str(tmp_path / "copy"), None, PIN)


def ahead_of(desk: OpenDesk, depth: int) -> list[bytes]:
    return desk.chain().bodies_after(depth, 1000, 1 << 20)


def depth_of(desk: OpenDesk) -> int:
    return desk.chain().head()[0]


def opening(desk: OpenDesk) -> Installed:
    """The newest installation."""
    facts = [decode(body).fact for body in ahead_of(desk, 0)]
    return [fact for fact in facts if isinstance(fact, Installed)][-1]


def sound(desk: OpenDesk) -> bool:
    """Chain and projections as they must be."""
    before = digest(desk.connection.execute)
    with transaction(desk.connection):
        rebuild(desk.connection)
    return (
        digest(desk.connection.execute) == before and verify_chain(desk.connection.execute) == "ok"
    )


def test_a_fork_counts_from_one_under_its_own_letter(copies: Copies) -> None:
    one, other = copies
    number = reception.receive(one.desk, LINE).code
    other.chain().reinstall(depth_of(other), "b")
    fact = opening(other)
    assert (fact.cause, fact.letter, fact.desk) == ("cloned", "b", 1)
    assert fact.parent == other.chain().identity_at(other.chain().head()[0] - 1).hex()
    code = reception.receive(other.desk, LINE).code
    assert code == number.replace("-1-", "-1b-").replace("-0002", "-0001")
    assert sound(other)


def test_a_reception_that_was_being_read_meanwhile_has_a_number_of_the_new_installation(
    copies: Copies, tmp_path: Path
) -> None:
    _, other = copies
    exchange = open_desk(str(tmp_path / "copy"), None, PIN)  # another process on the same file

    class Told:
        """The catalogue is asked for between reading a line and storing it."""

        def covering(self, on: date) -> Catalogue:
            exchange.chain().reinstall(depth_of(exchange), "b")
            return other.catalogues.covering(on)

        def labelled(self, label: str) -> Catalogue:
            return other.catalogues.labelled(label)

    receipt = reception.receive(replace(other.desk, catalogues=Told()), LINE)
    assert "-1b-" in receipt.code


def test_what_others_wrote_comes_in_with_its_dossiers_and_steps(copies: Copies) -> None:
    one, other = copies
    depth = other.chain().head()[0]
    receipt = reception.receive(one.desk, LINE)
    steps.step(one.desk, {"code": receipt.code, "action": "note", "reason": "đã gọi"})
    other.chain().take_ahead(depth, ahead_of(one, depth), "b", last=True)
    (mine,) = other.journal.with_code(receipt.code)
    assert [line.action for line in mine.dossier.history][-1] == "note"
    assert opening(other).cause == "restored"
    assert sound(other)


def test_whoever_writes_between_two_portions_opens_the_installation_first(copies: Copies) -> None:
    one, other = copies
    depth = other.chain().head()[0]
    for _ in range(2):
        reception.receive(one.desk, LINE)
    lacking = ahead_of(one, depth)
    other.chain().take_ahead(depth, lacking[:1], "b", last=False)
    code = reception.receive(other.desk, LINE).code
    assert "-1b-" in code
    assert code.endswith("-0001")
    kinds = [type(decode(body).fact) for body in ahead_of(other, depth + 1)]
    assert kinds.index(Installed) < kinds.index(Received)
    assert sound(other)


def test_what_another_process_wrote_meanwhile_is_never_built_upon(copies: Copies) -> None:
    one, other = copies
    depth = depth_of(other)
    reception.receive(one.desk, LINE)
    reception.receive(other.desk, LINE)  # since the question
    head = other.chain().head()
    assert not other.chain().take_ahead(depth, ahead_of(one, depth), "b", last=True)
    assert other.chain().head() == head
    assert sound(other)


def test_what_came_from_the_province_need_not_be_sent_to_it(copies: Copies) -> None:
    one, other = copies
    depth = depth_of(other)
    reception.receive(one.desk, LINE)
    lacking = ahead_of(one, depth)
    other.chain().take_ahead(depth, lacking, "b", last=True)
    assert other.chain().stored_depth() == depth + len(lacking) == depth_of(other) - 1


def test_a_newer_programs_event_comes_in_and_waits(copies: Copies) -> None:
    _, other = copies
    newer = '[61,1,1763870000000,0,null,"nhi",null,"mới"]'.encode()
    other.chain().take_ahead(depth_of(other), [newer], "b", last=True)
    assert ahead_of(other, 0)[-2] == newer
    assert sound(other)
    reception.receive(other.desk, LINE)


def test_a_fork_that_is_told_again_under_another_letter_opens_nothing_more(copies: Copies) -> None:
    _, other = copies
    depth = depth_of(other)
    for letter in ("b", "c", "b"):
        other.chain().reinstall(depth, letter)
    assert opening(other).letter == "b"
    assert depth_of(other) == depth + 1
    reception.receive(other.desk, LINE)
    other.chain().reinstall(depth_of(other), "c")  # found above it, later
    assert opening(other).letter == "c"


def test_nothing_is_owed_twice(copies: Copies) -> None:
    _, other = copies
    other.chain().reinstall(depth_of(other), "b")
    with other.journal.transaction():
        pass
    assert sum(body.startswith(b"[1,") for body in ahead_of(other, 0)) == 2


def test_a_power_cut_in_the_middle_leaves_it_as_it_was(
    copies: Copies, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = copies
    depth = other.chain().head()[0]
    reception.receive(one.desk, LINE)
    before = other.chain().head()

    def cut(*_given: object) -> bool:
        raise sqlite3.OperationalError("cut")

    real: Callable[..., bool] = installations.settle
    monkeypatch.setattr(installations, "settle", cut)
    with pytest.raises(sqlite3.OperationalError):
        other.chain().take_ahead(depth, ahead_of(one, depth), "b", last=True)
    monkeypatch.setattr(installations, "settle", real)
    assert other.chain().head() == before
    assert sound(other)


def test_up_to_when_the_provinces_copy_reaches_is_found_on_the_own_line(
    copies: Copies,
) -> None:
    desk, _ = copies
    assert copied_until(desk.connection) is None
    depth = depth_of(desk)
    desk.chain().mark_copied(depth)
    assert copied_until(desk.connection) == desk.journal.last_recorded_at()
    desk.chain().reinstall(depth, "b")
    assert copied_until(desk.connection) is not None
