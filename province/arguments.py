"""The words of `motcua-province`: argparse with Vietnamese help and complaints."""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

COMPLAINTS = (
    (r"the following arguments are required: (.*)", "Thiếu {0}."),
    (r"unrecognized arguments: (.*)", "Không hiểu {0}."),
    (r"argument (?:LỆNH|VIỆC): invalid choice: ('[^']*').*", "Không có lệnh {0}."),
    (r"argument ([^:]*): expected one argument", "{0} cần một giá trị đi kèm."),
    (r"argument ([^:]*): invalid int value: (.*)", "{0} phải là số, không phải {1}."),
    (r"argument ([^:]*): invalid choice: ('[^']*').*", "{0} không nhận giá trị {1}."),
    (r"one of the arguments (.*) is required", "Cần một trong các mục {0}."),
)

Words = Any  # argparse keeps the type of what add_subparsers answers to itself
Shared = Any  # its parents are typed as the very class of the parser


class Parser(argparse.ArgumentParser):
    """argparse, but what people read is Vietnamese. Wrong usage ends with 2."""

    def __init__(self, **kwargs: Any) -> None:
        """As the base class, with the help switch in our words."""
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)
        self._optionals.title = "Mục chọn"
        self._positionals.title = "Lệnh và mục phải có"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        self.exit(2, f"{_complaint(message)} Xem: {self.prog} --help\n")

    def add_usage(self) -> argparse.HelpFormatter:
        """Start a formatter with the usage line."""
        formatter = self._get_formatter()
        exclusive = self._mutually_exclusive_groups
        formatter.add_usage(self.usage, self._actions, exclusive, "Cách dùng: ")
        return formatter

    def format_usage(self) -> str:
        """The usage line."""
        return self.add_usage().format_help()

    def format_help(self) -> str:
        """The whole help."""
        formatter = self.add_usage()
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)  # noqa: SLF001 - argparse's own way
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()


def _complaint(message: str) -> str:
    for pattern, words in COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return f"Câu lệnh không đúng ({message})."


def common() -> argparse.ArgumentParser:
    """What stands before or after every command word."""
    shared = argparse.ArgumentParser(add_help=False)
    keep = argparse.SUPPRESS
    shared.add_argument("--db", default=keep, metavar="URL", help="sổ gốc: sqlite:///ĐƯỜNG-DẪN")
    shared.add_argument("--home", default=keep, type=Path, metavar="DIR", help="thư mục máy chủ")
    shared.add_argument("--json", default=keep, action="store_true", help="trả lời bằng JSON")
    return shared


def make_parser(commands: Iterable[str] = ()) -> Parser:
    """The whole command line; `commands` that come later take anything."""
    shared: Shared = common()
    parser = Parser(
        prog="motcua-province",
        description="Một Cửa - máy chủ của tỉnh: nhận, xét và giữ hồ sơ do các xã gửi về.",
        parents=[shared],
    )
    words = parser.add_subparsers(
        dest="command", required=True, metavar="LỆNH", parser_class=Parser
    )
    _add_life(words, shared)
    _add_enrol(words, shared)
    _add_renew(words, shared)
    _add_catalogue(words, shared)
    _add_reading(words, shared)
    _add_usb(words, shared)
    _add_refused(words, shared)
    _add_set_back(words, shared)
    _add_offsite(words, shared)
    for name in commands:
        later = words.add_parser(name, parents=[shared], help="chưa có trong bản này")
        later.set_defaults(later=True)
    return parser


def _add_life(words: Words, shared: Shared) -> None:
    init = words.add_parser("init", parents=[shared], help="tạo máy chủ của một tỉnh")
    init.add_argument("--province", required=True, metavar="CODE", help="mã tỉnh, hai chữ số")
    init.add_argument("--keys", type=Path, metavar="DIR", help="thư mục khóa (mặc định HOME/keys)")
    init.add_argument("--training", action="store_true", help="tỉnh luyện tập")
    serve = words.add_parser("serve", parents=[shared], help="chạy máy chủ")
    serve.add_argument("--port", required=True, type=int, metavar="N", help="cổng; 0: máy tự chọn")
    serve.add_argument(
        "--host", metavar="HOST", default="127.0.0.1", help="địa chỉ (mặc định chỉ máy này)"
    )
    serve.add_argument("--workers", type=int, default=1, metavar="N", help="số tiến trình")


def _add_enrol(words: Words, shared: Shared) -> None:
    enrol = words.add_parser("enrol", parents=[shared], help="ghi danh máy của xã")
    enrol.add_argument("--commune", metavar="CODE", help="mã xã, năm chữ số")
    enrol.add_argument("--desk", type=int, metavar="N", help="số quầy")
    enrol.add_argument("--list", type=Path, metavar="FILE.csv", help="ghi danh nhiều máy")
    enrol.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="tệp ghi danh (với --list: thư mục)"
    )
    enrol.add_argument("--request", type=Path, metavar="FILE", help="tệp yêu cầu của máy xã")
    enrol.add_argument("--server", metavar="URL", help="địa chỉ máy chủ; không có: gửi bằng USB")
    enrol.add_argument("--blocks", type=int, default=4, metavar="N", help="số khối số (leased)")
    enrol.add_argument("--numbering", choices=("own", "leased"), default="own", help="cách đánh số")
    enrol.add_argument("--agency-code", metavar="CODE", help="mã cơ quan cho leased, vd H18.40")
    enrol.add_argument("--code-out", type=Path, metavar="FILE", help="tệp ghi mã mở tệp ghi danh")
    enrol.add_argument("--keys", type=Path, metavar="DIR", help="thư mục khóa (mặc định HOME/keys)")
    revoke = words.add_parser("revoke", parents=[shared], help="thu hồi một máy")
    revoke.add_argument("device", metavar="DEVICE", help="tên máy, vd 11-0001")
    revoke.add_argument("--reason", metavar="TEXT", default="", help="lý do, báo cho xã biết")


def _add_usb(words: Words, shared: Shared) -> None:
    usb = words.add_parser("usb", parents=[shared], help="nhận USB của các xã và ghi trả lời")
    usb.add_argument(
        "--in", dest="folder", required=True, type=Path, metavar="DIR", help="thư mục USB"
    )
    usb.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="nơi ghi trả lời, có thể là USB ấy"
    )


def _add_set_back(words: Words, shared: Shared) -> None:
    back = words.add_parser(
        "skip", parents=[shared],
        help="báo rằng sổ của tỉnh đã quay về bản cũ: bỏ qua một khoảng số để không cấp trùng",
    )  # fmt: skip
    back.add_argument("--names", type=int, default=100, metavar="N", help="bỏ qua N tên máy")
    back.add_argument("--letters", type=int, default=3, metavar="N", help="N chữ cái mỗi quầy")
    back.add_argument(
        "--blocks", type=int, default=12, metavar="N", help="N khối số mỗi mã cơ quan"
    )


def _add_offsite(words: Words, shared: Shared) -> None:
    offsite = words.add_parser(
        "offsite", parents=[shared],
        help="chép sổ và bản quét ra nơi khác; từ đó xã mới được xoá bản quét của mình",
    )  # fmt: skip
    offsite.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="thư mục ở ổ đĩa hoặc máy khác"
    )
    offsite.add_argument(
        "--same-disk", action="store_true", help="để thử: cho phép cùng ổ đĩa với máy chủ"
    )


def _add_refused(words: Words, shared: Shared) -> None:
    refused = words.add_parser(
        "refused", parents=[shared], help="gói gửi bị giữ riêng: xem, nhận vào sổ hoặc bỏ"
    )
    actions = refused.add_subparsers(
        dest="action", required=True, metavar="VIỆC", parser_class=Parser
    )
    actions.add_parser("list", parents=[shared], help="mỗi gói một dòng, và những gì đã quyết")
    for name, words_of in (
        ("accept", "nhận vào sổ của tỉnh như máy chưa bị thu hồi"),
        ("drop", "không nhận; gói vẫn được giữ"),
    ):
        action = actions.add_parser(name, parents=[shared], help=words_of)
        action.add_argument("device", metavar="DEVICE", help="tên máy, vd 11-0001: mọi gói của máy")
        action.add_argument("--envelope", metavar="ID", help="chỉ một gói, số như lệnh list ghi")
        action.add_argument("--by", required=True, metavar="NAME", help="ai quyết")
        action.add_argument("--because", required=True, metavar="TEXT", help="vì sao")


def _add_renew(words: Words, shared: Shared) -> None:
    renew = words.add_parser("renew", parents=[shared], help="gia hạn chứng thư máy chủ")
    renew.add_argument("--keys", type=Path, metavar="DIR", help="thư mục khóa (mặc định HOME/keys)")
    recover = words.add_parser("recover", parents=[shared], help="mở một bản sao cho máy của xã")
    for name, dest, help_ in (
        ("--request", "request", "yêu cầu của máy xã"),
        ("--from", "copy", "bản sao"),
    ):
        recover.add_argument(name, dest=dest, required=True, type=Path, metavar="FILE", help=help_)
    recover.add_argument("--keys", type=Path, metavar="DIR", help="thư mục khóa (HOME/keys)")
    recover.add_argument("--out", required=True, type=Path, metavar="F", help="nơi ghi trả lời")


def _add_catalogue(words: Words, shared: Shared) -> None:
    catalogue = words.add_parser("catalogue", parents=[shared], help="danh mục thủ tục")
    actions = catalogue.add_subparsers(
        dest="action", required=True, metavar="VIỆC", parser_class=Parser
    )
    publish = actions.add_parser("publish", parents=[shared], help="ban hành một phiên bản mới")
    publish.add_argument("folder", type=Path, metavar="DIR", help="thư mục có các tệp CSV")
    publish.add_argument(
        "--from", dest="starts_on", metavar="DATE", help="ngày bắt đầu, dạng năm-tháng-ngày"
    )


def _add_reading(words: Words, shared: Shared) -> None:
    words.add_parser("export", parents=[shared], help="mỗi hồ sơ một dòng JSON")
    words.add_parser("status", parents=[shared], help="tình hình từng máy")
    judge = words.add_parser("judge", parents=[shared], help="xét các sự việc đã nhận")
    judge.add_argument(
        "--again", action="store_true", help="xét lại mọi sự việc chưa được chấp nhận"
    )
    words.add_parser("asked", parents=[shared], help="câu hỏi của các xã đang chờ trả lời")
    answer = words.add_parser("answer", parents=[shared], help="trả lời một câu hỏi của xã")
    answer.add_argument("question", metavar="QUESTION", help="số câu hỏi, như lệnh asked ghi")
    answer.add_argument(
        "--keep", required=True, choices=("mine", "other"),
        help="mine: ghi của máy hỏi có hiệu lực; other: ghi của bên kia",
    )  # fmt: skip
    answer.add_argument("--text", metavar="TEXT", required=True, help="lời trả lời cho xã")
    assign = words.add_parser("assign", parents=[shared], help="giao hồ sơ cho xã khác giải quyết")
    assign.add_argument("code", metavar="CODE", help="mã hồ sơ, hoặc id")
    assign.add_argument("--to", required=True, metavar="COMMUNE", help="mã xã giải quyết từ nay")
    assign.add_argument("--reason", required=True, metavar="TEXT", help="vì sao; hai xã đọc được")
    assign.add_argument("--by", metavar="NAME", help="ai quyết")
    scans = words.add_parser(
        "scans", parents=[shared], help="bản quét của một hồ sơ, ảnh của một sự cố, kiểm tra"
    )
    scans.add_argument("code", nargs="?", metavar="CODE", help="mã hồ sơ, hoặc số của sự cố")
    scans.add_argument("--out", type=Path, metavar="DIR", help="ghi các bản quét vào thư mục")
    scans.add_argument("--check", action="store_true", help="xem các bản quét có còn đủ không")
    words.add_parser("incidents", parents=[shared], help="sự cố và thiết bị của các xã")
    words.add_parser("rebuild", parents=[shared], help="dựng lại bảng hồ sơ từ sổ gốc")
