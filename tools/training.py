"""`make run`: a training province on this machine, one commune, and the window to try it all.

Everything lies in run/ and is made once; deleting run/ starts anew. The two programs are driven as
anybody would drive them, as processes: nothing of them is imported here.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PROVINCE, COMMUNE, DESK = "11", "03158", "1"
CLERK, CLERK_NAME, ROLES = "nhi", "Lò Thị Nhi", "reception,specialist"
PIN = "246810"
LISTENING = "Đang nghe"
OK, USAGE, TROUBLE = 0, 2, 4


class Failed(Exception):
    """A program ended badly; the sentence says which, and what it said."""


@dataclass(frozen=True, slots=True)
class Training:
    """Where things lie."""

    folder: Path

    @property
    def desk(self) -> Path:
        """The profile of the one desk."""
        return self.folder / "desk"

    @property
    def papers(self) -> Path:
        """Where slips come out: a machine to try things on may have no printer."""
        return self.folder / "slips"

    @property
    def ready(self) -> Path:
        """Written last, with the port: all before it is done."""
        return self.folder / "port"

    def province(self, *words: str) -> list[str]:
        """The words of a province command."""
        home = self.folder / "province"
        place = ("--db", f"sqlite:///{home / 'province.db'}", "--home", str(home))
        return [sys.executable, "-m", "province", *place, *words]

    def motcua(self, *words: str) -> list[str]:
        """The words of a desk command."""
        return [sys.executable, "-m", "app", "--profile", str(self.desk), *words]


def main(argv: Sequence[str]) -> int:
    """`run` or `demo`; the exit status."""
    commands = {"run": run, "demo": demo}
    if len(argv) != 1 or argv[0] not in commands:
        print("python -m tools.training run | demo", file=sys.stderr)
        return USAGE
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(OK))  # so that the server ends with us
    try:
        return commands[argv[0]]()
    except Failed as failed:
        print(failed, file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        return OK


def run() -> int:
    """The window beside a training province; without a display the demo."""
    if not has_display():
        say("Không có màn hình: chạy thử cả công việc thay cho cửa sổ.")
        return demo()
    training = Training(HERE / "run")
    if not training.ready.exists():
        prepare(training)
    port = int(training.ready.read_text("utf-8"))
    with serving(training, port):
        say(f"Máy chủ tỉnh (luyện tập) ở http://127.0.0.1:{port}.")
        say(f"Mở máy: người dùng {CLERK} ({CLERK_NAME}), mã PIN {PIN}. Làm lại từ đầu: xoá run/.")
        say(f"Phiếu in ra thành tệp PDF ở {training.papers}.")
        return subprocess.run(training.motcua(), cwd=HERE, check=False).returncode


def demo() -> int:
    """The demo; it says itself where its results lie."""
    out = HERE / "out" / "demo"
    words = [sys.executable, "-m", "app", "demo", "--out", str(out)]
    return subprocess.run(words, cwd=HERE, check=False).returncode


def say(sentence: str) -> None:
    """Tell the trainee, at once."""
    print(sentence, flush=True)


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def prepare(training: Training) -> None:
    """The province, its commune and a clerk, from nothing; what an interruption left goes first."""
    say("Lần đầu: lập tỉnh luyện tập và ghi danh xã Sín Thầu.")
    shutil.rmtree(training.folder, ignore_errors=True)
    training.desk.mkdir(parents=True)
    port = free_port()
    ended(training.province("init", "--province", PROVINCE, "--training"))
    enrol(training, port)
    add_clerk(training)
    settings = training.desk / "settings.toml"
    settings.write_text(f"printer = {json.dumps(f'folder:{training.papers}')}\n", "utf-8")
    training.ready.write_text(str(port), "utf-8")


def enrol(training: Training, port: int) -> None:
    """By request, as a real desk would: its keys never leave it."""
    request, answer = training.folder / "desk.request", training.folder / "desk.motcua"
    ended(training.motcua("enrol", "--request", str(request)))
    ended(
        training.province(
            *("enrol", "--commune", COMMUNE, "--desk", DESK, "--request", str(request)),
            *("--out", str(answer), "--server", f"http://127.0.0.1:{port}"),
        )
    )
    ended(training.motcua("enrol", str(answer)))
    request.unlink()
    answer.unlink()


def add_clerk(training: Training) -> None:
    """A clerk with a PIN, by a one-time code."""
    words = ("--json", "user", "add", CLERK, "--name", CLERK_NAME, "--roles", ROLES)
    added = ended(training.motcua(*words))
    code = training.folder / "code"
    code.write_text(json.loads(added)["one_time_code"], "utf-8")
    ended(training.motcua("user", "pin", CLERK, "--code-file", str(code)))
    code.unlink()


def ended(words: list[str]) -> str:
    """Run to the end without a keyboard; what it wrote. Failed where it ended badly."""
    done = subprocess.run(
        words,
        cwd=HERE,
        env={**os.environ, "MOTCUA_PIN": PIN, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise Failed(f"Không lập được chỗ luyện tập ({done.returncode}). {said}")
    return done.stdout.decode("utf-8")


def free_port() -> int:
    """A port of this machine that nobody listens on; the enrolment file will carry it."""
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", 0))
        return int(taker.getsockname()[1])


@contextmanager
def serving(training: Training, port: int) -> Iterator[None]:
    """The training province listens for as long as this lasts."""
    words = training.province("serve", "--port", str(port))
    with subprocess.Popen(
        words, cwd=HERE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as server:
        try:
            line = server.stdout.readline().decode("utf-8") if server.stdout else ""
            if LISTENING not in line:
                raise Failed(
                    f"Máy chủ luyện tập không chạy được ở cổng {port}. Nếu cổng đang bận, hãy đóng "
                    "chương trình kia; hoặc xoá thư mục run/ để lập lại với cổng khác."
                )
            yield
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
