"""One number on two slips: both dossiers stay, both are marked, and their office is told."""

from app.domain import events as e
from app.domain.downstream import ACCEPTED, VerdictGiven
from app.wire.event import decode
from province.judge import judge, judge_again, rebuild
from province.ledger import Ledger
from tests.province.desks import NOW, Desk, Keys, Post, make_desk, reception


def told(ledger: Ledger, commune: str = "03158") -> list[tuple[str, str]]:
    """Event and code of every verdict that went down."""
    facts = [decode(body).fact for body in ledger.down.after(commune, 0, 99)]
    return [(fact.event, fact.code) for fact in facts if isinstance(fact, VerdictGiven)]


def marked(ledger: Ledger) -> set[bytes]:
    return {
        event.hash
        for event in ledger.verdicts.bearing(("", b""), 99)
        if "same_number" in {one.code for one in ledger.verdicts.of(event.commune, event.hash)}
    }


def test_whoever_came_first_is_marked_too_and_each_is_told_once(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    first, other = desk.receive(1), make_desk(ledger, keys, desk=2)
    desk.receive(2)
    desk.send(post)
    judge(ledger, NOW)
    assert told(ledger) == []
    second = other.receive(1)
    other.send(post)
    for look in (judge, judge, judge_again, rebuild):
        look(ledger, NOW)
        assert marked(ledger) == {first, second}
    assert sorted(told(ledger)) == sorted((one.hex(), "same_number") for one in (first, second))
    assert len([row for row in ledger.dossiers.all() if row.code.endswith("-0001")]) == 2


def test_the_sentence_names_the_other_machine_and_nobody(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    first, other = desk.receive(1), make_desk(ledger, keys, desk=2)
    other.receive(1)
    for one in (desk, other):
        one.send(post)
    judge(ledger, NOW)
    (verdict,) = ledger.verdicts.of("03158", first)
    assert other.name in verdict.sentence
    assert desk.name not in verdict.sentence
    assert "MC-03158-1-261123-0001" in verdict.sentence
    assert "Đặng" not in verdict.sentence


def test_with_one_void_the_number_leads_to_one_dossier_again(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    first, other = desk.receive(1), make_desk(ledger, keys, desk=2)
    second = other.receive(1)
    for one in (desk, other):
        one.send(post)
    judge(ledger, NOW)
    other.add(e.Voided("nhập hai lần"), 1)
    other.send(post, 2)
    judge(ledger, NOW)
    assert marked(ledger) == set()
    assert sorted(told(ledger)[2:]) == sorted((one.hex(), ACCEPTED) for one in (first, second))


def test_another_commune_may_have_the_same_number(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    desk.receive(1)
    other = make_desk(ledger, keys, commune="03160")
    other.receive(1)
    for one in (desk, other):
        one.send(post)
    judge(ledger, NOW)
    assert marked(ledger) == set()


def test_an_opening_with_another_fault_is_marked_too_and_both_are_told(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    later = desk.at.replace(hour=23)
    bad = desk.add(reception(), 0, at=later)
    other = make_desk(ledger, keys, desk=2)
    good = other.receive(1)
    for one in (desk, other):
        one.send(post)
    for look in (judge, judge_again, rebuild):
        look(ledger, NOW)
        assert marked(ledger) == {bad, good}
    assert sorted(told(ledger)) == sorted(
        [(bad.hex(), "ahead"), (bad.hex(), "same_number"), (good.hex(), "same_number")]
    )
    other.add(e.Voided("nhập hai lần"), 1)
    other.send(post, 2)
    judge(ledger, NOW)
    mine = [code for event, code in told(ledger)[3:] if event == bad.hex()]
    assert mine == [ACCEPTED, "ahead"]
    assert (good.hex(), ACCEPTED) in told(ledger)


def test_a_third_slip_with_the_number_is_named_to_the_first_two(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    desks = [desk, *(make_desk(ledger, keys, desk=number) for number in (2, 3))]
    for one in desks:
        one.receive(1)
        one.send(post)
        judge(ledger, NOW)
    (verdict,) = ledger.verdicts.of("03158", desk.hashes[1])
    assert all(one.name in verdict.sentence for one in desks[1:])
    assert len(told(ledger)) == 5
