"""Giving back over a real desk: on the spot three events in one transaction, else one."""

from datetime import timedelta

import pytest

from app.bootstrap.dossier_view import view
from app.bootstrap.frozen import Frozen
from app.bootstrap.giveback_desk import GiveBackBridge
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.scan import drawn_name
from app.services import reception, scans
from app.services.giveback import HandingOut, hand_out, signature_of
from app.services.steps import step
from app.ui.giveback.basket import Basket
from app.ui.giveback.desk import Given, Receiver
from tests.storage.conftest import FRIDAY
from tests.ui.samples import run_now

NOW = FRIDAY


PROXY = Receiver("Lò Thị Nhận", "011190000123", "trưởng bản", "giấy uỷ quyền 18/11/2026")


@pytest.fixture
def bridge(opened: OpenDesk) -> GiveBackBridge:
    frozen = Frozen(opened.standing, opened.catalogues.covering(NOW.date()))
    return GiveBackBridge(lambda: opened, lambda: frozen, run_now, lambda _at: None)


def received(
    opened: OpenDesk, procedure: str = "2.000815", paid: str | None = None, number: str = "",
    **more: str,
) -> str:  # fmt: skip
    who = {"id": number} if number else {"no_id_reason": "quên ở nhà"}
    line = {
        "procedure": procedure,
        "owner": {"name": "Lò Văn Thử", **who},
        "pages": 2,
        "copies": 1,
        "fee": {"paid": paid},
        **more,
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


def test_copies_that_may_take_two_days_more_are_signed_on_the_spot_all_the_same(
    opened: OpenDesk,
) -> None:
    code = received(opened, paid="cash", case="nhieu-trang")
    assert hand_out(opened.desk, code, HandingOut()).stored.dossier.status == 10


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


def test_the_number_and_the_signer_stand_in_the_result(opened: OpenDesk) -> None:
    code = received(opened)
    how = HandingOut(number="12/2026", signer="Tẩn Thị Hoa")
    result = hand_out(opened.desk, code, how).stored.dossier.result
    assert result is not None
    assert (result.number, result.signer) == ("12/2026", "Tẩn Thị Hoa")


def test_a_clock_set_back_never_writes_a_step_before_the_last(
    opened: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = received(opened)
    monkeypatch.setenv("MOTCUA_NOW", (NOW - timedelta(minutes=3)).isoformat())
    history = hand_out(opened.desk, code, HandingOut()).stored.dossier.history
    assert [line.action for line in history[1:]] == ["finish", "payment_made", "give_back"]
    assert all(line.at >= history[0].at for line in history)


# --- what the page asks ---------------------------------------------------------------------------


def give(bridge: GiveBackBridge, basket: Basket, to: Receiver) -> tuple[Given, ...]:
    return bridge.give(basket.handouts(to, "sổ 3 trang 12", ""))


def test_ten_go_to_one_proxy_each_in_its_own_transaction(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    codes = [received(opened, "1.001776") for _ in range(10)]
    for code in codes:
        step(opened.desk, {"code": code, "action": "finish"})
    basket = Basket()
    basket.add([bridge.item(code) for code in codes], slip=True)
    step(opened.desk, {"code": codes[4], "action": "give_back"})  # by another window meanwhile
    outcome = give(bridge, basket, PROXY)
    assert [bool(one.sentence) for one in outcome] == [place == 4 for place in range(10)]
    basket.settle(outcome)
    (left,) = basket.items.values()
    assert not left.ready
    assert left.why.startswith("Hồ sơ chưa có kết quả")
    taken = opened.journal.with_code(codes[0])[0].dossier
    assert taken.returned_to is not None
    assert (taken.returned_to.relation, taken.returned_to.authority, taken.signed) == (
        "trưởng bản", "giấy uỷ quyền 18/11/2026", "sổ 3 trang 12",
    )  # fmt: skip


def test_a_wrong_number_of_the_receiver_names_its_field_and_may_be_tried_again(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    basket = Basket()
    basket.add([bridge.item(received(opened))])
    (one,) = give(bridge, basket, Receiver("Lò Thị Nhận", "0111900"))
    assert one.field == "to.id"
    assert one.item.ready
    basket.settle([one])
    (one,) = give(bridge, basket, PROXY)
    assert one.sentence == ""


def test_a_card_finds_what_its_owner_can_take_now(opened: OpenDesk, bridge: GiveBackBridge) -> None:
    mine = "011190000123"
    signing = received(opened, number=mine)
    received(opened, "1.001776", number=mine)  # still being worked on
    result = received(opened, "1.001776", number=mine)
    received(opened, number="011090000007")
    step(opened.desk, {"code": result, "action": "finish"})
    found = bridge.of_person(mine)
    codes = {opened.journal.dossier(int(one.key)).dossier.code for one in found}
    assert codes == {signing, result}
    assert bridge.of_person("") == ()


def test_without_the_slip_is_recorded_and_shown_in_the_dossier(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    code = received(opened, number="011190000123", paid="cash")
    basket = Basket()
    basket.add(bridge.of_person("011190000123"), slip=False)
    (one,) = give(bridge, basket, Receiver("Lò Văn Thử", "011190000123"))
    assert one.sentence == ""
    steps = view(opened, opened.journal.with_code(code)[0]).steps
    assert steps[-1].head == "Trả kết quả: chính chủ, không có phiếu hẹn, sổ 3 trang 12"


def test_what_waits_is_what_may_be_signed_then_results(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    result = received(opened, "1.001776")
    step(opened.desk, {"code": result, "action": "finish"})
    received(opened, "1.001776")
    received(opened)
    rows = bridge.waiting()
    assert [(row.to_sign, row.state[1]) for row in rows] == [
        (True, "chờ ký"), (False, "có kết quả"),
    ]  # fmt: skip
    assert bridge.listed(rows[0].key).owes > 0


def test_what_is_not_ready_says_where_it_is(opened: OpenDesk, bridge: GiveBackBridge) -> None:
    code = received(opened, "1.001776")
    step(opened.desk, {"code": code, "action": "hand_over", "to": "Văn hoá"})
    assert bridge.item(code).why.startswith("Chưa có kết quả. Hồ sơ đang ở: Văn hoá (còn")
    step(opened.desk, {"code": code, "action": "finish"})
    hand_out(opened.desk, code, HandingOut(to={"name": "Lò Thị Nhận"}))
    why = "Đã trả kết quả cho Lò Thị Nhận lúc T6 20/11 · 10:00."
    assert bridge.item(code).why == why
    step(opened.desk, {"code": code, "action": "void", "reason": "nhập nhầm"})
    assert bridge.item(code).why == "Hồ sơ này đã huỷ."


def test_who_took_it_over_is_named_not_by_his_user_id(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    code = received(opened, "1.004873")
    for line in ({"action": "hand_over", "to": "Tư pháp"}, {"action": "take_over"}):
        step(opened.desk, {"code": code, **line})
    frozen = Frozen(
        opened.standing, bridge.frozen().catalogue_now, tuple(opened.desk.store.users())
    )
    bridge.frozen = lambda: frozen
    assert "Hồ sơ đang ở: Giám đốc Trung tâm (còn" in bridge.item(code).why


def test_what_waits_for_papers_says_so_once_and_where_it_lies(
    opened: OpenDesk, bridge: GiveBackBridge
) -> None:
    code = received(opened, "1.004873")
    step(opened.desk, {"code": code, "action": "hand_over", "to": "Tư pháp"})
    asked = {"code": code, "action": "request_papers", "papers": ["Giấy xác nhận"]}
    step(opened.desk, asked)
    found = bridge.item(code)
    assert found.why == "Chưa có kết quả. Hồ sơ đang ở: Tư pháp (chờ bổ sung)."
    assert found.state[1] == "chờ bổ sung"


def test_a_scan_that_is_called_nearly_like_a_signature_on_the_screen_is_none(
    opened: OpenDesk,
) -> None:
    code, store = received(opened), opened.scans()
    drawn = store.take_in(b"drawn", name=drawn_name(NOW), pages=1, now=NOW)
    stored = hand_out(opened.desk, code, HandingOut(drawn=drawn)).stored
    other = store.take_in(b"scanned", name="chu-ky-giam-doc.png", pages=1, now=NOW)
    after = scans.attach(opened.desk, stored.id, [other])
    found = signature_of(after.dossier)
    assert found is not None
    assert found.digest == drawn
