"""What the lock page knows before anybody unlocked: names, PIN lengths, waiting times."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.bootstrap.place import profile_paths
from app.storage import key_book
from app.storage.profile import write_private
from app.ui.lock.desk import User

PEOPLE = "people.json"
Shown = dict[str, dict[str, str]]


def users(profile: str | None) -> Sequence[User]:
    """Who may unlock this machine, with the names of the last session."""
    paths = profile_paths(profile)
    names = _read(paths.data / PEOPLE)
    return [
        User(
            user=one,
            name=names.get(one, {}).get("name", one),
            role=names.get(one, {}).get("role", ""),
            digits=key_book.digits_of(paths, one),
        )
        for one in key_book.users(paths)
    ]


def waits_s(profile: str | None, user: str, now: datetime) -> int:
    """Seconds before the next try."""
    return key_book.waits_seconds(profile_paths(profile), user, now)


def office(profile: str | None) -> str:
    """The office's name as it was in the last session."""
    return _read(profile_paths(profile).data / PEOPLE).get("", {}).get("name", "")


def keep(profile: str | None, names: Shown) -> None:
    """Names of colleagues and the office for the next start: what hangs on the wall anyway."""
    file = profile_paths(profile).data / PEOPLE
    if _read(file) != names:
        write_private(file, json.dumps(names, ensure_ascii=False, indent=1).encode())


def _read(file: Path) -> Shown:
    try:
        return dict(json.loads(file.read_text("utf-8"))) if file.exists() else {}
    except (OSError, ValueError):
        return {}
