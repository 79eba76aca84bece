"""Clones and older copies: everything is stored, and whoever comes second is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import events as e
from app.domain.downstream import NoticeGiven
from app.wire import chain
from app.wire.answer import FORK, OLDER
from app.wire.event import decode
from province import branches
from province.branches import letter_of
from province.ledger import Ledger, StoredEvent
from tests.province.desks import Desk, Post


@pytest.fixture
def copy(desk: Desk, post: Post) -> Desk:
    """A copy of a desk that has sent three events."""
    desk.receive(1)
    desk.receive(2)
    desk.send(post)
    return replace(desk, bodies=list(desk.bodies))


def opened(desk: Desk, letter: str) -> bytes:
    """What a machine that was told so writes."""
    origin = decode(desk.bodies[0]).fact
    assert isinstance(origin, e.Installed)
    return desk.add(replace(origin, cause="cloned", letter=letter, parent=desk.hashes[-1].hex()))


def notices(ledger: Ledger) -> list[str]:
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 99)]
    return [fact.text for fact in facts if isinstance(fact, NoticeGiven)]


def test_a_machine_that_is_alone_on_its_chain_is_told_nothing(desk: Desk, post: Post) -> None:
    for _ in range(3):
        desk.receive()
        answer = desk.send(post)
        assert (answer.standing, answer.letter, answer.ahead) == (None, None, ())


def test_an_older_copy_gets_what_it_lacks_and_a_letter(desk: Desk, copy: Desk, post: Post) -> None:
    desk.receive(3)
    desk.receive(4)
    desk.send(post, 3)
    answer = copy.send(post, 3)
    assert (answer.standing, answer.letter) == (OLDER, "b")
    assert (list(answer.ahead), answer.ahead_last) == (desk.bodies[3:], True)


def test_what_it_lacks_comes_in_portions(
    desk: Desk, copy: Desk, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branches, "MOST_AHEAD", 2)
    for number in range(3, 8):
        desk.receive(number)
    desk.send(post, 3)
    while (answer := copy.send(post, len(copy.bodies))).standing == OLDER:
        copy.bodies += answer.ahead
        if answer.ahead_last:
            break
    assert copy.bodies == desk.bodies
    assert copy.send(post, len(copy.bodies)).standing is None


def test_who_writes_beside_what_came_before_is_a_fork_until_it_opens_an_installation(
    ledger: Ledger, desk: Desk, copy: Desk, post: Post
) -> None:
    desk.receive(3)
    desk.send(post, 3)
    copy.receive(9)
    for _ in range(2):  # the answer may be lost
        answer = copy.send(post, 3)
        assert answer.standing == FORK
    opened(copy, answer.letter or "")
    copy.receive(10)
    assert copy.send(post, 4).standing is None
    assert {*desk.hashes, *copy.hashes} == {one.hash for one in ledger.journal.after(0, 99)}


def test_the_first_machine_learns_of_the_fork_too_for_its_numbers_were_printed_by_another(
    desk: Desk, copy: Desk, post: Post
) -> None:
    desk.receive(3)
    assert desk.send(post, 3).standing is None
    copy.receive(9)
    copy.send(post, 3)
    answer = desk.send(post, 4)
    assert answer.standing == FORK
    opened(desk, answer.letter or "")
    assert desk.send(post, 4).standing is None


def test_two_copies_that_took_in_one_answer_are_told_apart_again(
    ledger: Ledger, desk: Desk, copy: Desk, post: Post
) -> None:
    desk.receive(3)
    desk.send(post, 3)
    answer = copy.send(post, 3)
    third = replace(copy, bodies=list(copy.bodies), at=copy.at + timedelta(seconds=1))
    for one in (copy, third):
        one.bodies += answer.ahead
        opened(one, answer.letter or "")
        one.receive(9)
    assert copy.send(post, 3).standing is None
    told = [one.send(post, 3) for one in (third, copy)]
    assert [one.standing for one in told] == [FORK, FORK]
    assert len({answer.letter, *(one.letter for one in told)}) == 3
    assert len(notices(ledger)) == 1
    for one, said in zip((third, copy), told, strict=True):
        opened(one, said.letter or "")
        assert one.send(post, 3).standing is None


def test_copies_of_a_desk_that_stood_alone_may_take_in_one_enrolment(
    desk: Desk, post: Post
) -> None:
    origin = decode(desk.bodies[0]).fact
    assert isinstance(origin, e.Installed)
    alone = replace(desk, bodies=[])
    alone.bodies.clear()
    alone.add(replace(origin, device=None))
    copies = [replace(alone, bodies=list(alone.bodies)) for _ in range(2)]
    for place, one in enumerate(copies):
        one.add(replace(origin, cause="enrolled", salt=f"{place:032x}"))
        one.receive(1)
    first, second = copies
    assert first.send(post).standing is None
    assert second.send(post).standing == FORK
    assert first.send(post).standing == FORK


def test_a_desk_that_joined_bears_its_name_twice_and_is_alone(desk: Desk, post: Post) -> None:
    origin = decode(desk.bodies[0]).fact
    assert isinstance(origin, e.Installed)
    desk.add(replace(origin, cause="enrolled", salt=f"{1:032x}"))
    assert desk.send(post).standing is None


def test_where_a_fork_was_left_behind_no_line_is_walked(
    ledger: Ledger, desk: Desk, copy: Desk, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.receive(3)
    desk.send(post, 3)
    copy.receive(9)
    opened(copy, copy.send(post, 3).letter or "")
    copy.receive(10)
    copy.send(post, 3)
    walked: list[int] = []
    real = type(ledger.journal).ancestor

    def ancestor(journal: object, event: StoredEvent, distance: int) -> StoredEvent | None:
        walked.append(distance)
        return real(journal, event, distance)  # type: ignore[arg-type]

    monkeypatch.setattr(type(ledger.journal), "ancestor", ancestor)
    copy.receive(11)
    assert copy.send(post, 3).standing is None
    assert walked == []


def test_no_letter_is_given_twice(desk: Desk, copy: Desk, post: Post) -> None:
    copies = [replace(copy, bodies=list(copy.bodies)) for _ in range(30)]
    desk.receive(3)
    desk.send(post, 3)
    letters = [one.send(post, 3).letter for one in copies]
    assert letters[:3] == ["b", "c", "d"]
    assert len(set(letters)) == 30


def test_a_letter_that_is_in_use_is_known_also_to_a_server_that_forgot_giving_it(
    desk: Desk, copy: Desk, post: Post
) -> None:
    opened(copy, "d")
    copy.send(post, 3)
    desk.receive(3)
    desk.send(post, 3)
    third = replace(desk, bodies=desk.bodies[:3])
    assert third.send(post, 3).letter == "e"


def test_a_new_installation_on_its_head_does_not_make_the_first_machine_older(
    desk: Desk, copy: Desk, post: Post
) -> None:
    opened(copy, "b")
    copy.receive(3)
    copy.send(post, 3)
    assert desk.send(post, 3).standing is None
    desk.receive(4)
    assert desk.send(post, 3).standing is None


def test_an_older_copy_is_led_through_the_installations_that_came_after_it(
    desk: Desk, copy: Desk, post: Post
) -> None:
    desk.receive(3)
    opened(desk, "b")
    desk.receive(4)
    desk.send(post, 3)
    assert list(copy.send(post, 3).ahead) == desk.bodies[3:]


def test_the_office_is_told_once_in_plain_words(
    ledger: Ledger, desk: Desk, copy: Desk, post: Post
) -> None:
    desk.receive(3)
    desk.send(post, 3)
    assert notices(ledger) == []
    copy.receive(9)
    for _ in range(3):
        copy.send(post, 3)
    (notice,) = notices(ledger)
    assert "Quầy 1" in notice
    assert "đều được giữ" in notice


def test_a_resend_with_more_behind_it_finds_the_fork_at_its_first_new_event(
    desk: Desk, copy: Desk, post: Post
) -> None:
    desk.receive(3)
    desk.send(post, 3)
    copy.receive(9)
    assert copy.send(post, 0).standing == FORK
    assert copy.hashes[3] != desk.hashes[3]


def test_letters_are_all_different_and_never_look_like_a_digit() -> None:
    letters = [letter_of(count) for count in range(1, 1000)]
    assert len(set(letters)) == 999
    assert not set("".join(letters)) & set("ailo")
    assert [branches._count_of(one) for one in letters] == list(range(1, 1000))


@pytest.mark.parametrize("letter", ["z" * 5_000, "zzzzz", "1", "é", "bcdé"])
def test_an_installation_under_an_absurd_letter_is_stored_and_spends_none(
    ledger: Ledger, post: Post, desk: Desk, letter: str
) -> None:
    origin = decode(desk.bodies[0]).fact
    assert isinstance(origin, e.Installed)
    desk.add(replace(origin, letter=letter, parent=desk.hashes[-1].hex()))
    desk.receive(1)
    assert desk.send(post).count == 3
    assert ledger.settings.get("letter/03158/1") is None


def test_chain_of_a_copy_is_the_same_chain(desk: Desk, copy: Desk) -> None:
    assert desk.root == copy.root
    assert chain.run(desk.root, copy.bodies) == desk.hashes[: len(copy.bodies)]
