"""What the papers of a dossier say, read back from the finished page."""

from dataclasses import replace

import pytest

from app.domain import events as e
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
from tests.printing.reading import flat, read, says
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
    waits = stop(
        HEAD, life(event(e.PaymentRequired(None, "thuế", 480)), event(e.Stopped("Trùng")), fees=())
    ).values
    assert waits["money"] == "nghĩa vụ tài chính – chưa nộp"
    demanded = event(e.PaymentRequired(250_000, "thuế", 480)), event(e.PaymentMade("cash"))
    paid = stop(HEAD, life(*demanded, event(e.Withdrawn("thôi")), fees=None)).values
    assert paid["money"] == "nghĩa vụ tài chính 250.000 đồng – đã nộp"
    assert paid["paid"]


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
    with pytest.raises(ClerkError, match="Chưa rõ số tiền đã thu"):
        cash(HEAD, life(paid="cash", fees=None))


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
