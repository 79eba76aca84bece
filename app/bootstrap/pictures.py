"""Pictures of the real window of a training profile, page by page, without a display."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.domain.errors import Trouble

SIZE = (1366, 768)
PATIENCE_MS = 20_000
CARD = (
    "011090000007|040512345|Đặng Văn Đức|01011990|Nam|Bản Tả Kố Khừ, Sín Thầu, Điện Biên|12052021"
)


def take_pictures(profile: str | None, user: str | None, pin: str, out: Path) -> Iterator[Path]:
    """Lock, reception empty and filled, find, dossier - light, and reception dark; the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.bootstrap.window import Program

    out.mkdir(parents=True, exist_ok=True)
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    program = Program(qt, profile)  # type: ignore[arg-type]
    program.start()
    program.window.showNormal()  # it starts as large as the screen, which is nobody's here
    program.window.resize(*SIZE)
    tour = _Tour(program, out)
    try:
        yield from tour.pages(user, pin)
    finally:
        if program.rooms is not None:
            program.rooms.forget_draft()
        program.window.close()


class _Tour:
    """Walks through the pages as a clerk would."""

    def __init__(self, program: Any, out: Path) -> None:
        self._program = program
        self._out = out

    def pages(self, user: str | None, pin: str) -> Iterator[Path]:
        from app.ui import theme

        program = self._program
        yield self._shot("khoa")
        self._enter(user, pin)
        self._until(lambda: program.window.name != "")
        program.window.go("today")
        yield self._shot("hom-nay")
        program.window.go("reception")
        yield self._shot("tiep-nhan-trong")
        yield self._filled("tiep-nhan")
        theme.use(program.qt, "dark")
        yield self._shot("tiep-nhan-toi")
        theme.use(program.qt, "light")
        yield from self._found()

    def _enter(self, user: str | None, pin: str) -> None:
        """As the lock page does it."""
        program = self._program
        page = program.lock_page
        who = user or page.user.user
        program.run(
            lambda: program._unlock(who, pin),  # noqa: SLF001 - as the lock page does
            lambda _: program._on_opened(who),  # noqa: SLF001
        )
        self._until(lambda: program.rooms is not None and program.window.name != "")
        if not program.rooms.door.now_frozen().standing_now.training:
            raise Trouble("Chỉ chụp ảnh hồ sơ luyện tập, để ảnh không có người thật.")

    def _filled(self, name: str) -> Path:
        program = self._program
        program.rooms.scanning.take(CARD)
        page = program.rooms.reception
        self._until(lambda: not page.owner.person.blank)
        page.middle.picker.list.press_digit("1")
        return self._shot(name)

    def _found(self) -> Iterator[Path]:
        program = self._program
        newest = (
            program.rooms.door.now_open()
            .journal.connection.execute(
                "SELECT code, folded FROM dossier ORDER BY status DESC, id LIMIT 1"
            )
            .fetchone()
        )
        if newest is None:
            return
        program.rooms.scanning.take(newest[1].split()[0])
        self._until(lambda: program.window.name == "find")
        yield self._shot("tim")
        program.rooms.scanning.open_dossier(newest[0])
        self._until(lambda: bool(program.rooms.dossier.keys()))
        yield self._shot("ho-so")

    def _shot(self, name: str) -> Path:
        program = self._program
        program.window.refresh_status()
        self._settle()
        file = self._out / f"{name}.png"
        program.window.grab().save(str(file))
        return file

    def _settle(self) -> None:
        """Let results come back and pages paint: a few turns of the event loop."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(400, loop.quit)
        loop.exec()

    def _until(self, holds: Callable[[], bool]) -> None:
        for _ in range(PATIENCE_MS // 400):
            if holds():
                return
            self._settle()
        raise Trouble("Không chụp được trang: cửa sổ không trả lời.")
