"""In which places the cars of one name bring it the most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import repeat

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Pay:
    """What places bring: the scale, and points for each car, or for the best placed alone, inside the first `top`.

    The first `scoring` of a name's cars take points by place, `last` is the last place there can be, `taken` those that
    others have alone. Cars that share a place share their points, or with `full` have those of the place.
    """

    scale: tuple[Fraction, ...]
    scoring: int
    last: int
    taken: tuple[int, ...] = ()
    each: Fraction = ZERO
    once: Fraction = ZERO
    top: int | None = None
    full: bool = False

    def paid(self, place: int, together: int = 1) -> Fraction:
        """The points by place of each of so many cars that share it."""
        if self.full or together == 1:
            return self.scale[place - 1] if place <= len(self.scale) else ZERO
        return sum(self.scale[place - 1 : place - 1 + together], ZERO) / together

    def brings(self, first: int, together: int, place: int) -> Fraction:
        """What so many cars bring together in a place, when `first` others are ahead of them."""
        points = self.paid(place, together) * min(max(self.scoring - first, 0), together)
        if self.top is None or place <= self.top:
            points += self.each * together + (ZERO if first else self.once)
        return points

    def free(self, place: int, together: int) -> bool:
        """Whether so many cars can share this place."""
        return place + together - 1 <= self.last and not any(place <= each < place + together for each in self.taken)


@lru_cache(maxsize=4096)
def best_places(pay: Pay, cars: int) -> tuple[int, ...]:
    """The places, first first, in which so many cars bring the most; of equals the best ones. Fewer if there is no room."""
    if cars == 1 or not pay.last:
        found = [place for place in range(1, pay.last + 1) if place not in pay.taken]
        return (max(found, key=lambda place: pay.brings(0, 1, place)),) if found else ()
    # From the back: what the cars still to be placed bring from each place on, each time the best with its places.
    ahead: list[list[tuple[Fraction, tuple[int, ...]] | None]] = [[None] * cars + [(ZERO, ())]]
    for place in range(pay.last, 0, -1):
        row: list[tuple[Fraction, tuple[int, ...]] | None] = []
        for first in range(cars):
            best = ahead[0][first]
            for together in range(1, min(cars - first, pay.last - place + 1) + 1):
                rest = ahead[together - 1][first + together]
                if rest is None or not pay.free(place, together):
                    continue
                points = pay.brings(first, together, place) + rest[0]
                places = (*repeat(place, together), *rest[1])
                if best is None or (points, best[1]) > (best[0], places):
                    best = points, places
            row.append(best)
        ahead.insert(0, [*row, (ZERO, ())])
    whole = ahead[0][0]
    return whole[1] if whole is not None else best_places(pay, cars - 1)
