"""Pictures of the viewer of scans."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.errors import Trouble
from app.ui.messages import Messages
from app.ui.viewer.desk import Gallery, Sheet, ViewerDesk
from app.ui.viewer.page import ViewerPage
from tests.devices.sheets import file_of, sheet
from tests.ui.gallery_frame import window
from tests.ui.samples import run_now

CODE = "MC-03158-2-261118-0007"
GALLERY = Gallery(
    CODE,
    f"{CODE} · Pờ Mỳ Xuyến",
    (Sheet("a", 0, "Bản 1/3 · giay-khai-sinh.pdf · trang 1/2"), Sheet("b", 0, "Bản 2/3")),
)
AWAY = (
    "Bản này nằm ở quầy khác của cơ quan, không có trên máy này. Hồ sơ vẫn nguyên. Có mạng thì lấy "
    f"về từ tỉnh bằng lệnh: motcua scans {CODE} --out THƯ-MỤC. Cần ngay thì hỏi nơi ấy bản giấy."
)


def picture(_code: str, one: Sheet) -> QImage:
    """A sheet with a stamp, black and white, for the book's sake; the second one lies elsewhere."""
    if one.digest == "b":
        raise Trouble(AWAY)
    scan = QImage.fromData(file_of(sheet(100, stamp=True), dots=100))
    plain = scan.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    return plain.convertToFormat(QImage.Format.Format_RGB32)


def viewer(act: Callable[[ViewerPage], object]) -> Callable[[], QWidget]:
    """The page with a dossier's scans after something was done."""

    def build() -> QWidget:
        frame = window(Messages())
        page = ViewerPage(ViewerDesk(lambda _code: GALLERY, picture, run_now))
        frame.add_page("viewer", page, place="find")
        frame.resize(1366, 768)
        frame.show()
        frame.go("viewer")
        page.open_scans(CODE)
        act(page)
        return frame

    return build


SHOTS: dict[str, Callable[[], QWidget]] = {
    "viewer": viewer(lambda _page: None),
    "viewer-elsewhere": viewer(lambda page: page.turn(1)),
}
