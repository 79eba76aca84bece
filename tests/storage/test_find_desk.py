"""The search over a real desk: numbers as said, words on slips, Telex and VNI, the household."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.bootstrap.find_desk import FindBridge
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.times import VN
from app.services import reception
from app.services.steps import step, the_one
from app.storage import household, search
from app.wire.token import lookup_word
from tests.storage.conftest import FRIDAY

NOW = FRIDAY
HOUSE = "Số 12, ngõ 5, tổ dân phố Đồng Cửa, phường Bắc Giang"
HAMLET = "Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên"
DUC, ME = "011090000007", "011190004217"
COPY, WELFARE = "2.000815", "1.001776"


@pytest.fixture
def bridge(opened: OpenDesk) -> FindBridge:
    frozen = Frozen(opened.standing, opened.catalogues.covering(NOW.date()))
    return FindBridge(lambda: opened, lambda: frozen)


def receive(opened: OpenDesk, name: str, at: datetime = NOW, **owner: Any) -> str:
    asked = owner.pop("procedure", COPY)
    line: dict[str, Any] = {"procedure": asked, "owner": {"name": name, **owner}}
    if "id" not in owner:
        line["owner"]["no_id_reason"] = "quên ở nhà"
    if at != NOW:
        line |= {"received_at": at.isoformat(), "entered_late": True}
    return reception.receive(opened.desk, line).code


def keys(bridge: FindBridge, text: str) -> list[str]:
    return [row.key for row in bridge.find(text).rows]


# --- numbers and words ---------------------------------------------------------------------------


def test_a_number_as_it_is_shown_finds_its_dossier(opened: OpenDesk, bridge: FindBridge) -> None:
    first = receive(opened, "Đặng Văn Đức")
    second = receive(opened, "Lỳ Mò Mé")
    before = receive(opened, "Pờ Mỳ Xuyến", NOW - timedelta(days=1))
    for text in ("20/11 – 0001", "20/11 - 0001", "20/11-0001", "20/11 0001", "20/11/26 – 0001",
                 "20/11/2026 – 0001", "261120-0001", "MC-03158-1-261120-0001",
                 "mc-03158-1-261120-0001"):  # fmt: skip
        assert keys(bridge, text) == [first], text
    assert set(keys(bridge, "20/11")) == {first, second}
    assert keys(bridge, "19/11") == [before]
    assert set(keys(bridge, "20/11 – 000")) == {first, second}
    assert keys(bridge, "0002") == [second]


def test_a_number_with_a_letter_behind_its_desk_is_found_however_it_is_typed(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    before = receive(opened, "Đặng Văn Đức")
    opened.chain().reinstall(opened.chain().head()[0], "b")
    code = receive(opened, "Lỳ Mò Mé")
    assert code == before.replace("-1-", "-1b-")
    for text in (code, code.upper(), code.lower(), code.upper()[:-2]):
        assert keys(bridge, text) == [code], text
    assert set(keys(bridge, "20/11 – 0001")) == {before, code}


def test_a_day_without_a_year_is_the_last_one_and_no_day_finds_nothing(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    last_year = receive(opened, "Đặng Văn Đức", datetime(2025, 12, 1, 9, 0, tzinfo=VN))
    assert keys(bridge, "1/12") == [last_year]
    assert keys(bridge, "31/02") == []
    assert keys(bridge, "20/11/0001") == []


def test_the_word_on_the_slip_finds_its_dossier(opened: OpenDesk, bridge: FindBridge) -> None:
    code = receive(opened, "Đặng Văn Đức")
    receive(opened, "Lỳ Mò Mé")
    word = lookup_word(the_one(opened.journal, code).identity)
    assert keys(bridge, word) == [code]
    assert keys(bridge, f" {word[:3].lower()} {word[3:].lower()} ") == [code]
    assert keys(bridge, word[:5]) == []


def test_tails_of_id_phone_and_code_are_found(opened: OpenDesk, bridge: FindBridge) -> None:
    code = receive(opened, "Đặng Văn Đức", id=DUC, phone="0912345678")
    receive(opened, "Lỳ Mò Mé", id=ME, phone="0987000111")
    for text in ("0007", "5678", "345678", "0001 5678", "duc 0007"):
        assert code in keys(bridge, text), text


# --- what the keystrokes mean --------------------------------------------------------------------


def test_telex_and_vni_are_tried_where_nothing_matches(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    code = receive(opened, "Đặng Văn Đức")
    for text, reading, way in (
        ("ddawngj", "đặng", "Telex"),
        ("ddawng", "đăng", "Telex"),
        ("d9a85ng va8n", "đặng văn", "VNI"),
        ("Dawngj Vawn DDuwcs", "Dặng Văn Đức", "Telex"),
    ):
        found = bridge.find(text)
        assert [row.key for row in found.rows] == [code], text
        assert (found.text, found.reading, found.way) == (text, reading, way)


def test_what_matches_as_it_stands_is_not_read_otherwise(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    code = receive(opened, "Lò Văn Ox")
    found = bridge.find("lo van ox")
    assert [row.key for row in found.rows] == [code]
    assert not found.reading


def test_nothing_found_says_how_much_there_is_and_what_was_tried(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    receive(opened, "Đặng Văn Đức")
    found = bridge.find("lof")
    assert (found.rows, found.reading, found.way, found.total) == ((), "lò", "Telex", 1)


def test_more_than_fits_is_told(opened: OpenDesk, bridge: FindBridge) -> None:
    for _ in range(51):
        receive(opened, "Lò Văn Thử")
    found = bridge.find("lo van")
    assert (len(found.rows), found.more) == (50, True)
    assert found.rows[0].key.endswith("-0051")


# --- the owner -----------------------------------------------------------------------------------


def test_history_is_of_the_same_id_open_ones_first(opened: OpenDesk, bridge: FindBridge) -> None:
    old = receive(opened, "Đặng Văn Đức", NOW - timedelta(days=400), id=DUC)
    step(opened.desk, {"code": old, "action": "withdraw", "reason": "dân xin rút"})
    open_one = receive(opened, "Đặng Văn Đức", NOW - timedelta(days=9), id=DUC, procedure=WELFARE)
    void = receive(opened, "Đặng Đức", id=DUC)
    step(opened.desk, {"code": void, "action": "void", "reason": "nhập nhầm"})
    receive(opened, "Đặng Văn Đức", id=ME)
    about = bridge.about(void)
    assert [line.code for line in about.history] == [open_one, old, void]
    assert (about.dossiers, about.voided) == (2, 1)
    assert about.history[1].head.startswith("16/10/2025 – 0001 · ")
    assert about.history[2].state == ("paused", "đã huỷ")


def test_without_an_id_it_is_the_same_name_and_hamlet(opened: OpenDesk, bridge: FindBridge) -> None:
    first = receive(opened, "Lò Văn Ướt", address=HAMLET)
    second = receive(opened, "LÒ VĂN ƯỚT", address=HAMLET)
    receive(opened, "Lò Văn Ướt", address="Bản Tá Miếu, xã Sín Thầu")
    about = bridge.about(first)
    assert {line.code for line in about.history} == {first, second}
    assert about.dossiers == 2
    assert about.household == ()


def test_the_household_is_others_at_the_same_folded_address(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    own = receive(opened, "Đặng Văn Đức", id=DUC, address=HOUSE)
    receive(opened, "Đặng Văn Đức", id=DUC, address=HOUSE)
    done = receive(opened, "Lỳ Mò Mé", id=ME, address=HOUSE.upper())
    step(opened.desk, {"code": done, "action": "void", "reason": "nhập nhầm"})
    open_one = receive(opened, "Lỳ Mò Mé", id=ME, address=HOUSE, procedure=WELFARE)
    newest = receive(opened, "Lỳ Mò Mé", id=ME, address=HOUSE)
    step(opened.desk, {"code": newest, "action": "void", "reason": "nhập nhầm"})
    receive(opened, "Vừ Thị Ầu", address=HOUSE.replace("ngõ 5", "ngõ 7"))
    about = bridge.about(own)
    assert [(line.code, line.head) for line in about.household] == [(open_one, "Lỳ Mò Mé")]
    assert about.household[0].note == "1 hồ sơ · 20/11 – 0004"  # voided ones are in no count
    assert (about.loose, about.more) == (False, False)
    assert about.who.startswith("011 090 000 007 · Số 12")


def test_who_has_nothing_but_voided_dossiers_is_nobodys_neighbour(
    opened: OpenDesk, bridge: FindBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = receive(opened, "Đặng Văn Đức", id=DUC, address=HAMLET)
    wrong = receive(opened, "Lỳ Mò Mé", id=ME, address=HAMLET)
    step(opened.desk, {"code": wrong, "action": "void", "reason": "nhập nhầm"})
    assert bridge.about(own).household == ()
    monkeypatch.setattr(search, "FEW_NAMES", 0)
    assert bridge.about(own).household == ()


def test_who_was_corrected_to_another_address_lives_there(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    own = receive(opened, "Đặng Văn Đức", id=DUC, address=HAMLET)
    moved = receive(opened, "Lỳ Mò Mé", id=ME, address=HAMLET.replace("Sín Thầu", "Leng Su Sìn"))
    assert bridge.about(own).household == ()
    step(opened.desk, {"code": moved, "action": "correct", "field": "owner.address",
                       "value": HAMLET, "reason": "gõ nhầm"})  # fmt: skip
    about = bridge.about(own)
    assert [one.code for one in about.household] == [moved]
    assert about.loose


def test_two_people_of_one_name_at_one_address_are_two(
    opened: OpenDesk, bridge: FindBridge
) -> None:
    own = receive(opened, "Đặng Văn Đức", id=DUC, address=HAMLET)
    receive(opened, "Lò Thị Mai", id=ME, address=HAMLET)
    receive(opened, "Lò Thị Mai", id="011190004218", address=HAMLET)
    assert len(bridge.about(own).household) == 2


def test_a_hamlet_of_more_people_than_can_be_looked_at_says_so(
    opened: OpenDesk, bridge: FindBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = receive(opened, "Đặng Văn Đức", id=DUC, address=HAMLET)
    for place in range(5):
        receive(opened, f"Lò Văn {'ABCDE'[place]}", address=HAMLET)
    monkeypatch.setattr(household, "MOST_PEOPLE", 3)
    about = bridge.about(own)
    assert [line.head for line in about.household] == ["Lò Văn E", "Lò Văn D", "Lò Văn C"]
    assert about.more
    monkeypatch.setattr(search, "FEW_NAMES", 2)
    assert bridge.about(own) == about


def test_without_an_address_there_is_no_household(opened: OpenDesk, bridge: FindBridge) -> None:
    own = receive(opened, "Đặng Văn Đức")
    receive(opened, "Lỳ Mò Mé")
    assert bridge.about(own).household == ()
    with pytest.raises(ClerkError):
        bridge.about("MC-03158-1-261120-9999")
