"""One exchange by stick, for `motcua exchange --usb` and the window: records first, then scans."""

import time
from dataclasses import replace
from pathlib import Path

import app
from app.bootstrap.opening import STANDALONE, OpenDesk
from app.domain.times import to_millis
from app.services.exchange import COMPLETE, PARTIAL, REFUSED, Outcome, Peer
from app.services.scans import megabytes, told_of_scans
from app.storage import exchange_log, scans
from app.storage.supplies import SqliteSupplies
from app.sync.stick import Stick
from app.sync.stick_scans import ScansCarried, ScansConfirmed, ScanStick


def exchange_by_stick(opened: OpenDesk, folder: Path, *, out: bool) -> Outcome:
    """Write all that is unsent to a stick, or read the province's answers from it."""
    peer = opened.peer()
    if peer is None:
        return Outcome(REFUSED, 0, 0, 0, 0, 0, 0, STANDALONE)
    stick = Stick(
        opened.chain(),
        peer,
        folder,
        app.VERSION,
        lambda: to_millis(opened.desk.clock.now()),
        SqliteSupplies(opened.connection, peer.device, opened.desk.clock.now),
    )
    start, before = time.perf_counter(), stick.store.stored_depth()
    outcome = _written(opened, stick) if out else _read(opened, stick)
    millis = round((time.perf_counter() - start) * 1000)
    confirmed = outcome.stored - before  # what lies on a stick is not sent before it is answered
    kept = replace(outcome, sent_events=confirmed)
    exchange_log.record(opened.connection, opened.desk.clock.now(), kept, millis)
    return outcome


def _written(opened: OpenDesk, stick: Stick) -> Outcome:
    outcome = stick.write()
    carried = _scans(opened, stick.peer, stick.folder).write()
    return replace(
        outcome,
        state=PARTIAL if carried.broken else outcome.state,
        message=f"{outcome.message}{_carried_words(carried)}",
        sent_scans=carried.written,
        unsent_scans=scans.unsent(opened.connection)[0],
        bytes_up=outcome.bytes_up + carried.size,
    )


def _read(opened: OpenDesk, stick: Stick) -> Outcome:
    """Answers first: they may bring the certificate that the receipts are signed under."""
    outcome = stick.read()
    confirmed = _scans(opened, opened.peer() or stick.peer, stick.folder).read()
    told = told_of_scans(
        replace(
            outcome,
            state=_state(outcome, confirmed),
            message=f"{outcome.message}{_unread_words(confirmed)}",
            sent_scans=confirmed.sent,
        ),
        (0, 0),
    )
    return replace(told, unsent_scans=scans.unsent(opened.connection)[0])


def _scans(opened: OpenDesk, peer: Peer, folder: Path) -> ScanStick:
    return ScanStick(opened.scans(), peer, folder, opened.desk.clock.now)


def _state(outcome: Outcome, confirmed: ScansConfirmed) -> str:
    unread = confirmed.broken or confirmed.newer
    return PARTIAL if outcome.state == COMPLETE and unread else outcome.state


def _carried_words(carried: ScansCarried) -> str:
    """What was put on the stick beside the records; what was not is safe here."""
    said = ""
    if carried.written:
        said += f" Kèm {carried.written} bản quét ({megabytes(carried.size)})."
    if carried.broken:
        return said + (
            f" Còn {carried.left} bản quét chưa chép được: USB đầy, đã rút ra hoặc bị khoá. Bản "
            "quét vẫn an toàn trên máy này; hãy cắm lại USB rồi làm lại."
        )
    if carried.left:
        said += f" Còn {carried.left} bản quét không đủ chỗ; hãy dùng USB trống hơn cho lần sau."
    return said


def _unread_words(confirmed: ScansConfirmed) -> str:
    said = ""
    if confirmed.newer:
        said += (
            f" {confirmed.newer} tệp biên nhận bản quét do chương trình mới hơn của tỉnh ghi: hãy "
            "cập nhật Một Cửa ở máy này rồi đọc lại USB."
        )
    if confirmed.broken:
        said += (
            f" {confirmed.broken} tệp biên nhận bản quét hỏng hoặc bị sửa nên không tin; bản quét "
            "ấy vẫn tính là chưa gửi."
        )
    return said
