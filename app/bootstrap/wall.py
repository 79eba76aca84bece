"""What hangs on the wall anyway, readable before anybody unlocked: office, colleagues, practice."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import Trouble
from app.domain.place import PASSPHRASE
from app.domain.role import ROLES
from app.storage.profile import ProfilePaths, write_private

if TYPE_CHECKING:
    from app.bootstrap.opening import OpenDesk

FILE = "people.json"


@dataclass(frozen=True, slots=True)
class Wall:
    """`people`: (name, first role) by user. `phrases`: the office opens by pass-phrases.

    `last`: who worked at the window last; `before`: the other one before him.
    """

    office: str = ""
    training: bool = False
    last: str = ""
    before: str = ""
    people: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    phrases: bool = False


def read(paths: ProfilePaths) -> Wall:
    """As it was written last; an empty one where it cannot be read."""
    try:
        return Wall(**json.loads((paths.data / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Wall()


def write(opened: "OpenDesk", last: str = "") -> None:
    """Bring it up to what the desk knows; without `last` the last user stays.

    A courtesy: where the disk is full the old one hangs on, and the next unlocking tries again.
    """
    old = read(opened.paths)
    new = Wall(
        opened.standing.office.name,
        opened.standing.training,
        last or old.last,
        old.last if last and last != old.last else old.before,
        {
            user.id: (user.name, ", ".join(ROLES[role] for role in user.roles[:1]))
            for user in opened.journal.users()
            if not user.ended
        },
        opened.standing.office.unlock == PASSPHRASE,
    )
    text = json.dumps(asdict(new), ensure_ascii=False, indent=1)
    if json.loads(text) != json.loads(json.dumps(asdict(old))):
        with suppress(Trouble):
            write_private(opened.paths.data / FILE, text.encode())
