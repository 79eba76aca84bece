"""Pictures of the pages that are lists: home, results, advice, exchange, printing, help."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.bootstrap.help_room import guide_page
from app.bootstrap.words import ALONE
from app.services import guide
from app.ui.exchange.page import ExchangePage
from app.ui.giveback.desk import Item, Receiver
from app.ui.giveback.page import GiveBackPage
from app.ui.guidance.page import GuidancePage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.printing.page import PrintingPage
from app.ui.status import READY, Status
from app.ui.today.desk import HandedOver
from app.ui.today.page import TodayPage
from tests.ui.gallery_frame import FIRST_DAY, window
from tests.ui.sample_lists import LINES, Advice, Line, Lines, Morning, item, to_sign
from tests.ui.sample_lists import Counter as Hatch
from tests.ui.sample_papers import Queue, bar
from tests.ui.samples import STATUS


def today(
    count: int, act: Callable[[TodayPage], object] = lambda _page: None, lines: Lines = LINES
) -> Callable[[], QWidget]:
    """The home page with so many rows."""

    def build() -> QWidget:
        messages = Messages()
        frame = window(messages)
        page = TodayPage(Morning(count, lines).desk(), messages)
        frame.add_page("today", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("today")
        act(page)
        return frame

    return build


def printing(
    queue: Queue, act: Callable[[PrintingPage], object] = lambda _page: None
) -> Callable[[], QWidget]:
    """The print queue after something was done in it."""

    def build() -> QWidget:
        frame = window(status=bar(queue.papers))
        page = PrintingPage(queue.desk(), Messages())
        frame.add_page("printing", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("printing")
        act(page)
        return frame

    return build


def marked(page: TodayPage) -> None:
    page.table.go_to(1)
    page.table.toggle_mark()
    page.table.toggle_mark()


def handing_over(page: TodayPage) -> None:
    marked(page)
    page._hand_over()


def handed_partly(page: TodayPage) -> None:
    """Some went; those that could not stay marked."""
    page.table.mark_all()
    kept = [f"MC-03158-1-261120-{place:04d}" for place in (4, 12, 20, 28, 36)]
    why = "Lò Văn Ướt: có kết quả"
    told = tuple((code, f"20/11 – {code[-4:]} {why}") for code in kept)
    page._on_sent(HandedOver(35, "Tao Văn Hặc", told))


def exchange(
    act: Callable[[ExchangePage], object], line: Line | None = None
) -> Callable[[], QWidget]:
    """The page Gửi – nhận after something was done in it."""

    def build() -> QWidget:
        shown = line or Line(STATUS.unsent or 0)
        frame = window(status=replace(STATUS, unsent=shown.unsent) if shown.unsent else FIRST_DAY)
        page = ExchangePage(shown.desk())
        frame.add_page("exchange", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("exchange")
        act(page)
        return frame

    return build


def guidance(act: Callable[[GuidancePage], object]) -> Callable[[], QWidget]:
    """The page Hướng dẫn after something was done in it."""

    def build() -> QWidget:
        frame = window()
        page = GuidancePage(Advice().desk(), Messages())
        frame.add_page("guidance", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("guidance")
        act(page)
        return frame

    return build


def giveback(
    act: Callable[[GiveBackPage], object], waits: tuple[Item, ...] | None = None, refused: str = ""
) -> Callable[[], QWidget]:
    """The page Trả kết quả after something was done in it."""
    usual = (to_sign(1), to_sign(0), *(item(place) for place in range(2, 9)))

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = GiveBackPage(Hatch(usual if waits is None else waits, refused).desk(), channel)
        frame.add_page("giveback", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("giveback")
        act(page)
        return frame

    return build


PROXY = Receiver("Lò Văn Ướt", "011085000321", "trưởng bản", "giấy uỷ quyền 18/11/2026")
TEN = tuple(item(place) for place in range(10))


def ten(page: GiveBackPage) -> None:
    for one in TEN:
        page.take_slip(one.code)
    page.take_card(PROXY)


def mixed(page: GiveBackPage) -> None:
    """Owed, by proxy, one of them without a result."""
    stuck = item(
        3, ready=False, state=("ok", "còn 3 ngày"),
        why="Chưa có kết quả. Hồ sơ đang ở: Tư pháp – Tao Văn Hặc (còn 3 ngày).",
    )  # fmt: skip
    page.add([item(7), item(2, owes=8000), stuck], slip=True)
    page.take_card(PROXY)


def partly(page: GiveBackPage) -> None:
    for place in (2, 4, 5):
        page.take_slip(item(place).code)
    page.give()


def lost_slip(page: GiveBackPage) -> None:
    page.take_card(Receiver(item(2).owner, item(2).owner_id))


def on_the_spot(page: GiveBackPage) -> None:
    page.take_slip(item(1).code)


def owing(page: GiveBackPage) -> None:
    page.add([item(2, owes=8000)], slip=True)
    page.give()


def stands_alone(page: ExchangePage) -> None:
    page.choose("unsent")
    frame = page.window()
    assert isinstance(frame, MainWindow)
    frame.shell.show_status(Status(network_words=ALONE, unsent=None, printer_words=READY))


def help_at(page_name: str) -> Callable[[], QWidget]:
    """The guide, opened at a page's task."""

    def build() -> QWidget:
        frame = window()
        page = guide_page()
        frame.add_page("help", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("help")
        page.open_at(guide.about(page_name))
        return frame

    return build


SHOTS: dict[str, Callable[[], QWidget]] = {
    "giveback": giveback(lambda page: page.take_slip(item(2).code)),
    "giveback-empty": giveback(lambda _page: None),
    "giveback-nothing": giveback(lambda _page: None, ()),
    "giveback-ten": giveback(ten, TEN),
    "giveback-proxy": giveback(mixed),
    "giveback-first-the-proxy": giveback(lambda page: page.take_card(PROXY)),
    "giveback-failed": giveback(partly, TEN, item(4).number),
    "giveback-lost-slip": giveback(lost_slip),
    "giveback-on-the-spot": giveback(on_the_spot),
    "giveback-owing": giveback(owing),
    "giveback-to-sign": giveback(lambda page: page.waiting.choose(1)),
    "guidance": guidance(lambda page: page.picker.search.setText("khai")),
    "guidance-empty": guidance(lambda _page: None),
    "help": help_at("reception"),
    "exchange": exchange(lambda _page: None),
    "exchange-unsent": exchange(lambda page: page.choose("unsent")),
    "exchange-disputed": exchange(lambda page: page.choose("disputed")),
    "exchange-empty": exchange(lambda _page: None, Line(0)),
    "exchange-alone": exchange(stands_alone, Line(alone=True)),
    "today": today(9),
    "today-marked": today(40, marked),
    "today-handing-over": today(40, handing_over),
    "today-handed-partly": today(40, handed_partly),
    "today-empty": today(0),
    "printing": printing(Queue()),
    "printing-done": printing(Queue(), lambda page: page.table.go_to(4)),
    "printing-list": printing(Queue(), lambda page: page.table.go_to(1)),
    "printing-elsewhere": printing(Queue(), lambda page: page.choose_printer()),
    "printing-empty": printing(Queue(papers=())),
    "today-setup": today(9, lambda page: page.show_note("Còn 2 bước cài đặt: máy in, nơi sao lưu")),
    "today-filter": today(8, lambda page: page.choose("late"), LINES[1:]),
}
