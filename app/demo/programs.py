"""The two programs, run as anybody would: processes, files, exit statuses. Nothing is imported."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.errors import Trouble
from app.domain.times import iso

PIN = "246810"
ANSWERED = "Đang nghe"


@dataclass(frozen=True, slots=True)
class Desk:
    """`motcua` on one profile."""

    profile: Path
    user: str | None = None

    def run(self, *words: str, now: datetime | None = None, okay: tuple[int, ...] = (0,)) -> str:
        """Run to the end; what it wrote to standard output."""
        done = subprocess.run(  # noqa: S603 - our own program
            self.command(*words),
            env=self.environment(now),
            capture_output=True,
            check=False,
        )
        if done.returncode not in okay:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise Trouble(
                f"Lệnh motcua {' '.join(words[:2])} kết thúc với {done.returncode}: {said}"
            )
        return done.stdout.decode()

    def start(self, *words: str, now: datetime | None = None) -> "subprocess.Popen[bytes]":
        """Start and leave running."""
        return subprocess.Popen(  # noqa: S603 - our own program
            self.command(*words),
            env=self.environment(now),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def lines(
        self,
        command: str,
        lines: list[dict[str, Any]],
        now: datetime,
        okay: tuple[int, ...] = (0,),
    ) -> list[dict[str, Any]]:
        """Feed JSON lines to a command; its answers, none of them refused unless `okay` has 3."""
        file = self.profile.parent / f"{self.profile.name}-{command}.jsonl"
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        file.write_text(text, "utf-8")
        said = self.run(command, str(file), now=now, okay=okay)
        file.unlink()
        return [json.loads(line) for line in said.splitlines()]

    def command(self, *words: str) -> list[str]:
        """The words of a process."""
        return [sys.executable, "-m", "app", "--profile", str(self.profile), *words]

    def environment(self, now: datetime | None) -> dict[str, str]:
        """The PIN and the time, by the environment."""
        more = {"MOTCUA_PIN": PIN, "QT_QPA_PLATFORM": "offscreen"}
        if now is not None:
            more["MOTCUA_NOW"] = iso(now)
        if self.user is not None:
            more["MOTCUA_USER"] = self.user
        return {**os.environ, **more}


@dataclass(slots=True)
class Province:
    """`motcua-province` on one database."""

    folder: Path
    port: int = 0
    _server: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def run(self, *words: str) -> str:
        """Run one command to its end."""
        done = subprocess.run(  # noqa: S603 - our own program
            self._command(*words), capture_output=True, check=False
        )
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise Trouble(f"Lệnh motcua-province {words[0]} kết thúc với {done.returncode}: {said}")
        return done.stdout.decode()

    def serve(self) -> None:
        """Listen on a free port of this machine."""
        self._server = subprocess.Popen(  # noqa: S603 - our own program
            self._command("serve", "--port", "0"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._server.stdout is not None  # noqa: S101 - asked for above
        said = self._server.stdout.readline().decode()
        if ANSWERED not in said:
            raise Trouble("Máy chủ tỉnh (tập huấn) không khởi động được.")
        self.port = int(said.rstrip().rpartition(":")[2].strip("/"))

    def end(self) -> None:
        """End the server that this object started."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(20)
            if self._server.stdout is not None:
                self._server.stdout.close()
            self._server = None

    def _command(self, *words: str) -> list[str]:
        place = ["--db", f"sqlite:///{self.folder / 'province.db'}", "--home", str(self.folder)]
        return [sys.executable, "-m", "province", *place, *words]
