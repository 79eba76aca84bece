"""office: the hours of an office that stands alone, shown or set anew."""

import json
from argparse import Namespace

from app.commands.output import say
from app.commands.session import as_json, unlocked, unlocked_to_write
from app.services.guidance import hours_in_words, hours_set_in_words
from app.services.office import set_hours

OK = 0


def office(options: Namespace) -> int:
    """`office hours`, `office hours H`."""
    if options.hours is None:
        with unlocked(options) as desk:
            hours = desk.standing.office.hours
            said = f"Giờ làm việc: {hours_in_words(hours)}."
    else:
        with unlocked_to_write(options) as desk:
            hours = set_hours(desk.desk, options.hours)
        said = hours_set_in_words(hours)
    say(json.dumps({"hours": hours}, ensure_ascii=False) if as_json(options) else said)
    return OK
