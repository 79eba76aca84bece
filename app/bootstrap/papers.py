"""Papers of an opened desk: slips from the journal, papers without a dossier, recovery sheet."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.bootstrap import opening
from app.bootstrap.opening import OpenDesk
from app.domain import events as e
from app.domain.errors import MotCuaError, Trouble
from app.services.ports import PrintRequest, Standing, Stored, Writes
from app.services.slip_values import Printing, Signer, office_values, slip_values
from app.storage import print_jobs
from app.storage.connection import transaction
from app.storage.print_jobs import NO_DOSSIER, Job
from app.storage.profile import write_private
from app.storage.secrets import get_secret
from app.wire.signing import DeviceCertificate

FORM, SLIP = "mau-01", "slip"


def write_recovery_sheet(file: Path, standing: Standing, now: datetime, text: str) -> None:
    """The printed key of a stand-alone desk: a private file that the clerk prints and removes."""
    values = {
        "office": office_values(standing.office),
        "issued_at": now,
        "desk": str(standing.desk),
        "key": text,
        "qr": text.replace(" ", ""),
        "print": {"desk": standing.workstation, "at": now, "training": standing.training or None},
    }  # fmt: skip
    pdf = _render("phieu-khoi-phuc", values, "a4", now.date())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_private(file, pdf)
    except (OSError, Trouble) as error:
        raise Trouble(
            f"Không ghi được phiếu khôi phục vào {file}. Chưa đổi gì. Phiếu cũ vẫn dùng được nếu "
            "đã có. Hãy kiểm tra ổ đĩa hoặc chọn nơi khác."
        ) from error


def slip_maker(opened: OpenDesk, stored: Stored, paper: str, again: int) -> Callable[[], bytes]:
    """What makes the slip of a dossier, on any thread; `again` 0 is the first print."""
    standing, dossier = opened.standing, stored.dossier
    procedure = opened.catalogues.labelled(dossier.catalogue).procedure(dossier.procedure)
    how = Printing(opened.desk.clock.now(), _clerk(opened, stored), again)
    values = slip_values(stored, standing, procedure, signer(opened), how)
    return partial(_render, FORM, values, paper, dossier.received_at.date())


def queue_content(  # noqa: PLR0913 - the paper
    opened: OpenDesk,
    form: str,
    values: Mapping[str, Any],
    title: str,
    paper: str,
    *,
    copy: int = 0,
    printer: str | None = None,
) -> int:
    """A paper without a dossier waits to be printed; the number of its job."""
    content = json.dumps(values, ensure_ascii=False)
    with transaction(opened.connection):
        return print_jobs.enqueue(
            opened.connection, form=form, dossier=NO_DOSSIER, code=title, paper=paper, copies=1,
            now=opened.desk.clock.now(), copy=copy, content=content, printer=printer,
        )  # fmt: skip


def content_maker(opened: OpenDesk, job: Job, paper: str) -> Callable[[], bytes]:
    """What makes a paper without a dossier, on any thread."""
    standing, now = opened.standing, opened.desk.clock.now()
    values = json.loads(job.content or "{}") | {
        "office": office_values(standing.office),
        "print": {
            "desk": standing.workstation,
            "at": now,
            "training": standing.training or None,
            "again": job.copy or None,
        },
    }
    return partial(_render, job.form, values, paper, now.date())


def enqueue_copy(opened: OpenDesk, stored: Stored, printer: str | None = None) -> None:
    """The slip waits to be printed; marked and told in the journal where one came out before."""
    with opened.journal.transaction() as writes:
        _enqueue_copy(opened, writes, stored, opened.settings.slip_paper, printer)


def next_copy(opened: OpenDesk, stored: Stored) -> int:
    """The number that the next print bears; 0 as long as none came out."""
    reprints = sum(line.action == "reprint" for line in stored.dossier.history)
    out = reprints or print_jobs.printed(opened.connection, stored.id, SLIP)
    return reprints + 1 if out else 0


def print_slip(opened: OpenDesk, stored: Stored, out: Path, paper: str) -> bool:
    """Write the slip to a file; a second print is marked and told in the journal.

    A paper that waited or failed is this one. The job says `printing` before the file exists, so
    one that was cut off is asked about. True where that is so for an earlier one.
    """
    doubtful = print_jobs.in_doubt(opened.connection, stored.id, SLIP)
    job = _started(opened, stored, paper)
    try:
        _write(out, slip_maker(opened, stored, paper, job.copy)())
    except MotCuaError as error:
        _ended(opened, job, print_jobs.FAILED, error.message)
        raise
    _ended(opened, job, print_jobs.DONE)
    return doubtful


def _started(opened: OpenDesk, stored: Stored, paper: str) -> Job:
    """The dossier's paper that never came out, else a new one, on its way to paper."""
    connection, now = opened.connection, opened.desk.clock.now()
    with opened.journal.transaction() as writes:
        job = print_jobs.begin_of(connection, stored.id, SLIP, now)
        if job is None:
            _enqueue_copy(opened, writes, stored, paper)
            job = print_jobs.begin_of(connection, stored.id, SLIP, now)
    assert job is not None  # noqa: S101 - the one that was just put there
    return job


def _ended(opened: OpenDesk, job: Job, state: str, why: str | None = None) -> None:
    now = opened.desk.clock.now()
    print_jobs.set_state(opened.connection, job.id, state, now, why)


def _enqueue_copy(
    opened: OpenDesk, writes: Writes, stored: Stored, paper: str, printer: str | None = None
) -> None:
    copy = next_copy(opened, stored)
    job = writes.enqueue_print(PrintRequest(SLIP, paper), stored.id, stored.dossier.code)
    print_jobs.mark_copy(opened.connection, job, copy, printer)
    if copy:
        writes.append(e.Reprinted(SLIP, copy), at=opened.desk.clock.now(), dossier_id=stored.id)


def signer(opened: OpenDesk) -> Signer:
    """The desk's key for tokens."""
    private = get_secret(opened.connection, opening.DEVICE_KEY)
    certificate = get_secret(opened.connection, opening.DEVICE_CERTIFICATE)
    if private is None or certificate is None:
        raise Trouble("Máy này mất khoá ký phiếu. Hồ sơ vẫn an toàn; hãy gọi tỉnh.")
    return Signer(private, DeviceCertificate.from_bytes(certificate))


def _render(form: str, values: dict[str, Any], paper: str, on: date) -> bytes:
    from app.printing.pages import render  # heavy, and not wanted before the first paper

    return render(form, values, paper, on)


def _clerk(opened: OpenDesk, stored: Stored) -> str:
    first = stored.dossier.history[0]
    if first.by:
        return first.by
    names = {user.id: user.name for user in opened.journal.users()}
    return names.get(first.actor, first.actor)


def _write(out: Path, pdf: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(pdf)
    except OSError as error:
        raise Trouble(f"Không ghi được tệp {out}. Hồ sơ vẫn an toàn; hãy chọn nơi khác.") from error
