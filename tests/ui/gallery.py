"""Every page of the desk in every state, and how a picture of it is taken."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui import theme
from app.ui.crash_window import CrashWindow
from app.ui.dossier.desk import DossierView
from app.ui.dossier.page import DossierPage
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.parting import Parting
from app.ui.reception.page import ReceptionPage
from app.ui.widgets.stepper import Stepper
from app.ui.widgets.suggesting import SuggestField
from tests.ui import (
    gallery_appointments,
    gallery_beside,
    gallery_bunch,
    gallery_duty,
    gallery_find,
    gallery_form_stock,
    gallery_incidents,
    gallery_lessons,
    gallery_lists,
    gallery_queue,
    gallery_report,
    gallery_rows,
    gallery_setup,
    gallery_uncollected,
    gallery_viewer,
)
from tests.ui.gallery_frame import window
from tests.ui.picture_file import save_small
from tests.ui.sample_dossiers import (
    BY_LEADER,
    FINISHED,
    LOCKED,
    MANY_LETTERS,
    OTHER_STEPS,
    PAYS,
    VIEW,
    Door,
    Shelf,
)
from tests.ui.sample_papers import not_printed
from tests.ui.samples import DUC, LONG, STATUS, Counter


def reception(
    act: Callable[[ReceptionPage], object], messages: Messages | None = None
) -> Callable[[], QWidget]:
    """The reception page after something was done in it."""

    def build() -> QWidget:
        channel = messages or Messages()
        frame = window(channel)
        page = ReceptionPage(Counter().desk(), channel)
        frame.add_page("reception", page)
        frame.resize(1366, 768)
        frame.show()
        frame.go("reception")
        act(page)
        return frame

    return build


def usual(page: ReceptionPage) -> None:
    page.take_person(replace(DUC, phone="0912 345 678"))
    page.middle.picker.list.press_digit("1")
    copies, pages = page.papers.findChildren(Stepper)
    copies.setValue(3)
    pages.setValue(2)


def saved(page: ReceptionPage) -> None:
    usual(page)
    page.save()


def give_back(page: DossierPage) -> None:
    page.ask("give_back")
    page.step.list.step(1)


def long(page: ReceptionPage) -> None:
    page.take_person(replace(LONG, phone="0912 345 678"))
    page.middle.picker.list.press_digit("5")


def typed(page: ReceptionPage) -> None:
    wrong = replace(
        DUC, id="01109000000", name="ĐẶNG VĂN ĐỨC", born_on="31/02/1990", from_card=False
    )
    page.owner.show_person(wrong, typing=True)
    page.middle.picker.list.press_digit("1")
    page._faults.touch("owner.id", "owner.born_on")
    page._refresh()


def birth(page: ReceptionPage) -> None:
    page.take_person(DUC)
    page.middle.picker.list.press_digit("4")


def neighbour(page: ReceptionPage) -> None:
    page.take_person(replace(DUC, phone="0912 345 678"))
    page.file_for_another()
    page.take_person(LONG)
    page.middle.picker.list.press_digit("3")


def visit(page: ReceptionPage) -> None:
    page.take_person(replace(DUC, phone="0912 345 678"))
    for digit in ("1", "3"):
        page.middle.picker.list.press_digit(digit)
        page.steps.add()
    page.middle.picker.list.press_digit("2")


def extras(page: ReceptionPage) -> None:
    usual(page)
    page.line.ask_extras()


def duplicate(page: ReceptionPage) -> None:
    page.take_person(DUC)
    page.middle.picker.list.press_digit("2")


def typing(page: ReceptionPage) -> None:
    page.start_new()
    address = page.owner.findChild(SuggestField)
    assert isinstance(address, SuggestField)
    address.input.setFocus()
    assert isinstance(address.input, QLineEdit)
    address.input.setText("ta")
    address.input.textEdited.emit("ta")


def paper(page: ReceptionPage) -> None:
    page.take_slip("MC-03158-1-P-0007")
    page.people.paper.clock.put("09:15")
    page.people.paper.day.put("19/11")
    page.owner.show_person(replace(DUC, from_card=False, phone="0912 345 678"), typing=True)
    page.middle.picker.list.press_digit("1")


def kept(page: ReceptionPage) -> None:
    neighbour(page)
    page.save()


def organisation(page: ReceptionPage) -> None:
    page.start_new()
    page._press("Ctrl+T")
    page._press("Ctrl+T")


def printer_off(page: ReceptionPage) -> None:
    usual(page)
    page.saving._messages.show(not_printed("0240"))
    frame = page.window()
    assert isinstance(frame, MainWindow)
    frame.shell.show_status(replace(STATUS, printer="attention", printer_words="1 phiếu chưa in"))


def dossier(
    act: Callable[[DossierPage], object], view: DossierView = VIEW
) -> Callable[[], QWidget]:
    """The dossier page after something was done in it."""

    def build() -> QWidget:
        frame = window()
        page = DossierPage(Shelf(view).desk(), Messages())
        frame.add_page("find", page)
        page.open_dossier("x")
        frame.resize(1366, 768)
        frame.show()
        frame.go("find")
        act(page)
        return frame

    return build


def lock(act: Callable[[LockPage], object]) -> Callable[[], QWidget]:
    """The lock page after something was typed."""

    def build() -> QWidget:
        frame = window()
        page = LockPage(Door().desk())
        frame.set_lock(page)
        frame.resize(1366, 768)
        frame.show()
        frame.lock()
        act(page)
        return frame

    return build


BUG = "Một Cửa 0.1.0\nOperationalError\n  mrz.py:118 read\n  card.py:64 parse"
SHOTS: dict[str, Callable[[], QWidget]] = {
    "reception": reception(usual),
    "reception-long": reception(long),
    "reception-empty": reception(lambda _page: None),
    "reception-error": reception(typed),
    "reception-birth": reception(birth),
    "reception-neighbour": reception(neighbour),
    "reception-organisation": reception(organisation),
    "reception-printer": reception(printer_off),
    "reception-visit": reception(visit),
    "reception-duplicate": reception(duplicate),
    "reception-extras": reception(extras),
    "reception-typing": reception(typing),
    "reception-kept": reception(kept),
    "reception-paper": reception(paper),
    "lock": lock(lambda page: page.pin.setText("1357")),
    "lock-wrong": lock(lambda page: page.pin.setText("111111")),
    "lock-phrase": lock(lambda page: page.list.press_digit("4")),
    "dossier": dossier(lambda _page: None, OTHER_STEPS),
    "dossier-hand-over": dossier(lambda page: page.ask("hand_over")),
    "dossier-papers": dossier(lambda page: page.ask("request_papers")),
    "dossier-give-back": dossier(give_back, FINISHED),
    "dossier-reverse": dossier(lambda page: page.ask("reverse"), BY_LEADER),
    "dossier-leader": dossier(lambda _page: None, BY_LEADER),
    "dossier-pair": dossier(lambda page: page.ask("pair"), FINISHED),
    "dossier-more": dossier(lambda page: page.ask("choose"), OTHER_STEPS),
    "dossier-correct": dossier(lambda page: page.ask("correct"), OTHER_STEPS),
    "dossier-extend": dossier(lambda page: page.ask("extend"), OTHER_STEPS),
    "dossier-pay": dossier(lambda page: page.ask("payment_made"), PAYS),
    "dossier-locked": dossier(lambda page: page._lock.point(), LOCKED),
    "dossier-long": dossier(lambda _page: None, MANY_LETTERS),
    "reception-saved": reception(saved),
    **gallery_appointments.SHOTS,
    **gallery_beside.SHOTS,
    **gallery_bunch.SHOTS,
    **gallery_duty.SHOTS,
    **gallery_find.SHOTS,
    **gallery_incidents.SHOTS,
    **gallery_form_stock.SHOTS,
    **gallery_lessons.SHOTS,
    **gallery_lists.SHOTS,
    **gallery_setup.shots(window),
    **gallery_report.SHOTS,
    **gallery_rows.SHOTS,
    **gallery_queue.SHOTS,
    **gallery_uncollected.SHOTS,
    **gallery_viewer.SHOTS,
    "crash": lambda: CrashWindow(BUG),
    "parting": lambda: Parting(12, "15:02 20/11", "Hôm nay đã gửi 21 hồ sơ."),
}
OWN_SIZE = frozenset({"crash", "parting", "copy-strip"})  # small windows beside the program's


@dataclass(frozen=True, slots=True)
class Picture:
    """A shot in a mode, at a size of text, on a screen."""

    shot: str
    mode: str = "light"
    scale: float = 1.0
    size: tuple[int, int] = (1366, 768)
    mark: str = ""

    @property
    def file(self) -> str:
        """Its name in the book."""
        return f"{self.shot}{self.mark}.png"


def shoot(app: QApplication, picture: Picture, folder: Path) -> None:
    """Take one picture."""
    theme.use(app, picture.mode, picture.scale)
    made = SHOTS[picture.shot]()
    if picture.shot not in OWN_SIZE:
        made.resize(*picture.size)
    made.show()
    made.activateWindow()
    app.processEvents()
    app.processEvents()
    save_small(made.grab().toImage(), folder / picture.file)
    made.close()
    made.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
