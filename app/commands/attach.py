"""attach, scans: scanned files into a dossier, and out of it."""

from argparse import Namespace
from pathlib import Path

from app.bootstrap import incident_pictures, scan_intake
from app.bootstrap.backing_up import leave
from app.commands import jsonl
from app.commands.output import say
from app.commands.session import as_json, opened, opened_to_write
from app.services.steps import the_one

OK = 0


def attach(options: Namespace) -> int:
    """Give files to a dossier, all of them or none."""
    desk = opened_to_write(options)
    try:
        desk.scans().sweep(desk.desk.clock.now())
        stored = the_one(desk.journal, options.code)
        files = [Path(file) for file in options.file]
        count = scan_intake.attach_files(desk, stored, files, take=options.take)
    finally:
        leave(desk)
    if as_json(options):
        jsonl.write({"code": stored.dossier.code, "scans": count.all, "unsent_scans": count.unsent})
    else:
        say(f"{stored.dossier.code}: {count.words()}.")
    return OK


def scans(options: Namespace) -> int:
    """Write a dossier's scans, or an incident's pictures, into a folder."""
    desk = opened(options)
    try:
        folder, incident = Path(options.out), desk.journal.incident(options.code)
        if incident is not None:
            files = incident_pictures.write_out(desk, incident, folder)
        else:
            stored = the_one(desk.journal, options.code)
            files = scan_intake.write_out(desk, stored, folder)
    finally:
        desk.close()
    for file in files:
        say(str(file))
    return OK
