"""The cup saved in `schema_N.sql`, one file for each schema ever released.

`python tests/store/saved/make.py` writes the file of the schema of today, once, when a schema is released; it is never written again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from cupdesk.rules.documents import Copy, Document, Signatory, packed
from cupdesk.rules.edits import AddDecision, PlaceCar, SetStatus, SetTimes, apply
from cupdesk.rules.letterhead import Emblem, LeftOut, Letterhead, Paper, Signing
from cupdesk.rules.model import Adjustment, Driver, Entry, EntryChange, Honour, Offence, Official, Round, Season, Team
from cupdesk.rules.pictures import Picture, picture_of
from cupdesk.rules.regulations import Category, Championship, Regulations
from cupdesk.rules.session import (
    Decision,
    DecisionState,
    Finish,
    GridSource,
    PoleSide,
    Sanction,
    SanctionKind,
    SecondEntry,
    Session,
    SessionKind,
    SessionState,
    Stage,
    Status,
    Text,
)

LOGO = picture_of(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>')
assert isinstance(LOGO, Picture)

SEASON = Season(
    "saved-2026",
    "Coupe gardée",
    2026,
    Regulations(
        Text("Gardé", "Saved"),
        (Championship("overall", Text("Général", "Overall"), (Fraction(25, 2), Fraction(1, 7))),),
        (Category("Pro", Text("Pro", "Pro")),),
    ),
    drivers=(Driver("a", "Zoë", "Łódź", "POL"), Driver("b", "Bo", "Ek")),
    teams=(Team("t", "Équipe d’essai", "Essai", "FRA"),),
    entries=(
        Entry("1", ("a",), "t", "Pro", changes=(EntryChange("LEC", number="01", guest=True),)),
        Entry("2", ("b",), manufacturer="Essai"),
    ),
    rounds=(
        Round(
            "LEC",
            Text("Le Castellet", "Le Castellet"),
            length_m=3841,
            first_day=date(2026, 10, 2),
            pole_side=PoleSide.RIGHT,
            sessions=(
                Session("Q", SessionKind.QUALIFYING, Text("Essais", "Qualifying"), sets_grids=(GridSource("R1"),)),
                Session(
                    "R1",
                    SessionKind.RACE,
                    Text("Course", "Race"),
                    points_factor=Fraction(1, 2),
                    order=("1", "2"),
                    finishes=(Finish("1", laps=16, total_ms=1_841_553, led=15), Finish("2", Status.RETIRED, laps=3)),
                    decisions=(
                        Decision(
                            1,
                            ("2",),
                            "jump-start",
                            time=datetime(2026, 10, 4, 15, 2, tzinfo=UTC),
                            path=(Stage(DecisionState.ISSUED, datetime(2026, 10, 4, 15, 2, tzinfo=UTC), "JD"),),
                        ),
                    ),
                    events=(Text("Pluie", "Rain"),),
                    reopened="Appel",
                    second=SecondEntry(("1", "2"), (Finish("2", Status.RETIRED, laps=3),), "MB", 1),
                ),
            ),
        ),
    ),
    adjustments=(Adjustment("overall", "a", Fraction(-5, 2), Text("Retard", "Late")),),
    honours=(Honour(2025, "overall", "a"),),
    offences=(
        Offence(
            "jump-start",
            Text("Faux départ", "Jump start"),
            short=("fd", "js"),
            usual=(Sanction(SanctionKind.TIME, ms=5000),),
        ),
    ),
    officials=(Official("clerk", "Anne"),),
    disclaimer=Text("Essai", "Trial"),
    documents=(
        Document(
            7,
            "classification",
            "LEC/R1",
            SessionState.PROVISIONAL,
            1,
            datetime(2026, 10, 4, 15, 30, tzinfo=UTC),
            (Copy("fr", "Course · Classement provisoire", "0" * 64, "CUPDESK1|…", packed("{}")),),
            "JD",
            (Signatory("clerk", "Anne"),),
            "Appel du n° 2",
            (LOGO.digest,),
        ),
    ),
    letterhead=Letterhead(
        Emblem(LOGO.digest, "Essai"),
        colour="#0A5C8A",
        foot=(Text("Permis {cup}", "Permit {cup}"),),
        paper=Paper.LETTER,
        left_out=(LeftOut("classification", ("speed",)),),
        signing=(Signing("grid", ("clerk",)),),
    ),
    pictures=(LOGO,),
)
EDITS = (
    PlaceCar("LEC/R1", "2", 1),
    SetTimes("LEC/R1", "2", gap_ms=170),
    AddDecision("LEC/R1", Decision(2, ("1",), "jump-start", (Sanction(SanctionKind.TIME, ms=5000),))),
)
UNDONE = (SetStatus("LEC/R1", "1", Status.DISQUALIFIED),)
AFTER = apply(SEASON, *EDITS)
STEPS = [("Zoë", UNDONE, True), ("Anne", EDITS, False)]


def main() -> None:
    """Write the cup as SQL text."""
    import tempfile

    from cupdesk.store.file import Store
    from cupdesk.store.opening import APPLICATION_ID, SCHEMA

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cup.cupdesk"
        store = Store.create(path)
        store.add_season(SEASON)
        store.write(SEASON, AFTER, EDITS, "Anne")
        last = apply(AFTER, *UNDONE)
        store.write(AFTER, last, UNDONE, "Zoë")
        store.undo(last)
        store.close()
        with closing(sqlite3.connect(path)) as raw:
            lines = [f"PRAGMA application_id = {APPLICATION_ID};", f"PRAGMA user_version = {SCHEMA};", *raw.iterdump()]
    with (Path(__file__).parent / f"schema_{SCHEMA}.sql").open("x", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
