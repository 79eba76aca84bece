"""Fields of law that a person works in, as the catalogue spells them."""

import re
from collections.abc import Sequence

from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.vietnamese import fold
from app.services.fields import LINE, clean_text, printable

BETWEEN_WORDS = re.compile(r"[\W_]+")


def known_fields(catalogue: Catalogue) -> tuple[str, ...]:
    """The fields of its procedures, as it orders them."""
    return tuple(dict.fromkeys(one.field for one in catalogue.procedures if one.field))


def settled_fields(catalogue: Catalogue, typed: Sequence[str]) -> tuple[str, ...]:
    """What was typed with commas between, each field once; ClerkError where it is none of them.

    Marks, case and hyphens do not count, words of one field alone are enough ("ho tich"), and a
    field may have commas of its own.
    """
    parts = [text for part in typed if (text := clean_text(part, "fields", LINE))]
    keys = {name: _key(name) for name in known_fields(catalogue)}
    found: list[str] = []
    while parts:
        field, parts = _first(keys, parts)
        found.append(field)
    return tuple(dict.fromkeys(found))


def _first(keys: dict[str, str], parts: list[str]) -> tuple[str, list[str]]:
    """The field at the beginning, the longest that fits, and the parts behind it."""
    for end in range(len(parts), 0, -1):
        said = [_key(part) for part in parts[:end]]
        for name, key in keys.items():
            if all(said) and " ".join(said) == key:
                return name, parts[end:]
    wanted = _key(parts[0])
    fitting = [name for name, key in keys.items() if wanted and f" {wanted} " in f" {key} "]
    if len(fitting) == 1:
        return fitting[0], parts[1:]
    raise _unknown(parts[0], fitting or list(keys))


def _unknown(typed: str, names: list[str]) -> ClerkError:
    return ClerkError(
        f"Không có lĩnh vực “{printable(typed)}” trong danh mục. Chưa thêm ai. Chọn trong: "
        f"{'; '.join(names)}.",
        "fields",
    )


def _key(text: str) -> str:
    return " ".join(BETWEEN_WORDS.split(fold(text))).strip()
