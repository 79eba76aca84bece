"""What each paper is given to print, by the id of its form: what a province's layout may ask for.

A field of a list's row stands behind its list, as in `missing[].name`. `BY_HAND` is never given:
there the layout prints dots for a pen. Only what stands here is known; tests hold it to the values
that the services make and to the program's own layouts.
"""

from collections.abc import Iterator, Mapping

FILTERS = frozenset(
    {"upper", "moment", "moment_lines", "day", "time", "date", "dong", "two"}
    | {"dots", "fill", "or", "after"}
)
GIVEN_TO_ALL = "copy none print: desk at training again"
OFFICE = "office: parent agency name place phone lookup_url"
LETTER = f"{OFFICE} . issued_on"
PERSON = "owner: name address phone email id natural called"
PROCEDURE = "procedure: name code"
DOSSIER = f"{PERSON} {PROCEDURE} . code received_at deciding"
SIGNER = "signer: name director deputy other"
BOOK = f"{LETTER} from to clerk counted_at total book: volume"
FIGURES = "received counter online post finished returned"
GROUP = f"part key about {FIGURES}"
FORMS: Mapping[str, str] = {
    "mau-01": f"""{OFFICE} branch . issued_at leased code void external received_at due_at agreed
        owner: name address phone email id submitter: name relation {PROCEDURE}
        papers[]: name kind count originals[]: name pages copies . listed sets term return_at
        renewals[]: at why to due left . deciding fee: words amount state
        . token lookup_word handed_by clerk book: number volume""",
    "mau-01-nhieu": f"""{LETTER} code bunch token lookup_word received_at handed_by clerk
        {PERSON} submitter: name relation . total sum unknown
        dossiers[]: code word subject about papers pages count due deciding fee state""",
    "mau-02": f"""{LETTER} code number reason until stage clerk {PERSON} {PROCEDURE}
        missing[]: name originals certified copies""",
    "mau-03": f"{LETTER} number reason basis clerk {PERSON} {PROCEDURE}",
    "mau-04": f"{LETTER} number due_at new_due_at reason return_at times {DOSSIER} {SIGNER}",
    "mau-05": f"""{LETTER} number withdrawn reason stage stopped_at money paid returned
        {DOSSIER} {SIGNER}""",
    "mau-06": f"""{LETTER} code external received_at received_late due_at now_due_at deciding void
        helping {PERSON} handovers[]: from to at given_by taken_by result note
        book: number volume""",
    "mau-07": f"""{BOOK} . done voided
        entries[]: code subject sets owner address phone received due returned note""",
    "bien-nhan-ket-qua": f"""{LETTER} code clerk returned_at signed signature without_slip
        {PROCEDURE} owner: name taken: name id relation authority phone
        results[]: kind number subject""",
    "ban-giao-ket-qua": f"""{LETTER} code number from_office to_office given_by taken_by total at
        entries[]: code subject result owner address paid post""",
    "phieu-thu": f"""{LETTER} number code payer address method total words clerk
        items[]: name count price amount receipt: form symbol serial""",
    "so-thu-phi": f"""{BOOK} . count cash transfer unknown words
        entries[]: at code procedure payer what amount method receipt receipt_form receipt_symbol
        receipt_serial clerk void note""",
    "thong-ke": f"""{LETTER} from to clerk counted_at undated working_days a_day counter_a_day
        by {FIGURES}
        systems[]: {GROUP} procedures[]: {GROUP} fields[]: {GROUP} days[]: {GROUP}
        hours[]: {GROUP} people[]: {GROUP} states[]: {GROUP}""",
    "phieu-cong-viec": f"""{LETTER} from to clerk counted_at person days count summary listed
        entries[]: at person code received_at owner subject act note""",
    "so-chung-thuc": f"""{LETTER} clerk title period: first last book: name opened closed
        entries[]: number on name paper signer sheets fee total: lines copies fee""",
    "so-phoi": f"""{OFFICE} . at days
        entries[]: about opening received used spoilt difference left least
        moved[]: day about way quantity difference left serials said by""",
    "thiet-bi": f"""{OFFICE} . at entries[]: about needed held works broken missing note
        open[]: number about since days""",
    "huong-dan": f"""{OFFICE} . plain where how_long how_much free_if advice hours phone code sure
        bring[]: name how""",
    "danh-sach": f"{OFFICE} . kind at total entries[]: number owner procedure due where phone",
    "nhac-ket-qua": f"""{OFFICE} . days at total
        entries[]: number owner procedure since phone reminded""",
    "lich-hen": f"{OFFICE} . from to total entries[]: at who procedure number phone",
    "lich-hen-niem-yet": f"{OFFICE} . from to total entries[]: at who procedure number phone",
    "ban-giao-ho-so": f"""{OFFICE} . at giver taker signed total
        entries[]: number owner procedure due""",
    "phieu-trang": f"{OFFICE} . number lines[]: n",
    "phieu-giay": f"{OFFICE} . at counts total entries[]: number printed state more",
    "phieu-khoi-phuc": f"{OFFICE} . issued_at desk key qr",
    "so-cho": f"{OFFICE} . number title issued before priority desk",
    "trang-thu": f"{OFFICE} . printer at code",
    "may-quet": f"{OFFICE} . line_1 line_2 line_3 line_4 line_5 line_6 line_7 line_8",
}
BY_HAND: Mapping[str, frozenset[str]] = {
    "mau-01": frozenset({"book.number", "book.volume"}),
    "mau-02": frozenset({"missing[].certified"}),
    "mau-05": frozenset({"number", "returned"}),
    "mau-06": frozenset({"helping", "book.number", "book.volume"}),
    "mau-07": frozenset({"book.volume"}),
    "ban-giao-ket-qua": frozenset({"number"}),
    "so-thu-phi": frozenset({"book.volume"}),
    "phieu-trang": frozenset({"lines[].n"}),
}


def _spelled(words: str) -> Iterator[str]:
    """`a: b c . d` is a.b, a.c and d."""
    head = ""
    for word in words.split():
        if word == ".":
            head = ""
        elif word.endswith(":"):
            head = f"{word[:-1]}."
        else:
            yield head + word


FIELDS: Mapping[str, frozenset[str]] = {
    form: frozenset({*_spelled(words), *_spelled(GIVEN_TO_ALL)}) for form, words in FORMS.items()
}
