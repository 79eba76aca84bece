"""Blank slips: their numbers given before they print, taken by one dossier each, or set aside."""

from datetime import datetime

from app.domain.blank_slips import (
    BlankSlipSpoilt,
    BlankSlipsPrinted,
    PrintedSlips,
    desk_of,
    numbered,
    read_number,
    series_of,
    split,
)
from app.domain.errors import ClerkError
from app.domain.numbering import short_number
from app.domain.times import spoken
from app.services.desk import Desk, require_clerk
from app.services.fields import NOTE, clean_text, printable
from app.services.ports import Reads, Standing, Writes

MOST = 200  # sheets at once
NOTHING = "Chưa lưu gì."
SAMPLE = "MC-03158-1-P-0007"


def own_series(standing: Standing) -> str:
    """What stands before the running number of this desk's blank slips."""
    return series_of(standing.commune, standing.desk, standing.letter)


def give_numbers(writes: Writes, desk: Desk, many: int, paper: str) -> PrintedSlips:
    """The next `many` numbers as a fact, inside the transaction that queues their printing.

    A number is given once, whatever becomes of the paper: it is never printed under another run.
    """
    require_clerk(desk)
    if not 1 <= many <= MOST:
        raise ClerkError(
            f"Mỗi lần in từ 1 đến {MOST} phiếu giấy. Bạn ghi {many}. Chưa in gì.", "many"
        )
    series, now = own_series(writes.standing()), desk.clock.now().replace(microsecond=0)
    first = writes.highest_blank(series) + 1
    last = first + many - 1
    writes.append(BlankSlipsPrinted(series, first, last, paper), at=now)
    return PrintedSlips(series, first, last, now)


def title_of(run: PrintedSlips) -> str:
    """As the print queue calls them: Phiếu giấy P-0001 – P-0020."""
    first, last = (short_number(numbered(run.series, one)) for one in (run.first, run.last))
    return f"Phiếu giấy {first}" + (f" – {last}" if first != last else "")


def spoil(desk: Desk, typed: str, reason: str) -> str:
    """Set a blank slip aside for good, with the reason; its number as it is printed.

    ClerkError where it was never printed here, bears a dossier, or was set aside before.
    """
    require_clerk(desk)
    why = clean_text(reason, "reason", NOTE)
    if why is None:
        raise ClerkError(
            "Thiếu lý do. Chưa ghi gì. Hãy ghi vì sao phiếu hỏng, ví dụ: viết nhầm.", "reason"
        )
    with desk.store.transaction() as writes:
        number = read_number(typed, own_series(writes.standing())) or typed
        require_usable(writes, number)
        fact = BlankSlipSpoilt(number, why)
        writes.append(fact, at=desk.clock.now().replace(microsecond=0))
    return number


def take_number(reads: Reads, standing: Standing, typed: str, received_at: datetime) -> str:
    """The number of a blank slip for the dossier that was received on it.

    ClerkError, field `slip` or `received_at`, unless a dossier received then may take it.
    """
    number = read_number(typed, own_series(standing)) or typed
    run = require_usable(reads, number)
    printed = run.printed_at.replace(second=0)
    if received_at < printed:
        raise ClerkError(
            f"Phiếu giấy {number} in lúc {spoken(printed)}, sau giờ nhận hồ sơ "
            f"{spoken(received_at)}. {NOTHING} Hãy xem lại giờ, ngày ghi trên phiếu.",
            "received_at",
        )
    return number


def require_usable(reads: Reads, number: str) -> PrintedSlips:
    """The run of a blank slip; ClerkError where it was not printed here, or is used or spoilt."""
    run = _printed(reads, number)
    _require_unused(reads, number)
    return run


def _printed(reads: Reads, number: str) -> PrintedSlips:
    if split(number) is None:
        raise ClerkError(
            f"“{printable(number)}” không phải số phiếu giấy. {NOTHING} Hãy chép lại số, ví dụ "
            f"{SAMPLE}.",
            "slip",
        )
    run = reads.blank_run(number)
    if run is not None:
        return run
    standing, (commune, part) = reads.standing(), desk_of(number)
    if commune != standing.commune:
        whose = f"của xã khác (mã xã {commune})"
    elif part.rstrip("abcdefghijklmnopqrstuvwxyz") != str(standing.desk):
        whose = f"của quầy {part}"
    else:
        raise ClerkError(
            f"Máy này chưa in phiếu giấy số {number}. {NOTHING} Hãy xem lại số; nếu phiếu in trước "
            "khi khôi phục máy thì tiếp nhận như thường và ghi số phiếu giấy vào ghi chú.",
            "slip",
        )
    raise ClerkError(
        f"Phiếu giấy {number} {whose}, không nhập ở máy này. {NOTHING} Hãy nhập ở quầy đã in "
        "phiếu.",
        "slip",
    )


def _require_unused(reads: Reads, number: str) -> None:
    for stored in reads.with_code(number):
        dossier = stored.dossier
        void = " (đã huỷ; số không dùng lại)" if dossier.void else ""
        raise ClerkError(
            f"Phiếu giấy {number} đã dùng cho hồ sơ {dossier.procedure} của {dossier.owner.name}, "
            f"nhận {spoken(dossier.received_at)}{void}. Hồ sơ ấy vẫn an toàn, chưa lưu gì thêm. "
            "Hãy xem lại số trên phiếu.",
            "slip",
        )
    reason = reads.spoilt_slip(number)
    if reason is not None:
        raise ClerkError(
            f"Phiếu giấy {number} đã ghi hỏng: {reason}. {NOTHING} Hãy xem lại số trên phiếu.",
            "slip",
        )
