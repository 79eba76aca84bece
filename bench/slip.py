"""What the QR code costs: a slip of two copies with it and without it, in turns.

Both come from the same values.
Each slip has its own token, as at the desk: nothing of the code is kept from the slip before.
"""

import statistics
import time
from copy import deepcopy
from typing import Any

from app.printing.layout import form_in_force
from app.printing.pages import render_layout
from app.services.ports import Stored
from app.services.slip_values import Printing, slip_values
from tests.printing.samples import IDENTITY, PRINTED, RECEIVED, STANDING, dossier, signer

SLIPS, WARM, PAPER = 120, 20, "a4"
Layout = dict[str, Any]


def main() -> None:
    """Print the ratios."""
    layout = form_in_force("mau-01", RECEIVED.date())
    bare = without_code(layout)
    coded: list[float] = []
    plain: list[float] = []
    sizes: list[tuple[int, int]] = []
    for number in range(WARM + SLIPS):
        values = _values(number)
        first, second = ((coded, layout), (plain, bare))[:: 1 if number % 2 else -1]
        made = {id(times): _timed(times, which, values) for times, which in (first, second)}
        sizes.append((made[id(coded)], made[id(plain)]))
    _report(coded[WARM:], plain[WARM:], sizes[-1])


def without_code(layout: Layout) -> Layout:
    """The layout as it is, its QR code left out."""
    bare = deepcopy(layout)
    for block in bare["block"]:
        block.pop("qr", None)
    return bare


def _timed(times: list[float], layout: Layout, values: dict[str, Any]) -> int:
    start = time.perf_counter()
    pdf = render_layout(layout, values, PAPER)
    times.append((time.perf_counter() - start) * 1000)
    return len(pdf)


def _values(number: int) -> dict[str, Any]:
    one = dossier(code=f"MC-03158-1-261120-{number:04d}")
    mark = number.to_bytes(4, "big") + IDENTITY[4:]
    stored = Stored(1, mark, 1, one)
    return slip_values(stored, STANDING, None, signer(), Printing(PRINTED, "Lò Thị Nhi"))


def _report(coded: list[float], plain: list[float], sizes: tuple[int, int]) -> None:
    ours, floor = statistics.median(coded), statistics.median(plain)
    print(
        f"slip with QR: {ours:.2f} ms, without: {floor:.2f} ms, ratio {ours / floor:.2f} "
        f"(at most 1.3, aim 1.1); {sizes[0] / sizes[1]:.2f} of the bytes ({sizes[0]})"
    )


if __name__ == "__main__":
    main()
