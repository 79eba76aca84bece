"""Duties and notes in the journal: kept, read once, the same after a rebuild."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.bootstrap.opening import OpenDesk
from app.devices.clock import training_clock
from app.domain.duty import AWAY, ON, NoteLeft, NoteTaken, on_day
from app.domain.errors import ClerkError
from app.services import people
from app.services.desk import Desk
from app.services.duty import leave_note, set_duty, take_note
from app.storage import duty, peers, projections, rebuilding
from app.storage.connection import transaction
from app.storage.journal import Session
from app.wire import chain
from tests.storage.conftest import FRIDAY

TODAY = FRIDAY.date()


@pytest.fixture
def nhi(opened: OpenDesk) -> Desk:
    """A clerk beside the director; whoever acts next is she."""
    people.add(opened.desk, people.check_user("nhi", "Lò Thị Nhi", "reception", None))
    return sits_down(opened, "nhi")


def sits_down(opened: OpenDesk, user: str) -> Desk:
    opened.journal.session = Session(user)
    return replace(opened.desk, user=user)


def states(opened: OpenDesk, days: int = 0) -> dict[str, str]:
    day = TODAY + timedelta(days)
    found = on_day(duty.since(opened.connection.execute, day), day)
    return {user: one.state for user, one in found.items()}


def waiting(opened: OpenDesk, user: str) -> list[str]:
    return [note.words for note in duty.waiting(opened.connection.execute, user)]


def test_a_leader_plans_a_week_and_a_clerk_says_it_of_herself_alone(
    opened: OpenDesk, nhi: Desk
) -> None:
    sits_down(opened, "giamdoc")
    assert set_duty(opened.desk, {"user": "nhi", "first": "23/11", "last": "27/11"}) == "nhi"
    set_duty(opened.desk, {"state": "call"})
    assert (states(opened), states(opened, 5)) == ({"giamdoc": "call"}, {"nhi": ON})
    sits_down(opened, "nhi")
    set_duty(nhi, {"first": "24/11", "state": "away", "words": "con ốm"})
    assert [states(opened, day).get("nhi") for day in (3, 4, 5)] == [ON, AWAY, ON]
    with pytest.raises(ClerkError, match="Chỉ lãnh đạo") as refused:
        set_duty(nhi, {"user": "giamdoc", "state": "away"})
    assert refused.value.field == "user"


def test_a_note_is_read_once_by_whoever_comes_next_and_never_by_who_left_it(
    opened: OpenDesk, nhi: Desk
) -> None:
    leave_note(nhi, {"words": "Bà Mẩy (0012) quay lại chiều nay"}, {"late": "1"})
    assert (waiting(opened, "nhi"), len(waiting(opened, "giamdoc"))) == ([], 1)
    (note,) = duty.newest(opened.connection.execute)
    assert (note.actor, note.known, note.at) == ("nhi", (("late", "1"),), FRIDAY)
    sits_down(opened, "giamdoc")
    assert take_note(opened.desk, note.identity[:12]) == note.identity
    assert waiting(opened, "giamdoc") == []
    (note,) = duty.newest(opened.connection.execute)
    assert note.taken == ((FRIDAY, "giamdoc"),)
    with pytest.raises(ClerkError, match="đã có người nhận"):
        take_note(opened.desk, note.identity)


@pytest.mark.usefixtures("nhi")
def test_a_note_by_name_waits_for_that_person_and_may_be_taken_back(opened: OpenDesk) -> None:
    people.add(sits_down(opened, "giamdoc"), people.check_user("po", "Giàng A Pó", "cashier", None))
    leave_note(opened.desk, {"to": "nhi", "words": "ký xong để ở tủ"}, {})
    assert [waiting(opened, user) for user in ("po", "nhi")] == [[], ["ký xong để ở tủ"]]
    (note,) = duty.newest(opened.connection.execute)
    with pytest.raises(ClerkError, match="đích danh người khác"):
        take_note(sits_down(opened, "po"), note.identity)
    take_note(sits_down(opened, "giamdoc"), note.identity)
    assert waiting(opened, "nhi") == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"state": "asleep"}, "state"),
        ({"user": "nobody"}, "id"),
        ({"first": "30/2"}, "first"),
        ({"first": "23/11", "last": "22/11/2026"}, "last"),
        ({"first": "2026-11-01", "last": "2026-11-02"}, "last"),
        ({"last": "2028-11-23"}, "last"),
        ({"words": "nghỉ, CCCD 011090000007"}, "words"),
        ({"shift": "sáng"}, "shift"),
    ],
)
def test_what_is_no_duty_is_refused_at_its_field_and_nothing_is_stored(
    opened: OpenDesk, values: dict[str, str], field: str
) -> None:
    before = opened.connection.execute("SELECT count(*) FROM event").fetchone()
    with pytest.raises(ClerkError) as refused:
        set_duty(opened.desk, values)
    assert refused.value.field == field
    assert opened.connection.execute("SELECT count(*) FROM event").fetchone() == before


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "x" * 601}, "words"),
        ({"words": "gọi 011 090 000 007"}, "words"),
        ({"words": "ok", "to": "nobody"}, "id"),
    ],
)
def test_what_is_no_note_is_refused_at_its_field(
    opened: OpenDesk, values: dict[str, str], field: str
) -> None:
    with pytest.raises(ClerkError) as refused:
        leave_note(opened.desk, values, {})
    assert refused.value.field == field
    assert duty.newest(opened.connection.execute) == []


def test_a_volunteer_leaves_no_note_and_an_unknown_note_is_named(opened: OpenDesk) -> None:
    people.add(opened.desk, people.check_user("tinh", "Vừ A Tình", "volunteer", None))
    with pytest.raises(ClerkError, match="chỉ được soạn nháp"):
        leave_note(sits_down(opened, "tinh"), {"words": "chào"}, {})
    with pytest.raises(ClerkError, match="Không có lời bàn giao “abc123”"):
        take_note(sits_down(opened, "giamdoc"), "abc123")


def test_a_rebuild_says_the_same_and_strange_facts_stop_nothing(
    opened: OpenDesk, nhi: Desk
) -> None:
    leave_note(nhi, {"words": "một"}, {})
    set_duty(nhi, {"state": "away"})
    with opened.journal.transaction() as writes:
        writes.append(NoteLeft("nhi", "hai"), at=FRIDAY)
        writes.append(NoteTaken("ab" * 32), at=FRIDAY)
    execute = opened.connection.execute
    before = (projections.digest(execute), states(opened), duty.newest(execute))
    with opened.journal.transaction():
        rebuilding.rebuild(opened.connection)
    assert (projections.digest(execute), states(opened), duty.newest(execute)) == before
    assert len(before[2]) == 2


def test_the_last_deed_of_today_is_told_by_person(opened: OpenDesk, nhi: Desk) -> None:
    leave_note(nhi, {"words": "một"}, {})
    midnight = FRIDAY.replace(hour=0, minute=0, second=0, microsecond=0)
    assert set(duty.deeds(opened.connection.execute, midnight)) == {"giamdoc", "nhi"}
    assert duty.deeds(opened.connection.execute, midnight + timedelta(days=1)) == {}


@pytest.mark.parametrize(
    "body",
    [
        b"[1]",
        b"x",
        b'[73,1,"x",0,null,"nhi",null,null,"far"]',
        b'[73,1,4611686018427387904,0,null,"nhi",null,null,"far"]',
    ],
    ids=["short", "no list", "no time", "no year"],
)
def test_what_another_desk_wrote_and_nobody_can_read_hides_no_deed(
    opened: OpenDesk, body: bytes
) -> None:
    execute, root = opened.connection.execute, bytes(32)
    with transaction(opened.connection):
        place = peers.new_root(execute, "11-0002", root)
        peers.append(execute, "11-0002", place, [body], chain.run(root, [body]))
    midnight = FRIDAY.replace(hour=0, minute=0, second=0, microsecond=0)
    assert set(duty.deeds(execute, midnight)) == {"giamdoc"}


def test_no_text_names_no_note(opened: OpenDesk) -> None:
    leave_note(opened.desk, {"words": "một"}, {})
    with pytest.raises(ClerkError, match="Không có lời bàn giao"):
        take_note(opened.desk, "")


def test_the_newest_notes_are_shown_of_many(opened: OpenDesk) -> None:
    for minute in range(5):
        with opened.journal.transaction() as writes:
            writes.append(NoteLeft(None, str(minute)), at=FRIDAY - timedelta(minutes=5 - minute))
    found = duty.newest(opened.connection.execute, 3)
    assert [note.words for note in found] == ["4", "3", "2"]


def test_the_last_word_rules_also_where_the_clock_was_put_back_between(
    opened: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_duty(opened.desk, {"state": "call"})
    monkeypatch.setenv("MOTCUA_NOW", (FRIDAY - timedelta(hours=1)).isoformat())
    corrected = replace(opened.desk, clock=training_clock())
    assert corrected.clock.now() < opened.desk.clock.now()
    set_duty(corrected, {"state": "away"})
    assert states(opened) == {"giamdoc": AWAY}
