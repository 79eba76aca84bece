"""The table of roles: every action has hands, leaders have all, fields bind the matter itself."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.authority import ANY_FIELD, LEADERS, ROLES_OF, Hands, who_may
from app.domain.lifecycle import BY_ACTION
from app.domain.role import ROLES

ACTIONS = st.sampled_from(sorted(ROLES_OF))
ROLE_SETS = st.frozensets(st.sampled_from(sorted(ROLES)))
FIELDS = st.sampled_from(["Hộ tịch", "Chứng thực", "Đất đai"])


def test_every_step_of_the_table_and_every_role_are_known() -> None:
    assert set(BY_ACTION) <= set(ROLES_OF)
    assert set().union(*ROLES_OF.values()) <= set(ROLES)
    assert set(ROLES_OF) >= ANY_FIELD


def test_helpers_and_volunteers_are_in_no_row() -> None:
    assert not any({"helper", "volunteer"} & roles for roles in ROLES_OF.values())


@given(ACTIONS, FIELDS)
def test_who_sits_alone_with_every_role_never_meets_it(action: str, field: str) -> None:
    assert Hands.of(ROLES, ()).may(action, field)


@given(ACTIONS, ROLE_SETS, st.frozensets(FIELDS), FIELDS)
def test_more_roles_and_a_leader_never_take_away(
    action: str, roles: frozenset[str], fields: frozenset[str], field: str
) -> None:
    few = Hands(roles, fields)
    assert Hands(roles | LEADERS, fields).may(action, field)
    assert Hands(roles, frozenset()).may(action, field) >= few.may(action, field)
    if few.may(action, field):
        assert few.leads or not roles.isdisjoint(who_may(action))
        assert few.leads or action in ANY_FIELD or not fields or field in fields
