"""The keys of the reception page: what each does now, in one table."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.ui.reception.drafting import Drafting
from app.ui.reception.papers_panel import PapersPanel
from app.ui.reception.person_panel import PersonPanel
from app.ui.shortcuts import KeyAction


class Acts(Protocol):
    """What the page can be asked to do."""

    owner: PersonPanel
    papers: PapersPanel
    drafting: Drafting

    def repeat(self) -> None:
        """Procedure and papers of the save before."""

    def start_new(self) -> None:
        """An empty page."""

    def save(self, *, with_print: bool = True) -> None:
        """Store what stands here."""

    def file_for_another(self) -> None:
        """The person at the desk files for somebody else."""

    def step_back(self) -> None:
        """One step out."""

    def look_again(self) -> None:
        """Something was changed."""


def keys_of(page: Acts, *, ready: bool, repeats: bool) -> list[KeyAction]:
    """F9 is filled only when the save would be taken, F5 is there once something was saved."""
    again = [KeyAction("F5", _words("Như trước"), page.repeat)] * repeats
    return [
        KeyAction("F2", _words("Hồ sơ mới"), page.start_new),
        *again,
        KeyAction("F9", _words("Lưu + in phiếu"), page.save, main=ready),
        KeyAction("Ctrl+F9", "", lambda: page.save(with_print=False)),
        KeyAction("Ctrl+U", "", page.file_for_another),
        KeyAction("Ctrl+D", "", page.drafting.take_up),
        KeyAction("Ctrl+T", "", _then_look(page, page.owner.switch_form)),
        KeyAction("Ctrl+E", "", _then_look(page, page.owner.edit)),
        KeyAction("Ins", "", lambda: page.papers.change_originals(1)),
        KeyAction("Shift+Ins", "", lambda: page.papers.change_originals(-1)),
        KeyAction("Esc", "", page.step_back),
    ]


def _words(words: str) -> str:
    return QCoreApplication.translate("ReceptionPage", words)


def _then_look(page: Acts, act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        act()
        page.look_again()

    return run
