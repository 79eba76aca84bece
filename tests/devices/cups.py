"""A CUPS of our own for one test run: its own folder and socket, ended by its own process number.

The queue is the real CUPS-PDF driver, which lays its papers into the folder PDF of the user's home.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

CUPSD = "/usr/sbin/cupsd"
DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
QUEUE = "may-in-thu"
PATIENCE_S, BEAT_S = 20.0, 0.05
SERVER = """LogLevel info
Listen {socket}
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Allow all
</Location>
<Location /admin>
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
FILES = """ServerRoot {folder}/server
StateDir {folder}/run
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
SystemGroup root
Printcap
"""


@dataclass(frozen=True, slots=True)
class Cups:
    """A running scheduler with one queue."""

    socket: Path
    papers: Path

    def switch_off(self) -> None:
        """Somebody pulled the plug."""
        _ask("cupsdisable", QUEUE)

    def switch_on(self) -> None:
        """Plugged in again."""
        _ask("cupsenable", QUEUE)

    def make_default(self) -> None:
        """The machine prints there where nothing else is set."""
        _ask("lpadmin", "-d", QUEUE)

    def waiting(self) -> list[str]:
        """Jobs that are not on paper yet."""
        return _ask("lpstat", "-o").splitlines()

    def wait_for_paper(self, before: set[Path]) -> Path:
        """The file that came out since; a failure where none does."""
        wait_until(lambda: bool(self.lying() - before) and not self.waiting())
        (paper,) = self.lying() - before
        return paper

    def lying(self) -> set[Path]:
        """What lies in the tray."""
        return set(self.papers.glob("*.pdf"))


@contextmanager
def running_cups(patch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """Start it, or skip with the reason."""
    if not (Path(CUPSD).exists() and DRIVER.exists() and shutil.which("lpadmin")):
        pytest.skip("CUPS and its PDF driver are not installed here")
    if os.getuid() != 0:
        pytest.skip("only root may start a CUPS whose driver may write papers")
    folder = Path(tempfile.mkdtemp(prefix="cups-"))
    process = _start(folder)
    papers = Path.home() / "PDF"
    mine, before = not papers.exists(), set(papers.glob("*.pdf"))
    try:
        patch.setenv("CUPS_SERVER", str(folder / "run" / "cups.sock"))
        _make_queue(process)
        yield Cups(folder / "run" / "cups.sock", papers)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        for paper in set(papers.glob("*.pdf")) - before:
            paper.unlink()
        if mine and papers.exists():
            papers.rmdir()
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(holds: Callable[[], bool]) -> None:
    """Look again until it holds; AssertionError after a while."""
    pause = Event()
    for _ in range(int(PATIENCE_S / BEAT_S)):
        if holds():
            return
        pause.wait(BEAT_S)
    raise AssertionError("waited in vain")


def _start(folder: Path) -> subprocess.Popen[bytes]:
    folder.chmod(0o755)  # its filters run as another user
    for name in ("server", "server/ppd", "run", "run/certs", "cache", "spool", "tmp"):
        (folder / name).mkdir()
    (folder / "tmp").chmod(0o1777)
    server, files = folder / "cupsd.conf", folder / "cups-files.conf"
    server.write_text(SERVER.format(socket=folder / "run" / "cups.sock"), "utf-8")
    files.write_text(FILES.format(folder=folder), "utf-8")
    return subprocess.Popen(
        [CUPSD, "-f", "-c", str(server), "-s", str(files)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _make_queue(process: subprocess.Popen[bytes]) -> None:
    try:
        wait_until(lambda: process.poll() is not None or _runs("lpstat", "-r"))
    except AssertionError:
        pytest.skip("CUPS does not start here")
    if process.poll() is not None:
        pytest.skip("CUPS does not start here")
    _ask("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", str(DRIVER))


def _runs(*words: str) -> bool:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "not" not in done.stdout


def _ask(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout
