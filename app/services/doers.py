"""Whom an act belongs to, by the name under which the office's lists have him.

An act is the account's that took it, unless a name was written for it: then it is that person's,
who has an account where one bears the written id or, alone, the written name. Two people of one
name are told apart by their accounts.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.vietnamese import fold
from app.services.ports import User


@dataclass(frozen=True, slots=True)
class Doers:
    """Everybody of the office, ended ones too."""

    users: Sequence[User]

    def of(self, by: str | None, actor: str) -> str:
        """Whose act it is; a name that several bear is the account's own, else nobody's."""
        if by is None or by == actor:
            return self.label(actor)
        bearing = [one.id for one in self.users if by in (one.id, one.name)]
        if actor in bearing or len(bearing) == 1:
            return self.label(actor if actor in bearing else bearing[0])
        return by

    def label(self, account: str) -> str:
        """His name; with the account where another bears it, too."""
        name = next((one.name for one in self.users if one.id == account), account)
        shared = Counter(one.name for one in self.users)[name] > 1
        return f"{name} ({account})" if shared else name

    @property
    def labels(self) -> frozenset[str]:
        """Those of everybody."""
        return frozenset(self.label(one.id) for one in self.users)

    def named(self, wanted: str) -> str:
        """The label of an account, of a name that one account bears; else what was asked for."""
        known = [one.id for one in self.users if wanted in (one.id, one.name)]
        return self.label(known[0]) if len(known) == 1 else wanted


def alphabet(name: str) -> tuple[list[str], str]:
    """The order of Vietnamese lists: by the given name, then the others."""
    return fold(name).split()[::-1], name
