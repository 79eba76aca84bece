"""What was begun is undone where it is broken off, and only there."""

import pytest

from app.domain.undo import undone_by


@pytest.mark.parametrize("breaks", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_breaks_it_off_undoes_it_and_goes_on(breaks: type[BaseException]) -> None:
    undone: list[int] = []
    with pytest.raises(breaks), undone_by(lambda: undone.append(1)):
        raise breaks
    assert undone == [1]


def test_what_ends_stays() -> None:
    undone: list[int] = []
    with undone_by(lambda: undone.append(1)):
        pass
    assert undone == []
