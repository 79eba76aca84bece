"""What the status bar says, as plain values: counted from the database, never guessed."""

from dataclasses import dataclass

from app.domain.vietnamese import dong

OFFLINE = "Ngoại tuyến – làm việc bình thường"


@dataclass(frozen=True, slots=True)
class Status:
    """Network, unsent, oldest, last answer, saved, printer: the same order everywhere.

    `network` is offline, online, sending or attention; `unsent` is None where there is no province
    to send to, `oldest_days` where nothing waits; `printer` is ok, attention or none; `copies`
    is ok, or attention where the data lie on one disk only; `lan_words` are about the office's
    other desks; `entering` counts what waits to be entered into the province's own system (None:
    nobody pairs here), `entering_days` its age. Empty words leave their part out.
    """

    network: str = "offline"
    network_words: str = OFFLINE
    unsent: int | None = 0
    oldest_days: int | None = None
    last_contact: str = ""
    attention: str = ""
    saved: str = ""
    printer: str = "ok"
    printer_words: str = ""
    copies: str = "ok"
    copies_words: str = ""
    lan_words: str = ""
    entering: int | None = None
    entering_days: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar: a state or `plain`, its sign, its words, and shorter words."""

    kind: str
    icon: str
    words: str
    short: str = ""


WARN_DAYS, LATE_DAYS = 5, 7
READY, SILENT = "Máy in sẵn sàng", "Máy in không trả lời"
NO_PRINTER = "Chưa có máy in – chọn ở Ctrl+Q"
NOTHING = "Không có tờ chờ in"  # of a printer that nobody could ask yet
PRINTERS_SHORT = {
    READY: "Sẵn sàng",
    SILENT: "Không trả lời",
    NO_PRINTER: "Chưa có máy in",
    NOTHING: "Không tờ nào chờ",
}
_NETWORK = {
    "offline": ("offline", "offline"),
    "online": ("ok", "online"),
    "sending": ("sending", "exchange"),
    "attention": ("attention", "warn"),
}


def oldest(days: int | None) -> Segment | None:
    """The age of the oldest unsent dossier; from five days on it stands out, at seven in red."""
    if days is None:
        return None
    words = "Cũ nhất hôm nay" if days == 0 else f"Cũ nhất {days} ngày"
    if days >= LATE_DAYS:
        return Segment("late", "bang", f"{words} – gửi hôm nay", words)
    if days >= WARN_DAYS:
        return Segment("attention", "clock", words)
    return Segment("plain", "clock", words)


def waiting(unsent: int | None) -> Segment | None:
    """How many dossiers wait to be sent."""
    if unsent is None:
        return None
    return Segment("plain", "ring" if unsent else "check", f"Chưa gửi {dong(unsent)}")


def entering(many: int | None, days: int) -> Segment | None:
    """How many dossiers wait for the other system, and how long the oldest has."""
    if not many:
        return None
    age = "hôm nay" if days == 0 else f"{days} ngày"
    kind = "attention" if days >= WARN_DAYS else "plain"
    count = dong(many)
    return Segment(
        kind, "file", f"Chờ nhập hệ thống tỉnh {count}, cũ nhất {age}", f"Chờ nhập {count} · {age}"
    )


def segments(status: Status) -> tuple[list[Segment], list[Segment]]:
    """The parts at the left and at the right."""
    kind, sign = _NETWORK[status.network]
    network = Segment(kind, sign, status.network_words, status.network_words.split(" – ")[0])
    left: list[Segment | None] = [network, waiting(status.unsent), oldest(status.oldest_days)]
    left.append(entering(status.entering, status.entering_days))
    if status.last_contact:
        words = f"Tỉnh nhận lần cuối: {status.last_contact}"
        left.append(Segment("plain", "check", words, status.last_contact))
    if status.lan_words:
        left.append(
            Segment("plain", "offline", f"Các quầy khác: {status.lan_words}", status.lan_words)
        )
    if status.attention:
        left.append(Segment("attention", "warn", status.attention))
    if status.copies_words:
        loud = status.copies == "attention"
        left.append(
            Segment(
                "attention" if loud else "plain", "warn" if loud else "check", status.copies_words
            )
        )
    right = []
    if status.saved:
        right.append(Segment("plain", "check", f"Đã lưu {status.saved}", status.saved))
    if status.printer_words:
        state = "attention" if status.printer == "attention" else "plain"
        short = PRINTERS_SHORT.get(status.printer_words, "")
        right.append(Segment(state, "printer", status.printer_words, short))
    return [part for part in left if part is not None], right
