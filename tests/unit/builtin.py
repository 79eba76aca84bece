"""Procedures of the catalogue that the program brings along."""

from app.domain.builtin import load_builtin
from app.domain.procedure import Procedure


def procedure(code: str) -> Procedure:
    """By code; it must be there."""
    found = load_builtin().procedure(code)
    assert found is not None
    return found
