"""What the dossier page is given: one dossier, and the steps it may take."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.bootstrap import reading_log
from app.bootstrap.dossier_view import view
from app.bootstrap.opening import OpenDesk
from app.bootstrap.recipients import recipients
from app.bootstrap.step_line import step_line
from app.services.steps import step, the_one
from app.storage import print_jobs
from app.ui.dossier.desk import DossierDesk, DossierView, StepAsked
from app.ui.paper_words import queued
from app.ui.tasks import Run

# What the page said or asked before the step was taken: a command learns it from the answer.
TOLD_BEFORE = {("void", "paid"), ("give_back", "to.authority")}


@dataclass(slots=True)
class DossierBridge:
    """Callables of the dossier page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    run: Run
    reprint: Callable[[str, str], None]
    saved_at: Callable[[datetime], None]
    queued: Callable[[str], str] = queued
    printing: Callable[[], None] = lambda: None

    def desk(self) -> DossierDesk:
        """The page's view of it."""
        return DossierDesk(
            load=self.load,
            take=self.take,
            recipients=lambda: recipients(self.opened()),
            run=self.run,
            reprint=self.reprint,
            queued=self.queued,
        )

    def load(self, code: str) -> DossierView:
        """One dossier by its code."""
        opened = self.opened()
        stored = the_one(opened.journal, code)
        reading_log.opened_dossier(opened, stored)
        return view(opened, stored)

    def take(self, asked: StepAsked) -> DossierView:
        """Take a step and show what came of it."""
        opened = self.opened()
        done = step(opened.desk, step_line(asked, opened.desk))
        if done.stored.dossier.void:  # its slip is not wanted any more
            print_jobs.drop_of(opened.connection, done.stored.id, opened.desk.clock.now())
            self.printing()
        self.saved_at(done.stored.dossier.history[-1].recorded_at)
        warnings = tuple(
            one.message for one in done.warnings if (asked.action, one.field) not in TOLD_BEFORE
        )
        return replace(view(opened, done.stored), warnings=warnings)
