"""Numbers on paper: the desk's own, which can never look like a legal code, and leased legal codes.

Legal form: agency code, `-`, yyMMdd, `-`, four digits, counted per agency and day (Thông tư
01/2018/ TT-VPCP Điều 19; agency codes QĐ 20/2020/QĐ-TTg).
"""

import re
from dataclasses import dataclass
from datetime import date

OWN_CODE = re.compile(r"MC-\d{5}-\d+[A-Za-z]*-(\d{6}|P)-\d{4,}")
REFUSAL, SUPPLEMENT = "TC", "HD"  # từ chối; hướng dẫn hoàn thiện
INCIDENT = "SC"  # sự cố
PAPER_NUMBER = re.compile(rf"({REFUSAL}|{SUPPLEMENT})-\d{{5}}-\d+[A-Za-z]*-\d{{6}}-\d{{4,}}")
LETTERED = re.compile(r"MC-\d{5}-\d+[A-Z]+")
BLOCK_SIZE = 100
BLOCKS = 99  # 9901-9999 stay with the province


@dataclass(frozen=True, slots=True)
class Block:
    """Block `number` (0-98) of a day's counter: running numbers first to last."""

    number: int

    @property
    def first(self) -> int:
        """The first running number."""
        return self.number * BLOCK_SIZE + 1

    @property
    def last(self) -> int:
        """The last running number."""
        return (self.number + 1) * BLOCK_SIZE


def own_code(commune: str, desk: int, letter: str, day: date, number: int) -> str:
    """MC-03158-1-261120-0007; letters behind the desk where another machine printed under it."""
    on = f"{day.year % 100:02d}{day.month:02d}{day.day:02d}"  # a tenth of what strftime takes
    return f"MC-{commune}-{desk}{letter}-{on}-{number:04d}"


def first_paper(kind: str, commune: str, desk: int, letter: str, day: date) -> str:
    """TC-03158-1-261120-0001: a paper of the desk without a dossier, counted like its slips."""
    return kind + own_code(commune, desk, letter, day, 1).removeprefix("MC")


def first_incident(commune: str, desk: int, letter: str) -> str:
    """SC-03158-1-0001: incidents of a desk are counted through, whatever the day."""
    return f"{INCIDENT}-{commune}-{desk}{letter}-0001"


def following(code: str) -> str:
    """The same with a running number that is one higher."""
    head, _, number = code.rpartition("-")
    return f"{head}-{int(number) + 1:04d}"


def leased_code(agency: str, day: date, number: int) -> str:
    """H18.40-261120-0001."""
    return f"{agency}-{day:%y%m%d}-{number:04d}"


def as_printed(typed: str) -> str:
    """A code, or how one begins, in capitals but for the letters behind the desk."""
    capitals = typed.upper()
    return LETTERED.sub(lambda found: "MC" + found[0][2:].lower(), capitals, count=1)


def is_own_code(code: str) -> bool:
    """Whether it has the form of a desk's own number, blank slips with it."""
    return OWN_CODE.fullmatch(code) is not None


def is_paper_number(text: str) -> bool:
    """Whether it has the form of a refusal's or of a guidance slip's number."""
    return PAPER_NUMBER.fullmatch(text) is not None


def short_number(code: str) -> str:
    """0007, or P-0007 of a slip that was blank when it was printed: as clerks say it aloud."""
    head, _, tail = code.rpartition("-")
    return f"P-{tail}" if head.endswith("-P") else tail


def running_number(code: str) -> int:
    """The number behind the last dash."""
    return int(code.rpartition("-")[2])
