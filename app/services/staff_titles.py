"""Who signed, by name and title: as it was written, with what the staff list says of him."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from app.domain.dossier import Dossier
from app.domain.role import ROLES, SIGNING
from app.domain.vietnamese import fold
from app.services.ports import User

FINISH = "finish"
TITLES = ("director", "deputy")


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody of the office, ended ones too: their titles stand in older lines."""

    users: Sequence[User]

    def signer(self, written: str | None, dossier: Dossier) -> str | None:
        """As it was written; else who finished the dossier, where he is one who signs."""
        return self.titled(written or self._finisher(dossier))

    def titled(self, name: str | None) -> str | None:
        """The name with his title; as it is where it says one, or the list has none or two."""
        if name is None:
            return None
        titles = {_title(one.roles) for one in self.users if _same(one.name, name)}
        title = titles.pop() if len(titles) == 1 else ""
        return name if not title or fold(title) in fold(name) else f"{name}, {title}"

    def _finisher(self, dossier: Dossier) -> str | None:
        """By id or name; None where he is another office's, or does not sign results."""
        steps = [one for one in dossier.history if one.action == FINISH and one.effective]
        if not steps or steps[-1].office is not None:
            return None
        said = steps[-1].by or steps[-1].actor
        signers = (one for one in self.users if SIGNING.intersection(one.roles))
        return next((one.name for one in signers if said in (one.id, one.name)), None)


def _same(one: str, other: str) -> bool:
    """With its marks: An and Ân are two people."""
    said = (normalize("NFC", " ".join(name.split())).casefold() for name in (one, other))
    return next(said) == next(said)


def _title(roles: Sequence[str]) -> str:
    return next((ROLES[role] for role in TITLES if role in roles), "")
