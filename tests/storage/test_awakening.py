"""A file that wakes up on another machine owes an installation; on a changed one it does not."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage import awakening, installations, projections
from app.storage.connection import Connection
from app.storage.secrets import get_mark
from tests.scenarios.desks import NOW, PIN, Desk, copies
from tests.storage.test_broken_off import FIRST, INIT

HERE = ("system", ["card aa", "disk 1"])


def stand(connection: Connection, device: str | None, letter: str) -> None:
    """As the tables of an opened desk have it."""
    projections.create(connection.execute)
    value = json.dumps({"device": device, "letter": letter})
    connection.execute("INSERT INTO standing VALUES('installed', ?)", (value,))


@pytest.mark.parametrize(
    ("system", "parts"),
    [
        ("system", ["card aa", "disk 2"]),  # another disk
        ("new system", ["card bb", "disk 1"]),  # set up anew, another card
        ("system", []),  # the kernel tells no parts any more
        (None, []),
    ],
)
def test_a_machine_that_was_partly_changed_is_the_same(
    connection: Connection, system: str | None, parts: list[str]
) -> None:
    assert not awakening.notice(connection, *HERE)
    assert not awakening.notice(connection, system, parts)
    assert installations.owed_letter(connection) is None


@pytest.mark.parametrize(
    ("system", "parts"),
    [
        ("system", ["card bb", "disk 2"]),  # a disk image in another PC
        ("other", []),  # a folder moved to a machine that tells no parts
    ],
)
def test_another_machine_owes_an_installation_once(
    connection: Connection, system: str, parts: list[str]
) -> None:
    stand(connection, device="11-0001", letter="")
    awakening.notice(connection, *HERE)
    assert awakening.notice(connection, system, parts)
    letter = installations.owed_letter(connection)
    assert letter is not None
    assert letter[0] == "a"  # which the province gives to nobody
    assert not awakening.notice(connection, system, parts)
    assert installations.owed_letter(connection) == letter


@pytest.mark.parametrize(("had", "next_one"), [("", "b"), ("b", "c"), ("z", "bb"), ("bz", "cb")])
def test_a_desk_alone_takes_the_next_letter(
    connection: Connection, had: str, next_one: str
) -> None:
    stand(connection, device=None, letter=had)
    awakening.notice(connection, *HERE)
    assert awakening.notice(connection, "other", [])
    assert installations.owed_letter(connection) == next_one


def test_changes_one_after_another_stay_one_machine(connection: Connection) -> None:
    for parts in (["card a", "disk 1"], ["card b", "disk 1"], ["card b", "disk 2"]):
        assert not awakening.notice(connection, "s", parts)


def test_nothing_of_the_machine_stands_in_the_file_but_hashes(connection: Connection) -> None:
    awakening.notice(connection, *HERE)
    kept = get_mark(connection, awakening.KNOWN_BY) or ""
    assert "card" not in kept
    assert kept.count("system") == 1  # the name of the field


OTHER_PC = (
    "mount -t tmpfs none /sys/class/net && mount -t tmpfs none /sys/block && "
    'mount --bind "$0" /etc/machine-id && exec "$@"'
)


def test_a_whole_profile_in_another_pc_prints_no_number_of_the_first(tmp_path: Path) -> None:
    desk, number = Desk(tmp_path / "profile"), tmp_path / "machine-id"
    number.write_text("00112233445566778899aabbccddeeff\n", "utf-8")
    if os.geteuid() != 0 or not Path("/etc/machine-id").exists():
        pytest.skip("another machine cannot be had here")
    assert desk.run(*INIT).status == 0
    assert desk.receive(copies()) == [FIRST]
    other = Desk(Path(shutil.copytree(desk.profile, tmp_path / "copied")))
    command = [sys.executable, "-m", "app", "--profile", str(other.profile), "receive", "-"]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", OTHER_PC, str(number), *command],
        input=b'{"procedure": "2.000815", "owner": {"name": "A"}, "pages": 1, "copies": 1}',
        env={**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": NOW},
        capture_output=True,
        check=False,
        timeout=60,
    )
    if b"mount" in done.stderr or b"unshare" in done.stderr:
        pytest.skip("another machine cannot be had here")
    assert b"MC-03158-1b-" in done.stdout, done.stderr.decode()
    assert desk.receive(copies()) == ["MC-03158-1-261120-0002"]
