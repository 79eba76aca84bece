"""The catalogue that the program brings along: resources/catalogue, read once."""

from datetime import date
from functools import cache

from app.domain.catalogue import Catalogue
from app.domain.catalogue_files import Parts, build
from resources import FOLDER

BUILTIN = "goc-2026-11.3"
BUILTIN_ON = date(2026, 11, 1)  # when its fees and limits were looked up last


@cache
def load_builtin() -> Catalogue:
    """What the program brings along: resources/catalogue."""
    folder = FOLDER / "catalogue"
    parts = Parts({
        name: (folder / name).read_text("utf-8")
        for name in ("procedures.csv", "papers.csv", "fees.csv", "fields.csv", "units.csv",
                     "calendar.csv")
    })  # fmt: skip
    return build(parts, version=BUILTIN).catalogue
