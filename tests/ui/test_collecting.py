"""Widgets in cycles die on the UI thread, whoever allocates."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.collecting import Collector

MANY = 5_000


class Knot(QWidget):
    """A widget that only a collection can free."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def threads() -> Iterator[list[str]]:
    """Who collected."""
    seen: list[str] = []

    def note(phase: str, _info: dict[str, Any]) -> None:
        if phase == "start":
            seen.append(current_thread().name)

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def test_a_busy_worker_never_collects(threads: list[str]) -> None:
    gc.enable()
    collector = Collector()
    threads.clear()
    Knot()
    with ThreadPoolExecutor(1) as pool:
        kept = pool.submit(_many_lists).result()
    assert threads == []
    collector.collect_what_is_due()
    assert set(threads) == {main_thread().name}
    assert len(kept) == MANY
    assert not [one for one in gc.get_objects() if type(one) is Knot]
    gc.unfreeze()


def _many_lists() -> list[list[int]]:
    return [[] for _ in range(MANY)]
