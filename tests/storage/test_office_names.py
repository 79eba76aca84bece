"""An office that was renamed: papers of before keep its name of before, new ones the new name."""

from datetime import datetime, timedelta

from app.bootstrap import papers
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import paper_of
from app.domain.downstream import OfficeChanged
from app.domain.events import Event
from app.services import reception
from app.services.ports import Stored
from app.services.steps import step
from app.storage import rebuilding
from app.storage.connection import transaction
from app.storage.office_names import names_before, office_at
from app.wire.event import encode
from tests.printing.reading import flat
from tests.storage.conftest import FRIDAY

OLD = "Trung tâm Phục vụ hành chính công xã Sín Thầu"
NEW, NEWER = "Bộ phận Một cửa xã Sín Thầu", "Chi nhánh Sín Thầu"


def renamed(opened: OpenDesk, at: datetime, name: str, phone: str | None = None) -> None:
    """The province's word, as an exchange takes it in."""
    office = opened.standing.office
    fact = OfficeChanged(office.commune, name, office.parent, office.place, office.hours, phone)
    chain = opened.chain()
    chain.take_down(chain.cursor().position, [encode(Event(at, at, "tinh", None, None, fact))])


def received(opened: OpenDesk) -> Stored:
    line = {"procedure": "1.001776", "owner": {"name": "Lò Văn Thử", "no_id_reason": "mất"}}
    line |= {"received_at": (FRIDAY - timedelta(minutes=10)).isoformat()}
    return reception.receive(opened.desk, line).stored


def slip(opened: OpenDesk, stored: Stored) -> str:
    return flat(papers.slip_maker(opened, stored, "a4", 0)())


def test_the_slip_of_before_keeps_its_office_with_todays_telephone(opened: OpenDesk) -> None:
    before = received(opened)
    assert f"trả kết quả: {OLD}" in slip(opened, before)
    renamed(opened, FRIDAY - timedelta(minutes=5), NEW, "0215 3 800 800")
    assert opened.standing.office.name == NEW
    again = slip(opened, before)
    assert f"trả kết quả: {OLD}" in again
    assert NEW not in again
    assert "0215 3 800 800" in again  # whoever holds it may call
    line = {"procedure": "1.001776", "owner": {"name": "Lò Văn Thử", "no_id_reason": "mất"}}
    assert f"trả kết quả: {NEW}" in slip(opened, reception.receive(opened.desk, line).stored)


def test_a_letter_has_the_name_of_its_own_day(opened: OpenDesk) -> None:
    stored = received(opened)
    step(opened.desk, {"code": stored.dossier.code, "action": "request_papers", "reason": "thiếu"})
    whole = opened.journal.dossier(stored.id)
    written = paper_of(opened, "supplement", (whole,)).written
    assert written.values["office"]["name"].replace("\u00a0", " ") == OLD
    renamed(opened, FRIDAY + timedelta(days=3), NEW)
    again = paper_of(opened, "supplement", (whole,)).written
    assert again.values["office"] == written.values["office"]


def test_of_several_names_the_one_of_the_time_counts_also_after_a_rebuild(
    opened: OpenDesk,
) -> None:
    founded = opened.journal.office
    renamed(opened, FRIDAY, NEW)
    renamed(opened, FRIDAY + timedelta(days=9), NEWER)

    def names() -> list[str]:
        moments = (FRIDAY - timedelta(days=1), FRIDAY, FRIDAY + timedelta(days=20))
        execute = opened.connection.execute
        return [office_at(execute, one, founded).name for one in moments]

    assert names() == [OLD, NEW, NEWER]
    with transaction(opened.connection):
        rebuilding.rebuild(opened.connection)
    assert names() == [OLD, NEW, NEWER]
    assert opened.standing.office.name == NEWER
    before = names_before(opened.connection.execute, founded)
    assert before == [(NEW, FRIDAY + timedelta(days=9)), (OLD, FRIDAY)]
