"""Pictures of the first run, Quản trị, and the lock page's codes and turns."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.bootstrap.lan_words import NOT_JOINED
from app.domain.errors import ClerkError
from app.settings import Settings
from app.ui.admin.lan_desk import LanView
from app.ui.admin.lan_panel import LanPanel
from app.ui.admin.page import AdminPage
from app.ui.admin.people_panel import PeoplePanel
from app.ui.lock.desk import PHRASE, SHORT
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.setup.desk import Heard
from app.ui.setup.director_panel import DirectorPanel
from app.ui.setup.first_desk import Answers
from app.ui.setup.office_panel import OfficePanel
from app.ui.setup.page import FirstRunPage
from app.ui.setup.scanner_panel import ScannerPanel
from tests.ui.sample_dossiers import FORGOT, NEW, USERS, Door
from tests.ui.sample_setup import (
    BARE,
    HEARD,
    HOSTING,
    JOINED,
    LOOKING,
    TWO_RELAYS,
    Administration,
    Machine,
    alone,
    first_desk,
)

Frame = Callable[[], MainWindow]
Shots = dict[str, Callable[[], QWidget]]
PHRASES: dict[str, object] = {"phrases": lambda: True}


def lock(
    frame: Frame, act: Callable[[LockPage], object] = lambda _page: None, **changes: object
) -> Callable[[], QWidget]:
    """The lock page after something was typed."""

    def build() -> QWidget:
        window = frame()
        page = LockPage(Door().desk(**changes))
        window.set_lock(page)
        window.resize(1366, 768)
        window.show()
        window.lock()
        act(page)
        return window

    return build


def first_run(
    frame: Frame,
    answers: Callable[[], Answers] = Answers,
    act: Callable[[FirstRunPage], object] = lambda _page: None,
) -> Callable[[], QWidget]:
    """The first run after something was done in it."""

    def build() -> QWidget:
        window = frame()
        page = FirstRunPage(first_desk(Machine()), answers())
        window.set_lock(page)
        window.resize(1366, 768)
        window.show()
        window.lock()
        act(page)
        return window

    return build


def admin(
    frame: Frame,
    section: str,
    act: Callable[[AdminPage], object] = lambda _page: None,
    work: Callable[[], Administration] = Administration,
) -> Callable[[], QWidget]:
    """A section of Quản trị after something was done in it."""

    def build() -> QWidget:
        window = frame()
        page = AdminPage(work().desk(), Messages())
        window.add_page("admin", page)
        window.resize(1366, 768)
        window.show()
        window.go("admin")
        page.open_section(section)
        act(page)
        return window

    return build


def code_refused(page: LockPage) -> None:
    form = page._secrets.form
    form.code.put("k7mn-9pqr-x2")
    form.refuse(ClerkError("Hai lần gõ mã PIN không giống nhau. Hãy gõ lại.", "again"))


def phrase_refused(page: LockPage) -> None:
    page._ask_for(PHRASE, "135790")
    said = "Cụm mật khẩu phải từ 10 ký tự trở lên, không chỉ gồm chữ số."
    page._secrets.form.refuse(ClerkError(said, "pin"))


def office(page: FirstRunPage) -> OfficePanel:
    panel = page.panels["office"]
    assert isinstance(panel, OfficePanel)
    return panel


def enrolling(page: FirstRunPage) -> None:
    panel = office(page)
    panel.ways.press_digit("1")
    panel.enrol.code.show()
    panel.enrol._write_request()


def restoring(page: FirstRunPage) -> None:
    office(page).ways.press_digit("4")


def typing_commune(page: FirstRunPage) -> None:
    panel = office(page).commune
    panel.search.put("sin")
    panel.load()
    panel._propose()


def scanned(page: FirstRunPage | AdminPage, heard: Heard) -> None:
    panel = page.panels["scanner"]
    assert isinstance(panel, ScannerPanel)
    panel.test.setFocus()
    panel._on_heard(heard)


def founded(page: FirstRunPage) -> None:
    panel = page.panels["director"]
    assert isinstance(panel, DirectorPanel)
    panel._on_founded("/media/usb/phieu-khoi-phuc-03158-1.pdf")


def people(page: AdminPage) -> PeoplePanel:
    panel = page.panels["people"]
    assert isinstance(panel, PeoplePanel)
    return panel


def adding(page: AdminPage) -> None:
    panel = people(page)
    panel.begin()
    panel.form.name.put("Nguyễn Thị Thanh Huyền Trang")
    panel.form._suggest()
    panel.form.roles["reception"].setChecked(True)


def refused(page: AdminPage) -> None:
    panel = people(page)
    panel.begin()
    panel.form.name.put("Nguyễn Thị Thanh Huyền Trang")
    panel.form.ask()


def added(page: AdminPage) -> None:
    people(page)._show_code("Giàng A Páo", "K7MN9PQRX2")


def office_shots(frame: Frame) -> Shots:
    """The office as the province says it, and one that stands alone."""
    alone_office = replace(Administration(), hours="07:00-11:30 13:30-17:00")
    return {
        "admin-office": admin(frame, "office"),
        "admin-office-hours": admin(
            frame, "office", lambda page: page.panels["office"].take_focus(), lambda: alone_office
        ),
    }


def lan_shots(frame: Frame) -> Shots:
    """The other desks of the office: as relay, as desk, before and without one."""
    here = replace(Settings(), lan="relay", lan_listen="192.168.1.20:8474")
    there = replace(Settings(), lan="192.168.1.20:8474")

    def shown(
        settings: Settings, view: LanView, act: Callable[[AdminPage], object] = bool
    ) -> Callable[[], QWidget]:
        return admin(frame, "lan", act, lambda: Administration(machine=Machine(settings), lan=view))

    return {
        "admin-lan": shown(here, HOSTING),
        "admin-lan-two": shown(here, TWO_RELAYS),
        "admin-lan-joined": shown(there, JOINED),
        "admin-lan-looking": shown(there, LOOKING),
        "admin-lan-tried": shown(there, LOOKING, tried),
        "admin-lan-none": shown(Settings(), NOT_JOINED),
    }


def tried(page: AdminPage) -> None:
    panel = page.panels["lan"]
    assert isinstance(panel, LanPanel)
    panel.take_scan("192.168.1.99:8474")
    panel.try_out()


def shots(frame: Frame) -> Shots:
    """By name; `frame` makes a window with a clerk in it."""
    return {
        "lock-turns": lock(
            frame, lambda page: page.reset(switching=True), recent=lambda: ("hac", "nhi")
        ),
        "lock-code": lock(frame, lambda page: page.list.step(9), users=lambda: (*USERS, NEW)),
        "lock-code-wrong": lock(frame, code_refused, users=lambda: (NEW,)),
        "lock-code-phrase": lock(frame, users=lambda: (NEW,), phrases=lambda: True),
        "lock-change": lock(frame, lambda page: page._ask_for(PHRASE, "135790"), **PHRASES),
        "lock-change-wrong": lock(frame, phrase_refused, **PHRASES),
        "lock-short": lock(frame, lambda page: page._ask_for(SHORT), **PHRASES),
        "lock-forgot": lock(frame, users=lambda: (FORGOT,)),
        "first-look": first_run(frame),
        "first-office": first_run(frame, lambda: Answers(step=1)),
        "first-enrol": first_run(frame, lambda: Answers(step=1), enrolling),
        "first-restore": first_run(frame, lambda: Answers(step=1), restoring),
        "first-alone": first_run(frame, lambda: alone(1), typing_commune),
        "first-printer": first_run(frame, lambda: alone(2)),
        "first-scanner": first_run(frame, lambda: alone(3), lambda page: scanned(page, HEARD)),
        "first-scanner-bare": first_run(frame, lambda: alone(3), lambda page: scanned(page, BARE)),
        "first-director": first_run(frame, lambda: alone(4)),
        "first-sheet": first_run(frame, lambda: alone(4), founded),
        "first-backup": first_run(frame, lambda: alone(5)),
        "first-ready": first_run(frame, lambda: alone(6)),
        **office_shots(frame),
        "admin-people": admin(frame, "people"),
        "admin-people-new": admin(frame, "people", adding),
        "admin-people-refused": admin(frame, "people", refused),
        "admin-people-code": admin(frame, "people", added),
        "admin-people-end": admin(frame, "people", lambda page: people(page)._ask_to_end()),
        "admin-people-closed": admin(
            frame,
            "people",
            work=lambda: replace(Administration(), may_change=False, only="Pờ Dần Sinh"),
        ),
        "admin-printer": admin(frame, "printer"),
        "admin-scanner": admin(frame, "scanner", lambda page: scanned(page, HEARD)),
        "admin-look": admin(frame, "look", lambda page: page.panels["look"].take_focus()),
        "admin-backup": admin(frame, "backup"),
        "admin-scans": admin(frame, "scans"),
        "admin-queue": admin(frame, "queue"),
        "admin-slips": admin(frame, "slips"),
        "admin-slips-none": admin(
            frame, "slips", work=lambda: replace(Administration(), no_slips=True)
        ),
        "admin-books": admin(frame, "books", lambda page: page.panels["books"].take_focus()),
        "admin-books-none": admin(
            frame, "books", work=lambda: replace(Administration(), no_books=True)
        ),
        **lan_shots(frame),
        "admin-recovery": admin(frame, "recovery"),
        "admin-recovery-closed": admin(
            frame, "recovery", work=lambda: replace(Administration(), only="Pờ Dần Sinh")
        ),
        "admin-catalogue": admin(frame, "catalogue"),
        "admin-join": admin(frame, "join", lambda page: page.panels["join"].save()),
        "admin-about": admin(frame, "about"),
    }
