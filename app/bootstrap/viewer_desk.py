"""What the viewer is given: scans of a dossier, pictures of an incident, in memory alone."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from app.bootstrap import reading_log
from app.bootstrap.opening import OpenDesk
from app.bootstrap.place_words import Places
from app.devices.scan_sheet import sheet_of
from app.domain.errors import Trouble
from app.domain.incidents import Incident
from app.domain.scan import Scan, is_drawn
from app.services.ports import Stored
from app.services.steps import the_one
from app.storage import scans
from app.ui.tasks import Run
from app.ui.viewer.desk import Gallery, Sheet, ViewerDesk

BYTES_A_DOT = 4


@dataclass(frozen=True, slots=True)
class ViewerBridge:
    """Callables of the viewer over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    run: Run

    def desk(self) -> ViewerDesk:
        """The page's view of it."""
        return ViewerDesk(load=self.load, picture=self.picture, run=self.run)

    def load(self, code: str) -> Gallery:
        """Which sheets there are; whoever looks is kept as on the dossier's page."""
        opened = self.opened()
        incident = opened.journal.incident(code)
        if incident is not None:
            return _pictures(incident)
        stored = the_one(opened.journal, code)
        reading_log.opened_dossier(opened, stored)
        dossier = stored.dossier
        sheets = [
            Sheet(scan.digest, place, _words(scan, number, len(dossier.scans), place))
            for number, scan in enumerate(dossier.scans, 1)
            for place in range(max(1, scan.pages))
        ]
        return Gallery(code, f"{code} · {dossier.owner.name}", tuple(sheets))

    def picture(self, code: str, sheet: Sheet) -> QImage:
        """One sheet; Trouble where it lies elsewhere or is not whole."""
        opened = self.opened()
        if not scans.held(opened.connection, [sheet.digest]):
            raise Trouble(_elsewhere(opened, code))
        found = sheet_of(opened.scans().read(sheet.digest), sheet.place)
        wide, high = found.width, found.height
        return QImage(
            found.dots, wide, high, wide * BYTES_A_DOT, QImage.Format.Format_RGB32
        ).copy()  # else it would stand on bytes that are gone


def _pictures(incident: Incident) -> Gallery:
    many = len(incident.pictures)
    sheets = (
        Sheet(one.digest, 0, f"Ảnh {number}/{many}")
        for number, one in enumerate(incident.pictures, 1)
    )
    return Gallery(incident.document, f"{incident.document} · {incident.about}", tuple(sheets))


def _words(scan: Scan, number: int, many: int, place: int) -> str:
    name = "chữ ký trên màn hình" if is_drawn(scan.name) else scan.name
    parts = [f"Bản {number}/{many}", name or ""]
    if scan.pages > 1:
        parts.append(f"trang {place + 1}/{scan.pages}")
    return " · ".join(part for part in parts if part)


def _elsewhere(opened: OpenDesk, code: str) -> str:
    """Where it lies, and how to come by it; nothing is asked of the line here."""
    found = opened.journal.with_code(code)
    where = _where(opened, found[0]) if found else "ở quầy khác của cơ quan"
    if opened.standing.device is None:
        return f"Bản này nằm {where}, không có trên máy này. Hồ sơ vẫn nguyên. Xem ở quầy ấy."
    return (
        f"Bản này nằm {where}, không có trên máy này. Hồ sơ vẫn nguyên. Có mạng thì lấy về từ tỉnh "
        f"bằng lệnh: motcua scans {code} --out THƯ-MỤC. Cần ngay thì hỏi nơi ấy bản giấy."
    )


def _where(opened: OpenDesk, stored: Stored) -> str:
    places = Places.of(opened, stored)
    return f"ở {places.short(stored.dossier.office)}" if places.guest else "ở quầy khác của cơ quan"
