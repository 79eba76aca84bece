"""Mẫu 06, the control slip: every hand a dossier went through, read back from the finished page."""

from datetime import timedelta

import pytest

from app.domain import events as e
from app.domain.downstream import Reassigned
from app.services.control_values import control
from tests.printing.paper_samples import FINISHED, usual
from tests.printing.reading import codes, flat, read, says
from tests.printing.told import (
    CODE,
    HEAD,
    event,
    extended,
    life,
    moment,
    pdf,
)


def test_a_control_slip_tells_every_hand_in_order_and_marks_what_was_typed_in_later() -> None:
    made = pdf(usual()["control"])
    text = flat(made)

    assert codes(made, 200) == [CODE]
    says(
        text,
        "1. Giao: Trung tâm Phục vụ hành chính công xã Sín Thầu",
        "14 giờ 05 phút, ngày 20 tháng 11 năm 2026",
        "2. Nhận: Vàng A Sùng",
        "Nhận lúc 14:20 20/11/2026",
        "2. Nhận: Chủ tịch UBND xã",
    )
    assert "Đúng hạn" in text.replace("đúng hạn", "")
    assert "nhập sau 3 ngày (28/11/2026)" in text
    assert text.count("1. Giao:") == 4  # at least four blocks, empty ones for a hand


def test_a_control_slip_takes_no_second_page_for_a_block_that_waits_for_a_hand() -> None:
    unit = "Phòng Kinh tế, Hạ tầng và Đô thị, bộ phận đất đai, địa chính, xây dựng và môi trường"
    to = [event(e.HandedOver(unit), moment(20, 13 + hour)) for hour in range(3)]
    made = pdf(control(HEAD, life(*to)))
    assert len(read(made)) == 1
    assert flat(made).count("1. Giao:") == 3


def test_what_was_taken_at_the_minute_it_was_given_needs_no_remark() -> None:
    to = event(e.HandedOver("sung"), moment(20, 14))
    taken = event(e.TakenOver(), moment(20, 14) + timedelta(seconds=40), actor="sung")
    (block,) = control(HEAD, life(to, taken)).values["handovers"]
    assert (block["to"], block["note"]) == ("Vàng A Sùng", "")


@pytest.mark.parametrize(("day", "said"), [(24, "Trước hạn"), (25, "Đúng hạn"), (26, "Quá hạn")])
def test_days_say_whether_it_was_in_time(day: int, said: str) -> None:
    made = control(HEAD, life(event(e.Finished(), moment(day, 16))))

    assert made.values["handovers"][-1]["result"] == said


def test_an_extension_that_does_not_count_changes_no_verdict() -> None:
    """Signed under a number it counts; without one the first promise does."""
    signed = extended(), event(e.Finished(), moment(3, month=12))
    unsigned = extended(signer=None, document=None), event(e.Finished(), moment(3, month=12))

    (block,) = control(HEAD, life(*signed)).values["handovers"]
    assert block["result"] == "Trước hạn"
    assert block["note"].splitlines()[1:] == ["theo phiếu hẹn: quá hạn"]
    (block,) = control(HEAD, life(*unsigned)).values["handovers"]
    assert block["result"] == "Quá hạn"
    assert block["note"].startswith("Gia hạn (Mẫu 04, chưa có số) đến ")


def test_an_extension_is_a_remark_where_the_dossier_was_when_it_was_given() -> None:
    """Before anybody had it: at the first hand-over; without one in the first empty block."""
    remark = "Gia hạn (Mẫu 04, số 05/TTPVHCC) đến 10:00 04/12/2026"
    to = event(e.HandedOver("sung"), moment(20, 14)), event(e.HandedOver("tinh"), moment(30))

    before = control(HEAD, life(extended(), *to)).values["handovers"]
    assert [block["note"] for block in before] == [remark, ""]
    between = control(HEAD, life(to[0], extended(), to[1]))
    assert [block["note"] for block in between.values["handovers"]] == [remark, ""]
    assert "Gia hạn" in flat(pdf(between))
    alone = control(HEAD, life(extended()))
    (block,) = alone.values["handovers"]
    assert (block["from"], block["to"], block["at"], block["note"]) == ("", None, None, remark)
    made = pdf(alone)
    text = flat(made)
    assert "Hẹn lại: 10 giờ 00 phút, ngày 04 tháng 12" in text
    assert "số 05/TTPVHCC" in text
    assert (text.count("1. Giao:"), len(read(made))) == (4, 1)
    assert control(HEAD, life()).values["handovers"] == []


def test_a_person_signs_for_the_unit_that_gives_the_result_to_the_desk() -> None:
    to = event(e.HandedOver("Tư pháp"), moment(20, 14))
    took = event(e.TakenOver(), moment(20, 15), by="Vàng Thị Tư")
    done = event(e.Finished(), moment(24))
    _, back = control(HEAD, life(to, took, done)).values["handovers"]
    assert (back["from"], back["given_by"]) == ("Tư pháp", "Vàng Thị Tư")
    _, back = control(HEAD, life(to, done)).values["handovers"]  # nobody said that he has it
    assert (back["from"], back["given_by"]) == ("Tư pháp", "Tư pháp")


def test_the_provinces_word_is_a_hand_over_on_the_control_slip() -> None:
    given = Reassigned("ab" * 32, 1, "03158", "03176", "Trung tâm xã Nà Bủng", "đúng địa bàn")
    said = event(given, moment(18, 10), actor="province:11", by="Lê Văn Sở")
    (block,) = control(HEAD, life(said)).values["handovers"]
    assert (block["from"], block["to"], block["given_by"], block["note"]) == (
        HEAD.standing.office.name, "Trung tâm xã Nà Bủng", "Lê Văn Sở", "Tỉnh giao: đúng địa bàn",
    )  # fmt: skip


def test_a_reversed_result_stays_on_the_control_slip() -> None:
    story = life(FINISHED, event(e.Reversed("nhầm hồ sơ"), moment(26)))
    (block,) = control(HEAD, story).values["handovers"]

    assert block["result"] == "Đúng hạn"
    assert "Đã đảo bước 09:00 26/11/2026" in block["note"]


def test_work_that_was_simply_taken_has_its_block() -> None:
    (block,) = control(HEAD, life(event(e.TakenOver(), moment(20, 10), actor="sung"))).values[
        "handovers"
    ]

    assert (block["to"], block["taken_by"]) == ("Vàng A Sùng", "Vàng A Sùng")
