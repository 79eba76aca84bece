"""Schedules that once showed something wrong, as small as they got; each must stay right."""

from tests.simulation.schedule import Schedule

# A copy opened an installation on a head and acted on a dossier; the machine that held the head had
# written nothing since, so no line had parted yet, and it was never told (26 November 2026).
FOUND = (
    Schedule(
        3360, badness=0.0, desks=1, numbering="own",
        actions=(
            ("take_image", 798118066), ("write", 422986955), ("exchange", 866244022),
            ("clone", 190135192), ("exchange", 30147909),
        ),
    ),
    Schedule(
        3636, badness=0.5, desks=1, numbering="leased",
        actions=(
            ("take_image", 884819613), ("write", 353586292), ("clone", 55602185),
            ("exchange", 448219290), ("exchange", 590431435), ("write", 703027430),
        ),
    ),
    Schedule(
        6018, badness=0.5, desks=3, numbering="leased",
        actions=(
            ("clone", 975381359), ("exchange_and_die", 419074335), ("exchange", 97311113),
        ),
    ),
    # A name that a dossier bore only between two machines' corrections was counted as derived.
    Schedule(
        100164, badness=0.1, desks=1, numbering="leased",
        actions=(
            ("write", 721699285), ("write", 560248314), ("write", 891624142), ("write", 45670061),
            ("write", 379980851), ("clone", 885223459), ("clone", 395034115), ("write", 177660484),
            ("write", 1025476170),
        ),
    ),
    # The province was set back before a desk told its office what the province had of it, and the
    # desk burnt: its neighbours believed that word (27 November 2026).
    Schedule(
        336, badness=0.9, desks=3, numbering="own",
        actions=(
            ("back_up_province", 598655071), ("exchange", 146899329),
            ("roll_back_province", 277256963), ("meet_office", 192353868),
            ("stand_alone", 462778334), ("destroy", 1067912428),
        ),
    ),
    # A revoked machine that met its office before anybody had heard of it counted in the dossiers
    # that its replacement had back from the province.
    Schedule(
        337, badness=0.0, desks=2, numbering="own",
        actions=(
            ("write", 254997030), ("exchange_and_die", 745408364), ("write", 522836435),
            ("revoke", 864012509), ("replace", 122673255), ("meet_office", 210277477),
        ),
    ),
    # A desk that had lost a dossier decided about the mark of its step in it; the province put that
    # mark back when it folded the dossier again (27 November 2026).
    Schedule(
        2975, badness=0.1, desks=2, numbering="leased",
        actions=(
            ("write", 82018417), ("write", 548990292), ("clone", 171638907), ("write", 69046319),
            ("write", 295740817), ("clone", 499473531), ("meet_office", 707545639),
            ("meet_office", 727688868), ("write", 248804588), ("restore", 637983782),
        ),
    ),
    Schedule(
        3361, badness=0.1, desks=3, numbering="leased",
        actions=(
            ("take_image", 274710261), ("exchange", 446495337), ("take_image", 967089399),
            ("meet_office", 76676410), ("write", 437640433), ("exchange", 889919511),
            ("restore", 66893839),
        ),
    ),
    # Of a machine that was revoked no step counts any more: what it had done beside another's own
    # step stayed marked after a rebuild, which folds neighbours' facts before the province's word.
    Schedule(
        109810, badness=0.9, desks=3, numbering="leased",
        actions=(
            ("write", 521177626), ("meet_office", 98306272), ("write", 239298109),
            ("meet_office", 260414700), ("revoke", 766600415), ("exchange", 289257711),
            ("write", 634869765),
        ),
    ),
)  # fmt: skip
