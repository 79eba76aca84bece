"""A kept draft back into the page's value; a draft of another program version is let go."""

from typing import Any

from app.ui.reception.draft import (
    Draft,
    OriginalDraft,
    PaperDraft,
    PersonDraft,
    SubjectDraft,
)


def read_draft(body: dict[str, Any]) -> Draft | None:
    """The draft, or None where its shape is not this program's."""
    try:
        submitter = body["submitter"]
        return Draft(
            **{
                **body,
                "owner": PersonDraft(**body["owner"]),
                "submitter": PersonDraft(**submitter) if submitter else None,
                "papers": tuple(PaperDraft(**one) for one in body["papers"]),
                "originals": tuple(OriginalDraft(**one) for one in body["originals"]),
                "subjects": tuple(SubjectDraft(**one) for one in body["subjects"]),
                "details": tuple((name, value) for name, value in body["details"]),
                "scans": tuple(body.get("scans", ())),
                "left_out": tuple(body.get("left_out", ())),
                "visit": tuple(_inner(one) for one in body.get("visit", ())),
            }
        )
    except (KeyError, TypeError, ValueError):
        return None


def _inner(body: dict[str, Any]) -> Draft:
    """A dossier of the visit; ValueError where it cannot be read, and then none of it is."""
    read = read_draft(body)
    if read is None:
        raise ValueError("visit")
    return read
