"""What the scanner test says, in words: how it came, how fast, and what to change."""

from statistics import median

from app.settings import Settings
from app.ui.setup.desk import ATTENTION, KEYBOARD, OK, Heard, Judged
from app.ui.setup.scan_probe import is_fast, slowest

MOST_SHOWN = 160
KEYS = {"Return": "Enter"}  # as Qt and as people name them
SHEET = (
    "Mỗi hãng có sách mã riêng: tìm trong sách các mã có tên dưới đây và quét lần lượt.",
    "Kiểu nối: có USB-COM (Virtual COM) thì chọn, bộ gõ không làm sai dấu được.",
    "Không có USB-COM: chọn USB Keyboard (HID), bàn phím kiểu Mỹ (US).",
    "Chữ Việt: UTF-8 (có máy gọi là Unicode, hoặc ALT mode).",
    "Phím đầu (trong sách: Prefix): {prefix}. Ctrl+B có sách ghi là STX, mã 02.",
    "Phím cuối (trong sách: Suffix): {suffix}. Enter có sách ghi là CR, mã 13.",
    "Loại mã: bật QR Code và Code 128. Caps Lock: không đổi.",
    "Xong thì quét thử một thẻ ở phần Máy quét.",
)


def sheet(settings: Settings) -> list[str]:
    """The lines of the configuration sheet, with this machine's keys."""
    prefix, suffix = (key_words(one) for one in (settings.scanner_prefix, settings.scanner_suffix))
    return [line.format(prefix=prefix, suffix=suffix) for line in SHEET]


def key_words(key: str) -> str:
    """A key as people call it."""
    return KEYS.get(key, key) or "không có"


def key_named(words: str) -> str:
    """A key as Qt calls it, from what people do."""
    return next((key for key, said in KEYS.items() if said.casefold() == words.casefold()), words)


def state_of(heard: Heard, judged: Judged, settings: Settings) -> tuple[str, str]:
    """A state and the sentence for it; the scan itself counts before the set-up of the keys."""
    if judged.state != OK:
        return ATTENTION, judged.sentence
    if heard.way == KEYBOARD and not _set_up(heard, settings):
        wanted = key_words(settings.scanner_prefix), key_words(settings.scanner_suffix)
        return ATTENTION, (
            f"{judged.sentence} Máy quét chưa gửi phím đầu {wanted[0]} và phím cuối {wanted[1]}: "
            "hãy cài theo tờ bên cạnh, nếu không chữ quét có thể rơi vào ô đang gõ."
        )
    return OK, judged.sentence


def facts(heard: Heard, judged: Judged) -> list[tuple[str, str]]:
    """What is shown of a scan, line by line."""
    shown = heard.text if len(heard.text) <= MOST_SHOWN else heard.text[:MOST_SHOWN] + "…"
    lines = [("Nhận được", shown), ("Dấu tiếng Việt", judged.marks)]
    if heard.way != KEYBOARD:
        return [*lines, ("Đường vào", "cổng nối tiếp, nguyên dòng")]
    keys = f"{key_words(heard.prefix)} … {key_words(heard.suffix)}"
    return [
        *lines,
        ("Đường vào", "gõ như bàn phím"),
        ("Phím đầu, phím cuối", keys),
        ("Nhịp phím", _rhythm(heard)),
    ]


def _set_up(heard: Heard, settings: Settings) -> bool:
    return (heard.prefix, heard.suffix) == (settings.scanner_prefix, settings.scanner_suffix)


def _rhythm(heard: Heard) -> str:
    if not heard.gaps:
        return ""
    usual, worst = round(median(heard.gaps)), slowest(heard.gaps)
    said = f"{usual} ms giữa hai phím, lâu nhất {worst} ms, {len(heard.gaps) + 1} phím"
    return said if is_fast(heard.gaps) else f"{said}: có phím chậm, nên có phím đầu"
