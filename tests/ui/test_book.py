"""The picture book in docs has every page and state, each with its sentence."""

from itertools import chain
from pathlib import Path

import pytest

import app.ui
from app.services import guide
from tests.ui.book import CAPTIONS, FOLDER, GUIDE, MAIN, guide_with_pictures, index, plan
from tests.ui.gallery import SHOTS

PAGES = {page.parent.name for page in Path(app.ui.__path__[0]).glob("*/page.py")}
PICTURES = list(chain.from_iterable(plan().values()))
MOST_MB = 14


def test_every_shot_has_a_sentence() -> None:
    assert set(CAPTIONS) == set(SHOTS)


def test_every_page_is_seen_big_and_dark_and_with_few_and_many_rows() -> None:
    assert set(MAIN) == PAGES
    shots = {(one.mode, one.scale, one.shot) for one in PICTURES}
    for page in MAIN.values():
        assert {("light", 1.0, page), ("light", 1.5, page), ("dark", 1.0, page)} <= shots
    for page in ("today", "exchange", "giveback", "printing"):
        assert {f"{page}-{count}" for count in (1, 40, 10_000)} <= set(SHOTS)


def test_the_folder_has_the_pictures_of_the_plan_and_no_other() -> None:
    files = sorted(FOLDER.glob("*.png"))
    assert [file.name for file in files] == sorted(one.file for one in PICTURES)
    assert min(file.stat().st_size for file in files) > 5_000
    assert sum(file.stat().st_size for file in files) < MOST_MB * 1_000_000
    assert (FOLDER / "README.md").read_text("utf-8") == index()


def test_the_guide_in_docs_is_what_f1_shows() -> None:
    assert GUIDE.read_text("utf-8") == guide_with_pictures()


@pytest.mark.parametrize("task", guide.tasks(), ids=lambda task: task.title)
def test_every_task_is_short_and_its_picture_is_in_the_book(task: guide.Task) -> None:
    assert task.text.startswith(f"# {task.title}")
    assert len(task.text.split()) <= 200  # a minute to read
    assert not task.picture or (FOLDER / f"{task.picture}.png").exists()
