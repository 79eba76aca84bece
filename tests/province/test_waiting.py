"""What waits is looked at again when what it waits for has come, and not before."""

import pytest

from app.domain import events as e
from app.domain.downstream import VerdictGiven
from app.wire.event import decode, dump
from province import judge as judging
from province.judge import judge, judge_again, rebuild
from province.ledger import Ledger, Version
from tests.province.desks import NOW, Desk, Keys, Post, make_desk, reception
from tests.province.test_judge import exported, verdicts


@pytest.fixture
def other(ledger: Ledger, keys: Keys) -> Desk:
    """A second machine of the office."""
    return make_desk(ledger, keys, desk=2)


def publish(ledger: Ledger, label: str, *procedures: str) -> None:
    """As `catalogue publish` does."""
    ledger.catalogues.add(Version(label, label, 2, None, 0, procedures), b"")
    ledger.verdicts.arrived(label.encode())


def test_a_round_costs_what_is_new_however_much_waits(
    ledger: Ledger, post: Post, desk: Desk, other: Desk
) -> None:
    for number in range(1000):
        other.add(e.Noted(f"chờ {number}"), b"%032d" % number)
    other.send(post)
    judge(ledger, NOW)
    assert len(verdicts(ledger)) == 1000
    desk.send(post)
    assert judge(ledger, NOW) == len(desk.bodies)
    desk.receive()
    desk.send(post, 1)
    assert judge(ledger, NOW) == 1
    assert judge(ledger, NOW) == 0


def test_all_that_wait_for_one_dossier_follow_it_in_portions_beside_what_is_new(
    ledger: Ledger, post: Post, desk: Desk, other: Desk
) -> None:
    dossier = desk.receive(1)
    waiting = [other.add(e.Noted(f"chờ {number}"), dossier) for number in range(900)]
    other.send(post)
    judge(ledger, NOW)
    desk.receive(2)
    desk.send(post)
    with ledger.transaction():
        judging._judge_events(ledger, ledger.journal.after(len(other.bodies), 9), NOW)
        ledger.settings.put("judged", str(len(other.bodies) + len(desk.bodies)))
    desk.receive(3)
    desk.send(post, 3)
    rounds = []
    while done := judging._round(ledger, NOW):
        rounds.append(done)
        assert len(exported(ledger)) == 3, "what is new waits for nobody"
    assert rounds == [401, 400, 100]
    assert verdicts(ledger) == {}
    found = {str(row["code"])[-1]: row["events"] for row in exported(ledger)}
    assert found == {"1": 1 + len(waiting), "2": 1, "3": 1}


def test_a_newer_kind_counts_in_its_dossier_whichever_comes_first(
    ledger: Ledger, post: Post, desk: Desk, other: Desk
) -> None:
    dossier = desk.receive()
    newer = other.add_raw(dump([55, 3, 1795312800000, 0, dossier.hex(), "nhi", None, "mới"]))
    other.send(post)
    judge(ledger, NOW)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {newer: "waiting:unknown_kind"}
    assert exported(ledger)[0]["events"] == 2
    seen = exported(ledger)
    rebuild(ledger, NOW)
    assert exported(ledger) == seen


@pytest.mark.parametrize(
    "opening",
    [b'[20,1,1795312800000,0,0,"nhi",null,"MC-1"]', b'[20,9,1795312800000,0,0,"nhi",null,"m"]'],
    ids=["unreadable", "a newer program's"],
)
def test_steps_of_an_opening_that_cannot_be_read_wait_whichever_comes_first(
    ledger: Ledger, post: Post, desk: Desk, other: Desk, opening: bytes
) -> None:
    dossier = desk.add_raw(opening)
    before = other.add(e.TakenOver(), dossier)
    other.send(post)
    judge(ledger, NOW)
    after = desk.add(e.TakenOver(), 1)
    desk.send(post)
    judge(ledger, NOW)
    seen = verdicts(ledger)
    assert {seen[before], seen[after]} == {"waiting:unknown_dossier"}
    for look in (judge, judge_again, rebuild):
        look(ledger, NOW)
        assert verdicts(ledger) == seen


def test_a_dossier_of_a_catalogue_that_the_province_lost_waits_for_it_and_stands(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    first = desk.receive(1, catalogue="11.7")
    wrong = desk.receive(2, catalogue="11.7", procedure="9.999999")
    builtin = desk.receive(3, catalogue="goc-2026-11.8", procedure="9.999999")
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == dict.fromkeys((first, wrong), "waiting:unknown_catalogue")
    assert builtin not in verdicts(ledger)
    assert len(exported(ledger)) == 3
    publish(ledger, "11.6", "2.000815")
    assert judge(ledger, NOW) == 0
    publish(ledger, "11.7", "2.000815")
    assert judge(ledger, NOW) == 2
    assert verdicts(ledger) == {wrong: "quarantined:procedure"}


def test_all_that_is_wrong_with_one_event_is_said(ledger: Ledger, post: Post, desk: Desk) -> None:
    publish(ledger, "11.1", "2.000815")
    later = desk.at.replace(hour=23)
    bad = desk.add(_reception("9.999999"), 0, at=later)
    step = desk.add(e.GivenBack(), 1, at=later)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {
        bad: "quarantined:ahead quarantined:procedure",
        step: "quarantined:ahead quarantined:forbidden_step",
    }
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 9)]
    told = [(fact.event, fact.code) for fact in facts if isinstance(fact, VerdictGiven)]
    assert sorted(told) == sorted(
        [
            (bad.hex(), "ahead"),
            (bad.hex(), "procedure"),
            (step.hex(), "ahead"),
            (step.hex(), "forbidden_step"),
        ]
    )
    assert len(desk.send(post).verdicts) == 4


def _reception(procedure: str) -> e.Received:
    return reception(procedure=procedure, catalogue="11.1")
