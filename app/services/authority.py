"""Whether who is unlocked may do it: by his roles and his fields; the sentence says who may."""

from app.domain.authority import (
    CLERKS,
    SECOND_EXTENSION,
    VOID_CLOSED,
    Hands,
    who_may,
)
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.lifecycle import CLOSING, allowed, place
from app.domain.role import ROLES
from app.services.desk import Desk, unlocked

REVERSE = "reverse"
SAID = {
    REVERSE: "Chỉ Giám đốc hoặc Phó Giám đốc được đảo bước này.",
    SECOND_EXTENSION: "Hồ sơ đã hẹn lại một lần. Chỉ Giám đốc hoặc Phó Giám đốc được hẹn lại lần "
    "nữa. Hồ sơ không đổi.",
    VOID_CLOSED: "Hồ sơ đã có kết quả hoặc đã kết thúc. Chỉ Giám đốc hoặc Phó Giám đốc được huỷ. "
    "Hồ sơ không đổi.",
}


def hands_of(desk: Desk) -> Hands:
    """Roles and fields of who is unlocked; a clerk's where the office does not know him yet."""
    who = unlocked(desk)
    return Hands(CLERKS) if who is None else Hands.of(who.roles, who.fields)


def field_of(desk: Desk, dossier: Dossier) -> str | None:
    """The field of law of a dossier, by the catalogue that it names."""
    procedure = desk.catalogues.labelled(dossier.catalogue).procedure(dossier.procedure)
    return None if procedure is None else procedure.field


def require(desk: Desk, action: str, law: str | None, at: str = "action") -> None:
    """ClerkError, at the field `at`, where the role does no such thing or the field is not his."""
    hands = hands_of(desk)
    if hands.may(action, law):
        return
    if action in SAID:
        raise ClerkError(SAID[action], at)
    if not hands.holds(action):
        names = ", ".join(ROLES[role] for role in who_may(action))
        raise ClerkError(
            f"Việc này do người có vai trò {names} làm. Chưa ghi gì. Hãy nhờ một người như thế mở "
            "máy bằng tên của mình.",
            at,
        )
    raise ClerkError(
        f"Việc này thuộc lĩnh vực {law}; bạn được giao: {', '.join(sorted(hands.fields))}. Chưa "
        "ghi gì. Hãy nhờ người phụ trách lĩnh vực ấy, Giám đốc hoặc Phó Giám đốc.",
        at,
    )


def require_of(desk: Desk, user: str, action: str, dossier: Dossier) -> None:
    """ClerkError where another person, who signs at this machine, may not do it himself."""
    who = next((one for one in desk.store.users() if one.id == user and not one.ended), None)
    if who is None or not Hands.of(who.roles, who.fields).may(action, field_of(desk, dossier)):
        name = who.name if who else user
        raise ClerkError(
            f"{name} không có vai trò hoặc không phụ trách lĩnh vực này nên không ký được. "
            "Hồ sơ không đổi.",
            "action",
        )


def require_step(desk: Desk, dossier: Dossier, action: str) -> None:
    """The same for a step of a dossier, which may ask for more than its action's role."""
    require(desk, _asked(dossier, action), field_of(desk, dossier))


def allowed_to(desk: Desk, dossier: Dossier) -> tuple[str, ...]:
    """The steps that the table permits now, of those that are this user's to take."""
    hands, found = hands_of(desk), allowed(dossier)
    law = field_of(desk, dossier)
    return tuple(one for one in found if hands.may(_asked(dossier, one), law))


def _asked(dossier: Dossier, action: str) -> str:
    if action == "extend" and dossier.extended:
        return SECOND_EXTENSION
    if action == "void" and place(dossier) in CLOSING:
        return VOID_CLOSED
    return action


def leads(desk: Desk) -> bool:
    """Whether a leader is unlocked."""
    return hands_of(desk).leads
