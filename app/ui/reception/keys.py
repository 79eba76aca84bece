"""The keys of the reception page: what each does now, in one table."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.ui.reception.drafting import Drafting
from app.ui.reception.line_form import LineForm
from app.ui.reception.missing import MissingPapers
from app.ui.reception.people_column import PeopleColumn
from app.ui.reception.saving import JOINT_KEY, Saving
from app.ui.reception.visit_steps import VisitSteps
from app.ui.shortcuts import KeyAction


class Page(Protocol):
    """What the reception page can do."""

    people: PeopleColumn
    line: LineForm
    steps: VisitSteps
    drafting: Drafting
    missing: MissingPapers
    saving: Saving

    def start_new(self) -> None:
        """F2."""

    def give_back(self) -> None:
        """F4."""

    def save(self, *, with_print: bool = True) -> None:
        """F9, Ctrl+F9."""

    def file_for_another(self) -> None:
        """Ctrl+U."""

    def take_up(self) -> None:
        """Ctrl+D."""

    def step_back(self) -> bool:
        """Esc; False where there was nothing to step back from."""

    def look_again(self) -> None:
        """Something changed."""


def keys_of(page: Page, *, ready: bool, waits: bool) -> list[KeyAction]:
    """F9 is filled only when the save would be taken; F4, F5 are there when they have an object."""
    steps, owner, papers = page.steps, page.people.owner, page.line.papers
    return [
        KeyAction("F2", _words("Hồ sơ mới"), page.start_new),
        *[KeyAction("F4", _words("Trả kết quả"), page.give_back)] * waits,
        *[KeyAction("F5", _words("Như trước"), steps.repeat)] * steps.repeats,
        KeyAction("F7", "", page.missing.print),
        KeyAction("Shift+F7", _words("Từ chối"), page.missing.refuse),
        _saving(page, ready=ready),
        KeyAction("Ctrl+F9", "", lambda: page.save(with_print=False)),
        KeyAction(JOINT_KEY, "", page.saving.print_joint),
        KeyAction("Ctrl+U", "", page.file_for_another),
        KeyAction("Ctrl+D", "", page.take_up),
        KeyAction("Ctrl+T", "", _then_look(page, owner.switch_form)),
        KeyAction("Ctrl+E", "", _then_look(page, owner.edit)),
        KeyAction("Ctrl+N", "", steps.add),
        KeyAction("Ctrl+H", "", page.line.ask_extras),
        KeyAction("Ins", "", lambda: papers.change_originals(1)),
        KeyAction("Shift+Ins", "", lambda: papers.change_originals(-1)),
        KeyAction("Esc", "", page.step_back),
    ]


def _saving(page: Page, *, ready: bool) -> KeyAction:
    """Who wrote on paper has left with his half: nothing prints."""
    if page.people.paper.number:
        act = lambda: page.save(with_print=False)  # noqa: E731 - the key's
        return KeyAction("F9", _words("Lưu phiếu giấy"), act, main=ready)
    return KeyAction("F9", _words("Lưu + in phiếu"), page.save, main=ready)


def _words(words: str) -> str:
    return QCoreApplication.translate("ReceptionPage", words)


def _then_look(page: Page, act: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        act()
        page.look_again()

    return run
