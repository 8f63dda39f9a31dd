"""The settings of a rule book in the order a person reads them, each with its name, what it means and its value in words."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cupdesk.words.figures import exact, points

if TYPE_CHECKING:
    from cupdesk.words import Words

CHAMPIONSHIP: dict[str, tuple[str, ...]] = {
    "who": ("code", "name.fr", "name.en", "ranks", "nation_of", "category", "award", "place", "sessions"),
    "scale": (
        "scale",
        "scales",
        "few_starters",
        "starting",
        "finishing",
        "laps_down",
        "shared_car",
        "two_cars",
        "dead_heat",
    ),
    "bonuses": (
        "pole",
        "pole_of",
        "qualifying",
        "fastest_lap",
        "fastest_lap_of",
        "fastest_lap_top",
        "fastest_lap_beyond",
        "fastest_lap_equal",
        "fastest_lap_full_points",
        "led",
        "most_led",
        "most_led_equal",
        "led_classified",
        "most_gained",
        "most_gained_equal",
        "factor_on_bonuses",
    ),
    "counting": (
        "counting.best",
        "counting.drop",
        "counting.drop_by_length",
        "counting.segments",
        "counting.always",
        "counting.keep_disqualified",
        "counting.by_round",
        "counting.at_end",
        "minimum_starts",
        "starts_by_round",
        "final_only",
    ),
    "ties": (
        "ties",
        "countback_overall",
        "countback_paying",
        "countback_counted",
        "countback_sessions",
        "dense_places",
        "zero_by_number",
    ),
    "teams": ("team.cars", "team.rerank", "team.guests_score", "team.bonuses", "team.qualifiers"),
    "exceptions": ("races", "excluded"),
}
"""Group → the settings of a championship, by their paths in a season file. `teams` is for those that rank teams."""

SEASON: dict[str, tuple[str, ...]] = {
    "book": ("name.fr", "name.en", "source.fr", "source.en"),
    "classification": (
        "threshold.percent",
        "threshold.of",
        "threshold.rounding",
        "threshold.flag",
        "time_kept_if_disqualified",
        "short_race.least_laps",
        "short_race.steps",
    ),
    "penalties": ("drive_through", "stop_and_go"),
    "qualifying": (
        "pole",
        "pole_kept_if_disqualified",
        "fastest_lap_classified",
        "fastest_lap_named",
        "without_time",
        "pole_side",
    ),
    "publication": ("protest_minutes", "numbering", "second_entry"),
}
"""Group → the settings that hold for the whole season."""


LISTS: dict[str, tuple[str, ...]] = {"categories": ("categories", "awards")}
"""Group → the lists of objects that stand beside the championships."""


def setting_key(path: str, *, season: bool = False) -> str:
    """What a setting is known by in the catalogue, by its path inside its championship, inside the book if `season`."""
    plain = re.sub(r"\[[0-9]+\]", "", path).replace(".", "_")
    top, _, rest = plain.partition("_")
    if season and rest and top in ("categories", "awards"):
        return f"category_{rest}"
    return f"season_{plain}" if season and top not in ("categories", "awards") else plain


def path_key(path: str) -> str:
    """The same by the whole path."""
    inside = re.fullmatch(r"championships\[[0-9]+\]\.(.*)", path)
    return setting_key(inside[1]) if inside else setting_key(path, season=True)


def setting_name(key: str, words: Words) -> str:
    """What a setting is called."""
    return words(f"rulebook.setting.{key}")


def setting_about(key: str, words: Words) -> str:
    """What a setting means, in a few words."""
    return words(f"rulebook.about.{key}")


def choice(key: str, value: str, words: Words) -> str:
    """One of the words a setting can be."""
    if key == "ties":
        return words(f"rulebook.tie.{value}")
    own = f"rulebook.choice.{key}_{value}"
    if value in ("true", "false") and not words.has(own):
        return words(f"rulebook.{'yes' if value == 'true' else 'no'}")
    return words(own)


def none_said(key: str, words: Words) -> str:
    """What an empty setting means: all results, any place, the whole cup."""
    own = f"rulebook.empty.{key}"
    return words(own) if words.has(own) else words("rulebook.none")


def value_said(key: str, value: Any, words: Words) -> str:
    """A value of a rule book as printed."""
    if value is None or value in ("", ()):
        return none_said(key, words)
    if isinstance(value, bool):
        return choice(key, "true" if value else "false", words)
    if key == "ties":
        return ", ".join(choice(key, step.value, words) for step in value)
    if isinstance(value, StrEnum) or key == "season_without_time":
        return choice(key, str(value), words)
    if isinstance(value, Fraction):
        return points(value, words.language)
    if isinstance(value, tuple):
        fractions = all(isinstance(each, Fraction) for each in value)
        return "-".join(map(exact, value)) if fractions else ", ".join(map(str, value))
    if key in ("season_drive_through", "season_stop_and_go"):
        return words("rulebook.seconds", seconds=points(Fraction(value, 1000), words.language))
    return str(value)
