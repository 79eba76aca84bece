"""A new recovery sheet for a desk that stands alone: written first, ruling only then."""

from pathlib import Path

from app.bootstrap.founding import recovery_text
from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import write_recovery_sheet
from app.domain.errors import ClerkError
from app.services import people
from app.storage import keys
from app.wire import seal


def new_sheet(opened: OpenDesk, file: Path) -> str:
    """A new recovery key and its sheet; the old sheet opens no copy that is made from now on.

    ClerkError: who asks may not, or the province holds the key. Trouble: it cannot be written; the
    old sheet rules on.
    """
    people.require_manager(opened.desk)
    if opened.standing.device is not None:
        raise ClerkError("Máy đã ghi danh: tỉnh giữ khoá khôi phục. Chưa đổi gì.", "file")
    private, public = seal.new_seal_key()
    now = opened.desk.clock.now()
    write_recovery_sheet(file, opened.standing, now, recovery_text(private))
    keys.replace_recovery(opened.paths, opened.key, public)
    return str(file)
