"""Reading what a person or program typed: one value at a time, each fault with its dotted path.

Every text comes out NFC, trimmed, without control letters; an empty one is None.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import ClerkError
from app.domain.vietnamese import dong
from app.services.field_words import named

NAME, LINE, NOTE = 300, 500, 4000
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Fields:
    """An object of the line, and where it stands."""

    values: Mapping[str, Any]
    path: str = ""

    @classmethod
    def of(cls, value: Any, path: str, known: frozenset[str]) -> "Fields":
        """Check that it is an object with known keys only."""
        if not isinstance(value, Mapping):
            raise ClerkError(f"“{path or 'dòng'}” phải là một nhóm trường trong ngoặc nhọn.", path)
        for key in value:
            if key not in known:
                name = printable(str(key))
                where = f"{path}.{name}" if path else name
                raise ClerkError(f"Không có trường “{where}”. Hãy xoá hoặc viết lại tên.", where)
        return cls(value, path)

    def at(self, name: str) -> str:
        """The dotted path of a field."""
        return f"{self.path}.{name}" if self.path else name

    def text(self, name: str, most: int = LINE) -> str | None:
        """A text, or None where it is empty."""
        return clean_text(self.values.get(name), self.at(name), most)

    def needed(self, name: str, words: str, most: int = LINE) -> str:
        """A text that must be there; `words` names it in the sentence."""
        value = self.text(name, most)
        if value is None:
            raise ClerkError(f"Thiếu {words}. Hãy nhập {words}.", self.at(name))
        return value

    def one_of(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str | None:
        """One of the listed words."""
        value = self.text(name)
        if value is None:
            return default
        if value not in choices:
            shown = ", ".join(choices)
            raise ClerkError(
                f"“{printable(value)}” không dùng được ở {self.at(name)}. Chọn một trong: {shown}.",
                self.at(name),
            )
        return value

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds."""
        value = self.values.get(name)
        if value is None:
            return None
        path = self.at(name)
        if type(value) is not int:
            raise ClerkError(f"{named(path)} phải là số nguyên.", path)
        if not least <= value <= most:
            typed = str(value)[:20]
            raise ClerkError(
                f"{named(path)} phải từ {dong(least)} đến {dong(most)}. Bạn đã nhập {typed}.", path
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - its value
        """True or false."""
        value = self.values.get(name)
        if value is None:
            return default
        if type(value) is not bool:
            raise ClerkError(f"{self.at(name)} phải là true hoặc false.", self.at(name))
        return value

    def inner(self, name: str, known: frozenset[str]) -> "Fields | None":
        """A nested object, or None."""
        value = self.values.get(name)
        return None if value is None else Fields.of(value, self.at(name), known)

    def items(self, name: str, known: frozenset[str]) -> "list[Fields]":
        """A list of nested objects."""
        return [
            Fields.of(value, f"{self.at(name)}.{place}", known)
            for place, value in enumerate(self.list_of(name))
        ]

    def texts(self, name: str, most: int = LINE) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for place, value in enumerate(self.list_of(name)):
            text = clean_text(value, f"{self.at(name)}.{place}", most)
            if text is not None:
                found.append(text)
        return tuple(found)

    def list_of(self, name: str) -> list[Any]:
        """A list, empty where it is left out."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            raise ClerkError(f"{self.at(name)} phải là một danh sách.", self.at(name))
        if len(value) > MOST_ITEMS:
            raise ClerkError(
                f"{named(self.at(name))} có {len(value)} mục, nhiều nhất {MOST_ITEMS}.",
                self.at(name),
            )
        return list(value)


def clean_text(value: Any, path: str, most: int) -> str | None:
    """NFC, trimmed, inner line ends kept; ClerkError for what no form can hold."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise ClerkError(f"{named(path)} phải là chữ, đặt trong dấu ngoặc kép.", path)
    if len(value) > most * 4:
        raise _too_long(path, most, len(value))
    for letter in value:
        category = unicodedata.category(letter)
        if category == "Cs" or (category == "Cc" and letter not in "\n\r\t"):
            raise ClerkError(f"{named(path)} có ký tự lạ không in được. Hãy xoá và gõ lại.", path)
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > most:
        raise _too_long(path, most, len(text))
    return text or None


def printable(text: str, most: int = 60) -> str:
    """A typed word safe to show in a sentence."""
    shown = "".join(c if c.isprintable() else "?" for c in text[:most])
    return shown + ("…" if len(text) > most else "")


def _too_long(path: str, most: int, length: int) -> ClerkError:
    return ClerkError(f"{named(path)} dài {length} chữ, nhiều nhất {most} chữ. Hãy rút gọn.", path)
