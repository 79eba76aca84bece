"""Pictures of the page Sổ phôi."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.form_stock.page import FormStockPage
from app.ui.messages import Messages
from tests.ui.gallery_frame import window
from tests.ui.sample_form_stock import FormStock

REFUSED = (
    "Sổ chỉ còn 15 phôi Giấy khai sinh, không đủ 20. Chưa ghi gì, số còn vẫn như cũ. Hãy xem lại "
    "số lượng, hoặc ghi lần nhận hay kiểm đếm trước."
)


def register(act: Callable[[FormStockPage], object]) -> Callable[[], QWidget]:
    """The page after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = FormStockPage(FormStock().desk(), channel)
        frame.add_page("form_stock", page, "incidents")
        frame.resize(1366, 768)
        frame.show()
        frame.go("form_stock")
        act(page)
        return frame

    return build


def received(page: FormStockPage) -> None:
    page.panel.choose(1)
    page.panel.fields["serials"].put("AB 001301-001400")
    page.panel.fields["document"].put("Sở Tư pháp, phiếu 14")


def refused(page: FormStockPage) -> None:
    page.panel.choose(2)
    page.panel.fields["quantity"].put("20")
    page.panel.say("quantity", REFUSED)


def own(page: FormStockPage) -> None:
    page.stocks.go_to(page.stocks.count - 1)
    page.panel.take_focus()


SHOTS: dict[str, Callable[[], QWidget]] = {
    "form-stock": register(lambda _page: None),
    "form-stock-received": register(received),
    "form-stock-refused": register(refused),
    "form-stock-moves": register(lambda page: page._turn()),
    "form-stock-own": register(own),
}
