"""Papers and files with a dossier of a field that is not the reader's are kept, short ones, too."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.bootstrap import morning_list, registers, reports
from app.bootstrap.appointments_desk import AppointmentsBridge
from app.bootstrap.beside_desk import BesideBridge
from app.bootstrap.books_desk import BooksBridge
from app.bootstrap.opening import OpenDesk
from app.bootstrap.report_desk import ReportBridge
from app.bootstrap.uncollected_desk import UncollectedBridge
from app.services import people, reception
from app.services.books import Period
from app.services.codes import PROVINCE
from app.services.people import NewUser
from app.services.steps import step
from app.storage.readings import MANY
from app.storage.worklist import ALL, Moments
from app.ui.report.desk import Asked
from tests.at_once import AtOnce
from tests.storage.conftest import FRIDAY
from tests.storage.test_readings import (
    CERTIFICATION,
    CIVIL_STATUS,
    COPY,
    MARITAL,
    frozen,
    kept,
    sits_down,
)
from tests.ui.samples import run_now

DAY = FRIDAY.date()


@pytest.fixture
def filled(opened: OpenDesk) -> OpenDesk:
    """A paid copy that is signed, one that waits, and one of another field with an agreed day."""
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    copy = {"procedure": COPY, "owner": owner, "pages": 2, "copies": 1, "fee": {"paid": "cash"}}
    code = reception.receive(opened.desk, copy).code
    reception.receive(opened.desk, copy | {"fee": {"paid": None}})
    step(opened.desk, {"code": code, "action": "finish"})
    marital = {"procedure": MARITAL, "owner": owner, "details": {"purpose": "kết hôn"}}
    reception.receive(opened.desk, marital | {"appointment": "2026-11-27"})
    return opened


def mau_07(opened: OpenDesk, folder: Path) -> None:
    assert registers.write_register(opened, "dossiers", DAY, DAY, folder / "mau-07.json") == 3


def book_of_fees(opened: OpenDesk, folder: Path) -> None:
    assert registers.write_register(opened, "fees", DAY, DAY, folder / "fees.json") == 1


def certification(opened: OpenDesk, folder: Path) -> None:
    assert registers.write_register(opened, "certification", DAY, DAY, folder / "so.json") == 1


def certification_on_paper(opened: OpenDesk, _folder: Path) -> None:
    BooksBridge(lambda: opened, AtOnce(opened), lambda *_: 1, str).print("")


def mau_07_on_paper(opened: OpenDesk, _folder: Path) -> None:
    bridge = ReportBridge(AtOnce(opened), lambda: FRIDAY, lambda *_: 1, lambda _name: None)
    bridge.print_book("dossiers", Asked("20/11/2026", ""))


def morning_list_on_paper(opened: OpenDesk, _folder: Path) -> None:
    moments = Moments(FRIDAY, FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=4))
    assert morning_list.morning_list(opened, frozen(opened), ALL, moments)["total"] == 3


def results_on_paper(opened: OpenDesk, _folder: Path) -> None:
    given = (lambda: opened, lambda: frozen(opened), run_now, lambda _at: None)
    UncollectedBridge(*given, days=lambda: -1, enqueue=lambda *_: 1).print_list()


def beside(opened: OpenDesk) -> BesideBridge:
    given = (lambda: opened, lambda: frozen(opened), AtOnce(opened), lambda _at: None)
    return BesideBridge(*given, lambda *_: 1)


def what_waits_as_a_file(opened: OpenDesk, folder: Path) -> None:
    beside(opened).write(PROVINCE, str(folder / "waiting.csv"))


def what_waits_on_paper(opened: OpenDesk, _folder: Path) -> None:
    beside(opened).print_list(PROVINCE)


def agreed_days(opened: OpenDesk) -> AppointmentsBridge:
    return AppointmentsBridge(lambda: opened, lambda: frozen(opened), run_now, lambda *_: 1)


def agreed_days_on_paper(opened: OpenDesk, _folder: Path) -> None:
    agreed_days(opened).print_list(False)


Out = Callable[[OpenDesk, Path], None]
OUT: dict[Out, int] = {
    mau_07: 2,
    mau_07_on_paper: 2,
    book_of_fees: 1,
    certification: 1,
    certification_on_paper: 1,
    morning_list_on_paper: 2,
    results_on_paper: 1,
    what_waits_as_a_file: 2,
    what_waits_on_paper: 2,
}


@pytest.mark.parametrize("out", OUT, ids=lambda out: out.__name__)
def test_a_short_paper_or_file_with_dossiers_of_another_field_is_kept(
    filled: OpenDesk, tmp_path: Path, out: Out
) -> None:
    sits_down(filled, CIVIL_STATUS)
    out(filled, tmp_path)
    assert kept(filled) == [("nhi", "list", OUT[out])]


def test_agreed_days_of_another_field_are_kept_on_paper_and_not_where_they_name_nobody(
    filled: OpenDesk, tmp_path: Path
) -> None:
    sits_down(filled, CERTIFICATION)
    agreed_days(filled).print_list(True)
    assert kept(filled) == []
    agreed_days_on_paper(filled, tmp_path)
    assert kept(filled) == [("nhi", "list", 1)]


@pytest.mark.parametrize("out", OUT, ids=lambda out: out.__name__)
@pytest.mark.parametrize(
    ("fields", "roles"), [((), ("reception",)), ((CIVIL_STATUS,), ("deputy",))]
)
def test_who_works_in_all_fields_or_leads_leaves_no_line_for_a_short_one(
    filled: OpenDesk, tmp_path: Path, fields: tuple[str, ...], roles: tuple[str, ...], out: Out
) -> None:
    sits_down(filled, *fields, roles=roles)
    out(filled, tmp_path)
    assert kept(filled) == []


def test_a_long_one_is_kept_whole_whoever_made_it(filled: OpenDesk, tmp_path: Path) -> None:
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    for _ in range(MANY):
        reception.receive(filled.desk, {"procedure": COPY, "owner": owner, "details": {}})
    registers.write_register(filled, "dossiers", DAY, DAY, tmp_path / "mau-07.json")
    assert kept(filled) == [(filled.desk.user, "list", MANY + 3)]


def test_one_file_of_many_short_sheets_of_others_is_kept_by_all_its_acts(
    filled: OpenDesk, tmp_path: Path
) -> None:
    owner = {"name": "Lò Văn Thử", "no_id_reason": "quên ở nhà"}
    copy = {"procedure": COPY, "owner": owner, "details": {}}
    for clerk in ("nhi", "dua"):
        people.add(filled.desk, NewUser(clerk, f"Người {clerk}", ("reception",), ()))
        for _ in range(MANY // 2 + 1):
            reception.receive(filled.desk, copy | {"by": f"Người {clerk}"})
    out = tmp_path / "phieu.json"
    reports.write_report(filled, "day", Period(DAY, DAY), out)
    rows = [one["person"] for one in json.loads(out.read_text("utf-8"))["rows"]]
    assert {rows.count(one) for one in ("Người nhi", "Người dua")} == {MANY // 2 + 1}
    assert kept(filled) == [(filled.desk.user, "list", MANY + 2)]
