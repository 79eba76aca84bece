"""Who works here: added, renamed, ended, as events of the office. PINs are another matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import events as e
from app.domain.errors import ClerkError
from app.domain.role import ROLES
from app.services.desk import Desk
from app.services.fields import NAME, clean_text
from app.services.law_fields import settled_fields
from app.services.ports import User

FIRST_USER = "giamdoc"
MANAGERS = frozenset({"director", "administrator"})
FIRST_NAME = "Giám đốc Trung tâm"
USER_ID = re.compile(r"[a-z0-9._-]{1,32}")


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to be added, checked."""

    id: str
    name: str
    roles: tuple[str, ...]
    fields: tuple[str, ...]


def first_user() -> e.UserAdded:
    """The one user that every new desk begins with: every role."""
    return e.UserAdded(FIRST_USER, FIRST_NAME, tuple(ROLES))


def check_user(user: str, name: str, roles: str, fields: str | None) -> NewUser:
    """Read what `user add` was given; ClerkError where it is not a person of an office."""
    listed = tuple(role for role in roles.replace(" ", "").split(",") if role)
    parts = tuple(part.strip() for part in (fields or "").split(",") if part.strip())
    return checked(user, name, listed, parts)


def checked(user: str, name: str, roles: tuple[str, ...], fields: tuple[str, ...]) -> NewUser:
    """A person to be added; ClerkError naming the field that cannot be taken."""
    if not USER_ID.fullmatch(user):
        raise ClerkError(
            "Tên đăng nhập gồm chữ thường không dấu, chữ số, dấu chấm hoặc gạch, tối đa 32 chữ.",
            "id",
        )
    clean = clean_text(name, "name", NAME)
    if clean is None:
        raise ClerkError("Thiếu họ tên. Hãy ghi họ tên như in trên phiếu hẹn.", "name")
    for role in roles:
        if role not in ROLES:
            raise ClerkError(
                f"Không có vai trò “{role[:40]}”. Chọn trong: {', '.join(ROLES)}.", "roles"
            )
    if not roles:
        raise ClerkError("Thiếu vai trò. Hãy chọn ít nhất một vai trò.", "roles")
    return NewUser(user, clean, roles, fields)


def add(desk: Desk, new: NewUser) -> None:
    """Add the person; ClerkError where the id is taken, a field unknown, or who asks may not."""
    require_manager(desk)
    fields = settled_fields(desk.catalogue(desk.clock.now()), new.fields)
    with desk.store.transaction() as writes:
        _check_free(writes.users(), new)
        fact = e.UserAdded(new.id, new.name, new.roles, fields)
        writes.append(fact, at=desk.clock.now())


def _check_free(users: Sequence[User], new: NewUser) -> None:
    """An id is one person's for good: what he did stands under it, and is printed by its name."""
    known = next((user for user in users if user.id == new.id), None)
    if known is None:
        return
    if not known.ended:
        raise ClerkError(f"Đã có người dùng “{new.id}”. Hãy chọn tên khác.", "id")
    if known.name != new.name:
        raise ClerkError(
            f"Tên đăng nhập “{new.id}” là của {known.name}, đã thôi làm việc; việc cũ vẫn ghi "
            "theo tên ấy. Chưa thêm ai. Hãy chọn tên đăng nhập khác.",
            "id",
        )


def end(desk: Desk, user: str) -> None:
    """End the person's work here; the last one who may lead stays."""
    require_manager(desk)
    with desk.store.transaction() as writes:
        known = known_user(writes.users(), user)
        leaders = [one.id for one in writes.users() if not one.ended and "director" in one.roles]
        if leaders == [known.id]:
            raise ClerkError("Đây là Giám đốc cuối cùng của máy, không thể cho thôi.", "id")
        writes.append(e.UserChanged(known.id, ended=1), at=desk.clock.now())


def may_manage(users: Sequence[User], user: str) -> bool:
    """Whether this person may add, end, and let others set their PIN."""
    return any(one.id == user and not one.ended and MANAGERS & set(one.roles) for one in users)


def require_manager(desk: Desk) -> None:
    """ClerkError unless who is unlocked leads the office or administers its machines."""
    if not may_manage(desk.store.users(), desk.user):
        raise ClerkError(
            "Chỉ Giám đốc hoặc người có vai trò Quản trị được thêm, cho thôi và cấp mã. "
            "Chưa đổi gì. Hãy nhờ một người như thế.",
            "user",
        )


def known_user(users: Sequence[User], user: str) -> User:
    """The working person with that id; ClerkError where there is none."""
    for one in users:
        if one.id == user and not one.ended:
            return one
    raise ClerkError(f"Không có người dùng “{user[:40]}” đang làm việc ở đây.", "id")
