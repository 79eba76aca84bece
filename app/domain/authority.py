"""Who may do what: roles by action, and by the field of law of the procedure (model.md 7).

A set of roles a person; a leader may do everything. A person without fields works in all of them.
Helpers and volunteers draft and write nothing into the journal. `giamdoc` holds every role, so
whoever sits alone never meets this table.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from app.domain.role import ROLES

LEADERS = frozenset({"director", "deputy"})
HELPERS = frozenset({"helper", "volunteer"})
HELPERS_DRAFT_LASTS = timedelta(days=3)  # own choice: nobody's data stay where nobody received them
RECEIVE, REFUSE, SECOND_EXTENSION, VOID_CLOSED, BOOK = (
    "receive", "refuse", "second_extension", "void_closed", "book",
)  # fmt: skip
COUNTER = frozenset({"reception", "registrar"})
WORK = frozenset({"specialist", "registrar", "signer"})
CLERKS = COUNTER | WORK
MONEY = CLERKS | {"cashier"}
NOBODY_ELSE: frozenset[str] = frozenset()

ROLES_OF: dict[str, frozenset[str]] = {
    RECEIVE: COUNTER | {"specialist"},
    REFUSE: COUNTER | {"specialist"},
    "hand_over": CLERKS,
    "take_over": CLERKS,
    "request_papers": CLERKS,
    "papers_received": CLERKS,
    "require_payment": MONEY,
    "payment_made": MONEY,
    "suspend": CLERKS,
    "resume": CLERKS,
    "extend": CLERKS,
    "withdraw": CLERKS,
    "stop": CLERKS,
    "finish": CLERKS,
    "give_back": MONEY,
    "remind": MONEY,
    "pair": CLERKS | {"cashier", "administrator"},
    "note": CLERKS | {"cashier", "administrator"},
    "correct": CLERKS,
    "link": CLERKS,
    "void": CLERKS,
    "wait_technical": CLERKS,
    "wait_over": CLERKS,
    "correct_result": CLERKS,
    BOOK: CLERKS,
    "reverse": NOBODY_ELSE,
    SECOND_EXTENSION: NOBODY_ELSE,
    VOID_CLOSED: NOBODY_ELSE,
}
ANY_FIELD = frozenset(  # the counter's own
    {"note", "pair", "link", "give_back", "remind", "payment_made"}
)


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands they are: roles and fields of one person; no fields means all."""

    roles: frozenset[str]
    fields: frozenset[str] = frozenset()

    @classmethod
    def of(cls, roles: Collection[str], fields: Collection[str]) -> "Hands":
        """Out of what the office says of a person."""
        return cls(frozenset(roles), frozenset(fields))

    @property
    def leads(self) -> bool:
        """Director or deputy."""
        return not LEADERS.isdisjoint(self.roles)

    def holds(self, action: str) -> bool:
        """Whether one of the roles does such things; False for an action that is not known."""
        return self.leads or not self.roles.isdisjoint(ROLES_OF.get(action, NOBODY_ELSE))

    def works_in(self, field: str | None) -> bool:
        """Whether a field of law is among his; a procedure that nobody knows is in all."""
        return not self.fields or field is None or field in self.fields

    def may(self, action: str, field: str | None) -> bool:
        """Both: the role and, where the action is about the matter itself, the field."""
        return self.holds(action) and (self.leads or action in ANY_FIELD or self.works_in(field))


def only_helps(roles: Collection[str]) -> bool:
    """Whether somebody may draft and no more: what he typed is for a clerk to receive."""
    return HELPERS.issuperset(roles)


def who_may(action: str) -> tuple[str, ...]:
    """The roles that an action asks for, in the order of the table of roles."""
    return tuple(role for role in ROLES if role in ROLES_OF.get(action, NOBODY_ELSE) | LEADERS)
