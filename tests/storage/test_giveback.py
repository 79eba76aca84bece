"""Giving back over a real desk: on the spot three events in one transaction, else one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import founding
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.times import VN
from app.services import reception
from app.services.giveback import HandingOut, hand_out
from app.services.steps import step
from tests.storage.conftest import CHEAP

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=VN)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    monkeypatch.setenv("MOTCUA_NOW", NOW.isoformat())
    made = founding.found_standalone(
        str(tmp_path), commune="03158", desk=1, pin="246810", training=True, cost=CHEAP
    ).opened
    yield made
    made.close()


def received(opened: OpenDesk, procedure: str = "2.000815", paid: str | None = None) -> str:
    line = {
        "procedure": procedure,
        "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"},
        "pages": 2,
        "copies": 1,
        "fee": {"paid": paid},
    }
    return reception.receive(opened.desk, line).code


def test_on_the_spot_signing_payment_and_giving_back_are_three_events(opened: OpenDesk) -> None:
    code = received(opened)
    dossier = hand_out(opened.desk, code, HandingOut(signed="ký sổ giấy")).stored.dossier
    assert [line.action for line in dossier.history] == [
        "received", "finish", "payment_made", "give_back",
    ]  # fmt: skip
    assert (dossier.status, dossier.paid, dossier.signed) == (10, "cash", "ký sổ giấy")
    moments = [line.at for line in dossier.history]
    assert moments == sorted(moments)


def test_what_was_paid_is_not_paid_again(opened: OpenDesk) -> None:
    code = received(opened, paid="cash")
    dossier = hand_out(opened.desk, code, HandingOut()).stored.dossier
    assert [line.action for line in dossier.history] == ["received", "finish", "give_back"]


def test_a_result_at_the_desk_goes_to_the_proxy_without_the_slip(opened: OpenDesk) -> None:
    code = received(opened, "1.001776")
    step(opened.desk, {"code": code, "action": "finish"})
    to = {"name": "Lò Thị Nhận", "id": "011190000123", "relation": "em", "authority": None}
    how = HandingOut(to=to, without_slip=True)
    dossier = hand_out(opened.desk, code, how).stored.dossier
    assert dossier.returned_to is not None
    assert dossier.returned_to.name == "Lò Thị Nhận"
    assert dossier.history[-1].detail == "Lò Thị Nhận, không có phiếu hẹn"


def test_a_long_procedure_without_a_result_is_refused_and_nothing_changes(
    opened: OpenDesk,
) -> None:
    code = received(opened, "1.001776")
    (before,) = opened.connection.execute("SELECT count(*) FROM event").fetchone()
    with pytest.raises(ClerkError):
        hand_out(opened.desk, code, HandingOut())
    (after,) = opened.connection.execute("SELECT count(*) FROM event").fetchone()
    assert after == before


def test_a_fault_in_the_last_step_stores_none_of_them(opened: OpenDesk) -> None:
    code = received(opened)
    (before,) = opened.connection.execute("SELECT count(*) FROM event").fetchone()
    with pytest.raises(ClerkError):
        hand_out(opened.desk, code, HandingOut(to={"name": "", "id": "12"}))
    (after,) = opened.connection.execute("SELECT count(*) FROM event").fetchone()
    assert after == before
