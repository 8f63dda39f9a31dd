"""Types cars into a cup file as fast as it takes them, and says each one once it is in the file. Run by `test_kill.py`."""

from __future__ import annotations

import sys

from cupdesk.desk import Desk
from cupdesk.rules.edits import AddDecision, Edit, PlaceCar, SetTimes, TakeOutCar
from cupdesk.rules.session import Decision, Sanction, SanctionKind
from cupdesk.store.file import Store


def edit(count: int) -> Edit:
    """The edit of this count: every one changes something, whatever came before."""
    car = str(1 + count % 4)
    match count % 4:
        case 0:
            return SetTimes("A/R1", car, total_ms=count)
        case 1:
            return AddDecision(
                "B/R1", Decision(count, (car,), "track-limits", (Sanction(SanctionKind.TIME, ms=count),))
            )
        case 2:
            return TakeOutCar("A/Q", car)
        case _:
            return PlaceCar("A/Q", str(1 + (count - 1) % 4), 1 + count % 3)


def main() -> None:
    """Go on from where the file stands, for ever."""
    desk = Desk(Store.open(sys.argv[1], "Anne"), operator="Anne")
    count = len(desk.store.history(desk.season.code))
    while True:
        desk.do(edit(count))
        count += 1
        print(count, flush=True)


if __name__ == "__main__":
    main()
