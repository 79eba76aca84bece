"""What was begun is undone where it is broken off."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def undone_by(undo: Callable[[], object]) -> Iterator[None]:
    """Run `undo` where the block ends by any error or by Ctrl+C, which then goes on its way."""
    try:
        yield
    except BaseException:
        undo()
        raise
