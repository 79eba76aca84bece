"""The picture book: every page and state, each with a sentence: `python -m tests.ui.book`.

`make pictures` writes it into docs/pictures/book, and the guide for clerks with its pictures into
docs/huong-dan-su-dung.md: the texts are those that F1 shows (resources/help).
"""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.services import guide
from tests.ui import gallery
from tests.ui.gallery import Picture

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER, GUIDE = DOCS / "pictures" / "book", DOCS / "huong-dan-su-dung.md"
MAIN = {
    "admin": "admin-people", "appointments": "appointments", "beside": "beside",
    "clock": "clock", "dossier": "dossier",
    "duty": "duty", "exchange": "exchange-unsent",
    "find": "find-many", "giveback": "giveback", "handover": "handover", "deciding": "deciding",
    "refusal": "refusal",
    "guidance": "guidance", "help": "help",
    "incidents": "incidents", "form_stock": "form-stock",
    "lessons": "lessons", "lock": "lock", "printing": "printing", "queue": "queue",
    "reception": "reception", "report": "report",
    "signing": "signing",
    "setup": "first-look", "today": "today", "uncollected": "uncollected",
    "viewer": "viewer",
}  # fmt: skip
MOST_SEEN = ("today", "reception", "find-many", "dossier", "giveback", "exchange-unsent")
CAPTIONS = {
    "today": "Hôm nay: việc chờ, gấp nhất ở trên; mỗi con số mở danh sách của nó",
    "signing": "Chứng thực – ký: chọn tất cả, một lần F9",
    "signing-given": "Chứng thực – ký: số vừa cho, ghi lên từng bản",
    "signing-empty": "Chứng thực – ký: không còn gì chờ",
    "signing-electronic": "Chứng thực – ký: bản sao điện tử, sổ riêng",
    "signing-pin": "Chứng thực – ký: người khác ký bằng mã PIN của mình, gõ sai",
    "today-past": "Hôm nay: phím 7, hồ sơ quá hạn bổ sung",
    "today-technical": "Hôm nay: phím 8, hồ sơ chờ điều kiện kỹ thuật, từ ngày nào, chờ gì",
    "today-marked": "Hôm nay: đánh dấu nhiều dòng bằng phím cách",
    "today-empty": "Hôm nay: chưa có việc nào",
    "today-filter": "Hôm nay: bộ lọc không còn dòng nào",
    "reception": "Tiếp nhận: quét thẻ, 1, F9",
    "reception-saved": "Tiếp nhận: vừa lưu; Shift+F9 huỷ trong mười giây",
    "reception-empty": "Tiếp nhận: chờ người kế tiếp",
    "reception-long": "Tiếp nhận: tên dài và nhiều giấy tờ",
    "reception-error": "Tiếp nhận: lỗi ghi ngay dưới ô, chữ đã gõ vẫn còn",
    "reception-birth": "Tiếp nhận: khai sinh hỏi thêm về trẻ",
    "reception-bunch": "Tiếp nhận: liên thông ba việc, một tờ khai, một phiếu hẹn",
    "reception-office": "Tiếp nhận: xã khác giải quyết; tên xã cũ ra xã mới (Ctrl+H)",
    "reception-neighbour": "Tiếp nhận: nộp thay; người nộp ở lại cho chủ hồ sơ kế tiếp",
    "reception-organisation": "Tiếp nhận: chủ hồ sơ là tổ chức",
    "reception-printer": "Tiếp nhận: máy in không trả lời, hồ sơ vẫn an toàn",
    "reception-visit": "Tiếp nhận: nhiều thủ tục một lượt, một lần F9",
    "reception-duplicate": "Tiếp nhận: người này vừa nộp thủ tục ấy; F9 vẫn nhận",
    "reception-extras": "Tiếp nhận: hẹn ngày, nơi giải quyết, trả qua bưu điện, ghi chú (Ctrl+H)",
    "reception-typing": "Tiếp nhận: gõ tay; hai chữ ra tên bản",
    "reception-kept": "Tiếp nhận: người nộp ở lại cho hồ sơ kế tiếp",
    "reception-paper": "Tiếp nhận: nhập phiếu giấy viết lúc mất điện, theo giờ ghi trên phiếu",
    "lock": "Khoá: chọn tên, gõ mã PIN",
    "lock-wrong": "Khoá: mã PIN chưa đúng",
    "lock-phrase": "Khoá: mở bằng cụm mật khẩu",
    "dossier": "Hồ sơ: mọi việc đã xảy ra, ai làm, lúc nào",
    "dossier-hand-over": "Hồ sơ: bàn giao",
    "dossier-more": "Hồ sơ: các bước khác, chọn bằng số (Ctrl+H)",
    "dossier-correct": "Hồ sơ: sửa chữ nhập sai",
    "dossier-extend": "Hồ sơ: xin lỗi và hẹn lại (Mẫu 04)",
    "dossier-pay": "Hồ sơ: đã nộp tiền; lệ phí chưa rõ thì ghi số đã thu (F9)",
    "dossier-leader": "Hồ sơ: người lãnh đạo xem hồ sơ đã có kết quả",
    "deciding": "Xử lý: đánh dấu nhiều hồ sơ, số kết quả đếm tiếp, người ký gõ PIN",
    "refusal": "Từ chối tiếp nhận: lý do chọn bằng số, ghi rõ thêm",
    "handover": "Bàn giao: quét phiếu, số của người nhận, mã PIN của người ấy là chữ ký",
    "handover-empty": "Bàn giao: chờ quét phiếu; có hồ sơ giao cho mình",
    "handover-pin": "Bàn giao: mã PIN chưa đúng, chưa giao gì",
    "dossier-papers": "Hồ sơ: yêu cầu bổ sung giấy tờ",
    "dossier-give-back": "Hồ sơ: trả kết quả",
    "dossier-reverse": "Hồ sơ: người lãnh đạo đảo một bước nhầm, có lý do",
    "find": "Tìm: danh sách theo từng phím gõ; bên cạnh là chủ hồ sơ và người cùng địa chỉ",
    "find-many": "Tìm: nhiều hồ sơ khớp, mới nhất ở trên",
    "find-person": "Tìm: các hồ sơ khác của một người, Enter mở",
    "find-long": "Tìm: tên dài, nhiều hồ sơ, nhiều người cùng địa chỉ",
    "find-alone": "Tìm: không có ai khác ở đúng địa chỉ ấy",
    "find-telex": "Tìm: quên bật bộ gõ vẫn tìm được",
    "find-none": "Tìm: không thấy, và nên làm gì",
    "find-none-telex": "Tìm: không thấy cả khi đọc theo kiểu Telex",
    "find-begin": "Tìm: chưa gõ gì",
    "exchange": "Gửi – nhận: tỉnh có gì, chưa có gì, từ bao giờ",
    "exchange-unsent": "Gửi – nhận: hồ sơ chưa gửi",
    "exchange-disputed": "Gửi – nhận: việc cần xử lý, hai bên ghi gì",
    "exchange-moving": "Gửi – nhận: đang gửi, đã bao nhiêu, còn bao lâu",
    "exchange-paused": "Gửi – nhận: đang tạm dừng",
    "exchange-answering": "Gửi – nhận: trả lời một việc, điều gì còn, điều gì bỏ",
    "exchange-empty": "Gửi – nhận: chưa gửi lần nào",
    "exchange-alone": "Gửi – nhận: máy đứng riêng, chưa có tỉnh để gửi",
    "beside": "Hệ thống tỉnh: các cặp khớp, mỗi dòng một phím Enter",
    "beside-here": "Hệ thống tỉnh: hồ sơ chỉ có ở đây, chờ nhập; F10 mở dải chép",
    "beside-which": "Hệ thống tỉnh: Ctrl+E chọn hệ thống còn hồ sơ chờ nhập",
    "beside-hotich": "Hồ sơ chờ nhập hệ thống hộ tịch, cùng các phím",
    "beside-there": "Hệ thống tỉnh: hồ sơ chỉ có ở hệ thống tỉnh",
    "beside-empty": "Hệ thống tỉnh: chưa nhập danh sách nào",
    "beside-look": "Nhập danh sách: xem từng cột được hiểu là gì, rồi F9",
    "beside-meaning": "Nhập danh sách: một phím nói một cột là gì",
    "beside-taken": "Nhập danh sách: dòng chưa nhập ở trên cùng, kèm lý do",
    "copy-strip": "Dải chép: từng mục một, rồi mã tỉnh vừa cấp",
    "giveback": "Trả kết quả: quét phiếu, F4",
    "giveback-pad": "Trả kết quả: ký trên màn hình thay cho sổ (Ctrl+E)",
    "giveback-empty": "Trả kết quả: đang chờ phiếu",
    "giveback-nothing": "Trả kết quả: không có gì chờ",
    "giveback-ten": "Trả kết quả: mười phiếu, một người nhận, một lần F4",
    "giveback-proxy": "Trả kết quả: nhận thay nhiều người một lần",
    "giveback-first-the-proxy": "Trả kết quả: quét thẻ người nhận trước, rồi quét phiếu",
    "giveback-failed": "Trả kết quả: hồ sơ chưa trả được ở lại, kèm lý do",
    "giveback-lost-slip": "Trả kết quả: mất phiếu, quét thẻ chủ hồ sơ",
    "giveback-on-the-spot": "Trả kết quả: ký, thu tiền và trả tại chỗ",
    "giveback-owing": "Trả kết quả: hỏi tiền còn thiếu trước khi trả",
    "giveback-to-sign": "Trả kết quả: chỉ những hồ sơ chờ ký",
    "giveback-long-waiting": "Trả kết quả: phím 3 mở những kết quả lâu chưa lấy",
    "appointments": "Lịch hẹn hôm nay và bảy ngày tới; Ctrl+P in để gọi, N in để niêm yết",
    "appointments-empty": "Lịch hẹn: chưa hẹn ai",
    "today-shift": "Hôm nay: giữ Shift thì thanh phím nói các phím Shift làm gì",
    "today-appointments": "Hôm nay: có lịch hẹn, Ctrl+H mở",
    "uncollected": "Nhắc nhận kết quả: gọi ai, nhắc lần cuối lúc nào; một phím số khi đã nhắc",
    "viewer": "Xem bản quét ngay trong cửa sổ: mũi tên sang trang, + − đổi cỡ, R xoay",
    "viewer-elsewhere": "Xem bản quét: bản này ở quầy khác, nói rõ lấy về bằng gì",
    "uncollected-reminded": "Nhắc nhận kết quả: vừa ghi đã gọi điện",
    "uncollected-empty": "Nhắc nhận kết quả: không có ai phải nhắc",
    "today-uncollected": "Hôm nay: có kết quả chờ lấy quá lâu",
    "report": "Báo cáo: chọn kỳ bằng một phím số; tiếp nhận trực tiếp, trực tuyến, từng thủ tục",
    "report-days": "Báo cáo: từng ngày làm việc, cả ngày không ai đến",
    "report-people": "Báo cáo: mỗi người đã tiếp nhận, ghi kết quả, trả bao nhiêu, theo tên",
    "report-sheet": "Báo cáo: phiếu công việc của một người",
    "report-empty": "Báo cáo: những ngày ấy chưa có hồ sơ nào",
    "report-wrong": "Báo cáo: ngày gõ sai ghi ngay dưới ô",
    "duty": "Ca trực: ai làm gì hôm nay, lời bàn giao của người trước",
    "duty-empty": "Ca trực: chưa có lời bàn giao nào",
    "duty-plan": "Ca trực: xếp một người nhiều ngày",
    "duty-read": "Ca trực: đọc lời bàn giao, F9 là đã nhận",
    "duty-banner": "Lời bàn giao hiện khi người sau mở khoá",
    "today-duty": "Hôm nay: ai đang trực, lịch hẹn, kết quả lâu chưa lấy",
    "guidance": "Hướng dẫn: cần giấy gì, bao lâu, bao nhiêu tiền",
    "guidance-empty": "Hướng dẫn: chưa chọn thủ tục",
    "help": "Trợ giúp: F1 mở đúng chỗ đang làm",
    "incidents": "Sự cố: nhóm và thiết bị chọn bằng số, F9 ghi cả khi không có mạng",
    "incidents-empty": "Sự cố: chưa có sự cố nào",
    "incidents-pictures": "Sự cố: ảnh chụp đi kèm, chỗ nào cũng có lời nhắc đừng chụp người dân",
    "incidents-personal": "Sự cố: nhắc đừng ghi số định danh của người dân",
    "incidents-follow": "Sự cố: ghi vừa làm gì, hoặc đóng",
    "incidents-devices": "Thiết bị và biên chế: cần, có, hỏng, thiếu",
    "incidents-counting": "Thiết bị và biên chế: đếm từng dòng",
    "form-stock": "Sổ phôi: mỗi loại nhận, dùng, hỏng, còn bao nhiêu; loại nào sắp hết",
    "form-stock-received": "Sổ phôi: nhận về theo dải sê-ri",
    "form-stock-refused": "Sổ phôi: không dùng được nhiều hơn số còn",
    "form-stock-moves": "Sổ phôi: các lần ghi của một loại, lần kiểm đếm lệch bao nhiêu",
    "form-stock-own": "Sổ phôi: phôi ngoài danh mục, ghi bằng chữ",
    "lessons": "Bài học: sáu bài, mỗi bước tự đánh dấu khi máy đã lưu",
    "lessons-long": "Bài học: một ngày không có mạng, đang học",
    "lessons-done": "Bài học: xong, hết bao lâu",
    "printing": "In ấn: tờ nào chưa ra giấy",
    "printing-done": "In ấn: hôm nay đã in",
    "printing-elsewhere": "In ấn: in ở máy khác",
    "printing-empty": "In ấn: chưa in gì",
    "printing-list": "In ấn: danh sách chờ in",
    "today-setup": "Hôm nay: những việc thiết lập còn lại",
    "lock-turns": "Khoá: hai người thay phiên một máy",
    "lock-code": "Khoá: người mới dùng mã lần đầu",
    "lock-code-wrong": "Khoá: mã lần đầu chưa đúng",
    "lock-code-phrase": "Khoá: người mới đặt cụm mật khẩu",
    "lock-change": "Khoá: cơ quan yêu cầu cụm mật khẩu, đặt một lần",
    "lock-change-wrong": "Khoá: cụm mật khẩu chưa được",
    "lock-short": "Khoá: chọn mã PIN để mở lại trong ngày",
    "lock-forgot": "Khoá: quên mã PIN",
    "first-look": "Lần đầu: chọn cỡ chữ và nền",
    "first-office": "Lần đầu: máy này ở đâu",
    "first-enrol": "Lần đầu: ghi danh bằng tệp của tỉnh",
    "first-restore": "Lần đầu: máy này thay máy hỏng, đi tiếp từ bản sao",
    "first-alone": "Lần đầu: dùng riêng, chưa nối với tỉnh",
    "first-printer": "Lần đầu: máy in",
    "first-scanner": "Lần đầu: thử máy quét",
    "first-scanner-bare": "Lần đầu: máy quét đọc thiếu",
    "first-director": "Lần đầu: người phụ trách",
    "first-sheet": "Lần đầu: tờ khôi phục",
    "first-backup": "Lần đầu: nơi sao lưu",
    "first-ready": "Lần đầu: sẵn sàng",
    "admin-office": "Quản trị: nơi làm việc",
    "admin-office-hours": "Quản trị: máy đứng riêng, lãnh đạo đổi giờ làm việc",
    "admin-people": "Quản trị: nhân viên",
    "admin-people-new": "Quản trị: thêm nhân viên",
    "admin-people-refused": "Quản trị: lỗi ghi ngay dưới ô",
    "admin-people-code": "Quản trị: mã lần đầu của nhân viên mới",
    "admin-people-end": "Quản trị: kết thúc quyền, hỏi lại một lần",
    "admin-people-closed": "Quản trị: chỉ xem, không có quyền đổi",
    "admin-printer": "Quản trị: máy in",
    "admin-scanner": "Quản trị: máy quét",
    "admin-look": "Quản trị: cỡ chữ và nền",
    "admin-backup": "Quản trị: sao lưu",
    "admin-scans": "Quản trị: thư mục của máy quét giấy",
    "admin-lan": "Quản trị: máy này là máy nối; quầy khác gõ địa chỉ hoặc quét mã",
    "admin-lan-two": "Quản trị: hai máy cùng là máy nối, và phải làm gì",
    "admin-lan-joined": "Quản trị: đang nối với máy nối, quầy nào đang có",
    "admin-lan-looking": "Quản trị: chưa thấy máy nối, quầy vẫn làm việc một mình",
    "admin-lan-tried": "Quản trị: thử nối, không thấy máy nối ở đó",
    "admin-lan-none": "Quản trị: chưa nối với quầy nào",
    "admin-recovery": "Quản trị: tờ khôi phục",
    "admin-recovery-closed": "Quản trị: tờ khôi phục, người khác mới làm được",
    "admin-catalogue": "Quản trị: danh mục thủ tục",
    "admin-join": "Quản trị: nối với tỉnh",
    "admin-about": "Quản trị: giới thiệu",
    "crash": "Chương trình gặp lỗi: chữ đang gõ được giữ, nội dung chép được và không có tên ai",
    "parting": "Đóng cửa sổ: còn hồ sơ chưa gửi, từ bao giờ",
    "clock": "Giờ máy: hỏi một lần trước khi hẹn ngày",
    "today-1": "Hôm nay: một hồ sơ",
    "today-40": "Hôm nay: bốn mươi hồ sơ",
    "today-10000": "Hôm nay: mười nghìn hồ sơ, dòng cuối",
    "today-long": "Hôm nay: tên dài, chữ Ê Đê",
    "find-40": "Tìm: bốn mươi hồ sơ khớp",
    "dossier-pair": "Hồ sơ: ghi mã mà hệ thống của tỉnh đã cấp",
    "dossier-locked": "Hồ sơ: đã đóng, chỉ xem, ai mở lại được",
    "dossier-long": "Hồ sơ: tên dài, chữ Ê Đê",
    "exchange-1": "Gửi – nhận: một hồ sơ chưa gửi",
    "exchange-40": "Gửi – nhận: bốn mươi hồ sơ chưa gửi",
    "exchange-10000": "Gửi – nhận: mười nghìn hồ sơ chưa gửi",
    "giveback-1": "Trả kết quả: một kết quả chờ lấy",
    "giveback-40": "Trả kết quả: bốn mươi kết quả chờ lấy",
    "giveback-10000": "Trả kết quả: mười nghìn kết quả chờ lấy",
    "giveback-long": "Trả kết quả: tên dài, chữ Ê Đê",
    "printing-1": "In ấn: một tờ",
    "printing-40": "In ấn: bốn mươi tờ",
    "printing-10000": "In ấn: mười nghìn tờ",
    "admin-people-40": "Quản trị: bốn mươi nhân viên",
    "admin-queue": "Quản trị: lấy số, gọi số",
    "admin-slips": "Quản trị: phiếu giấy đã in, đã nhập, hỏng, thiếu",
    "admin-books": "Quản trị: sổ chứng thực của năm, mở một quyển từ số đã định",
    "admin-books-none": "Quản trị: năm nay chưa mở sổ chứng thực nào",
    "admin-slips-none": "Quản trị: chưa in phiếu giấy nào",
    "queue": "Hàng chờ: một chữ cấp một số, F8 gọi",
    "queue-empty": "Hàng chờ: không có ai chờ",
    "queue-held": "Hàng chờ: số giữ lại và số vắng, Enter gọi",
    "queue-transfer": "Hàng chờ: chuyển số đang gọi, một phím số",
    "queue-rows": "Hàng chờ: quầy này gọi hàng nào",
    "queue-apart": "Hàng chờ: máy nối chưa trả lời, quầy gọi số riêng",
    "queue-priority": "Hàng chờ: chỉ còn số ưu tiên",
    "queue-700": "Hàng chờ: bảy trăm số",
    "queue-long": "Hàng chờ: sáu hàng, tên dài",
    "screen": "Màn hình chờ: số vừa gọi nổi lên vài giây",
    "screen-quiet": "Màn hình chờ: bốn số gọi gần nhất",
    "screen-empty": "Màn hình chờ: chưa gọi số nào",
}


def plan() -> dict[str, list[Picture]]:
    """The pictures of the book, by part."""
    return {
        "Mọi trang, mọi trạng thái": [Picture(name) for name in gallery.SHOTS],
        "Chữ 150 % trên màn hình nhỏ": [
            Picture(name, scale=1.5, mark="-150") for name in MAIN.values()
        ],
        "Nền tối": [Picture(name, "dark", mark="-toi") for name in MAIN.values()],
        "Tương phản cao": [Picture(name, "contrast", mark="-ro") for name in MOST_SEEN],
        "Màn hình 1920 x 1080": [
            Picture(name, size=(1920, 1080), mark="-rong") for name in MOST_SEEN
        ],
    }


def main() -> None:
    """Paint all of it and write the index."""
    qt = QApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for pictures in plan().values():
        for picture in pictures:
            gallery.shoot(qt, picture, FOLDER)
    (FOLDER / "README.md").write_text(index(), "utf-8")
    GUIDE.write_text(guide_with_pictures(), "utf-8")


def index() -> str:
    """The page of the book: a part a heading, a picture a sentence."""
    note = "Tạo bằng `make pictures`; người trong hình đều không có thật."
    lines = ["# Hình các trang", "", note, ""]
    for part, pictures in plan().items():
        lines += [f"## {part}", ""]
        for one in pictures:
            lines += [f"### {CAPTIONS[one.shot]}", "", f"![{CAPTIONS[one.shot]}]({one.file})", ""]
    return "\n".join(lines)


def guide_with_pictures() -> str:
    """The guide as one document: each task with its picture."""
    note = (
        "Mỗi việc một mục, đọc trong một phút. Trong chương trình, phím **F1** mở đúng mục này. "
        "Thời hạn, lệ phí ghi là *chưa kiểm chứng* thì tỉnh thay được bằng danh mục mới.\n"
    )
    parts = ["# Hướng dẫn sử dụng Một Cửa\n", note]
    for task in guide.tasks():
        picture = f"\n![{task.title}](pictures/book/{task.picture}.png)\n" if task.picture else ""
        parts.append(f"#{task.text.rstrip()}\n{picture}")
    return "\n".join(parts)


if __name__ == "__main__":
    main()
