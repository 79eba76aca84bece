"""Records that nobody changes, as cheap to make as they can be.

A frozen dataclass sets each field through `object.__setattr__`, six times slower, and folding a
million events makes some millions. Here the type checker alone keeps them as they are.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def record(cls: type[Made]) -> type[Made]:
    """A dataclass with slots, equal and hashed by its fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
