"""A scan that does not lie here: the province gives it out to an office that the dossier names."""

from app.bootstrap.opening import OpenDesk
from app.domain.errors import Trouble
from app.domain.scan import Scan
from app.services.ports import Stored
from app.storage import folding
from app.storage.scans import NOT_HERE
from app.wire.errors import WireError
from app.wire.scans import open_scan

NOT_LENT = (
    "Bản quét này không có trên máy và lúc này chưa lấy được từ tỉnh. Hồ sơ vẫn nguyên. Có mạng "
    "thì thử lại; nơi quét chưa gửi thì hỏi nơi ấy bản giấy."
)


def lent(opened: OpenDesk, stored: Stored, scan: Scan) -> bytes:
    """The scan as it was taken in elsewhere; nothing of it is kept here. Trouble without a line."""
    from app.sync.scans import borrow
    from app.sync.transport import HttpLine, LineError

    peer = opened.peer()
    key = folding.scan_key(opened.connection.execute, stored.id, scan.digest)
    if peer is None or peer.server is None or key is None:
        raise Trouble(NOT_HERE)
    line = HttpLine(peer.server)
    try:
        raw = borrow(line, peer, stored.identity, scan.digest, scan.size)
        return open_scan(raw, bytes.fromhex(key))
    except (LineError, WireError) as error:
        raise Trouble(NOT_LENT) from error
    finally:
        line.close()
