"""Every procedure of our catalogue, received at a stand-alone desk by the real service, printed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap.founding import found_standalone
from app.bootstrap.opening import OpenDesk
from app.bootstrap.procedure_rows import row
from app.domain.builtin import load_builtin
from app.domain.fee import counts_copies, rule_for
from app.domain.procedure import FREE, DetailField, Procedure
from app.domain.times import VN
from app.printing.pages import render
from app.services import reception, terms
from app.services.claim import read_claim
from app.services.desk import Desk
from app.services.slip_values import Printing, slip_values
from app.storage.keys import Cost
from tests.printing.reading import read
from tests.printing.samples import signer

ALL = load_builtin().procedures
FRIDAY = datetime(2026, 11, 20, 14, 59, tzinfo=VN)  # before a weekend and a holiday on Tuesday
SPECIMEN = {"date": "2026-11-10", "time": "04:30", "number": "2"}
OWNER = {
    "name": "Đặng Văn Đức",
    "id": "011090000007",
    "born_on": "1990-03-14",
    "sex": "male",
    "phone": "0912 345 678",
    "address": "Bản Tả Kố Khừ, xã Sín Thầu, tỉnh Điện Biên",
}
OTHER = {"name": "Pờ Mỳ Xuyến", "born_on": "2019-08-02", "sex": "female"}
every = pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands."""

    at: datetime

    def now(self) -> datetime:
        """Always the same."""
        return self.at


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk without a province, as its clerk unlocked it."""
    folder = tmp_path_factory.mktemp("desk") / "profile"
    made = found_standalone(
        str(folder), commune="03158", desk=1, pin="135790", training=False, cost=Cost(8, 1)
    ).opened
    yield made
    made.connection.close()


def at(opened: OpenDesk, moment: datetime) -> Desk:
    return replace(opened.desk, clock=Standing(moment))


def _told(field: DetailField) -> str:
    return field.choices[0] if field.choices else SPECIMEN.get(field.kind, "Bản Tá Miếu")


def line(one: Procedure, **more: Any) -> dict[str, Any]:
    """What a clerk types for an invented person with everything that is asked for."""
    pages = {"pages": 3, "copies": 2} if counts_copies(one) else {}
    return {
        "procedure": one.code,
        "owner": OWNER,
        "papers": [
            {"name": paper.name, "originals": paper.originals, "copies": paper.copies}
            for paper in one.papers
            if not counts_copies(one)
        ],
        "subjects": [{"role": subject.role, **OTHER} for subject in one.subjects],
        "details": {field.key: _told(field) for field in one.details},
        **pages,
        **more,
    }


@every
def test_it_is_received_with_its_due_time_reason_and_fee_and_the_slip_is_whole(
    one: Procedure, opened: OpenDesk
) -> None:
    receipt = reception.receive(at(opened, FRIDAY), line(one))
    dossier = receipt.stored.dossier

    assert receipt.warnings == ()
    assert receipt.due_at is not None
    assert receipt.due_at > FRIDAY
    assert dossier.due_reason
    rule = rule_for(one)
    assert (receipt.fee_dong is None) == (rule is None)
    assert (receipt.fee_dong == 0) == (rule is not None and rule.kind == FREE)

    how = Printing(FRIDAY, "Lò Thị Nhi", 0)
    values = slip_values(receipt.stored, opened.standing, one, signer(), how)
    pages = read(render("mau-01", values, "a4x2", FRIDAY.date()))
    text = " ".join(" ".join(page.text for page in pages).split())
    assert receipt.code in text
    assert one.code in text
    assert OWNER["name"] in text
    assert all(page.overlaps() == [] and not page.outside(0, page.width) for page in pages)


@given(data=st.data())
def test_any_case_channel_and_moment_has_a_promise(opened: OpenDesk, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(ALL))
    moment = data.draw(
        st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30)).map(  # noqa: DTZ001 - zone below
            lambda free: free.replace(microsecond=0, tzinfo=VN)
        )
    )
    case = data.draw(st.sampled_from([None, *(variant.code for variant in one.cases)]))
    channel = data.draw(st.sampled_from(["counter", "online", "post"]))
    claim = read_claim(line(one, case=case, channel=channel), moment.date())
    said = reception.assess(at(opened, moment), claim, moment, opened.standing)

    assert said.due_at is not None
    assert said.due_at > moment
    assert said.term
    assert said.due_reason


@every
def test_what_is_required_is_asked_for_in_a_sentence(one: Procedure) -> None:
    claim = read_claim(line(one, subjects=[], details={}), FRIDAY.date())
    said = terms.lacking(one, claim, FRIDAY.date())
    fields = [f"details.{field.key}" for field in one.details if field.required]
    people = ["subjects" for subject in one.subjects if subject.required]
    assert sorted(str(lacking.field) for lacking in said) == sorted([*fields, *people])
    assert all(lacking.message.endswith(".") for lacking in said)


def test_the_desk_offers_every_procedure_with_all_its_papers_and_names() -> None:
    rows = [row(one) for one in ALL]
    assert [one.code for one in rows] == [one.code for one in ALL]
    assert [len(one.papers) for one in rows] == [len(one.papers) for one in ALL]
    assert [one.also for one in rows] == [one.aliases for one in ALL]
