"""The catalogue that the program brings along: resources/catalogue, read once."""

from functools import cache
from importlib.resources import files

from app.domain.catalogue import Catalogue
from app.domain.catalogue_files import Parts, build

BUILTIN = "goc-2026-11"


@cache
def load_builtin() -> Catalogue:
    """What the program brings along: resources/catalogue."""
    folder = files("resources") / "catalogue"
    parts = Parts({
        name: (folder / name).read_text("utf-8")
        for name in ("procedures.csv", "papers.csv", "fees.csv", "fields.csv", "units.csv",
                     "calendar.csv")
    })  # fmt: skip
    return build(parts, version=BUILTIN).catalogue
