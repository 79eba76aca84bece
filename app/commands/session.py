"""Opening the profile that a command names, with the PIN from the environment or a file."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.bootstrap.backing_up import leave
from app.bootstrap.opening import OpenDesk, confirm_clock, open_desk, open_with_key
from app.domain.errors import ClerkError, Trouble
from app.services.desk import check_clock
from app.storage.connection import require_sound
from app.storage.keys import check_pin

PIN, USER = "MOTCUA_PIN", "MOTCUA_USER"


def profile(options: Namespace) -> str | None:
    """The `--profile` given."""
    return getattr(options, "profile", None)


def as_json(options: Namespace) -> bool:
    """Whether `--json` was given."""
    return getattr(options, "json", False)


def pin(options: Namespace) -> str:
    """The PIN; Trouble where none was given."""
    file = getattr(options, "pin_file", None)
    typed = first_line(file) if file else os.environ.get(PIN, "")
    if not typed:
        raise Trouble(f"Thiếu mã PIN. Hãy đặt biến {PIN} hoặc dùng --pin-file.")
    return typed


def new_pin(options: Namespace) -> str:
    """A PIN that shall open from now on; Trouble where it may not be one."""
    return _may_be(pin(options))


def new_secret(file: str) -> str:
    """The PIN or pass-phrase that shall take the place of the one in use; Trouble as `new_pin`."""
    return _may_be(first_line(file))


def _may_be(typed: str) -> str:
    try:
        check_pin(typed)
    except ClerkError as fault:
        raise Trouble(fault.message) from fault
    return typed


def first_line(file: str) -> str:
    """The first line of a small file."""
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"Không đọc được tệp {file}. Hãy xem lại đường dẫn.") from error
    return lines[0].strip() if lines else ""


def user(options: Namespace) -> str | None:
    """Who unlocks, None for the first one."""
    return getattr(options, "user", None) or os.environ.get(USER)


def opened(options: Namespace) -> OpenDesk:
    """The unlocked desk."""
    return open_desk(profile(options), user(options), pin(options))


def opened_again(desk: OpenDesk, options: Namespace) -> OpenDesk:
    """The same profile on a connection of the calling thread, by the same clock."""
    own = open_with_key(profile(options), desk.desk.user, desk.key)
    own.desk = replace(own.desk, clock=desk.desk.clock)
    return own


def opened_to_write(options: Namespace) -> OpenDesk:
    """The unlocked desk on a sound file, under a clock that does not lie before what is written."""
    desk = opened(options)
    try:
        require_sound(desk.connection)
    except Trouble:
        desk.close()
        raise
    now = desk.desk.clock.now()
    try:
        check_clock(now, desk.journal.last_recorded_at())
    except Trouble:
        if not options.clock_ok:
            desk.close()
            raise
        confirm_clock(desk)
    return desk


@contextmanager
def unlocked(options: Namespace) -> Iterator[OpenDesk]:
    """The unlocked desk, closed at the end."""
    desk = opened(options)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def unlocked_to_write(options: Namespace) -> Iterator[OpenDesk]:
    """As `opened_to_write`; at the end what was stored goes into the black box too."""
    desk = opened_to_write(options)
    try:
        yield desk
    finally:
        leave(desk)
