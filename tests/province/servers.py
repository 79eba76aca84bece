"""A real `serve` process for a test, and commands beside it."""

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import warm

SECONDS = 60


@dataclass(frozen=True)
class Reply:
    """What came back over HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Process:
    """A listening server."""

    process: subprocess.Popen[str]
    port: int

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        seconds: float = 20,
    ) -> Reply:
        """One request on its own connection."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return Reply(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()

    def post(self, raw: bytes) -> bytes:
        """An envelope; its answer."""
        reply = self.ask("POST", "/sync/1", raw)
        assert reply.status == 200, reply.body.decode()
        return reply.body

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait(20)


@dataclass(frozen=True)
class Home:
    """A province on disk."""

    folder: Path

    @property
    def db(self) -> str:
        """Its address."""
        return f"sqlite:///{self.folder}/province.sqlite"

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """One command."""
        told = {**os.environ, **environment}
        done = warm.run("province", self._words(words), b"", told, SECONDS)
        out, err = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def json(self, *words: str) -> dict[str, Any]:
        """One command that ends well, and its object."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def export(self) -> list[dict[str, Any]]:
        """All dossiers."""
        done = self.run("export")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def _command(self, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "province", *self._words(words)]

    def _words(self, words: tuple[str, ...]) -> list[str]:
        return ["--db", self.db, "--home", str(self.folder), *words]

    @contextmanager
    def serving(self, *more: str) -> Iterator[Process]:
        """A server until the block ends."""
        process = subprocess.Popen(
            self._command(("serve", "--port", "0", *more)),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            found = re.fullmatch(r"Đang nghe http://127\.0\.0\.1:(\d+)\n", line)
            assert found, line
            yield Process(process, int(found[1]))
        finally:
            process.terminate()
            process.wait(20)
            process.stdout.close()


def found_home(folder: Path, *more: str, province: str = "11") -> Home:
    """A new training province."""
    home = Home(folder)
    done = home.run("init", "--province", province, "--training", *more)
    assert done.returncode == 0, done.stderr
    return home
