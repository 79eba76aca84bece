"""The catalogue that the program brings along: resources/catalogue, read once."""

from dataclasses import replace
from datetime import date
from functools import cache

from app.domain.catalogue import Catalogue
from app.domain.catalogue_files import UNITS_FILE, Parts, build
from app.domain.place_files import LateUnits
from resources import FOLDER

BUILTIN = "goc-2026-11.8"
BUILTIN_ON = date(2026, 11, 1)  # when its fees and limits were looked up last


@cache
def load_builtin() -> Catalogue:
    """What the program brings along: resources/catalogue."""
    folder = FOLDER / "catalogue"
    parts = Parts({
        name: (folder / name).read_text("utf-8")
        for name in (
            "procedures.csv", "papers.csv", "fees.csv", "fields.csv", "calendar.csv", "reasons.csv",
            "bunches.csv",
        )
    })  # fmt: skip
    units = LateUnits((folder / UNITS_FILE).read_text("utf-8"), UNITS_FILE)
    return replace(build(parts, version=BUILTIN).catalogue, communes=units)
