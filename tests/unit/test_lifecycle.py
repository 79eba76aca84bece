"""The dossier's life: the table, its effects, and a fold that never refuses."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.dossier import Change, Dossier, PairedCode
from app.domain.effects import EFFECTS
from app.domain.errors import ClerkError
from app.domain.lifecycle import BY_ACTION, STEPS, TOLD, advance, allowed, apply, may
from app.domain.parts import FeeLine, ForeignCode, Result
from app.domain.person import Person
from app.domain.reminded import Reminded
from app.domain.technical import TechnicalWait, TechnicalWaitOver
from app.domain.times import VN, from_seconds, to_seconds

START = datetime(2026, 11, 20, 9, tzinfo=VN)
DUE = to_seconds(START + timedelta(days=6))

FACTS: dict[str, e.Fact] = {
    "hand_over": e.HandedOver("Tư pháp"),
    "take_over": e.TakenOver(),
    "request_papers": e.PapersRequested(("Giấy khai sinh",), None, "thiếu", 600),
    "papers_received": e.PapersReceived((), None, DUE + 3600),
    "require_payment": e.PaymentRequired(50000, None, 300),
    "payment_made": e.PaymentMade("cash", None, None, DUE + 7200),
    "suspend": e.Suspended("chờ xác minh", 120),
    "resume": e.Resumed(None, DUE + 1800),
    "extend": e.Extended(DUE + 86400, "mưa lũ", "Giám đốc", "05/GH"),
    "withdraw": e.Withdrawn("đổi ý"),
    "stop": e.Stopped("không đủ điều kiện"),
    "finish": e.Finished(Result("Giấy xác nhận", "12")),
    "give_back": e.GivenBack(None, "sổ trang 2"),
    "pair": e.CodePaired("tỉnh", "H18.40-261120-0001"),
    "remind": Reminded("call"),
    "note": e.Noted("gọi điện"),
    "correct": e.Corrected("owner.phone", None, "0912345678", "gõ thiếu"),
    "link": e.Linked("MC-03158-1-261120-0002"),
    "correct_result": e.Linked("MC-03158-1-261120-0003", "correct_result", "sai ngày sinh"),
    "wait_technical": TechnicalWait("Hệ thống lỗi hoặc mất kết nối"),
    "wait_over": TechnicalWaitOver(),
    "void": e.Voided("nhận nhầm"),
    "reverse": e.Reversed("ghi nhầm"),
}


def event(fact: e.Fact, minutes: int = 0) -> e.Event:
    at = START + timedelta(minutes=minutes)
    return e.Event(at, at, "nhi", None, 0, fact)


def opened() -> Dossier:
    received = e.Received(
        "MC-03158-1-261120-0001", "1.004873", "goc", "03158", Person("Lò Văn Ướt"), due_at=DUE
    )
    return apply(None, event(received))


def after(*actions: str) -> Dossier:
    dossier = opened()
    for minutes, action in enumerate(actions, 1):
        may(dossier, action)
        dossier = apply(dossier, event(FACTS[action], minutes))
    return dossier


# Model.md 3, read again here as moves (status, state) → (status, state) an action.
MOVES = {
    ("hand_over",): (2, None),
    ("take_over",): (4, None),
    ("take_over", "hand_over"): (4, None),
    ("request_papers",): (5, None),
    ("request_papers", "papers_received"): (4, None),
    ("require_payment",): (6, None),
    ("require_payment", "payment_made"): (4, None),
    ("payment_made",): (2, None),
    ("suspend",): (8, "suspended"),
    ("suspend", "resume"): (4, None),
    ("suspend", "stop"): (8, "stopped"),
    ("suspend", "withdraw"): (7, None),
    ("request_papers", "stop"): (8, "stopped"),
    ("require_payment", "withdraw"): (7, None),
    ("extend",): (2, None),
    ("take_over", "extend"): (4, None),
    ("request_papers", "extend"): (5, None),
    ("suspend", "extend"): (8, "suspended"),
    ("withdraw",): (7, None),
    ("finish",): (9, None),
    ("finish", "payment_made"): (9, None),
    ("finish", "give_back"): (10, None),
    ("finish", "give_back", "reverse"): (9, None),
    ("finish", "give_back", "reverse", "reverse"): (2, None),
    ("take_over", "withdraw", "reverse"): (4, None),
    ("suspend", "stop", "reverse"): (8, "suspended"),
    ("finish", "remind", "remind", "give_back"): (10, None),
    ("finish", "note", "pair", "link", "correct"): (9, None),
}


@pytest.mark.parametrize(("actions", "place"), MOVES.items(), ids=lambda x: "-".join(map(str, x)))
def test_the_table_leads_where_the_model_says(
    actions: tuple[str, ...], place: tuple[int, str | None]
) -> None:
    dossier = after(*actions)
    assert (dossier.status, dossier.state) == place


FORBIDDEN = [
    ("give_back",),
    ("papers_received",),
    ("resume",),
    ("reverse",),
    ("finish", "hand_over"),
    ("finish", "finish"),
    ("finish", "give_back", "give_back"),
    ("request_papers", "finish"),
    ("request_papers", "take_over"),
    ("withdraw", "take_over"),
    ("suspend", "stop", "resume"),
    ("finish", "give_back", "extend"),
    ("void", "void"),
    ("void", "finish"),
]


@pytest.mark.parametrize("actions", FORBIDDEN, ids="-".join)
def test_a_forbidden_step_names_the_allowed_ones(actions: tuple[str, ...]) -> None:
    dossier = after(*actions[:-1])
    with pytest.raises(ClerkError) as refused:
        may(dossier, actions[-1])
    for action in allowed(dossier):
        assert action in refused.value.message


def test_the_clock_stands_while_papers_are_awaited_and_then_runs_to_the_new_time() -> None:
    waiting = after("request_papers")
    assert waiting.due_at == from_seconds(DUE)
    assert waiting.remaining_minutes == 600
    assert waiting.wanted == ("Giấy khai sinh",)
    again = after("request_papers", "papers_received")
    assert again.due_at == from_seconds(DUE + 3600)
    assert again.remaining_minutes is None


def test_with_no_time_left_the_promise_stays() -> None:
    waiting = after("request_papers")
    again = apply(waiting, event(e.PapersReceived(), 9))
    assert again.due_at == from_seconds(DUE)


def test_a_reversal_brings_back_what_the_closing_step_changed() -> None:
    before, back = (
        after("take_over"),
        after("take_over", "finish", "give_back", "reverse", "reverse"),
    )
    for name in ("status", "state", "finished_at", "returned_at", "closed_at", "result"):
        assert getattr(back, name) == getattr(before, name)


def test_a_void_dossier_leaves_all_counts_but_keeps_its_number_and_history() -> None:
    dossier = after("take_over", "void")
    assert dossier.void
    assert not dossier.open
    assert dossier.code == "MC-03158-1-261120-0001"
    assert allowed(dossier) == ("pair", "note", "link")


def test_a_correction_changes_the_field_and_a_senseless_one_nothing() -> None:
    dossier = after("correct")
    assert dossier.owner.phone == "0912345678"
    strange = apply(dossier, event(e.Corrected("owner.nothing", None, "x", "?"), 5))
    assert strange.owner == dossier.owner


def test_a_correction_brings_the_fee_along_and_the_history_keeps_both_values() -> None:
    lines = (FeeLine("certified_copy", 4000, 3, 12_000),)
    counted = apply(opened(), event(e.Corrected("copies", 2, 3, "ghi nhầm", lines), 1))
    assert (counted.copies, counted.fee_dong) == (3, 12_000)
    assert counted.history[-1].change == Change("copies", 2, 3)
    unknown = apply(counted, event(e.Corrected("pages", 2, None, "chưa rõ", ()), 2))
    assert unknown.fee_dong is None
    kept = apply(counted, event(e.Corrected("note", None, "x", "thêm"), 2))
    assert kept.fee_dong == 12_000


def test_a_foreign_code_put_right_is_put_right_where_it_was_paired() -> None:
    received = e.Received(
        "MC-03158-1-261120-0001", "1.004873", "goc", "03158", Person("Lò Văn Ướt"),
        external_code=ForeignCode("DVCQG", "H18-1"),
    )  # fmt: skip
    after = apply(
        apply(None, event(received)),
        event(e.Corrected("external_code.code", "H18-1", "H18-2", "x"), 5),
    )
    assert after.external_code == ForeignCode("DVCQG", "H18-2")
    assert after.codes == (PairedCode("DVCQG", "H18-2", START),)


def test_every_step_has_an_effect_and_a_word() -> None:
    assert {step.fact for step in STEPS} == set(EFFECTS)
    assert set(FACTS) == set(BY_ACTION)
    assert all(step.words[0].isupper() for step in STEPS)


@given(st.lists(st.sampled_from(sorted(FACTS)), max_size=12))
def test_without_a_history_the_same_comes_of_any_order_of_steps(actions: list[str]) -> None:
    whole, bare = opened(), opened().but(history=())
    for minutes, action in enumerate(actions, 1):
        step = event(FACTS[action], minutes)
        whole, bare = apply(whole, step), advance(bare, step)
        assert whole.but(history=()) == bare


@given(st.lists(st.sampled_from(sorted(FACTS)), max_size=12))
def test_any_order_of_steps_folds_and_only_allowed_ones_take_effect(actions: list[str]) -> None:
    dossier = opened()
    states = [dossier]
    for minutes, action in enumerate(actions, 1):
        could = action in allowed(dossier) or isinstance(FACTS[action], TOLD)
        dossier = apply(dossier, event(FACTS[action], minutes))
        assert dossier.history[-1].effective is could
        assert dossier.status in (2, 4, 5, 6, 7, 8, 9, 10)
        assert (dossier.state is not None) == (dossier.status == 8)
        states.append(dossier)
    for before, later in pairwise(states):
        if not later.history[-1].effective:
            assert (before.status, before.due_at, before.void) == (
                later.status,
                later.due_at,
                later.void,
            )
    assert len(dossier.history) == len(actions) + 1


def test_the_history_says_what_each_step_was_about() -> None:
    dossier = after("hand_over", "take_over", "request_papers", "papers_received", "finish")
    told = {line.action: line.detail for line in dossier.history}
    assert told["hand_over"] == "Tư pháp"
    assert told["request_papers"] == "Giấy khai sinh"
    assert told["finish"] == "số 12"
    assert told["take_over"] is None
    given = after("finish", "give_back").history[-1]
    assert given.detail == "chính chủ, sổ trang 2"
