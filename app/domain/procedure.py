"""A procedure as a catalogue version describes it: dated data, never code."""

from dataclasses import dataclass

SAME_DAY = "same_day"
UNITS = ("working_day", "calendar_day", "hour", "month", SAME_DAY, "none")
PER_PAGE, PER_COPY, PER_CASE, FREE = "page", "copy", "case", "free"
FEE_KINDS = (PER_PAGE, PER_COPY, PER_CASE, FREE)
DETAIL_KINDS = ("text", "date", "time", "number", "choice", "commune")


@dataclass(frozen=True, slots=True)
class LimitData:
    """A term as published: a unit of UNITS, its number (n.5 allowed), a cut-off like 15:00."""

    unit: str
    value: float = 0
    cutoff: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A variant (trường hợp) with its own term."""

    code: str
    name: str
    limit: LimitData


@dataclass(frozen=True, slots=True)
class ChannelLimit:
    """The term of one channel: counter, online, post."""

    channel: str
    limit: LimitData


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper asked for; `group` names the case it belongs to, as published.

    `plain` is its name as people say it; `shown` ones are looked at and given back at once.
    """

    number: int
    name: str
    originals: int = 0
    copies: int = 0
    group: str | None = None
    required: bool = False
    note: str | None = None
    plain: str | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class FeeRule:
    """What is charged: `dong` a page, a copy or a case; `ground` names the text it stands on.

    A page from `after_page` on costs `dong_after`; a copy costs `cap_dong` at most.
    """

    kind: str
    dong: int = 0
    after_page: int | None = None
    dong_after: int | None = None
    cap_dong: int | None = None
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who pays nothing, and on what ground; `procedure` None means everywhere."""

    code: str
    words: str
    ground: str
    procedure: str | None = None


@dataclass(frozen=True, slots=True)
class DetailField:
    """A field that the procedure's form asks for; `choices` only for kind choice."""

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    longest: int = 200
    sensitivity: str = "basic"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectRule:
    """A person the procedure is about, and which of his fields must be known."""

    role: str
    label: str
    required: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One procedure.

    `agency` is who decides (in the portal's tables: who issued it); `amount_dong` is the
    catalogue's plain amount, None where it says nothing sure; `certainty` tells value by value how
    far it can be trusted. `aliases` are what people call it, to be found by; `plain`, `advice`,
    `where` (None: at the desk) and `free_if` are words for the paper that a citizen takes home.
    `system` is the one master of its status (he_thong_xu_ly): `province`, `commune` (nothing to
    enter anywhere) or a ministry's system by the name of its target; None where nobody said.
    """

    code: str
    name: str
    short_name: str
    field: str
    agency: str | None = None
    digit: int | None = None
    limit: LimitData
    channel_limits: tuple[ChannelLimit, ...] = ()
    cases: tuple[Case, ...] = ()
    papers: tuple[Paper, ...] = ()
    notes: tuple[str, ...] = ()
    fee: FeeRule | None = None
    amount_dong: int | None = None
    details: tuple[DetailField, ...] = ()
    subjects: tuple[SubjectRule, ...] = ()
    result: str | None = None
    source: str | None = None
    certainty: str | None = None
    aliases: tuple[str, ...] = ()
    plain: str | None = None
    advice: tuple[str, ...] = ()
    where: str | None = None
    free_if: str | None = None
    system: str | None = None

    def limit_for(self, case: str | None, channel: str) -> LimitData:
        """The case's term, else the channel's, else the procedure's; same-day procedures stay so.

        A channel that says only "other" points to the procedure's own term.
        """
        if self.limit.unit == SAME_DAY and case is None:
            return self.limit
        for variant in self.cases:
            if variant.code == case:
                return variant.limit
        for one in self.channel_limits:
            if one.channel == channel and one.limit.unit != "none":
                return self.limit if self.limit.unit == SAME_DAY else one.limit
        return self.limit

    @property
    def longer(self) -> bool:
        """Whether its cases are longer terms than the day itself, each agreed on by an act."""
        units = {one.limit.unit for one in self.cases}
        return self.limit.unit == SAME_DAY and bool(units) and SAME_DAY not in units

    def has_case(self, case: str) -> bool:
        """Whether the case is one of this procedure's."""
        return any(one.code == case for one in self.cases)
