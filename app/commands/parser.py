"""argparse in Vietnamese: the same library, with sentences that a clerk's support can read."""

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import IO, NoReturn

from app.domain.errors import MotCuaError

USAGE = 2
OLDEST_YEAR, NEWEST_YEAR = 1900, 2999  # of a day that an option names

TRANSLATED = (
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1: không có \2; chọn \3"),
    (r"argument (.*?): expected one argument", r"\1 cần một giá trị đi kèm"),
    (r"argument (.*?): expected at least one argument", r"\1 cần ít nhất một giá trị"),
    (r"argument (.*?): invalid (?:\w+) value: (.*)", r"\1: giá trị \2 không dùng được"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 không đi cùng \2"),
    (r"one of the arguments (.*) is required", r"cần một trong \1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 chưa rõ là \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 không nhận giá trị \2"),
)


class WrongUsage(MotCuaError):
    """The command line lacks something, or says what cannot be meant: exit status 2."""


def whole(least: int, most: int) -> Callable[[str], int]:
    """The type of an option that is a whole number within bounds."""

    def number(typed: str) -> int:
        value = int(typed)
        if not least <= value <= most:
            raise ValueError(typed)
        return value

    return number


def iso_day(text: str, option: str) -> date:
    """The day that an option names; WrongUsage where it is none."""
    try:
        day: date | None = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not OLDEST_YEAR <= day.year <= NEWEST_YEAR:
        raise WrongUsage(
            f"{option} là ngày dạng năm-tháng-ngày, ví dụ 2026-11-20. Bạn ghi “{text[:40]}”."
        )
    return day


def check_what(action: str, what: str | None, needs: Mapping[str, str]) -> None:
    """Whether `what` stands after an action that needs it, and after no other one: WrongUsage.

    `needs`: what has to stand there, in words, by the actions that need anything.
    """
    if action in needs and what is None:
        raise WrongUsage(f"Thiếu {needs[action]} sau {action}.")
    if action not in needs and what is not None:
        raise WrongUsage(f"{action} không đi cùng “{what}”.")


def typed(text: str) -> str:
    """The type of a text to look for: bytes of another code page become question marks."""
    return text.encode(errors="replace").decode()


class VietnameseParser(argparse.ArgumentParser):
    """ArgumentParser whose help and faults are Vietnamese; faults end with status 2."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        """As ArgumentParser, without its own -h."""
        super().__init__(
            *args,  # type: ignore[arg-type]
            **{**kwargs, "add_help": False, "allow_abbrev": False},  # type: ignore[arg-type]
        )
        self._positionals.title = "Tham số"
        self._optionals.title = "Tuỳ chọn"
        self.add_argument("-h", "--help", action="help", help="in trang này")

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage: ", "Cách dùng: ", 1)

    def format_help(self) -> str:
        """The whole page."""
        return super().format_help().replace("usage: ", "Cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to ask for help; exit 2."""
        for english, vietnamese in TRANSLATED:
            if re.fullmatch(english, message):
                message = re.sub(english, vietnamese, message)
                break
        self._say(f"Sai cách dùng: {message}.\n{self.format_usage()}")
        raise SystemExit(USAGE)

    def _say(self, text: str, file: IO[str] | None = None) -> None:
        (file or sys.stderr).write(text)
