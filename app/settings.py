"""The machine's own settings: one frozen value, read from TOML beside the data.

The office's settings (names, hours, codes, forms) are no business of this file: they live in the
journal and come from the province.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from app.domain.errors import Trouble

PAPERS = ("a4x2", "a4", "a5", "80mm")
THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 115, 130, 150)
OFF, ON = "off", "on"
TICKET_PAPERS = ("80mm", "a5", "a4", "")
FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults are what a new machine begins with. Each field's meaning: TITLES."""

    printer: str = ""
    slip_paper: str = "a4x2"
    theme: str = "system"
    text_size: int = 100
    scanner_prefix: str = "Ctrl+B"
    scanner_suffix: str = "Return"
    scanner_port: str = ""
    scanner_baud: int = 9600
    backup_folder: str = ""
    scan_folder: str = ""
    scan_megabytes: int = 5
    setup_left: str = ""
    units: str = ""
    lan: str = ""
    lan_listen: str = "127.0.0.1:8474"
    queue: str = OFF
    queue_rows: str = ""
    ticket_paper: str = "80mm"
    ticket_printer: str = ""
    screen: str = ""
    chime: str = OFF
    public_status: str = OFF
    uncollected_days: int = 30
    lock_minutes: int = 10


RELAY = "relay"
"""The value of `lan` where this machine is the relay of its office."""

LATER_STEPS = ("printer", "scanner", "recovery", "backup")
"""What the first run may leave for later, in its order."""

TITLES = {
    "printer": "Máy in (để trống: máy in mặc định)",
    "slip_paper": "Khổ giấy phiếu hẹn: a4x2, a4, a5, 80mm",
    "theme": "Giao diện: system, light, dark, contrast",
    "text_size": "Cỡ chữ phần trăm: 100, 115, 130, 150",
    "scanner_prefix": "Phím đầu máy quét gửi (mặc định Ctrl+B)",
    "scanner_suffix": "Phím cuối máy quét gửi (mặc định phím Enter, ghi là Return)",
    "scanner_port": "Cổng nối tiếp của máy quét, ví dụ COM3 hoặc /dev/ttyACM0",
    "scanner_baud": "Tốc độ cổng nối tiếp",
    "backup_folder": "Thư mục hoặc USB để sao lưu",
    "scan_folder": "Thư mục máy quét lưu tệp (để trống: không nhận bản quét)",
    "scan_megabytes": "Mỗi lần gửi tối đa bao nhiêu MB bản quét (0: không gửi qua mạng)",
    "lan": "Nối các quầy: trống, relay (máy này là máy nối), hoặc địa chỉ máy nối",
    "lan_listen": "Máy nối nghe ở địa chỉ nào của máy này",
    "setup_left": "Việc cài đặt còn lại, cách nhau bằng dấu phẩy",
    "units": "Phòng, ban khác của xã nhận bàn giao, ví dụ: Phòng Kinh tế; Phòng Văn hóa - Xã hội",
    "queue": "Lấy số, gọi số: off, on",
    "queue_rows": "Các hàng chờ, ví dụ: A Chứng thực; B Đất đai (để trống: hàng có sẵn)",
    "ticket_paper": "Khổ giấy phiếu số: 80mm, a5, a4; để trống: không in",
    "ticket_printer": "Máy in phiếu số (để trống: máy in chung)",
    "screen": "Màn hình chờ: second (màn hình thứ hai), window (cửa sổ), hoặc tên màn hình",
    "uncollected_days": "Kết quả chờ lấy quá bao nhiêu ngày thì vào danh sách nhắc",
    "lock_minutes": "Không ai dùng máy bao nhiêu phút thì tự khoá (0: không tự khoá)",
    "chime": "Tiếng báo ở màn hình chờ khi gọi số: off, on",
    "public_status": "Màn hình chờ hiện cả tình trạng hồ sơ, tên viết tắt: off, on",
}
CHOICES: dict[str, tuple[Any, ...]] = {
    "slip_paper": PAPERS,
    "theme": THEMES,
    "text_size": TEXT_SIZES,
    "queue": (OFF, ON),
    "ticket_paper": TICKET_PAPERS,
    "chime": (OFF, ON),
    "lock_minutes": tuple(range(241)),
    "public_status": (OFF, ON),
}


def read_settings(folder: Path) -> Settings:
    """The settings of a profile; Trouble naming the line's key where one cannot be used."""
    file = folder / FILE
    if not file.exists():
        return Settings()
    import tomllib

    try:
        values = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Trouble(
            f"Không đọc được tệp cài đặt {FILE}. Dữ liệu không bị ảnh hưởng. "
            "Hãy sửa hoặc xoá tệp này rồi mở lại."
        ) from error
    return _checked(values)


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep the settings; the old file stays whole until the new one is."""
    lines = [f"{part.name} = {_toml(getattr(settings, part.name))}" for part in fields(settings)]
    new = folder / f"{FILE}.new"
    new.write_text("\n".join(lines) + "\n", "utf-8")
    new.replace(folder / FILE)


def left_of(settings: Settings) -> list[str]:
    """What the first run left and nobody has done since, in order."""
    named = settings.setup_left.split(",")
    return [step for step in LATER_STEPS if step in named]


def with_left(settings: Settings, left: Iterable[str]) -> Settings:
    """The same settings with other steps left."""
    return replace(settings, setup_left=",".join(left))


def without_step(settings: Settings, step: str) -> Settings:
    """The same settings with this step done."""
    return with_left(settings, [one for one in left_of(settings) if one != step])


def _checked(values: dict[str, Any]) -> Settings:
    settings = Settings()
    for name, value in values.items():
        kind = type(getattr(settings, name, None))
        fits = name in TITLES and type(value) is kind
        if not fits or value not in CHOICES.get(name, (value,)):
            raise Trouble(
                f"Dòng “{name[:40]}” trong {FILE} không dùng được. Dữ liệu không bị ảnh hưởng. "
                "Hãy sửa hoặc xoá dòng này rồi mở lại."
            )
        settings = replace(settings, **{name: value})
    return settings


def _toml(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = "".join(
        letter if letter.isprintable() and letter not in '"\\' else f"\\u{ord(letter):04x}"
        for letter in str(value)
    )
    return f'"{escaped}"'
