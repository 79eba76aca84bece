"""An invented machine for the set-up's tests and pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from app.bootstrap.admin_desk import BUILT_IN, FROM_PROVINCE
from app.bootstrap.lan_words import NOT_JOINED, qr_modules
from app.domain.errors import ClerkError, Trouble
from app.domain.role import ROLES, USUAL
from app.lan.line import ABSENT
from app.services.lan import read_address
from app.settings import LATER_STEPS, Settings, with_left
from app.ui.admin.desk import (
    HAS_CODE,
    NOTHING,
    AdminDesk,
    Catalogue,
    NewPerson,
    Office,
    People,
    Person,
)
from app.ui.admin.lan_desk import LanCalls, LanView
from app.ui.setup.desk import OK, Heard, Judged, MachineDesk, Named
from app.ui.setup.first_desk import Answers, EnrolDesk, FileRead, FirstRunDesk
from tests.ui.sample_books import sample_books
from tests.ui.sample_slips import sample_slips
from tests.ui.samples import run_now

PRINTERS = (
    Named("", "Máy in mặc định"),
    Named("HP-LaserJet-107a", "HP-LaserJet-107a"),
    Named("raw:/dev/usb/lp0", "Máy in nhiệt /dev/usb/lp0"),
)
COMMUNES = (
    Named("03158", "xã Sín Thầu", "Tỉnh Điện Biên, mã 03158"),
    Named("03159", "xã Sín Chải", "Tỉnh Điện Biên, mã 03159"),
)
STICK = Named("/media/usb/MotCua-sao-luu", "USB KINGSTON", "còn trống 12,3 GB")
ANSWER = Named("/media/usb/03158-1.motcua", "03158-1.motcua", "/media/usb")
CARD = (
    "011090000007|040512345|Đặng Văn Đức|01011990|Nam|Bản Tả Kố Khừ, Sín Thầu, Điện Biên|12052021"
)
HEARD = Heard(CARD, "keyboard", "Ctrl+B", "Return", (4, 5, 5, 6, 5, 12, 5))
BARE = Heard(CARD, "keyboard", "", "Return", (4, 5, 48, 6))


class Machine:
    """Settings that remember, and devices that answer at once."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or with_left(Settings(), LATER_STEPS)
        self.tested: list[str] = []
        self.sheets: list[str] = []
        self.full: set[str] = set()

    def keep(self, settings: Settings) -> None:
        self.settings = settings

    def check_place(self, folder: str) -> str:
        """Only the stick is good."""
        if not folder.startswith("/media/usb"):
            raise ClerkError("Nơi này cùng ổ đĩa với dữ liệu: ổ hỏng là mất cả hai.", "folder")
        return f"Ghi được, còn trống 12,3 GB. Đang nhớ: {folder}"

    def desk(self, **changes: object) -> MachineDesk:
        values: dict[str, Any] = {
            "settings": lambda: self.settings,
            "keep": self.keep,
            "printers": lambda: PRINTERS,
            "ports": lambda: ("COM3",),
            "places": lambda: (STICK,),
            "check_place": self.check_place,
            "judge": lambda _text: Judged(OK, "Đọc được thẻ. Máy quét dùng được.", "nguyên vẹn"),
            "look": run_now,
            "paper": run_now,
            "print_test": lambda settings: self.tested.append(settings.printer),
            "print_sheet": lambda settings: self.sheets.append(settings.scanner_prefix),
            "screens": lambda: (Named("HDMI-1", "HDMI-1 (1920 × 1080)"),),
            "queue_rows": lambda: (("A", "Chứng thực · Hộ tịch"), ("B", "Đất đai")),
        }
        return MachineDesk(**{**values, **changes})


def check_pin(pin: str, again: str) -> None:
    """As the real one."""
    if pin != again:
        raise ClerkError("Hai lần gõ mã PIN không giống nhau. Hãy gõ lại cả hai lần.", "again")


def enrol_desk() -> EnrolDesk:
    return EnrolDesk(
        files=lambda: (ANSWER,),
        read_file=lambda _file, _code: FileRead("Trung tâm PVHCC xã Sín Thầu, quầy 1"),
        write_request=lambda _file: "K7M-P3X",
        request_place=lambda: "/media/usb/yeu-cau-ghi-danh.json",
        look=run_now,
    )


COPY = Named(
    "/media/usb/motcua-03158-1-20261120-1042.mcb", "motcua-03158-1-20261120-1042.mcb", "/media/usb"
)


def first_desk(machine: Machine, **changes: object) -> FirstRunDesk:
    values: dict[str, Any] = {
        "machine": machine.desk(),
        "communes": lambda text: COMMUNES if text else (),
        "enrol": enrol_desk(),
        "sheet_place": lambda commune, desk: f"/media/usb/phieu-khoi-phuc-{commune}-{desk}.pdf",
        "check_pin": check_pin,
        "found": lambda answers, _pin: answers.sheet,
        "sheet_kept": lambda: None,
        "ended": lambda: None,
        "dressed": lambda: None,
        "look": run_now,
        "print_sheet": lambda _file: None,
        "copies": lambda: (COPY,),
    }
    return FirstRunDesk(**{**values, **changes})


def alone(step: int = 0) -> Answers:
    """A stand-alone desk, answered up to a step."""
    return Answers(
        way="alone",
        office="xã Sín Thầu, quầy 1, đứng riêng",
        commune=COMMUNES[0],
        sheet="/media/usb/phieu-khoi-phuc-03158-1.pdf",
        step=step,
        done={"look", "office"},
    )


OFFICE = Office(
    (
        ("Tên", "Trung tâm Phục vụ hành chính công xã Sín Thầu"),
        ("Trực thuộc", "UBND xã Sín Thầu"),
        ("Mã xã", "03158"),
        ("Quầy", "1"),
        ("Giờ làm việc", "thứ Hai đến thứ Sáu 7:00–11:30, 13:30–17:00"),
        ("Đánh số", "số phiếu của máy (MC-…)"),
    ),
    FROM_PROVINCE,
)
STAFF = (
    Person("giamdoc", "Giám đốc Trung tâm", tuple(ROLES)),
    Person("nhi", "Lò Thị Nhi", ("reception", "specialist"), ("Tư pháp - hộ tịch",)),
    Person("pao", "Giàng A Páo", ("reception",), key=HAS_CODE),
    Person("huyen", "Nguyễn Thị Thanh Huyền Trang", ("specialist", "registrar"), key=NOTHING),
)
OLD = Catalogue(
    (
        ("Bản đang dùng", "dien-bien-2026-09"),
        ("Từ đâu", "tỉnh công bố"),
        ("Hiệu lực từ", "01/09/2026"),
        ("Đối chiếu lần cuối", "12/10/2026 (39 ngày trước)"),
        ("Số thủ tục", "60"),
    ),
    "Danh mục và mức phí được đối chiếu lần cuối 12/10/2026, đã 39 ngày. Vẫn tiếp nhận được. "
    "F11 để lấy bản mới; mức phí lạ thì hỏi lại trước khi thu.",
)


OWN_ADDRESSES = (Named("192.168.1.20", "Ethernet"), Named("10.0.0.7", "Wi-Fi"))
LOOKING = LanView(
    "soon",
    "chưa thấy máy nối",
    (ABSENT.format("192.168.1.20:8474"), "Tự thử lại lúc 10:42:09."),
)
JOINED = LanView(
    "done",
    "đang nối với quầy 1",
    ("Máy nối ở 192.168.1.20:8474.",),
    ("Quầy 2 · 10:42:07", "Quầy 3 · 10:42:05", "Quầy 4 · thấy lần cuối 09:10:44"),
)
TWO = (
    "Đang có hai máy nối: máy này và quầy 3 (192.168.1.23:8474). Các quầy dùng quầy 3. Hãy chọn "
    "3 ở một trong hai máy rồi F9."
)
TWO_RELAYS = LanView(
    "soon", "máy này là máy nối", (TWO,), ("Quầy 2 · 10:42:07",), "192.168.1.20:8474",
    "motcua-lan:1:192.168.1.20:8474:012345678901234567890123456789012345678",
)  # fmt: skip
HOSTING = LanView(
    "done",
    "máy này là máy nối",
    ("Máy nối chạy từ lần mở khoá đầu tiên trong ngày tới khi đóng chương trình.",),
    ("Quầy 2 · 10:42:07", "Quầy 4 · 10:42:05"),
    "192.168.1.20:8474",
    "motcua-lan:1:192.168.1.20:8474:012345678901234567890123456789012345678",
)


def try_relay(typed: str) -> str:
    """One is at 192.168.1.20."""
    if read_address(typed).host != "192.168.1.20":
        raise Trouble(ABSENT.format(read_address(typed)))
    return "Thấy máy nối ở quầy 1. Đang có: quầy 2, quầy 3. F9 để lưu."


@dataclass
class Administration:
    """Remembers what was asked of people."""

    may_change: bool = True
    only: str = ""
    no_slips: bool = False
    no_books: bool = False
    hours: str = ""
    staff: tuple[Person, ...] = STAFF
    machine: Machine = field(default_factory=Machine)
    added: list[NewPerson] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    joined: list[tuple[str, str]] = field(default_factory=list)
    lan: LanView = NOT_JOINED
    lan_changed: list[Callable[[], None]] = field(default_factory=list)

    def add(self, new: NewPerson) -> str:
        """As the real one refuses."""
        if not new.roles:
            raise ClerkError("Thiếu vai trò. Hãy chọn ít nhất một.", "roles")
        self.added.append(new)
        return "K7MN9PQRX2"

    def give_code(self, user: str) -> str:
        self.coded.append(user)
        return "K7MN9PQRX2"

    def new_sheet(self, file: str) -> str:
        self.sheets.append(file)
        return file

    def lan_calls(self) -> LanCalls:
        return LanCalls(
            addresses=lambda: OWN_ADDRESSES,
            view=lambda: self.lan,
            try_out=try_relay,
            modules=qr_modules,
            changed=self.lan_changed.append,
            look=run_now,
        )

    def desk(self, **changes: object) -> AdminDesk:
        values: dict[str, Any] = {
            "office": lambda: (
                replace(OFFICE, hours=self.hours, source=BUILT_IN) if self.hours else OFFICE
            ),
            "people": lambda: People(self.staff, self.may_change),
            "add": self.add,
            "give_code": self.give_code,
            "end": self.ended.append,
            "suggest": lambda name: name.split()[-1].lower() if name else "",
            "fields": lambda: ("Chứng thực", "Tư pháp - hộ tịch", "Bảo trợ xã hội", "Đất đai"),
            "catalogue": lambda: OLD,
            "about": lambda: (("Phiên bản", "0.1.0"), ("Máy", "11-0001"), ("Chưa gửi", "23 hồ sơ")),
            "machine": self.machine.desk(),
            "run": run_now,
            "roles": tuple(ROLES.items()),
            "usual_role": USUAL,
            "sheet_place": lambda: "/media/usb/phieu-khoi-phuc-03158-1.pdf",
            "new_sheet": self.new_sheet,
            "alone": lambda: True,
            "only": lambda: self.only,
            "lan": self.lan_calls(),
            "slips": sample_slips(none=self.no_slips),
            "books": sample_books(none=self.no_books),
            "set_hours": lambda hours, _pin: hours,
            "enrol": enrol_desk(),
            "join": lambda file, code: self.joined.append((file, code)),
        }
        return AdminDesk(**{**values, **changes})
