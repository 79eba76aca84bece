"""Every command by its name, and where its function stands.

Only the module of the command that runs is imported: most of a short command's time would else go
to what others need, the window's parts and the wire's among them.
"""

from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

COMMANDS: Mapping[str, str] = {
    "init": "setup.init",
    "enrol": "setup.enrol",
    "user": "setup.user",
    "office": "office.office",
    "scan": "desk.scan",
    "receive": "desk.receive",
    "step": "desk.step",
    "refuse": "desk.refuse",
    "import": "importing.import_list",
    "pairing": "pairing.pairing",
    "waiting": "pairing.waiting",
    "attach": "attach.attach",
    "scans": "attach.scans",
    "show": "desk.show",
    "find": "desk.find",
    "person": "personal.person",
    "readings": "personal.log_of_readings",
    "print": "desk.print_form",
    "register": "registers.register",
    "report": "registers.report",
    "pictures": "desk.pictures",
    "appointments": "appointments.appointments",
    "uncollected": "uncollected.uncollected",
    "exchange": "upkeep.exchange",
    "backup": "copies.backup",
    "restore": "copies.restore",
    "status": "upkeep.status",
    "check": "upkeep.check",
    "rebuild": "upkeep.rebuild",
    "relay": "lan.relay",
    "lan": "lan.lan",
    "queue": "queue.queue",
    "book": "books.book",
    "incident": "incidents.incident",
    "duty": "duty.duty",
    "formstock": "form_stock.formstock",
    "blank-slips": "blank_slips.blank_slips",
}


def command(name: str) -> Callable[[Namespace], int]:
    """What runs it; KeyError where there is none."""
    module, _, function = COMMANDS[name].partition(".")
    found: Any = getattr(import_module(f"app.commands.{module}"), function)
    return found  # type: ignore[no-any-return]
