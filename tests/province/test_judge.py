"""Judging and projecting: apart, later, one event at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import events as e
from app.domain.downstream import DossierChanged, NoticeGiven, VerdictGiven
from app.domain.parts import Result
from app.wire.event import decode, dump, encode
from province.judge import judge, judge_again, rebuild
from province.ledger import Ledger, Version
from province.projections import digest, export_line
from tests.province.desks import NOW, Desk, Keys, Post, make_desk, reception


def verdicts(ledger: Ledger) -> dict[bytes, str]:
    return {
        event.hash: " ".join(
            f"{one.state}:{one.code}" for one in ledger.verdicts.of(event.commune, event.hash)
        )
        for event in ledger.verdicts.bearing(("", b""), 10_000)
    }


def exported(ledger: Ledger) -> list[dict[str, object]]:
    return [export_line(row) for row in ledger.dossiers.all()]


def test_a_dossier_is_exported_as_the_contract_says(ledger: Ledger, post: Post, desk: Desk) -> None:
    desk.receive()
    desk.add(e.TakenOver(), 1)
    desk.add(e.CodePaired("dvc", "H18.40-261123-0001"), 2)
    desk.add(e.Finished(Result("giấy")), 3)
    desk.send(post)
    judge(ledger, NOW)
    assert exported(ledger) == [
        {
            "code": "MC-03158-1-261123-0001",
            "codes": [
                {
                    "system": "dvc",
                    "code": "H18.40-261123-0001",
                    "paired_at": "2026-11-23T09:01:20+07:00",
                }
            ],
            "device": desk.name,
            "commune": "03158",
            "procedure": "2.000815",
            "channel": "counter",
            "owner_name": "Đặng Văn Đức",
            "owner_id": "011090000007",
            "received_at": "2026-11-23T09:00:40+07:00",
            "due_at": "2026-11-23T17:00:00+07:00",
            "status": 9,
            "state": None,
            "finished_at": "2026-11-23T09:01:40+07:00",
            "returned_at": None,
            "fee_dong": 12000,
            "void": False,
            "events": 4,
            "deciding_office": "03158",
            "return_office": "03158",
        }
    ]
    assert verdicts(ledger) == {}


POISONS = {
    "no JSON": b"\xff\xfe\x00",
    "empty": b"",
    "NUL": b"[20,1,\x000]",
    "not NFC": b'[37,1,1795312800000,0,1,"nhi",null,"e\xcc\x81"]',
    "lone surrogate": b'[37,1,1795312800000,0,1,"nhi",null,"\\ud800"]',
    "not canonical": b'[37,1,1795312800000,0,1,"nhi",null, "x"]',
    "a date before time": b'[37,1,-99999999999999999,0,1,"nhi",null,"x"]',
    "2 MB": b'[37,1,1795312800000,0,1,"nhi",null,"' + b"x" * (2 << 20) + b'"]',
    "a line end": b'[37,1,1795312800000,0,1,"nhi",null,"a\nb"]',
    "nested": b"[" * 50_000,
    "nested, with a comma": b"[" * 50_000 + b",1]",
    "a long number": b"[" + b"9" * 5_000 + b",1]",
    "nothing but a number": b"[" + b"9" * 5_000 + b"]",
}


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS.keys())
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_poison_is_stored_and_only_it_is_quarantined(
    ledger: Ledger, post: Post, desk: Desk, poison: bytes, place: str
) -> None:
    desk.send(post)
    poisoned = desk.add_raw(poison) if place == "first" else b""
    desk.receive(1)
    if place == "middle":
        poisoned = desk.add_raw(poison)
    desk.receive(2)
    if place == "last":
        poisoned = desk.add_raw(poison)
    assert desk.send(post, 1).count == 4
    judge(ledger, NOW)
    assert verdicts(ledger) == {poisoned: "quarantined:unreadable"}
    assert len(exported(ledger)) == 2


def test_the_steps_of_an_unreadable_reception_wait(ledger: Ledger, post: Post, desk: Desk) -> None:
    bad = desk.add_raw(b'[20,1,1795312800000,0,0,"nhi",null,"MC-1"]')
    step = desk.add(e.TakenOver(), 1)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {
        bad: "quarantined:unreadable",
        step: "waiting:unknown_dossier",
    }


@pytest.mark.parametrize(
    ("field", "new"),
    [("owner.id", ["a"]), ("owner.id", 7), ("owner.id", "a\0b"), ("channel", {"a": 1})],
)
def test_a_correction_no_table_can_hold_is_set_aside_and_the_others_are_judged(
    ledger: Ledger, post: Post, desk: Desk, field: str, new: object
) -> None:
    desk.receive()
    bad = desk.add(e.Corrected(field, None, new, "thử"), 1)  # type: ignore[arg-type]
    desk.receive(2)
    desk.send(post)
    judge(ledger, NOW)
    assert len(exported(ledger)) == 2
    assert all(one["owner_id"] != new for one in exported(ledger))
    assert verdicts(ledger).get(bad, "").startswith("quarantined:")


def test_an_impossible_value_is_quarantined_and_left_out_of_the_fold(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    bad = desk.add(e.Extended(10**15, "lý do"), 1)
    desk.add(e.TakenOver(), 2)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:unfoldable"}
    assert exported(ledger)[0]["status"] == 4


def test_a_forbidden_step_is_quarantined_and_told_to_the_office_once(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    bad = desk.add(e.GivenBack(), 1)
    desk.send(post)
    judge(ledger, NOW)
    judge(ledger, NOW)
    judge_again(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:forbidden_step"}
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 9)]
    assert len(facts) == 1
    assert isinstance(facts[0], VerdictGiven)
    assert (facts[0].event, facts[0].code) == (bad.hex(), "forbidden_step")
    assert "Trả kết quả" in facts[0].sentence
    assert exported(ledger)[0]["events"] == 2
    assert [line.code for line in desk.send(post).verdicts] == ["forbidden_step"]


def test_a_claim_from_the_future_is_quarantined_but_its_dossier_stays(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    later = desk.at + timedelta(minutes=6)
    bad = desk.add(reception(), 0, at=later)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:ahead"}
    assert len(exported(ledger)) == 1


def test_an_unknown_procedure_of_a_known_catalogue_is_quarantined(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    ledger.catalogues.add(Version("11.1", "ab", 2, None, 0, ("2.000815",)), b"")
    desk.receive(1, catalogue="11.1")
    bad = desk.receive(2, catalogue="11.1", procedure="9.999999")
    desk.receive(3, catalogue="99", procedure="9.999999")
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {bad: "quarantined:procedure"}
    assert len(exported(ledger)) == 3


def test_a_procedure_that_a_newer_version_dropped_is_judged_by_the_version_that_is_named(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    ledger.catalogues.add(Version("11.1", "ab", 2, None, 0, ("2.000815", "1.001022")), b"")
    ledger.catalogues.add(Version("11.2", "cd", 2, None, 1, ("2.000815",)), b"")
    desk.receive(1, catalogue="11.1", procedure="1.001022")
    late = desk.receive(2, catalogue="11.2", procedure="1.001022")
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {late: "quarantined:procedure"}
    assert len(exported(ledger)) == 2


def test_a_clock_that_jumps_by_years_changes_no_order(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    years = timedelta(days=3652)
    for step, jump in ((e.TakenOver(), -years), (e.Finished(), timedelta(hours=-13))):
        desk.at = NOW + jump
        desk.add(step, len(desk.bodies) - 1)
    desk.at = NOW + years
    ahead = desk.add(e.GivenBack(), len(desk.bodies) - 1)
    desk.send(post)
    judge(ledger, NOW)
    assert [row["status"] for row in exported(ledger)] == [10]
    (row,) = ledger.dossiers.all()
    parts = ledger.dossiers.parts(row.commune, row.hash)
    assert [part.hash for part in parts] == desk.hashes[1:], "as they stand in the chain"
    assert ahead == desk.hashes[-1]


def test_steps_without_a_dossier_or_with_a_wrong_one_are_quarantined(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    received = desk.receive()
    lone = desk.add(e.TakenOver())
    itself = desk.add(e.TakenOver(), 0)
    no_reception = desk.add(e.TakenOver(), 1)
    beyond = desk.add(e.TakenOver(), 99)
    not_one = desk.add(e.TakenOver(), desk.hashes[0])
    opening_elsewhere = desk.add(reception(), 5)
    outside = desk.add(e.ClockConfirmed(0), 6)
    from_above = desk.add(NoticeGiven("x"))
    desk.add(e.TakenOver(), received)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {
        lone: "quarantined:lone",
        itself: "quarantined:reference",
        no_reception: "quarantined:reference",
        beyond: "quarantined:reference",
        not_one: "quarantined:reference",
        opening_elsewhere: "quarantined:reference",
        outside: "quarantined:lone",
        from_above: "quarantined:not_a_desk_event",
    }
    assert [(row["status"], row["events"]) for row in exported(ledger)] == [(4, 2)]


def test_a_step_waits_for_the_dossier_of_another_machine(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    dossier = desk.receive()
    other = make_desk(ledger, keys, desk=2)
    step = other.add(e.TakenOver(), dossier)
    other.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {step: "waiting:unknown_dossier"}
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {}
    assert [(row["status"], row["events"]) for row in exported(ledger)] == [(4, 2)]
    (body,) = ledger.down.after("03158", 0, 9)
    brought = decode(body).fact
    assert isinstance(brought, DossierChanged), "who has the dossier lacks the step"
    assert (brought.dossier, brought.event) == (dossier.hex(), step.hex())


def test_a_kind_of_a_newer_program_waits_and_counts_in_its_dossier(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.receive()
    newer = desk.add_raw(dump([55, 3, 1795312800000, 0, 1, "nhi", None, "mới"]))
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {newer: "waiting:unknown_kind"}
    assert exported(ledger)[0]["events"] == 2
    assert judge_again(ledger, NOW) == 1


def test_a_fork_finds_its_own_ancestors(ledger: Ledger, post: Post, desk: Desk) -> None:
    desk.receive(1)
    clone = replace(desk, bodies=list(desk.bodies))
    desk.receive(2)
    clone.receive(3)
    desk.add(e.TakenOver(), 1)
    clone.add(e.Withdrawn("rút"), 1)
    desk.send(post)
    clone.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {}
    assert {str(row["code"])[-1]: row["status"] for row in exported(ledger)} == {
        "1": 2,
        "2": 4,
        "3": 7,
    }


def test_the_outcome_does_not_depend_on_the_order_of_arrival(
    ledger: Ledger, keys: Keys, post: Post, desk: Desk
) -> None:
    dossier = desk.receive()
    other = make_desk(ledger, keys, desk=2)
    other.add(e.Finished(), dossier)
    other.send(post)
    judge(ledger, NOW)
    desk.add(e.Withdrawn("rút"), 1)
    desk.send(post)
    judge(ledger, NOW)
    seen = verdicts(ledger), digest(ledger.dossiers.all())
    rebuild(ledger, NOW)
    assert (verdicts(ledger), digest(ledger.dossiers.all())) == seen
    assert exported(ledger)[0]["status"] == 7


def test_a_lifted_verdict_is_told_too(ledger: Ledger, keys: Keys, post: Post, desk: Desk) -> None:
    dossier = desk.receive()
    other = make_desk(ledger, keys, desk=2)
    other.add(e.GivenBack(), dossier)
    desk.send(post)
    other.send(post)
    judge(ledger, NOW)
    desk.add(e.Finished(), 1)
    desk.send(post)
    judge(ledger, NOW)
    assert verdicts(ledger) == {}
    facts = [decode(body).fact for body in ledger.down.after("03158", 0, 9)]
    assert [fact.code for fact in facts if isinstance(fact, VerdictGiven)] == [
        "forbidden_step",
        "accepted",
    ]


def test_rebuilding_gives_the_same_bytes_and_tells_nobody_twice(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    for number in range(900):
        desk.receive(number)
        desk.add(e.GivenBack() if number % 50 == 0 else e.TakenOver(), 1)
    desk.send(post)
    judge(ledger, NOW)
    before, told = digest(ledger.dossiers.all()), ledger.down.last("03158")
    rebuild(ledger, NOW)
    assert digest(ledger.dossiers.all()) == before
    assert ledger.down.last("03158") == told == 18
    assert len(exported(ledger)) == 900


def test_export_is_sorted_by_reception_and_code(ledger: Ledger, post: Post, desk: Desk) -> None:
    moment = desk.at - timedelta(days=3)
    for number in (5, 3, 9):
        desk.add(reception(f"MC-{number}"), 0, at=moment)
    desk.add(reception("MC-1"), 0)
    desk.send(post)
    judge(ledger, NOW)
    assert [row["code"] for row in exported(ledger)] == ["MC-3", "MC-5", "MC-9", "MC-1"]


def test_encoding_a_downstream_fact_is_canonical(ledger: Ledger) -> None:
    event = e.Event(NOW, NOW, "province:11", None, None, VerdictGiven("00", "x", "câu"))
    assert decode(encode(event)) == event
    assert ledger.down.last("03158") == 0
