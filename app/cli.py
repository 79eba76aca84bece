"""motcua: the headless twin of the desk. Every command and its options; the work is below."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands.parser import VietnameseParser, WrongUsage, typed, whole
from app.domain.errors import ClerkError, MotCuaError

OK, BUG, USAGE, REFUSED, TROUBLE = 0, 1, 2, 3, 4
LATER = {
    "import": "Nhập danh sách của hệ thống tỉnh",
    "person": "Mọi dữ liệu về một người",
    "register": "Sổ theo dõi, sổ chứng thực",
    "report": "Báo cáo",
    "backup": "Sao lưu",
    "restore": "Khôi phục",
    "refuse": "Từ chối tại quầy",
}
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
    _add_upkeep(add)
    for name, words in LATER.items():
        add(name, f"{words} (chưa có trong bản này)")
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
    init.add_argument("--sheet", metavar="F.pdf", help="nơi ghi phiếu khôi phục")
    init.add_argument("--training", action="store_true", help="hồ sơ luyện tập")
    enrol = add("enrol", "Ghi danh máy với tỉnh")
    enrol.add_argument("file", nargs="?", metavar="FILE", help="tệp tỉnh gửi")
    enrol.add_argument("--request", metavar="FILE", help="ghi yêu cầu của máy này ra tệp")
    enrol.add_argument("--code-file", metavar="F", help="tệp chứa mã đi đường khác")
    user = add("user", "Người dùng: add, pin, end")
    user.add_argument("action", choices=("add", "pin", "end"), help="thêm, đặt PIN, cho thôi")
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
    ):
        lines = add(name, words)
        lines.add_argument("file", metavar="FILE", help="tệp JSON từng dòng, hoặc -")
        lines.add_argument(
            "--clock-ok", action="store_true", help="giờ máy đúng dù trước việc cuối"
        )
    show = add("show", "Mọi điều về một hồ sơ")
    show.add_argument("code", metavar="CODE", type=typed, help="mã hồ sơ")
    find = add("find", "Tìm hồ sơ")
    find.add_argument(
        "text", metavar="TEXT", type=typed, help="tên không dấu, mã, số, điện thoại, bản"
    )
    find.add_argument(
        "--limit", metavar="N", type=whole(1, 100_000), default=50, help="nhiều nhất bao nhiêu"
    )
    pictures = add("pictures", "Chụp các trang ra PNG (hồ sơ luyện tập)")
    pictures.add_argument("--out", metavar="DIR", required=True, help="thư mục ảnh")
    prints = add("print", "In một mẫu ra PDF")
    prints.add_argument("form", metavar="FORM", help="slip (các mẫu khác: chưa có trong bản này)")
    prints.add_argument("code", metavar="CODE", nargs="+", type=typed, help="mã hồ sơ")
    prints.add_argument("--out", metavar="F.pdf", required=True, help="tệp PDF")
    prints.add_argument("--paper", choices=("a4", "a4x2", "a5", "80mm"), help="khổ giấy")


def _add_upkeep(add: Callable[[str, str], VietnameseParser]) -> None:
    exchange = add("exchange", "Gửi và nhận với tỉnh một lần")
    exchange.add_argument("--usb", metavar="DIR", help="bằng USB: thư mục trên USB")
    way = exchange.add_mutually_exclusive_group()
    way.add_argument("--out", dest="usb_out", action="store_true", help="ghi ra USB")
    way.add_argument("--in", dest="usb_in", action="store_true", help="đọc trả lời từ USB")
    add("status", "Đang có gì, chưa gửi gì")
    add("check", "Kiểm tra tệp dữ liệu, sổ sự kiện, bảng")
    add("rebuild", "Dựng lại các bảng từ sổ sự kiện")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status of the contract."""
    parser = build_parser()
    options, unknown = parser.parse_known_args(arguments)
    if unknown and options.command not in LATER:  # those may have any options one day
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
    """The command's function; each module is imported only when its command runs."""
    if name is None:
        return _window
    if name in LATER:
        return _later
    if name == "demo":
        return _demo
    from app.commands import desk, output, setup, upkeep

    output.require_open()
    return {
        "init": setup.init,
        "enrol": setup.enrol,
        "user": setup.user,
        "scan": desk.scan,
        "receive": desk.receive,
        "step": desk.step,
        "show": desk.show,
        "find": desk.find,
        "print": desk.print_form,
        "pictures": desk.pictures,
        "exchange": upkeep.exchange,
        "status": upkeep.status,
        "check": upkeep.check,
        "rebuild": upkeep.rebuild,
    }[name]


def _later(options: Namespace) -> int:
    sys.stderr.write(f"Lệnh {options.command} chưa có trong bản này. Dữ liệu không đổi.\n")
    return USAGE


def _demo(options: Namespace) -> int:
    from app.demo import run_demo

    return run_demo(Path(options.out))


def _window(options: Namespace) -> int:
    from app.bootstrap.front import run_window

    return run_window(getattr(options, "profile", None))


if __name__ == "__main__":
    sys.exit(main())
