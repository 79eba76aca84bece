"""Which machines have been relays of this office, and which of two is the one to use.

The rule, the same at every desk: the relay that was chosen last (its term is one more than any that
it had heard of); of two that did not know of each other the one with the lower desk number; of a
machine and its clone the one whose run has the lower name.
"""

import json
from dataclasses import dataclass, replace

from app.services.lan import Address, read_port

MOST_KNOWN, MOST_NUMBER = 12, 2**53
Rank = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a relay tells who comes in: its life, its term, where it is reached, a better one."""

    run: str
    desk: int
    term: int = 0
    at: tuple[Address, ...] = ()
    better: Address | None = None

    @property
    def rank(self) -> Rank:
        """The lowest is the one to use."""
        return (-self.term, self.desk, self.run)

    def values(self) -> dict[str, object]:
        """As it travels."""
        better = None if self.better is None else str(self.better)
        return {
            "run": self.run, "desk": self.desk, "term": self.term,
            "at": [str(one) for one in self.at], "better": better,
        }  # fmt: skip


def read_welcome(values: dict[str, object]) -> Welcome:
    """What can be read of it; a newer relay may say more, and a broken one less."""
    run, desk, term = values.get("run"), values.get("desk"), values.get("term")
    at = values.get("at")
    places = [_address(one) for one in at[:MOST_KNOWN]] if isinstance(at, list) else []
    return Welcome(
        str(run)[:64],
        _number(desk),
        _number(term),
        tuple(one for one in places if one is not None),
        _address(values.get("better")),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What this machine remembers: addresses, the newest first, and terms.

    `term` is the highest it has heard of, `own` its own where it is a relay (0: it is none).
    """

    addresses: tuple[Address, ...] = ()
    term: int = 0
    own: int = 0

    def heard(self, at: Address, welcome: Welcome) -> "Known":
        """With what a relay told; places that were not known come first."""
        better = () if welcome.better is None else (welcome.better,)
        found = dict.fromkeys((replace(at, key=""), *welcome.at, *better))
        new = [one for one in found if one not in self.addresses]
        return replace(
            self,
            addresses=(*new, *self.addresses)[:MOST_KNOWN],
            term=max(self.term, welcome.term),
        )

    def met(self, at: Address, welcome: Welcome) -> "Known":
        """The same of the relay that is the one now: its place comes first."""
        known, place = self.heard(at, welcome), replace(at, key="")
        others = [one for one in known.addresses if one != place]
        return replace(known, addresses=(place, *others)[:MOST_KNOWN])

    def chosen(self) -> "Known":
        """Where this machine is the relay from now on, chosen after all that it has heard of."""
        own = self.own or self.term + 1
        return replace(self, own=own, term=max(own, self.term))

    def given_up(self) -> "Known":
        """It is none any more."""
        return replace(self, own=0)

    def to_text(self) -> str:
        """As it is kept."""
        places = [str(one) for one in self.addresses]
        return json.dumps({"at": places, "term": self.term, "own": self.own})


def read_known(text: str | None) -> Known:
    """What is kept; nothing where it cannot be read."""
    try:
        values = json.loads(text or "{}")
        places = [_address(one) for one in values.get("at", [])]
        found = tuple(one for one in places if one is not None)
        return Known(found, int(values.get("term", 0)), int(values.get("own", 0)))
    except (ValueError, TypeError, AttributeError):
        return Known()


def _address(text: object) -> Address | None:
    host, _, port = text.rpartition(":") if isinstance(text, str) else ("", "", "")
    good = bool(host) and len(host) < 256  # noqa: PLR2004 - a name's most
    number = read_port(port)
    return Address(host, number) if good and number else None


def _number(value: object) -> int:
    return value if type(value) is int and 0 <= value <= MOST_NUMBER else 0
