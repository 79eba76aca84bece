"""What each step asks on its sheet, as data: the words at its head, its key and its fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.reminded import WAYS


@dataclass(frozen=True, slots=True)
class Asking:
    """A field of a sheet: the name it has in `StepAsked`, its label and the line below it."""

    name: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step that needs only typed fields, perhaps under one choice.

    `title` asks, `verb` is the word of F9, `done` what is said after it. `choices` are (meaning,
    words) of `choice`, the field in `StepAsked` that they fill; without any of its own the choice
    is which word of the dossier is wrong.
    """

    title: str
    verb: str
    done: str
    fields: tuple[Asking, ...]
    about: str = ""
    choice: str = ""
    choices: tuple[tuple[str, str], ...] = ()


STANDS = " Thời hạn tạm dừng; phần còn lại tính tiếp khi xử lý lại."
SIGNER = Asking("signer", "Người ký (nếu có)")
REASON = "reason"
REMARK = (Asking(REASON, "Ghi thêm (nếu cần)"),)
TAKEN = Asking("amount", "Số tiền đã thu (đồng)", "Ví dụ: 8.000")

MORE: Mapping[str, StepForm] = {
    "require_payment": StepForm(
        "Yêu cầu nộp tiền",
        "Yêu cầu nộp",
        "Đã ghi yêu cầu nộp tiền. Thời hạn tạm dừng.",
        (
            Asking("amount", "Số tiền phải nộp (đồng)", "Ví dụ: 250.000"),
            Asking(REASON, "Nộp khoản gì (nếu cần ghi)", "Ví dụ: thuế trước bạ"),
        ),
        about="Người dân phải nộp thuế, phí rồi mới xử lý tiếp." + STANDS,
    ),
    "payment_made": StepForm(
        "Đã nộp tiền",
        "Ghi đã nộp",
        "Đã ghi khoản nộp.",
        REMARK,
        choice="paid",
        choices=(("cash", "Tiền mặt"), ("transfer", "Chuyển khoản")),
    ),
    "suspend": StepForm(
        "Tạm dừng xử lý",
        "Tạm dừng",
        "Đã tạm dừng hồ sơ và thời hạn.",
        (Asking(REASON, "Lý do", "Ví dụ: chờ ý kiến của Sở Tư pháp"),),
        about="Cơ quan tạm dừng, hồ sơ vẫn mở." + STANDS,
    ),
    "resume": StepForm(
        "Xử lý tiếp",
        "Xử lý tiếp",
        "Hồ sơ xử lý tiếp, thời hạn tính tiếp.",
        REMARK,
        about="Thời hạn chạy tiếp với số giờ làm việc còn lại khi tạm dừng.",
    ),
    "extend": StepForm(
        "Xin lỗi và hẹn lại (Mẫu 04)",
        "Hẹn lại",
        "Đã ghi ngày hẹn mới.",
        (
            Asking("due_at", "Ngày hẹn mới", "Ví dụ: 27/11/2026 hoặc 27/11/2026 15:00"),
            Asking(REASON, "Lý do chưa giải quyết xong"),
            Asking("document", "Số văn bản xin lỗi", "Ví dụ: 15/XL-UBND"),
            Asking("signer", "Người ký văn bản"),
        ),
        about="Văn bản xin lỗi phải được ký và có số trước ngày hẹn cũ thì hạn mới được tính là "
        "đúng hạn. Không ghi giờ thì hẹn đến cuối giờ làm việc ngày đó.",
    ),
    "withdraw": StepForm(
        "Công dân rút hồ sơ",
        "Ghi rút hồ sơ",
        "Đã ghi công dân rút hồ sơ. Trả lại giấy tờ đã nhận.",
        (Asking(REASON, "Lý do", "Ví dụ: tự nguyện rút, nộp lại sau"),),
        about="Chỉ khi chưa có kết quả. Hồ sơ đóng lại; rút nhầm thì lãnh đạo đảo bước.",
    ),
    "stop": StepForm(
        "Dừng giải quyết (Mẫu 05)",
        "Dừng giải quyết",
        "Đã dừng giải quyết hồ sơ. In Mẫu 05 cho công dân.",
        (Asking(REASON, "Lý do và căn cứ"), SIGNER),
        about="Cơ quan dừng hẳn, hồ sơ đóng lại. Dừng nhầm thì lãnh đạo đảo bước.",
    ),
    "wait_technical": StepForm(
        "Chờ điều kiện kỹ thuật",
        "Ghi đang chờ",
        "Đã ghi hồ sơ đang chờ điều kiện kỹ thuật. Thời hạn vẫn chạy.",
        (Asking(REASON, "Chờ gì", "Ví dụ: chưa có phôi giấy chứng nhận"),),
        about="Thời hạn không dừng; lý do này được kê khi hồ sơ quá hạn.",
    ),
    "wait_over": StepForm(
        "Hết chờ kỹ thuật",
        "Ghi hết chờ",
        "Đã ghi hết chờ điều kiện kỹ thuật.",
        REMARK,
    ),
    "remind": StepForm(
        "Nhắc đến nhận kết quả",
        "Ghi đã nhắc",
        "Đã ghi lần nhắc.",
        (Asking(REASON, "Ghi thêm (nếu cần)", "Ví dụ: hẹn chợ phiên thứ Bảy"),),
        about="Danh sách mọi kết quả lâu chưa lấy: F4 rồi 3.",
        choice="way",
        choices=tuple(WAYS.items()),
    ),
    "correct_result": StepForm(
        "Đính chính kết quả sai",
        "Mở hồ sơ đính chính",
        "Đã mở hồ sơ đính chính, miễn phí; mã của nó ở diễn biến bên phải.",
        (Asking(REASON, "Kết quả sai chỗ nào"),),
        about="Lỗi của cơ quan: hồ sơ mới cùng người, không thu tiền, hẹn theo thời hạn của thủ "
        "tục. Chứng thực: lấy lại đủ số trang, số bản, ký thì có số mới. Hồ sơ này giữ nguyên.",
    ),
    "correct": StepForm(
        "Sửa thông tin nhập sai",
        "Sửa",
        "Đã sửa; giá trị cũ ở lại trong diễn biến. Phiếu đã in sai thì in lại: Ctrl+P.",
        (
            Asking("value", "Ghi đúng là"),
            Asking(REASON, "Lý do", "Ví dụ: gõ nhầm chữ"),
        ),
        about="Sai thủ tục thì huỷ hồ sơ (Ctrl+Del) rồi nhận lại. Sửa số trang, số bản thì lệ phí "
        "tính lại.",
        choice="field",
    ),
    "note": StepForm(
        "Ghi chú vào hồ sơ",
        "Ghi chú",
        "Đã ghi chú.",
        (Asking(REASON, "Nội dung", "Ví dụ: đã gọi điện, hẹn đến chợ phiên thứ Bảy"),),
    ),
    "link": StepForm(
        "Liên kết với hồ sơ khác",
        "Liên kết",
        "Đã liên kết hai hồ sơ.",
        (
            Asking("other", "Mã hồ sơ kia"),
            Asking("relation", "Liên quan thế nào (nếu cần ghi)", "Ví dụ: liên thông khai sinh"),
        ),
    ),
}
