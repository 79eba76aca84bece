"""The words of Mẫu 01, exactly, read back from the finished paper."""

from dataclasses import replace

import pytest

from app.domain.person import Person
from app.wire.token import lookup_word
from tests.printing.reading import flat, text_of
from tests.printing.samples import (
    IDENTITY,
    OFFICE,
    OWNER,
    PAPERS,
    STANDING,
    SUBMITTER,
    Case,
    cases,
    dossier,
)

USUAL = """UBND XÃ SÍN THẦU
TRUNG TÂM PHỤC VỤ
HÀNH CHÍNH CÔNG
Số phiếu: MC-03158-1-261120-0240
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sín Thầu, ngày 20 tháng 11 năm 2026
GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ
(Liên 1: Lưu)
Mã hồ sơ trên hệ thống của tỉnh:
Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công xã Sín Thầu
Tiếp nhận hồ sơ của: Đặng Văn Đức
Địa chỉ: Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên
Số điện thoại: 0912 345 678 Email (nếu có):
Số định danh cá nhân/Căn cước/Hộ chiếu/Mã số thuế: 011090000007
"""
PROMISE = """2. Số lượng hồ sơ: 01 (bộ)
3. Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc
4. Thời gian nhận hồ sơ: 08 giờ 37 phút, ngày 20 tháng 11 năm 2026
5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 37 phút, ngày 25 tháng 11 năm 2026
Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công xã Sín Thầu
Phí, lệ phí: 15.000 đồng – Đã thu
Vào Sổ theo dõi hồ sơ, Quyển số: ……………… Số thứ tự: ………………
"""


def words(name: str, paper: str = "a4") -> str:
    return flat(cases()[name].pdf(paper))


def test_the_usual_slip_says_what_the_form_says() -> None:
    text = text_of(cases()["usual"].pdf())

    assert text.startswith(USUAL)
    assert PROMISE in text


def test_the_two_copies_name_whom_they_are_for() -> None:
    text = words("usual")

    assert text.count("(Liên 1: Lưu)") == 1
    assert text.count("(Liên 2: Giao khách hàng)") == 1


def test_an_own_number_leaves_room_for_the_provinces() -> None:
    assert "Số phiếu: MC-03158-1-261120-0240" in words("usual")
    assert "Mã hồ sơ trên hệ thống của tỉnh: Bộ phận" in words("usual")


def test_a_paired_number_is_printed_in_that_room() -> None:
    assert "Mã hồ sơ trên hệ thống của tỉnh: H18.40.12-261120-0017" in words("paired")


def test_a_leased_number_is_the_code_itself() -> None:
    text = words("leased")

    assert "Mã hồ sơ: H18.40-261120-0001" in text
    assert "Số phiếu" not in text
    assert "trên hệ thống của tỉnh" not in text


@pytest.mark.parametrize("paper", ["a4", "a5", "a4x2"])
def test_without_a_term_no_date_is_invented(paper: str) -> None:
    text = words("no-due", paper)

    assert "theo quy định là: pháp luật không ấn định" in text
    assert "5. Thời gian trả kết quả giải quyết hồ sơ: pháp luật không ấn định thời hạn" in text


def test_an_unknown_fee_is_not_called_free() -> None:
    assert "Phí, lệ phí: theo quy định của tỉnh" in words("no-due")


def test_a_fee_of_nothing_is_said() -> None:
    assert "Phí, lệ phí: Không thu" in flat(Case(dossier(fees=())).pdf())


def test_an_exemption_names_its_ground() -> None:
    assert "Phí, lệ phí: Miễn – căn cứ người khuyết tật, Điều 10" in words("exempt")


@pytest.mark.parametrize(
    ("paid", "said"),
    [("cash", "Đã thu"), ("transfer", "Chuyển khoản, chờ đối soát"), (None, "Chưa thanh toán")],
)
def test_the_fee_says_whether_it_was_paid(paid: str | None, said: str) -> None:
    assert f"Phí, lệ phí: 15.000 đồng – {said}" in flat(Case(dossier(paid=paid)).pdf())


def test_a_submitter_is_named_and_signs() -> None:
    text = words("submitter")

    assert "Tiếp nhận hồ sơ của: Đặng Văn Đức Người nộp: Lỳ Mò Mé (vợ)" in text
    assert "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) Lỳ Mò Mé" in text


def test_a_submitter_without_relation_stands_in() -> None:
    text = flat(Case(dossier(submitter=replace(SUBMITTER, relation=None))).pdf())

    assert "Người nộp: Lỳ Mò Mé (nộp thay)" in text


def test_a_paper_of_several_kinds_is_one_row() -> None:
    text = words("usual")

    assert "2 Quyết định ly hôn đã có hiệu lực Bản chính Bản sao 01 02 3 Giấy" in text


def test_originals_to_certify_stand_in_their_own_table() -> None:
    text = words("certified")

    assert "STT Bản chính cần chứng thực bản sao Số trang Số bản 1 Căn cước công dân 02 03" in text
    assert "Loại giấy tờ" not in text
    assert text.count("Bằng tốt nghiệp đại học") == 2


def test_pages_and_copies_alone_make_one_original() -> None:
    assert "1 Bản chính theo yêu cầu 04 03" in words("copies")


def test_papers_and_originals_make_two_tables() -> None:
    text = flat(Case(dossier(papers=(*PAPERS, *cases()["certified"].dossier.papers))).pdf())

    assert "Loại giấy tờ Số lượng" in text
    assert "Số trang Số bản" in text


def test_a_slip_without_papers_leaves_room_to_write() -> None:
    text = words("bare")

    assert "mỗi loại giấy tờ gồm: 2. Số lượng hồ sơ" in text
    assert "Địa chỉ: Số điện thoại: Email (nếu có):" in text


def test_a_very_long_official_name_gives_way_to_the_short_one() -> None:
    assert "Chứng thực bản sao từ bản chính (mã 2.000815)" in words("certified")
    assert "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân (mã 1.004873)" in words("usual")


def test_a_procedure_out_of_the_catalogue_prints_its_code() -> None:
    text = flat(Case(dossier(procedure="9.999999")).pdf())

    assert "giải quyết: 9.999999 (mã 9.999999)" in text


def test_the_lookup_word_is_the_receptions_own() -> None:
    assert f"Mã tra cứu: {lookup_word(IDENTITY)}" in words("usual")


def test_an_office_without_site_and_telephone_says_nothing_of_them() -> None:
    bare = replace(STANDING, office=replace(OFFICE, phone=None, lookup_url=None))
    text = flat(Case(dossier(), bare).pdf())

    assert "Xem tình trạng" not in text
    assert "Hỏi qua" not in text
    assert f"Mã tra cứu: {lookup_word(IDENTITY)}" in text


def test_a_slip_names_the_office_that_decides_and_the_one_that_gives_back() -> None:
    center = "Trung tâm Phục vụ hành chính công xã"
    text = flat(Case(dossier(deciding_office="03176", return_office="03158")).pdf())
    assert f"Cơ quan giải quyết hồ sơ: {center} Nà Bủng" in text
    assert f"Đăng ký nhận kết quả tại: {OFFICE.name}" in text
    there = flat(Case(dossier(deciding_office="03176", return_office="03176")).pdf())
    assert f"Đăng ký nhận kết quả tại: {center} Nà Bủng" in there
    assert "Cơ quan giải quyết" not in words("usual")


def test_a_slip_of_another_office_bears_that_ones_head() -> None:
    text = flat(Case(dossier(office="03176", deciding_office="03158")).pdf())
    assert "Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công xã Nà Bủng" in text
    assert f"Cơ quan giải quyết hồ sơ: {OFFICE.name}" in text


def test_markup_in_a_name_prints_as_it_is() -> None:
    text = flat(Case(dossier(owner=replace(OWNER, name="A <b>&*{x}_ *B* {code}"))).pdf())

    assert "Tiếp nhận hồ sơ của: A <b>&*{x}_ *B* {code} Địa chỉ" in text


def test_a_name_of_the_central_highlands_is_whole() -> None:
    text = flat(Case(dossier(owner=Person("Y Ƀhĭm Êñuôl Hŏ Kpă Bh'riu Ŭ Ĕ Ơ̆"))).pdf())

    assert "Y Ƀhĭm Êñuôl Hŏ Kpă Bh'riu Ŭ Ĕ" in text


def test_a_training_slip_says_so_and_a_real_one_does_not() -> None:
    assert "LUYỆN TẬP" in words("training")
    assert "LUYỆN TẬP" not in words("usual")


def test_a_second_print_is_marked_on_every_page() -> None:
    assert words("again").count("BẢN IN LẠI LẦN 2") == 2
    assert "BẢN IN LẠI" not in words("usual")


def test_small_print_names_form_desk_time_and_page() -> None:
    small = "Mẫu số 01 – TT 03/2025/TT-VPCP · Máy 03158-1A · in 08:38 20/11/2026 Trang 1/1"

    assert small in words("usual")


def test_pages_of_a_long_slip_bear_the_number() -> None:
    assert "MC-03158-1-261120-0240 · Trang 3/3" in words("long-papers")


def test_a_day_agreed_is_printed_where_it_is_not_the_due_day_with_the_hour_of_a_wedding() -> None:
    assert "Ngày hẹn với công dân: thứ Bảy 28/11/2026 Phí" in words("market")
    assert "Ngày hẹn" not in words("due-day") + words("usual")
    for paper in ("a4", "a5", "80mm"):
        said = "Ngày hẹn với công dân: 09:30 thứ Bảy 28/11/2026 (giờ trao Giấy chứng nhận)"
        assert said in words("wedding", paper)


def test_a_point_of_a_one_level_centre_names_its_branch() -> None:
    branch = "Chi nhánh Trung tâm Phục vụ hành chính công tỉnh Quảng Ninh tại Móng Cái"
    assert f"Thuộc: {branch} Tiếp nhận" in words("wedding").replace("\u00a0", " ")
    assert "Thuộc:" not in words("usual")
