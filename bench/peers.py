"""The same week of 1,000 dossiers as PouchDB and Kinto carry it, over the same thin line.

Both are installed here, from their registries, into out/peers; where that cannot be, it is said. A
document holds what was typed of a dossier and its steps; ours carries the signed events.
"""

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.thin_line import ThinLine
from bench.week import office

DOSSIERS, BITS, ROUND_TRIP = 1000, 256_000, 0.6
FOLDER = Path("out/peers").resolve()
NODE = ("pouchdb@9.0.0", "pouchdb-server@4.2.0")
PYTHON = ("kinto==26.5.0", "kinto-http==11.11.0")
POUCH_PORT, KINTO_PORT = 15984, 18888
PUSH_POUCH = """
const PouchDB = require('pouchdb'), fs = require('fs');
(async () => {
  const db = new PouchDB('local-' + process.pid);
  const docs = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  await db.bulkDocs(docs.map((doc, place) => ({ _id: 'd' + place, ...doc })));
  const done = await db.replicate.to(process.argv[3] + '/week');
  if (!done.ok || done.docs_written !== docs.length) process.exit(1);
  await db.destroy();
})();
"""
PUSH_KINTO = """
import json, sys
from kinto_http import Client
docs = json.load(open(sys.argv[1]))
client = Client(server_url=sys.argv[2] + "/v1", auth=("desk", "week"), bucket="default")
with client.batch() as batch:
    for place, doc in enumerate(docs):
        batch.create_record(id=f"d{place}", collection="week", data=doc)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a week took."""

    seconds: float
    total: int


def main() -> None:
    """Print ours, theirs, and the shares."""
    if not _install():
        sys.stdout.write("npm, or a way to the registries, is missing: not measured\n")
        return
    line = ThinLine(BITS, ROUND_TRIP)
    with office(line.start) as one:
        documents = one.work(DOSSIERS)
        ours = _timed(line, one.exchange)
    typed = FOLDER / "week.json"
    typed.write_text(json.dumps(documents, ensure_ascii=False), "utf-8")
    print(f"ours: {ours.seconds:.1f} s, {ours.total} B for {len(documents)} dossiers")
    for name, theirs in (("PouchDB", _pouch(typed)), ("Kinto", _kinto(typed))):
        print(
            f"{name}: {theirs.seconds:.1f} s, {theirs.total} B; ours 1/"
            f"{theirs.total / ours.total:.0f} of the bytes (at most 1/20, aim 1/40), 1/"
            f"{theirs.seconds / ours.seconds:.0f} of the seconds (at most 1/10, aim 1/25)"
        )


def _install() -> bool:
    if shutil.which("npm") is None:
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    quiet = ["--silent", "--no-audit", "--no-fund"]
    pip = str(FOLDER / "python" / "bin" / "pip")
    steps = (
        ["npm", "install", *quiet, "--prefix", str(FOLDER), *NODE],
        [sys.executable, "-m", "venv", str(FOLDER / "python")],
        [pip, "install", "-qq", *PYTHON],
    )
    return all(
        subprocess.run(step, check=False, stderr=subprocess.DEVNULL).returncode == 0
        for step in steps
    )


def _timed(line: ThinLine, work: Callable[[], object]) -> Run:
    start = time.perf_counter()
    work()
    return Run(time.perf_counter() - start, line.up + line.down)


def _pouch(typed: Path) -> Run:
    program = FOLDER / "push.js"
    program.write_text(PUSH_POUCH)
    server = [
        str(FOLDER / "node_modules" / ".bin" / "pouchdb-server"),
        "--in-memory", "--no-stdout-logs", "--host", "127.0.0.1", "--port", str(POUCH_PORT),
    ]  # fmt: skip
    return _pushed(server, POUCH_PORT, ["node", str(program), str(typed)])


def _kinto(typed: Path) -> Run:
    python = FOLDER / "python" / "bin"
    settings = FOLDER / "kinto.ini"
    settings.unlink(missing_ok=True)
    subprocess.run(
        [str(python / "kinto"), "init", "--ini", str(settings), "--host", "127.0.0.1",
         "--backend", "memory", "--cache-backend", "memory"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = settings.read_text().replace(
        "multiauth.policies = account", "multiauth.policies = basicauth"
    )
    settings.write_text(text)
    server = [
        str(python / "kinto"), "start", "--ini", str(settings), "--port", str(KINTO_PORT),
    ]  # fmt: skip
    return _pushed(server, KINTO_PORT, [str(python / "python"), "-c", PUSH_KINTO, str(typed)])


def _pushed(server: list[str], port: int, push: list[str]) -> Run:
    """Start the server, push over the line, end the server."""
    line = ThinLine(BITS, ROUND_TRIP)
    with (FOLDER / "server.log").open("wb") as log:
        running = subprocess.Popen(server, stdout=log, stderr=log, cwd=FOLDER)
        try:
            _wait(port)
            near = f"http://127.0.0.1:{line.start(port)}"
            return _timed(line, lambda: _push([*push, near]))
        finally:
            running.terminate()
            running.wait(20)


def _push(words: list[str]) -> None:
    subprocess.run(words, check=True, capture_output=True, cwd=FOLDER)


def _wait(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(port)


if __name__ == "__main__":
    main()
