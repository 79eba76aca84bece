"""Which offices a dossier may name, and what is said of steps that are another one's to take."""

import pytest

from app.domain.builtin import load_builtin
from app.domain.errors import ClerkError
from app.domain.place import Office
from app.services.offices import doubt, name_of, places, require_known, unit_of
from tests.printing.samples import dossier

OWN = Office("03158", "Bộ phận Một cửa Sín Thầu", "UBND xã Sín Thầu", "Sín Thầu")
NA_BUNG = "Trung tâm Phục vụ hành chính công xã Nà Bủng"


@pytest.mark.parametrize("code", [None, "03158", "03176"])
def test_the_own_office_and_those_of_its_province_may_be_named(code: str | None) -> None:
    require_known(load_builtin(), OWN.commune, code, "deciding_office")


@pytest.mark.parametrize(
    ("code", "said"),
    [("99999", "Không thấy cơ quan"), ("Nà Bủng", "mã xã năm chữ số"), ("00004", "Ba Đình thuộc")],
)
def test_others_are_refused_by_their_field(code: str, said: str) -> None:
    with pytest.raises(ClerkError, match=said) as refused:
        require_known(load_builtin(), OWN.commune, code, "return_office")
    assert refused.value.field == "return_office"


def test_the_own_office_is_called_as_it_stands_on_paper() -> None:
    one = dossier(deciding_office="03176", return_office="03158")
    told = places(one, name_of(load_builtin(), OWN))
    assert told == {
        "receiving": {"code": "03158", "name": OWN.name},
        "deciding": {"code": "03176", "name": NA_BUNG},
        "return": {"code": "03158", "name": OWN.name},
    }
    assert unit_of(load_builtin(), OWN)("03176") == "Xã Nà Bủng"
    assert name_of(load_builtin(), OWN)("mã cũ") == "mã cũ"


def test_a_step_that_is_another_offices_is_doubted_and_no_other() -> None:
    named = name_of(load_builtin(), OWN)
    away = dossier(deciding_office="03176", return_office="03158")
    assert NA_BUNG in (doubt(away, "03158", "finish", named) or "")
    assert OWN.name in (doubt(away, "03176", "give_back", named) or "")
    for own, action in (("03158", "give_back"), ("03158", "note"), ("03176", "finish")):
        assert doubt(away, own, action, named) is None
    assert doubt(dossier(), "03158", "finish", named) is None
