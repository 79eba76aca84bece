"""motcua: the headless twin of the desk. Every command and its options; the work is below."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands.parser import VietnameseParser, WrongUsage, typed, whole
from app.domain.errors import ClerkError, MotCuaError
from app.domain.place import CENTRE, OFFICE_KINDS

OK, BUG, USAGE, REFUSED, TROUBLE = 0, 1, 2, 3, 4
QUEUE_ACTIONS = (
    "issue", "call", "recall", "hold", "back", "transfer", "absent", "done", "cancel", "print",
    "list", "look", "show", "serve", "counts", "run",
)  # fmt: skip
Run = Callable[[Namespace], int]


def build_parser() -> VietnameseParser:
    """All commands with their options."""
    common = _common()
    parser = VietnameseParser(
        prog="motcua",
        parents=[common],
        description="Một Cửa: bàn tiếp nhận hồ sơ làm việc cả khi không có mạng. "
        "Không có lệnh: mở cửa sổ.",
    )
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="Lệnh")

    def add(name: str, words: str) -> VietnameseParser:
        return commands.add_parser(name, help=words, description=words, parents=[common])  # type: ignore[list-item]

    _add_setup(add)
    _add_desk(add)
    _add_reports(add)
    _add_lists(add)
    _add_uncollected(add)
    _add_appointments(add)
    _add_upkeep(add)
    _add_lan(add)
    _add_queue(add)
    _add_books(add)
    _add_office(add)
    _add_incidents(add)
    _add_duty(add)
    _add_form_stock(add)
    _add_blank_slips(add)
    return parser


def _common() -> ArgumentParser:
    """Options that stand before or after the command."""
    common = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    group = common.add_argument_group("Tuỳ chọn chung")
    group.add_argument("--profile", metavar="DIR", help="thư mục của máy (mặc định của hệ thống)")
    group.add_argument("--json", action="store_true", help="trả lời dạng JSON")
    group.add_argument("--user", metavar="ID", help="ai mở máy (mặc định người đầu tiên)")
    group.add_argument("--pin-file", metavar="FILE", help="tệp chứa mã PIN (hoặc MOTCUA_PIN)")
    return common


def _add_setup(add: Callable[[str, str], VietnameseParser]) -> None:
    demo = add("demo", "Chạy thử cả công việc: một tuần không mạng, mất điện, rồi có mạng lại")
    demo.add_argument("--out", metavar="DIR", required=True, help="thư mục kết quả")
    init = add("init", "Lập máy đứng riêng, chưa cần tỉnh")
    init.add_argument("--standalone", action="store_true", required=True, help="không có tỉnh")
    init.add_argument("--commune", metavar="CODE", required=True, help="mã xã 5 chữ số")
    init.add_argument(
        "--desk", metavar="N", type=whole(1, 99), default=1, help="số quầy, 1-99, mặc định 1"
    )
    init.add_argument(
        "--office", metavar="KIND", choices=tuple(OFFICE_KINDS), default=CENTRE,
        help="tên trên giấy: centre (Trung tâm), section (Bộ phận Một cửa), point (điểm phục vụ)",
    )  # fmt: skip
    init.add_argument(
        "--hours", metavar="H", default="", help="giờ làm việc, ví dụ 07:00-11:30 13:30-17:00"
    )
    init.add_argument("--sheet", metavar="F.pdf", help="nơi ghi phiếu khôi phục")
    init.add_argument("--training", action="store_true", help="hồ sơ luyện tập")
    enrol = add("enrol", "Ghi danh máy với tỉnh")
    enrol.add_argument("file", nargs="?", metavar="FILE", help="tệp tỉnh gửi")
    enrol.add_argument("--request", metavar="FILE", help="ghi yêu cầu của máy này ra tệp")
    enrol.add_argument("--code-file", metavar="F", help="tệp chứa mã đi đường khác")
    user = add("user", "Người dùng: add, code, pin, end")
    user.add_argument(
        "action", choices=("add", "code", "pin", "end"),
        help="thêm, cấp mã dùng một lần mới, đặt PIN, cho thôi",
    )  # fmt: skip
    user.add_argument("id", metavar="ID", help="tên đăng nhập")
    user.add_argument("--name", metavar="N", help="họ tên")
    user.add_argument("--roles", metavar="R,R", help="vai trò")
    user.add_argument("--fields", metavar="F,F", type=typed, help="lĩnh vực (trống: tất cả)")
    user.add_argument("--code-file", metavar="F", help="tệp chứa mã dùng một lần")
    user.add_argument("--new-file", metavar="F", help="tệp chứa mã mới, thay mã đang dùng")


def _add_desk(add: Callable[[str, str], VietnameseParser]) -> None:
    add("scan", "Đọc chữ máy quét gửi").add_argument("file", metavar="FILE", help="tệp, hoặc -")
    for name, words in (
        ("receive", "Tiếp nhận, mỗi dòng một hồ sơ"),
        ("step", "Các bước, mỗi dòng một bước"),
        ("refuse", "Từ chối tại quầy (Mẫu 03), mỗi dòng một người"),
    ):
        lines = add(name, words)
        lines.add_argument("file", metavar="FILE", help="tệp JSON từng dòng, hoặc -")
        lines.add_argument(
            "--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối"
        )
    attach = add("attach", "Gắn bản quét vào hồ sơ")
    attach.add_argument("code", metavar="CODE", type=typed, help="mã hồ sơ")
    attach.add_argument("file", metavar="FILE", nargs="+", help="tệp ảnh quét hoặc PDF")
    attach.add_argument("--take", action="store_true", help="xoá tệp sau khi đã lưu")
    attach.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")
    scans = add("scans", "Lấy các bản quét của hồ sơ, ảnh của sự cố ra tệp")
    scans.add_argument("code", metavar="CODE", type=typed, help="mã hồ sơ, hoặc số của sự cố")
    scans.add_argument("--out", metavar="DIR", required=True, help="thư mục")
    show = add("show", "Mọi điều về một hồ sơ")
    show.add_argument("code", metavar="CODE", type=typed, help="mã hồ sơ")
    find = add("find", "Tìm hồ sơ")
    find.add_argument(
        "text", metavar="TEXT", type=typed, help="tên không dấu, mã, số, điện thoại, bản"
    )
    find.add_argument(
        "--limit", metavar="N", type=whole(1, 100_000), default=50, help="nhiều nhất bao nhiêu"
    )
    person = add("person", "Mọi dữ liệu lưu về một người")
    person.add_argument("id", metavar="ID", type=typed, help="số CCCD, CMND, hộ chiếu, mã số thuế")
    readings = add("readings", "Ai đã xem: hồ sơ khác lĩnh vực, dữ liệu một người, danh sách dài")
    readings.add_argument("--from", dest="first", metavar="D", help="từ ngày, ví dụ 2026-11-01")
    readings.add_argument("--to", dest="last", metavar="D", help="đến hết ngày")
    pictures = add("pictures", "Chụp các trang ra PNG (hồ sơ luyện tập)")
    pictures.add_argument("--out", metavar="DIR", required=True, help="thư mục ảnh")
    prints = add("print", "In một mẫu ra PDF")
    prints.add_argument(
        "form",
        metavar="FORM",
        help="slip, supplement, refusal, apology, stop, control, result, results_handover, visit, "
        "cash",
    )
    prints.add_argument(
        "code", metavar="CODE", nargs="+", type=typed, help="mã hồ sơ; refusal: số phiếu từ chối"
    )
    prints.add_argument("--out", metavar="F.pdf", required=True, help="tệp PDF")
    prints.add_argument("--paper", choices=("a4", "a4x2", "a5", "80mm"), help="khổ giấy")


def _add_reports(add: Callable[[str, str], VietnameseParser]) -> None:
    register = add("register", "Một sổ của cơ quan ra PDF, xlsx hoặc json")
    register.add_argument(
        "book",
        metavar="BOOK",
        help="dossiers (Mẫu 07), certification (chứng thực), fees (thu phí, lệ phí)",
    )
    register.add_argument("--from", dest="first", metavar="D", required=True, help="từ ngày")
    register.add_argument("--to", dest="last", metavar="D", required=True, help="đến hết ngày")
    register.add_argument("--out", metavar="F", required=True, help="tệp .pdf, .xlsx hoặc .json")
    report = add("report", "Thống kê hồ sơ, phiếu công việc của từng người")
    report.add_argument(
        "form", metavar="FORM",
        help="workload (thống kê theo cách nộp, thủ tục, ngày), day (phiếu công việc)",
    )  # fmt: skip
    report.add_argument("--from", dest="first", metavar="D", required=True, help="từ ngày")
    report.add_argument("--to", dest="last", metavar="D", required=True, help="đến hết ngày")
    report.add_argument("--out", metavar="F", required=True, help="tệp .pdf, .xlsx hoặc .json")
    report.add_argument("--by", metavar="ID", type=typed, help="day: phiếu của ai")


def _add_lists(add: Callable[[str, str], VietnameseParser]) -> None:
    lists = add("import", "Nhập danh sách lưu từ hệ thống của tỉnh")
    lists.add_argument("file", metavar="LIST", help="tệp .xlsx hoặc .csv")
    lists.add_argument("--map", metavar="FILE", help="tệp TOML chỉ cột nào là gì")
    lists.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")
    pairing = add("pairing", "So với danh sách đã nhập: khớp, chỉ có ở đây, chỉ có ở hệ thống kia")
    pairing.add_argument(
        "--system", metavar="S", type=typed, help="hệ thống kia, mặc định province"
    )
    waiting = add("waiting", "Hồ sơ chờ nhập hệ thống khác: bao nhiêu, từ bao giờ")
    waiting.add_argument(
        "--system", metavar="S", type=typed,
        help="hệ thống nào: province (mặc định), hotich, datdai, hoặc tên tỉnh đặt",
    )  # fmt: skip
    waiting.add_argument("--out", metavar="F", help="ghi ra tệp .xlsx, .csv hoặc .json")
    waiting.add_argument("--map", metavar="FILE", help="tệp TOML chỉ các cột của hệ thống kia")


def _add_uncollected(add: Callable[[str, str], VietnameseParser]) -> None:
    results = add("uncollected", "Kết quả lâu chưa ai đến lấy: gọi ai, nhắc lần cuối lúc nào")
    results.add_argument(
        "--days", metavar="N", type=whole(0, 3_650), help="chờ quá bao nhiêu ngày (cài đặt: 30)"
    )


def _add_appointments(add: Callable[[str, str], VietnameseParser]) -> None:
    days = add("appointments", "Lịch hẹn: lễ trao, ngày bà con đến, theo ngày giờ")
    days.add_argument("--from", dest="first", metavar="DAY", help="từ ngày (hôm nay)")
    days.add_argument("--days", metavar="N", type=whole(0, 366), help="thêm bao nhiêu ngày (7)")
    days.add_argument("--masked", action="store_true", help="tên viết tắt, để niêm yết")


def _add_upkeep(add: Callable[[str, str], VietnameseParser]) -> None:
    exchange = add("exchange", "Gửi và nhận với tỉnh một lần")
    exchange.add_argument("--usb", metavar="DIR", help="bằng USB: thư mục trên USB")
    way = exchange.add_mutually_exclusive_group()
    way.add_argument("--out", dest="usb_out", action="store_true", help="ghi ra USB")
    way.add_argument("--in", dest="usb_in", action="store_true", help="đọc trả lời từ USB")
    add("status", "Đang có gì, chưa gửi gì")
    backup = add("backup", "Sao lưu ra nơi khác và mở thử bản sao")
    backup.add_argument("--to", metavar="DIR", required=True, help="thư mục trên USB hoặc ổ khác")
    restore = add("restore", "Khôi phục từ bản sao, thành một lần cài mới")
    restore.add_argument("--request", metavar="OUT", help="ghi yêu cầu xin tỉnh mở bản sao")
    restore.add_argument("--from", dest="copy", metavar="FILE", help="bản sao, thư mục dữ liệu")
    restore.add_argument(
        "--recovery", metavar="F", help="chuỗi trên phiếu khôi phục, hoặc trả lời của tỉnh"
    )
    add("check", "Kiểm tra tệp dữ liệu, sổ sự kiện, bảng")
    add("rebuild", "Dựng lại các bảng từ sổ sự kiện")


def _add_lan(add: Callable[[str, str], VietnameseParser]) -> None:
    relay = add("relay", "Máy này làm máy nối cho các quầy của cơ quan, tới khi bị ngắt")
    relay.add_argument("--host", metavar="H", help="nghe ở địa chỉ nào của máy này")
    relay.add_argument("--port", metavar="N", type=whole(0, 65_535), help="cổng (0: cổng trống)")
    lan = add("lan", "Gặp máy nối của cơ quan một lần: gửi và nhận việc của các quầy")
    lan.add_argument("--to", metavar="HOST:PORT", type=typed, help="máy nối ở đâu")


def _add_queue(add: Callable[[str, str], VietnameseParser]) -> None:
    queue = add("queue", "Số thứ tự: cấp, gọi, gọi lại, giữ, chuyển")
    queue.add_argument("action", choices=QUEUE_ACTIONS, help="việc")
    queue.add_argument(
        "what", nargs="?", metavar="WHAT", type=typed,
        help="issue: hàng; call, back, transfer, cancel, print: số; serve: các hàng; counts: ngày; "
        "run: tệp JSON từng dòng, hoặc -",
    )  # fmt: skip
    queue.add_argument("--priority", metavar="P", help="elderly, disabled, with_child, first")
    queue.add_argument("--paper", choices=("80mm", "a5", "a4"), help="xếp hàng in phiếu số")
    queue.add_argument("--to-row", metavar="R", type=typed, help="chuyển tới hàng")
    queue.add_argument("--to-desk", metavar="N", type=whole(1, 99), help="chuyển tới quầy")
    queue.add_argument("--missed", action="store_true", help="call: số đang gọi không tới")


def _add_books(add: Callable[[str, str], VietnameseParser]) -> None:
    book = add("book", "Quyển sổ chứng thực: list, open, close")
    book.add_argument("action", choices=("list", "open", "close"), help="xem, mở, khoá")
    book.add_argument(
        "kind",
        nargs="?",
        metavar="KIND",
        type=typed,
        help="copies, electronic_copies, signatures, contracts",
    )
    book.add_argument("--year", metavar="Y", type=whole(2015, 2100), help="năm (mặc định năm nay)")
    book.add_argument(
        "--first", metavar="N", type=whole(1, 999_999),
        help="open: số đầu tiên, nếu sổ giấy đã ghi tới số trước đó",
    )  # fmt: skip
    book.add_argument("--reason", metavar="R", type=typed, help="lý do")
    book.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")


def _add_office(add: Callable[[str, str], VietnameseParser]) -> None:
    office = add("office", "Cơ quan đứng riêng: hours xem hoặc đổi giờ làm việc từ hôm nay")
    office.add_argument("what", choices=("hours",), help="giờ làm việc")
    office.add_argument(
        "hours", nargs="?", metavar="H", type=typed,
        help="ví dụ 07:00-11:30 13:30-17:00; thêm T7 07:30-11:00 (bỏ trống: xem)",
    )  # fmt: skip
    office.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")


def _add_incidents(add: Callable[[str, str], VietnameseParser]) -> None:
    incident = add("incident", "Sự cố: report, list, note, picture, close; kiểm kê: count, devices")
    incident.add_argument(
        "action", choices=("report", "list", "note", "picture", "close", "count", "devices"),
        help="báo, xem, ghi việc đã làm, thêm ảnh, đóng; đếm thiết bị, xem thiết bị",
    )  # fmt: skip
    incident.add_argument(
        "what", nargs="?", metavar="WHAT", type=typed,
        help="report, count: tệp JSON từng dòng, hoặc -; note, picture, close: số của sự cố",
    )  # fmt: skip
    incident.add_argument("file", nargs="*", metavar="FILE", type=typed, help="picture: tệp ảnh")
    incident.add_argument("--words", metavar="W", type=typed, help="đã làm gì")
    incident.add_argument("--open", action="store_true", help="list: chỉ sự cố đang mở")
    incident.add_argument("--out", metavar="F", help="devices: ghi ra tệp .pdf, .xlsx hoặc .csv")
    incident.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")


def _add_duty(add: Callable[[str, str], VietnameseParser]) -> None:
    duty = add("duty", "Ca trực: list, set; lời bàn giao: notes, leave, take")
    duty.add_argument(
        "action", choices=("list", "set", "notes", "leave", "take"),
        help="ai trực, xếp việc; xem lời bàn giao, để lại lời, ghi đã nhận",
    )  # fmt: skip
    duty.add_argument(
        "what", nargs="?", metavar="WHAT", type=typed,
        help="set, leave: tệp JSON từng dòng, hoặc -; take: mã của lời bàn giao",
    )  # fmt: skip
    duty.add_argument("--day", metavar="D", type=typed, help="list: ngày nào (mặc định hôm nay)")
    duty.add_argument("--open", action="store_true", help="notes: chỉ lời chưa ai nhận")
    duty.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")


def _add_form_stock(add: Callable[[str, str], VietnameseParser]) -> None:
    stock = add("formstock", "Sổ phôi: list; receive, use, spoil, count")
    stock.add_argument(
        "action", choices=("list", "receive", "use", "spoil", "count"),
        help="xem sổ; ghi nhận về, dùng, hỏng, kiểm đếm",
    )  # fmt: skip
    stock.add_argument(
        "what", nargs="?", metavar="WHAT", type=typed, help="tệp JSON từng dòng, hoặc -"
    )
    stock.add_argument("--from", dest="first", metavar="D", help="list: từ ngày (mặc định 01/01)")
    stock.add_argument("--to", dest="last", metavar="D", help="list: đến hết ngày (mặc định nay)")
    stock.add_argument("--out", metavar="F", help="list: ghi ra tệp .pdf, .xlsx hoặc .csv")
    stock.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")


def _add_blank_slips(add: Callable[[str, str], VietnameseParser]) -> None:
    slips = add("blank-slips", "Phiếu giấy khi mất điện: in sẵn, danh sách, ghi hỏng")
    slips.add_argument(
        "what", nargs="+", metavar="WHAT", type=typed,
        help="số tờ cần in; hoặc list; hoặc spoilt và các số phiếu",
    )  # fmt: skip
    slips.add_argument("--out", metavar="F.pdf", help="tệp PDF")
    slips.add_argument("--paper", choices=("a4x2", "a5"), help="khổ giấy (mặc định a4x2)")
    slips.add_argument("--reason", metavar="R", type=typed, help="spoilt: lý do")
    slips.add_argument("--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status of the contract."""
    parser = build_parser()
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        return _command(options.command)(options)
    except WrongUsage as fault:
        _say(fault)
        return USAGE
    except ClerkError as fault:
        _say(fault)
        return REFUSED
    except MotCuaError as trouble:
        _say(trouble)
        return TROUBLE


def _say(fault: MotCuaError) -> None:
    if sys.stderr is not None:
        sys.stderr.write(fault.message + "\n")


def _command(name: str | None) -> Run:
    """The command's function; what commands need is imported only when one runs."""
    if name is None:
        return _window
    if name == "demo":
        return _demo
    from app.commands import output
    from app.commands.table import command

    output.require_open()
    return command(name)


def _demo(options: Namespace) -> int:
    from app.demo import run_demo

    return run_demo(Path(options.out))


def _window(options: Namespace) -> int:
    from app.bootstrap.front import run_window

    return run_window(getattr(options, "profile", None))


if __name__ == "__main__":
    sys.exit(main())
