"""What `motcua status` and the status bar tell, counted from the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.services.desk import iso_or_none


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Counts of one desk. `unsent_dossiers`: with any event the province has not said it has."""

    device: str | None
    installation: str
    dossiers: int
    events: int
    unsent_dossiers: int
    unsent_events: int
    oldest_unsent_at: datetime | None
    needs_attention: int
    last_contact_at: datetime | None
    catalogue_version: str
    app_version: str
    training: bool

    def line(self) -> dict[str, Any]:
        """As `--json` writes it."""
        return {
            "device": self.device,
            "installation": self.installation,
            "dossiers": self.dossiers,
            "events": self.events,
            "unsent_dossiers": self.unsent_dossiers,
            "unsent_events": self.unsent_events,
            "oldest_unsent_at": iso_or_none(self.oldest_unsent_at),
            "needs_attention": self.needs_attention,
            "last_contact_at": iso_or_none(self.last_contact_at),
            "catalogue_version": self.catalogue_version,
            "app_version": self.app_version,
            "training": self.training,
        }
