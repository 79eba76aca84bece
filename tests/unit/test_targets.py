"""Which dossiers are entered into which other system: by field of law, unless they are routed."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.builtin import load_builtin
from app.domain.dossier import BLANK
from app.domain.errors import ClerkError
from app.domain.person import Person, Subject
from app.domain.targets import Target, read_target, target_on
from tests.unit.builtin import procedure

DAY = date(2026, 11, 20)
COPY, MARRIAGE, LAND = "2.000815", "1.000894", "1.013978"


def held(target: Target) -> set[str]:
    return {one for one in (COPY, MARRIAGE, LAND) if target.holds(procedure(one))}


def test_the_province_has_all_and_special_systems_their_fields() -> None:
    assert held(target_on(DAY)) == {COPY, MARRIAGE, LAND}
    assert held(target_on(DAY, "hotich")) == {MARRIAGE}
    assert held(target_on(DAY, "datdai")) == {LAND}
    assert held(target_on(DAY, "ten-tinh-dat")) == {COPY, MARRIAGE, LAND}


def test_their_fields_are_fields_of_the_catalogue() -> None:
    known = {one.field for one in load_builtin().procedures}
    for system in ("hotich", "datdai"):
        assert target_on(DAY, system).fields <= known


@pytest.mark.parametrize(
    ("system", "where"),
    [
        ("commune", set()),
        ("hotich", {"hotich"}),
        ("province", {"province"}),
        ("thue", {"thue"}),
        (None, {"province", "hotich", "thue"}),
    ],
)
def test_what_a_procedure_says_of_itself_goes_before_its_field(
    system: str | None, where: set[str]
) -> None:
    one = replace(procedure(MARRIAGE), system=system)
    systems = ("province", "hotich", "datdai", "thue")
    assert {name for name in systems if target_on(DAY, name).holds(one)} == where


def test_a_wedding_has_the_other_party_and_the_hour_of_its_ceremony() -> None:
    owner = Person("Lò Văn Ướt", id="011085000012")
    wedding = BLANK.but(
        owner=owner,
        appointment="2026-11-27",
        details=(("appointed_at", "09:30"),),
        subjects=(
            Subject("spouse", "Lò Văn Ướt", id="011085000012"),
            Subject("spouse", "Thạch Thị Mai", "1995-03-14", id="094195000417"),
        ),
    )
    said = {one.heading: one.text(wedding, "") for one in target_on(DAY, "hotich").columns}
    assert (said["Họ tên bên kia"], said["Số định danh bên kia"]) == (
        "Thạch Thị Mai", "094195000417",
    )  # fmt: skip
    assert (said["Ngày sinh bên kia"], said["Nơi cư trú bên kia"]) == ("14/03/1995", "")
    assert (said["Ngày trao"], said["Giờ trao"]) == ("27/11/2026", "09:30")
    alone = {
        one.heading: one.text(wedding.but(subjects=()), "")
        for one in target_on(DAY, "hotich").columns
    }
    assert alone["Họ tên bên kia"] == ""


def test_fields_that_are_no_list_are_refused() -> None:
    column = '[[column]]\nheading = "A"\nfield = "code"\n'
    with pytest.raises(ClerkError, match="fields"):
        read_target(f'fields = "Đất đai"\n{column}', "a.toml")
    assert read_target(f'fields = ["Đất đai"]\n{column}', "a.toml").fields == {"Đất đai"}
