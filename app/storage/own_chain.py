"""The own journal as a chain of hashes: where it starts, and whether it is whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain import events as e
from app.wire import chain
from app.wire.event import decode

Execute = Callable[..., Any]
DEPTH_BITS = 40  # of an id: how far along the chain; above them the number of the installation
DEPTH_MASK = (1 << DEPTH_BITS) - 1
WHOLE = "ok"
BROKEN = "Sổ sự kiện bị sửa hoặc hỏng từ dòng {}. Đừng làm tiếp, đừng xoá gì; hãy gọi người hỗ trợ."


def root_of(execute: Execute) -> bytes:
    """The root that the journal's first `installed` names; LookupError in an empty journal."""
    row = execute("SELECT body FROM event ORDER BY id LIMIT 1").fetchone()
    fact = decode(row[0]).fact if row else None
    if not isinstance(fact, e.Installed):
        raise LookupError("installed")  # noqa: TRY004 - the journal is at fault, not a type
    key, salt = bytes.fromhex(fact.public_key), bytes.fromhex(fact.salt)
    return chain.root(key, salt, training=bool(fact.training))


@dataclass(slots=True)
class Following:
    """Goes along the chain; `said` is the word ok, or names the first event that is not its own."""

    previous: bytes
    said: str = WHOLE

    def take(self, event_id: int, body: bytes, identity: bytes) -> None:
        """The next event, by its id."""
        if chain.link(self.previous, body) != identity and self.said == WHOLE:
            self.said = BROKEN.format(event_id & DEPTH_MASK)
        self.previous = identity


def verify_chain(execute: Execute) -> str:
    """The word ok, or a sentence naming the first event whose hash is not its own."""
    following = Following(root_of(execute))
    for row in execute("SELECT id, body, hash FROM event ORDER BY id"):
        following.take(*row)
        if following.said != WHOLE:
            break
    return following.said
