"""What the UI thread may ask without the database."""

from dataclasses import dataclass

from app.domain.catalogue import Catalogue
from app.domain.place import PASSPHRASE
from app.services.ports import Standing, User


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the UI thread may ask without the database: taken when the desk was unlocked."""

    standing_now: Standing
    catalogue_now: Catalogue
    users_now: tuple[User, ...] = ()

    @property
    def phrases(self) -> bool:
        """Whether the office opens by pass-phrases."""
        return self.standing_now.office.unlock == PASSPHRASE

    def standing(self) -> Standing:
        """What this desk is."""
        return self.standing_now

    def covering(self, _on: object) -> Catalogue:
        """The catalogue in force."""
        return self.catalogue_now
