"""attach, scans: scanned files into a dossier, and out of it."""

from argparse import Namespace
from pathlib import Path

from app.bootstrap import incident_pictures, reading_log, scan_intake
from app.commands import jsonl
from app.commands.output import say
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.services.steps import the_one

OK = 0


def attach(options: Namespace) -> int:
    """Give files to a dossier, all of them or none."""
    with unlocked_to_write(options) as desk:
        desk.scans().sweep(desk.desk.clock.now())
        stored = the_one(desk.journal, options.code)
        files = [Path(file) for file in options.file]
        count = scan_intake.attach_files(desk, stored, files, take=options.take)
    if as_json(options):
        jsonl.write({"code": stored.dossier.code, "scans": count.all, "unsent_scans": count.unsent})
    else:
        say(f"{stored.dossier.code}: {count.words()}.")
    return OK


def scans(options: Namespace) -> int:
    """Write a dossier's scans, or an incident's pictures, into a folder."""
    with unlocked(options) as desk:
        folder, incident = Path(options.out), desk.journal.incident(options.code)
        if incident is not None:
            files = incident_pictures.write_out(desk, incident, folder)
        else:
            stored = the_one(desk.journal, options.code)
            reading_log.opened_dossier(desk, stored)
            files = scan_intake.write_out(desk, stored, folder)
    for file in files:
        say(str(file))
    return OK
