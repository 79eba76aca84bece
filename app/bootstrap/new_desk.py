"""Making a desk: all of it or none, whenever the power goes or the disk is full.

The database is filled under another name, in a key that only this process knows. The one step that
makes a desk of it is keeping that key (`keys.json`). Before it, what lies there is nobody's and is
removed at the next try; after it, whoever opens the desk first gives the database its name.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import opening
from app.devices.clock import SystemClock, training_clock
from app.domain import events as e
from app.domain.errors import Trouble
from app.domain.place import Office, plain_office
from app.services import people
from app.services.people import FIRST_USER, MANAGERS
from app.services.ports import Standing
from app.storage import inherited, key_book, keys
from app.storage.connection import Connection, fold_in
from app.storage.journal import Journal, Session
from app.storage.keys import Cost
from app.storage.profile import ProfilePaths, clear_founding, finish_founding, make_folders
from app.storage.secrets import put_mark, put_secret
from app.wire import chain, signing

STANDS = (
    "Thư mục này đã có một bàn tiếp nhận. Không ghi đè gì. Nếu vừa lập bàn ấy, hãy dùng tiếp bằng "
    "mã PIN đã đặt; nếu không, hãy chọn thư mục khác."
)
NOBODY = (
    "Trong sổ của máy cũ không còn ai được quản lý máy này nên chưa lập gì. Hãy xin tỉnh ghi danh "
    "quầy này thành quầy mới."
)


@dataclass(frozen=True, slots=True)
class NewDesk:
    """A desk to be made. `private` goes into the encrypted file, `more` adds what else does.

    `inherited` are the lines of the machine whose place it takes.
    """

    installed: e.Installed
    office: Office
    private: dict[str, bytes]
    recovery_public: bytes
    pin: str
    cost: Cost
    more: Callable[[Connection], None] = lambda _connection: None
    inherited: Sequence[bytes] = ()


@contextmanager
def place_for_one(paths: ProfilePaths) -> Iterator[None]:
    """An empty place, and no other process that makes a desk there; Trouble where one stands."""
    make_folders(paths)
    with key_book.held(paths):
        if keys.exists(paths):
            raise Trouble(STANDS)
        if paths.database.exists():
            raise Trouble(key_book.KEYS_LOST)
        yield


def make(
    paths: ProfilePaths,
    new: NewDesk,
    before: Callable[[Standing, datetime], None] = lambda _standing, _now: None,
) -> tuple[str, bytes]:
    """Make it in an empty place; who opens it, and its database key.

    `before` is done while there is none yet.
    """
    clear_founding(paths)
    key = keys.new_key()
    connection = opening.create_database(paths, key, training=bool(new.installed.training))
    try:
        journal = _first_transaction(connection, new)
        before(journal.standing(), journal.clock.now())
        fold_in(connection)
    finally:
        connection.close()
    who = journal.session.user
    keys.create_keys(paths, key, who, new.pin, new.recovery_public, new.cost)
    finish_founding(paths)
    return who, key


def installed_event(
    public: bytes,
    commune: str,
    desk: int,
    *,
    training: bool,
    cause: str = "first",
    **more: str | None,
) -> e.Installed:
    """The event that opens an installation, or names what it became."""
    return e.Installed(
        cause=cause,
        public_key=public.hex(),
        salt=secrets.token_hex(chain.SALT_BYTES),
        training=int(training),
        commune=commune,
        desk=desk,
        letter=more.get("letter") or "",
        numbering=more.get("numbering") or "own",
        device=more.get("device"),
        agency_code=more.get("agency_code"),
    )


def put_signing_key(journal: Journal, user: str, pin: str, cost: Cost) -> None:
    """Give a clerk the key that signs his sessions, sealed by his PIN, in an open transaction."""
    private, public = signing.new_key()
    journal.append(e.UserChanged(user, public_key=public.hex()), at=journal.clock.now())
    put_secret(journal.connection, f"clerk/{user}", keys.seal_own(pin, private, cost))


def _first_transaction(connection: Connection, new: NewDesk) -> Journal:
    installed = new.installed
    clock = training_clock() if installed.training else SystemClock()
    journal = Journal(connection, clock, Session(FIRST_USER), new.office)
    root = chain.root(
        bytes.fromhex(installed.public_key),
        bytes.fromhex(installed.salt),
        training=bool(installed.training),
    )
    with journal.transaction():
        for name, value in new.private.items():
            put_secret(connection, name, value)
        put_mark(
            connection, opening.OFFICE, json.dumps(plain_office(new.office), ensure_ascii=False)
        )
        if new.inherited:
            inherited.take_over(connection, new.inherited, installed, clock.now())
            journal.session = Session(first_manager(journal))
        else:
            journal.begin(installed, root)
            journal.append(people.first_user(), at=clock.now())
        put_signing_key(journal, journal.session.user, new.pin, new.cost)
        new.more(connection)
    return journal


def first_manager(journal: Journal) -> str:
    """The first who works there and may let others in; Trouble where nobody does."""
    working = [one for one in journal.users() if not one.ended]
    found = next((one.id for one in working if MANAGERS & set(one.roles)), None)
    if found is None:
        raise Trouble(NOBODY)
    return found
