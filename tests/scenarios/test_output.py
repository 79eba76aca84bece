"""Nobody to answer to: a full disk, a reader that left, a closed descriptor. Sentence, exit 4."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.province.servers import found_home
from tests.scenarios.desks import PIN, TROUBLE, Desk, copies

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is full")


def run(words: list[str], redirection: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """A program under a shell that redirects its standard output."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirection}', "sh", *command],
        input=typed,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, "MOTCUA_PIN": PIN, "MOTCUA_NOW": "2026-11-20T09:00:00+07:00"},
    )


def told(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence on standard error."""
    assert done.returncode == TROUBLE, done.stderr
    (line,) = done.stderr.splitlines()
    return line


@needs_full
@pytest.mark.parametrize("words", [["status", "--json"], ["status"], ["find", "x"], ["check"]])
def test_a_full_disk_behind_an_answer_is_trouble(founded: Desk, words: list[str]) -> None:
    done = run(["app", "--profile", str(founded.profile), *words], f">{FULL}")
    assert "Không ghi được câu trả lời" in told(done)


@needs_full
def test_what_was_stored_before_the_answer_was_lost_is_kept_and_no_more_is_taken(
    desk: Desk,
) -> None:
    two = f"{json.dumps(copies())}\n" * 2
    done = run(["app", "--profile", str(desk.profile), "receive", "-"], f">{FULL}", two)
    assert "Những gì đã lưu vẫn an toàn" in told(done)
    assert desk.status()["dossiers"] == 1


def test_a_closed_output_stops_a_command_before_it_does_anything(desk: Desk) -> None:
    one = json.dumps(copies())
    done = run(["app", "--profile", str(desk.profile), "receive", "-"], ">&-", one)
    assert "Chưa làm gì" in told(done)
    assert desk.status()["dossiers"] == 0


@needs_full
def test_the_province_says_so_too(tmp_path: Path) -> None:
    home = found_home(tmp_path)
    words = ["province", "--db", home.db, "--home", str(home.folder), "status"]
    assert "Không ghi được câu trả lời" in told(run(words, f">{FULL}"))
    assert "Chưa làm gì" in told(run(words, ">&-"))
