"""Small records inside a dossier's events: papers, fee lines, receipts, codes, results.

Field order is the order of the hashed bytes, as in `person`.
"""

from unicodedata import normalize

from app.domain.record import record


@record
class PaperLine:
    """One paper handed in; `pages` and `certify` (copies asked) only where it is certified."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    pages: int | None = None
    certify: int | None = None
    scans: tuple[str, ...] = ()


@record
class FeeLine:
    """One line of the fee: `base` đồng a unit where there is one, `dong` the sum of the line."""

    kind: str
    base: int | None
    quantity: int
    dong: int
    exemption: str | None = None


TAKEN = "taken"  # the kind of a line that says what was taken where no rule says how much


def set_by_taker(lines: tuple[FeeLine, ...] | None) -> bool:
    """Whether whoever takes the money is the only one who knows how much it is."""
    return lines is None or any(line.kind == TAKEN for line in lines)


def whole_fee(lines: tuple[FeeLine, ...] | None) -> int | None:
    """The whole fee in đồng; None where nobody knows it, never a guessed 0."""
    return None if lines is None else sum(line.dong for line in lines)


def _letters(mark: object) -> str:
    """Without spaces, dashes and dots, which people write or leave out."""
    return "".join(filter(str.isalnum, normalize("NFKC", str(mark)))).casefold()


@record
class FeeReceipt:
    """The biên lai that the clerk took from the registered book."""

    form: str
    symbol: str
    serial: str

    @property
    def mark(self) -> str:
        """The same for one sheet of paper, however its three marks were typed."""
        parts = map(_letters, (self.form, self.symbol, self.serial))
        form, symbol, serial = parts  # a correction of another program may hold anything
        return f"{form} {symbol} {serial.lstrip('0')}"

    @property
    def numbered(self) -> bool:
        """Whether it is a sheet of paper: people type `0` or `-` for want of one."""
        return bool(_letters(self.serial).strip("0"))


@record
class ForeignCode:
    """The code that another system gave the same dossier."""

    system: str
    code: str


@record
class Result:
    """What was decided; all parts optional at a poor desk."""

    kind: str | None = None
    number: str | None = None
    date: str | None = None
    signer: str | None = None
