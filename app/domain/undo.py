"""What was begun is undone where it is broken off."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def undone_by(undo: Callable[[], object]) -> Iterator[None]:
    """Run `undo` where the block ends by any error or by Ctrl+C, which then goes on its way."""
    with ExitStack() as stack:
        stack.callback(undo)
        yield
        stack.pop_all()
