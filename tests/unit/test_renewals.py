"""New promises behind the first one, as a slip tells them again."""

from app.domain import events as e
from app.domain.times import to_seconds
from app.services.renewals import renewals
from tests.printing.told import asked_for_papers, event, life, moment

EXTENDED, RESUMED = moment(4, 16, month=12), moment(8, 10, month=12)


def test_the_promise_that_holds_stands_last_also_where_an_extension_came_into_a_pause() -> None:
    """Whoever reads the last row comes on that day."""
    asked = event(asked_for_papers(), moment(23))
    later = event(e.Extended(to_seconds(EXTENDED), "mưa lũ", "Lò Văn Toàn", "05"), moment(24))
    brought = event(e.PapersReceived((), None, to_seconds(RESUMED)), moment(27))

    waiting = renewals(life(asked, later), lambda _due, _at: 60)
    assert [row["due"] for row in waiting] == [None, EXTENDED]
    over = renewals(life(asked, later, brought), lambda _due, _at: 60)
    assert [row["due"] for row in over] == [EXTENDED, RESUMED]
    assert [row["at"] for row in over] == [moment(24), moment(23)]
