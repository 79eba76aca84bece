"""What became of an act on many dossiers: how many went, which stayed, what to look at twice."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.ui.messages import ATTENTION, DONE, Message, Messages

NAMED = 3  # dossiers that a sentence names; the rows of the others stay
SAID_MS = 8_000
Kept = Sequence[tuple[str, str]]


def tell(  # noqa: PLR0913 - all that is said of it
    messages: Messages,
    topic: str,
    head: str,
    kept: Kept,
    doubts: Sequence[str] = (),
    more: str = "",
) -> None:
    """Say it: a line that goes by itself, or a banner to read where something stayed.

    `kept` are (key, which and why), `doubts` which went and what to look at twice about it; `more`
    is what to do where there is neither.
    """
    reasons = (*(why for _key, why in kept), *doubts)
    if reasons:
        read = (messages.read(topic),)
        messages.show(Message(topic, ATTENTION, head, named(reasons), read))
    else:
        messages.show(Message(topic, DONE, head, more, lasts_ms=SAID_MS))


def named(reasons: Sequence[str]) -> str:
    """The first few of them in one sentence, and how many more there are."""
    said = "; ".join(why.rstrip(".") for why in reasons[:NAMED])
    rest = len(reasons) - NAMED
    if rest > 0:
        said += QCoreApplication.translate("Many", "; và {0} hồ sơ khác").format(rest)
    return f"{said}."
