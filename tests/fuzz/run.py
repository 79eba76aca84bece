"""One target under a coverage-guided fuzzer: `python -m tests.fuzz.run TARGET SECONDS FOLDER`.

Ends with 0 where every input was read or refused, within `MOST_MB` and `MOST_SECONDS` each; an
input that was not is left in FOLDER. The fuzzer never returns, so a target has a process: a child,
since the peak of memory that it looks at begins, in a program just started, with what its parent
held (a test's worker late in a long run: more than is allowed here), and in a child with its own.
"""

import os
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["app.wire", "app.services.queue_messages"]):
    from app.wire.errors import WireError
    from tests.fuzz.targets import TARGETS, seeds

MOST_MB, MOST_SECONDS, MOST_BYTES = 768, 10, 1 << 16


def main() -> None:
    """Fuzz until the time is over, in a child; ends as it ended."""
    if child := os.fork():
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    fuzz(sys.argv[1], sys.argv[2], Path(sys.argv[3]))


def fuzz(name: str, seconds: str, folder: Path) -> None:
    """Knock at one target; never returns."""
    corpus = folder / f"corpus-{name}"
    corpus.mkdir(parents=True, exist_ok=True)
    for place, seed in enumerate(seeds()[name]):
        (corpus / f"seed-{place}").write_bytes(seed)
    target = TARGETS[name]

    def look(data: bytes) -> None:
        try:
            target(data)
        except WireError:
            return

    limits = [
        f"-max_total_time={seconds}", f"-rss_limit_mb={MOST_MB}", f"-timeout={MOST_SECONDS}",
        f"-max_len={MOST_BYTES}", f"-artifact_prefix={folder}/{name}-", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *limits, str(corpus)], look)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
