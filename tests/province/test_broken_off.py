"""`init` is broken off by a kill: the same command goes on, any other says what to do."""

import os
import shutil
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from province.database import open_ledger
from province.keys import RECOVERY, RELEASE, ROOT, read_key, read_server_key
from tests import warm
from tests.province.servers import Home

WORD = "dài và lạ"
SEALED = {"MOTCUA_KEYS_PASSPHRASE": WORD}
INIT = ("init", "--province", "11", "--training")
DONE, TROUBLE = 0, 4


def killed_at(point: int, home: Home) -> bool:
    """Run `init` until it dies at a step to the disk; False where it ended before that."""
    done = warm.run(
        "tests.province.dying",
        [str(point), "--db", home.db, "--home", str(home.folder), *INIT],
        b"",
        {**os.environ, **SEALED},
        60,
    )
    assert done.returncode in (DONE, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != DONE


def every_kill(folder: Path) -> Iterator[Home]:
    """A folder for each step of `init`, in which it was killed there."""
    for point in count():
        home = Home(folder / str(point))
        if not killed_at(point, home):
            return
        yield home


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[Home]:
    """What each kill left; nobody writes to it."""
    return list(every_kill(tmp_path_factory.mktemp("kills")))


def copied(home: Home, folder: Path) -> Home:
    """One's own; the first kill left nothing at all."""
    if home.folder.exists():
        shutil.copytree(home.folder, folder)
    return Home(folder)


def check_whole(home: Home) -> None:
    """The keys are those that the ledger names, and the root answers for the server."""
    ledger = open_ledger(home.db)
    for name in (ROOT, RECOVERY, RELEASE):
        pair = read_key(home.folder / "keys", name, WORD)
        assert ledger.settings.get(name) == pair.public.hex()
    ledger.close()
    certificate = read_server_key(home.folder).certificate
    certificate.verify(read_key(home.folder / "keys", ROOT, WORD).public)
    assert not list(home.folder.rglob("*.part"))


@pytest.mark.slow
def test_init_killed_anywhere_goes_on_with_the_same_command(
    kills: list[Home], tmp_path: Path
) -> None:
    kept = 0
    for place, left in enumerate(kills):
        home = copied(left, tmp_path / str(place))
        before = {path: path.read_bytes() for path in home.folder.rglob("*.key")}
        asked = home.run("status")
        assert (asked.returncode, "init" in asked.stderr) == (TROUBLE, True)
        again = home.run(*INIT, **SEALED)
        assert again.returncode == DONE, again.stderr
        check_whole(home)
        assert all(path.read_bytes() == content for path, content in before.items())
        third = home.run(*INIT, **SEALED)
        assert third.returncode == TROUBLE
        assert "không ghi đè" in third.stderr
        kept += bool(before)
    assert len(kills) > 15
    assert kept > 5


@pytest.fixture
def broken(kills: list[Home], tmp_path: Path) -> Home:
    """An `init` that died when its keys were written and its ledger was not told yet."""
    return copied(kills[-1], tmp_path / "broken")


@pytest.mark.slow
def test_what_does_not_go_on_says_how_to(broken: Home, tmp_path: Path) -> None:
    other = broken.run("init", "--province", "12", "--training", **SEALED)
    open_word = broken.run(*INIT)
    wrong = broken.run(*INIT, MOTCUA_KEYS_PASSPHRASE="sai")
    for done, advice in (
        (other, "--province 11"),
        (open_word, "đúng như lần đầu"),
        (wrong, "gõ lại mật khẩu"),
    ):
        assert done.returncode == TROUBLE, done.stderr
        assert "Chưa có gì bị thay đổi" in done.stderr
        assert advice in done.stderr
    lost = Home(tmp_path / "lost")
    (lost.folder / "keys").mkdir(parents=True)
    (lost.folder / "keys" / "release.key").write_text("x")
    done = lost.run(*INIT)
    assert (done.returncode, "--db" in done.stderr) == (TROUBLE, True)
    assert not (lost.folder / "province.sqlite").exists()
    assert broken.run(*INIT, **SEALED).returncode == DONE
    check_whole(broken)
