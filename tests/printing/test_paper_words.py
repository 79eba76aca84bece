"""What the papers of a dossier say, read back from the finished page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain import events as e
from app.domain.downstream import Reassigned
from app.domain.errors import ClerkError
from app.domain.person import Person
from app.printing.layout import MM
from app.services.cash_values import cash
from app.services.control_values import control
from app.services.letter_values import apology, stop
from app.services.result_values import handover, receipt
from app.services.supplement_values import supplement
from app.services.visit_values import visit
from tests.printing.paper_samples import FEES, FINISHED, HANDED, stored, usual
from tests.printing.reading import codes, flat, read, says
from tests.printing.samples import OWNER
from tests.printing.told import (
    CODE,
    HEAD,
    RECEIPT,
    asked_for_papers,
    event,
    extended,
    life,
    moment,
    pdf,
)


def words(form: str) -> str:
    return flat(pdf(usual()[form]))


def test_a_supplement_slip_lists_what_is_missing_until_when_and_whom_to_ask() -> None:
    text = words("supplement")

    says(
        text,
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "/HDHS",
        f"Mã hồ sơ: {CODE}",
        "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Đặng Văn Đức",
        "TT Thành phần hồ sơ Số lượng Bản chính",
        "1 Quyết định ly hôn đã có hiệu lực",
        "Lý do: Thiếu bản án ly hôn.",
        "đến hết ngày 27 tháng 11 năm 2026.",
        "Hồ sơ đang ở bước: kiểm tra đầu vào.",
        "liên hệ với Lò Thị Nhi số điện thoại 0215 3000 000",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Lò Thị Nhi",
    )


def test_a_paper_of_the_catalogue_brings_its_numbers() -> None:
    name = "Tờ khai cấp giấy xác nhận tình trạng hôn nhân"
    text = flat(pdf(supplement(HEAD, life(event(asked_for_papers(name), moment(20, 10))))))

    assert f"1 {name} 01" in text


def test_a_day_that_is_none_stays_as_it_was_typed() -> None:
    asked = asked_for_papers(until="cuối tháng sau")

    assert "đến hết cuối tháng sau." in flat(pdf(supplement(HEAD, life(event(asked, moment(21))))))


def test_a_second_request_is_another_paper() -> None:
    story = life(
        event(asked_for_papers("Giấy thứ nhất"), moment(20, 10)),
        event(e.PapersReceived(), moment(21)),
        event(e.TakenOver(), moment(21, 10)),
        event(asked_for_papers("Giấy thứ hai"), moment(22)),
    )
    made = supplement(HEAD, story)

    assert made.which == 2
    text = flat(pdf(made))
    assert "Giấy thứ hai" in text
    assert "Giấy thứ nhất" not in text
    assert "đang ở bước: thẩm định" in text


def test_a_refusal_says_why_and_on_what_ground() -> None:
    text = words("refusal")

    says(
        text,
        "Số: TC-03158-1-261120-0001",
        "với lý do cụ thể như sau: Thường trú ở xã khác.",
        "Căn cứ: Điều 21 Nghị định 123/2015/NĐ-CP",
        "NGƯỜI NỘP HỒ SƠ",
    )


def test_an_apology_is_a_letter_with_the_old_and_the_new_promise() -> None:
    text = words("apology")

    says(
        text,
        "Số: 05/TTPVHCC",
        "V/v xin lỗi và đề nghị gia hạn thời gian giải quyết hồ sơ",
        "Kính gửi: Ông/Bà Đặng Văn Đức",
        "Thời gian hẹn trả kết quả: 08 giờ 37 phút, ngày 25 tháng 11 năm 2026.",
        "Lý do: chờ kết quả xác minh do mưa lũ chia cắt đường.",
        "gia hạn thời gian giải quyết hồ sơ đến 10 giờ 00 phút, ngày 04 tháng 12",
        "lần thứ 01",
        "Nơi nhận: - Như trên; - Lưu: VT, HSMC.",
        "GIÁM ĐỐC (Ký, ghi rõ họ tên, đóng dấu) Lò Văn Toàn",
    )
    assert "KT." not in text


@pytest.mark.parametrize(
    ("signer", "title"),
    [
        ("Pờ Thị Hoa", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Ký"),
        ("Nguyễn Văn Lạ", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ (Ký"),
        (None, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ (Ký"),
    ],
)
def test_the_title_follows_who_signs(signer: str | None, title: str) -> None:
    text = flat(pdf(apology(HEAD, life(extended(signer=signer, document=None)))))

    assert title in text
    assert "Số: ……/……" in text


def test_an_office_is_not_addressed_as_a_person() -> None:
    owner = Person("Hợp tác xã Tá Miếu", kind="cooperative")
    text = flat(pdf(apology(HEAD, life(extended(), owner=owner))))

    assert "Kính gửi: Hợp tác xã Tá Miếu" in text
    assert "Ông/Bà" not in text


def test_a_stop_tells_withdrawal_and_stop_apart() -> None:
    drawn, halted = words("stop"), flat(pdf(stop(HEAD, life(event(e.Stopped("Quá hạn bổ sung")),
                                                             paid="cash"))))  # fmt: skip

    assert "3. Nội dung đề nghị dừng của người nộp hồ sơ: Ông Đức không còn nhu cầu." in drawn
    assert "6. Nghĩa vụ tài chính: phí, lệ phí 15.000 đồng – chưa nộp." in drawn
    assert "Hoàn trả" not in drawn
    assert "3. Lý do dừng giải quyết: Quá hạn bổ sung." in halted
    assert "15.000 đồng – đã nộp." in halted
    assert "Hoàn trả phí, lệ phí (nếu có):" in halted
    assert "kể từ 08 giờ 37 phút, ngày 20 tháng 11 năm 2026" in halted


def test_a_stop_says_what_was_paid_and_never_that_an_unknown_fee_is_none() -> None:
    unknown = stop(HEAD, life(event(e.Stopped("Trùng")), fees=None)).values
    assert unknown["money"] == "phí, lệ phí theo quy định của tỉnh – chưa nộp"
    assert unknown["paid"] is None
    free = stop(HEAD, life(event(e.Stopped("Trùng")), fees=())).values
    assert free["money"] is None
    demanded = event(e.PaymentRequired(250_000, "thuế", 480)), event(e.PaymentMade("cash"))
    paid = stop(HEAD, life(*demanded, event(e.Withdrawn("thôi")), fees=None)).values
    assert paid["money"] == "nghĩa vụ tài chính 250.000 đồng – đã nộp"
    assert paid["paid"]


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
    """Before anybody had it: at the first hand-over; without one the slip's head has the day."""
    remark = "Gia hạn (Mẫu 04, số 05/TTPVHCC) đến 10:00 04/12/2026"
    to = event(e.HandedOver("sung"), moment(20, 14)), event(e.HandedOver("tinh"), moment(30))

    before = control(HEAD, life(extended(), *to)).values["handovers"]
    assert [block["note"] for block in before] == [remark, ""]
    between = control(HEAD, life(to[0], extended(), to[1]))
    assert [block["note"] for block in between.values["handovers"]] == [remark, ""]
    assert "Gia hạn" in flat(pdf(between))
    alone = control(HEAD, life(extended()))
    assert alone.values["handovers"] == []
    assert "Hẹn lại: 10 giờ 00 phút, ngày 04 tháng 12" in flat(pdf(alone))


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


def test_a_void_dossier_keeps_its_control_slip_and_gets_no_other_paper() -> None:
    story = life(event(asked_for_papers(), moment(20, 10)), event(e.Voided("nhầm"), moment(20, 11)))

    assert "HỒ SƠ NÀY ĐÃ HUỶ" in flat(pdf(control(HEAD, story)))
    with pytest.raises(ClerkError, match="đã huỷ"):
        supplement(HEAD, story)


def test_a_receipt_of_a_result_names_who_took_it_and_by_what_right() -> None:
    text = words("result")

    says(
        text,
        "Người trả: Lò Thị Nhi",
        "Người nhận: Lỳ Mò Mé",
        "Quan hệ với chủ hồ sơ: vợ",
        "Giấy ủy quyền: giấy ủy quyền 20/11",
        "Người nhận không mang Giấy tiếp nhận",
        "1 Giấy xác nhận 34/XNTTHN",
        "Thời gian trả: 08 giờ 00 phút, ngày 30 tháng 11 năm 2026",
    )


def test_before_it_is_handed_out_a_hand_writes_who_takes_it() -> None:
    text = flat(pdf(receipt(HEAD, life(FINISHED), "Lò Thị Nhi")))

    assert "Thời gian trả: ……giờ……phút" in text
    assert "Người nhận: Điện thoại:" in text


def test_a_list_of_results_names_giver_and_taker_only_where_all_are_the_same() -> None:
    one = life(*HANDED, FINISHED)
    same, mixed = handover(HEAD, [one, one]), handover(HEAD, [one, life(FINISHED)])

    assert same.values["from_office"] == "Chủ tịch UBND xã"
    assert mixed.values["from_office"] is None
    text = flat(pdf(same))
    assert "Tổng số: 2 hồ sơ. Thời gian bàn giao: 15 giờ 00 phút, ngày 25 tháng 11" in text
    assert f"1 {CODE} Xác nhận tình trạng hôn nhân" in text


def test_a_visit_lists_its_dossiers_with_their_promises_and_the_sum() -> None:
    paid = life(fees=FEES, paid="cash", procedure="2.000815", pages=5, copies=3)
    made = visit(HEAD, [stored(life()), stored(paid)])
    text = flat(pdf(made))

    assert text.count("(Nhiều hồ sơ – Liên 1: Lưu)") == 1
    says(
        text,
        "Xác nhận tình trạng hôn nhân (1.004873) Tờ khai",
        "Cộng: 2 hồ sơ 36.000",
        "08:37 25/11/2026",
        "21.000 Đã thu",
    )


def test_an_unknown_fee_is_left_out_of_the_sum_and_said() -> None:
    text = words("visit")

    assert "Có hồ sơ chưa rõ mức phí, lệ phí nên chưa cộng." in text


def test_dossiers_of_two_people_are_no_visit() -> None:
    other = life(owner=replace(OWNER, name="Lỳ Mò Mé", id=None))

    with pytest.raises(ClerkError, match="không cùng chủ hồ sơ"):
        visit(HEAD, [stored(life()), stored(other)])


def test_a_cash_slip_says_the_sum_in_words_and_that_it_is_no_official_receipt() -> None:
    text = words("cash")

    says(
        text,
        "PHIẾU THU",
        "không phải biên lai thu phí, lệ phí",
        "1 Chứng thực bản sao từ bản chính 03 7.000 21.000",
        "Cộng 21.000",
        "Bằng chữ: Hai mươi mốt nghìn đồng.",
        "mẫu số 01BLP2-001, ký hiệu 28AA-26P, số 0000123.",
        f"Số: PT-{CODE}",
    )


def test_a_duty_is_paid_with_its_own_slip() -> None:
    story = life(
        event(e.PaymentRequired(204_000), moment(21)),
        event(e.PaymentMade("cash", RECEIPT), moment(22)),
        paid="cash",
    )
    made = cash(HEAD, story)

    assert (made.which, made.values["total"]) == (2, 204_000)
    assert "Hai trăm linh tư nghìn đồng" in flat(pdf(made))


@pytest.mark.parametrize(
    ("paid", "exemption", "why"),
    [(None, None, "chưa ghi thu tiền"), ("transfer", None, "chuyển khoản"),
     ("cash", "người khuyết tật", "chưa ghi thu tiền")],
)  # fmt: skip
def test_no_cash_no_slip(paid: str | None, exemption: str | None, why: str) -> None:
    with pytest.raises(ClerkError, match=why):
        cash(HEAD, life(paid=paid, exemption=exemption))


def test_what_a_dossier_does_not_have_is_not_printed() -> None:
    plain = life()
    with pytest.raises(ClerkError, match="chưa có bước yêu cầu bổ sung"):
        supplement(HEAD, plain)
    with pytest.raises(ClerkError, match="chưa được hẹn lại"):
        apology(HEAD, plain)
    with pytest.raises(ClerkError, match="không ở trạng thái dừng"):
        stop(HEAD, plain)
    with pytest.raises(ClerkError, match="chưa có kết quả"):
        receipt(HEAD, plain, "Lò Thị Nhi")
    with pytest.raises(ClerkError, match="chưa có kết quả"):
        handover(HEAD, [life(FINISHED), plain])


def test_a_stop_that_was_taken_back_is_none() -> None:
    story = life(event(e.Withdrawn("thôi"), moment(21)), event(e.Reversed("nhầm"), moment(22)))

    with pytest.raises(ClerkError, match="không ở trạng thái dừng"):
        stop(HEAD, story)


def test_every_page_of_a_letter_but_the_first_bears_its_number_in_the_upper_margin() -> None:
    first, second = read(pdf(apology(HEAD, life(extended(reason="chờ xác minh " * 300)))))
    upper = [
        [one.text for one in page.letters if one.bottom > page.height - 18 * MM]
        for page in (first, second)
    ]

    assert upper == [[], ["2"]]


def test_a_second_print_is_marked_and_training_is_said() -> None:
    text = flat(pdf(usual()["apology"], again=2, training=True))

    assert "BẢN IN LẠI LẦN 2" in text
    assert "LUYỆN TẬP" in text
