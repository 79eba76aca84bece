"""A dossier of another system in the fold: its newest list's word, and no step of ours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain import events as e
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.foreign import ForeignChanged, ForeignListed
from app.domain.lifecycle import STEPS, allowed, apply, may
from app.domain.listed import ListedRow
from app.domain.times import VN, from_seconds, to_seconds

START = datetime(2026, 11, 20, 9, tzinfo=VN)
RECEIVED = to_seconds(START - timedelta(days=10))
DUE = to_seconds(START + timedelta(days=2))
ROW = ListedRow(
    "2.000815", "Lò Văn Tánh", RECEIVED, 4, due_at=DUE, id="011090000007", id_kind="cccd",
    rest=(("Cán bộ", "Nhi"),),
)  # fmt: skip
CODE = "H18.40-261110-0001"


def event(fact: e.Fact, minutes: int = 0) -> e.Event:
    at = START + timedelta(minutes=minutes)
    return e.Event(at, at, "nhi", None, 0, fact)


def listed(row: ListedRow = ROW) -> Dossier:
    return apply(None, event(ForeignListed("province", CODE, "03158", row)))


def test_it_is_as_the_list_says() -> None:
    dossier = listed()
    assert (dossier.master, dossier.code, dossier.status) == ("province", CODE, 4)
    assert (dossier.received_at, dossier.due_at) == (from_seconds(RECEIVED), from_seconds(DUE))
    assert (dossier.owner.name, dossier.owner.id) == ("Lò Văn Tánh", "011090000007")
    assert dict(dossier.details) == {"Cán bộ": "Nhi"}
    assert (dossier.fee_dong, dossier.catalogue, dossier.codes) == (None, "", ())
    assert not dossier.entered_late
    assert [line.action for line in dossier.history] == ["listed"]


@pytest.mark.parametrize(
    ("status", "state", "open_"),
    [(1, None, True), (3, None, False), (7, None, False), (8, "suspended", True),
     (8, "stopped", False), (9, None, True), (10, None, False)],
)  # fmt: skip
def test_whether_it_is_open_follows_the_status(status: int, state: str | None, open_: bool) -> None:  # noqa: FBT001 - a row
    assert listed(replace(ROW, status=status, state=state)).open is open_


def test_a_later_list_changes_it_and_says_what() -> None:
    changed = replace(ROW, status=9, finished_at=DUE, phone="0912345678")
    dossier = apply(listed(), event(ForeignChanged(changed), 5))
    assert (dossier.status, dossier.finished_at) == (9, from_seconds(DUE))
    assert dossier.first_due_at == from_seconds(DUE)
    last = dossier.history[-1]
    assert (last.action, last.detail) == ("relisted", "trạng thái, ngày có kết quả, điện thoại")


def test_an_older_list_of_another_desk_has_no_effect() -> None:
    newer = apply(listed(), event(ForeignChanged(replace(ROW, status=10)), 9))
    both = apply(newer, event(ForeignChanged(replace(ROW, status=5)), 4))
    assert both.status == 10
    assert [line.effective for line in both.history] == [True, True, False]


@pytest.mark.parametrize("status", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
def test_no_step_of_the_table_is_taken_here(status: int) -> None:
    dossier = listed(replace(ROW, status=status))
    assert set(allowed(dossier)) == {"note", "link", "void"}
    for step in STEPS:
        if step.action not in ("note", "link", "void"):
            with pytest.raises(ClerkError, match="thuộc hệ thống khác"):
                may(dossier, step.action)


def test_a_step_that_came_all_the_same_stays_in_the_history_alone() -> None:
    dossier = apply(listed(), event(e.Finished(), 3))
    assert dossier.status == 4
    assert dossier.history[-1].effective is False


def test_a_list_says_nothing_of_a_dossier_that_was_received_here() -> None:
    from tests.unit.test_lifecycle import opened

    ours = opened()
    after = apply(ours, event(ForeignChanged(ROW), 3))
    assert replace(after, history=()) == replace(ours, history=())
    assert after.history[-1].effective is False
