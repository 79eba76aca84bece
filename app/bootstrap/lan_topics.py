"""What travels between desks of one office: the relay's answers by path, each desk's meetings."""

from collections.abc import Mapping

from app.bootstrap import queue_office
from app.bootstrap.neighbours import journals_meeting, relay_journals
from app.bootstrap.opening import OpenDesk
from app.services.journals import JOURNALS
from app.services.lan import Handler, Meeting, News
from app.services.queue_messages import PATH


def handlers(opened: OpenDesk, news: News) -> Mapping[str, Handler]:
    """The relay's side; all of them are called on the one thread that `opened` belongs to."""
    answered: dict[str, Handler] = {PATH: queue_office.handler_of(opened, news.tell)}
    journals = relay_journals(opened, news)
    if journals is not None:
        answered[JOURNALS] = journals.answer
    return answered


def meetings(opened: OpenDesk) -> list[Meeting]:
    """A desk's side, over a connection of the meeting thread."""
    journals = journals_meeting(opened)
    return [queue_office.meeting_of(opened), *([] if journals is None else [journals])]
