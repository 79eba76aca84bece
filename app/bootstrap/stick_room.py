"""Gửi – nhận by stick in the window: one key reads the answers and writes what waits.

The page's key is heard by the exchange's room, which runs this on its thread.
"""

from dataclasses import replace
from pathlib import Path

from app.bootstrap.by_stick import exchange_by_stick
from app.bootstrap.opening import OpenDesk
from app.devices import disks
from app.domain.errors import Trouble
from app.services.exchange import Outcome

FOLDER = "MotCua"
SAFE = "Hồ sơ vẫn an toàn trên máy này."
LOCKED = (
    "USB {0} đã cắm nhưng bị khoá ghi nên chưa ghi và chưa đọc gì. "
    f"{SAFE} Gạt nấc khoá trên USB (hoặc dùng USB khác) rồi nhấn U lại."
)
NO_STICK = f"Chưa thấy USB nào. {SAFE} Cắm USB rồi nhấn U lại."


def find_stick(data: Path) -> Path:
    """The folder on the one stick that is plugged in; Trouble where there is none, or several."""
    found = disks.sticks(data)
    ours = [disk for disk in found if (disk.folder / FOLDER).is_dir()]
    chosen = ours if len(ours) == 1 else found
    if not chosen and (locked := disks.locked_sticks(data)):
        raise Trouble(LOCKED.format(locked[0]))
    if not chosen:
        raise Trouble(NO_STICK)
    if len(chosen) > 1:
        names = ", ".join(disk.name for disk in chosen)
        raise Trouble(f"Đang cắm nhiều USB ({names}). {SAFE} Rút bớt, để lại một, rồi nhấn U lại.")
    return chosen[0].folder / FOLDER


def both_ways(opened: OpenDesk, folder: Path) -> Outcome:
    """First the answers that lie there, then all that is unsent; one sentence for both."""
    if not folder.parent.is_dir():  # pulled since it was found: nothing is laid on the disk instead
        raise Trouble(NO_STICK)
    before = opened.chain().stored_depth()
    answers = exchange_by_stick(opened, folder, out=False) if folder.is_dir() else None
    written = exchange_by_stick(opened, folder, out=True)
    nothing = (before, 0, 0)
    if answers is None or (answers.stored, answers.received_events, answers.sent_scans) == nothing:
        return written
    return replace(
        written,
        received_events=answers.received_events,
        message=f"{answers.message} {written.message}",
    )
