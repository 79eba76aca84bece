"""Papers of an opened desk: a dossier's, papers without one, the recovery sheet."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.bootstrap import reading_log
from app.bootstrap.opening import OpenDesk
from app.bootstrap.writing import (
    REFUSAL,
    SLIP,
    SUPPLEMENT,
    Paper,
    base_of,
    desk_paper,
    forms_published,
    office_then,
    paper_of,
    refusal_paper,
    renewals_of,
    require_ours,
    signer,
)
from app.devices.whole_file import write_whole
from app.domain import events as e
from app.domain.errors import MotCuaError, Trouble
from app.domain.times import iso, parse_moment
from app.services.ports import PrintRequest, Standing, Stored, Writes
from app.services.slip_values import Printing, office_values, slip_values
from app.services.steps import the_one
from app.services.views import who
from app.storage import print_jobs
from app.storage.connection import transaction
from app.storage.print_jobs import NO_DOSSIER, Job, Sought
from app.storage.profile import write_private

FORM = "mau-01"
NO_FORMS: Mapping[str, str] = MappingProxyType({})
EACH = "each"  # in the content of a paper: its sheets' own values
MOMENT, DAY = "$moment", "$day"  # in the same: what JSON has no words for


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
    pdf = render_form("phieu-khoi-phuc", values, "a4", now.date())
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
    dossier = stored.dossier
    standing = replace(opened.standing, office=office_then(opened, dossier.received_at))
    procedure = opened.catalogues.labelled(dossier.catalogue).procedure(dossier.procedure)
    how = Printing(
        opened.desk.clock.now(), _clerk(opened, stored), again, renewals_of(opened, stored)
    )
    offices = opened.catalogues.labelled(dossier.catalogue).office
    values = slip_values(stored, standing, procedure, signer(opened), how, offices)
    on = dossier.received_at.date()
    return partial(render_form, FORM, values, paper, on, forms_published(opened, on))


def paper_maker(opened: OpenDesk, made: Paper, paper: str, again: int) -> Callable[[], bytes]:
    """What makes any other paper of dossiers, on any thread."""
    written = made.written
    values = written.values | {"print": print_values(opened, again)}
    published = forms_published(opened, written.on)
    return partial(render_form, written.layout, values, paper, written.on, published)


def job_maker(opened: OpenDesk, job: Job, paper: str) -> Callable[[], bytes]:
    """What makes the paper of a job, on any thread; ClerkError where it tells what is no more."""
    form = base_of(job.form)
    if job.dossier == NO_DOSSIER and form in (REFUSAL, SUPPLEMENT):
        return paper_maker(opened, desk_paper(opened, form, job.code), paper, job.copy)
    if job.dossier == NO_DOSSIER:
        return content_maker(opened, job, paper)
    stored = opened.journal.dossier(job.dossier)
    if form == SLIP:
        return slip_maker(opened, stored, paper, job.copy)
    others = [opened.journal.dossier(number) for number in print_jobs.others_of(job)]
    return paper_maker(opened, paper_of(opened, form, (stored, *others)), paper, job.copy)


def print_values(opened: OpenDesk, again: int) -> dict[str, Any]:
    """What every paper says of its printing."""
    standing = opened.standing
    return {
        "desk": standing.workstation,
        "at": opened.desk.clock.now(),
        "training": standing.training or None,
        "again": again or None,
    }


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
    content = json.dumps(values, ensure_ascii=False, default=_frozen)
    with transaction(opened.connection):
        return print_jobs.enqueue(
            opened.connection, form=form, dossier=NO_DOSSIER, code=title, paper=paper, copies=1,
            now=opened.desk.clock.now(), copy=copy, content=content, printer=printer,
        )  # fmt: skip


def content_maker(opened: OpenDesk, job: Job, paper: str) -> Callable[[], bytes]:
    """What makes a paper without a dossier, on any thread; `each` in it: one sheet for each."""
    values = json.loads(job.content or "{}", object_hook=_thawed) | {
        "office": office_values(opened.standing.office),
        "print": print_values(opened, job.copy),
    }
    on = opened.desk.clock.now().date()
    published = forms_published(opened, on)
    if EACH in values:
        parts = [values | one for one in values.pop(EACH)]
        return partial(render_many, job.form, parts, paper, on, published)
    return partial(render_form, job.form, values, paper, on, published)


def _frozen(value: object) -> dict[str, str]:
    """A day or a moment as JSON has it until it is printed: the layout says how it is written."""
    if isinstance(value, datetime):
        return {MOMENT: iso(value)}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    raise TypeError(type(value))


def _thawed(found: dict[str, Any]) -> Any:
    if found.keys() == {MOMENT}:
        return parse_moment(found[MOMENT])
    return date.fromisoformat(found[DAY]) if found.keys() == {DAY} else found


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that shall be printed: its key in the queue and the dossiers that it tells of.

    Without one it is a refusal's, known by its number.
    """

    key: str
    stored: tuple[Stored, ...]
    number: str = ""

    @classmethod
    def of(cls, made: Paper, number: str = "") -> "Wanted":
        """The paper as it was written."""
        return cls(made.key, made.stored, number)

    @property
    def sought(self) -> Sought:
        """As the print queue knows it."""
        if not self.stored:
            return Sought(self.key, NO_DOSSIER, self.number)
        first, *others = self.stored
        return Sought(self.key, first.id, first.dossier.code, tuple(one.id for one in others))


def slip_of(stored: Stored) -> Wanted:
    """A dossier's Mẫu 01."""
    return Wanted(SLIP, (stored,))


def enqueue_copy(
    opened: OpenDesk, wanted: Wanted, printer: str | None = None, paper: str | None = None
) -> None:
    """The paper waits to be printed; marked and told in the journal where one came out before."""
    require_ours(wanted.stored)
    with opened.journal.transaction() as writes:
        _enqueue_copy(opened, writes, wanted, paper or usual_paper(opened, wanted.key), printer)


def usual_paper(opened: OpenDesk, key: str) -> str:
    """The setting's for slips, else a whole sheet."""
    return opened.settings.slip_paper if key == SLIP else "a4"


def next_copy(opened: OpenDesk, wanted: Wanted) -> int:
    """The number that the next print bears; 0 as long as none came out of any of its dossiers."""
    if not wanted.stored:
        return print_jobs.printed(opened.connection, wanted.sought)
    return max(_next_copy(opened, wanted.key, one) for one in wanted.stored)


def _next_copy(opened: OpenDesk, key: str, stored: Stored) -> int:
    lines = stored.dossier.history
    reprints = sum(line.action == "reprint" and line.detail == key for line in lines)
    sought = Sought(key, stored.id, stored.dossier.code)
    out = reprints or print_jobs.printed(opened.connection, sought)
    return reprints + 1 if out else 0


def print_form(opened: OpenDesk, form: str, names: Sequence[str], out: Path, paper: str) -> bool:
    """Write a form of dossiers (by their codes), or of a refusal (by its number), to a file.

    ClerkError, and nothing happened, where they have not what it tells; else as `print_paper`.
    """
    if form == REFUSAL:
        made = refusal_paper(opened, names[0])
        _check_paper(opened, made, paper)
        return _print(opened, Wanted.of(made, names[0]), out, paper)
    stored = [the_one(opened.journal, name) for name in dict.fromkeys(names)]
    for one in stored:
        reading_log.opened_dossier(opened, one)
    if form == SLIP:
        return _print(opened, slip_of(stored[0]), out, paper)
    made = paper_of(opened, form, stored)
    _check_paper(opened, made, paper)
    return _print(opened, Wanted.of(made), out, paper)


def _check_paper(opened: OpenDesk, made: Paper, paper: str) -> None:
    from app.printing.pages import check_paper

    written = made.written
    check_paper(written.layout, paper, written.on, forms_published(opened, written.on))


def print_slip(opened: OpenDesk, stored: Stored, out: Path, paper: str) -> bool:
    """Write the slip to a file, as `print_form`."""
    return _print(opened, slip_of(stored), out, paper)


def _print(opened: OpenDesk, wanted: Wanted, out: Path, paper: str) -> bool:
    """Write the paper to a file; a second print is marked and told in the journal.

    A paper that waited or failed is this one. The job says `printing` before the file exists, so
    one that was cut off is asked about. True where that is so for an earlier one.
    """
    require_ours(wanted.stored)
    doubtful = print_jobs.in_doubt(opened.connection, wanted.sought)
    write_job(opened, _started(opened, wanted, paper), out, paper)
    return doubtful


def write_job(opened: OpenDesk, job: Job, out: Path, paper: str) -> None:
    """Write the paper of a job that has begun to a file; what became of it stands in its row."""
    try:
        write_file(out, job_maker(opened, job, paper)())
    except MotCuaError as error:
        _ended(opened, job, print_jobs.FAILED, error.message)
        raise
    _ended(opened, job, print_jobs.DONE)


def _started(opened: OpenDesk, wanted: Wanted, paper: str) -> Job:
    """The paper that never came out, else a new one, on its way to paper."""
    connection, now = opened.connection, opened.desk.clock.now()
    with opened.journal.transaction() as writes:
        job = print_jobs.begin_of(connection, wanted.sought, now)
        if job is None:
            _enqueue_copy(opened, writes, wanted, paper)
            job = print_jobs.begin_of(connection, wanted.sought, now)
    assert job is not None  # noqa: S101 - the one that was just put there
    return job


def _ended(opened: OpenDesk, job: Job, state: str, why: str | None = None) -> None:
    now = opened.desk.clock.now()
    print_jobs.set_state(opened.connection, job.id, state, now, why)


def _enqueue_copy(
    opened: OpenDesk, writes: Writes, wanted: Wanted, paper: str, printer: str | None = None
) -> None:
    copy, sought = next_copy(opened, wanted), wanted.sought
    job = writes.enqueue_print(PrintRequest(wanted.key, paper), sought.dossier, sought.code)
    print_jobs.mark_copy(opened.connection, job, copy, printer, sought.others)
    for one in wanted.stored:
        if copy and _next_copy(opened, wanted.key, one):
            reprinted = e.Reprinted(wanted.key, copy)
            writes.append(reprinted, at=opened.desk.clock.now(), dossier_id=one.id)


def render_form(
    form: str,
    values: dict[str, Any],
    paper: str,
    on: date,
    published: Mapping[str, str] = NO_FORMS,
) -> bytes:
    """A form in force on a day as PDF."""
    from app.printing.pages import render  # heavy, and not wanted before the first paper

    return render(form, values, paper, on, published)


def render_many(
    form: str,
    parts: Sequence[dict[str, Any]],
    paper: str,
    on: date,
    published: Mapping[str, str] = NO_FORMS,
) -> bytes:
    """The same for each part, one behind the other."""
    from app.printing.pages import render_each

    return render_each(form, parts, on, published, paper)


def _clerk(opened: OpenDesk, stored: Stored) -> str:
    names = {user.id: user.name for user in opened.journal.users()}
    return who(stored.dossier.history[0], names)


def write_file(out: Path, made: bytes) -> None:
    """A file where the clerk wants it, whole; Trouble where that cannot be."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, made)
    except OSError as error:
        raise Trouble(f"Không ghi được tệp {out}. Hồ sơ vẫn an toàn; hãy chọn nơi khác.") from error
