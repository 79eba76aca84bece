"""The picture book in docs has every page and state, each with its sentence."""

import pytest

from app.services import guide
from tests.ui.book import CAPTIONS, FOLDER, GUIDE, guide_with_pictures, plan
from tests.ui.gallery import SHOTS


def test_every_shot_has_a_sentence() -> None:
    assert set(CAPTIONS) == set(SHOTS)


@pytest.mark.parametrize("file", [file for *_, file in plan()])
def test_every_picture_is_in_the_book(file: str) -> None:
    assert (FOLDER / file).stat().st_size > 5_000
    assert f"({file})" in (FOLDER / "README.md").read_text("utf-8")


def test_the_guide_in_docs_is_what_f1_shows() -> None:
    assert GUIDE.read_text("utf-8") == guide_with_pictures()


@pytest.mark.parametrize("task", guide.tasks(), ids=lambda task: task.title)
def test_every_task_is_short_and_its_picture_is_in_the_book(task: guide.Task) -> None:
    assert task.text.startswith(f"# {task.title}")
    assert len(task.text.split()) <= 200  # a minute to read
    assert not task.picture or (FOLDER / f"{task.picture}.png").exists()
