"""Pictures of the pages that are lists: home, results, advice, exchange, printing, help."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.bootstrap.door import UNSIGNED
from app.bootstrap.help_room import guide_page
from app.bootstrap.words import ALONE
from app.services import guide
from app.ui.deciding.page import DecidingPage
from app.ui.exchange.page import ExchangePage
from app.ui.giveback.desk import Item, Receiver
from app.ui.giveback.page import GiveBackPage
from app.ui.guidance.page import GuidancePage
from app.ui.handover.desk import Item as Hand
from app.ui.handover.page import HandOverPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.printing.page import PrintingPage
from app.ui.refusal.page import RefusalPage
from app.ui.signing.desk import Signed, SigningDesk
from app.ui.signing.page import SigningPage
from app.ui.status import READY, Status
from app.ui.today.desk import PAST, TECHNICAL
from app.ui.today.page import TodayPage
from app.ui.widgets.table import TableRow
from tests.ui.gallery_frame import FIRST_DAY, window
from tests.ui.sample_decisions import SIGNERS, Decisions, waiting
from tests.ui.sample_hands import STUCK, Hands, paper
from tests.ui.sample_lists import (
    LINES,
    NUMBERS,
    SIGNER,
    TO_SIGN,
    Advice,
    Line,
    Lines,
    Morning,
    item,
    to_sign,
)
from tests.ui.sample_lists import Counter as Hatch
from tests.ui.sample_papers import Queue, bar
from tests.ui.sample_refusals import WHO, Refusals
from tests.ui.samples import STATUS, run_now
from tests.ui.signatures import draw_name


def today(
    count: int, act: Callable[[TodayPage], object] = lambda _page: None, lines: Lines = LINES
) -> Callable[[], QWidget]:
    """The home page with so many rows."""
    return home(Morning(count, lines), act)


def home(
    morning: Morning, act: Callable[[TodayPage], object] = lambda _page: None
) -> Callable[[], QWidget]:
    """The home page of that morning."""

    def build() -> QWidget:
        messages = Messages()
        frame = window(messages)
        page = TodayPage(morning.desk(), messages)
        frame.add_page("today", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("today")
        act(page)
        return frame

    return build


def shifted(page: TodayPage) -> None:
    """Shift is held."""
    frame = page.window()
    assert isinstance(frame, MainWindow)
    frame.shell.keybar.show_shifted(shifted=True)


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


def moving(page: ExchangePage) -> None:
    page.show_sending(sending=True)
    page.show_progress("Đã gửi 12 kB trong 35 kB, nhận về 3 kB; còn khoảng 8 giây.", 12 / 35)


def answering(page: ExchangePage) -> None:
    page.choose("disputed")
    page.matters.panel.pick(2)


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


def pad(page: GiveBackPage) -> None:
    page.take_slip(item(2).code)
    page.pad.ask()
    draw_name(page.pad.drawing)


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


def signing(
    rows: Sequence[TableRow], act: Callable[[SigningPage], object] = lambda _page: None
) -> Callable[[], QWidget]:
    """The page Chứng thực – ký after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        done = Signed(len(rows), NUMBERS)
        desk = SigningDesk(
            lambda _electronic: tuple(rows),
            lambda: SIGNER,
            lambda: SIGNERS,
            lambda _keys, _by: done,
            run_now,
        )
        page = SigningPage(desk, channel)
        frame.add_page("signing", page, place="giveback")
        frame.resize(1366, 768)
        frame.show()
        frame.go("signing")
        act(page)
        return frame

    return build


def sign_all(page: SigningPage) -> None:
    page.table.mark_all()
    page.sign()


def electronic(page: SigningPage) -> None:
    page._switch()
    page.table.mark_all()


def sign_by_pin(page: SigningPage) -> None:
    page.table.mark_all()
    page.table.digit.emit(1)
    page.people.pin.input.setText("111111")
    page.people.refused(f"Sai mã PIN. Còn 4 lần rồi phải đợi 1 phút. {UNSIGNED}")


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


def handover(
    act: Callable[[HandOverPage], object], waits: tuple[Hand, ...] = ()
) -> Callable[[], QWidget]:
    """The page Bàn giao after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = HandOverPage(Hands(waits).desk(), channel)
        frame.add_page("handover", page, place="today")
        frame.resize(1366, 768)
        frame.show()
        frame.go("handover")
        act(page)
        return frame

    return build


def refusing() -> QWidget:
    """The page Từ chối tiếp nhận, asked for somebody."""
    channel = Messages()
    frame = window(channel)
    page = RefusalPage(Refusals().desk(), channel)
    frame.add_page("refusal", page, place="reception")
    frame.resize(1366, 768)
    frame.show()
    page.ask(WHO)
    frame.go("refusal")
    return frame


def deciding(act: Callable[[DecidingPage], object]) -> Callable[[], QWidget]:
    """The page Xử lý after something was done in it."""

    def build() -> QWidget:
        channel = Messages()
        frame = window(channel)
        page = DecidingPage(Decisions(waiting(9)).desk(), channel)
        frame.add_page("deciding", page, place="today")
        frame.resize(1366, 768)
        frame.show()
        frame.go("deciding")
        act(page)
        return frame

    return build


def several(page: DecidingPage) -> None:
    page.table.mark_all()
    page.number.put("12/GXN-UBND")
    page.number.changed.emit()


def scanned(page: HandOverPage) -> None:
    """Six slips, one of which does not move."""
    page.add([paper(place) for place in (1, 2, 4, 5, 6)])
    page.add([STUCK])


def wrong_pin(page: HandOverPage) -> None:
    scanned(page)
    page.people.choose(1)
    page.people.pin.input.setText("111111")
    page.people.refused(f"Sai mã PIN. Còn 4 lần rồi phải đợi 1 phút. {UNSIGNED}")


SHOTS: dict[str, Callable[[], QWidget]] = {
    "refusal": refusing,
    "deciding": deciding(several),
    "handover": handover(scanned),
    "handover-empty": handover(lambda _page: None, (paper(7), paper(8))),
    "handover-pin": handover(wrong_pin),
    "giveback": giveback(lambda page: page.take_slip(item(2).code)),
    "giveback-pad": giveback(pad),
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
    "exchange-answering": exchange(answering),
    "exchange-moving": exchange(moving),
    "exchange-paused": exchange(lambda _page: None, Line(paused=True)),
    "exchange-empty": exchange(lambda _page: None, Line(0)),
    "exchange-alone": exchange(stands_alone, Line(alone=True)),
    "signing": signing(TO_SIGN, lambda page: page.table.mark_all()),
    "signing-given": signing(TO_SIGN, sign_all),
    "signing-empty": signing(()),
    "signing-electronic": signing(TO_SIGN[:2], electronic),
    "signing-pin": signing(TO_SIGN, sign_by_pin),
    "today": today(9),
    "today-past": home(Morning(past=1), lambda page: page.choose(PAST)),
    "today-technical": home(Morning(past=1, technical=2), lambda page: page.choose(TECHNICAL)),
    "today-marked": today(40, marked),
    "today-empty": today(0),
    "printing": printing(Queue()),
    "printing-done": printing(Queue(), lambda page: page.table.go_to(4)),
    "printing-list": printing(Queue(), lambda page: page.table.go_to(1)),
    "printing-elsewhere": printing(Queue(), lambda page: page.choose_printer()),
    "printing-empty": printing(Queue(papers=())),
    "today-setup": today(9, lambda page: page.show_note("Còn 2 bước cài đặt: máy in, nơi sao lưu")),
    "today-filter": today(8, lambda page: page.choose("late"), LINES[1:]),
}
